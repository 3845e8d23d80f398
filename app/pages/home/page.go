// Package home is Beranda: what waits for somebody, one line and one click
// each, and on an empty device the three steps to begin with. It reads; it
// writes nothing.
package home

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
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
	due     *due              // what was read last
	notice  fyne.CanvasObject // stands above what is due; nil: nothing
}

// seen are the kinds of which something may be due.
var seen = []string{"evaluation", "answer", "followup", "consultation", "session", "participant", "input", "agreement", "response", "survey", "survey_response",
	"complaint", "standard", "review", "pledge", "innovation", "proposal", "outreach", "system", "system_note", "privacy_request", "holiday", "mission", "ruleset"}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s, scroll: widgets.NewFollowFocus(widgets.Space(0, 0))}
	p.unwatch = s.Watch(func(e store.Event) {
		if !session.Touches(e, seen...) {
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

// SetNotice puts something above what is due, nil for nothing: what the program
// itself has to say.
func (p *Page) SetNotice(o fyne.CanvasObject) {
	if o == nil && p.notice == nil {
		return
	}
	p.notice = o
	if p.due != nil {
		p.show(*p.due)
	}
}

func (p *Page) show(d due) {
	p.due = &d
	at := p.scroll.Offset()
	var parts []fyne.CanvasObject
	if p.notice != nil {
		parts = append(parts, p.notice)
	}
	switch {
	case d.Empty:
		parts = append(parts, p.steps(d))
	case len(d.Groups) == 0 && len(d.Urgent) == 0:
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
		widgets.NewButton(widgets.Plain, words.T("home.new_consultation"), "plus", func() { p.s.New(session.PageConsultation) }),
		widgets.NewButton(widgets.Plain, words.T("home.new_complaint"), "plus", func() { p.s.New(session.PageComplaint) }))
}

// shown is how many lines of a group are shown before "see all".
const shown = 4

// atMost is how many of a group can be seen at all: those, one more in place of
// "see all", and one among the urgent.
const atMost = shown + 2

// lines are what is due: first what is most urgent, then group by group.
func (p *Page) lines(d due) []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	if len(d.Urgent) > 0 {
		column := widgets.Column(look.Tight)
		for _, i := range d.Urgent {
			column.Add(p.row(i))
		}
		cards = append(cards, widgets.NewCard(words.T("home.urgent"), nil, column))
	}
	for _, g := range d.Groups {
		column := widgets.Column(look.Tight)
		few := g.Items[:min(len(g.Items), shown)]
		if len(g.Items) == shown+1 && g.all() == shown+1 {
			few = g.Items // one more takes no more room than the line that says so
		}
		for _, i := range few {
			column.Add(p.row(i))
		}
		if more := g.all() - len(few); more > 0 {
			column.Add(newMore(words.T("home.see_all", "N", g.all()), func() { p.s.Open(g.Page, data.NilID) }))
		}
		cards = append(cards, widgets.NewCard(words.T(g.Title), nil, column))
	}
	return cards
}

func (p *Page) row(i item) *bound.Press {
	stands := state(i.State, i.Word)
	if i.All > 0 {
		stands = share(i.Done, i.All)
	}
	return newRow(i.Icon, i.Title, i.Line, stands, func() { p.s.Open(i.Page, i.ID) })
}
