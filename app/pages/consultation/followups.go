package consultation

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	followpage "pinisi/app/pages/followup"
	"pinisi/app/pages/related"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/followup"
	"pinisi/data/setup"
)

// followUps is the tab Tindak lanjut: the actions that follow from the
// consultation, its inputs and its agreements.
type followUps struct {
	d      *detail
	scroll *widgets.FollowFocus
	page   fyne.CanvasObject
	sum    *widgets.Text
	rows   *fyne.Container
	from   *widgets.PickList
	action *widgets.AutoField
	add    fyne.CanvasObject
	of     data.ID
	card   *related.Card // what led here, and what came of it
}

func newFollowUps(d *detail) *followUps {
	p := &followUps{d: d, sum: widgets.Small("").Whole(), rows: widgets.Column(look.Tight)}
	p.from = widgets.NewChoice(words.T("followup.source"), nil)
	p.action = widgets.NewAutoField(words.T("followup.field.action"))
	p.action.SetExample(words.T("consultation.followups.action"))
	p.action.OnEnter = p.take
	p.add = widgets.Column(look.Gap, widgets.Divider(), bound.Columns(260, p.from, p.action),
		widgets.Row(0, widgets.NewButton(widgets.Primary, words.T("consultation.followups.add"), "plus", p.take)))
	p.card = related.New(d.s)
	p.page = widgets.Page(widgets.NewCard(words.T("consultation.tab.followups"), p.sum, p.rows, p.add), p.card.Content)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *followUps) close() { p.card.Close() }

func (p *followUps) Object() fyne.CanvasObject { return p.scroll }

func (p *followUps) Show(now *snapshot) {
	m := now.meeting
	if p.of != m.Consultation.ID {
		p.of = m.Consultation.ID
		p.from.Set(m.Consultation.ID.String())
	}
	options := []widgets.Option{{ID: m.Consultation.ID.String(), Text: words.T("consultation.followups.from.meeting")}}
	labels := consult.Labels(m.Consultation, m.Agreements)
	for _, r := range m.Agreements {
		options = append(options, widgets.Option{ID: r.ID.String(), Text: words.T("consultation.followups.from.agreement", "N", labels[r.ID]), Detail: words.Short(r.Text("text"), 40)})
	}
	numbers := consult.Labels(m.Consultation, m.Inputs)
	for _, r := range m.Inputs {
		options = append(options, widgets.Option{ID: r.ID.String(), Text: words.T("consultation.followups.from.input", "N", numbers[r.ID]), Detail: words.Short(r.Text("text"), 40)})
	}
	p.from.SetOptions(options)
	p.card.Show(m.Consultation)
	widgets.ShowIf(p.add, !p.d.readOnly())

	today := setup.Today(p.d.s.Now(), m.Consultation.Scope)
	sum := followup.Sum(m.FollowUps, today)
	p.sum.Set("")
	if sum.Total() > 0 {
		p.sum.Set(words.T("consultation.followups.progress", "Done", sum.Done, "N", sum.Total()))
	}
	p.rows.Objects = nil
	if len(m.FollowUps) == 0 {
		p.rows.Add(widgets.Hint(words.T("consultation.followups.empty")))
	}
	followpage.Lines(p.d.s, p.rows, m.FollowUps, today, func(r data.Record) string { return where(r, labels, numbers) })
	p.page.Refresh()
	p.scroll.Refresh()
}

// where names what an action follows from.
func where(r data.Record, agreements, inputs map[data.ID]string) string {
	source := r.Ref("source")
	if n := agreements[source]; n != "" {
		return words.T("consultation.followups.from.agreement", "N", n)
	}
	if n := inputs[source]; n != "" {
		return words.T("consultation.followups.from.input", "N", n)
	}
	return ""
}

func (p *followUps) Commit() {}

func (p *followUps) reveal(data.ID, string) { p.action.Focus() }

// begin readies the add line for an action from an agreement or input.
func (p *followUps) begin(from followup.Source) {
	p.from.Set(from.ID.String())
	p.action.Focus()
}

func (p *followUps) take() {
	text := strings.TrimSpace(p.action.Text())
	p.action.Commit()
	p.action.SetText("")
	p.action.Focus()
	if text == "" {
		return
	}
	m := p.d.now.meeting
	fields := map[string]data.Value{
		"status": data.TextValue(followup.Planned), "action": data.TextValue(text),
		"source": data.RefValue(m.Consultation.ID), "source_kind": data.TextValue("consultation"),
	}
	if at := m.Consultation.Time("starts_at"); !at.IsZero() { // it belongs to the plan of that year
		fields["period"] = data.TextValue(followup.Year(setup.Today(at, m.Consultation.Scope)))
	}
	for _, list := range [][]data.Record{m.Agreements, m.Inputs} {
		for _, r := range list {
			if r.ID.String() == p.from.ID() {
				fields["source"], fields["source_kind"], fields["finding"] = data.RefValue(r.ID), data.TextValue(r.Kind), r.Get("text")
			}
		}
	}
	p.d.write("followup.undo.begin", data.Create("followup", p.d.s.Store.NewID(), m.Consultation.Scope, fields), nil)
}
