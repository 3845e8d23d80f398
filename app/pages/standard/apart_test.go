package standard

import (
	"context"
	"testing"

	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/standards"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

// given two computers that each begin version 2 and have it decreed before they
// meet, when they have exchanged, then both versions stand on both computers
// with the same two labels, the page shows both, and publishing one retires
// what was in force and leaves the other.
func TestTwoComputersDecreeAtOnce(t *testing.T) {
	ctx := context.Background()
	var old data.ID
	d := open(t, func(d *desk) {
		d.offers("IMI-01")
		old = d.put("standard", whole("service", "IMI-01", "status", "published", "decreed_on", "2025-01-01")...)
	})
	other, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	if err := other.SetProfile(ctx, d.Store.Profile()); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, d.Store, other)
	ids := map[*store.Store]data.ID{}
	for st, on := range map[*store.Store]string{d.Store: "2026-02-01", other: "2026-02-02"} {
		id, err := standards.Begin(ctx, st, d.Author, scope, "IMI-01")
		if err != nil {
			t.Fatal(err)
		}
		r, err := st.Get(ctx, "standard", id)
		if err != nil {
			t.Fatal(err)
		}
		edits := []data.Edit{r.Set("decree_number", data.TextValue(on)), r.Set("decreed_on", data.TextValue(on))}
		if _, err := st.Write(ctx, data.Action{Author: d.Author, Edits: edits}); err != nil {
			t.Fatal(err)
		}
		if err := standards.Advance(ctx, st, d.Author, id, data.StandardDecreed, "2026-03-24"); err != nil {
			t.Fatal(err)
		}
		ids[st] = id
	}
	storetest.Exchange(t, d.Store, other)
	storetest.Exchange(t, other, d.Store)
	d.Settle()
	for _, st := range []*store.Store{d.Store, other} {
		c, err := standards.Load(ctx, st, scope)
		if err != nil {
			t.Fatal(err)
		}
		s := c.Service("IMI-01")
		if len(s.Versions) != 3 || s.Label(ids[d.Store]) != "2" || s.Label(ids[other]) != "2b" {
			t.Errorf("%d versions, labels %s and %s", len(s.Versions), s.Label(ids[d.Store]), s.Label(ids[other]))
		}
		for _, r := range s.Versions {
			if len(r.Conflicts) > 0 {
				t.Errorf("version %s has values that differ: %v", s.Label(r.ID), r.Conflicts)
			}
		}
	}
	d.p.openVersion("IMI-01", ids[other])
	d.Settle()
	d.p.detail.tabs.Go(tabVersions)
	d.Settle()
	d.Says(words.T("standard.version", "Version", "2"), words.T("standard.version", "Version", "2b"))
	r := d.Get("standard", ids[d.Store])
	d.Write("test", []data.Edit{r.Set("published_on", data.TextValue("2026-02-10")), r.Set("published_at", data.TextValue("papan"))}, nil)
	d.Settle()
	if err := standards.Advance(ctx, d.Store, d.Author, r.ID, data.StandardPublished, "2026-03-24"); err != nil {
		t.Fatal(err)
	}
	if s := d.Get("standard", old).Text("status"); s != data.StandardRetired {
		t.Errorf("what was in force is %s", s)
	}
	if s := d.Get("standard", ids[other]).Text("status"); s != data.StandardDecreed {
		t.Errorf("the other decree is %s", s)
	}
}
