package evaluation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// about is what the evaluation says of itself: who judged when, a summary, and
// the files that belong to the whole, such as its signed record.
type about struct {
	f       *form
	content fyne.CanvasObject
	fields  *bound.Form
	remove  *widgets.Button
}

func newAbout(f *form) page {
	a := &about{f: f, fields: bound.New(f.p.s, "evaluation.undo.edit")}
	lines := make([]widgets.Option, 0, len(data.ServiceLines))
	for _, l := range data.ServiceLines {
		lines = append(lines, widgets.Option{ID: l, Text: choice("line", l)})
	}
	a.remove = widgets.NewButton(widgets.Danger, words.T("evaluation.delete"), "trash", f.askDelete)
	a.content = widgets.Column(look.Roomy, widgets.NewCard(words.T("evaluation.view.about"), nil,
		a.fields.Text("unit", widgets.NewAutoField(words.T("evaluation.unit"))),
		a.fields.Pick("line", widgets.NewChoice(words.T("evaluation.line"), lines)),
		a.fields.Text("evaluator", widgets.NewAutoField(words.T("evaluation.evaluator"))),
		a.fields.Date("evaluated_on", widgets.NewDateField(words.T("evaluation.evaluated_on"), f.p.s.Now)),
		a.fields.Text("summary", widgets.NewAutoArea(words.T("evaluation.summary"), 5)),
	), widgets.Row(0, a.remove))
	a.show()
	return a
}

func (a *about) object() fyne.CanvasObject { return a.content }
func (a *about) show()                     { a.fields.Show(a.f.sheet.Evaluation) }
func (a *about) commit()                   { a.fields.Commit() }

func (a *about) lock(locked bool) {
	a.fields.Lock(locked)
	widgets.ShowIf(a.remove, !locked)
}

// askDelete deletes the evaluation when the person says so. Undo brings it back.
func (f *form) askDelete() {
	c := fyne.CurrentApp().Driver().CanvasForObject(f.content)
	if c == nil {
		return
	}
	e := f.sheet.Evaluation
	widgets.Ask(c, widgets.Question{
		Title: words.T("evaluation.delete.title"), Yes: words.T("evaluation.delete"), Grave: true,
		Text: words.T("evaluation.delete.hint", "Unit", e.Text("unit"), "Period", e.Text("period"), "N", f.sheet.Result.Answered),
	}, func(string) {
		f.p.s.Write("evaluation.undo.delete", []data.Edit{e.Delete()}, func() {
			f.p.s.Toast(words.T("evaluation.delete.done"))
		})
	})
}

// notice is a line over the cards with the state's colour and icon.
func notice(state widgets.State, icon, text, reason string) fyne.CanvasObject {
	tint := look.Quiet
	switch state {
	case widgets.Good:
		tint = look.Good
	case widgets.Wait:
		tint = look.Wait
	case widgets.Bad:
		tint = look.Bad
	}
	body := widgets.Column(look.Tight, widgets.Body(text).Bold())
	if reason != "" {
		body.Add(widgets.Body(words.T("evaluation.notice.reason", "Reason", reason)))
	}
	return widgets.NewCard("", nil, widgets.RowTop(look.Gap, 1, widgets.NewIcon(icon, tint, 20), body))
}

// moment is when the status was set, in this computer's zone.
func moment(s *session.Session, e data.Record) string {
	at := e.Time("status_at")
	if at.IsZero() {
		return "–"
	}
	return words.Moment(at, s.Now())
}
