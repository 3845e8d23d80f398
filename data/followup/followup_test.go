package followup

import (
	"errors"
	"testing"

	"pinisi/data"
)

func action(pairs ...string) data.Record {
	f := map[string]data.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i]] = data.TextValue(pairs[i+1])
	}
	return data.Record{Kind: "followup", Fields: f}
}

func TestDueOf(t *testing.T) {
	for _, test := range []struct {
		due, status string
		want        Due
		days        int
	}{
		{"", "", NoDate, 0}, {"besok", "", NoDate, 0},
		{"2026-03-23", "planned", Late, -1}, {"2026-03-24", "running", Soon, 0},
		{"2026-04-07", "", Soon, 14}, {"2026-04-08", "", InTime, 15},
		{"2025-03-23", "done", Closed, 0}, {"2025-03-23", "cancelled", Closed, 0},
	} {
		got, days := DueOf(action("due_on", test.due, "status", test.status), "2026-03-24")
		if got != test.want || days != test.days {
			t.Errorf("due %q, %q: %v in %d days, want %v in %d", test.due, test.status, got, days, test.want, test.days)
		}
	}
}

func TestSum(t *testing.T) {
	p := Sum([]data.Record{action("status", Done), action("status", Cancelled), action("due_on", "2026-01-01"), action("status", Running)}, "2026-03-24")
	if p != (Progress{Planned: 1, Running: 1, Done: 1, Cancelled: 1, Late: 1}) || p.Percent() != 25 {
		t.Errorf("%+v, %d %%: a cancelled action stays in the denominator", p, p.Percent())
	}
	if (Progress{}).Percent() != 0 {
		t.Error("the percentage of nothing is not 0")
	}
}

func TestSetStatus(t *testing.T) {
	for _, test := range []struct {
		name     string
		of       data.Record
		to       string
		evidence int
		code     string
		fields   map[string]string
	}{
		{"done without evidence", action("action", "Ubah"), Done, 0, "followup.needs_evidence", nil},
		{"done without an action", action(), Done, 1, "followup.needs_action", nil},
		{"done", action("action", "Ubah"), Done, 1, "", map[string]string{"status": Done, "done_on": "2026-03-24", "percent": "100"}},
		{"done earlier", action("action", "Ubah", "done_on", "2026-03-01"), Done, 2, "", map[string]string{"status": Done, "percent": "100"}},
		{"cancelled without a reason", action("action", "Ubah", "reason", "  "), Cancelled, 0, "followup.needs_reason", nil},
		{"cancelled", action("action", "Ubah", "reason", "Anggaran"), Cancelled, 0, "", map[string]string{"status": Cancelled}},
		{"taken up again", action("status", Done, "done_on", "2026-03-01", "start_on", "2026-01-01"), Running, 0, "", map[string]string{"status": Running, "done_on": ""}},
		{"begun", action(), Running, 0, "", map[string]string{"status": Running, "start_on": "2026-03-24"}},
	} {
		edits, err := SetStatus(test.of, test.to, test.evidence, "2026-03-24")
		var e *data.Error
		if errors.As(err, &e) != (test.code != "") || e != nil && e.Code != test.code {
			t.Errorf("%s: error %v, want %q", test.name, err, test.code)
		}
		got := map[string]string{}
		for _, edit := range edits {
			got[edit.Field] = edit.Value.String()
		}
		if len(got) != len(test.fields) {
			t.Errorf("%s: sets %v, want %v", test.name, got, test.fields)
		}
		for f, want := range test.fields {
			if v, ok := got[f]; !ok || v != want {
				t.Errorf("%s: sets %v, want %v", test.name, got, test.fields)
			}
		}
	}
}
