package followup_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

var ctx = context.Background()

func open(t testing.TB, scope string) *store.Store {
	t.Helper()
	at := time.Date(2027, 1, 4, 2, 0, 0, 0, time.UTC)
	st, err := store.Open(ctx, t.TempDir(), store.Options{Now: func() time.Time { at = at.Add(time.Millisecond); return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(ctx, store.Profile{Scope: scope, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

func write(t testing.TB, st *store.Store, kind string, pairs ...any) data.ID {
	t.Helper()
	id := st.NewID()
	fields := map[string]data.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case string:
			fields[pairs[i].(string)] = data.TextValue(v)
		case int:
			fields[pairs[i].(string)] = data.IntValue(int64(v))
		case data.ID:
			fields[pairs[i].(string)] = data.RefValue(v)
		}
	}
	if _, err := st.Write(ctx, data.Action{Label: "t", Edits: data.Create(kind, id, "", fields)}); err != nil {
		t.Fatal(err)
	}
	return id
}

func get(t testing.TB, st *store.Store, id data.ID) data.Record {
	t.Helper()
	r, err := st.Get(ctx, "followup", id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func code(err error) string {
	var e *data.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func TestCarryGoesOnInTheNewPeriod(t *testing.T) {
	// given a running action of 2026 with evidence
	st := open(t, "kbri-kuala-lumpur")
	survey := write(t, st, "survey", "period", "2026", "title", "SKM")
	old := write(t, st, "followup", "action", "Ganti papan", "finding", "Pudar", "source", survey, "source_kind", "survey", "source_part", "U3", "status", "running",
		"percent", 40, "period", "2026", "start_on", "2026-09-01", "due_on", "2026-12-20", "office", "Seksi Konsuler", "owner", "Budi", "resources", "Rp 2 juta")
	write(t, st, "attachment", "owner", old, "owner_kind", "followup", "name", "foto.jpg")
	// when it is carried with a new due date
	ids, err := followup.Carry(ctx, st, data.NilID, []followup.Onward{{ID: old, DueOn: "2027-03-31"}}, "2027")
	if err != nil || len(ids) != 1 {
		t.Fatalf("carried %v, %v", ids, err)
	}
	// then the new one has what goes on, and no evidence
	r := get(t, st, ids[0])
	for field, want := range map[string]string{
		"action": "Ganti papan", "finding": "Pudar", "source": survey.String(), "source_part": "U3", "status": "running", "percent": "40", "period": "2027",
		"start_on": "2026-09-01", "due_on": "2027-03-31", "office": "Seksi Konsuler", "owner": "Budi", "resources": "Rp 2 juta", "carried_from": old.String(),
	} {
		if got := r.Text(field); got != want {
			t.Errorf("%s of the new one is %q, want %q", field, got, want)
		}
	}
	if n, err := st.Count(ctx, store.Query{Kind: "attachment", Parent: ids[0]}); err != nil || n != 0 {
		t.Errorf("the new one has %d evidence files (%v)", n, err)
	}
	// and the old one is closed, keeps its dates and stays in the plan of 2026
	was := get(t, st, old)
	if followup.Open(was) || was.Text("due_on") != "2026-12-20" || was.Text("percent") != "40" {
		t.Errorf("the old one: %v", was.Fields)
	}
	of26, err := followup.OfPeriod(ctx, st, "", "2026")
	if sum := followup.Sum(of26, ""); err != nil || sum != (followup.Progress{Carried: 1}) {
		t.Errorf("plan of 2026: %+v, %v", sum, err)
	}
	plan, err := followup.OfPlan(ctx, st, data.Record{Kind: "survey", ID: survey})
	if err != nil || len(plan) != 1 || plan[0].ID != old {
		t.Errorf("the plan of the survey: %v, %v; what goes on counts in 2027", plan, err)
	}
	if all, err := followup.OfSource(ctx, st, survey, "U3"); err != nil || len(all) != 2 {
		t.Errorf("from U3 there are %d, want both (%v)", len(all), err)
	}
	// and it is not carried twice
	if _, err := followup.Carry(ctx, st, data.NilID, []followup.Onward{{ID: old}}, "2027"); code(err) != "followup.is_carried" {
		t.Errorf("carried again: %v", err)
	}
	// and one undo takes both back, after which it can be carried anew into the same record
	if label, err := st.Undo(ctx, data.NilID); err != nil || label != "followup.undo.carry" {
		t.Fatalf("undo %q, %v", label, err)
	}
	if r := get(t, st, ids[0]); !r.Deleted || followup.Status(get(t, st, old)) != "running" {
		t.Error("the undo left something")
	}
	again, err := followup.Carry(ctx, st, data.NilID, []followup.Onward{{ID: old}}, "2027")
	if r := get(t, st, ids[0]); err != nil || again[0] != ids[0] || r.Deleted || r.Text("due_on") != "2026-12-20" {
		t.Errorf("carried anew: %v, deleted %v, due %q", err, r.Deleted, r.Text("due_on"))
	}
}

func TestCarryRefuses(t *testing.T) {
	st := open(t, "kbri-kuala-lumpur")
	for name, test := range map[string]struct {
		fields []any
		onward followup.Onward
		period string
		want   string
	}{
		"done":              {[]any{"action", "a", "status", "done", "period", "2026"}, followup.Onward{}, "2027", "followup.is_closed"},
		"cancelled":         {[]any{"action", "a", "status", "cancelled", "period", "2026"}, followup.Onward{}, "2027", "followup.is_closed"},
		"of the period":     {[]any{"action", "a", "status", "planned", "period", "2027"}, followup.Onward{}, "2027", "followup.carry_period"},
		"into no period":    {[]any{"action", "a", "status", "planned", "period", "2026"}, followup.Onward{}, "nanti", "followup.carry_period"},
		"due before start":  {[]any{"action", "a", "status", "planned", "period", "2026", "start_on", "2027-02-01"}, followup.Onward{DueOn: "2027-01-31"}, "2027", "followup.due_before_start"},
		"of the same half":  {[]any{"action", "a", "status", "planned", "period", "2026-S1"}, followup.Onward{}, "2026-S1", "followup.carry_period"},
		"half to next half": {[]any{"action", "a", "status", "planned", "period", "2026-S1"}, followup.Onward{}, "2026-S2", ""},
		"without a period":  {[]any{"action", "a", "status", "planned", "due_on", "2026-05-01"}, followup.Onward{}, "2027", ""},
	} {
		good := write(t, st, "followup", "action", "b", "status", "planned", "period", "2025")
		test.onward.ID = write(t, st, "followup", test.fields...)
		_, err := followup.Carry(ctx, st, data.NilID, []followup.Onward{{ID: good}, test.onward}, test.period)
		if code(err) != test.want || err != nil && test.want == "" {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
		if carried := followup.Status(get(t, st, good)) == followup.Carried; carried != (test.want == "") {
			t.Errorf("%s: the other one carried: %v; all or nothing is written", name, carried)
		}
	}
}

// Two people carry one action on two computers that do not see each other.
func TestTwoWhoCarryOneActionMeet(t *testing.T) {
	a, b := open(t, "kbri-kuala-lumpur"), open(t, "kbri-kuala-lumpur")
	old := write(t, a, "followup", "action", "Ganti papan", "status", "planned", "period", "2026", "due_on", "2026-11-01", "owner", "Budi")
	storetest.Exchange(t, a, b)
	for _, st := range []*store.Store{a, b} {
		if _, err := followup.Carry(ctx, st, data.NilID, []followup.Onward{{ID: old}}, "2027"); err != nil {
			t.Fatal(err)
		}
	}
	storetest.Exchange(t, a, b)
	storetest.Exchange(t, b, a)
	for name, st := range map[string]*store.Store{"a": a, "b": b} {
		all, err := st.List(ctx, store.Query{Kind: "followup"})
		if err != nil {
			t.Fatal(err)
		}
		conflicts, err := st.Conflicts(ctx)
		if len(all) != 2 || err != nil || len(conflicts) != 0 {
			t.Errorf("%s has %d actions and conflicts %v (%v), want the old and one new", name, len(all), conflicts, err)
		}
		if got := followup.Sum(all, ""); got.Carried != 1 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestUnfinishedAndNext(t *testing.T) {
	st := open(t, "kbri-kuala-lumpur")
	late := write(t, st, "followup", "action", "a", "status", "planned", "period", "2026")
	old := write(t, st, "followup", "action", "b", "status", "running", "due_on", "2025-01-01")
	for _, other := range [][]any{{"status", "done", "period", "2026"}, {"status", "planned", "period", "2027"}, {"status", "planned"}, {"status", "carried", "period", "2025"}} {
		write(t, st, "followup", other...)
	}
	left, err := followup.Unfinished(ctx, st, "", "2027", "status", "period", "due_on")
	if err != nil || len(left) != 2 || left[0].ID != late || left[1].ID != old {
		t.Errorf("unfinished before 2027: %v, %v", left, err)
	}
	if of, err := followup.OfPeriod(ctx, st, "", "2025", "status"); err != nil || len(of) != 2 || of[0].ID != old {
		t.Errorf("of 2025: %v, %v; one that says no period counts to the year of its date", of, err)
	}
	next := func(today string) string {
		t.Helper()
		p, err := followup.Next(ctx, st, "", today)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	if got := next("2026-12-31"); got != "2026" {
		t.Errorf("without an evaluation the next period is %s, want the year", got)
	}
	write(t, st, "evaluation", "period", "2027", "status", "draft", "unit", "a")
	write(t, st, "evaluation", "period", "2029", "status", "final", "unit", "b")
	if got := next("2026-12-31"); got != "2027" {
		t.Errorf("with the evaluation of 2027 begun it is %s", got)
	}
	if got := next("2028-01-01"); got != "2028" {
		t.Errorf("a year later it is %s", got)
	}
}

func TestBeginKnowsItsPlan(t *testing.T) {
	st := open(t, "kbri-washington-dc")
	evaluation := write(t, st, "evaluation", "period", "2026", "unit", "Loket", "status", "draft")
	answer := write(t, st, "answer", "evaluation", evaluation, "indicator", "A04")
	meeting := write(t, st, "consultation", "starts_at", "2027-01-01T02:00:00Z") // still 2026 in Washington
	complaint := write(t, st, "complaint", "received_on", "2025-06-01", "unit", "Imigrasi", "title", "Lama")
	for name, test := range map[string]struct {
		from         followup.Source
		period, unit string
	}{
		"answer":       {followup.Source{Kind: "answer", ID: answer}, "2026", "Loket"},
		"consultation": {followup.Source{Kind: "consultation", ID: meeting}, "2026", ""},
		"complaint":    {followup.Source{Kind: "complaint", ID: complaint}, "2025", "Imigrasi"},
		"told":         {followup.Source{Kind: "evaluation", ID: evaluation, Part: "A04", Period: "2027", Unit: "Lain"}, "2027", "Lain"},
		"gone":         {followup.Source{Kind: "survey", ID: st.NewID()}, "", ""},
		"none":         {followup.Source{}, "", ""},
	} {
		id, err := followup.Begin(ctx, st, data.NilID, "", test.from, "Ubah")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		r := get(t, st, id)
		if r.Text("period") != test.period || r.Text("unit") != test.unit || r.Text("source_part") != test.from.Part || r.Ref("source") != test.from.ID {
			t.Errorf("%s: %v", name, r.Fields)
		}
	}
	plan, err := followup.OfPlan(ctx, st, data.Record{Kind: "evaluation", ID: evaluation})
	if err != nil || len(plan) != 2 {
		t.Errorf("the evaluation's plan has %d, want that of its answer too (%v)", len(plan), err)
	}
}

// BenchmarkOfPlan: the plan of one survey among 2,000 actions.
func BenchmarkOfPlan(b *testing.B) {
	st := open(b, "kbri-kuala-lumpur")
	survey, other := write(b, st, "survey", "period", "2026", "title", "SKM"), write(b, st, "survey", "period", "2025", "title", "SKM")
	var edits []data.Edit
	for i := range 2000 {
		source := survey
		if i%10 != 0 {
			source = other
		}
		edits = append(edits, data.Create("followup", st.NewID(), "", map[string]data.Value{"status": data.TextValue("planned"), "action": data.TextValue("a"),
			"source": data.RefValue(source), "source_kind": data.TextValue("survey")})...)
	}
	if _, err := st.Write(ctx, data.Action{Edits: edits}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if plan, err := followup.OfPlan(ctx, st, data.Record{Kind: "survey", ID: survey}); err != nil || len(plan) != 200 {
			b.Fatalf("%d, %v", len(plan), err)
		}
	}
}
