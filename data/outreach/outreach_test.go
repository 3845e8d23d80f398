package outreach_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/outreach"
	"pinisi/data/store"
)

func open(t *testing.T) (*store.Store, func(kind string, pairs ...any) data.Record) {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	author := st.NewID()
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Staff: author, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st, func(kind string, pairs ...any) data.Record {
		t.Helper()
		fields := map[string]data.Value{}
		for i := 0; i+1 < len(pairs); i += 2 {
			switch v := pairs[i+1].(type) {
			case string:
				fields[pairs[i].(string)] = data.TextValue(v)
			case int:
				fields[pairs[i].(string)] = data.IntValue(int64(v))
			case []string:
				fields[pairs[i].(string)] = data.ListValue(v)
			}
		}
		id := st.NewID()
		if _, err := st.Write(ctx, data.Action{Author: author, Label: "t", Edits: data.Create(kind, id, "", fields)}); err != nil {
			t.Fatal(err)
		}
		r, err := st.Get(ctx, kind, id)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

func TestReachIsSummedWithinAChannelOnly(t *testing.T) {
	st, add := open(t)
	add("outreach", "title", "A", "status", "held", "held_on", "2026-02-01", "channel", "meeting", "reach", 40, "reach_how", "daftar hadir", "complaint_channels", []string{"sp4n"})
	add("outreach", "title", "B", "status", "held", "held_on", "2026-06-30", "channel", "meeting", "reach", 25)
	add("outreach", "title", "C", "status", "held", "held_on", "2026-07-01", "channel", "social", "reach", 1200, "reach_how", "tayangan", "complaint_link", "lapor.go.id")
	add("outreach", "title", "D", "status", "held", "held_on", "2026-03-01", "channel", "social")
	add("outreach", "title", "E", "status", "planned", "held_on", "2026-05-01", "channel", "meeting", "reach", 999)
	add("outreach", "title", "F", "status", "cancelled", "held_on", "2026-05-02", "channel", "meeting", "reach", 999)
	add("outreach", "title", "G", "status", "held", "held_on", "2025-12-31", "channel", "meeting", "reach", 5)
	add("outreach", "title", "H", "status", "held", "channel", "meeting", "reach", 5) // no date: of no period
	for period, want := range map[string]string{
		"2026":    "6 held 4 planned 1 cancelled 1 told 2: meeting 2 65 2 1 1; social 2 1200 1 0 1",
		"2026-S1": "5 held 3 planned 1 cancelled 1 told 1: meeting 2 65 2 1 1; social 1 0 0 0 0",
		"2026-S2": "1 held 1 planned 0 cancelled 0 told 1: social 1 1200 1 0 1",
		"2024":    "0 held 0 planned 0 cancelled 0 told 0: ",
	} {
		f, err := outreach.Of(context.Background(), st, "", period)
		if err != nil {
			t.Fatal(err)
		}
		var channels []string
		for _, c := range f.ByChannel {
			channels = append(channels, fmt.Sprint(c.ID, " ", c.Activities, " ", c.Reach, " ", c.Counted, " ", c.Unsaid, " ", c.Told))
		}
		got := fmt.Sprintf("%d held %d planned %d cancelled %d told %d: %s", len(f.Activities), f.Held, f.Planned, f.Cancelled, f.Told, strings.Join(channels, "; "))
		if got != want {
			t.Errorf("%s: %s\nwant %s", period, got, want)
		}
	}
	years, err := outreach.Periods(context.Background(), st, "")
	if err != nil || fmt.Sprint(years) != "[2026 2025]" {
		t.Errorf("years %v, %v", years, err)
	}
}

func TestComplaintsStandByMonthBeforeAndAfter(t *testing.T) {
	st, add := open(t)
	a := add("outreach", "title", "A", "held_on", "2026-01-31", "complaint_channels", []string{"sp4n"})
	for _, c := range [][2]string{{"2025-09-30", "sp4n"}, {"2025-10-01", "sp4n"}, {"2026-01-01", "counter"}, {"2026-02-02", "sp4n"}, {"2026-02-28", "phone"}, {"2026-03-24", "sp4n"}} {
		add("complaint", "received_on", c[0], "channel", c[1])
	}
	months, err := outreach.Complaints(context.Background(), st, a, "2026-03-24")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(months)
	want := "[{2025-10 1 1 false false} {2025-11 0 0 false false} {2025-12 0 0 false false} {2026-01 1 0 true false} {2026-02 2 1 false false} {2026-03 1 1 false true}]"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, on := range []string{"", "2026-04-01"} {
		a.Fields["held_on"] = data.TextValue(on)
		if months, err = outreach.Complaints(context.Background(), st, a, "2026-03-24"); err != nil || months != nil {
			t.Errorf("held on %q: %v %v", on, months, err)
		}
	}
}

func TestPlannedActivitiesWhoseDayHasPassedAreDue(t *testing.T) {
	st, add := open(t)
	for _, c := range [][4]string{{"a", "planned", "2026-03-24", ""}, {"b", "planned", "2026-03-25", ""}, {"c", "planned", "2026-03-01", "2026-04-01"}, {"d", "planned", "2026-02-01", "2026-02-03"},
		{"e", "held", "2026-01-01", ""}, {"f", "cancelled", "2026-01-01", ""}, {"g", "planned", "", ""}} {
		pairs := []any{"title", c[0], "status", c[1]}
		for i, f := range []string{"held_on", "until_on"} {
			if c[2+i] != "" {
				pairs = append(pairs, f, c[2+i])
			}
		}
		add("outreach", pairs...)
	}
	due, err := outreach.Due(context.Background(), st, "kbri-singapura", "2026-03-24")
	if err != nil {
		t.Fatal(err)
	}
	var got string
	for _, r := range due {
		got += r.Text("title")
	}
	if got != "da" {
		t.Errorf("due %q, want d and a", got)
	}
}
