package tabular_test

import (
	"testing"
	"time"

	"pinisi/data/tabular"
)

func TestParseMoment(t *testing.T) {
	jakarta, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		cell       string
		monthFirst bool
		date       string // "": not read
		clock      string // "": none
		tokyo      string // of a file from Jakarta; "" the same day
	}{
		{"2026-03-24", false, "2026-03-24", "", ""},
		{"24/03/2026", false, "2026-03-24", "", ""},
		{"24.3.26", false, "2026-03-24", "", ""},
		{"3/24/2026", false, "2026-03-24", "", ""},
		{"04/03/2026", true, "2026-04-03", "", ""},
		{"04/03/2026", false, "2026-03-04", "", ""},
		{"24 Mar 2026 14:05", false, "2026-03-24", "14:05", ""},
		{"24 Mar 2026 23.30", false, "2026-03-24", "23:30", "2026-03-25"},
		{"24 Maret 2026", false, "2026-03-24", "", ""},
		{"Selasa, 24 Maret 2026 pukul 23.30 WIB", false, "2026-03-24", "23:30", "2026-03-25"},
		{"24 Maret 2026 23:30 WIT", false, "2026-03-24", "23:30", ""}, // Jayapura's clock is Tokyo's
		{"24-Mar-26", false, "2026-03-24", "", ""},
		{"24 Agustus 2026", false, "2026-08-24", "", ""},
		{"17 Agt 2026", false, "2026-08-17", "", ""},
		{"March 24, 2026", false, "2026-03-24", "", ""},
		{"2026-03-24T23:30:00+07:00", false, "2026-03-24", "23:30", "2026-03-25"},
		{"2026-03-24T23:30:00Z", false, "2026-03-24", "23:30", "2026-03-25"},
		{"2026-03-24T16:30:00Z", false, "2026-03-24", "16:30", "2026-03-25"},
		{"2026-03-24T14:59:00Z", false, "2026-03-24", "14:59", ""},
		{"2026/03/24 11:30:00 PM GMT+7", false, "2026-03-24", "23:30", "2026-03-25"},
		{"2026/03/24 12:10:00 am GMT+7", false, "2026-03-24", "00:10", ""},
		{"46105", false, "2026-03-24", "", ""},
		{"46105.979166666664", false, "2026-03-24", "23:30", "2026-03-25"},
		{"46105,5", false, "2026-03-24", "12:00", ""},
		{"2026-02-30", false, "", "", ""}, {"32/01/2026", false, "", "", ""}, {"kemarin", false, "", "", ""}, {"", false, "", "", ""}, {"1899-01-01", false, "", "", ""}, {"2026", false, "", "", ""},
	} {
		m, ok := tabular.ParseMoment(test.cell, test.monthFirst)
		if ok != (test.date != "") || m.Date != test.date {
			t.Errorf("%q: %+v, %v; want %s", test.cell, m, ok, test.date)
			continue
		}
		clock := ""
		if m.Timed {
			clock = time.Date(0, 1, 1, m.Hour, m.Minute, 0, 0, time.UTC).Format("15:04")
		}
		want := test.tokyo
		if want == "" {
			want = test.date
		}
		if got := m.In(jakarta, tokyo); clock != test.clock || got != want {
			t.Errorf("%q: clock %q and %s in Tokyo, want %q and %s", test.cell, clock, got, test.clock, want)
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2026-03-24T23:30:00+07:00", "24 Mar 2026 14:05", "46105,97", "24/03/26 11.30 PM WIB", "1 jan. 2026 9:60"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		m, ok := tabular.ParseMoment(cell, false)
		if !ok {
			return
		}
		if at, err := time.Parse(time.DateOnly, m.Date); err != nil || at.Year() < 2000 || at.Year() > 2100 || m.Hour > 23 || m.Minute > 59 {
			t.Fatalf("%q is read as %+v", cell, m)
		}
	})
}

func TestDatesThatMeanTwoDaysAreCounted(t *testing.T) {
	for _, test := range []struct {
		cells   []string
		n       int
		example string
	}{
		{[]string{"3/4/2026", "4/3/2026", "5/5/2026", ""}, 2, "3/4/2026"},
		{[]string{"24/3/2026", "3/4/2026"}, 0, ""},                  // the first tells
		{[]string{"3/4/2026", "3/24/2026"}, 0, ""},                  // the second tells
		{[]string{"24/3/2026", "3/24/2026", "5/6/26"}, 1, "5/6/26"}, // they disagree
		{[]string{"2026-03-04", "4 Mar 2026", "46105"}, 0, ""},
	} {
		if n, example := tabular.Unsettled(test.cells); n != test.n || example != test.example {
			t.Errorf("%q: %d such as %q, want %d such as %q", test.cells, n, example, test.n, test.example)
		}
	}
}
