// Package release is about new versions of the program that headquarters
// publishes (rilis program): their signed statements, their packages, what a
// computer is offered, and how the new program folder is made from it. It
// changes nothing of what is installed.
//
// All functions are safe for concurrent use.
package release

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// Running is the program that runs here.
type Running struct {
	Version  string // as in FyneApp.toml
	Platform string // [Platform]
	Folder   string // the program folder; blank: it cannot be replaced from here
	Keys     []Key  // whose releases it takes: [Keys]; none: it is offered nothing
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
	// Passed are the reasons why newer releases than this one are not offered.
	Passed []error

	pack Package
	base []File // of a patch
}

// Newest is the newest release for this platform that is newer than the running
// program, validly signed and not withdrawn; false when there is none. When
// there is none because a signature or a statement is bad, or its packages were
// not what the statement says, the error says so: release.bad_signature,
// release.unknown_key, release.bad_statement, release.unusable.
func Newest(ctx context.Context, st *store.Store, running Running) (Offer, bool, error) {
	if len(running.Keys) == 0 {
		return Offer{}, false, nil
	}
	records, err := st.List(ctx, store.Query{Kind: data.Release.Name, Where: map[string]data.Value{"platform": data.TextValue(running.Platform)}})
	if err != nil {
		return Offer{}, false, fmt.Errorf("list the releases: %w", err)
	}
	refused, err := refusedPackages(ctx, st)
	if err != nil {
		return Offer{}, false, err
	}
	records = slices.DeleteFunc(records, func(r data.Record) bool {
		return withdrawn(r) || Compare(r.Text("version"), running.Version) <= 0
	})
	slices.SortStableFunc(records, func(a, b data.Record) int { return -Compare(a.Text("version"), b.Text("version")) })
	var passed []error
	for _, r := range records {
		s, err := statementOf(r, running.Keys)
		if err != nil {
			passed = append(passed, err)
			continue
		}
		o := Offer{ID: r.ID, Version: s.Version, Published: r.Text("published_on"), Notes: s.Notes, Statement: s, Passed: passed}
		if !o.choose(running, refused) {
			passed = append(passed, data.Fail("release.unusable", nil, "Version", s.Version))
			continue
		}
		o.Size = o.pack.Size
		if o.Ready = st.HasFile(o.pack.SHA256); o.Ready {
			o.Here = o.Size
		} else {
			o.Here = min(st.Partial(o.pack.SHA256), o.Size)
		}
		return o, true, nil
	}
	return Offer{}, false, errors.Join(passed...)
}

// withdrawn reports whether anybody says so: where people disagree, nothing is offered.
func withdrawn(r data.Record) bool {
	for _, v := range r.Conflicts["withdrawn"] {
		if v.Value == data.BoolValue(true) {
			return true
		}
	}
	return r.Bool("withdrawn")
}

// statementOf reads what a record says, if it is signed and of this record.
func statementOf(r data.Record, keys []Key) (Statement, error) {
	s, err := Open([]byte(r.Text("statement")), r.Text("signature"), keys)
	if err == nil && (s.Version != r.Text("version") || s.Platform != r.Text("platform")) {
		err = data.Fail("release.bad_statement", nil, "Why", fmt.Sprintf("%s %s, not %.40s %.40s", s.Version, s.Platform, r.Text("version"), r.Text("platform")))
	}
	var e *data.Error
	if errors.As(err, &e) {
		e.Args = withVersion(e.Args, r.Text("version"))
	}
	return s, err
}

func withVersion(args map[string]any, version string) map[string]any {
	all := map[string]any{"Version": version}
	for k, v := range args {
		all[k] = v
	}
	return all
}

// choose picks the smallest package that works here; false when none does.
func (o *Offer) choose(running Running, refused []string) bool {
	if !slices.Contains(refused, o.Statement.Whole.SHA256) {
		o.Way, o.pack = Whole, o.Statement.Whole
	}
	for _, p := range o.Statement.Patches {
		if (o.Way == "" || p.Size < o.pack.Size) && !slices.Contains(refused, p.SHA256) && seems(running.Folder, p.Base) {
			o.Way, o.pack, o.base = Patch, p.Package, p.Base
		}
	}
	return o.Way != ""
}

// File is the package that is needed, as the exchange knows it.
func (o Offer) File() store.File {
	return store.File{SHA256: o.pack.SHA256, Size: o.Size, Name: "Pinisi " + o.Version, Scope: data.SharedScope, Release: true}
}

// settingRefused holds the hashes of packages from which the version that their
// statement names could not be made here.
const settingRefused = "release.refused"

func refusedPackages(ctx context.Context, st *store.Store) ([]string, error) {
	v, err := st.Setting(ctx, settingRefused)
	if err != nil {
		return nil, fmt.Errorf("read the setting %s: %w", settingRefused, err)
	}
	return strings.Fields(v), nil
}

// refuse remembers that a package makes nothing good.
func refuse(ctx context.Context, st *store.Store, sha string) error {
	all, err := refusedPackages(ctx, st)
	if err != nil || slices.Contains(all, sha) {
		return err
	}
	all = append(all, sha)
	return st.SetSetting(ctx, settingRefused, strings.Join(all[max(0, len(all)-50):], " "))
}

// Wanted says which release package comes by itself, by its SHA-256: the one
// that the running program needs and has not got, blank when there is none. A
// program that cannot be replaced from here (no Folder) wants none. It is for
// the Release of the exchange's options.
func Wanted(st *store.Store, running Running) func(context.Context) string {
	return func(ctx context.Context) string {
		if running.Folder == "" {
			return ""
		}
		o, ok, err := Newest(ctx, st, running)
		if err != nil || !ok || o.Ready {
			return ""
		}
		return o.pack.SHA256
	}
}

// Sweep removes packages from this disk that nobody needs here any more: all but
// those of the newest offer. It returns the bytes freed. A device of
// headquarters keeps what the hub has not confirmed, and what is newest.
func Sweep(ctx context.Context, st *store.Store, running Running) (freed int64, err error) {
	keep := map[string]bool{}
	o, ok, err := Newest(ctx, st, running)
	var bad *data.Error // such a release is not kept
	if err != nil && (!errors.As(err, &bad) || !strings.HasPrefix(bad.Code, "release.")) {
		return 0, err
	}
	if ok {
		for _, p := range o.Statement.packages() {
			keep[p.SHA256] = true
		}
	}
	err = nil
	if st.Profile().Scope == store.Headquarters {
		if keep, err = published(ctx, st, keep); err != nil {
			return 0, err
		}
	}
	packages, err := st.Packages(ctx)
	if err != nil {
		return 0, fmt.Errorf("list the packages: %w", err)
	}
	for _, p := range packages {
		if keep[p.SHA256] {
			continue
		}
		n, rerr := st.RemovePackage(ctx, p.SHA256)
		freed, err = freed+n, errors.Join(err, rerr)
	}
	return freed, err
}

// published are the packages that headquarters keeps beside those to keep.
func published(ctx context.Context, st *store.Store, keep map[string]bool) (map[string]bool, error) {
	all, err := List(ctx, st, nil)
	if err != nil {
		return nil, err
	}
	newest := map[string]string{}
	for _, r := range all {
		if !r.Withdrawn && Compare(r.Version, newest[r.Platform]) > 0 {
			newest[r.Platform] = r.Version
		}
	}
	for _, r := range all {
		for _, p := range r.Packages {
			confirmed, err := st.FileConfirmed(ctx, p.SHA256)
			if err != nil {
				return nil, err
			}
			if !confirmed || newest[r.Platform] == r.Version {
				keep[p.SHA256] = true
			}
		}
	}
	return keep, nil
}
