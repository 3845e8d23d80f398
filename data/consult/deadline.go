package consult

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/rules"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/workday"
)

// RulesCode names the deadlines of consultations among the rules that are data
// (assets/rules/consultation.json).
const RulesCode = "consultation"

// Rules are the deadlines of a consultation. Days count from its last day.
type Rules struct {
	Sign struct {
		OnsiteDays int `json:"onsite_working_days"` // luring and hibrida; 0: on the day itself
		OnlineDays int `json:"online_working_days"` // daring
	} `json:"sign"`
	ReportDays  int   `json:"report_days"`  // calendar days, to the report (laporan FKP)
	PublishDays int   `json:"publish_days"` // calendar days, to the publication
	CheckMonths []int `json:"check_months"` // months to each check of the follow-ups
	Yearly      bool  `json:"yearly"`       // one public consultation in each calendar year
}

func init() { rules.Declare(RulesCode, Rules.check) }

func (r Rules) check() error {
	for name, n := range map[string]int{
		"sign.onsite_working_days": r.Sign.OnsiteDays, "sign.online_working_days": r.Sign.OnlineDays,
		"report_days": r.ReportDays, "publish_days": r.PublishDays,
	} {
		if n < 0 || n > 366 {
			return fmt.Errorf("%s is %d, want 0 to 366", name, n)
		}
	}
	for i, m := range r.CheckMonths {
		if m < 1 || m > 60 || i > 0 && m <= r.CheckMonths[i-1] {
			return fmt.Errorf("check_months are %v, want growing numbers from 1 to 60", r.CheckMonths)
		}
	}
	return nil
}

// The steps that have a deadline.
const (
	StepSign    = "sign"
	StepReport  = "report"
	StepPublish = "publish"
	StepCheck   = "check"
	StepYearly  = "yearly"
)

// soonDays is from how many working days before its date a step is said to be soon.
const soonDays = 5

// Deadline is one step of a consultation with the day by which it is to be
// done. Days are dates at the mission.
type Deadline struct {
	Consultation data.Record // the zero record for StepYearly
	Scope        string
	Step         string // one of the Step constants
	Months       int    // of StepCheck: how many months after the consultation
	By           string // the day, moved to the next working day
	Done         string // the day on which it was done; blank: not yet
	Left         int    // working days from today to By; negative when it has passed
	Tab          string // where it is done
}

// Late reports whether it is not done and its day has passed.
func (d Deadline) Late() bool { return d.Done == "" && d.Left < 0 }

// Soon reports whether it is not done and due within five working days.
func (d Deadline) Soon() bool { return d.Done == "" && d.Left >= 0 && d.Left <= soonDays }

// DoneLate reports whether it was done after its day.
func (d Deadline) DoneLate() bool { return d.Done > d.By }

// Key is the translation key of what is to be done.
func (d Deadline) Key() string { return "consultation.due." + d.Step }

// Agenda is what is due of the consultations of a mission, or of all.
type Agenda struct {
	// Rules say where the deadlines come from; Rules.Ours: nobody but this
	// program proposes them, and who shows them says so.
	Rules rules.Info
	Items []Deadline // not done; the earliest day first
}

// Due is what is not done yet of every consultation that has taken place, and
// the yearly consultation when none was held in this year. scope "" is every
// mission, without the yearly one.
func Due(ctx context.Context, st *store.Store, scope string, now time.Time) (Agenda, error) {
	var a Agenda
	r, info, err := ReadRules(ctx, st)
	if err != nil {
		return a, err
	}
	a.Rules = info
	all, err := st.List(ctx, store.Query{Kind: "consultation", Scope: scope, Fields: []string{
		"title", "form", "internal", "mode", "status", "starts_at", "ends_at", "zone", "signed_on",
		"reported_on", "published_on", "checked_on",
	}})
	if err != nil {
		return a, fmt.Errorf("list the consultations of %q: %w", scope, err)
	}
	calendars := map[string]workday.Calendar{}
	calendar := func(scope string) (workday.Calendar, error) {
		c, ok := calendars[scope]
		if !ok {
			if c, err = workday.Load(ctx, st, scope); err != nil {
				return c, err
			}
			calendars[scope] = c
		}
		return c, nil
	}
	held := false
	year := setup.Today(now, scope)[:4]
	for _, c := range all {
		last, err := lastDay(ctx, st, c)
		if err != nil {
			return a, err
		}
		if !c.Bool("internal") && len(last) > 4 && last[:4] == year {
			held = true // or planned for this year
		}
		if c.Text("status") == data.ConsultationDone || last == "" || c.Bool("internal") {
			continue
		}
		cal, err := calendar(c.Scope)
		if err != nil {
			return a, err
		}
		for _, d := range deadlines(c, last, r, cal, setup.Today(now, c.Scope)) {
			if d.Done == "" {
				a.Items = append(a.Items, d)
			}
		}
	}
	if scope != "" && r.Yearly && !held {
		cal, err := calendar(scope)
		if err != nil {
			return a, err
		}
		d := Deadline{Scope: scope, Step: StepYearly, By: year + "-12-31", Tab: TabPlan}
		d.Left, _ = cal.Between(setup.Today(now, scope), d.By)
		a.Items = append(a.Items, d)
	}
	slices.SortStableFunc(a.Items, func(x, y Deadline) int { return cmp.Compare(x.By, y.By) })
	return a, nil
}

// ReadRules reads the deadlines that hold now, and whose they are.
func ReadRules(ctx context.Context, st *store.Store) (Rules, rules.Info, error) {
	var r Rules
	info, err := rules.Read(ctx, st, RulesCode, &r)
	return r, info, err
}

// Deadlines are the steps of one consultation in the order of their days, done
// or not, on the calendar of its mission; none before it has taken place, and
// none for a meeting of offices only.
func (m *Meeting) Deadlines(r Rules, cal workday.Calendar, now time.Time) []Deadline {
	last := dayIn(m.Consultation, m.Sessions)
	if last == "" || m.Consultation.Bool("internal") {
		return nil
	}
	return deadlines(m.Consultation, last, r, cal, setup.Today(now, m.Consultation.Scope))
}

// deadlines are the steps of a consultation whose last day is known; none while
// that day lies ahead.
func deadlines(c data.Record, last string, r Rules, cal workday.Calendar, today string) []Deadline {
	if last > today {
		return nil
	}
	day, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return nil
	}
	workingDay := func(t time.Time) string {
		if cal.Works(t) {
			return t.Format(time.DateOnly)
		}
		if next := cal.Add(t.Format(time.DateOnly), 1); next != "" {
			return next
		}
		return t.Format(time.DateOnly)
	}
	var all []Deadline
	add := func(step, by, done, tab string, months int) {
		d := Deadline{Consultation: c, Scope: c.Scope, Step: step, Months: months, By: by, Done: done, Tab: tab}
		d.Left = left(cal, today, by)
		all = append(all, d)
	}
	sign := r.Sign.OnsiteDays
	if c.Text("mode") == "daring" {
		sign = r.Sign.OnlineDays
	}
	signed := ""
	if Locked(c) {
		signed = cmp.Or(c.Text("signed_on"), last)
	}
	add(StepSign, cal.Add(last, sign), signed, TabRecord, 0)
	add(StepReport, workingDay(day.AddDate(0, 0, r.ReportDays)), c.Text("reported_on"), TabPublication, 0)
	published := ""
	if s := c.Text("status"); s == data.ConsultationPublished || s == data.ConsultationDone {
		published = c.Text("published_on")
	}
	add(StepPublish, workingDay(day.AddDate(0, 0, r.PublishDays)), published, TabPublication, 0)
	checked := c.Text("checked_on")
	for _, months := range r.CheckMonths {
		by := monthsAfter(day, months)
		done := ""
		// A check up to a month before its day counts for it; one long before does not.
		if checked >= monthsAfter(day, months-1).Format(time.DateOnly) && checked > last {
			done = checked
		}
		if c.Text("status") == data.ConsultationDone && done == "" {
			continue // every action is done: nothing is left to check
		}
		add(StepCheck, workingDay(by), done, TabPublication, months)
	}
	slices.SortStableFunc(all, func(a, b Deadline) int { return cmp.Compare(a.By, b.By) })
	return all
}

// left is the working days from today to a day; at least one short of it when
// the day has passed over days on which nobody works.
func left(cal workday.Calendar, today, by string) int {
	n, _ := cal.Between(today, by)
	if by < today {
		return min(n, -1)
	}
	return n
}

// monthsAfter is the same day of a later month, its last where it is shorter.
func monthsAfter(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	end := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), end)-1)
}

// lastDay is the day on which a consultation ended, in its own zone; blank
// while no time is noted.
func lastDay(ctx context.Context, st *store.Store, c data.Record) (string, error) {
	sessions, err := st.List(ctx, store.Query{Kind: "session", Parent: c.ID, Fields: []string{"starts_at", "ends_at", "zone"}})
	if err != nil {
		return "", fmt.Errorf("read the sessions of consultation %s: %w", c.ID, err)
	}
	return dayIn(c, sessions), nil
}

func dayIn(c data.Record, sessions []data.Record) string {
	last := ""
	take := func(t Times) {
		at := t.End
		if at.IsZero() {
			at = t.Start
		}
		if !at.IsZero() {
			last = max(last, at.Format(time.DateOnly))
		}
	}
	take(When(c, ""))
	for _, s := range sessions {
		take(WhenSession(s, c, ""))
	}
	return last
}
