package consultation

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/followup"
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
	p.list.show(m.Agreements, consult.Labels(m.Consultation, m.Agreements), locked)
	if p.list.by[p.toOpen] != nil {
		p.list.open(p.toOpen)
		p.toOpen = data.NilID
	}
	p.resize()
}

func (p *agreements) Commit() { p.list.commit() }

func (p *agreements) reveal(id data.ID, _ string) {
	if id != data.NilID {
		p.list.open(id)
		return
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
	text := widgets.Column(look.Tight, widgets.Body(r.Text("text")))
	if len(about) > 0 {
		text.Add(widgets.Small(strings.Join(about, " · ")))
	}
	if from, to := r.Text("from_value"), r.Text("to_value"); from != "" || to != "" {
		text.Add(widgets.RowTop(look.Gap, 1, widgets.Sized(look.Text(70), 0, widgets.Small(words.T("consultation.agreements.from"))), widgets.Hint(dash(from))))
		text.Add(widgets.RowTop(look.Gap, 1, widgets.Sized(look.Text(70), 0, widgets.Small(words.T("consultation.agreements.to"))), widgets.Body(dash(to))))
	}
	return widgets.RowTop(look.Gap, 1, widgets.Sized(look.Text(30), 0, widgets.Body(number+".").Bold()), text)
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (p *agreements) form(f *bound.Form, of *item) []fyne.CanvasObject {
	word := func(key string) string { return words.T("consultation.agreements." + key) }
	from := f.Text("from_value", widgets.NewAutoArea(word("from"), 2))
	of.first = from
	return []fyne.CanvasObject{
		bound.Columns(260, from, f.Text("to_value", widgets.NewAutoArea(word("to"), 2))),
		bound.Columns(260,
			f.PickNumber("component", widgets.NewPickList(words.T("consultation.inputs.component"), components())),
			f.Pick("service", widgets.NewPickList(words.T("consultation.inputs.service"), bound.Services(p.d.now.offered, p.d.now.meeting.Consultation.List("services"))))),
		f.Picks("agreed_by", widgets.NewMultiPick(word("by"), unsurOptions(false))),
		f.Text("text", widgets.NewAutoArea(word("text"), 2)),
	}
}

func (p *agreements) actions(of *item) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewButton(widgets.Plain, words.T("consultation.inputs.close"), "check", func() { p.list.close(); p.resize() }).Compact(),
		widgets.NewButton(widgets.Quiet, words.T("consultation.agreements.followup"), "follow-up", func() {
			p.list.commit()
			p.d.tabs.Go(consult.TabFollowUps).(*followUps).begin(followup.Source{Kind: "agreement", ID: of.rec.ID, Finding: of.rec.Text("text")})
		}).Compact(),
		widgets.NewButton(widgets.Quiet, words.T("consultation.agreements.delete"), "trash", func() {
			p.d.write("consultation.undo.agreement_delete", []data.Edit{of.rec.Delete()}, nil)
		}).Compact(),
	}
}
