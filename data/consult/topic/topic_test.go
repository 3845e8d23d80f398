package topic

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/consult"
	"pinisi/data/consult/consulttest"
	"pinisi/data/store"
)

func open(t *testing.T) *store.Store {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

func add(t *testing.T, st *store.Store, kind string, fields map[string]string) data.ID {
	t.Helper()
	id := st.NewID()
	values := map[string]data.Value{}
	for k, v := range fields {
		values[k] = data.TextValue(v)
		if v == "yes" {
			values[k] = data.BoolValue(true)
		}
	}
	if _, err := st.Write(context.Background(), data.Action{Label: "test", Edits: data.Create(kind, id, "", values)}); err != nil {
		t.Fatal(err)
	}
	return id
}

// given what a mission has on record, when candidates are read, then they are
// those that a topic may come from, each with why, and none is made up.
func TestCandidates(t *testing.T) {
	ctx, st := context.Background(), open(t)
	now := time.Date(2026, 3, 24, 4, 0, 0, 0, time.UTC)
	id, err := consulttest.Begin(ctx, st, data.NilID, consulttest.New{Form: "fkp", Title: "FKP"})
	if err != nil {
		t.Fatal(err)
	}
	read := func() (*consult.Meeting, []Candidate) {
		t.Helper()
		m, err := consult.Load(ctx, st, id)
		if err != nil {
			t.Fatal(err)
		}
		all, err := Of(ctx, st, m.Consultation, now, "id")
		if err != nil {
			t.Fatal(err)
		}
		return m, all
	}
	if _, all := read(); len(all) != 0 {
		t.Fatalf("of nothing: %+v", all)
	}
	add(t, st, "complaint", map[string]string{"title": "Antre", "service": "IMI-01", "received_on": "2026-03-01"})
	add(t, st, "complaint", map[string]string{"title": "Rahasia", "tracking_id": "77", "service": "IMI-01", "received_on": "2026-02-01", "secret": "yes"})
	add(t, st, "complaint", map[string]string{"title": "Lama", "received_on": "2024-02-01"})
	add(t, st, "complaint", map[string]string{"title": "Besok", "received_on": "2026-04-01"})
	add(t, st, "followup", map[string]string{"action": "Ubah SK", "due_on": "2026-01-01", "status": "running"})
	add(t, st, "followup", map[string]string{"action": "Sudah", "status": "done"})
	add(t, st, "followup", map[string]string{"action": "Nanti", "status": "planned"})
	evaluation, err := assess.Begin(ctx, st, data.NilID, assess.New{Period: "2026", Unit: "Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	for indicator, level := range map[string]int{"A04": 1, "A05": 4, "A01": 2} {
		s, err := assess.Load(ctx, st, evaluation)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := st.Write(ctx, data.Action{Label: "test", Edits: s.Choose(indicator, level)}); err != nil {
			t.Fatal(err)
		}
	}
	m, all := read()
	var got []string
	for _, c := range all {
		got = append(got, c.Record.Kind+" "+strings.TrimPrefix(c.Why, "consultation.topic.why.")+" "+strings.SplitN(c.Text, " ", 2)[0])
	}
	want := []string{"complaint complaints Antre", "complaint complaints 77", "answer answer A04", "answer answer A01", "followup followup_open Nanti", "followup followup_late Ubah"}
	if !slices.Equal(got, want) {
		t.Errorf("candidates %q, want %q", got, want)
	}
	// what is chosen is linked, with its services, and proposed no more
	if _, err := st.Write(ctx, data.Action{Label: "test", Edits: Edits(m.Consultation, all[:3])}); err != nil {
		t.Fatal(err)
	}
	m, all = read()
	if s := m.Consultation.List("services"); !slices.Equal(s, []string{"IMI-01"}) {
		t.Errorf("services %v", s)
	}
	for i, c := range all {
		if c.Chosen != (i < 3) {
			t.Errorf("%s: chosen %v", c.Text, c.Chosen)
		}
	}
	links, err := st.List(ctx, store.Query{Kind: "link", Where: map[string]data.Value{"to": data.RefValue(id)}})
	if err != nil || len(links) != 3 {
		t.Fatalf("%d links, %v", len(links), err)
	}
	for _, l := range links {
		if strings.Contains(l.Text("note"), "Rahasia") || l.Text("note") == "77" {
			t.Errorf("the link of a secret complaint says %q", l.Text("note"))
		}
		if l.Text("from_kind") == "answer" && l.Text("part") != "A04" {
			t.Errorf("the link of the indicator is of %q", l.Text("part"))
		}
	}
}

// given two of the lowest unsur of one survey, when one is chosen after the
// other, then the one link speaks of both.
func TestTwoUnsurOfOneSurvey(t *testing.T) {
	survey := data.Record{Kind: "survey", ID: data.DerivedID("survey", data.NilID, "x"), Scope: "kbri-singapura"}
	c := data.Record{Kind: "consultation", ID: data.DerivedID("consultation", data.NilID, "y"), Scope: "kbri-singapura"}
	one := Candidate{Record: survey, Part: "U3", Text: "U3 Waktu"}
	two := Candidate{Record: survey, Part: "U2", Text: "U2 Prosedur", note: "U3 Waktu"}
	for name, chosen := range map[string][]Candidate{"at once": {one, {Record: survey, Part: "U2", Text: "U2 Prosedur"}}, "later": {two}} {
		note := ""
		for _, e := range Edits(c, chosen) {
			if e.Field == "note" {
				note = e.Value.S
			}
		}
		if note != "U3 Waktu; U2 Prosedur" {
			t.Errorf("%s: %q", name, note)
		}
	}
}
