// Package store keeps records and their change log in SQLite, in one folder of
// one device. It knows what changes mean (package data) and how they are
// written down (package segment), but no network and no window.
//
// # The folder
//
//	pinisi.db      the database (WAL)
//	device.key     the device's Ed25519 private key; it never leaves the folder
//	attachments/   evidence files by SHA-256, and their unfinished downloads
//	backup/        copies made before each migration
//	lock           held while a program has the folder open
//
// # Concurrency
//
// A Store is safe for concurrent use. Writes go through one connection, one
// after the other, and are durable (synchronous=FULL) when they return. Reads
// use their own connections and never wait for writes.
package store
