package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// TrendPoint is one moment of a Trend.
type TrendPoint struct {
	Name   string  // under it, such as the year
	Value  float64 // negative is "no value"
	Text   string  // the value in words
	Note   string  // under the name, such as the category
	Hollow bool    // not final: the dot is not filled
}

// Trend draws how a value went over time, as a line over an axis that begins at
// zero. The last point is the present one.
type Trend struct {
	widget.BaseWidget
	points []TrendPoint
	most   float64
}

// NewTrend makes the line on a scale from 0 to most, with a rule at each whole number.
func NewTrend(most float64, points []TrendPoint) *Trend {
	t := &Trend{points: points, most: most}
	t.ExtendBaseWidget(t)
	return t
}

// Set replaces the points.
func (t *Trend) Set(points []TrendPoint) { t.points = points; t.Refresh() }

// CreateRenderer implements fyne.Widget.
func (t *Trend) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: t, draws: true}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(280), look.Text(190)) }
	v.layout = func(size fyne.Size) {
		v.objects = nil
		if len(t.points) == 0 || size.Width < 40 || size.Height < 80 || t.most <= 0 {
			return
		}
		line := fyne.MeasureText("Ag", look.Text(look.SmallSize), fyne.TextStyle{}).Height
		axis := fyne.MeasureText("00", look.Text(look.SmallSize), fyne.TextStyle{}).Width + look.Gap
		top, bottom := line+look.Tight, size.Height-2*line-look.Gap
		height := func(value float64) float32 { return bottom - (bottom-top)*float32(max(0, min(value/t.most, 1))) }
		stroke := func(x1, y1, x2, y2 float32, ink fyne.ThemeColorName, width float32) {
			l := canvas.NewLine(look.Color(ink))
			l.StrokeWidth = width
			l.Position1, l.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
			v.objects = append(v.objects, l)
		}
		words := func(text string, x, y, width float32, bold bool, ink fyne.ThemeColorName) {
			w := NewText(text, look.SmallSize).In(ink).OneLine().Centered()
			if bold {
				w.Bold()
			}
			place(w, x-width/2, y, width, line)
			v.objects = append(v.objects, w)
		}
		for n := 0; n <= int(t.most); n++ {
			y := height(float64(n))
			stroke(axis, y, size.Width, y, look.Line, 1)
			mark := NewText(strconv.Itoa(n), look.SmallSize).In(look.Quiet).OneLine().Right()
			place(mark, 0, y-line/2, axis-look.Gap, line)
			v.objects = append(v.objects, mark)
		}
		step := (size.Width - axis) / float32(len(t.points))
		at := func(i int) float32 { return axis + step*(float32(i)+0.5) }
		for i := 1; i < len(t.points); i++ {
			if a, b := t.points[i-1], t.points[i]; a.Value >= 0 && b.Value >= 0 {
				stroke(at(i-1), height(a.Value), at(i), height(b.Value), look.Sea, 2)
			}
		}
		for i, p := range t.points {
			x, present := at(i), i == len(t.points)-1
			if p.Value >= 0 {
				side := float32(10)
				dot := canvas.NewCircle(look.Color(look.Sea))
				if present {
					dot.FillColor, side = look.Color(look.Sail), 13
				}
				if p.Hollow {
					dot.StrokeColor, dot.StrokeWidth, dot.FillColor = dot.FillColor, 2, look.Color(look.Card)
				}
				place(dot, x-side/2, height(p.Value)-side/2, side, side)
				v.objects = append(v.objects, dot)
				words(p.Text, x, height(p.Value)-line-side/2-2, step, present, look.Ink)
			} else {
				words(p.Text, x, bottom-line-2, step, present, look.Quiet)
			}
			words(p.Name, x, bottom+look.Gap, step, present, look.Ink)
			words(p.Note, x, bottom+look.Gap+line, step, false, look.Quiet)
		}
	}
	v.refresh = func() {}
	return v
}
