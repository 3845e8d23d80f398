package consultation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/consult"
)

// deadlines is a card of the steps that have a day, and of whose days these are.
type deadlines struct {
	d    *detail
	card *widgets.Card
	rows *fyne.Container
	ours *widgets.Text
}

func newDeadlines(d *detail) *deadlines {
	p := &deadlines{d: d, rows: widgets.Column(look.Tight), ours: widgets.Small("")}
	p.card = widgets.NewCard(words.T("consultation.due"), nil, p.rows, p.ours)
	return p
}

func (p *deadlines) show(now *snapshot) {
	all := now.deadlines
	widgets.ShowIf(p.card, !now.meeting.Consultation.Bool("internal"))
	p.rows.Objects = nil
	if len(all) == 0 {
		p.rows.Add(widgets.Hint(words.T("consultation.due.later")))
	}
	for _, d := range all {
		state, word := widgets.Neutral, words.T("consultation.due.left", "N", d.Left)
		switch {
		case d.DoneLate():
			state, word = widgets.Neutral, words.T("consultation.due.done_late", "On", day(d.Done))
		case d.Done != "":
			state, word = widgets.Good, words.T("consultation.due.done", "On", day(d.Done))
		case d.Late():
			state, word = widgets.Bad, words.T("consultation.due.late", "N", -d.Left)
		case d.Left == 0:
			state, word = widgets.Wait, words.T("consultation.due.today")
		case d.Soon():
			state = widgets.Wait
		}
		text := words.T(d.Key())
		if d.Step == consult.StepCheck {
			text = words.T("consultation.due.check_months", "N", d.Months)
		}
		pill := widgets.NewStatusPill(state, word)
		if d.Done == "" && state == widgets.Neutral {
			pill.WithIcon("clock")
		}
		p.rows.Add(bound.NewPress(widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 0,
			widgets.Body(text), widgets.Small(words.T("consultation.due.by", "On", day(d.By))).Whole(), pill)),
			func() { p.d.jump(consult.Need{Tab: d.Tab, Field: dueField[d.Step]}) }).Named(text))
	}
	p.ours.Set(now.rules.Source.In(words.Now().Lang()))
	if now.rules.Ours {
		p.ours.Set(words.T("consultation.due.ours", "Source", now.rules.Source.In(words.Now().Lang())))
	}
	p.card.Refresh()
}

// dueField is the field in which a step is noted.
var dueField = map[string]string{
	consult.StepSign: "signed_on", consult.StepReport: "reported_on", consult.StepPublish: "published_on", consult.StepCheck: "checked_on",
}

// day is a date as it is read, what is no date as it is.
func day(s string) string { return words.Date(s) }
