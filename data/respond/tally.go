package respond

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/store"
)

// QuestionTally (rekapitulasi butir) is how one question was answered.
type QuestionTally struct {
	Question
	Counts []int             // by level from the form's Min, of the complete sheets: what Mean rests on
	All    []int             // the same of every sheet, incomplete ones too
	Blank  int               // sheets, incomplete ones all, that left it open
	Mean   instrument.Number // exact; not known without a complete sheet
}

// Tally counts the answers to each question, in the order of the form. Only
// complete sheets make the mean, as in the index.
func (s *Set) Tally() []QuestionTally {
	tally := make([]QuestionTally, len(s.Questions))
	steps := s.Max - s.Min + 1
	for q := range tally {
		tally[q] = QuestionTally{Question: s.Questions[q], Counts: make([]int, steps), All: make([]int, steps)}
	}
	for _, r := range s.Responses {
		complete := s.Complete(r.Answers)
		for q := range tally {
			level := at(r.Answers, q)
			if level < s.Min || level > s.Max {
				tally[q].Blank++
				continue
			}
			tally[q].All[level-s.Min]++
			if complete {
				tally[q].Counts[level-s.Min]++
			}
		}
	}
	for q := range tally {
		sum, n := 0, 0
		for i, count := range tally[q].Counts {
			sum, n = sum+(s.Min+i)*count, n+count
		}
		if n > 0 {
			tally[q].Mean = instrument.Exactly(big.NewRat(int64(sum), int64(n)))
		}
	}
	return tally
}

// Counts is how many sheets are complete, and so counted, and how many are not.
func (s *Set) Counts() (complete, incomplete int) {
	for _, r := range s.Responses {
		if s.Complete(r.Answers) {
			complete++
		} else {
			incomplete++
		}
	}
	return complete, incomplete
}

// CountComplete is how many sheets of a form are complete, and so counted. It
// reads no more of them than that needs.
func CountComplete(ctx context.Context, st *store.Store, f Form) (int, error) {
	list, err := st.List(ctx, store.Query{Kind: f.Kind, Parent: f.Of.ID, Fields: []string{"answers"}})
	if err != nil {
		return 0, fmt.Errorf("count the complete sheets of %s %s: %w", f.Of.Kind, f.Of.ID, err)
	}
	n := 0
	for _, r := range list {
		if f.Complete(f.Decode(r.Text("answers"))) {
			n++
		}
	}
	return n, nil
}

// Group is the sheets that have something in common.
type Group struct {
	Key                  string // blank: not known
	Complete, Incomplete int
}

// ByChannel are the sheets by the way they came in, in the order of data.Channels.
func (s *Set) ByChannel() []Group {
	groups := s.by(func(r Response) string { return r.Text("channel") })
	slices.SortStableFunc(groups, func(a, b Group) int { return rank(a.Key) - rank(b.Key) })
	return groups
}

func rank(channel string) int {
	if i := slices.Index(data.Channels, channel); i >= 0 {
		return i
	}
	return len(data.Channels)
}

// ByService are the sheets by the code of the service, those without one last.
func (s *Set) ByService() []Group {
	return s.by(func(r Response) string { return r.Text("service") })
}

// ByMonth are the sheets by month ("2026-03"), those without a date last.
func (s *Set) ByMonth() []Group {
	return s.by(func(r Response) string {
		if on := r.Text("taken_on"); len(on) >= 7 {
			return on[:7]
		}
		return ""
	})
}

func (s *Set) by(key func(Response) string) []Group {
	var groups []Group
	index := map[string]int{}
	for _, r := range s.Responses {
		k := key(r)
		i, ok := index[k]
		if !ok {
			i = len(groups)
			index[k], groups = i, append(groups, Group{Key: k})
		}
		if s.Complete(r.Answers) {
			groups[i].Complete++
		} else {
			groups[i].Incomplete++
		}
	}
	slices.SortFunc(groups, func(a, b Group) int {
		if (a.Key == "") != (b.Key == "") {
			return len(b.Key) - len(a.Key)
		}
		return strings.Compare(a.Key, b.Key)
	})
	return groups
}
