package consultation

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

// step names the steps by the status that they lead to.
var step = map[string]string{data.ConsultationSigned: "sign", data.ConsultationPublished: "publish", data.ConsultationDone: "finish"}

// needs is a card that says what the next step waits for, each with a way
// there, and takes the step when nothing is missing.
type needs struct {
	d       *detail
	content *fyne.Container
	button  *widgets.Button
}

func newNeeds(d *detail) *needs { return &needs{d: d, content: widgets.Column(look.Gap)} }

func (n *needs) show(m *consult.Meeting) {
	n.content.Objects = nil
	next := consult.Next(m.Consultation.Text("status"))
	if next == "" {
		n.content.Add(widgets.NewStatusPill(widgets.Good, words.T("consultation.step.all_done")))
		n.content.Refresh()
		return
	}
	name := step[next]
	var missing, advice []consult.Need
	for _, need := range m.Needs() {
		if need.Advice {
			advice = append(advice, need)
		} else {
			missing = append(missing, need)
		}
	}
	if len(missing) > 0 {
		n.content.Add(widgets.Body(words.T("consultation.step.missing", "N", len(missing), "Step", words.T("consultation.step.word."+name))))
		for _, need := range missing {
			n.content.Add(n.row(need, "warning", look.Wait))
		}
	} else {
		n.content.Add(widgets.RowGrow(look.Gap, 1, widgets.NewIcon("check", look.Good, 20), widgets.Body(words.T("consultation.step.ready."+name))))
	}
	if len(advice) > 0 {
		n.content.Add(widgets.Hint(words.T("consultation.step.advice")))
		for _, need := range advice {
			n.content.Add(n.row(need, "info", look.Quiet))
		}
	}
	n.button = widgets.NewButton(widgets.Primary, words.T("consultation.step."+name), "check", func() { n.take(next) })
	if len(missing) > 0 || n.d.readOnly() {
		n.button.Disable()
	}
	n.content.Add(widgets.Row(0, n.button))
	n.content.Refresh()
}

func (n *needs) row(need consult.Need, icon string, tint fyne.ThemeColorName) fyne.CanvasObject {
	var args []any
	for name, value := range need.Args {
		args = append(args, name, value)
	}
	return bound.NewPress(widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 1,
		widgets.NewIcon(icon, tint, 18), widgets.Body(words.T(need.Key, args...)), widgets.Body(words.T("consultation.go")).In(look.Sea).Whole())),
		func() { n.d.jump(need) })
}

// take takes the step, after a question where it cannot be taken back lightly.
func (n *needs) take(next string) {
	n.d.tabs.Commit()
	if next != data.ConsultationSigned {
		n.advance(next)
		return
	}
	widgets.Ask(n.d.s.Window.Canvas(), widgets.Question{
		Title: words.T("consultation.step.sign"), Text: words.T("consultation.step.confirm.sign"), Yes: words.T("consultation.step.sign"),
	}, func(string) { n.advance(next) })
}

// advance reads the consultation as it is behind everything that was just
// saved, and checks again there.
func (n *needs) advance(next string) {
	id := n.d.id()
	n.d.s.Change(func(ctx context.Context) error {
		m, err := consult.Load(ctx, n.d.s.Store, id)
		if err != nil {
			return err
		}
		return m.Advance(ctx, n.d.s.Store, n.d.s.Author)
	}, func() { n.d.s.Toast(words.T("consultation.step.done." + next)) })
}
