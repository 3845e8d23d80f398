package followup

import (
	"errors"
	"math/big"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pinisi/data"
)

// The same moment is another day on the other side of the world, and an action
// is late there and not here.
func TestLateByTheMissionsWall(t *testing.T) {
	due := action("due_on", "2026-03-24", "status", "running")
	for _, test := range []struct {
		now   string
		scope string
		want  Due
		days  int
	}{
		{"2026-03-24T15:59:59Z", "kbri-kuala-lumpur", Soon, 0}, // 23:59:59
		{"2026-03-24T16:00:00Z", "kbri-kuala-lumpur", Late, -1},
		{"2026-03-24T16:00:00Z", "kjri-new-york", Soon, 0}, // noon
		{"2026-03-25T03:59:59Z", "kjri-new-york", Soon, 0}, // 23:59:59, summer time
		{"2026-03-25T04:00:00Z", "kjri-new-york", Late, -1},
		{"2026-03-24T16:59:59Z", data.SharedScope, Soon, 0}, // Jakarta
		{"2026-03-24T17:00:00Z", data.SharedScope, Late, -1},
	} {
		now, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		if got, days := DueOf(due, DaysAt(now).Today(test.scope)); got != test.want || days != test.days {
			t.Errorf("at %s in %s: %v, %d days; want %v, %d", test.now, test.scope, got, days, test.want, test.days)
		}
	}
}

func TestShareAndItsLevel(t *testing.T) {
	for _, test := range []struct {
		done, running, planned, cancelled, carried int
		want                                       *big.Rat
		percent, level                             int
	}{
		{0, 0, 0, 0, 0, nil, 0, 0},
		{0, 0, 5, 0, 0, big.NewRat(0, 1), 0, 1},
		{0, 0, 0, 3, 2, big.NewRat(0, 1), 0, 1},
		{0, 1, 4, 0, 0, big.NewRat(0, 1), 0, 2},
		{29, 0, 71, 0, 0, big.NewRat(29, 100), 29, 2},
		{3, 0, 7, 0, 0, big.NewRat(3, 10), 30, 3},
		{12, 3, 3, 1, 1, big.NewRat(3, 5), 60, 3},
		{4, 1, 0, 0, 0, big.NewRat(4, 5), 80, 3},
		{81, 0, 19, 0, 0, big.NewRat(81, 100), 81, 4},
		{199, 1, 0, 0, 0, big.NewRat(199, 200), 99, 4},
		{4, 0, 0, 1, 0, big.NewRat(4, 5), 80, 3}, // cancelled stays in the denominator
		{4, 0, 0, 0, 1, big.NewRat(4, 5), 80, 3}, // and so does carried
		{7, 0, 0, 0, 0, big.NewRat(1, 1), 100, 5},
	} {
		var plan []data.Record
		add := func(n int, status string) {
			for range n {
				plan = append(plan, action("status", status))
			}
		}
		add(test.done, Done)
		add(test.running, Running)
		add(test.planned, Planned)
		add(test.cancelled, Cancelled)
		add(test.carried, Carried)
		f := Share(plan)
		same := f.Rat() == nil && test.want == nil || f.Rat() != nil && test.want != nil && f.Rat().Cmp(test.want) == 0
		if !same || f.Percent() != test.percent || f.Level() != test.level {
			t.Errorf("%+v: %v, %d %%, level %d; want %v, %d, %d", f, f.Rat(), f.Percent(), f.Level(), test.want, test.percent, test.level)
		}
	}
}

func TestSpeed(t *testing.T) {
	done := func(dates ...string) (plan []data.Record) {
		for _, d := range dates {
			plan = append(plan, action("status", Done, "done_on", d))
		}
		return plan
	}
	for _, test := range []struct {
		from   string
		plan   []data.Record
		months int
		ok     bool
		level  int
	}{
		{"2026-01-31", done("2026-02-10", "2026-02-28"), 1, true, 5},
		{"2026-01-31", done("2026-03-01"), 2, true, 4},
		{"2026-01-15", done("2026-04-15"), 3, true, 4},
		{"2026-01-15", done("2026-04-16", "2026-02-01"), 4, true, 3},
		{"2026-01-15", done("2026-07-15"), 6, true, 3},
		{"2026-01-15", done("2026-10-15"), 9, true, 2},
		{"2026-01-15", done("2027-01-15"), 12, true, 1},
		{"2026-01-15", done("2027-01-16"), 13, true, 0},
		{"2024-02-29", done("2025-02-28"), 12, true, 1},
		{"2026-01-15", done("2025-12-01"), 0, true, 5}, // done before the report came out
		{"2026-01-15", nil, 0, false, 0},
		{"", done("2026-02-01"), 0, false, 0},
		{"2026-01-15", append(done("2026-02-01"), action("status", Carried)), 0, false, 0},
		{"2026-01-15", append(done("2026-02-01"), action("status", Cancelled)), 0, false, 0},
		{"2026-01-15", append(done("2026-02-01"), action("status", Running)), 0, false, 0},
		{"2026-01-15", done("2026-02-01", ""), 0, false, 0},
	} {
		months, ok := Speed(test.from, test.plan)
		if months != test.months || ok != test.ok {
			t.Errorf("from %q to %v: %d months, %v; want %d, %v", test.from, test.plan, months, ok, test.months, test.ok)
		}
		if level, said := SpeedLevel(months); ok && (level != test.level || said != (test.level > 0)) {
			t.Errorf("%d months are level %d, %v; want %d", months, level, said, test.level)
		}
	}
}

// Finishing one more never lowers the share or its level, and the order of the
// actions does not matter.
func TestShareNeverFallsByFinishing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statuses := rapid.SliceOfN(rapid.SampledFrom([]string{"", Planned, Running, Done, Cancelled, Carried}), 1, 40).Draw(t, "statuses")
		plan := make([]data.Record, len(statuses))
		for i, s := range statuses {
			plan[i] = action("status", s)
		}
		before := Share(plan)
		at := rapid.IntRange(0, len(plan)-1).Draw(t, "finished")
		plan[at] = action("status", Done)
		after := Share(plan)
		if after.Rat().Cmp(before.Rat()) < 0 || after.Level() < before.Level() || after.All != before.All {
			t.Fatalf("%v: %+v (level %d) became %+v (level %d)", statuses, before, before.Level(), after, after.Level())
		}
		if shuffled := Share(rapid.Permutation(plan).Draw(t, "order")); shuffled != after {
			t.Fatalf("in another order %+v, not %+v", shuffled, after)
		}
	})
}

func TestDatesAndPercentAgreeWithTheStatus(t *testing.T) {
	const today = "2026-03-24"
	for _, test := range []struct {
		name  string
		of    data.Record
		field string
		date  string
		want  string
	}{
		{"due before start", action("start_on", "2026-03-10"), "due_on", "2026-03-09", "followup.due_before_start"},
		{"due on the start", action("start_on", "2026-03-10"), "due_on", "2026-03-10", ""},
		{"start after due", action("due_on", "2026-03-10"), "start_on", "2026-03-11", "followup.due_before_start"},
		{"cleared", action("due_on", "2026-03-10"), "start_on", "", ""},
		{"done of what runs", action("status", Running), "done_on", today, "followup.not_done"},
		{"verified of what runs", action("status", Running), "verified_on", today, "followup.not_done"},
		{"done tomorrow", action("status", Done), "done_on", "2026-03-25", "followup.done_after_today"},
		{"done today", action("status", Done), "done_on", today, ""},
		{"verified before done", action("status", Done, "done_on", "2026-03-20"), "verified_on", "2026-03-19", "followup.verified_before_done"},
		{"verified the same day", action("status", Done, "done_on", "2026-03-20"), "verified_on", "2026-03-20", ""},
		{"verified tomorrow", action("status", Done, "done_on", "2026-03-20"), "verified_on", "2026-03-25", "followup.verified_after_today"},
	} {
		var e *data.Error
		if err := CheckDate(test.of, test.field, test.date, today); errors.As(err, &e) != (test.want != "") || e != nil && e.Code != test.want {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	percent := func(r data.Record, n int64) data.Record {
		r.Fields["percent"] = data.IntValue(n)
		return r
	}
	if edits, err := SetPercent(action(), data.IntValue(10), today); err != nil || len(edits) != 3 || edits[1].Value.S != Running || edits[2].Field != "start_on" {
		t.Errorf("10 %% of what was not begun: %v, %v; it begins", edits, err)
	}
	if edits, err := SetPercent(action("status", Running), data.IntValue(100), today); err != nil || len(edits) != 1 {
		t.Errorf("100 %% of what runs: %v, %v; it takes evidence to finish", edits, err)
	}
	if _, err := SetPercent(action("status", Done), data.IntValue(90), today); err == nil {
		t.Error("90 % of what is done was taken")
	}
	if !FullNotDone(percent(action("status", Running), 100)) || FullNotDone(percent(action("status", Done), 100)) || FullNotDone(percent(action("status", Running), 99)) {
		t.Error("100 % without done is not told from the rest")
	}
	edits, err := SetStatus(percent(action("status", Done, "done_on", "2026-03-20", "verified_on", "2026-03-21"), 100), Planned, 0, today)
	if err != nil || len(edits) != 4 {
		t.Errorf("taken back to the plan: %v, %v; want the dates and the percentage cleared", edits, err)
	}
	for _, status := range []string{Planned, Running, Done, Cancelled} {
		if err := Check(action("action", "a", "status", Carried, "reason", "r"), status, 1); err == nil {
			t.Errorf("what is carried became %s", status)
		}
		if err := Check(action("action", "a", "status", status), Carried, 1); err == nil {
			t.Errorf("%s became carried without going on anywhere", status)
		}
	}
}
