package assess_test

import (
	"context"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/respond"
	"pinisi/data/store"
)

// BenchmarkResult5000 opens the whole result of an evaluation with 5,000
// respondents, as the page does. The goal is 200 ms.
func BenchmarkResult5000(b *testing.B) {
	ctx := context.Background()
	st, err := store.Open(ctx, b.TempDir(), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		b.Fatal(err)
	}
	id, err := assess.Begin(ctx, st, data.NilID, consular)
	if err != nil {
		b.Fatal(err)
	}
	sheet, err := assess.Load(ctx, st, id)
	if err != nil {
		b.Fatal(err)
	}
	var edits []data.Edit
	for i, indicator := range sheet.Instrument.Indicators() {
		edits = append(edits, data.Create("answer", assess.AnswerID(id, indicator.ID), sheet.Evaluation.Scope, map[string]data.Value{
			"evaluation": data.RefValue(id), "indicator": data.TextValue(indicator.ID), "score": data.IntValue(int64(i % 6)),
		})...)
	}
	for i := range 5000 {
		e := respond.Entry{Number: i + 1, Channel: "paper", Language: "id", TakenOn: "2026-03-24", Service: "IMI-01", Remark: "Ruang tunggu panas."}
		for q := range sheet.Instrument.F03.Questions {
			e.Answers = append(e.Answers, (i+q)%6)
		}
		edits = append(edits, sheet.Responses.Add(st.NewID(), e)...)
	}
	if _, err := st.Write(ctx, data.Action{Label: "test", Edits: edits}); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		s, err := assess.Load(ctx, st, id)
		if err != nil {
			b.Fatal(err)
		}
		if s.Result.Respondents != 5000 || s.Result.Category == nil {
			b.Fatalf("%d respondents, category %v", s.Result.Respondents, s.Result.Category)
		}
	}
}
