// Package hub is headquarters' server: it lets devices in by one-time codes,
// takes the segments that they send, hands each device the segments of its
// scopes, and keeps evidence files. It reads no record: a segment's header and
// signature are all it looks at.
//
// The hub keeps nothing outside its [Store] and its folder of files, so that
// several may run behind one address on a store that several can share.
//
// # The folder
//
//	hub.db      devices, codes, segments ([SQLite])
//	hub.key     the private key of its certificate, PEM; devices pin the public one
//	hub.crt     the certificate
//	files/      evidence by scope and SHA-256, and what is still coming in (.part)
package hub
