package outreach

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Months around an activity of which complaints are shown.
const (
	monthsBefore = 3
	monthsAfter  = 6
)

// Month is the complaints that came in within one month.
type Month struct {
	Month string // 2026-03
	All   int
	Named int  // of those, through the channels that the activity told of
	Here  bool // the activity was held in it
	Open  bool // the month is not over yet
}

// Complaints counts the complaints of the mission (aduan) by month, from three
// months before an activity to six after it, no later than today. It counts
// what was received and says nothing about why. None for an activity without a
// date or one that lies ahead.
func Complaints(ctx context.Context, st *store.Store, activity data.Record, today string) ([]Month, error) {
	on, err := time.Parse(time.DateOnly, activity.Text("held_on"))
	if err != nil || activity.Text("held_on") > today {
		return nil, nil
	}
	first := time.Date(on.Year(), on.Month(), 1, 0, 0, 0, 0, time.UTC)
	var all []Month
	for i := -monthsBefore; i <= monthsAfter; i++ {
		if m := first.AddDate(0, i, 0).Format("2006-01"); m <= today[:7] {
			all = append(all, Month{Month: m, Here: i == 0, Open: m == today[:7]})
		}
	}
	told := activity.List("complaint_channels")
	err = st.Each(ctx, store.Query{Kind: "complaint", Scope: activity.Scope, Fields: []string{"received_on", "channel"}}, func(r data.Record) error {
		received := r.Text("received_on")
		if len(received) < 7 {
			return nil
		}
		if i := slices.IndexFunc(all, func(m Month) bool { return m.Month == received[:7] }); i >= 0 {
			all[i].All++
			if slices.Contains(told, r.Text("channel")) {
				all[i].Named++
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count the complaints around an activity: %w", err)
	}
	return all, nil
}
