package consultation

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/followup"
	"pinisi/data/standards"
)

// agreements is the tab Kesepakatan: what changes, from what to what.
type agreements struct {
	d      *detail
	scroll *widgets.FollowFocus
	page   fyne.CanvasObject
	notice *fyne.Container
	list   items
	text   *widgets.AutoField
	add    fyne.CanvasObject
	last   int64
	of     data.ID
	toOpen data.ID // opens once it is there
	slot   session.Slot
	// Of the open agreement: what the standard says now, and taking it over.
	now     *widgets.Text
	offer   fyne.CanvasObject
	reason  *widgets.AutoField
	outcome *widgets.PickList
}

func newAgreements(d *detail) *agreements {
	p := &agreements{d: d, notice: widgets.Column(0)}
	p.text = widgets.NewAutoField("")
	p.text.SetExample(words.T("consultation.agreements.text"))
	p.text.OnEnter = p.take
	p.add = widgets.RowGrow(look.Gap, 0, p.text, widgets.NewButton(widgets.Primary, words.T("consultation.agreements.add"), "plus", p.take))
	p.list = items{d: d, label: "consultation.undo.agreement_edit", line: p.line, form: p.form, actions: p.actions, resized: p.resize}
	p.list.start(words.T("consultation.agreements.empty"), words.T("consultation.agreements.none"))
	p.page = widgets.Page(p.notice, widgets.NewCard(words.T("consultation.tab.agreements"), nil, p.list.content, p.add))
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *agreements) Object() fyne.CanvasObject { return p.scroll }

func (p *agreements) resize() { p.page.Refresh(); p.scroll.Refresh() }

func (p *agreements) Show(now *snapshot) {
	m := now.meeting
	if p.of != m.Consultation.ID {
		p.of, p.last = m.Consultation.ID, 0
		p.text.Commit()
		p.text.SetText("")
	}
	locked := p.d.locked()
	p.notice.Objects = nil
	widgets.ShowIf(p.notice, locked && !p.d.readOnly())
	if p.notice.Visible() {
		p.notice.Objects = []fyne.CanvasObject{p.d.notice()}
	}
	widgets.ShowIf(p.add, !locked)
	p.list.show(m.Agreements, consult.Labels(m.Consultation, m.Agreements), locked, m.Consultation.Text("status")+standingMark(now))
	p.hint()
	if p.list.by[p.toOpen] != nil {
		p.list.open(p.toOpen)
		p.toOpen = data.NilID
	}
	p.resize()
}

func (p *agreements) Commit() { p.list.commit() }

func (p *agreements) close() { p.slot.Drop() }

// standingMark changes with the standards that agreements are compared with.
func standingMark(now *snapshot) string {
	var latest data.HLC
	for _, r := range now.standing {
		latest = max(latest, r.Changed)
	}
	return fmt.Sprint(latest)
}

// current is what the standard in force says of what an agreement changes.
func (p *agreements) current(r data.Record) string {
	n, _ := r.Int("component")
	field := standards.Component(n)
	if field == "" {
		return ""
	}
	return p.d.now.standing[r.Text("service")].Text(field)
}

func (p *agreements) reveal(id data.ID, _ string) {
	if id != data.NilID {
		p.list.open(id)
		return
	}
	for _, r := range p.d.now.meeting.Agreements { // the first that waits for a reason
		if r.Text("outcome") == data.NotAgreed && r.Text("reason") == "" {
			p.list.open(r.ID)
			p.reason.Focus()
			return
		}
	}
	p.text.Focus()
}

func (p *agreements) take() {
	text := strings.TrimSpace(p.text.Text())
	p.text.Commit()
	p.text.SetText("")
	if text == "" {
		p.text.Focus()
		return
	}
	p.begin(map[string]data.Value{"text": data.TextValue(text)})
}

// begin stores a new agreement and opens it for from, to and component.
func (p *agreements) begin(fields map[string]data.Value) {
	m := p.d.now.meeting
	p.last = max(p.last+1, consult.NextNumber(m.Agreements))
	fields["consultation"], fields["number"] = data.RefValue(m.Consultation.ID), data.IntValue(p.last)
	p.toOpen = p.d.s.Store.NewID()
	p.d.write("consultation.undo.agreement", data.Create("agreement", p.toOpen, m.Consultation.Scope, fields), nil)
}

func (p *agreements) line(r data.Record, number string) fyne.CanvasObject {
	var about []string
	if s := r.Text("service"); s != "" {
		about = append(about, bound.ServiceName(s))
	}
	if n, ok := r.Int("component"); ok {
		about = append(about, said("consultation.component.", fmt.Sprint(n)))
	}
	var by []string
	for _, u := range r.List("agreed_by") {
		by = append(by, said("consultation.unsur.short.", u))
	}
	if len(by) > 0 {
		about = append(about, words.T("consultation.agreements.by")+" "+strings.Join(by, ", "))
	}
	for _, in := range p.d.now.meeting.Inputs {
		if in.ID == r.Ref("input") {
			about = append(about, words.T("consultation.agreements.from_input", "N", consult.Labels(p.d.now.meeting.Consultation, p.d.now.meeting.Inputs)[in.ID]))
		}
	}
	text := widgets.Column(look.Tight, widgets.Body(r.Text("text")))
	if len(about) > 0 {
		text.Add(widgets.Small(strings.Join(about, " · ")))
	}
	if from, to := r.Text("from_value"), r.Text("to_value"); from != "" || to != "" {
		text.Add(widgets.RowTop(look.Gap, 1, widgets.Sized(look.Text(70), 0, widgets.Small(words.T("consultation.agreements.from"))), widgets.Hint(dash(from))))
		text.Add(widgets.RowTop(look.Gap, 1, widgets.Sized(look.Text(70), 0, widgets.Small(words.T("consultation.agreements.to"))), widgets.Body(dash(to))))
	}
	open := r.Text("outcome") == data.NotAgreed
	if why := r.Text("reason"); open && why != "" {
		text.Add(widgets.Hint(words.T("consultation.agreements.why", "Reason", why)))
	}
	row := widgets.RowTop(look.Gap, 1, widgets.Sized(look.Text(30), 0, widgets.Body(number+".").Bold()), text)
	switch {
	case consult.Late(p.d.now.meeting.Consultation, r):
		row.Add(widgets.NewStatusPill(widgets.Wait, words.T("consultation.inputs.late")))
	case open:
		row.Add(widgets.NewStatusPill(widgets.Wait, words.T("consultation.outcome.not_agreed")))
	}
	return row
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (p *agreements) form(f *bound.Form, of *item) []fyne.CanvasObject {
	word := func(key string) string { return words.T("consultation.agreements." + key) }
	p.outcome = f.Pick("outcome", widgets.NewChoice(word("outcome"), choices("consultation.outcome.", data.Agreed, data.NotAgreed)))
	component := f.PickNumber("component", widgets.NewPickList(words.T("consultation.inputs.component"), components()))
	service := f.Pick("service", widgets.NewPickList(words.T("consultation.inputs.service"), servicesOf(p.d.now)))
	from := f.Text("from_value", widgets.NewAutoArea(word("from"), 2))
	to := f.Text("to_value", widgets.NewAutoArea(word("to"), 2))
	reason := f.Text("reason", widgets.NewAutoArea(word("reason"), 2))
	p.reason = reason
	of.first = service
	p.now = widgets.Small("")
	p.offer = widgets.RowGrow(look.Gap, 0, p.now, widgets.NewButton(widgets.Plain, word("take_current"), "", func() {
		if is := p.current(f.Record()); is != "" {
			p.list.commit()
			p.d.write("consultation.undo.agreement_edit", []data.Edit{f.Record().Set("from_value", data.TextValue(is))}, nil)
			to.Focus() // this button goes
		}
	}).Compact())
	p.list.opening = p.hint
	return []fyne.CanvasObject{
		f.Text("text", widgets.NewAutoArea(word("text"), 2)),
		bound.Columns(220, service, component, p.outcome),
		p.offer,
		bound.Columns(260, from, to),
		reason,
		f.Picks("agreed_by", widgets.NewMultiPick(word("by"), unsurOptions(false))),
	}
}

// hint shows what the standard says now, where the open agreement does not say
// it yet, and asks for a reason where people did not agree.
func (p *agreements) hint() {
	it := p.list.by[p.list.opened]
	if it == nil || p.offer == nil {
		return
	}
	if it.rec.Text("outcome") == "" {
		p.outcome.Set(data.Agreed) // what a blank one means
	}
	is := p.current(it.rec)
	widgets.ShowIf(p.offer, is != "" && it.rec.Text("from_value") != is && !p.d.locked())
	p.now.Set(words.T("consultation.agreements.current", "Text", words.Short(is, 40)))
	widgets.ShowIf(p.reason, it.rec.Text("outcome") == data.NotAgreed || it.rec.Text("reason") != "")
	p.resize()
}

func (p *agreements) actions(of *item) []fyne.CanvasObject {
	all := []fyne.CanvasObject{
		widgets.NewButton(widgets.Plain, words.T("consultation.inputs.close"), "check", func() { p.list.close(); p.resize() }).Compact(),
		widgets.NewButton(widgets.Quiet, words.T("consultation.agreements.followup"), "follow-up", func() {
			p.list.commit()
			p.d.tabs.Go(consult.TabFollowUps).(*followUps).begin(followup.Source{Kind: "agreement", ID: of.rec.ID, Finding: of.rec.Text("text")})
		}).Compact(),
		widgets.NewButton(widgets.Quiet, words.T("consultation.agreements.standard"), "standard", func() { p.standard(of.rec.ID) }).Compact(),
	}
	if p.d.locked() {
		return all
	}
	return append(all,
		widgets.NewButton(widgets.Quiet, words.T("consultation.agreements.delete"), "trash", func() {
			p.d.write("consultation.undo.agreement_delete", []data.Edit{of.rec.Delete()}, nil)
		}).Compact())
}

// standard carries the agreement into a draft of the service's standard, and
// goes there.
func (p *agreements) standard(id data.ID) {
	s := p.d.s
	p.list.commit()
	var draft data.ID
	s.Change(func(ctx context.Context) error { // behind what is still being saved
		r, err := s.Store.Get(ctx, "agreement", id)
		if err != nil {
			return err
		}
		draft, err = standards.DraftFrom(ctx, s.Store, s.Author, r)
		return err
	}, func() {
		if draft != data.NilID {
			s.Toast(words.T("consultation.agreements.carried"))
			s.Open(session.PageStandard, draft)
		}
	})
}
