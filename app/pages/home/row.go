package home

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// row is one thing that waits: a click, Enter or Space goes there.
type row struct {
	widgets.Pressable
	icon         *widgets.Icon
	title, line  *widgets.Text
	pill         *widgets.StatusPill
	progress     *widgets.ProgressLine
	ground, ring *canvas.Rectangle
}

func newRow(icon, title, line string, pressed func()) *row {
	r := &row{title: widgets.Body(title).OneLine(), line: widgets.Small(line).OneLine()}
	if icon != "" {
		r.icon = widgets.NewIcon(icon, look.Sea, 22)
	}
	r.ground, r.ring = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	r.OnPressed = pressed
	r.ExtendBaseWidget(r)
	return r
}

// with shows a state at the right.
func (r *row) with(state widgets.State, word string) *row {
	r.pill = widgets.NewStatusPill(state, word)
	return r
}

// share shows how much is done at the right.
func (r *row) share(done, all int) { r.progress = widgets.NewProgressLine(done, all) }

// Text names the row, for tests and screen readers.
func (r *row) Text() string { return r.title.Content() }

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	v := &rowLook{r: r}
	v.Refresh()
	return v
}

type rowLook struct{ r *row }

func (v *rowLook) MinSize() fyne.Size {
	if v.r.line.Content() == "" {
		return fyne.NewSize(look.Text(240), look.Text(36))
	}
	return fyne.NewSize(look.Text(240), look.Text(52))
}

func (v *rowLook) Layout(size fyne.Size) {
	r := v.r
	r.ground.Resize(size)
	r.ring.Resize(size)
	x, end := look.Gap, size.Width-look.Gap
	if r.icon != nil {
		side := r.icon.MinSize()
		r.icon.Move(fyne.NewPos(x, (size.Height-side.Height)/2))
		r.icon.Resize(side)
		x += side.Width + look.Gap + look.Tight
	}
	switch {
	case r.pill != nil:
		p := r.pill.MinSize()
		r.pill.Move(fyne.NewPos(end-p.Width, (size.Height-p.Height)/2))
		r.pill.Resize(p)
		end -= p.Width + look.Roomy
	case r.progress != nil:
		w, h := look.Text(150), r.progress.MinSize().Height
		r.progress.Move(fyne.NewPos(end-w, (size.Height-h)/2))
		r.progress.Resize(fyne.NewSize(w, h))
		end -= w + look.Roomy
	}
	height := r.title.MinSize().Height
	small := float32(0)
	if r.line.Content() != "" {
		small = r.line.MinSize().Height + 2
	}
	y := (size.Height - height - small) / 2
	r.title.Move(fyne.NewPos(x, y))
	r.title.Resize(fyne.NewSize(max(end-x, 0), height))
	r.line.Move(fyne.NewPos(x, y+height+2))
	r.line.Resize(fyne.NewSize(max(end-x, 0), max(small-2, 0)))
}

func (v *rowLook) Refresh() {
	r := v.r
	r.ground.FillColor, r.ground.CornerRadius = look.Color(look.Card), look.Corner
	if r.Hovered {
		r.ground.FillColor = look.Color(look.Shade)
	}
	r.ring.FillColor, r.ring.CornerRadius = nil, look.Corner
	r.ring.StrokeColor, r.ring.StrokeWidth = look.Color(look.Sea), 2
	r.ring.Hidden = !r.Focused
	v.Layout(r.Size())
	canvas.Refresh(r)
}

func (v *rowLook) Objects() []fyne.CanvasObject {
	r := v.r
	all := []fyne.CanvasObject{r.ground, r.title, r.line, r.ring}
	if r.icon != nil {
		all = append(all, r.icon)
	}
	if r.pill != nil {
		all = append(all, r.pill)
	}
	if r.progress != nil {
		all = append(all, r.progress)
	}
	return all
}

func (v *rowLook) Destroy() {}
