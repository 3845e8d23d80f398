package innovate

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/store"
)

// Submit locks a draft as handed in on a day. Sections without text and words
// over a limit do not stand in the way: the limits may be ours; who submits is
// asked before. It fails with innovation.wrong_status, and with
// innovation.nothing_written for a proposal without a word.
func Submit(ctx context.Context, st *store.Store, author, id data.ID, day string) error {
	s, err := Load(ctx, st, id, day)
	if err != nil {
		return err
	}
	if Submitted(s.Proposal) {
		return wrongStatus(s.Proposal)
	}
	if s.Words() == 0 {
		return data.Fail("innovation.nothing_written", nil, "Title", s.Proposal.Text("title"))
	}
	edits := []data.Edit{s.Proposal.Set("submitted_on", data.TextValue(day)), s.Proposal.Set("status", data.TextValue(data.ProposalSubmitted))}
	return write(ctx, st, author, "innovation.undo.submit", edits)
}

// Reopen makes a submitted proposal a draft again, when it was submitted by
// mistake; what came of it stays. It fails with innovation.wrong_status.
func Reopen(ctx context.Context, st *store.Store, author, id data.ID) error {
	p, err := st.Get(ctx, "proposal", id)
	if err != nil {
		return fmt.Errorf("read proposal %s: %w", id, err)
	}
	if p.Text("status") != data.ProposalSubmitted {
		return wrongStatus(p)
	}
	return write(ctx, st, author, "innovation.undo.reopen", []data.Edit{
		p.Set("status", data.TextValue(data.ProposalDraft)), p.Set("submitted_on", data.Value{})})
}

// Decided notes what came of a submitted proposal on a day: passed, awarded or
// rejected, with the award or the reason. Of one that had passed, too. It fails
// with innovation.wrong_status.
func Decided(ctx context.Context, st *store.Store, author, id data.ID, status, result, day string) error {
	p, err := st.Get(ctx, "proposal", id)
	if err != nil {
		return fmt.Errorf("read proposal %s: %w", id, err)
	}
	if !Submitted(p) {
		return wrongStatus(p)
	}
	switch status {
	case data.ProposalPassed, data.ProposalAwarded, data.ProposalRejected:
	default:
		return data.Fail(data.ErrBadValue.Code, nil, "Kind", "proposal", "Field", "status", "Value", status, "Why", "choice")
	}
	edits := []data.Edit{p.Set("status", data.TextValue(status)), p.Set("result_on", data.TextValue(day))}
	if result != "" {
		edits = append(edits, p.Set("result", data.TextValue(result)))
	}
	return write(ctx, st, author, "innovation.undo.decide", edits)
}

// Renew takes a draft to the rules that hold now. It fails with
// innovation.wrong_status for one that was submitted.
func Renew(ctx context.Context, st *store.Store, author, id data.ID) error {
	p, err := st.Get(ctx, "proposal", id)
	if err != nil {
		return fmt.Errorf("read proposal %s: %w", id, err)
	}
	if Submitted(p) {
		return wrongStatus(p)
	}
	now, err := ReadRules(ctx, st)
	if err != nil {
		return err
	}
	return write(ctx, st, author, "innovation.undo.renew", []data.Edit{p.Set("rules_version", data.TextValue(now.Version))})
}

func wrongStatus(p data.Record) error {
	return data.Fail("innovation.wrong_status", nil, "Title", p.Text("title"), "Status", p.Text("status"))
}

func write(ctx context.Context, st *store.Store, author data.ID, label string, edits []data.Edit) error {
	if _, err := st.Write(ctx, data.Action{Author: author, Label: label, Edits: edits}); err != nil {
		return fmt.Errorf("take a proposal on: %w", err)
	}
	return nil
}
