package integration

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/integrate"
	"pinisi/data/workday"
)

// notes is the tab Hambatan dan keputusan: what is in the way, until when it is
// to be resolved and what follows from it, and the log of decisions.
type notes struct {
	d         *detail
	scroll    *widgets.FollowFocus
	page      fyne.CanvasObject
	blockers  *bound.OpenList
	decisions *bound.OpenList
	text      map[string]*widgets.AutoField // of a new one, by type
	add       map[string]fyne.CanvasObject
	about     integrate.Line // item of the next blocker
}

func newNotes(d *detail) *notes {
	p := &notes{d: d, text: map[string]*widgets.AutoField{}, add: map[string]fyne.CanvasObject{}}
	p.blockers, p.decisions = p.listOf(integrate.Blocker), p.listOf(integrate.Decision)
	p.page = widgets.Page(
		widgets.NewCard(words.T("integration.blockers"), nil, p.blockers.Content, p.add[integrate.Blocker]),
		widgets.NewCard(words.T("integration.decisions"), nil, p.decisions.Content, p.add[integrate.Decision]),
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *notes) listOf(of string) *bound.OpenList {
	key := "integration." + of + "s."
	l := bound.NewOpenList(p.d.page.s, "integration.undo.note_edit", words.T(key+"empty"))
	l.Line, l.Resized = p.line, p.resize
	l.Fields = func(f *bound.Form, r data.Record) ([]fyne.CanvasObject, interface{ Focus() }) {
		return p.fields(l, f, r)
	}
	text := widgets.NewAutoField("")
	text.SetExample(words.T(key + "text"))
	take := func() { p.take(of, l) }
	text.OnEnter = take
	p.text[of] = text
	p.add[of] = widgets.RowGrow(look.Gap, 0, text, widgets.NewButton(widgets.Plain, words.T("integration.note.add"), "plus", take))
	return l
}

func (p *notes) Object() fyne.CanvasObject { return p.scroll }
func (p *notes) close()                    {}
func (p *notes) resize()                   { p.page.Refresh(); p.scroll.Refresh() }

func (p *notes) Commit() {
	p.blockers.Commit()
	p.decisions.Commit()
}

// reveal opens a note.
func (p *notes) reveal(r data.Record) {
	if r.Text("type") == integrate.Decision {
		p.decisions.Open(r.ID)
		return
	}
	p.blockers.Open(r.ID)
}

// begin readies the line for a blocker of an item.
func (p *notes) begin(about integrate.Line) {
	p.about = about
	p.text[integrate.Blocker].SetExample(about.Name.In(lang()) + ": …")
	p.text[integrate.Blocker].Focus()
}

func (p *notes) Show(now *integrate.Sheet) {
	off := p.d.locked()
	p.blockers.Show(now.Blockers, off)
	p.decisions.Show(now.Decisions, off)
	for _, add := range p.add {
		widgets.ShowIf(add, !off)
	}
	p.resize()
}

// take stores a new note and opens it for the rest.
func (p *notes) take(of string, l *bound.OpenList) {
	field := p.text[of]
	text := strings.TrimSpace(field.Text())
	field.Commit()
	field.SetText("")
	if text == "" {
		field.Focus()
		return
	}
	s, system := p.d.page.s, p.d.now.System
	id := s.Store.NewID()
	fields := map[string]data.Value{"system": data.RefValue(system.ID), "type": data.TextValue(of), "text": data.TextValue(text), "on": data.TextValue(p.d.page.today(system.Scope))}
	if of == integrate.Blocker && p.about.ID != "" {
		fields["item"] = data.TextValue(p.about.ID)
		p.about = integrate.Line{}
		field.SetExample(words.T("integration.blockers.text"))
	}
	l.Open(id) // once it is there
	s.Write("integration.undo.note", data.Create("system_note", id, system.Scope, fields), nil)
}

func (p *notes) line(r data.Record) fyne.CanvasObject {
	var under []string
	for _, l := range p.d.now.Lines {
		if l.ID == r.Text("item") {
			under = append(under, l.Name.In(lang()))
		}
	}
	if o := r.Text("office"); o != "" {
		under = append(under, o)
	}
	if on := r.Text("on"); on != "" {
		under = append(under, words.Date(on))
	}
	n := 0
	for _, a := range p.d.now.FollowUps {
		if a.Ref("source") == r.ID {
			n++
		}
	}
	if n > 0 {
		under = append(under, words.T("integration.note.followups", "N", words.Count(n)))
	}
	text := widgets.Column(2, widgets.Body(strings.TrimSpace(r.Text("text"))), widgets.Small(strings.Join(under, " · ")))
	if r.Text("type") == integrate.Decision {
		return text
	}
	state, word, icon := p.resolved(r)
	return widgets.RowGrow(look.Gap, 0, text, widgets.NewStatusPill(state, word).WithIcon(icon))
}

// resolved says how a blocker stands against its date, or its system's.
func (p *notes) resolved(r data.Record) (widgets.State, string, string) {
	if on := r.Text("resolved_on"); on != "" {
		return widgets.Good, words.T("integration.note.resolved", "On", words.Date(on)), ""
	}
	due := r.Text("due_on")
	if due == "" {
		due = p.d.now.System.Text("target_on")
	}
	today := p.d.page.today(r.Scope)
	if due == "" {
		return widgets.Wait, words.T("integration.note.open"), ""
	}
	if days, ok := workday.CalendarDays(due, today); ok && days > 0 {
		return widgets.Bad, words.T("integration.note.late", "N", words.Count(days)), ""
	}
	return widgets.Wait, words.T("integration.note.due", "On", words.Date(due)), "calendar"
}

func (p *notes) fields(l *bound.OpenList, f *bound.Form, r data.Record) ([]fyne.CanvasObject, interface{ Focus() }) {
	s := p.d.page.s
	label := func(name string) string { return words.T("kinds.system_note." + name) }
	date := func(name string) *widgets.ParsedField {
		return f.Date(name, widgets.NewDateField(label(name), s.Now))
	}
	var options []widgets.Option
	for _, line := range p.d.now.Lines {
		options = append(options, widgets.Option{ID: line.ID, Text: line.Name.In(lang())})
	}
	blocker := r.Text("type") != integrate.Decision
	who := "integration.note.office_decide"
	if blocker {
		who = "integration.note.office_resolve"
	}
	office := f.Text("office", widgets.NewAutoField(words.T(who)))
	all := []fyne.CanvasObject{f.Text("text", widgets.NewAutoArea(label("text"), 2)),
		bound.Columns(240, office, f.Pick("item", widgets.NewPickList(label("item"), options)))}
	if blocker {
		all = append(all, bound.Columns(170, date("on"), date("due_on"), date("resolved_on")))
	} else {
		all = append(all, bound.Columns(170, date("on")))
	}
	if p.d.locked() {
		return all, office
	}
	actions := widgets.Wrapped(look.Gap, widgets.NewButton(widgets.Plain, words.T("integration.note.close"), "check", func() { l.Close(); l.Focus(r.ID) }).Compact())
	if blocker {
		if integrate.Open(r) {
			actions.Add(widgets.NewButton(widgets.Plain, words.T("integration.note.resolve"), "check", func() {
				l.Commit()
				s.Write("integration.undo.note_edit", []data.Edit{r.Set("resolved_on", data.TextValue(p.d.page.today(r.Scope)))}, nil)
				l.Close()
			}).Compact())
		}
		actions.Add(widgets.NewButton(widgets.Quiet, words.T("integration.note.followup"), "follow-up", func() { p.follow(l, r) }).Compact())
	}
	actions.Add(widgets.NewButton(widgets.Quiet, words.T("integration.note.delete"), "trash", func() {
		s.Write("integration.undo.note_delete", []data.Edit{r.Delete()}, nil)
	}).Compact())
	return append(all, actions), office
}

// follow makes a follow-up from a blocker: it belongs to the plan of this year.
func (p *notes) follow(l *bound.OpenList, r data.Record) {
	l.Commit()
	s, system := p.d.page.s, p.d.now.System
	finding := system.Text("name") + ": " + strings.TrimSpace(r.Text("text"))
	from := followup.Source{Kind: "system_note", ID: r.ID, Finding: finding, Period: followup.Year(p.d.page.today(system.Scope)), Unit: system.Text("owner")}
	s.Change(func(ctx context.Context) error {
		_, err := followup.Begin(ctx, s.Store, s.Author, system.Scope, from, "")
		return err
	}, func() {
		s.Offer(words.T("integration.followup.made"), s.Undo)
		p.d.tabs.Go(tabFollowUps)
	})
}
