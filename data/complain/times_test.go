package complain_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/workday"
)

// complaint makes one of pairs of field and text.
func complaint(pairs ...string) data.Record {
	r := data.Record{Kind: "complaint", Fields: map[string]data.Value{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			r.Fields[pairs[i]] = data.TextValue(pairs[i+1])
		}
	}
	return r
}

func day(n int) string {
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format(time.DateOnly)
}

// taking are complaints whose replies took so many calendar days.
func taking(days ...int) []data.Record {
	var all []data.Record
	for i, n := range days {
		all = append(all, complaint("received_on", day(i), "passed_on", day(i), "answered_on", day(i+n), "closed_on", day(i+n)))
	}
	return all
}

// Domain other.md §2: only 24 whole days in 14 complaints print 1,7.
func TestMean(t *testing.T) {
	for _, test := range []struct {
		days         []int
		mean, median string
		largest      int
	}{
		{[]int{1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 5}, "1,7", "1", 5}, // 24
		{[]int{1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 4}, "1,6", "1", 4}, // 23
		{[]int{1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 6}, "1,8", "1", 6}, // 25
		{[]int{24, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "1,7", "0", 24},
		{[]int{0}, "0,0", "0", 0}, {[]int{1, 2}, "1,5", "1,5", 2}, {[]int{1, 3}, "2,0", "2", 3},
		{[]int{0, 0, 0, 1}, "0,3", "0", 1}, // 0.25 is rounded half up
		{nil, "", "", -1},
	} {
		for _, def := range complain.Definitions() {
			got := complain.Measure(taking(test.days...), def, false, workday.Calendar{})
			w := words.New("id")
			if w.Decimal(got.Mean()) != test.mean || w.Decimal(got.Median()) != test.median || got.Largest() != test.largest || got.Used() != len(test.days) || got.Skipped() != 0 {
				t.Errorf("%v by %s: mean %q, median %q, largest %d, n %d", test.days, def, got.Mean(), got.Median(), got.Largest(), got.Used())
			}
		}
	}
}

func TestDefinitionsAndWhatIsSkipped(t *testing.T) {
	all := []data.Record{
		complaint("received_on", "2026-03-20", "passed_on", "2026-03-24", "answered_on", "2026-03-25", "closed_on", "2026-04-08"),
		complaint("received_on", "2026-03-20", "passed_on", "2026-03-23"),                              // not answered
		complaint("received_on", "2026-03-20", "answered_on", "2026-03-20"),                            // never passed on
		complaint("received_on", "2026-03-20", "passed_on", "2026-03-26", "answered_on", "2026-03-25"), // answered before it was passed on
		complaint("received_on", "2026-03-20", "answered_on", "2026-03-30", "status", "not_ours"),
		complaint("answered_on", "2026-03-30", "closed_on", "2026-03-31"),
	}
	for _, test := range []struct {
		def     complain.Definition
		working bool
		want    complain.Times
	}{
		{complain.ReplyAfterDisposition, false, complain.Times{Days: []int{1}, Total: 1, NoEnd: 1, NoStart: 2, Reversed: 1, NotOurs: 1}},
		{complain.ReplyAfterReceipt, false, complain.Times{Days: []int{0, 5, 5}, Total: 10, NoEnd: 1, NoStart: 1, NotOurs: 1}},
		{complain.ReplyAfterReceipt, true, complain.Times{Days: []int{0, 3, 3}, Total: 6, NoEnd: 1, NoStart: 1, NotOurs: 1}},
		{complain.ClosingAfterReceipt, false, complain.Times{Days: []int{19}, Total: 19, NoEnd: 3, NoStart: 1, NotOurs: 1}},
	} {
		test.want.Definition, test.want.Working = test.def, test.working
		got := complain.Measure(all, test.def, test.working, workday.New(nil, nil))
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s, working %v: %+v, want %+v", test.def, test.working, got, test.want)
		}
		if got.Used()+got.Skipped() != len(all) {
			t.Errorf("%s: %d used and %d skipped of %d", test.def, got.Used(), got.Skipped(), len(all))
		}
	}
}

// The same two dates on four missions' calendars.
func TestWorkingDaysAreTheMissions(t *testing.T) {
	arab := []string{"friday", "saturday"}
	nyepi := map[string]string{"2026-03-19": "Nyepi", "2026-03-20": "Idulfitri", "2026-03-21": "Idulfitri"}
	for _, test := range []struct {
		from, to string
		cal      workday.Calendar
		want     int
	}{
		{"2026-03-26", "2026-03-31", workday.New(nil, nil), 3},    // Thursday to Tuesday: Fri, Mon, Tue
		{"2026-03-26", "2026-03-31", workday.New(arab, nil), 3},   // Sun, Mon, Tue
		{"2026-03-26", "2026-03-29", workday.New(nil, nil), 1},    // to Sunday: Fri
		{"2026-03-26", "2026-03-29", workday.New(arab, nil), 1},   // to Sunday: Sun
		{"2026-03-27", "2026-03-28", workday.New(arab, nil), 0},   // within the weekend
		{"2026-03-18", "2026-03-23", workday.New(nil, nyepi), 1},  // Wed to Mon: Mon alone
		{"2026-03-18", "2026-03-23", workday.New(arab, nyepi), 2}, // Sun, Mon
		{"2026-03-18", "2026-03-23", workday.New(nil, nil), 3},    // Thu, Fri, Mon
		{"2025-12-31", "2026-01-02", workday.New(nil, nil), 2},    // over the year's end
		{"2026-03-24", "2026-03-24", workday.New(nil, nil), 0},    // the same day
		{"2024-02-28", "2024-03-01", workday.New(nil, nil), 2},    // 29 February
		{"2026-03-27", "2026-03-30", workday.New([]string{"sunday"}, nil), 2},
	} {
		got := complain.Measure([]data.Record{complaint("received_on", test.from, "answered_on", test.to)}, complain.ReplyAfterReceipt, true, test.cal)
		if got.Total != test.want || got.Used() != 1 {
			t.Errorf("%s to %s: %d working days, want %d", test.from, test.to, got.Total, test.want)
		}
	}
}

func ExampleMeasure() {
	t := complain.Measure(taking(1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 5), complain.ReplyAfterReceipt, false, workday.New(nil, nil))
	fmt.Println(words.New("id").Decimal(t.Mean()), "hari, n =", t.Used())
	// Output: 1,7 hari, n = 14
}
