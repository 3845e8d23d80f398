// Package followup is the page Tindak lanjut: the list of actions with what is
// late and soon, and the form of one action, which saves itself field by field.
package followup

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
	"pinisi/data/store"
)

// Page is the page Tindak lanjut.
type Page struct {
	s      *session.Session
	split  *widgets.SplitView
	scroll *widgets.FollowFocus
	empty  fyne.CanvasObject
	right  *fyne.Container
	list   *list
	detail *detail
	cancel func()

	loadList, loadDetail session.Slot
	open                 data.ID // shown at the right
	fresh                bool    // open is a new one, of which nothing is written yet
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.detail = newDetail(p)
	p.scroll = widgets.NewFollowFocus(p.detail.content)
	p.empty = widgets.NewEmptyState("follow-up", words.T("followup.choose"), "", nil)
	p.right = container.NewStack(p.empty)
	p.split = widgets.NewSplitView(p.list.content, p.right)
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "followup") {
			p.reloadList()
		}
		if p.open != data.NilID && session.Touches(e, "followup", "attachment", "consultation", "input", "agreement", "evaluation", "answer") {
			p.reloadDetail()
		}
	})
	p.reloadList()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.split }

// Show opens an action; data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.reloadList()
	if id == data.NilID {
		return
	}
	p.openRecord(id)
}

// Begin opens a new action; it is stored with the first field that is filled.
func (p *Page) Begin() {
	p.Leave()
	p.open, p.fresh = p.s.Store.NewID(), true
	p.loadDetail.Drop()
	p.list.list.Select("", -1)
	p.detail.show(shown{record: data.Record{Kind: "followup", ID: p.open}, zone: bound.Zone(p.s.Profile.Scope)})
	p.front()
	p.detail.finding.Focus()
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.form.Commit() }

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.loadList.Drop()
	p.loadDetail.Drop()
}

func (p *Page) openRecord(id data.ID) {
	if id != p.open {
		p.Leave()
		p.open, p.fresh = id, false
	}
	p.list.list.Select(id.String(), p.list.rows.Index(id.String()))
	p.reloadDetail()
}

// front brings the detail into view.
func (p *Page) front() {
	if len(p.right.Objects) == 0 || p.right.Objects[0] != fyne.CanvasObject(p.scroll) {
		p.right.Objects = []fyne.CanvasObject{p.scroll}
		p.right.Refresh()
	}
	p.scroll.ScrollTo(0)
	p.split.Open()
}

func (p *Page) close() {
	p.open, p.fresh = data.NilID, false
	p.loadDetail.Drop()
	p.right.Objects = []fyne.CanvasObject{p.empty}
	p.right.Refresh()
	p.list.list.Select("", -1)
	p.split.Close()
}

// shown is what the detail shows: a snapshot.
type shown struct {
	record   data.Record
	evidence []data.Record
	source   data.Record // nil id: none
	page     string      // that shows the source
	whole    data.Record // the source, or what it is a part of
	zone     string
}

func (p *Page) reloadDetail() {
	id := p.open
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*shown, error) {
		return read(ctx, p.s.Store, id)
	}, func(now *shown) {
		switch {
		case now == nil && p.fresh:
		case now == nil:
			p.close()
			p.s.Toast(words.T("followup.gone"))
		default:
			first := p.detail.form.Record().ID != id || len(p.right.Objects) == 0 || p.right.Objects[0] != fyne.CanvasObject(p.scroll)
			p.fresh = false
			p.detail.show(*now)
			if first {
				p.front()
			}
		}
	})
}

// read is nil when there is no such action, or no longer.
func read(ctx context.Context, st *store.Store, id data.ID) (*shown, error) {
	r, err := st.Get(ctx, "followup", id)
	if errors.Is(err, data.ErrNotFound) || err == nil && r.Deleted && len(r.Conflicts[data.FieldDeleted]) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	now := &shown{record: r, zone: bound.Zone(r.Scope)}
	if now.evidence, err = st.List(ctx, store.Query{Kind: "attachment", Parent: id, Order: "created"}); err != nil {
		return nil, err
	}
	if source := r.Ref("source"); source != data.NilID {
		now.source, err = st.Find(ctx, source)
		if errors.Is(err, data.ErrNotFound) {
			now.source = data.Record{Kind: r.Text("source_kind"), ID: source, Deleted: true}
			return now, nil
		}
		if err != nil {
			return nil, err
		}
		if now.page, now.whole, _, err = bound.Whole(ctx, st, now.source); err != nil {
			return nil, err
		}
	}
	return now, nil
}
