package followup

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pinisi/data"
	"pinisi/data/setup"
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
		if got, days := DueOf(due, setup.DaysAt(now).Today(test.scope)); got != test.want || days != test.days {
			t.Errorf("at %s in %s: %v, %d days; want %v, %d", test.now, test.scope, got, days, test.want, test.days)
		}
	}
}

func TestPercentOfAPlan(t *testing.T) {
	for _, test := range []struct{ done, running, planned, cancelled, carried, want int }{
		{0, 0, 0, 0, 0, 0},
		{0, 1, 4, 3, 2, 0},
		{12, 3, 3, 1, 1, 60},
		{199, 1, 0, 0, 0, 99},
		{4, 0, 0, 1, 0, 80}, // cancelled stays in the denominator
		{4, 0, 0, 0, 1, 80}, // and so does carried
		{7, 0, 0, 0, 0, 100},
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
		if got := Sum(plan, "").Percent(); got != test.want {
			t.Errorf("%+v: %d %%", test, got)
		}
	}
}

// Finishing one more never lowers the share, and the order of the actions does
// not matter.
func TestAPlanNeverFallsByFinishing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statuses := rapid.SliceOfN(rapid.SampledFrom([]string{"", Planned, Running, Done, Cancelled, Carried}), 1, 40).Draw(t, "statuses")
		plan := make([]data.Record, len(statuses))
		for i, s := range statuses {
			plan[i] = action("status", s)
		}
		before := Sum(plan, "")
		at := rapid.IntRange(0, len(plan)-1).Draw(t, "finished")
		plan[at] = action("status", Done)
		after := Sum(plan, "")
		if after.Percent() < before.Percent() || after.Total() != before.Total() {
			t.Fatalf("%v: %+v became %+v", statuses, before, after)
		}
		if shuffled := Sum(rapid.Permutation(plan).Draw(t, "order"), ""); shuffled != after {
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
