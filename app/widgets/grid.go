package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// GridCell is one number of a Grid, in words.
type GridCell struct {
	Text  string
	State State // its colour; Neutral is ink
	Bold  bool
}

// GridRow is a line of a Grid: what it is about, and its numbers.
type GridRow struct {
	Name  string
	Cells []GridCell
	Bold  bool
}

// Grid is a small table of numbers: names at the left, as wide as is left over,
// and columns of numbers aligned at the right.
type Grid struct {
	widget.BaseWidget
	heads []string
	rows  []GridRow
	spare int
}

// NewGrid makes a table; heads name the columns, the first that of the names.
func NewGrid(heads []string, rows []GridRow) *Grid {
	g := &Grid{heads: heads, rows: rows}
	g.ExtendBaseWidget(g)
	return g
}

// Set replaces the table.
func (g *Grid) Set(heads []string, rows []GridRow) {
	g.heads, g.rows = heads, rows
	g.Refresh()
}

func (g *Grid) line() float32 { return look.Text(28) }

// Spare lets so many columns, from the left, be left out where there is no room
// for them, such as the oldest years.
func (g *Grid) Spare(columns int) *Grid { g.spare = columns; return g }

// leastName is the least width of the names.
func leastName() float32 { return look.Text(96) }

// widths are those of the columns of numbers.
func (g *Grid) widths() []float32 {
	if len(g.heads) == 0 {
		return nil
	}
	wide := make([]float32, len(g.heads)-1)
	for c := range wide {
		wide[c] = Small(g.heads[c+1]).measure(g.heads[c+1]).Width
		for _, r := range g.rows {
			if c < len(r.Cells) {
				wide[c] = max(wide[c], Body("").Bold().measure(r.Cells[c].Text).Width)
			}
		}
		wide[c] += look.Roomy
	}
	return wide
}

// MinSize implements fyne.CanvasObject.
func (g *Grid) MinSize() fyne.Size {
	least := leastName()
	for c, w := range g.widths() {
		if c >= g.spare {
			least += w
		}
	}
	return fyne.NewSize(least, g.line()*float32(len(g.rows)+1))
}

// CreateRenderer implements fyne.Widget.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: g, min: g.MinSize}
	type row struct {
		name  *Text
		cells []*Text
	}
	var rows []row
	rule := box(look.Line, "")
	v.refresh = func() {
		paint(rule, look.Line, "")
		rule.CornerRadius = 0
		rows, v.objects = rows[:0], []fyne.CanvasObject{rule}
		head := row{name: Small("").OneLine()}
		for i, h := range g.heads {
			if i == 0 {
				head.name.Set(h)
			} else {
				head.cells = append(head.cells, Small(h).Right().OneLine())
			}
		}
		rows = append(rows, head)
		for _, r := range g.rows {
			line := row{name: Body(r.Name).OneLine()}
			if r.Bold {
				line.name.Bold()
			}
			for _, c := range r.Cells {
				t := Body(c.Text).Right().OneLine()
				if c.State != Neutral {
					ink, _, _ := c.State.tokens()
					t.In(ink)
				}
				if c.Bold || r.Bold {
					t.Bold()
				}
				line.cells = append(line.cells, t)
			}
			rows = append(rows, line)
		}
		for _, r := range rows {
			v.objects = append(v.objects, r.name)
			for _, c := range r.cells {
				v.objects = append(v.objects, c)
			}
		}
	}
	v.layout = func(size fyne.Size) {
		widths, names := g.widths(), size.Width
		for _, w := range widths {
			names -= w
		}
		out := 0 // columns that are left out
		for ; out < g.spare && out < len(widths) && names < leastName(); out++ {
			names += widths[out]
		}
		for i, r := range rows {
			y := float32(i) * g.line()
			h := r.name.MinSize().Height
			place(r.name, 0, y+(g.line()-h)/2, names-look.Gap, h)
			x := names
			for c, t := range r.cells {
				if t.Hidden = c < out; t.Hidden || c >= len(widths) {
					continue
				}
				h := t.MinSize().Height
				place(t, x, y+(g.line()-h)/2, widths[c], h)
				x += widths[c]
			}
		}
		place(rule, 0, g.line()-1, size.Width, 1)
	}
	v.refresh()
	return v
}
