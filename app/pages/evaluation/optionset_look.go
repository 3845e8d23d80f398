package evaluation

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// place is where an option stands.
type place struct {
	at   fyne.Position
	size fyne.Size
}

func (o *optionSet) places(width float32) ([]place, float32) {
	width = max(width, 1)
	height, mark, gap := look.Control(), look.Text(16), look.Gap
	if len(o.options) > 6 {
		height = look.Text(32)
	}
	all := make([]place, len(o.options))
	x, y := float32(0), float32(0)
	for i, option := range o.options {
		w := fyne.MeasureText(option.Text, look.Text(look.TextSize), fyne.TextStyle{}).Width + mark + 3*gap + 6
		if len(o.options) == 2 {
			w = max(w, look.Text(104)) // yes and no are pressed most
		}
		w = min(w, width)
		if x > 0 && x+w > width {
			x, y = 0, y+height+gap-2
		}
		all[i] = place{fyne.NewPos(x, y), fyne.NewSize(w, height)}
		x += w + gap - 2
	}
	return all, y + height
}

func (o *optionSet) under(at fyne.Position) int {
	places, _ := o.places(o.Size().Width)
	for i, p := range places {
		if at.X >= p.at.X && at.Y >= p.at.Y && at.X < p.at.X+p.size.Width && at.Y < p.at.Y+p.size.Height {
			return i
		}
	}
	return -1
}

// HeightFor implements widgets.Flowing.
func (o *optionSet) HeightFor(width float32) float32 {
	_, h := o.places(width)
	return h
}

// MinSize implements fyne.CanvasObject.
func (o *optionSet) MinSize() fyne.Size {
	return fyne.NewSize(160, o.HeightFor(max(160, o.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (o *optionSet) CreateRenderer() fyne.WidgetRenderer {
	v := &optionSetLook{o: o}
	for _, option := range o.options {
		v.grounds = append(v.grounds, canvas.NewRectangle(nil))
		v.texts = append(v.texts, widgets.Body(option.Text).OneLine())
		v.marks = append(v.marks, widgets.NewIcon("check", look.Sea, look.Text(16)))
		v.rings = append(v.rings, canvas.NewRectangle(nil))
		v.empties = append(v.empties, canvas.NewRectangle(nil))
	}
	for i := range o.options {
		v.objects = append(v.objects, v.grounds[i], v.rings[i], v.empties[i], v.marks[i], v.texts[i])
	}
	v.Refresh()
	return v
}

type optionSetLook struct {
	o              *optionSet
	grounds, rings []*canvas.Rectangle
	texts          []*widgets.Text
	marks          []*widgets.Icon
	empties        []*canvas.Rectangle // where the mark will be: round for one choice, square for several
	objects        []fyne.CanvasObject
}

func (v *optionSetLook) MinSize() fyne.Size { return v.o.MinSize() }

func (v *optionSetLook) Objects() []fyne.CanvasObject { return v.objects }

func (v *optionSetLook) Destroy() {}

func (v *optionSetLook) Layout(size fyne.Size) {
	places, _ := v.o.places(size.Width)
	side := look.Text(16)
	for i, p := range places {
		v.grounds[i].Move(p.at)
		v.grounds[i].Resize(p.size)
		v.rings[i].Move(p.at.SubtractXY(2, 2))
		v.rings[i].Resize(p.size.AddWidthHeight(4, 4))
		x := p.at.X + look.Gap
		v.marks[i].Move(fyne.NewPos(x, p.at.Y+(p.size.Height-side)/2))
		v.marks[i].Resize(fyne.NewSize(side, side))
		v.empties[i].Move(fyne.NewPos(x+2, p.at.Y+(p.size.Height-side)/2+2))
		v.empties[i].Resize(fyne.NewSize(side-4, side-4))
		x += side + look.Tight
		h := v.texts[i].MinSize().Height
		v.texts[i].Move(fyne.NewPos(x, p.at.Y+(p.size.Height-h)/2))
		v.texts[i].Resize(fyne.NewSize(max(p.at.X+p.size.Width-x-look.Tight, 0), h))
	}
}

func (v *optionSetLook) Refresh() {
	o := v.o
	for i, option := range o.options {
		fill, edge, ink := look.Card, look.Edge, look.Ink
		chosen := slices.Contains(o.chosen, option.ID)
		switch {
		case chosen && o.Disabled():
			fill, edge = look.Shade, look.Edge
		case chosen:
			fill, edge, ink = look.SeaTint, look.Sea, look.Sea
		case o.Disabled():
			fill, edge, ink = look.Ground, look.Line, look.Quiet
		case i == o.hovered:
			fill = look.Shade
		}
		v.grounds[i].FillColor, v.grounds[i].StrokeColor = look.Color(fill), look.Color(edge)
		v.grounds[i].StrokeWidth, v.grounds[i].CornerRadius = 1, look.Corner
		v.texts[i].SetIn(option.Text, ink)
		mark := look.Sea
		if o.Disabled() {
			mark = look.Quiet
		}
		v.marks[i].Set("check", mark)
		v.marks[i].Hidden = !chosen
		empty := v.empties[i]
		empty.FillColor, empty.StrokeColor, empty.StrokeWidth, empty.CornerRadius = nil, look.Color(look.Edge), 1, 3
		if !o.several {
			empty.CornerRadius = (look.Text(16) - 4) / 2
		}
		empty.Hidden = chosen
		r := v.rings[i]
		r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = nil, look.Color(look.Sea), 2, look.Corner+2
		r.Hidden = !o.focused || o.Disabled() || i != max(o.at, 0)
	}
	v.Layout(o.Size())
	canvas.Refresh(o)
}
