package thread

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pinisi/data"
)

func readYear(t testing.TB, edits [][]data.Edit, period string) *Year {
	t.Helper()
	st := open(t)
	for _, e := range edits {
		write(t, st, e...)
	}
	y, err := ReadYear(context.Background(), st, mission, period, "id")
	if err != nil {
		t.Fatal(err)
	}
	return y
}

// line is a chain in a few letters: kinds of its columns and the gap.
func line(c Chain) string {
	var parts []string
	for _, nodes := range [][]Node{c.Said, c.Agreed, c.Changed, c.Result} {
		var kinds []string
		for _, n := range nodes {
			kinds = append(kinds, n.Kind)
		}
		parts = append(parts, strings.Join(kinds, "+"))
	}
	return strings.Join(parts, " > ") + " " + c.Gap
}

func lines(y *Year) []string {
	var all []string
	for _, c := range y.Chains {
		all = append(all, line(c))
	}
	slices.Sort(all)
	return all
}

func TestAYearSaysWhatCameOfWhatWasSaid(t *testing.T) {
	// given the chain, and things said of which nothing came
	more := append(chain(),
		record("complaint", id(50), fields{"title": "Parkir", "received_on": "2025-03-03", "status": "verified"}),
		record("complaint", id(51), fields{"title": "Toilet", "received_on": "2025-03-04", "status": "done"}),
		record("complaint", id(52), fields{"title": "Tahun lain", "received_on": "2024-12-31", "status": "done"}),
		record("input", id(53), fields{"consultation": id(meeting), "text": "Buka hari Minggu", "decision": "rejected"}),
		record("agreement", id(54), fields{"consultation": id(meeting), "text": "Tarif", "outcome": "not_agreed"}),
		record("consultation", id(60), fields{"title": "FGD", "internal": true, "starts_at": "2025-06-01T02:00:00Z"}),
		record("input", id(61), fields{"consultation": id(60), "text": "Dari dalam"}),
		record("innovation", id(70), fields{"title": "Antrean daring", "started_on": "2025-09-01", "stage": "running"}),
	)
	y := readYear(t, more, "2025")
	want := []string{
		" >  > followup > answer ",                         // the done action from an indicator
		" >  > innovation >  unrated",                      //
		"complaint >  >  >  answered",                      // Toilet
		"complaint >  >  >  none",                          // Parkir
		"input >  >  >  rejected",                          //
		"input > agreement > standard+followup >  unrated", // the chain
		// the complaint became a topic: all that was agreed there is what it led to
		"complaint > agreement+agreement > standard+followup >  unrated",
	}
	got := lines(y)
	for i, l := range got {
		got[i] = strings.ReplaceAll(l, "followup+standard", "standard+followup")
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("chains\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if c := y.Counts; c.Complaints != 3 || c.Inputs != 2 || c.Agreements != 2 || c.Standards != 1 || c.Innovations != 1 || c.Open != 1 {
		t.Errorf("counts %+v", c)
	}
	// and the next index stands beside that of the year
	if len(y.Indexes) != 1 || len(y.Indexes[0].At) != 2 || y.Indexes[0].At[1].Period != "2026" || !y.Indexes[0].At[0].Own {
		t.Errorf("indexes %+v", y.Indexes)
	}
}

func TestAComplaintOnOneServiceIsNotTheBeginningOfAll(t *testing.T) {
	y := readYear(t, [][]data.Edit{
		record("complaint", id(1), fields{"title": "Paspor", "service": "IMI-01", "received_on": "2025-02-01"}),
		record("consultation", id(2), fields{"title": "FKP", "starts_at": "2025-05-01T02:00:00Z"}),
		record("agreement", id(3), fields{"consultation": id(2), "text": "Paspor", "service": "IMI-01"}),
		record("agreement", id(4), fields{"consultation": id(2), "text": "Visa", "service": "IMI-02"}),
		data.LinkEdits(data.Record{Kind: "complaint", ID: id(1), Scope: mission}, data.Record{Kind: "consultation", ID: id(2), Scope: mission}, ""),
	}, "2025")
	if got := lines(y); !slices.Equal(got, []string{" > agreement >  >  unchanged", "complaint > agreement >  >  unchanged"}) {
		t.Errorf("chains %q", got)
	}
}

func TestThingsSaidOfWhichNothingCameAreOneRow(t *testing.T) {
	var edits [][]data.Edit
	for n := range 40 {
		edits = append(edits, record("complaint", id(n), fields{"title": fmt.Sprint("Keluhan ", n), "received_on": "2025-02-01"}))
	}
	y := readYear(t, edits, "2025")
	if len(y.Chains) != 1 || len(y.Chains[0].Said) != 40 || y.Counts.Open != 40 {
		t.Errorf("%d rows, counts %+v", len(y.Chains), y.Counts)
	}
	// and a half of a year takes only its own
	if half := readYear(t, edits, "2025-S2"); len(half.Chains) != 0 {
		t.Errorf("the second half has %d rows", len(half.Chains))
	}
}

func TestSpan(t *testing.T) {
	for period, want := range map[string][2]string{"2025": {"2025-01-01", "2025-12-31"}, "2025-S1": {"2025-01-01", "2025-06-30"}, "2025-S2": {"2025-07-01", "2025-12-31"}, "besok": {"", ""}, "": {"", ""}} {
		if from, until := Span(period); [2]string{from, until} != want {
			t.Errorf("%q is %s to %s, want %v", period, from, until, want)
		}
	}
}

// A year with 10,000 complaints, a tenth of which led somewhere.
func BenchmarkYear10000(b *testing.B) {
	st := open(b)
	var edits []data.Edit
	for n := range 10_000 {
		edits = append(edits, record("complaint", id(n), fields{"title": fmt.Sprint("Keluhan ", n), "received_on": fmt.Sprintf("2025-%02d-%02d", n%12+1, n%28+1), "status": "verified"})...)
		if n%10 == 0 {
			edits = append(edits, record("followup", id(20_000+n), fields{"source": id(n), "source_kind": "complaint", "action": "Aksi", "status": "done", "period": "2025"})...)
		}
	}
	write(b, st, edits...)
	b.ResetTimer()
	for range b.N {
		y, err := ReadYear(context.Background(), st, mission, "2025", "id")
		if err != nil || y.Counts.Open != 9000 {
			b.Fatalf("%+v, %v", y.Counts, err)
		}
	}
}
