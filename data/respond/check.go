package respond

import (
	"cmp"
	"crypto/sha256"
	"math/big"
	"slices"

	"pinisi/data"
	"pinisi/data/instrument"
)

// Paper is the channel of sheets that were typed in; their entry is checked.
const Paper = "paper"

// SamplePercent is the share of the paper sheets that is typed a second time
// unless someone asks for another; fewer than leastSample only if there are no more.
const (
	SamplePercent = 10
	leastSample   = 5
)

// NextNumber is the number of the next sheet: one more than the greatest.
func (s *Set) NextNumber() int {
	next := int64(1)
	for _, r := range s.Responses {
		if n, ok := r.Int("number"); ok && n >= next {
			next = n + 1
		}
	}
	return int(next)
}

// Checked reports whether the sheet was typed a second time.
func (r Response) Checked() bool { return r.Text("second") != "" }

// Sample are the paper sheets to be typed a second time (uji petik entri), in
// the order of their numbers: at least that percentage and at least five, or
// all if there are fewer. Whoever types cannot tell beforehand which, since the
// choice follows from the hashes of their ids, but it is the same on every
// computer and every time. Sheets that were checked stay in it.
func (s *Set) Sample(percent int) []Response {
	type ranked struct {
		Response
		hash [sha256.Size]byte
	}
	var paper []ranked
	for _, r := range s.Responses {
		if r.Text("channel") == Paper {
			paper = append(paper, ranked{r, sha256.Sum256(append(s.Of.ID[:], r.ID[:]...))})
		}
	}
	slices.SortFunc(paper, func(a, b ranked) int { return slices.Compare(a.hash[:], b.hash[:]) })
	percent = min(max(percent, 0), 100)
	wanted := max((len(paper)*percent+99)/100, min(len(paper), leastSample))
	var chosen []Response
	for i, r := range paper {
		if i < wanted || r.Checked() {
			chosen = append(chosen, r.Response)
		}
	}
	slices.SortFunc(chosen, func(a, b Response) int {
		x, _ := a.Int("number")
		y, _ := b.Int("number")
		return cmp.Or(cmp.Compare(x, y), slices.Compare(a.ID[:], b.ID[:]))
	})
	return chosen
}

// Second are the edits that keep the answers of a sheet as they were typed the
// second time, on that date. How many differed is kept too, so that the error
// rate stays known after the correction.
func (f Form) Second(r Response, answers []int, on string) []data.Edit {
	second := f.Encode(answers)
	differed := len(f.differ(r.Answers, f.Decode(second)))
	if before, ok := r.Int("differed"); ok && r.Checked() {
		differed = max(differed, int(before)) // typed a third time: what was found stays found
	}
	return []data.Edit{
		r.Set("second", data.TextValue(second)),
		r.Set("checked_on", data.TextValue(on)),
		r.Set("differed", data.IntValue(int64(differed))),
	}
}

// Differences are the questions, by index, whose second answer is another than
// the first; none for a sheet that was not typed twice.
func (f Form) Differences(r Response) []int {
	if !r.Checked() {
		return nil
	}
	return f.differ(r.Answers, f.Decode(r.Text("second")))
}

func (f Form) differ(first, second []int) []int {
	var all []int
	for i := range f.Questions {
		if at(first, i) != at(second, i) {
			all = append(all, i)
		}
	}
	return all
}

func at(answers []int, i int) int {
	if i < len(answers) {
		return answers[i]
	}
	return Blank
}

// Correct are the edits that settle a sheet: both entries are as the paper says.
func (f Form) Correct(r Response, answers []int) []data.Edit {
	right := data.TextValue(f.Encode(answers))
	return []data.Edit{r.Set("answers", right), r.Set("second", right)}
}

// Check is how the check of typed sheets stands.
type Check struct {
	Paper     int // sheets
	Wanted    int // of them in the sample
	Done      int // typed twice
	Different int // of those: with answers that differed, corrected since or not
	Answers   int // answers that differed
	Compared  int // answers that were typed twice
	Open      int // sheets that still differ
}

// Checked says how the check of a sample of that percentage stands.
func (s *Set) Checked(percent int) Check {
	var c Check
	for _, r := range s.Responses {
		if r.Text("channel") == Paper {
			c.Paper++
		}
	}
	for _, r := range s.Sample(percent) {
		c.Wanted++
		if !r.Checked() {
			continue
		}
		c.Done++
		c.Compared += len(s.Questions)
		now := len(s.Differences(r))
		if now > 0 {
			c.Open++
		}
		found, _ := r.Int("differed")
		if n := max(int(found), now); n > 0 {
			c.Different++
			c.Answers += n
		}
	}
	return c
}

// ErrorRate is the share of the answers typed twice that differed, from 0 to 1;
// not known before any was.
func (c Check) ErrorRate() instrument.Number {
	if c.Compared == 0 {
		return instrument.Number{}
	}
	return instrument.Exactly(big.NewRat(int64(c.Answers), int64(c.Compared)))
}
