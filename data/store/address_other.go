//go:build !windows

package store

// native is the form in which SQLite opens a path here, and its module for it.
func native(path string) (file, vfs string) { return path, "" }
