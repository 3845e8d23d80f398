// Package integration is the page Integrasi: the systems whose readiness to be
// integrated is followed, the state of each item, what blocks them and what was
// decided. What counts is decided in data/integrate; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package integration

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/integrate"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Page is the page Integrasi.
type Page struct {
	s      *session.Session
	split  *widgets.SplitView
	right  *fyne.Container
	empty  *begin // what there is to begin, while no system is open
	list   *list
	detail *detail
	cancel func()

	loadList, loadDetail session.Slot
	open                 data.ID // shown at the right
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.detail = newDetail(p)
	p.empty = newBegin(p, false)
	p.right = container.NewStack(p.empty.content)
	p.split = widgets.NewSplitView(p.list.content, p.right)
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "system", "readiness", "ruleset") {
			p.reloadList()
		}
		if p.open == data.NilID && session.Touches(e, "system") {
			p.empty.reload()
		}
		if p.open != data.NilID && session.Touches(e, "system", "readiness", "system_note", "attachment", "followup", "ruleset") {
			p.reload()
		}
	})
	p.reloadList()
	p.empty.reload()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.split }

// Show opens a system, or the one that an item or a note belongs to;
// data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.reloadList()
	if id != data.NilID {
		p.openRecord(id)
	}
}

// Begin asks for a new system.
func (p *Page) Begin() {
	p.close()
	b := newBegin(p, true)
	b.reload()
	widgets.ShowOnly(p.right, b.content)
	p.split.Open()
	b.name.Focus()
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.tabs.Commit() }

// Close ends the page.
func (p *Page) Close() {
	p.Leave()
	p.cancel()
	p.loadList.Drop()
	p.loadDetail.Drop()
	p.empty.slot.Drop()
	p.detail.close()
}

// Dropped takes files as proof of the item that is open.
func (p *Page) Dropped(_ fyne.Position, files []fyne.URI) bool {
	it, ok := p.detail.tabs.Front().(*items)
	if p.open == data.NilID || !ok || it.files == nil || p.detail.locked() {
		return false
	}
	for _, f := range files {
		it.files.Add(f.Path())
	}
	return true
}

// read is nil when there is no such system, or no longer.
func (p *Page) read(ctx context.Context, id data.ID) (*integrate.Sheet, error) {
	sheet, err := integrate.Load(ctx, p.s.Store, id)
	if errors.Is(err, data.ErrNotFound) || err == nil && sheet.System.Gone() {
		return nil, nil
	}
	return sheet, err
}

// openRecord reads a system, by its own id or by that of one of its parts, and
// shows it where the part is.
func (p *Page) openRecord(id data.ID) {
	if id != p.open {
		p.Leave()
	}
	var part data.Record
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*integrate.Sheet, error) {
		rec, err := p.s.Store.Find(ctx, id)
		if err == nil && rec.Kind != "system" {
			part = rec
			rec, err = p.s.Store.Find(ctx, rec.Parent())
		}
		if errors.Is(err, data.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return p.read(ctx, rec.ID)
	}, func(now *integrate.Sheet) {
		if now == nil {
			p.gone()
			return
		}
		another := p.open != now.System.ID
		p.open = now.System.ID
		p.list.Mark(p.open)
		p.detail.show(now)
		widgets.ShowOnly(p.right, p.detail.content)
		p.split.Open()
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
	id := p.open
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*integrate.Sheet, error) { return p.read(ctx, id) }, func(now *integrate.Sheet) {
		if now == nil {
			p.gone()
			return
		}
		p.detail.show(now)
	})
}

func (p *Page) gone() {
	p.close()
	p.s.Note(words.T("integration.gone"))
}

func (p *Page) close() {
	p.Leave()
	p.open = data.NilID
	p.loadDetail.Drop()
	p.empty.reload()
	widgets.ShowOnly(p.right, p.empty.content)
	p.list.Mark(data.NilID)
	p.split.Close()
}

// readOnly reports whether nothing can be written about a system here.
func (p *Page) readOnly(r data.Record) bool { return p.s.ReadOnly() || bound.Foreign(p.s, r) }

func (p *Page) today(scope string) string { return followup.Today(p.s.Now(), setup.Zone(scope)) }

func lang() string { return words.Now().Lang() }
