// Package integration is the page Integrasi: the systems whose readiness to be
// integrated is followed, the state of each item, what blocks them and what was
// decided. What counts is decided in data/integrate; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package integration

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/integrate"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Page is the page Integrasi.
type Page struct {
	s      *session.Session
	desk   *bound.Desk[integrate.Sheet]
	list   *bound.Listing
	idle   *begin // what there is to begin, while no system is open
	detail *detail
	cancel func()
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.detail = newDetail(p)
	p.idle = newBegin(p, false)
	p.desk = bound.NewDesk(s, bound.DeskParts[integrate.Sheet]{
		List: p.list, Idle: p.idle.content, Detail: p.detail.content,
		Record: func(now *integrate.Sheet) data.Record { return now.System },
		Show:   p.detail.show, Commit: p.detail.tabs.Commit, Gone: "integration.gone", Closed: p.idle.reload,
	})
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "system", "readiness", "ruleset") {
			p.list.Reload()
		}
		if p.desk.Opened() == data.NilID && session.Touches(e, "system") {
			p.idle.reload()
		}
		if p.desk.Opened() != data.NilID && session.Touches(e, "system", "readiness", "system_note", "attachment", "followup", "ruleset") {
			p.reload()
		}
	})
	p.list.Reload()
	p.idle.reload()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.desk.Split }

// Show opens a system, or the one that an item or a note belongs to;
// data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.list.Reload()
	if id != data.NilID {
		p.openRecord(id)
	}
}

// Begin asks for a new system.
func (p *Page) Begin() {
	b := newBegin(p, true)
	b.reload()
	p.desk.Lay(b.content)
	b.name.Focus()
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.tabs.Commit() }

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.desk.Close()
	p.idle.slot.Drop()
	p.detail.close()
}

// Dropped takes files as proof of the item that is open.
func (p *Page) Dropped(_ fyne.Position, files []fyne.URI) bool {
	it, ok := p.detail.tabs.Front().(*items)
	if p.desk.Opened() == data.NilID || !ok || it.files == nil || p.detail.locked() {
		return false
	}
	for _, f := range files {
		it.files.Add(f.Path())
	}
	return true
}

// openRecord opens a system, by its own id or by that of one of its parts, and
// shows it where the part is.
func (p *Page) openRecord(id data.ID) {
	var part data.Record
	p.desk.Open(id, func(ctx context.Context) (*integrate.Sheet, error) {
		rec, err := p.s.Store.Find(ctx, id)
		if err == nil && rec.Kind != "system" {
			part = rec
			rec, err = p.s.Store.Find(ctx, rec.Parent())
		}
		if err != nil {
			return nil, err
		}
		return integrate.Load(ctx, p.s.Store, rec.ID)
	}, func(_ *integrate.Sheet, another bool) {
		switch {
		case part.Kind == "readiness":
			p.detail.tabs.Go(tabItems).(*items).reveal(part.ID)
		case part.Kind == "system_note":
			p.detail.tabs.Go(tabNotes).(*notes).reveal(part)
		case another:
			p.detail.tabs.Go(tabItems)
		}
	})
}

// reload reads the open system anew.
func (p *Page) reload() {
	id := p.desk.Opened()
	p.desk.Reload(func(ctx context.Context) (*integrate.Sheet, error) { return integrate.Load(ctx, p.s.Store, id) })
}

// readOnly reports whether nothing can be written about a system here.
func (p *Page) readOnly(r data.Record) bool { return p.s.ReadOnly() || bound.Foreign(p.s, r) }

func (p *Page) today(scope string) string { return setup.Today(p.s.Now(), scope) }

func lang() string { return words.Now().Lang() }
