package respond_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pinisi/data"
	"pinisi/data/respond"
)

func numbers(list []respond.Response) []int {
	var all []int
	for _, r := range list {
		n, _ := r.Int("number")
		all = append(all, int(n))
	}
	return all
}

// The sample is large enough, in the order of the sheets, the same every time,
// and a checked sheet stays in it while others come.
func TestSampleIsFixed(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	for n := 1; n <= 3; n++ {
		write(t, st, sheet(st, f, n, 4)...)
	}
	if got := numbers(load(t, st, f).Sample(10)); !reflect.DeepEqual(got, []int{1, 2, 3}) {
		t.Errorf("of three sheets %v", got)
	}
	first := load(t, st, f).Sample(10)[0]
	write(t, st, f.Second(first, first.Answers, "2026-03-24")...)
	var edits []data.Edit
	for n := 4; n <= 120; n++ {
		edits = append(edits, sheet(st, f, n, 4)...)
	}
	for range 30 { // of another channel
		edits = append(edits, f.Add(st.NewID(), respond.Entry{Channel: "counter", Answers: first.Answers})...)
	}
	write(t, st, edits...)
	s := load(t, st, f)
	if s.NextNumber() != 121 {
		t.Errorf("the next number is %d", s.NextNumber())
	}
	for _, test := range []struct{ percent, least, most int }{{0, 5, 6}, {10, 12, 13}, {11, 14, 15}, {100, 120, 120}, {300, 120, 120}, {-5, 5, 6}} {
		got := numbers(s.Sample(test.percent))
		if len(got) < test.least || len(got) > test.most || got[0] != 1 && test.percent < 100 {
			t.Errorf("%d %%: %v", test.percent, got)
		}
		for i := 1; i < len(got); i++ {
			if got[i] <= got[i-1] {
				t.Errorf("%d %%: %v is not in order", test.percent, got)
			}
		}
		if again := numbers(load(t, st, f).Sample(test.percent)); !reflect.DeepEqual(again, got) {
			t.Errorf("%v became %v", got, again)
		}
	}
	if head := numbers(s.Sample(10)); reflect.DeepEqual(head[:8], []int{1, 2, 3, 4, 5, 6, 7, 8}) {
		t.Errorf("the sample %v can be told beforehand", head)
	}
}

// What the second entry finds is told, settled, and remembered after that.
func TestSecondEntry(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	for n := 1; n <= 6; n++ {
		write(t, st, sheet(st, f, n, 4)...)
	}
	s := load(t, st, f)
	if c := s.Checked(100); c != (respond.Check{Paper: 6, Wanted: 6}) || c.ErrorRate().Known() {
		t.Fatalf("before: %+v, %s", c, c.ErrorRate())
	}
	// given one sheet typed alike, one with two other answers
	other := append([]int{}, s.Responses[1].Answers...)
	other[3], other[13] = 2, respond.Blank
	write(t, st, append(f.Second(s.Responses[0], s.Responses[0].Answers, "2026-03-24"), f.Second(s.Responses[1], other, "2026-03-24")...)...)
	s = load(t, st, f)
	if got := f.Differences(s.Responses[1]); !reflect.DeepEqual(got, []int{3, 13}) {
		t.Errorf("they differ at %v", got)
	}
	if f.Differences(s.Responses[0]) != nil || f.Differences(s.Responses[2]) != nil {
		t.Error("a sheet that is alike, or not typed twice, differs")
	}
	want := respond.Check{Paper: 6, Wanted: 6, Done: 2, Different: 1, Answers: 2, Compared: 28, Open: 1}
	if c := s.Checked(100); c != want || c.ErrorRate().Fraction() != "1/14" {
		t.Errorf("%+v, rate %s, want %+v", c, c.ErrorRate(), want)
	}
	// when it is settled
	write(t, st, f.Correct(s.Responses[1], other)...)
	s = load(t, st, f)
	if got := s.Responses[1].Text("answers"); got != "4442444444444-" || f.Differences(s.Responses[1]) != nil {
		t.Errorf("settled as %s", got)
	}
	want.Open = 0
	if c := s.Checked(100); c != want || c.ErrorRate().Fraction() != "1/14" {
		t.Errorf("afterwards %+v, rate %s, want %+v", c, c.ErrorRate(), want)
	}
}

func TestTallyAndGroups(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	for n := 1; n <= 3; n++ {
		write(t, st, sheet(st, f, n, n+2)...)
	}
	write(t, st, f.Add(st.NewID(), respond.Entry{Channel: "counter", Answers: []int{0, 1}, Remark: "Panas.", Contact: "ani@example.org"})...)
	s := load(t, st, f)
	if complete, incomplete := s.Counts(); complete != 3 || incomplete != 1 {
		t.Errorf("%d complete, %d not", complete, incomplete)
	}
	tally := s.Tally()
	if q := tally[0]; q.ID != "F03A01" || !reflect.DeepEqual(q.Counts, []int{0, 0, 0, 1, 1, 1}) || !reflect.DeepEqual(q.All, []int{1, 0, 0, 1, 1, 1}) || q.Blank != 0 || q.Mean.Fraction() != "4" {
		t.Errorf("%+v", q)
	}
	if q := tally[2]; q.Blank != 1 || q.Mean.Fraction() != "4" {
		t.Errorf("%+v", q)
	}
	for name, test := range map[string]struct{ got, want []respond.Group }{
		"channel": {s.ByChannel(), []respond.Group{{Key: "counter", Incomplete: 1}, {Key: "paper", Complete: 3}}},
		"service": {s.ByService(), []respond.Group{{Key: "IMI-01", Complete: 1}, {Key: "IMI-02", Complete: 1}, {Complete: 1, Incomplete: 1}}},
		"month":   {s.ByMonth(), []respond.Group{{Key: "2026-01", Complete: 1}, {Key: "2026-02", Complete: 1}, {Key: "2026-03", Complete: 1}, {Incomplete: 1}}},
	} {
		if !reflect.DeepEqual(test.got, test.want) {
			t.Errorf("by %s: %+v, want %+v", name, test.got, test.want)
		}
	}
	for _, contacts := range []bool{false, true} {
		list, err := s.Remarks(context.Background(), st, contacts)
		if err != nil || len(list) != 1 || list[0].Text != "Panas." || (list[0].Contact != "") != contacts {
			t.Errorf("contacts %v: %+v, %v", contacts, list, err)
		}
	}
}

// The tally, counted one by one, is what the index rests on.
func TestTallyIsWhatTheIndexCounts(t *testing.T) {
	st := device(t, "kbri-singapura")
	f := evaluation(t, st)
	rapid.Check(t, func(rt *rapid.T) {
		s := &respond.Set{Form: f}
		for range rapid.IntRange(0, 20).Draw(rt, "sheets") {
			answers := rapid.SliceOfN(rapid.IntRange(-1, 5), len(f.Questions), len(f.Questions)).Draw(rt, "answers")
			if rapid.Bool().Draw(rt, "whole") {
				for i := range answers {
					answers[i] = max(answers[i], 0)
				}
			}
			s.Responses = append(s.Responses, respond.Response{Answers: f.Decode(f.Encode(answers))})
		}
		scored, tally := s.Scored(), s.Tally()
		complete, incomplete := s.Counts()
		if scored.Counted != complete || scored.Incomplete != incomplete {
			rt.Fatalf("%+v, counts %d and %d", scored, complete, incomplete)
		}
		for q := range tally {
			sum, n, all := 0, 0, 0
			for i, c := range tally[q].Counts {
				sum, n, all = sum+i*c, n+c, all+tally[q].All[i]
			}
			if sum != scored.Sums[q] || n != complete || all+tally[q].Blank != len(s.Responses) {
				rt.Fatalf("question %d: sum %d of %d, scored %d of %d; %+v", q, sum, n, scored.Sums[q], complete, tally[q])
			}
		}
	})
}

func TestEncodeKeepsWhatItIsGiven(t *testing.T) {
	f := survey()
	for _, test := range []struct {
		answers []int
		stored  string
	}{{[]int{1, 4, 2}, "142"}, {[]int{0, 5, respond.Blank}, "---"}, {[]int{3}, "3--"}, {nil, "---"}} {
		if got := f.Encode(test.answers); got != test.stored || f.Complete(test.answers) != !strings.Contains(test.stored, "-") {
			t.Errorf("%v is stored as %q, want %q", test.answers, got, test.stored)
		}
	}
}
