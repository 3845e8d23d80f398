// Package followup is the page Tindak lanjut: one filtered set of actions as a
// list, as a board by status and as a calendar of due dates; the form of one
// action, which saves itself field by field; and carrying over what a period
// left unfinished.
package followup

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// view is one way to look at the actions.
type view interface {
	object() fyne.CanvasObject
	show(*set) // the actions that the filters keep
	focus(data.ID)
}

// Ways to look at the actions.
const (
	viewList     = "list"
	viewBoard    = "board"
	viewCalendar = "calendar"
)

// Page is the page Tindak lanjut.
type Page struct {
	s       *session.Session
	content fyne.CanvasObject
	head    *head
	body    *fyne.Container
	split   *widgets.SplitView // the list and the form beside it
	aside   *fyne.Container    // the form over the board or the calendar
	back    *widgets.Button    // from the form to what it lies over
	scroll  *widgets.FollowFocus
	empty   fyne.CanvasObject
	right   *fyne.Container
	list    *list
	detail  *detail
	views   map[string]view
	at      string // the view in front
	cancel  func()

	loadList, loadDetail session.Slot
	all                  set
	open                 data.ID // shown at the right
	fresh                bool    // open is a new one, of which nothing is written yet
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s, at: viewList}
	p.head = newHead(p)
	p.list = newList(p)
	p.views = map[string]view{viewList: p.list, viewBoard: newBoard(p), viewCalendar: newCalendar(p)}
	p.detail = newDetail(p)
	p.scroll = widgets.NewFollowFocus(p.detail.content)
	p.empty = widgets.NewEmptyState("follow-up", words.T("followup.choose"), "", nil)
	p.right = container.NewStack(p.empty)
	p.split = widgets.NewSplitView(p.list.content, p.right)
	p.back = widgets.NewButton(widgets.Quiet, words.T("followup.back"), "back", p.leaveDetail).Compact()
	p.aside = container.NewStack()
	p.body = container.NewStack(p.split, p.views[viewBoard].object(), p.views[viewCalendar].object(), bound.Under(bound.Sheet(widgets.Inset(8, 4, widgets.Row(0, p.back))), p.aside))
	p.content = bound.Under(p.head.content, p.body)
	p.arrange()
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "followup", "holiday", "mission") {
			p.reloadList()
		}
		if p.open != data.NilID && session.Touches(e, "followup", "attachment", "consultation", "input", "agreement", "evaluation", "answer", "survey") {
			p.reloadDetail()
		}
	})
	p.reloadList()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

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
	if p.s.ReadOnly() {
		return
	}
	p.Leave()
	p.open, p.fresh = p.s.Store.NewID(), true
	p.loadDetail.Drop()
	p.list.Mark(data.NilID)
	fields := map[string]data.Value{}
	if period := p.head.period.ID(); period != everything {
		fields["period"] = data.TextValue(period)
	}
	p.detail.begin(fields)
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
	p.detail.related.Close()
}

// look brings a view to the front; the form over a view gives way to it.
func (p *Page) look(at string) {
	p.Leave()
	if at != viewList && p.open != data.NilID {
		p.close()
	}
	p.at = at
	p.arrange()
	p.apply()
	p.views[at].focus(p.open)
}

// relayout gives the head the height that it needs.
func (p *Page) relayout() {
	if p.content != nil {
		p.content.Refresh()
	}
}

// arrange shows the view in front, or the form over it.
func (p *Page) arrange() {
	over := p.at != viewList && p.open != data.NilID
	if p.at == viewList {
		p.aside.Objects = nil
		p.split.SetDetail(p.right)
	} else {
		p.split.SetDetail(container.NewStack())
		p.aside.Objects = []fyne.CanvasObject{p.right}
	}
	for i, on := range []bool{p.at == viewList, p.at == viewBoard && !over, p.at == viewCalendar && !over, over} {
		widgets.ShowIf(p.body.Objects[i], on)
	}
	p.head.showView(!over)
	p.aside.Refresh()
	p.body.Refresh()
}

func (p *Page) openRecord(id data.ID) {
	if id != p.open {
		p.Leave()
		p.open, p.fresh = id, false
	}
	p.list.Mark(id)
	p.reloadDetail()
}

// front brings the detail into view.
func (p *Page) front() {
	widgets.ShowOnly(p.right, p.scroll)
	p.scroll.ScrollTo(0)
	p.arrange()
	p.split.Open()
	if p.at != viewList && p.s.Window != nil {
		p.s.Window.Canvas().Focus(p.back)
	}
}

func (p *Page) close() {
	p.open, p.fresh = data.NilID, false
	p.loadDetail.Drop()
	widgets.ShowOnly(p.right, p.empty)
	p.list.Mark(data.NilID)
	p.split.Close()
	p.arrange()
}

// leaveDetail goes from the form back to the view that it lies over.
func (p *Page) leaveDetail() {
	was := p.open
	p.Leave()
	p.close()
	p.views[p.at].focus(was)
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
			p.s.Note(words.T("followup.gone"))
		default:
			first := p.detail.form.Record().ID != id || p.right.Objects[0] != fyne.CanvasObject(p.scroll)
			p.fresh = false
			p.detail.show(*now)
			if first {
				p.front()
			}
		}
	})
}
