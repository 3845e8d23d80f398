// Package release is about new versions of the program that headquarters
// publishes (rilis program): their signed statements, their packages, what a
// computer is offered and how the new program folder is made from it. It
// changes nothing of what is installed.
//
// All functions are safe for concurrent use.
package release

import (
	"context"
	"errors"

	"pinisi/data"
	"pinisi/data/store"
)

// Running is the program that runs here.
type Running struct {
	Version  string // as in FyneApp.toml
	Platform string // [Platform]
	Folder   string // the program folder; blank: no patch fits
	Keys     []Key  // whose releases it takes: [Keys]
}

// Key is a public key that signs releases.
type Key struct {
	ID     string
	Public []byte // Ed25519
}

// Way is how a new version comes.
type Way string

// The ways.
const (
	Patch Way = "patch" // the difference from what is installed
	Whole Way = "whole"
)

// Offer is a newer version that headquarters published, its signature checked.
type Offer struct {
	ID        data.ID // of the record
	Version   string
	Published string            // day, 2026-03-24
	Notes     map[string]string // what is new, by language: id, en
	Statement Statement
	Way       Way
	Size      int64 // bytes of the package that is needed
	Here      int64 // of them here
	Ready     bool  // the package is here, whole
	// Passed are the reasons why releases newer than this one are not offered.
	Passed []error

	running Running
}

// Statement is what was signed.
type Statement struct{}

var errNotBuilt = errors.New("releases: not built yet")

// Newest is the newest release for this platform that is newer than the
// running program, validly signed and not withdrawn; false when there is none.
// When there is none because a signature or statement is bad, the error says so
// (release.bad_signature, release.unknown_key, release.bad_statement).
func Newest(ctx context.Context, st *store.Store, running Running) (Offer, bool, error) {
	return Offer{}, false, errNotBuilt
}

// Assemble writes the new version's program folder to the folder to, which must
// not be there or be empty, from the package that is here and, for a patch, the
// program folder from. Every file is checked by size and SHA-256; what could
// not be made right is removed again. progress may be nil.
//
// release.not_here: the package has not come yet. release.base_changed: the
// folder from is not what the patch was made for; the whole package is then
// what [Newest] asks for. release.damaged: the package is not what was signed.
func (o Offer) Assemble(ctx context.Context, st *store.Store, from, to string, progress func(done, total int64)) error {
	return errNotBuilt
}

// Keys are the public keys built into the program; none: it takes no updates.
func Keys() ([]Key, error) { return nil, errNotBuilt }

// Platform is that of this program, as windows/amd64.
func Platform() string { return "" }

// Compare orders versions by their numbers: -1, 0 or 1.
func Compare(a, b string) int { return 0 }

// Wanted says which release packages are to be fetched by themselves: the one
// that the program needs. It is for the sync package's Options.Release.
func Wanted(st *store.Store, running Running) func(context.Context, store.File) bool {
	return func(context.Context, store.File) bool { return false }
}

// Sweep removes packages from this disk that nobody needs any more: of versions
// that are not newer than the running one, and of releases that a newer one
// overtook. It returns the bytes freed. Headquarters' devices, which published
// them, keep what the hub has not confirmed.
func Sweep(ctx context.Context, st *store.Store, running Running) (freed int64, err error) {
	return 0, errNotBuilt
}
