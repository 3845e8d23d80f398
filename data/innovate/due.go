package innovate

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/workday"
)

// Closing is a draft whose entries close soon.
type Closing struct {
	Proposal data.Record
	On       string // the closing date
	Days     int    // until then, 0 today; negative: it has passed
}

// Due are the drafts whose entries close within the days that the rules name,
// or closed within as many days before today (2026-03-24), the earliest first.
// Drafts without a closing date are not among them. scope "" is all.
func Due(ctx context.Context, st *store.Store, scope, today string) ([]Closing, error) {
	drafts, err := st.List(ctx, store.Query{Kind: "proposal", Scope: scope, Where: map[string]data.Value{"status": data.TextValue(data.ProposalDraft)}})
	if err != nil {
		return nil, fmt.Errorf("list the draft proposals: %w", err)
	}
	if len(drafts) == 0 {
		return nil, nil
	}
	r, err := ReadRules(ctx, st)
	if err != nil {
		return nil, err
	}
	var all []Closing
	for _, p := range drafts {
		on := p.Text("closes_on")
		if on == "" {
			if y, exact := r.Of(p.Text("year")); exact {
				on = y.ClosesOn
			}
		}
		if days, ok := workday.CalendarDays(today, on); ok && days <= r.WarnDays && days >= -r.WarnDays {
			all = append(all, Closing{p, on, days})
		}
	}
	slices.SortStableFunc(all, func(a, b Closing) int { return cmp.Compare(a.On, b.On) })
	return all, nil
}
