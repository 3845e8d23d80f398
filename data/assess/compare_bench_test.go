package assess_test

import (
	"context"
	"fmt"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/respond"
	"pinisi/data/store"
)

// BenchmarkCompare measures an evaluation of 5,000 respondents beside five
// earlier periods of 5,000 each: loading it, and comparing it when every period
// is new to the program and when it is remembered. The window shows the result
// after "load" and never waits for the comparison.
func BenchmarkCompare(b *testing.B) {
	ctx := context.Background()
	st, err := store.Open(ctx, b.TempDir(), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	who := st.NewID()
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		b.Fatal(err)
	}
	var id data.ID
	for _, period := range []string{"2021", "2022", "2023", "2024", "2025", "2026"} {
		if id, err = assess.Begin(ctx, st, who, in(period, "Seksi Konsuler", "luring")); err != nil {
			b.Fatal(err)
		}
		s, err := assess.Load(ctx, st, id)
		if err != nil {
			b.Fatal(err)
		}
		var edits []data.Edit
		for i, ind := range s.Instrument.Indicators() {
			edits = append(edits, s.Choose(ind.ID, i%6)...)
		}
		answers := make([]int, len(s.Responses.Questions))
		for n := range 5000 {
			for q := range answers {
				answers[q] = (n + q) % 6
			}
			edits = append(edits, s.Responses.Add(st.NewID(), respond.Entry{Answers: answers, Number: n + 1})...)
		}
		if _, err := st.Write(ctx, data.Action{Author: who, Label: "t", Edits: edits}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("load", func(b *testing.B) {
		for range b.N {
			if _, err := assess.Load(ctx, st, id); err != nil {
				b.Fatal(err)
			}
		}
	})
	sheet, err := assess.Load(ctx, st, id)
	if err != nil {
		b.Fatal(err)
	}
	for _, remembered := range []bool{false, true} {
		b.Run(fmt.Sprintf("remembered=%v", remembered), func(b *testing.B) {
			for range b.N {
				if !remembered {
					assess.Forget()
				}
				c, err := assess.Compare(ctx, st, sheet)
				if err != nil || len(c.Earlier) != 5 {
					b.Fatal(len(c.Earlier), err)
				}
			}
		})
	}
}
