package complaint

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/store"
)

// set is the complaints as they were read, and what the filters keep of them.
type set struct {
	records  []data.Record
	books    map[string]complain.Book   // by scope
	clocks   map[data.ID]complain.Clock // what is due, of those of which anything is
	missions []widgets.Option
	kept     []data.Record
}

func (f *set) next(r data.Record) (complain.Clock, bool) {
	c, ok := f.clocks[r.ID]
	return c, ok
}

// reloadList reads the complaints anew.
func (p *Page) reloadList() {
	q := store.Query{Kind: "complaint", Text: strings.TrimSpace(p.list.Text), Scope: p.head.mission.Scope(), Fields: complain.Fields(), Order: "received_on", Desc: true}
	if p.list.Sort == sortChanged {
		q.Order = ""
	}
	session.Load(p.s, &p.loadList, func(ctx context.Context) (set, error) { return readSet(ctx, p.s, q) }, func(f set) {
		p.all = f
		p.head.offer(&p.all)
		p.apply()
	})
}

func readSet(ctx context.Context, s *session.Session, q store.Query) (set, error) {
	f := set{books: map[string]complain.Book{}, clocks: map[data.ID]complain.Clock{}}
	var err error
	if f.records, err = s.Store.List(ctx, q); err != nil {
		return f, err
	}
	for _, r := range f.records {
		if _, ok := f.books[r.Scope]; ok {
			continue
		}
		if f.books[r.Scope], err = complain.Load(ctx, s.Store, r.Scope, s.Now()); err != nil {
			return f, err
		}
	}
	for _, r := range f.records { // here, in the background: there may be thousands
		if c, ok := f.books[r.Scope].Next(r); ok {
			f.clocks[r.ID] = c
		}
	}
	if s.Headquarters() {
		f.missions, err = bound.Missions(ctx, s.Store, "complaint")
	} else if _, ok := f.books[s.Profile.Scope]; !ok {
		f.books[s.Profile.Scope], err = complain.Load(ctx, s.Store, s.Profile.Scope, s.Now())
	}
	return f, err
}

// apply shows what the filters keep.
func (p *Page) apply() {
	f := &p.all
	f.kept = f.kept[:0:0]
	for _, r := range f.records {
		if p.head.keeps(f, r) {
			f.kept = append(f.kept, r)
		}
	}
	if p.list.Sort == sortDue {
		due := func(r data.Record) string {
			if c, ok := f.next(r); ok && c.Pending() && c.Due != "" {
				return c.Due
			}
			return "9" // behind all dates
		}
		slices.SortStableFunc(f.kept, func(a, b data.Record) int { return cmp.Compare(due(a), due(b)) })
	}
	p.head.show(f)
	p.list.show(f)
}

// Row is a complaint as a row of a list: what is due for it, or its status.
func Row(r data.Record, next complain.Clock, due bool) widgets.Record {
	row := widgets.Record{ID: r.ID.String(), Title: complain.Title(words.Now(), r, data.OnScreen), Mark: len(r.Conflicts) > 0}
	var line []string
	if on := r.Text("received_on"); on != "" {
		line = append(line, words.Date(on))
	}
	if ch := r.Text("channel"); ch != "" {
		line = append(line, words.T("kinds.complaint.channel."+ch))
	}
	if number := r.Text("tracking_id"); number != "" && !r.Withheld("title", data.OnScreen) && number != row.Title {
		line = append(line, number)
	}
	row.Line = strings.Join(line, " · ")
	row.State, row.Word = statusState(r), statusWord(r)
	if due && next.State != complain.Running {
		row.State, row.Word, row.Icon = clockState(next), clockWord(next), "clock"
	}
	return row
}

func statusWord(r data.Record) string {
	if s := r.Text("status"); s != "" {
		return words.Capital(words.T("kinds.complaint.status." + s))
	}
	return words.T("complaint.no_status")
}

func statusState(r data.Record) widgets.State {
	switch r.Text("status") {
	case complain.Done:
		return widgets.Good
	case complain.Processing, complain.Verified:
		return widgets.Wait
	}
	return widgets.Neutral
}

func clockState(c complain.Clock) widgets.State {
	switch c.State {
	case complain.Late, complain.MetLate:
		return widgets.Bad
	case complain.Soon:
		return widgets.Wait
	case complain.Met:
		return widgets.Good
	}
	return widgets.Neutral
}

// clockWord is the clock in a word or two.
func clockWord(c complain.Clock) string {
	switch c.State {
	case complain.Late:
		return words.T("complaint.state.late")
	case complain.Soon:
		return words.T("complaint.state.soon")
	case complain.Ripe:
		return words.T("complaint.state.ripe")
	case complain.Met:
		return words.T("complaint.state.met")
	case complain.MetLate:
		return words.T("complaint.state.met_late")
	}
	return words.T("complaint.state.running")
}

// row is Row with the mission, at headquarters.
func (p *Page) row(r data.Record, f *set) widgets.Record {
	next, due := f.next(r)
	row := Row(r, next, due)
	if p.s.Headquarters() {
		row.Line = bound.MissionName(r.Scope) + " · " + row.Line
	}
	return row
}
