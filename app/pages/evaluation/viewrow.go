package evaluation

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/assess"
)

// viewRow is one view at the left of the form: an aspect with its value and
// what is filled, or the result. Enter and Space go there.
type viewRow struct {
	press      *bound.Press
	id         string
	content    *fyne.Container
	value, sub *widgets.Text
	bar, tall  fyne.CanvasObject // before the one that is open; room for sub
}

func newViewRow(id, name string, pressed func()) *viewRow {
	r := &viewRow{id: id, value: widgets.Body("").Right().Whole(), sub: widgets.Small("").OneLine(),
		bar: bound.Tinted(look.Sea, widgets.Space(3, 0)), tall: widgets.Space(0, look.Text(48))}
	text := widgets.Column(2, widgets.RowGrow(look.Tight, 0, widgets.Body(name).OneLine(), r.value), r.sub)
	r.content = container.NewStack(
		widgets.Inset(0, look.Gap, container.NewBorder(nil, nil, r.bar, nil)),
		widgets.Inset(look.Gap+look.Tight, 0, widgets.RowGrow(0, 0, text, widgets.Space(0, look.Text(36)), r.tall)))
	r.press = bound.NewPress(widgets.Sized(look.Text(120), 0, r.content), pressed).Named(name)
	return r
}

// show draws the aspect's state.
func (r *viewRow) show(sheet *assess.Sheet, chosen bool) {
	r.press.Opened = chosen
	widgets.ShowIf(r.bar, chosen)
	if done, all := sheet.Stated(); r.id == viewStatement && all > 0 {
		r.filled(done, all)
	}
	if r.id == viewUsers {
		r.users(sheet)
	}
	for _, a := range sheet.Result.Aspects {
		if a.ID != r.id {
			continue
		}
		r.value.Set("")
		if a.Value.Known() {
			r.value.Set(a.Value.Text(lang(), sheet.Result.Decimals))
		}
		r.filled(a.Answered, a.Total)
	}
	widgets.ShowIf(r.sub, r.sub.Content() != "")
	widgets.ShowIf(r.tall, r.sub.Content() != "")
	r.content.Refresh()
	r.press.Refresh()
}

// users says how many forms count, and that they are too few in its own colour.
func (r *viewRow) users(sheet *assess.Sheet) {
	ink := look.Good
	if _, less := sheet.Result.FewUsers(); less {
		ink = look.Wait
	}
	r.sub.SetIn(words.T("evaluation.view.users", "N", sheet.Result.Respondents), ink)
}

func (r *viewRow) filled(done, all int) {
	if done == all {
		r.sub.SetIn(words.T("evaluation.view.complete", "All", all), look.Good)
	} else {
		r.sub.SetIn(words.T("evaluation.view.filled", "Done", done, "All", all), look.Quiet)
	}
}
