package standards

import (
	"cmp"
	"context"
	"slices"
	"time"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/workday"
)

// Reasons why a service's standard wants work.
const (
	Absent     = "absent"     // the service has no standard at all
	Incomplete = "incomplete" // the version in force, or its only draft, lacks components
	ReviewDue  = "review"     // the review is due, soon or late
	MonitorDue = "monitor"    // the monitoring is late
	Unpublic   = "unpublished"
	DraftOpen  = "draft" // a new version is being written
	Unsettled  = "conflict"
)

// Matter is one thing to do about the standard of a service.
type Matter struct {
	Reason  string
	Service string // its code
	Name    assets.Text
	// Standard is the version that it is about; data.NilID for Absent.
	Standard data.ID
	On       string // when it is due (2026-03-24); blank for what has no date
	Days     int    // until then; negative when it is late
	N        int    // Incomplete: how many components are missing
}

// Late reports whether its day is over.
func (m Matter) Late() bool { return m.On != "" && m.Days < 0 }

// Due is what the standards of a mission want on its own date today: what has a
// day first, the earliest first, then what lacks. Drafts are not in it unless
// nothing else is in force.
func Due(ctx context.Context, st *store.Store, scope, today string) ([]Matter, error) {
	c, err := Load(ctx, st, scope)
	if err != nil {
		return nil, err
	}
	var all []Matter
	for _, s := range c.Services {
		if s.Offered && (c.Listed || len(s.Versions) > 0) {
			all = append(all, s.Due(c.Rules, today)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Matter) int {
		if (a.On == "") != (b.On == "") {
			return cmp.Compare(b.On, a.On) // dated ones first
		}
		return cmp.Compare(a.On, b.On)
	})
	return all, nil
}

// Due is what this service's standard wants on a day.
func (s *Service) Due(r Rules, today string) []Matter {
	m := Matter{Service: s.Code, Name: s.Name}
	now := s.Current()
	if now.ID == data.NilID {
		if now = s.Work(); now.ID == data.NilID {
			m.Reason = Absent
			return []Matter{m}
		}
	}
	var all []Matter
	m.Standard = now.ID
	add := func(reason, on string, n int) {
		m.Reason, m.On, m.N = reason, on, n
		m.Days, _ = workday.CalendarDays(today, on)
		all = append(all, m)
	}
	if !Open(now) {
		if on := s.NextReview(r); on != "" && on <= later(today, 0, r.SoonDays) {
			add(ReviewDue, on, 0)
		}
		if on := s.NextMonitoring(r); on != "" && on < today {
			add(MonitorDue, on, 0)
		}
		if now.Text("status") == data.StandardDecreed {
			add(Unpublic, "", 0)
		}
	} else {
		add(DraftOpen, "", 0)
	}
	if n := len(Missing(now)); n > 0 {
		add(Incomplete, "", n)
	}
	if len(now.Conflicts) > 0 {
		add(Unsettled, "", len(now.Conflicts))
	}
	return all
}

// Interval is how many months lie between reviews of the standard in force, and
// whether the standard says so itself: else it is by the rules.
func (s *Service) Interval(r Rules) (months int, own bool) {
	now := s.Current()
	if n, ok := now.Int("review_months"); ok && n > 0 {
		return int(n), true
	}
	return r.ReviewMonths, false
}

// NextReview is the day on which the standard in force is due for review: its
// interval after the latest review or, if that came later, after it was decreed.
// Blank when there is no day to count from.
func (s *Service) NextReview(r Rules) string {
	now := s.Current()
	months, _ := s.Interval(r)
	return later(max(s.Reviewed, now.Text("decreed_on"), now.Text("effective_on")), months, 0)
}

// NextMonitoring is the day by which the standard in force should be monitored again.
func (s *Service) NextMonitoring(r Rules) string {
	now := s.Current()
	return later(max(s.Monitored, s.Reviewed, now.Text("decreed_on")), r.MonitorMonths, 0)
}

// later is a day some months and days on; the last of a month stays in the month.
func later(day string, months, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1+days).Format(time.DateOnly)
}
