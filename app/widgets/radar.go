package widgets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// Axis is one direction of a Radar.
type Axis struct {
	Name  string
	Value float64 // 0 to the radar's most; negative is "no value yet"
	Text  string  // the value in words
}

// Radar draws values around a centre, such as the six aspects from 0 to 5.
// Three to sixteen axes.
type Radar struct {
	widget.BaseWidget
	axes  []Axis
	most  float64
	rings int
}

// NewRadar makes a radar on a scale from 0 to most with a ring for each whole
// number.
func NewRadar(most float64, axes []Axis) *Radar {
	r := &Radar{axes: axes, most: most, rings: int(math.Max(1, most))}
	r.ExtendBaseWidget(r)
	return r
}

// Set replaces the axes.
func (r *Radar) Set(axes []Axis) { r.axes = axes; r.Refresh() }

func (r *Radar) point(centre fyne.Position, radius float32, i int) fyne.Position {
	angle := 2*math.Pi*float64(i)/float64(len(r.axes)) - math.Pi/2
	return centre.AddXY(radius*float32(math.Cos(angle)), radius*float32(math.Sin(angle)))
}

// CreateRenderer implements fyne.Widget.
func (r *Radar) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: r, draws: true}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(280), look.Text(220)) }
	stroke := func(from, to fyne.Position, name fyne.ThemeColorName, width float32) {
		l := canvas.NewLine(look.Color(name))
		l.StrokeWidth = width
		l.Position1, l.Position2 = from, to
		v.objects = append(v.objects, l)
	}
	v.layout = func(size fyne.Size) {
		v.objects = nil
		n := len(r.axes)
		if n < 3 || n > 16 || size.Width < 40 || size.Height < 40 {
			return
		}
		lineHeight := fyne.MeasureText("Ag", look.Text(look.SmallSize), fyne.TextStyle{}).Height
		side := look.Text(76) // room for names at both sides
		radius := min(size.Width/2-side, size.Height/2-2*lineHeight-look.Tight)
		centre := fyne.NewPos(size.Width/2, size.Height/2)
		for ring := 1; ring <= r.rings; ring++ {
			at := radius * float32(ring) / float32(r.rings)
			for i := range n {
				stroke(r.point(centre, at, i), r.point(centre, at, (i+1)%n), look.Line, 1)
			}
		}
		for i := range n {
			stroke(centre, r.point(centre, radius, i), look.Line, 1)
		}
		points := make([]fyne.Position, n)
		for i, a := range r.axes {
			share := math.Max(0, math.Min(a.Value/r.most, 1))
			points[i] = r.point(centre, radius*float32(share), i)
		}
		sea := color.NRGBAModel.Convert(look.Color(look.Sea)).(color.NRGBA)
		sea.A = 0x38
		if corners := apart(points); len(corners) >= 3 {
			area := canvas.NewArbitraryPolygon(corners, sea)
			area.Resize(size)
			v.objects = append(v.objects, area)
		}
		for i := range n {
			stroke(points[i], points[(i+1)%n], look.Sea, 2)
		}
		for i, a := range r.axes {
			if a.Value >= 0 {
				dot := canvas.NewCircle(look.Color(look.Sea))
				place(dot, points[i].X-3.5, points[i].Y-3.5, 7, 7)
				v.objects = append(v.objects, dot)
			}
			r.caption(v, a, i, centre, radius, size, lineHeight)
		}
	}
	v.refresh = func() {}
	return v
}

// caption writes an axis' name and value outside of the outer ring.
func (r *Radar) caption(v *view, a Axis, i int, centre fyne.Position, radius float32, size fyne.Size, lineHeight float32) {
	tip := r.point(centre, radius+look.Gap, i)
	name := NewText(a.Name, look.SmallSize).OneLine()
	value := NewText(a.Text, look.SmallSize).Bold().OneLine()
	wide := max(name.measure(a.Name).Width, value.measure(a.Text).Width) + 2
	x, y := tip.X, tip.Y-lineHeight
	switch dx := tip.X - centre.X; {
	case math.Abs(float64(dx)) < 1:
		x = tip.X - wide/2
		name.Centered()
		value.Centered()
		y = tip.Y - 2*lineHeight
		if tip.Y > centre.Y {
			y = tip.Y
		}
	case dx < 0:
		x = max(0, tip.X-wide)
		wide = min(wide, tip.X)
		name.Right()
		value.Right()
	default:
		wide = min(wide, size.Width-tip.X)
	}
	place(name, x, y, wide, lineHeight)
	place(value, x, y+lineHeight, wide, lineHeight)
	v.objects = append(v.objects, name, value)
}

// apart are points around an area without those that lie on the one before, such
// as aspects without a value beside each other: an edge without length makes the
// toolkit paint a band across the window.
func apart(points []fyne.Position) []fyne.Position {
	var all []fyne.Position
	for i, p := range points {
		before := points[(i+len(points)-1)%len(points)]
		if math.Hypot(float64(p.X-before.X), float64(p.Y-before.Y)) >= 0.5 {
			all = append(all, p)
		}
	}
	return all
}
