package evaluation

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/store"
)

// foot says what the answers come to, and holds the steps that an evaluation
// can take as it stands.
type foot struct {
	f       *form
	content fyne.CanvasObject
	index   *widgets.Text
	basis   *widgets.Text
	steps   []step
	shown   string // status that the steps were chosen for
}

// step is a button and when it is offered.
type step struct {
	button *widgets.Button
	offers func(e data.Record, own, headquarters bool) bool
}

func newFoot(f *form) *foot {
	o := &foot{f: f, index: widgets.NewText("", look.TextSize+2).Bold().OneLine(), basis: widgets.Small("").OneLine()}
	final := func(e data.Record) bool { return e.Text("status") == data.EvaluationFinal }
	o.steps = []step{
		{widgets.NewButton(widgets.Plain, words.T("evaluation.return"), "undo", func() { f.decide("evaluation.return", assess.Return) }),
			func(e data.Record, own, headquarters bool) bool { return headquarters && !own && assess.Locked(e) }},
		{widgets.NewButton(widgets.Primary, words.T("evaluation.accept"), "check", func() { f.decide("evaluation.accept", assess.Accept) }),
			func(e data.Record, own, headquarters bool) bool { return headquarters && !own && final(e) }},
		{widgets.NewButton(widgets.Plain, words.T("evaluation.reopen"), "edit", func() { f.decide("evaluation.reopen", assess.Reopen) }),
			func(e data.Record, own, _ bool) bool { return own && final(e) }},
		{widgets.NewButton(widgets.Primary, words.T("evaluation.finalise"), "lock", f.finalise),
			func(e data.Record, own, _ bool) bool { return own && !assess.Locked(e) }},
	}
	line := widgets.RowGrow(look.Gap, 0, widgets.Column(2, o.index, o.basis))
	for _, s := range o.steps {
		line.Add(s.button)
	}
	o.content = widgets.Column(0, widgets.Divider(), widgets.Inset(look.Roomy, look.Gap+look.Tight, line))
	return o
}

func (o *foot) show() {
	r, e := o.f.sheet.Result, o.f.sheet.Evaluation
	o.index.Set(headline(r))
	o.basis.Set(words.T("evaluation.foot_basis", "Method", r.MethodF02.Name.In(lang()), "ID", r.Instrument.ID, "Version", r.Instrument.Version))
	if o.shown == e.Text("status") {
		return
	}
	o.shown = e.Text("status")
	for _, s := range o.steps {
		widgets.ShowIf(s.button, !o.f.p.s.ReadOnly() && s.offers(e, o.f.p.own(e), o.f.p.s.Headquarters()))
	}
	o.content.Refresh()
}

// focus gives the next step the keyboard.
func (o *foot) focus() {
	for _, s := range o.steps {
		if s.button.Visible() {
			if c := fyne.CurrentApp().Driver().CanvasForObject(s.button); c != nil {
				c.Focus(s.button)
			}
			return
		}
	}
}

// finalise makes the evaluation final, or shows what stands in the way.
func (f *form) finalise() {
	f.commit()
	s := f.p.s
	switch missing, clashes := len(f.sheet.Missing()), f.sheet.Conflicts(); {
	case missing > 0:
		f.turn(viewResult, false)
		f.page.(*result).reveal()
		s.Note(words.T("evaluation.incomplete_toast", "N", missing))
	case clashes > 0:
		s.Fail(data.Fail("evaluation.conflicted", nil, "Count", clashes), nil)
	default:
		id := f.sheet.Evaluation.ID
		do := func(string) {
			s.Change(func(ctx context.Context) error { return assess.Finalise(ctx, s.Store, s.Author, id, s.Now()) },
				func() { s.Toast(words.T("evaluation.finalise.done")) })
		}
		c := fyne.CurrentApp().Driver().CanvasForObject(f.content)
		doubts := f.doubts()
		if doubts == "" || c == nil {
			do("")
			return
		}
		widgets.Ask(c, widgets.Question{Title: words.T("evaluation.finalise.title"), Text: doubts, Yes: words.T("evaluation.finalise")}, do)
	}
}

// doubts says what to know before the evaluation is made final: too few users,
// answers of F-01 that the records no longer bear out. Blank when there is nothing.
func (f *form) doubts() string {
	text := ""
	if n, ok := f.sheet.Result.FewUsers(); ok {
		text = n.Text(lang())
	}
	if f.help.facts == nil {
		return text
	}
	if outdated := f.sheet.Outdated(f.help.facts); len(outdated) > 0 {
		text = strings.TrimPrefix(text+"\n", "\n") + words.T("f01.outdated", "N", len(outdated), "List", numbers(outdated))
	}
	return text
}

type decision func(ctx context.Context, st *store.Store, author, id data.ID, reason string, now time.Time) error

// decide takes a step that needs a reason; key names its words.
func (f *form) decide(key string, do decision) {
	s, id := f.p.s, f.sheet.Evaluation.ID
	c := fyne.CurrentApp().Driver().CanvasForObject(f.content)
	if c == nil {
		return
	}
	widgets.Ask(c, widgets.Question{
		Title: words.T(key + ".title"), Text: words.T(key + ".hint"), Yes: words.T(key), Reason: words.T("evaluation.reason"),
	}, func(reason string) {
		s.Change(func(ctx context.Context) error { return do(ctx, s.Store, s.Author, id, reason, s.Now()) },
			func() { s.Toast(words.T(key + ".done")) })
	})
}
