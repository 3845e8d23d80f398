// Package outreach is the page Sosialisasi: activities that tell people of
// services and of how to complain, one of them with the complaints by month
// beside it, and the figures of a period. What they come to is decided in
// data/outreach; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package outreach

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/data"
	"pinisi/data/outreach"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Page is the page Sosialisasi.
type Page struct {
	s        *session.Session
	desk     *bound.Desk[snapshot]
	list     *bound.Listing
	overview *overview
	detail   *detail
	cancel   func()
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.overview = newOverview(p)
	p.detail = newDetail(p)
	p.desk = bound.NewDesk(s, bound.DeskParts[snapshot]{
		List: p.list, Idle: p.overview.content, Detail: p.detail.content,
		Record: func(now *snapshot) data.Record { return now.record },
		Show:   p.detail.show, Commit: p.detail.commit, Gone: "outreach.gone", Closed: p.overview.reload,
	})
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "outreach") {
			p.list.Reload()
		}
		if p.desk.Opened() == data.NilID && session.Touches(e, "outreach") {
			p.overview.reload()
		}
		if p.desk.Opened() != data.NilID && session.Touches(e, "outreach", "attachment", "complaint", "mission") {
			p.reload()
		}
	})
	p.list.Reload()
	p.overview.reload()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.desk.Split }

// Show opens an activity; data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.list.Reload()
	if id != data.NilID {
		p.openRecord(id)
	}
}

// Begin asks for a new activity.
func (p *Page) Begin() {
	b := newBegin(p)
	p.desk.Lay(b.content)
	b.title.Focus()
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.commit() }

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.desk.Close()
	p.overview.slot.Drop()
	p.detail.close()
}

// Dropped takes files for the activity that is open.
func (p *Page) Dropped(_ fyne.Position, files []fyne.URI) bool {
	if p.desk.Opened() == data.NilID || p.readOnly(p.detail.now.record) {
		return false
	}
	for _, f := range files {
		p.detail.files.Add(f.Path())
	}
	return true
}

// snapshot is what the detail shows.
type snapshot struct {
	record   data.Record
	files    []data.Record
	mission  data.Record
	months   []outreach.Month
	services []string // that the mission offers
}

// channels are the ways to complain that the mission gives, a line each.
func (n *snapshot) channels() []string {
	var all []string
	for line := range strings.Lines(n.mission.Text("complaint_channels")) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

func (p *Page) today(scope string) string { return setup.Today(p.s.Now(), scope) }

func (p *Page) read(ctx context.Context, id data.ID) (*snapshot, error) {
	r, err := p.s.Store.Get(ctx, "outreach", id)
	if err != nil {
		return nil, err
	}
	now := &snapshot{record: r}
	if now.files, err = p.s.Store.List(ctx, store.Query{Kind: "attachment", Parent: id, Order: "created"}); err != nil {
		return nil, err
	}
	if now.mission, err = setup.Noted(ctx, p.s.Store, r.Scope); err != nil {
		return nil, err
	}
	now.services = now.mission.List("services")
	now.months, err = outreach.Complaints(ctx, p.s.Store, r, p.today(r.Scope))
	return now, err
}

func (p *Page) openRecord(id data.ID) {
	p.desk.Open(id, func(ctx context.Context) (*snapshot, error) { return p.read(ctx, id) }, func(_ *snapshot, another bool) {
		if another {
			p.detail.scroll.ScrollTo(0)
		}
	})
}

// reload reads the open activity anew.
func (p *Page) reload() {
	id := p.desk.Opened()
	p.desk.Reload(func(ctx context.Context) (*snapshot, error) { return p.read(ctx, id) })
}

// figures shows the figures of the period, in a narrow window too.
func (p *Page) figures() {
	p.desk.Clear()
	p.desk.Split.Open()
}

// readOnly reports whether nothing can be written about an activity here.
func (p *Page) readOnly(r data.Record) bool { return p.s.ReadOnly() || bound.Foreign(p.s, r) }
