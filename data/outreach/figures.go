package outreach

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// Statuses of an activity.
const (
	Planned   = "planned"
	Held      = "held"
	Cancelled = "cancelled"
)

// Channels are the channels of activities, in the order of the kind.
func Channels() []string {
	f, _ := data.Outreach.Field("channel")
	return f.Choices
}

// Figures are the activities of a period.
type Figures struct {
	Period                   string
	Activities               []data.Record // all, by date
	Held, Planned, Cancelled int
	ByChannel                []Channel // those with activities that were held, in the order of the kind; without a channel last
	Told                     int       // held activities that told of a complaint channel
}

// Channel is what was held through one channel.
type Channel struct {
	ID         string // "" when none was noted
	Activities int
	// Reach is the sum of what was counted. It counts contacts: who came twice
	// is in it twice.
	Reach   int64
	Counted int // activities whose reach is known
	Unsaid  int // of those, the ones that do not say how it was counted
	Told    int
}

// Of are the figures of a mission's period: a year (2026) or a half (2026-S1);
// scope "" is every mission. An activity belongs to the period in which it
// began; one without a date belongs to none.
func Of(ctx context.Context, st *store.Store, scope, period string) (Figures, error) {
	f := Figures{Period: period}
	by := map[string]*Channel{}
	err := st.Each(ctx, store.Query{Kind: "outreach", Scope: scope, Order: "held_on"}, func(r data.Record) error {
		if !In(r, period) {
			return nil
		}
		f.Activities = append(f.Activities, r)
		switch r.Text("status") {
		case Held:
			f.Held++
		case Cancelled:
			f.Cancelled++
			return nil
		default:
			f.Planned++
			return nil
		}
		id := r.Text("channel")
		c := by[id]
		if c == nil {
			c = &Channel{ID: id}
			by[id] = c
		}
		c.Activities++
		if n, ok := r.Int("reach"); ok {
			c.Reach += n
			c.Counted++
			if strings.TrimSpace(r.Text("reach_how")) == "" {
				c.Unsaid++
			}
		}
		if Told(r) {
			c.Told++
			f.Told++
		}
		return nil
	})
	if err != nil {
		return f, fmt.Errorf("read the outreach of %s: %w", period, err)
	}
	for _, id := range append(slices.Clone(Channels()), "") {
		if c := by[id]; c != nil {
			f.ByChannel = append(f.ByChannel, *c)
		}
	}
	return f, nil
}

// Told reports whether an activity told of a way to complain.
func Told(r data.Record) bool {
	return len(r.List("complaint_channels")) > 0 || strings.TrimSpace(r.Text("complaint_link")) != ""
}

// In reports whether an activity began in a period, 2026 or 2026-S1.
func In(r data.Record, period string) bool {
	on := r.Text("held_on")
	if len(on) < 7 || len(period) < 4 || on[:4] != period[:4] {
		return false
	}
	switch _, half, halved := strings.Cut(period, "-"); {
	case !halved:
		return true
	case half == "S1":
		return on[5:7] <= "06"
	case half == "S2":
		return on[5:7] > "06"
	}
	return false
}

// Periods are the years in which there are activities, the newest first.
func Periods(ctx context.Context, st *store.Store, scope string) ([]string, error) {
	var all []string
	err := st.Each(ctx, store.Query{Kind: "outreach", Scope: scope, Fields: []string{"held_on"}}, func(r data.Record) error {
		if on := r.Text("held_on"); len(on) >= 4 && !slices.Contains(all, on[:4]) {
			all = append(all, on[:4])
		}
		return nil
	})
	slices.Sort(all)
	slices.Reverse(all)
	return all, err
}
