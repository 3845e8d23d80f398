package outreach

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/store"
)

// Due are the activities that are still planned though their day has passed, or
// is today (2026-03-24): somebody is to say whether they were held. The earliest
// first; scope "" is all.
func Due(ctx context.Context, st *store.Store, scope, today string) ([]data.Record, error) {
	var all []data.Record
	err := st.Each(ctx, store.Query{Kind: "outreach", Scope: scope, Order: "held_on"}, func(r data.Record) error {
		status := r.Text("status")
		last := max(r.Text("held_on"), r.Text("until_on"))
		if (status == Planned || status == "") && last != "" && last <= today {
			all = append(all, r)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the planned outreach: %w", err)
	}
	return all, nil
}
