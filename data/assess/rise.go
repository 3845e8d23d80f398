package assess

import (
	"context"
	"fmt"
	"strconv"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/instrument"
	"pinisi/data/rise"
	"pinisi/data/store"
)

// Effort is what raising an indicator by one level takes, 1 to 9; 1 when nobody
// said so.
func (s *Sheet) Effort(indicator string) int {
	if n, ok := s.Answers[indicator].Int("effort"); ok && n >= rise.LeastEffort && n <= rise.MostEffort {
		return int(n)
	}
	return rise.LeastEffort
}

// SetEffort are the edits that set an indicator's effort, on a final evaluation
// too; none when it has it already.
func (s *Sheet) SetEffort(indicator string, effort int) []data.Edit {
	if effort < rise.LeastEffort || effort > rise.MostEffort || effort == s.Effort(indicator) {
		return nil
	}
	return s.Answer(indicator, "effort", data.IntValue(int64(effort)))
}

// Rise is the question how the evaluation reaches a category (by its code) with
// the efforts that are stored; see [rise.Compute].
func (s *Sheet) Rise(target string) rise.Question {
	q := rise.Question{
		Instrument: s.Instrument, Answers: levels(s.Answers), MethodF02: s.Result.MethodF02.ID,
		F03: s.Result.F03, Target: target, Effort: map[string]int{},
	}
	for id := range s.Answers {
		q.Effort[id] = s.Effort(id)
	}
	return q
}

// Above are the categories above that of the evaluation, the nearest first;
// none while it has no category.
func (s *Sheet) Above() []instrument.Category {
	if s.Result.Category == nil {
		return nil
	}
	for i, c := range s.Instrument.Index.Categories {
		if c.Code == s.Result.Category.Code {
			return s.Instrument.Index.Categories[i+1:]
		}
	}
	return nil
}

// Planned is what came of making follow-ups of a set.
type Planned struct {
	Made    []data.ID // in the order of the raises
	Skipped []string  // indicators that have an open follow-up already
}

// FollowUps makes a follow-up of every raise in a set, as one action: the
// finding is the text of the present level, the action names the level to reach.
// A raise whose answer has an open follow-up already is left out. The words are
// in the language lang.
func (s *Sheet) FollowUps(ctx context.Context, st *store.Store, author data.ID, raises []rise.Raise, lang string) (Planned, error) {
	var done Planned
	var edits []data.Edit
	e, w := s.Evaluation, words.New(lang)
	open, err := s.OpenFollowUps(ctx, st)
	if err != nil {
		return Planned{}, err
	}
	for _, r := range raises {
		if _, there := open[r.Indicator]; there {
			done.Skipped = append(done.Skipped, r.Indicator)
			continue
		}
		from := followup.Source{
			Kind: "answer", ID: AnswerID(e.ID, r.Indicator), Part: r.Indicator, Period: e.Text("period"), Unit: e.Text("unit"),
			Finding: LevelText(s.Instrument, r.Indicator, r.From, lang),
		}
		action := w.T("rise.action", map[string]any{
			"Indicator": r.Indicator, "From": strconv.Itoa(r.From), "To": strconv.Itoa(r.To),
			"Text": LevelText(s.Instrument, r.Indicator, r.To, lang),
		})
		id := st.NewID()
		done.Made = append(done.Made, id)
		edits = append(edits, data.Create("followup", id, e.Scope, from.Fields(action))...)
	}
	if len(edits) == 0 {
		return done, nil
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "rise.undo.followups", Edits: edits}); err != nil {
		return Planned{}, fmt.Errorf("make follow-ups of a plan to rise: %w", err)
	}
	return done, nil
}

// OpenFollowUps are the open follow-ups from the evaluation's answers, by
// indicator; of several the first made.
func (s *Sheet) OpenFollowUps(ctx context.Context, st *store.Store) (map[string]data.ID, error) {
	list, err := st.List(ctx, store.Query{
		Kind: "followup", Scope: s.Evaluation.Scope, Where: map[string]data.Value{"source_kind": data.TextValue("answer")},
		Fields: []string{"source", "status"}, Order: "created",
	})
	if err != nil {
		return nil, fmt.Errorf("list the follow-ups from answers: %w", err)
	}
	indicators := map[data.ID]string{}
	for _, ind := range s.Instrument.Indicators() {
		indicators[AnswerID(s.Evaluation.ID, ind.ID)] = ind.ID
	}
	open := map[string]data.ID{}
	for _, r := range list {
		indicator, mine := indicators[r.Ref("source")]
		if _, known := open[indicator]; mine && !known && followup.Open(r) {
			open[indicator] = r.ID
		}
	}
	return open, nil
}

// LevelText is the text of a level of an indicator, "" when it has none.
func LevelText(ins *instrument.Instrument, indicator string, level int, lang string) string {
	ind, ok := ins.Indicator(indicator)
	if !ok {
		return ""
	}
	for _, l := range ind.Levels {
		if l.Value == level {
			return l.Text.In(lang)
		}
	}
	return ""
}
