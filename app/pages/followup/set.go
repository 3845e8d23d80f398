package followup

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/workday"
)

// set is the actions as they were read, and what the filters keep of them.
type set struct {
	records  []data.Record
	days     *setup.Days
	work     workday.Calendar // of this device's own mission
	missions []widgets.Option
	next     string        // the period into which unfinished ones may be carried
	left     []data.Record // those: open, of an earlier period, of this device's scope
	kept     []data.Record
	progress followup.Progress // of kept
}

// today is the date at the mission of a record.
func (f *set) today(r data.Record) string { return f.days.Today(r.Scope) }

// listed are the fields that rows, cards, filters and shares are made of.
var listed = []string{"action", "finding", "office", "start_on", "due_on", "done_on", "status", "percent", "period", "unit", "source_kind", "carried_from"}

// reloadList reads the actions anew.
func (p *Page) reloadList() {
	q := store.Query{Kind: "followup", Text: strings.TrimSpace(p.head.text), Scope: p.head.mission.Scope(), Fields: listed, Order: "created"}
	if p.list.sort.ID() == sortChanged {
		q.Order, q.Desc = "", true
	}
	chosen := p.head.period.ID()
	session.Load(p.s, &p.loadList, func(ctx context.Context) (set, error) {
		return readSet(ctx, p.s, q, chosen)
	}, func(f set) {
		p.all = f
		p.head.offer(&p.all)
		p.apply()
	})
}

func readSet(ctx context.Context, s *session.Session, q store.Query, chosen string) (set, error) {
	f := set{days: setup.DaysAt(s.Now())}
	var err error
	if f.records, err = s.Store.List(ctx, q); err != nil {
		return f, err
	}
	if f.work, err = workday.Load(ctx, s.Store, bound.OwnScope(s)); err != nil {
		return f, err
	}
	if s.Headquarters() {
		if f.missions, err = bound.Missions(ctx, s.Store, "followup"); err != nil {
			return f, err
		}
	}
	if s.ReadOnly() {
		return f, nil
	}
	if f.next, err = followup.Next(ctx, s.Store, bound.OwnScope(s), f.days.Today(bound.OwnScope(s))); err != nil {
		return f, err
	}
	if chosen != everything && followup.Earlier(f.next, chosen) {
		f.next = chosen
	}
	f.left, err = followup.Unfinished(ctx, s.Store, bound.OwnScope(s), f.next, listed...)
	return f, err
}

// apply narrows what was read by the filters and shows it in the view in front.
func (p *Page) apply() {
	f := &p.all
	if f.days == nil {
		return
	}
	f.kept, f.progress = nil, followup.Progress{}
	for _, r := range f.records {
		if p.head.keeps(r) {
			f.kept = append(f.kept, r)
			f.progress.Add(r, f.today(r))
		}
	}
	p.head.show(f)
	p.views[p.at].show(f)
}

// dueKey sorts open actions by date, those without one and closed ones last.
func dueKey(r data.Record) string {
	due := r.Text("due_on")
	switch {
	case !followup.Open(r):
		return "~~" + due
	case due == "":
		return "~"
	}
	return due
}

func byDue(a, b data.Record) int { return cmp.Compare(dueKey(a), dueKey(b)) }

// latestFirst is the order of what is closed: by the date of completion or the due date.
func latestFirst(a, b data.Record) int {
	key := func(r data.Record) string { return cmp.Or(r.Text("done_on"), r.Text("due_on")) }
	return cmp.Compare(key(b), key(a))
}

// options are the values that the records have, sorted.
func options(records []data.Record, value func(data.Record) string, name func(string) string) []widgets.Option {
	counts := map[string]int{}
	for _, r := range records {
		counts[value(r)]++
	}
	var all []widgets.Option
	for v := range counts {
		if v != "" {
			all = append(all, widgets.Option{ID: v, Text: name(v)})
		}
	}
	slices.SortFunc(all, func(a, b widgets.Option) int { return cmp.Compare(a.Text, b.Text) })
	return all
}
