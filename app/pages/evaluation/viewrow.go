package evaluation

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/assess"
)

// viewRow is one view at the left of the form: an aspect with its value and
// what is filled, or the result. Enter and Space go there.
type viewRow struct {
	widgets.Pressable
	id               string
	name, value, sub *widgets.Text
	ground, ring     *canvas.Rectangle
	bar              *canvas.Rectangle
	chosen           bool
}

func newViewRow(id, name string, pressed func()) *viewRow {
	r := &viewRow{id: id, name: widgets.Body(name).OneLine(), value: widgets.Body("").Right().Whole(), sub: widgets.Small("").OneLine()}
	r.ground, r.ring, r.bar = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	r.OnPressed = pressed
	r.ExtendBaseWidget(r)
	return r
}

// show draws the aspect's state.
func (r *viewRow) show(sheet *assess.Sheet, chosen bool) {
	r.chosen = chosen
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
	r.Refresh()
}

// users says how many forms count, and that they are too few in its own colour.
func (r *viewRow) users(sheet *assess.Sheet) {
	ink := look.Good
	if few(sheet.Result) != "" {
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

// Text names the row, for tests and screen readers.
func (r *viewRow) Text() string { return r.name.Content() }

// CreateRenderer implements fyne.Widget.
func (r *viewRow) CreateRenderer() fyne.WidgetRenderer {
	v := &viewRowLook{r: r}
	v.Refresh()
	return v
}

type viewRowLook struct{ r *viewRow }

func (v *viewRowLook) MinSize() fyne.Size {
	if v.r.sub.Content() == "" {
		return fyne.NewSize(look.Text(120), look.Text(36))
	}
	return fyne.NewSize(look.Text(120), look.Text(48))
}

func (v *viewRowLook) Layout(size fyne.Size) {
	r := v.r
	r.ground.Resize(size)
	r.ring.Resize(size)
	r.bar.Move(fyne.NewPos(0, look.Gap))
	r.bar.Resize(fyne.NewSize(3, size.Height-2*look.Gap))
	line := fyne.MeasureText("Ag", look.Text(look.TextSize), fyne.TextStyle{}).Height
	small := fyne.MeasureText("Ag", look.Text(look.SmallSize), fyne.TextStyle{}).Height
	x, y := look.Gap+look.Tight, (size.Height-line)/2
	if r.sub.Content() != "" {
		y = (size.Height - line - small - 2) / 2
	}
	w := float32(0)
	if t := r.value.Content(); t != "" {
		w = fyne.MeasureText(t, look.Text(look.TextSize), fyne.TextStyle{}).Width + 1
	}
	r.name.Move(fyne.NewPos(x, y))
	r.name.Resize(fyne.NewSize(max(size.Width-2*x-w-look.Tight, 0), line))
	r.value.Move(fyne.NewPos(size.Width-x-w, y))
	r.value.Resize(fyne.NewSize(w, line))
	r.sub.Move(fyne.NewPos(x, y+line+2))
	r.sub.Resize(fyne.NewSize(size.Width-2*x, small))
}

func (v *viewRowLook) Refresh() {
	r := v.r
	var fill color.Color = color.Transparent
	switch {
	case r.chosen:
		fill = look.Color(look.SeaTint)
	case r.Hovered:
		fill = look.Color(look.Shade)
	}
	r.ground.FillColor, r.ground.CornerRadius = fill, look.Corner
	r.bar.FillColor, r.bar.CornerRadius = look.Color(look.Sea), 1.5
	r.bar.Hidden = !r.chosen
	r.ring.FillColor, r.ring.CornerRadius = nil, look.Corner
	r.ring.StrokeColor, r.ring.StrokeWidth = look.Color(look.Sea), 2
	r.ring.Hidden = !r.Focused
	v.Layout(r.Size())
	canvas.Refresh(r)
}

func (v *viewRowLook) Objects() []fyne.CanvasObject {
	r := v.r
	return []fyne.CanvasObject{r.ground, r.bar, r.name, r.value, r.sub, r.ring}
}

func (v *viewRowLook) Destroy() {}
