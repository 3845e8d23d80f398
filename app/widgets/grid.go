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

// columnWidth is the width of every column of numbers.
func (g *Grid) columnWidth() float32 {
	wide := look.Text(48)
	for i, h := range g.heads {
		if i > 0 {
			wide = max(wide, Small(h).measure(h).Width)
		}
	}
	for _, r := range g.rows {
		for _, c := range r.Cells {
			wide = max(wide, Body(c.Text).Bold().measure(c.Text).Width)
		}
	}
	return wide + look.Gap
}

// MinSize implements fyne.CanvasObject.
func (g *Grid) MinSize() fyne.Size {
	return fyne.NewSize(look.Text(96)+g.columnWidth()*float32(max(len(g.heads)-1, 0)), g.line()*float32(len(g.rows)+1))
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
		wide, n := g.columnWidth(), float32(max(len(g.heads)-1, 0))
		names := max(size.Width-wide*n, look.Text(96))
		for i, r := range rows {
			y := float32(i) * g.line()
			h := r.name.MinSize().Height
			place(r.name, 0, y+(g.line()-h)/2, names-look.Gap, h)
			for c, t := range r.cells {
				h := t.MinSize().Height
				place(t, names+float32(c)*wide+look.Gap, y+(g.line()-h)/2, wide-look.Gap, h)
			}
		}
		place(rule, 0, g.line()-1, size.Width, 1)
	}
	v.refresh()
	return v
}
