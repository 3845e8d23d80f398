// Package outreach is the page Sosialisasi: activities that tell people of
// services and of how to complain, one of them with the complaints by month
// beside it, and the figures of a period. What they come to is decided in
// data/outreach; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package outreach

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/outreach"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Page is the page Sosialisasi.
type Page struct {
	s        *session.Session
	split    *widgets.SplitView
	right    *fyne.Container
	list     *list
	overview *overview
	detail   *detail
	cancel   func()

	loadList, loadDetail session.Slot
	open                 data.ID // shown at the right
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.overview = newOverview(p)
	p.detail = newDetail(p)
	p.right = container.NewStack(p.overview.content)
	p.split = widgets.NewSplitView(p.list.content, p.right)
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "outreach") {
			p.reloadList()
		}
		if p.open == data.NilID && session.Touches(e, "outreach") {
			p.overview.reload()
		}
		if p.open != data.NilID && session.Touches(e, "outreach", "attachment", "complaint", "mission") {
			p.reload()
		}
	})
	p.reloadList()
	p.overview.reload()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.split }

// Show opens an activity; data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.reloadList()
	if id != data.NilID {
		p.openRecord(id)
	}
}

// Begin asks for a new activity.
func (p *Page) Begin() {
	p.close()
	b := newBegin(p)
	widgets.ShowOnly(p.right, b.content)
	p.split.Open()
	b.title.Focus()
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.commit() }

// Close ends the page.
func (p *Page) Close() {
	p.Leave()
	p.cancel()
	p.loadList.Drop()
	p.loadDetail.Drop()
	p.overview.slot.Drop()
	p.detail.close()
}

// Dropped takes files for the activity that is open.
func (p *Page) Dropped(_ fyne.Position, files []fyne.URI) bool {
	if p.open == data.NilID || p.readOnly(p.detail.now.record) {
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

func (p *Page) today(scope string) string { return followup.Today(p.s.Now(), setup.Zone(scope)) }

// read is nil when there is no such activity, or no longer.
func (p *Page) read(ctx context.Context, id data.ID) (*snapshot, error) {
	r, err := p.s.Store.Get(ctx, "outreach", id)
	if errors.Is(err, data.ErrNotFound) || err == nil && r.Gone() {
		return nil, nil
	}
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
	if id != p.open {
		p.Leave()
	}
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*snapshot, error) { return p.read(ctx, id) }, func(now *snapshot) {
		if now == nil {
			p.gone()
			return
		}
		another := p.open != id
		p.open = id
		p.list.Mark(id)
		p.detail.show(now)
		widgets.ShowOnly(p.right, p.detail.content)
		if another {
			p.detail.scroll.ScrollTo(0)
		}
		p.split.Open()
	})
}

// reload reads the open activity anew.
func (p *Page) reload() {
	id := p.open
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*snapshot, error) { return p.read(ctx, id) }, func(now *snapshot) {
		if now == nil {
			p.gone()
			return
		}
		p.detail.show(now)
	})
}

func (p *Page) gone() {
	p.close()
	p.s.Note(words.T("outreach.gone"))
}

// figures shows the figures of the period, in a narrow window too.
func (p *Page) figures() {
	p.close()
	p.split.Open()
}

// close goes back to the list, with the figures beside it.
func (p *Page) close() {
	p.Leave()
	p.open = data.NilID
	p.loadDetail.Drop()
	p.overview.reload()
	widgets.ShowOnly(p.right, p.overview.content)
	p.list.Mark(data.NilID)
	p.split.Close()
}

// readOnly reports whether nothing can be written about an activity here.
func (p *Page) readOnly(r data.Record) bool { return p.s.ReadOnly() || bound.Foreign(p.s, r) }
