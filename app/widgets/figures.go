package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// ProgressLine says how much is filled, in words over a thin bar.
type ProgressLine struct {
	widget.BaseWidget
	done, all int
	text      *Text
}

// NewProgressLine makes the line for done of all.
func NewProgressLine(done, all int) *ProgressLine {
	p := &ProgressLine{text: Small("")}
	p.ExtendBaseWidget(p)
	p.Set(done, all)
	return p
}

// Set changes the numbers.
func (p *ProgressLine) Set(done, all int) {
	p.done, p.all = done, all
	p.text.Set(words.T("common.filled", "Done", done, "All", all))
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *ProgressLine) CreateRenderer() fyne.WidgetRenderer {
	ground, bar := box("", ""), box("", "")
	v := &view{of: p, objects: []fyne.CanvasObject{p.text, ground, bar}}
	const thick = 6
	v.min = func() fyne.Size {
		return fyne.NewSize(look.Text(120), p.text.MinSize().Height+look.Tight+thick)
	}
	v.layout = func(size fyne.Size) {
		h := p.text.MinSize().Height
		y := (size.Height - h - look.Tight - thick) / 2
		place(p.text, 0, y, size.Width, h)
		place(ground, 0, y+h+look.Tight, size.Width, thick)
		part := float32(0)
		if p.all > 0 {
			part = min(float32(p.done)/float32(p.all), 1)
		}
		place(bar, 0, y+h+look.Tight, size.Width*part, thick)
		ground.CornerRadius, bar.CornerRadius = thick/2, thick/2
	}
	v.refresh = func() {
		paint(ground, look.Line, "")
		ink := look.Sea
		if p.all > 0 && p.done >= p.all {
			ink = look.Good
		}
		paint(bar, ink, "")
	}
	v.refresh()
	return v
}

// IndexFigure shows the index large, its category, and whether it is provisional.
type IndexFigure struct {
	widget.BaseWidget
	number, category, note string
	provisional            bool
	noteText               *Text
}

// NewIndexFigure makes an empty figure.
func NewIndexFigure() *IndexFigure {
	f := &IndexFigure{noteText: Small("")}
	f.ExtendBaseWidget(f)
	return f
}

// Set shows an index given with a decimal point ("3.49"), "" for none yet; the
// category such as "B – Baik", "" if it has none; and a note under it.
func (f *IndexFigure) Set(number, category, note string, provisional bool) {
	f.number, f.category, f.note, f.provisional = number, category, note, provisional
	f.noteText.Set(note)
	f.Refresh()
}

// HeightFor implements Flowing.
func (f *IndexFigure) HeightFor(width float32) float32 {
	h := fyne.MeasureText("0", look.Text(look.IndexSize), fyne.TextStyle{Bold: true}).Height
	if f.note != "" {
		h += look.Tight + f.noteText.HeightFor(width-look.Roomy)
	}
	return h
}

// MinSize implements fyne.CanvasObject.
func (f *IndexFigure) MinSize() fyne.Size {
	least := look.Roomy*2 + fyne.MeasureText("0,00", look.Text(look.IndexSize), fyne.TextStyle{Bold: true}).Width
	least += max(look.Text(110), fyne.MeasureText(f.category, look.Text(look.SectionSize), fyne.TextStyle{Bold: true}).Width)
	return fyne.NewSize(least, f.HeightFor(max(least, f.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (f *IndexFigure) CreateRenderer() fyne.WidgetRenderer {
	bar := box("", "")
	number := label("", look.IndexSize, true, look.Ink)
	category := label("", look.SectionSize, true, look.Ink)
	pill := NewStatusPill(Wait, "")
	v := &view{of: f, objects: []fyne.CanvasObject{bar, number, category, pill, f.noteText}, min: f.MinSize}
	v.layout = func(size fyne.Size) {
		place(bar, 0, 6, 5, max(size.Height-10, 0))
		bar.CornerRadius = 2.5
		n := number.MinSize()
		place(number, look.Roomy, 0, n.Width, n.Height)
		x := look.Roomy + n.Width + look.Roomy
		c, p := category.MinSize(), pill.MinSize()
		if category.Text == "" {
			c.Height = 0
		}
		total := c.Height + p.Height
		y := (n.Height - total) / 2
		place(category, x, y, max(c.Width, 1), c.Height)
		place(pill, x, y+c.Height, p.Width, p.Height)
		if f.note != "" {
			w := max(size.Width-look.Roomy, 0)
			place(f.noteText, look.Roomy, n.Height+look.Tight, w, f.noteText.HeightFor(w))
		}
	}
	v.refresh = func() {
		paint(bar, look.Sail, "")
		number.Text = words.Decimal(f.number)
		if f.number == "" {
			number.Text = "–"
		}
		restyle(number, look.IndexSize, true, look.Ink)
		category.Text = f.category
		restyle(category, look.SectionSize, true, look.Ink)
		if f.provisional {
			pill.Set(Wait, words.T("common.provisional"))
		} else {
			pill.Set(Good, words.T("common.final"))
		}
		if f.number == "" {
			pill.Set(Neutral, "")
		}
	}
	v.refresh()
	return v
}

// Bar is one line of Bars.
type Bar struct {
	Name  string
	Value float64
	Text  string // the value in words, at the right
	Past  float64
	State State // colour of the bar; Neutral is sea
	Quiet bool  // beside the one that it is about
}

// Bars are values as horizontal bars that all begin at zero.
type Bars struct {
	widget.BaseWidget
	bars []Bar
	most float64
}

// NewBars makes bars on a scale from 0 to most.
func NewBars(most float64, bars []Bar) *Bars {
	b := &Bars{bars: bars, most: most}
	b.ExtendBaseWidget(b)
	return b
}

// Set replaces the bars.
func (b *Bars) Set(bars []Bar) { b.bars = bars; b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *Bars) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: b}
	line := func() float32 { return look.Text(28) }
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(240), line()*float32(len(b.bars))) }
	type parts struct {
		name, value  *Text
		ground, bar  *canvas.Rectangle
		past         *canvas.Rectangle
		value01, p01 float32
	}
	var rows []parts
	v.layout = func(size fyne.Size) {
		names, values := float32(0), float32(0)
		for _, r := range rows {
			names = max(names, r.name.measure(r.name.content).Width)
			values = max(values, r.value.measure(r.value.content).Width)
		}
		names = min(names+1, size.Width*0.4)
		room := max(size.Width-names-values-2*look.Gap-1, 0)
		thick := look.Text(10)
		for i, r := range rows {
			y := float32(i) * line()
			h := r.name.MinSize().Height
			place(r.name, 0, y+(line()-h)/2, names, h)
			place(r.value, size.Width-values-1, y+(line()-h)/2, values+1, h)
			x := names + look.Gap
			place(r.ground, x, y+(line()-thick)/2, room, thick)
			place(r.bar, x, y+(line()-thick)/2, room*r.value01, thick)
			r.ground.CornerRadius, r.bar.CornerRadius = thick/2, thick/2
			place(r.past, x+room*r.p01-1, y+(line()-thick)/2-4, 2, thick+8)
			r.past.CornerRadius = 1
			r.past.Hidden = b.bars[i].Past <= 0
		}
	}
	v.refresh = func() {
		rows, v.objects = rows[:0], nil
		share := func(x float64) float32 {
			if b.most <= 0 {
				return 0
			}
			return float32(max(0, min(x/b.most, 1)))
		}
		for _, bar := range b.bars {
			ink := look.Sea
			switch {
			case bar.State != Neutral:
				ink, _, _ = bar.State.tokens()
			case bar.Quiet:
				ink = look.Edge
			}
			r := parts{
				name: Body(bar.Name).OneLine(), value: Body(bar.Text).Right().OneLine(),
				ground: box(look.Shade, ""), bar: box(ink, ""), past: box(look.Quiet, ""),
				value01: share(bar.Value), p01: share(bar.Past),
			}
			rows = append(rows, r)
			v.objects = append(v.objects, r.name, r.ground, r.bar, r.past, r.value)
		}
	}
	v.refresh()
	return v
}
