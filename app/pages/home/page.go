// Package home is Beranda: what waits for somebody, one line and one click
// each, and on an empty device the three steps to begin with. It reads; it
// writes nothing.
package home

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Page is Beranda.
type Page struct {
	s       *session.Session
	scroll  *widgets.FollowFocus
	slot    session.Slot
	unwatch func()
	front   bool
	stale   bool
	drawn   bool
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s, scroll: widgets.NewFollowFocus(widgets.Space(0, 0))}
	p.unwatch = s.Watch(func(e store.Event) {
		if !session.Touches(e, "evaluation", "answer", "followup", "consultation", "participant", "input", "agreement", "response", "survey", "survey_response") {
			return
		}
		if p.stale = !p.front; p.front {
			p.read()
		}
	})
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.scroll }

// Show reads what is due, which also changes with the date alone.
func (p *Page) Show(data.ID) {
	p.front = true
	p.read()
}

// Leave tells that another page came to the front.
func (p *Page) Leave() { p.front = false }

// Close ends the page.
func (p *Page) Close() {
	p.unwatch()
	p.slot.Drop()
}

func (p *Page) read() {
	p.stale = false
	now := p.s.Now()
	session.Load(p.s, &p.slot, func(ctx context.Context) (due, error) { return read(ctx, p.s, now) }, p.show)
}

func (p *Page) show(d due) {
	at := p.scroll.Offset()
	var parts []fyne.CanvasObject
	switch {
	case d.Empty:
		parts = append(parts, p.steps(d))
	case d.nothing():
		parts = append(parts, widgets.NewCard("", nil, widgets.NewEmptyState("check", words.T("home.nothing"), "", nil)), p.begin())
	default:
		parts = append(parts, p.lines(d)...)
		parts = append(parts, p.begin())
	}
	p.scroll.SetContent(widgets.Column(0, widgets.Inset(look.Wide, look.Wide, widgets.Column(look.Roomy, parts...))))
	if p.drawn {
		p.scroll.ScrollTo(at) // what arrives does not move what is being read
	}
	p.drawn = true
}

// steps are what an empty device begins with.
func (p *Page) steps(d due) fyne.CanvasObject {
	column := widgets.Column(look.Tight)
	add := func(r *bound.Press) { column.Add(r) }
	add(newRow("evaluation", words.T("home.step_evaluation"), words.T("home.step_evaluation.why"), nil, func() { p.s.New(session.PageEvaluation) }))
	add(newRow("consultation", words.T("home.step_consultation"), words.T("home.step_consultation.why"), nil, func() { p.s.New(session.PageConsultation) }))
	if d.Enrolled {
		add(newRow("sync", words.T("home.step_connected"), words.T("home.step_connected.why"), state(widgets.Good, words.T("home.done")), func() { p.s.Open(session.PageSync, data.NilID) }))
	} else {
		add(newRow("sync", words.T("home.step_connect"), words.T("home.step_connect.why"), nil, func() { p.s.Open(session.PageSync, data.NilID) }))
	}
	return widgets.NewCard(words.T("home.begin_title"), nil, widgets.Hint(words.T("home.begin_hint")), column)
}

// begin are the ways to new work.
func (p *Page) begin() fyne.CanvasObject {
	if p.s.ReadOnly() {
		return widgets.Space(0, 0)
	}
	return widgets.Wrapped(look.Gap,
		widgets.NewButton(widgets.Plain, words.T("home.new_evaluation"), "plus", func() { p.s.New(session.PageEvaluation) }),
		widgets.NewButton(widgets.Plain, words.T("home.new_consultation"), "plus", func() { p.s.New(session.PageConsultation) }))
}

// shown is how many lines of a topic are shown before "and more".
const shown = 5

// lines are what is due, topic by topic.
func (p *Page) lines(d due) []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	topic := func(title string, page string, rows []*bound.Press, all int) {
		if len(rows) == 0 {
			return
		}
		column := widgets.Column(look.Tight)
		for _, r := range rows {
			column.Add(r)
		}
		if more := all - len(rows); more > 0 {
			column.Add(newRow("", words.T("home.more", "N", more), "", nil, func() { p.s.Open(page, data.NilID) }))
		}
		cards = append(cards, widgets.NewCard(words.T(title), nil, column))
	}
	if d.Conflicts > 0 {
		topic("home.conflicts", session.PageSync, []*bound.Press{newRow("conflict", words.T("home.conflict_count", "N", d.Conflicts), words.T("home.conflict_why"),
			state(widgets.Wait, words.T("home.decide")), func() { p.s.Open(session.PageSync, d.First) })}, 1)
	}
	var rows []*bound.Press
	for _, e := range d.Evaluations {
		rows = append(rows, p.evaluation(e))
	}
	if p.s.Headquarters() {
		topic("home.evaluations_final", session.PageEvaluation, rows, d.Open)
	} else {
		topic("home.evaluations", session.PageEvaluation, rows, d.Open)
	}
	rows = nil
	for _, e := range d.Surveys[:min(len(d.Surveys), shown)] {
		rows = append(rows, p.survey(e))
	}
	topic("home.surveys", session.PageSurvey, rows, len(d.Surveys))
	rows = nil
	if d.Left > 0 {
		rows = append(rows, newRow("follow-up", words.T("home.left", "N", d.Left, "Period", d.Period), words.T("home.left.why"),
			state(widgets.Wait, words.T("home.carry")), func() { p.s.Open(session.PageFollowUp, data.NilID) }))
	}
	pressing := append(slices.Clone(d.Late), d.Soon...)
	for _, r := range pressing[:min(len(pressing), shown)] { // a row costs more than the record that it shows
		rows = append(rows, p.followUp(r, d.Days.Today(r.Scope)))
	}
	topic("home.followups", session.PageFollowUp, rows, len(rows)-min(len(pressing), shown)+len(pressing))
	rows = nil
	for i, r := range slices.Concat(d.Unpublished, d.Unsigned) {
		word := words.T("home.unpublished")
		if i >= len(d.Unpublished) {
			word = words.T("home.unsigned")
		}
		if i < shown {
			rows = append(rows, p.consultation(r, word))
		}
	}
	topic("home.consultations", session.PageConsultation, rows, len(d.Unpublished)+len(d.Unsigned))
	return cards
}

func (p *Page) mission(r data.Record) string {
	if !p.s.Headquarters() {
		return ""
	}
	return setup.Name(r.Scope)
}

func (p *Page) evaluation(e evaluating) *bound.Press {
	r := e.Evaluation
	line := join(p.mission(r), words.T("home.evaluation_line", "Period", r.Text("period"), "Variant", words.T("evaluation.variant."+r.Text("variant"))), sheets(e.Sheets, e.Least))
	return newRow("evaluation", r.Text("unit"), line, stands(e), func() { p.s.Open(session.PageEvaluation, r.ID) })
}

// stands is what an evaluation waits for, or how much of it is filled.
func stands(e evaluating) fyne.CanvasObject {
	status := e.Evaluation.Text("status")
	switch {
	case status == data.EvaluationReturned:
		return state(widgets.Bad, words.T("evaluation.status.returned"))
	case status == data.EvaluationFinal:
		return state(widgets.Wait, words.T("home.decide"))
	case !e.Ready():
		return share(e.Answered, e.Total)
	case e.Sheets < max(e.Least, 1):
		return state(widgets.Wait, words.T("home.few_users"))
	}
	return state(widgets.Good, words.T("home.complete"))
}

// sheets says how many users' sheets came in, and how many are needed.
func sheets(n, least int) string {
	switch {
	case least == 0 && n == 0:
		return ""
	case least == 0:
		return words.T("home.sheets", "N", n)
	}
	return words.T("home.sheets_of", "N", n, "Least", least)
}

func (p *Page) survey(e surveying) *bound.Press {
	r := e.Survey
	title := r.Text("title")
	if title == "" {
		title = words.T("home.untitled")
	}
	stands := state(widgets.Wait, words.T("home.under_way"))
	if e.Least > 0 && e.Sheets >= e.Least {
		stands = state(widgets.Good, words.T("home.enough"))
	}
	return newRow("survey", title, join(p.mission(r), words.T("home.survey_line", "Period", r.Text("period")), r.Text("unit"), sheets(e.Sheets, e.Least)),
		stands, func() { p.s.Open(session.PageSurvey, r.ID) })
}

// followUp is a follow-up that is late or soon on the mission's date today.
func (p *Page) followUp(r data.Record, today string) *bound.Press {
	title := r.Text("action")
	if title == "" {
		title = r.Text("finding")
	}
	if title == "" {
		title = words.T("home.untitled")
	}
	due, word := widgets.Wait, words.T("home.today")
	switch _, days := followup.DueOf(r, today); {
	case days < 0:
		due, word = widgets.Bad, words.T("home.late", "N", -days)
	case days > 0:
		word = words.T("home.soon", "N", days)
	}
	return newRow("follow-up", title, join(p.mission(r), words.T("home.due_on", "Date", words.Date(r.Text("due_on"))), r.Text("office")),
		state(due, word), func() { p.s.Open(session.PageFollowUp, r.ID) })
}

// consultation is one that waits for what word says.
func (p *Page) consultation(r data.Record, word string) *bound.Press {
	title := r.Text("title")
	if title == "" {
		title = words.T("home.untitled")
	}
	when := ""
	if at := r.Time("starts_at"); !at.IsZero() {
		when = words.Date(followup.Today(at, r.Text("zone")))
	}
	return newRow("consultation", title, join(p.mission(r), when, r.Text("place")), state(widgets.Wait, word), func() { p.s.Open(session.PageConsultation, r.ID) })
}

// join puts what is not blank into one line.
func join(parts ...string) string {
	var some []string
	for _, s := range parts {
		if s != "" {
			some = append(some, s)
		}
	}
	return strings.Join(some, " · ")
}
