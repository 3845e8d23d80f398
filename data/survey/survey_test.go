package survey

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/respond"
	"pinisi/data/store"
)

var now = time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)

func open(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(context.Background(), store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

func write(t *testing.T, st *store.Store, edits ...data.Edit) {
	t.Helper()
	if _, err := st.Write(context.Background(), data.Action{Label: "test", Edits: edits}); err != nil {
		t.Fatal(err)
	}
}

func begin(t *testing.T, st *store.Store, period string) data.ID {
	t.Helper()
	id, err := Begin(context.Background(), st, data.NilID, New{Period: period, Unit: " Seksi  Konsuler "})
	if err != nil {
		t.Fatalf("begin %s: %v", period, err)
	}
	return id
}

func load(t *testing.T, st *store.Store, id data.ID) *Sheet {
	t.Helper()
	s, err := Load(context.Background(), st, id)
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	return s
}

func answer(t *testing.T, st *store.Store, id data.ID, sheets ...string) {
	t.Helper()
	s := load(t, st, id)
	for i, digits := range sheets {
		write(t, st, s.Form.Add(st.NewID(), respond.Entry{Number: i + 1, Answers: s.Form.Decode(digits), Channel: "paper"})...)
	}
}

func is(err error, code string) bool { return errors.Is(err, &data.Error{Code: code}) }

func TestBeginningASurvey(t *testing.T) {
	st, ctx := open(t), context.Background()
	id := begin(t, st, "2026")
	s := load(t, st, id)
	if r := s.Survey; r.Text("title") != "SKM 2026 · Seksi Konsuler" || r.Text("unit") != "Seksi Konsuler" || r.Text("instrument") != "skm-2017" || r.Text("status") != data.SurveyDraft {
		t.Errorf("begun: %v", r.Fields)
	}
	for _, c := range []struct {
		n    New
		code string
	}{
		{New{Period: "2026", Unit: "seksi konsuler"}, "survey.begun_already"},
		{New{Period: "26", Unit: "Seksi Konsuler"}, "survey.period_wrong"},
		{New{Period: "2026-S3", Unit: "Seksi Konsuler"}, "survey.period_wrong"},
		{New{Period: "2026", Unit: " "}, "survey.unit_missing"},
	} {
		if _, err := Begin(ctx, st, data.NilID, c.n); !is(err, c.code) {
			t.Errorf("begin %+v: %v, want %s", c.n, err, c.code)
		}
	}
}

func TestAFinalSurveyIsLocked(t *testing.T) {
	st, ctx := open(t), context.Background()
	id := begin(t, st, "2026")
	if err := Finalise(ctx, st, data.NilID, id, now); !is(err, "survey.not_ready") {
		t.Fatalf("an empty survey became final: %v", err)
	}
	answer(t, st, id, "434434432", "43443443-")
	write(t, st, load(t, st, id).Survey.Set("from_on", data.TextValue("2026-03-01")), load(t, st, id).Survey.Set("until_on", data.TextValue("2026-02-01")))
	if needs := load(t, st, id).Needs(); needs[0].Key != "survey.need.reversed" || needs[0].Advice {
		t.Errorf("dates the wrong way round: %v", needs)
	}
	write(t, st, load(t, st, id).Survey.Set("until_on", data.TextValue("2026-03-20")))
	// only advice is left: a warning never stands in the way
	for _, n := range load(t, st, id).Needs() {
		if !n.Advice {
			t.Errorf("still needed: %v", n)
		}
	}
	if err := Finalise(ctx, st, data.NilID, id, now); err != nil {
		t.Fatal(err)
	}
	s := load(t, st, id)
	if !Locked(s.Survey) || s.Result.Respondents != 1 || s.Result.Incomplete != 1 {
		t.Errorf("final: %v, %d counted, %d incomplete", s.Survey.Fields, s.Result.Respondents, s.Result.Incomplete)
	}
	// neither it nor its responses change, but for what is known afterwards
	refused := [][]data.Edit{
		{s.Survey.Set("population", data.IntValue(9))},
		s.Form.Add(st.NewID(), respond.Entry{Answers: []int{1, 1, 1, 1, 1, 1, 1, 1, 1}}),
		{s.Responses.Responses[0].Set("answers", data.TextValue("111111111"))},
	}
	for _, edits := range refused {
		if _, err := st.Write(ctx, data.Action{Edits: edits}); !errors.Is(err, data.ErrLocked) {
			t.Errorf("%v: %v, want locked", edits, err)
		}
	}
	write(t, st, s.Survey.Set("reported_on", data.TextValue("2026-04-01")))
	// and it opens again with a reason only
	if err := Reopen(ctx, st, data.NilID, id, " ", now); !is(err, "survey.reason_missing") {
		t.Errorf("reopened without a reason: %v", err)
	}
	if err := Reopen(ctx, st, data.NilID, id, "Lembar tertinggal", now); err != nil {
		t.Fatal(err)
	}
	if r := load(t, st, id).Survey; Locked(r) || r.Text("status_reason") != "Lembar tertinggal" {
		t.Errorf("reopened: %v", r.Fields)
	}
	if err := Reopen(ctx, st, data.NilID, id, "lagi", now); !is(err, "survey.wrong_status") {
		t.Errorf("a draft was reopened: %v", err)
	}
}

func TestEarlierPeriodsOfTheUnit(t *testing.T) {
	st := open(t)
	for _, period := range []string{"2019", "2020", "2021", "2022", "2023", "2024", "2025-S1", "2025-S2"} {
		answer(t, st, begin(t, st, period), "333333333")
	}
	other, err := Begin(context.Background(), st, data.NilID, New{Period: "2025", Unit: "Seksi Lain"})
	if err != nil {
		t.Fatal(err)
	}
	answer(t, st, other, "111111111")
	// when a later one is read, then it has the five before it, the latest first
	s := load(t, st, begin(t, st, "2026"))
	var periods []string
	for _, b := range s.Before {
		periods = append(periods, b.Period)
		if b.IKM.Fixed(2) != "75.00" || b.Quality.Code != "C" || b.Respondents != 1 {
			t.Errorf("%s: %s %v of %d", b.Period, b.IKM.Fixed(2), b.Quality, b.Respondents)
		}
	}
	if got := strings.Join(periods, " "); got != "2025-S2 2025-S1 2024 2023 2022" {
		t.Errorf("before it: %s", got)
	}
}

func TestTheLowestAreFollowedUpOnce(t *testing.T) {
	st, ctx := open(t), context.Background()
	id := begin(t, st, "2026")
	if n, err := PlanLowest(ctx, st, data.NilID, id, "id"); n != 0 || err != nil {
		t.Errorf("a survey without answers: %d, %v", n, err)
	}
	answer(t, st, id, "434434432", "442434432")
	for _, want := range []int{3, 0} { // the second time there is nothing left
		if n, err := PlanLowest(ctx, st, data.NilID, id, "id"); n != want || err != nil {
			t.Errorf("planned %d (%v), want %d", n, err, want)
		}
	}
	s := load(t, st, id)
	if len(s.Followups) != 3 || len(s.Unplanned()) != 0 {
		t.Fatalf("%d follow-ups, unplanned %v", len(s.Followups), s.Unplanned())
	}
	for i, want := range s.Result.Lowest { // the lowest first
		if got := s.Followups[i].Text("source_part"); got != want {
			t.Errorf("follow-up %d is of %s, want %s", i+1, got, want)
		}
	}
	first, ok := s.FollowupOf("U9")
	if !ok || first.Text("source_kind") != "survey" || first.Ref("source") != id || first.Text("period") != "2026" || first.Text("unit") != "Seksi Konsuler" || first.Text("status") != "planned" {
		t.Errorf("of the lowest: %v", first.Fields)
	}
	if want := "U9 Sarana dan prasarana: NRR 2,00 (Tidak baik)"; !strings.HasPrefix(first.Text("finding"), want) {
		t.Errorf("finding %q, want %q", first.Text("finding"), want)
	}
	// when one is deleted, it is planned anew
	write(t, st, first.Delete())
	if got := load(t, st, id).Unplanned(); len(got) != 1 || got[0] != "U9" {
		t.Errorf("unplanned %v", got)
	}
}
