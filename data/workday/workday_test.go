package workday_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/workday"
)

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// Counting day by day is what counting by weeks must come to.
func TestBetweenIsTheSumOfTheDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weekend := rapid.SliceOfNDistinct(rapid.SampledFrom(weekdays), 0, 6, rapid.ID[string]).Draw(t, "weekend")
		start := time.Date(2023, 12, 1, 0, 0, 0, 0, time.UTC)
		date := func(n int) string { return start.AddDate(0, 0, n).Format(time.DateOnly) }
		holidays := map[string]string{}
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 120), 0, 12).Draw(t, "holidays") {
			holidays[date(n)] = "x"
		}
		c := workday.New(weekend, holidays)
		a, b := rapid.IntRange(0, 120).Draw(t, "from"), rapid.IntRange(0, 120).Draw(t, "to")
		want := 0
		for n := min(a, b) + 1; n <= max(a, b); n++ {
			if c.Works(start.AddDate(0, 0, n)) {
				want++
			}
		}
		if b < a {
			want = -want
		}
		got, ok := c.Between(date(a), date(b))
		if !ok || got != want {
			t.Fatalf("%s to %s: %d, want %d", date(a), date(b), got, want)
		}
		// Add is its inverse: it ends on a working day, so many working days later.
		n := rapid.IntRange(1, 40).Draw(t, "n")
		end := c.Add(date(a), n)
		if end == "" {
			t.Fatalf("no %d working days after %s with weekend %v", n, date(a), weekend)
		}
		day, err := time.Parse(time.DateOnly, end)
		if between, ok := c.Between(date(a), end); err != nil || !ok || between != n || !c.Works(day) {
			t.Fatalf("%d working days after %s is %s: between %d, works %v", n, date(a), end, between, c.Works(day))
		}
	})
}

func TestBetweenAndAddAtTheEdges(t *testing.T) {
	usual := workday.New(nil, nil)
	arab := workday.New([]string{"friday", "saturday"}, nil)
	all := workday.New(weekdays, nil)
	for _, test := range []struct {
		c        workday.Calendar
		from, to string
		want     int
		ok       bool
	}{
		{usual, "2026-03-24", "2026-03-24", 0, true}, {usual, "2026-03-27", "2026-03-30", 1, true}, {usual, "2026-03-30", "2026-03-27", -1, true},
		{arab, "2026-03-26", "2026-03-29", 1, true}, {arab, "2026-03-26", "2026-03-28", 0, true},
		{all, "2026-03-01", "2026-12-31", 0, true},
		{usual, "0001-01-01", "9999-12-31", 5*(3652058/7) + 4, true}, // Monday to Friday: at once
		{usual, "2026-02-30", "2026-03-01", 0, false}, {usual, "", "2026-03-01", 0, false}, {usual, "2026-03-01", "besok", 0, false},
	} {
		if got, ok := test.c.Between(test.from, test.to); got != test.want || ok != test.ok {
			t.Errorf("%s to %s: %d, %v; want %d, %v", test.from, test.to, got, ok, test.want, test.ok)
		}
	}
	for _, test := range []struct {
		c    workday.Calendar
		from string
		n    int
		want string
	}{
		{usual, "2026-03-24", 3, "2026-03-27"}, {usual, "2026-03-24", 4, "2026-03-30"}, {usual, "2026-03-28", 1, "2026-03-30"}, {usual, "2026-03-28", 0, "2026-03-28"},
		{arab, "2026-03-26", 3, "2026-03-31"}, {all, "2026-03-26", 1, ""}, {usual, "x", 1, ""},
		{workday.New([]string{"Sunday"}, map[string]string{"2026-12-25": "Natal", "2027-01-01": "Tahun baru"}), "2026-12-24", 7, "2027-01-04"},
	} {
		if got := test.c.Add(test.from, test.n); got != test.want {
			t.Errorf("%d after %s: %s, want %s", test.n, test.from, got, test.want)
		}
	}
	if days, ok := workday.CalendarDays("2024-02-28", "2024-03-01"); days != 2 || !ok {
		t.Errorf("over 29 February: %d, %v", days, ok)
	}
}

func TestANamelessWeekendIsSaturdayAndSunday(t *testing.T) {
	for _, weekend := range [][]string{nil, {}, {"libur"}} {
		if got := workday.New(weekend, nil).Weekdays(); !reflect.DeepEqual(got, []string{"sunday", "saturday"}) {
			t.Errorf("%v: %v", weekend, got)
		}
	}
}

func TestParseHolidays(t *testing.T) {
	days, bad := workday.ParseHolidays("\ufeffTanggal;Nama\r\n2026-08-17;Hari Kemerdekaan RI\n25/12/2026\tNatal\n\n# cuti\n1 Januari 2027, Tahun Baru\n\"2026-03-20\";\"Idulfitri, hari 1\"\nkapan;Nyepi\n2026-05-01;\n2026-08-17;lagi\n")
	want := []workday.Day{{On: "2026-08-17", Name: "Hari Kemerdekaan RI"}, {On: "2026-12-25", Name: "Natal"}, {On: "2027-01-01", Name: "Tahun Baru"}, {On: "2026-03-20", Name: "Idulfitri, hari 1"}}
	if !reflect.DeepEqual(days, want) {
		t.Errorf("%v, want %v", days, want)
	}
	wantBad := []workday.Bad{{Line: 8, Text: "kapan;Nyepi", Key: "workday.bad.date"}, {Line: 9, Text: "2026-05-01;", Key: "workday.bad.name"}}
	if !reflect.DeepEqual(bad, wantBad) {
		t.Errorf("%v, want %v", bad, wantBad)
	}
}

func TestNextYear(t *testing.T) {
	c := workday.New(nil, map[string]string{"2028-02-29": "kabisat", "2028-08-17": "RI", "2028-12-25": "Natal", "2029-12-25": "sudah ada", "2027-01-01": "lain"})
	if got := c.NextYear(2028); !reflect.DeepEqual(got, []workday.Day{{On: "2029-08-17", Name: "RI"}}) {
		t.Errorf("%v", got)
	}
}

func TestHolidaysOfAMission(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	const scope = "kbri-riyadh"
	if _, err := setup.Begin(ctx, st, scope, setup.Person{Name: "Siti"}, "id"); err != nil {
		t.Fatal(err)
	}
	write := func(edits []data.Edit) {
		t.Helper()
		if _, err := st.Write(ctx, data.Action{Edits: edits}); err != nil {
			t.Fatal(err)
		}
	}
	// given a mission with its weekend, and holidays, one of them taken away again
	write(data.Create("mission", setup.MissionID(scope), scope, map[string]data.Value{"code": data.TextValue(scope), "weekend": data.ListValue([]string{"friday", "saturday"})}))
	write(workday.HolidayEdits(scope, workday.Day{On: "2026-09-23", Name: "Hari nasional"}, workday.Day{On: "2026-08-17", Name: "Kemerdekaan"}))
	r, err := st.Get(ctx, "holiday", workday.HolidayID(scope, "2026-08-17"))
	if err != nil {
		t.Fatal(err)
	}
	write([]data.Edit{r.Delete()})
	c, err := workday.Load(ctx, st, scope)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Days("2026"); !reflect.DeepEqual(got, []workday.Day{{On: "2026-09-23", Name: "Hari nasional"}}) || !reflect.DeepEqual(c.Weekdays(), []string{"friday", "saturday"}) {
		t.Errorf("%v, %v", got, c.Weekdays())
	}
	// when it is written again, then it is back
	write(workday.HolidayEdits(scope, workday.Day{On: "2026-08-17", Name: "HUT RI"}))
	c, err = workday.Load(ctx, st, scope)
	if name, ok := c.Holiday("2026-08-17"); err != nil || !ok || name != "HUT RI" {
		t.Errorf("%v, %q, %v", c, name, err)
	}
}
