package evaluation

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
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
		r := newViewRow(id, name, func() { f.goTo(id) })
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
