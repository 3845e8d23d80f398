package assess

import (
	"context"
	"fmt"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Locked reports whether an evaluation takes no answers now: it is final or accepted.
func Locked(evaluation data.Record) bool {
	s := evaluation.Text("status")
	return s == data.EvaluationFinal || s == data.EvaluationAccepted
}

// Finalise locks a complete evaluation at the moment now. It fails with
// evaluation.incomplete (Count, First: the first indicator without a level),
// evaluation.conflicted (Count) or evaluation.wrong_status.
func Finalise(ctx context.Context, st *store.Store, author, id data.ID, now time.Time) error {
	sheet, err := Load(ctx, st, id)
	if err != nil {
		return err
	}
	e := sheet.Evaluation
	if Locked(e) {
		return wrongStatus(e)
	}
	if missing := sheet.Missing(); len(missing) > 0 {
		return data.Fail("evaluation.incomplete", nil, "Count", len(missing), "First", missing[0])
	}
	if n := sheet.Conflicts(); n > 0 {
		return data.Fail("evaluation.conflicted", nil, "Count", n)
	}
	return setStatus(ctx, st, author, e, data.EvaluationFinal, "", "evaluation.undo.finalise", now)
}

// Reopen makes a final evaluation a draft again. It fails with
// evaluation.reason_missing, or with evaluation.wrong_status for an accepted
// one, which only headquarters can return.
func Reopen(ctx context.Context, st *store.Store, author, id data.ID, reason string, now time.Time) error {
	return move(ctx, st, author, id, reason, now, data.EvaluationDraft, "evaluation.undo.reopen", data.EvaluationFinal)
}

// Return sends a final or accepted evaluation back to its mission. Only
// headquarters does (evaluation.headquarters_only), with a reason.
func Return(ctx context.Context, st *store.Store, author, id data.ID, reason string, now time.Time) error {
	if err := headquarters(st); err != nil {
		return err
	}
	return move(ctx, st, author, id, reason, now, data.EvaluationReturned, "evaluation.undo.return", data.EvaluationFinal, data.EvaluationAccepted)
}

// Accept accepts a final evaluation. Only headquarters does, with a reason.
func Accept(ctx context.Context, st *store.Store, author, id data.ID, reason string, now time.Time) error {
	if err := headquarters(st); err != nil {
		return err
	}
	return move(ctx, st, author, id, reason, now, data.EvaluationAccepted, "evaluation.undo.accept", data.EvaluationFinal)
}

func headquarters(st *store.Store) error {
	if st.Profile().Scope != store.Headquarters {
		return data.Fail("evaluation.headquarters_only", nil)
	}
	return nil
}

func move(ctx context.Context, st *store.Store, author, id data.ID, reason string, now time.Time, to, label string, from ...string) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return data.Fail("evaluation.reason_missing", nil)
	}
	e, err := st.Get(ctx, "evaluation", id)
	if err != nil {
		return fmt.Errorf("read evaluation %s: %w", id, err)
	}
	for _, s := range from {
		if e.Text("status") == s {
			return setStatus(ctx, st, author, e, to, reason, label, now)
		}
	}
	return wrongStatus(e)
}

func wrongStatus(e data.Record) error {
	return data.Fail("evaluation.wrong_status", nil, "Status", e.Text("status"), "Unit", e.Text("unit"), "Period", e.Text("period"))
}

func setStatus(ctx context.Context, st *store.Store, author data.ID, e data.Record, to, reason, label string, now time.Time) error {
	_, err := st.Write(ctx, data.Action{Author: author, Label: label, Edits: e.Move(to, reason, now)})
	if err != nil {
		return fmt.Errorf("make evaluation %s %s: %w", e.ID, to, err)
	}
	return nil
}
