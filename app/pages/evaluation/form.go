package evaluation

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// Views of the form beside the aspects, which are named by their ids.
const (
	viewStatement = "·f01"
	viewUsers     = "·f03"
	viewResult    = "·result"
	viewPlan      = "·plan"
	viewAbout     = "·about"
)

// page is a view that is not an aspect of F-02. Only the chosen one is built.
type page interface {
	object() fyne.CanvasObject
	show()     // draws f.sheet
	commit()   // saves what is being typed
	lock(bool) // shows without letting change
}

// form is one open evaluation: its head, the views at the left, the cards of
// the chosen view, and the result at the foot. Only the chosen view is built.
type form struct {
	p     *Page
	sheet *assess.Sheet

	content  fyne.CanvasObject
	head     *head
	foot     *foot
	views    []*viewRow
	column   *widgets.FollowFocus
	notices  *fyne.Container // over the cards: locked, returned
	view     string
	cards    []*card
	page     page   // nil on an aspect
	noticeOf string // what notices were built for
	help     *help
	wish     wish // what the plan to rise is asked for
}

func newForm(p *Page, sheet *assess.Sheet) *form {
	f := &form{p: p, sheet: sheet}
	f.head, f.foot = newHead(f), newFoot(f)
	f.notices = widgets.Column(look.Gap)
	f.notices.Hide()
	f.column = widgets.NewFollowFocus(widgets.Space(0, 0))
	rows := widgets.Column(2)
	add := func(id, name string) {
		r := newViewRow(id, name, func() { f.turn(id, true) })
		f.views = append(f.views, r)
		rows.Add(r.press)
	}
	add(viewStatement, words.T("evaluation.view.f01"))
	rows.Add(widgets.Inset(look.Gap, look.Tight, widgets.Divider()))
	for _, a := range sheet.Instrument.F02.Aspects {
		add(a.ID, shortName(a.Short, a.Name))
	}
	rows.Add(widgets.Inset(look.Gap, look.Tight, widgets.Divider()))
	add(viewUsers, words.T("evaluation.view.f03"))
	add(viewResult, words.T("evaluation.view.result"))
	add(viewPlan, words.T("evaluation.view.plan"))
	add(viewAbout, words.T("evaluation.view.about"))
	side := container.NewVScroll(widgets.Inset(look.Gap, look.Roomy, rows))
	f.content = container.NewBorder(f.head.content, f.foot.content, widgets.Sized(look.Text(176), 0, side), nil, f.column)
	first := viewResult
	if aspects := sheet.Instrument.F02.Aspects; len(aspects) > 0 {
		first = aspects[0].ID
	}
	if missing := sheet.Missing(); len(missing) > 0 {
		if a, ok := sheet.Instrument.AspectOf(missing[0]); ok {
			first = a.ID
		}
	} else {
		first = viewResult
	}
	f.help = newHelp(f)
	f.build(first)
	f.update()
	return f
}

// shortName is the short name of an aspect, or its whole name.
func shortName(short, whole instrument.Text) string {
	if short.IsZero() {
		return whole.In(lang())
	}
	return short.In(lang())
}

func lang() string { return words.Now().Lang() }

// locked reports whether nothing can be written here now.
func (f *form) locked() bool {
	return assess.Locked(f.sheet.Evaluation) || !f.p.own(f.sheet.Evaluation)
}

// show hands the form what was read anew.
func (f *form) show(sheet *assess.Sheet) {
	other := sheet.Instrument.Reference != f.sheet.Instrument.Reference
	f.sheet = sheet
	if other {
		f.build(f.view)
	}
	for _, c := range f.cards {
		c.show()
	}
	f.update()
	f.help.sheetRead()
}

// update draws everything that follows from the answers: figures, counts, states.
func (f *form) update() {
	f.head.show()
	f.foot.show()
	for _, r := range f.views {
		r.show(f.sheet, r.id == f.view)
	}
	f.showNotices()
	if f.page != nil {
		f.page.show()
	}
}

// showNotices says over the cards why nothing can be written, or why the
// evaluation came back.
func (f *form) showNotices() {
	e := f.sheet.Evaluation
	key := strings.Join([]string{e.Text("status"), e.Text("status_reason"), e.Text("status_at")}, "\x00")
	if key == f.noticeOf {
		return
	}
	f.noticeOf = key
	f.notices.Objects = nil
	reason := e.Text("status_reason")
	switch {
	case e.Text("status") == data.EvaluationReturned:
		f.notices.Add(notice(widgets.Bad, "warning", words.T("evaluation.notice.returned", "When", moment(f.p.s, e)), reason))
	case e.Text("status") == data.EvaluationAccepted:
		f.notices.Add(notice(widgets.Good, "check", words.T("evaluation.notice.accepted", "When", moment(f.p.s, e)), reason))
	case e.Text("status") == data.EvaluationFinal && f.p.s.Headquarters():
		f.notices.Add(notice(widgets.Wait, "lock", words.T("evaluation.notice.final_headquarters", "When", moment(f.p.s, e)), ""))
	case e.Text("status") == data.EvaluationFinal:
		f.notices.Add(notice(widgets.Good, "lock", words.T("evaluation.notice.final", "When", moment(f.p.s, e)), ""))
	case !f.p.own(e):
		f.notices.Add(notice(widgets.Neutral, "lock", words.T("evaluation.notice.others", "Mission", missionName(e.Scope)), ""))
	case reason != "":
		f.notices.Add(notice(widgets.Neutral, "edit", words.T("evaluation.notice.reopened", "When", moment(f.p.s, e)), reason))
	}
	widgets.ShowIf(f.notices, len(f.notices.Objects) > 0)
	f.notices.Refresh()
	f.column.Refresh()
	for _, c := range f.cards {
		c.lock(f.locked())
	}
	if f.page != nil {
		f.page.lock(f.locked())
	}
}

// turn goes to another view; focusing gives its first blank indicator the keyboard.
func (f *form) turn(view string, focusing bool) {
	if view != f.view {
		f.commit()
		f.build(view)
		f.update()
	}
	if !focusing {
		return
	}
	for _, c := range f.cards {
		if _, ok := f.sheet.Level(c.indicator.ID); !ok {
			f.reach(c)
			return
		}
	}
	if len(f.cards) > 0 {
		f.reach(f.cards[0])
	}
	if p, ok := f.page.(*statement); ok {
		p.begin()
	}
}

// newPage makes a view beside the aspects; nil for an aspect.
func newPage(f *form, view string) page {
	switch view {
	case viewStatement:
		return newStatement(f)
	case viewUsers:
		return newUsers(f)
	case viewResult:
		return newResult(f)
	case viewPlan:
		return newPlan(f)
	case viewAbout:
		return newAbout(f)
	}
	return nil
}

// build makes the chosen view.
func (f *form) build(view string) {
	f.closePage()
	f.view, f.cards, f.page = view, nil, nil
	parts := []fyne.CanvasObject{f.notices}
	if f.page = newPage(f, view); f.page != nil {
		f.page.lock(f.locked())
		parts = append(parts, f.page.object())
	} else {
		for i := range f.sheet.Instrument.F02.Aspects {
			a := &f.sheet.Instrument.F02.Aspects[i]
			if a.ID != view {
				continue
			}
			parts = append(parts, aspectHead(a))
			for j := range a.Indicators {
				c := newCard(f, &a.Indicators[j])
				f.cards = append(f.cards, c)
				parts = append(parts, c.content)
			}
		}
	}
	f.column.SetContent(widgets.Inset(look.Roomy, look.Roomy, widgets.Column(look.Roomy, parts...)))
}

// closePage ends what the chosen view runs, if it runs anything.
func (f *form) closePage() {
	if p, ok := f.page.(interface{ close() }); ok {
		p.close()
	}
}

// jump shows an indicator, the first blank one when it is "".
func (f *form) jump(indicator string) {
	if indicator == "" {
		f.turn(f.view, true)
		return
	}
	a, ok := f.sheet.Instrument.AspectOf(indicator)
	if !ok {
		return
	}
	f.turn(a.ID, false)
	for _, c := range f.cards {
		if c.indicator.ID == indicator {
			f.reach(c)
		}
	}
}

// next goes from one indicator to the one after it, over the aspects' ends.
func (f *form) next(indicator string) {
	all := f.sheet.Instrument.Indicators()
	for i, ind := range all {
		if ind.ID == indicator && i+1 < len(all) {
			f.jump(all[i+1].ID)
			return
		}
	}
	f.turn(viewResult, false)
	f.foot.focus()
}

// reach gives a card the keyboard and brings all of it into view.
func (f *form) reach(c *card) {
	c.focus()
	f.column.Reveal(c.content)
	// A view that was just built finds its place with the next drawing.
	f.p.s.Do(func() {
		if slices.Contains(f.cards, c) {
			f.column.Reveal(c.content)
		}
	})
}

// commit saves what is being typed.
func (f *form) commit() {
	for _, c := range f.cards {
		c.fields.Commit()
	}
	if f.page != nil {
		f.page.commit()
	}
}

// choose gives an indicator a level: on the screen at once, and into the store.
func (f *form) choose(indicator string, level int) {
	if len(f.sheet.Stub(indicator).Conflicts["score"]) > 1 {
		return
	}
	edits := f.sheet.Choose(indicator, level)
	if len(edits) == 0 {
		return
	}
	f.expect(indicator, "score", edits[len(edits)-1].Value)
	f.p.s.Write("evaluation.undo.score", edits, nil)
}

// expect shows a value before the store has it. An answer that is being read
// now would not hold it yet and is dropped; the write's own event reads anew.
func (f *form) expect(indicator, field string, v data.Value) {
	f.p.sheet.Drop()
	f.sheet = f.sheet.With(indicator, field, v)
	f.update()
}

// indicatorOf is the indicator of an answer's id, "" for another record's.
func (f *form) indicatorOf(id data.ID) string {
	for indicator, a := range f.sheet.Answers {
		if a.ID == id {
			return indicator
		}
	}
	return ""
}

// evidenceAt takes the files that fell on a place of the window.
func (f *form) evidenceAt(at fyne.Position) *bound.Evidence {
	if v, ok := f.page.(*statement); ok {
		if q := v.at(at); q != nil {
			return q.evidence
		}
		return nil
	}
	c := f.cardAt(at)
	if c == nil {
		c = f.cardInHand()
	}
	if c == nil {
		return nil
	}
	return c.evidence
}

// cardAt is the card under a place of the window, if it is in view there.
func (f *form) cardAt(at fyne.Position) *card {
	if !within(f.column, at) {
		return nil
	}
	for _, c := range f.cards {
		if within(c.content, at) {
			return c
		}
	}
	return nil
}

// cardInHand is the card with the keyboard.
func (f *form) cardInHand() *card {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(f.content)
	if canvas == nil {
		return nil
	}
	focused, ok := canvas.Focused().(fyne.CanvasObject)
	if !ok {
		return nil
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(focused)
	for _, c := range f.cards {
		if within(c.content, at) {
			return c
		}
	}
	return nil
}

// within reports whether a place of the window lies in an object.
func within(o fyne.CanvasObject, at fyne.Position) bool {
	corner, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	return at.X >= corner.X && at.Y >= corner.Y && at.X < corner.X+size.Width && at.Y < corner.Y+size.Height
}
