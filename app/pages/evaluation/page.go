// Package evaluation is the page of PEKPPP evaluations: the list, a new one,
// and the F-02 form by aspect with its result. What an evaluation is and may
// become is decided in data/assess; this package shows it and passes on what a
// person does.
//
// Everything here belongs to the UI goroutine.
package evaluation

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Page is the list of evaluations beside the open one.
type Page struct {
	s       *session.Session
	list    *list
	split   *widgets.SplitView
	detail  *fyne.Container // holds what is shown at the right
	form    *form           // nil while none is open
	sheet   session.Slot
	unwatch func()
	// focusing says that the form, once loaded, takes the keyboard.
	focusing bool
	opening  data.ID
	loading  data.ID // is being read to be shown; NilID: nothing is
}

// New makes the page; it reads its list at once.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.detail = container.NewStack()
	p.list = newList(p)
	p.split = widgets.NewSplitView(p.list.content, p.detail)
	p.nothing()
	p.unwatch = s.Watch(p.changed)
	p.list.load()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.split }

// Show brings an evaluation, the evaluation of an answer, or with data.NilID
// the page as it was left.
func (p *Page) Show(id data.ID) {
	if id == data.NilID {
		return
	}
	p.open(id, true)
}

// Begin asks for a new evaluation.
func (p *Page) Begin() {
	p.Leave()
	p.sheet.Drop()
	p.loading = data.NilID
	p.closeForm()
	p.form = nil
	p.list.select_(data.NilID)
	b := newBegin(p)
	p.put(b.Content)
	b.Unit.Focus()
	p.split.Open()
}

// Leave saves what is being typed.
func (p *Page) Leave() {
	if p.form != nil {
		p.form.commit()
	}
}

// Close ends the page.
func (p *Page) Close() {
	p.Leave()
	p.closeForm()
	p.unwatch()
	p.sheet.Drop()
	p.list.slot.Drop()
}

// Dropped takes files that fell beside a strip of evidence: they belong to the
// card or question under the pointer, else to the one that has the keyboard.
func (p *Page) Dropped(at fyne.Position, files []fyne.URI) bool {
	if p.form == nil || p.form.locked() || len(files) == 0 {
		return false
	}
	if u, ok := p.form.page.(*users); ok {
		return u.dropped(files[0].Path())
	}
	evidence := p.form.evidenceAt(at)
	if evidence == nil {
		return false
	}
	for _, f := range files {
		evidence.Add(f.Path())
	}
	return true
}

// closeForm ends what the open form runs.
func (p *Page) closeForm() {
	if p.form != nil {
		p.form.help.close()
		p.form.closePage()
	}
}

// put replaces what is shown at the right.
func (p *Page) put(o fyne.CanvasObject) {
	p.detail.Objects = []fyne.CanvasObject{o}
	p.detail.Refresh()
}

func (p *Page) nothing() {
	p.closeForm()
	p.form = nil
	p.put(widgets.NewEmptyState("evaluation", words.T("evaluation.choose"), "", nil))
}

// open reads an evaluation and shows it; focusing gives its form the keyboard.
func (p *Page) open(id data.ID, focusing bool) {
	p.Leave()
	p.opening, p.focusing = id, focusing
	p.list.select_(id)
	p.split.Open()
	p.load(id)
}

// load reads an evaluation and shows it.
func (p *Page) load(id data.ID) {
	p.loading = id
	session.Load(p.s, &p.sheet, func(ctx context.Context) (*assess.Sheet, error) { return read(ctx, p.s.Store, id) }, p.show)
}

// read loads an evaluation, by its own id or by that of one of its answers,
// statements or users' sheets.
func read(ctx context.Context, st *store.Store, id data.ID) (*assess.Sheet, error) {
	sheet, err := assess.Load(ctx, st, id)
	if !errors.Is(err, data.ErrNotFound) {
		return sheet, err
	}
	for _, part := range []string{"answer", "statement", "response"} {
		if r, none := st.Get(ctx, part, id); none == nil {
			return assess.Load(ctx, st, r.Ref("evaluation"))
		}
	}
	return nil, err
}

func (p *Page) show(sheet *assess.Sheet) {
	id := sheet.Evaluation.ID
	p.loading = data.NilID
	if p.form == nil || p.form.sheet.Evaluation.ID != id {
		p.closeForm()
		p.form = newForm(p, sheet)
		p.put(p.form.content)
		p.list.select_(id)
	} else {
		p.form.show(sheet)
	}
	if p.focusing {
		switch question := p.form.questionOf(p.opening); {
		case question != "":
			p.form.stated(question)
		case p.form.answeredBy(p.opening):
			p.form.turn(viewUsers, true)
		default:
			p.form.jump(p.form.indicatorOf(p.opening))
		}
	}
	p.focusing = false
}

// changed follows what was written here or arrived.
func (p *Page) changed(e store.Event) {
	if p.form != nil {
		p.form.help.changed(e)
		if plan, ok := p.form.page.(*plan); ok {
			plan.changed(e)
		}
	}
	if !session.Touches(e, "evaluation", "answer", "attachment", "response", "statement") {
		return
	}
	p.list.changed(e)
	switch {
	case p.loading != data.NilID: // what is being opened must not give way to what is still shown
		p.load(p.loading)
	case p.form != nil:
		p.again()
	}
}

// again reads the open evaluation anew.
func (p *Page) again() {
	id := p.form.sheet.Evaluation.ID
	session.Load(p.s, &p.sheet, func(ctx context.Context) (*assess.Sheet, error) { return assess.Load(ctx, p.s.Store, id) }, func(sheet *assess.Sheet) {
		if p.form != nil && p.form.sheet.Evaluation.ID == id {
			if sheet.Evaluation.Deleted {
				p.nothing()
				return
			}
			p.form.show(sheet)
		}
	})
}

// own reports whether this device works on the evaluation: headquarters reads
// the missions', and decides on them.
func (p *Page) own(e data.Record) bool {
	if p.s.ReadOnly() {
		return false
	}
	if p.s.Headquarters() {
		return e.Scope == data.SharedScope
	}
	return e.Scope == p.s.Profile.Scope
}

// missionName is the name of the mission that a record belongs to.
func missionName(scope string) string {
	if scope == data.SharedScope || scope == store.Headquarters {
		return words.T("evaluation.headquarters")
	}
	return setup.Name(scope)
}
