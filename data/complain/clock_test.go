package complain_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/workday"
)

// device is a new device of a mission.
func device(t testing.TB, mission string) *store.Store {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := setup.Begin(ctx, st, mission, setup.Person{Name: "Siti"}, "id"); err != nil {
		t.Fatal(err)
	}
	return st
}

func book(t testing.TB, today string, cal workday.Calendar) complain.Book {
	t.Helper()
	b, err := complain.Load(context.Background(), device(t, "kbri-singapura"), "kbri-singapura", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	b.Today, b.Calendar = today, cal
	return b
}

// line is the clocks of a complaint in short: stage due state left.
func line(clocks []complain.Clock) string {
	s := ""
	for _, c := range clocks {
		s += fmt.Sprintf("%s %s %s %d; ", c.Stage, c.Due, []string{"met", "metlate", "running", "soon", "late", "ripe"}[c.State], c.Left)
	}
	return s
}

func TestClocks(t *testing.T) {
	arab := workday.New([]string{"friday", "saturday"}, nil)
	libur := workday.New(nil, map[string]string{"2026-03-27": "Libur"})
	for _, test := range []struct {
		name, today string
		cal         workday.Calendar
		r           data.Record
		want        string
	}{
		{"SP4N, not passed on: only to be verified", "2026-03-25", workday.New(nil, nil), complaint("channel", "sp4n", "status", "unverified", "received_on", "2026-03-24"),
			"verify 2026-03-27 soon 2; "},
		{"the same from the mission's date in Tokyo", "2026-03-25", workday.New(nil, nil), complaint("channel", "sp4n", "status", "unverified", "received_on", "2026-03-25"),
			"verify 2026-03-30 running 3; "},
		{"a holiday on the third day", "2026-03-25", libur, complaint("channel", "sp4n", "status", "unverified", "received_on", "2026-03-24"),
			"verify 2026-03-30 soon 2; "},
		{"Friday and Saturday off", "2026-03-26", arab, complaint("channel", "sp4n", "status", "unverified", "received_on", "2026-03-26"),
			"verify 2026-03-31 running 3; "},
		{"late over a weekend: the working days since", "2026-03-30", workday.New(nil, nil), complaint("channel", "sp4n", "status", "unverified", "received_on", "2026-03-24"),
			"verify 2026-03-27 late -1; "},
		{"late on the first Saturday too", "2026-03-28", workday.New(nil, nil), complaint("channel", "sp4n", "status", "unverified", "received_on", "2026-03-24"),
			"verify 2026-03-27 late -1; "},
		{"passed on: to be answered", "2026-03-26", workday.New(nil, nil), complaint("channel", "sp4n", "status", "processing", "received_on", "2026-03-20", "passed_on", "2026-03-23", "class", "information"),
			"verify 2026-03-25 met 2; answer 2026-03-30 soon 2; completion 2026-03-30 soon 2; "},
		{"at the counter nobody verifies", "2026-03-24", workday.New(nil, nil), complaint("channel", "counter", "status", "processing", "received_on", "2026-03-24"),
			"answer 2026-03-31 running 5; completion 2026-04-13 running 14; "},
		{"answered in time, waiting for the user", "2026-04-02", workday.New(nil, nil), complaint("channel", "counter", "class", "information", "status", "processing", "received_on", "2026-03-24", "answered_on", "2026-03-25"),
			"answer 2026-03-31 met 4; completion 2026-03-31 met 4; close 2026-04-08 running 4; "},
		{"ten working days without a word", "2026-04-08", workday.New(nil, nil), complaint("channel", "counter", "class", "information", "status", "processing", "received_on", "2026-03-24", "answered_on", "2026-03-25"),
			"answer 2026-03-31 met 4; completion 2026-03-31 met 4; close 2026-04-08 ripe 0; "},
		{"answered, and silence since: nobody is late", "2026-06-01", workday.New(nil, nil), complaint("channel", "counter", "status", "processing", "received_on", "2026-03-24", "answered_on", "2026-03-25"),
			"answer 2026-03-31 met 4; completion 2026-04-13 met 13; close 2026-04-08 ripe -38; "},
		{"answered, and the user replied: to be completed", "2026-04-14", workday.New(nil, nil), complaint("channel", "counter", "status", "processing", "received_on", "2026-03-24", "answered_on", "2026-03-25", "last_reply_on", "2026-04-10"),
			"answer 2026-03-31 met 4; completion 2026-04-13 late -1; close 2026-04-24 running 8; "},
		{"answered late, closed by the channel long after the last word", "2026-06-01", workday.New(nil, nil), complaint("channel", "phone", "status", "done", "received_on", "2026-03-24", "answered_on", "2026-04-02", "closed_on", "2026-04-16"),
			"answer 2026-03-31 metlate -2; completion 2026-04-13 met 7; "},
		{"sixty days", "2026-03-24", workday.New(nil, nil), complaint("channel", "letter", "limit", "supervisory", "received_on", "2026-03-24"),
			"answer 2026-03-31 running 5; completion 2026-06-16 running 60; "},
		{"not ours", "2026-06-01", workday.New(nil, nil), complaint("channel", "sp4n", "status", "not_ours", "received_on", "2026-03-24"), ""},
		{"no date", "2026-06-01", workday.New(nil, nil), complaint("channel", "sp4n"), ""},
		{"done, nobody noted when", "2026-06-01", workday.New(nil, nil), complaint("channel", "email", "class", "aspiration", "status", "done", "received_on", "2026-03-24"),
			"answer 2026-03-31 met 5; completion 2026-03-31 met 5; "},
	} {
		if got := line(book(t, test.today, test.cal).Clocks(test.r)); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestNextAndDue(t *testing.T) {
	b := book(t, "2026-04-01", workday.New(nil, nil))
	late := complaint("tracking_id", "late", "channel", "counter", "received_on", "2026-03-20")
	soon := complaint("tracking_id", "soon", "channel", "counter", "received_on", "2026-03-26")
	later := complaint("tracking_id", "later", "channel", "counter", "received_on", "2026-04-01")
	ripe := complaint("tracking_id", "ripe", "channel", "counter", "class", "information", "received_on", "2026-01-05", "answered_on", "2026-01-06")
	done := complaint("tracking_id", "done", "channel", "counter", "received_on", "2026-01-05", "status", "done")
	want := []string{"late", "soon"}
	got := b.Due([]data.Record{later, done, soon, ripe, late})
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, d := range got {
		if d.Complaint.Text("tracking_id") != want[i] {
			t.Errorf("%d is %s, want %s", i, d.Complaint.Text("tracking_id"), want[i])
		}
	}
	if c, ok := b.Next(ripe); !ok || c.State != complain.Ripe {
		t.Errorf("next of one that may be closed is %+v, %v", c, ok)
	}
	if c, ok := b.Next(done); ok {
		t.Errorf("something is due of one that is done: %+v", c)
	}
}

// Today is the mission's date, not the computer's.
func TestLoadTakesTheMissionsDateAndCalendar(t *testing.T) {
	ctx, st := context.Background(), device(t, "kbri-riyadh")
	_, err := st.Write(ctx, data.Action{Edits: append(
		data.Create("mission", setup.MissionID("kbri-riyadh"), "kbri-riyadh", map[string]data.Value{"code": data.TextValue("kbri-riyadh"), "weekend": data.ListValue([]string{"friday", "saturday"})}),
		data.Create("holiday", data.DerivedID("holiday", setup.MissionID("kbri-riyadh"), "2026-03-29"), "kbri-riyadh", map[string]data.Value{
			"mission": data.RefValue(setup.MissionID("kbri-riyadh")), "on": data.TextValue("2026-03-29"), "name": data.TextValue("Libur")})...)})
	if err != nil {
		t.Fatal(err)
	}
	b, err := complain.Load(ctx, st, "kbri-riyadh", time.Date(2026, 3, 25, 22, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if b.Today != "2026-03-26" { // 01.00 in Riyadh
		t.Errorf("today is %s", b.Today)
	}
	got := line(b.Clocks(complaint("channel", "sp4n", "status", "unverified", "received_on", "2026-03-26")))
	if got != "verify 2026-04-01 running 3; " { // Mon 30, Tue 31, Wed 1
		t.Errorf("%s", got)
	}
}
