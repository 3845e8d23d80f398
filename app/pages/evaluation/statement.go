package evaluation

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/instrument"
)

// statement is F-01, the unit's own statement (isian mandiri): its questions by
// aspect, each with its answer, where that came from, and its evidence.
type statement struct {
	f         *form
	content   *fyne.Container
	top       *widgets.Card
	progress  *widgets.ProgressLine
	offers    *widgets.Text
	takeAll   *widgets.Button
	offering  *fyne.Container
	outdated  *widgets.Text // names the answers that the records no longer bear out
	warning   *fyne.Container
	questions []*asked
	locked    bool
}

func newStatement(f *form) page {
	p := &statement{f: f}
	all := f.sheet.Instrument.F01
	if len(all.Questions) == 0 {
		p.content = widgets.Column(0, widgets.NewCard(words.T("f01.title"), nil, widgets.Hint(words.T("f01.none"))))
		return p
	}
	p.progress = widgets.NewProgressLine(0, 0)
	p.offers = widgets.Body("")
	p.takeAll = widgets.NewButton(widgets.Primary, "", "download", p.fill)
	p.offering = widgets.RowTop(look.Roomy, 0, p.offers, p.takeAll)
	p.offering.Hide()
	p.outdated = widgets.Body("")
	p.warning = widgets.RowTop(look.Gap, 1, widgets.NewIcon("warning", look.Wait, 18), p.outdated)
	p.warning.Hide()
	about := []fyne.CanvasObject{widgets.Hint(words.T("f01.about"))}
	if !all.Verification.Verified {
		about = append(about, widgets.Small(words.T("f01.wording")))
	}
	p.top = widgets.NewCard(words.T("f01.title"), widgets.Sized(look.Text(150), 0, p.progress), widgets.Column(look.Tight, about...), p.warning, p.offering)
	p.content = widgets.Column(look.Roomy, p.top)
	for _, group := range groups(f.sheet.Instrument) {
		body := make([]fyne.CanvasObject, 0, 2*len(group.questions))
		for i, one := range group.questions {
			q := newAsked(p, one)
			p.questions = append(p.questions, q)
			if i > 0 {
				body = append(body, widgets.Inset(0, look.Tight, widgets.Divider()))
			}
			body = append(body, q.content)
		}
		p.content.Add(widgets.NewCard(group.name, nil, body...))
	}
	p.show()
	return p
}

// group is the questions of one aspect.
type group struct {
	name      string
	questions []*instrument.Statement
}

// groups are the questions by aspect in the form's order; those of no aspect
// come last.
func groups(ins *instrument.Instrument) []group {
	var all []group
	take := func(id, name string) {
		g := group{name: name}
		for i := range ins.F01.Questions {
			if q := &ins.F01.Questions[i]; q.Aspect == id {
				g.questions = append(g.questions, q)
			}
		}
		if len(g.questions) > 0 {
			all = append(all, g)
		}
	}
	for _, a := range ins.F02.Aspects {
		take(a.ID, a.Name.In(lang()))
	}
	take("", "")
	return all
}

func (p *statement) object() fyne.CanvasObject { return p.content }

func (p *statement) show() {
	if len(p.questions) == 0 {
		return
	}
	p.progress.Set(p.f.sheet.Stated())
	p.showOffers()
	moved := false
	for _, q := range p.questions {
		moved = q.show() || moved
	}
	if moved {
		p.content.Refresh()
		p.f.column.Refresh()
	}
}

// showOffers says what the records can fill, and which answers taken from them
// they no longer bear out, by the numbers of the questions.
func (p *statement) showOffers() {
	var offers, outdated []*instrument.Statement
	if facts := p.f.help.facts; facts != nil { // not read yet: nothing is claimed
		outdated = p.f.sheet.Outdated(facts)
		if !p.locked {
			offers = p.f.sheet.Offers(facts)
		}
	}
	if n := len(offers); n > 0 {
		p.offers.Set(words.T("f01.offers", "N", n, "List", numbers(offers)))
		p.takeAll.SetText(words.T("f01.take_all", "N", n))
	}
	if n := len(outdated); n > 0 {
		p.outdated.Set(words.T("f01.outdated", "N", n, "List", numbers(outdated)))
	}
	if p.offering.Visible() != (len(offers) > 0) || p.warning.Visible() != (len(outdated) > 0) {
		widgets.ShowIf(p.offering, len(offers) > 0)
		widgets.ShowIf(p.warning, len(outdated) > 0)
		p.top.Refresh()
		p.content.Refresh()
		p.f.column.Refresh()
	}
}

// numbers are the numbers of questions, with commas between.
func numbers(questions []*instrument.Statement) string {
	all := make([]string, len(questions))
	for i, q := range questions {
		all[i] = strconv.Itoa(q.Number)
	}
	return strings.Join(all, ", ")
}

// fill takes every fact that answers a blank question, as one action.
func (p *statement) fill() {
	p.commit()
	f := p.f
	n := len(f.sheet.Offers(f.help.known()))
	f.p.s.Write("f01.undo.take", f.sheet.TakeAll(f.help.known(), f.today()), func() {
		f.p.s.Toast(words.T("f01.taken_all", "N", n))
	})
	p.reachBlank()
}

// begin gives the keyboard to what fills from the records, else to the first
// answer that they no longer bear out, else to the first without an answer.
func (p *statement) begin() {
	if p.offering != nil && p.offering.Visible() {
		p.focus(p.takeAll)
		return
	}
	if p.warning != nil && p.warning.Visible() {
		outdated := p.f.sheet.Outdated(p.f.help.facts)
		for _, q := range p.questions {
			if q.of == outdated[0] {
				p.reach(q)
				return
			}
		}
	}
	p.reachBlank()
}

// focus gives the keyboard to a part of the page. One that was just built is
// on no canvas yet, but the form is.
func (p *statement) focus(w fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.f.content); c != nil {
		c.Focus(w)
	}
}

// at is the question under a place of the window, else the one with the keyboard.
func (p *statement) at(place fyne.Position) *asked {
	driver := fyne.CurrentApp().Driver()
	places := []fyne.Position{place}
	if c := driver.CanvasForObject(p.f.content); c != nil {
		if held, ok := c.Focused().(fyne.CanvasObject); ok {
			places = append(places, driver.AbsolutePositionForObject(held))
		}
	}
	for i, one := range places {
		if i == 0 && !within(p.f.column, one) {
			continue
		}
		for _, q := range p.questions {
			if within(q.content, one) {
				return q
			}
		}
	}
	return nil
}

func (p *statement) commit() {
	for _, q := range p.questions {
		q.fields.Commit()
	}
}

func (p *statement) lock(locked bool) {
	p.locked = locked
	for _, q := range p.questions {
		q.lock(locked)
	}
	p.show()
}

// next goes from a question to the one after it; from the last to the first aspect.
func (p *statement) next(q *asked) {
	for i, one := range p.questions {
		if one == q && i+1 < len(p.questions) {
			p.reach(p.questions[i+1])
			return
		}
	}
	if aspects := p.f.sheet.Instrument.F02.Aspects; len(aspects) > 0 {
		p.f.turn(aspects[0].ID, true)
	}
}

// reach gives a question the keyboard and brings all of it into view.
func (p *statement) reach(q *asked) {
	q.focus()
	p.f.column.Reveal(q.content)
}

// reachBlank goes to the first question that has no answer and that the records
// cannot answer, or to the first.
func (p *statement) reachBlank() {
	offered := p.f.sheet.Offers(p.f.help.known())
	for _, q := range p.questions {
		if p.f.sheet.Statements[q.of.ID].Text("value") == "" && !slices.Contains(offered, q.of) {
			p.reach(q)
			return
		}
	}
	if len(p.questions) > 0 {
		p.reach(p.questions[0])
	}
}

// questionOf is the question of an F-01 answer's id, "" for another record's.
func (f *form) questionOf(id data.ID) string {
	for question, r := range f.sheet.Statements {
		if r.ID == id {
			return question
		}
	}
	return ""
}

// stated leads to a question of F-01, the first blank one for "".
func (f *form) stated(question string) {
	f.turn(viewStatement, false)
	p, ok := f.page.(*statement)
	if !ok {
		return
	}
	there := func() {
		if f.page != page(p) {
			return
		}
		for _, q := range p.questions {
			if q.of.ID == question {
				p.reach(q)
				return
			}
		}
		p.reachBlank()
	}
	there()
	f.p.s.Do(there) // a view that was just built finds its place with the next drawing
}
