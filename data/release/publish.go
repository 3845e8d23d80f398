package release

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Published is a release as headquarters sees it.
type Published struct {
	Record    data.ID
	Version   string
	Platform  string
	Published string // day
	Withdrawn bool
	Notes     map[string]string
	Packages  []store.File
	// Problem says why no computer is offered it, if its signature was asked for.
	Problem error
}

// List is every release that is here, newest first. With keys, signatures are checked.
func List(ctx context.Context, st *store.Store, keys []Key) ([]Published, error) {
	records, err := st.List(ctx, store.Query{Kind: data.Release.Name})
	if err != nil {
		return nil, fmt.Errorf("list the releases: %w", err)
	}
	var all []Published
	for _, r := range records {
		p := Published{Record: r.ID, Version: r.Text("version"), Platform: r.Text("platform"), Published: r.Text("published_on"), Withdrawn: withdrawn(r)}
		if len(keys) > 0 {
			_, p.Problem = statementOf(r, keys)
		}
		s, err := Parse([]byte(r.Text("statement")))
		if err == nil {
			p.Notes = s.Notes
			for _, pack := range s.packages() {
				p.Packages = append(p.Packages, store.File{SHA256: pack.SHA256, Size: pack.Size, Scope: r.Scope})
			}
		} else if p.Problem == nil {
			p.Problem = err
		}
		all = append(all, p)
	}
	slices.SortStableFunc(all, func(a, b Published) int { return -Compare(a.Version, b.Version) })
	return all, nil
}

// Publish gives a signed bundle to every mission. It fails with
// release.headquarters on a mission's device, with release.old when the version
// is not newer than what was published for its platform, and as [ReadBundle]
// does. Publishing the same bundle again changes nothing.
func Publish(ctx context.Context, st *store.Store, author data.ID, dir string, keys []Key, now time.Time) (Statement, error) {
	if st.Profile().Scope != store.Headquarters {
		return Statement{}, data.Fail("release.headquarters", nil)
	}
	b, err := ReadBundle(dir, keys)
	if err != nil {
		return b.Statement, err
	}
	s := b.Statement
	all, err := List(ctx, st, nil)
	if err != nil {
		return s, err
	}
	id := data.ReleaseID(s.Version, s.Platform)
	edits := data.Create(data.Release.Name, id, data.SharedScope, map[string]data.Value{
		"version": data.TextValue(s.Version), "platform": data.TextValue(s.Platform),
		"statement": data.TextValue(string(b.Text)), "signature": data.TextValue(b.Signature),
		"published_on": data.TextValue(now.Format(time.DateOnly)),
	})
	for _, p := range all {
		if p.Platform == s.Platform && Compare(p.Version, s.Version) >= 0 && p.Record != id {
			return s, data.Fail("release.old", nil, "Version", s.Version, "Newest", p.Version)
		}
	}
	switch r, err := st.Get(ctx, data.Release.Name, id); {
	case errors.Is(err, data.ErrNotFound):
	case err != nil:
		return s, fmt.Errorf("look for the release %s: %w", s.Version, err)
	case r.Deleted:
		edits = append(edits, data.Edit{Kind: data.Release.Name, Record: id, Field: data.FieldDeleted, Value: data.BoolValue(false)})
	case r.Text("statement") != string(b.Text):
		return s, data.Fail("release.old", nil, "Version", s.Version, "Newest", s.Version)
	default: // the packages may have been lost on the way
		edits = nil
	}
	for _, f := range b.Files {
		sha, size, err := st.AddFile(ctx, f.Path, nil)
		if err == nil && sha != f.SHA256 {
			err = data.Fail("release.damaged", errors.New("it changed while it was published"), "Version", s.Version)
		}
		if err != nil {
			return s, err
		}
		edits = append(edits, data.Create("attachment", data.DerivedID("attachment", id, sha), data.SharedScope, map[string]data.Value{
			"owner": data.RefValue(id), "owner_kind": data.TextValue(data.Release.Name), "sha256": data.TextValue(sha),
			"name": data.TextValue(f.Name), "size": data.IntValue(size), "media_type": data.TextValue("application/octet-stream"),
		})...)
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "release.undo.publish", Edits: edits}); err != nil {
		return s, fmt.Errorf("publish the release %s: %w", s.Version, err)
	}
	return s, nil
}

// Withdraw ends that a version is offered, on every platform or on one; release.unknown
// when there is none, release.headquarters on a mission's device. Who has
// installed it keeps it.
func Withdraw(ctx context.Context, st *store.Store, author data.ID, version, platform string) (n int, err error) {
	if st.Profile().Scope != store.Headquarters {
		return 0, data.Fail("release.headquarters", nil)
	}
	all, err := List(ctx, st, nil)
	if err != nil {
		return 0, err
	}
	var edits []data.Edit
	for _, p := range all {
		if Compare(p.Version, version) == 0 && (platform == "" || p.Platform == platform) {
			n++
			edits = append(edits, data.Edit{Kind: data.Release.Name, Record: p.Record, Field: "withdrawn", Value: data.BoolValue(true)})
		}
	}
	if n == 0 {
		return 0, data.Fail("release.unknown", nil, "Version", version)
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "release.undo.withdraw", Edits: edits}); err != nil {
		return 0, fmt.Errorf("withdraw the release %s: %w", version, err)
	}
	return n, nil
}
