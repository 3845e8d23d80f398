package pdf

import "pinisi/data/report/document"

// cell is a cell of a table, divided into lines.
type cell struct {
	lines   []line
	picture *document.Picture
	x, w    float64
	align   document.Align
}

func (c cell) height(h float64) float64 {
	total := float64(len(c.lines)) * h
	if c.picture != nil {
		total += c.picture.Height + 1
	}
	return total
}

func (l *layout) table(t document.Table) []box {
	size := float64(document.SmallSize)
	switch {
	case t.Plain:
		size = document.BodySize
	case t.Small:
		size = document.TinySize
	}
	widths := t.Shares(l.text)
	var boxes []box
	if t.Caption != "" {
		word, number := l.count.Table()
		boxes = l.caption(word, number, t.Caption, false)
		for i := range boxes {
			boxes[i].keep = true
		}
		boxes[0].before = 3.5
		boxes[len(boxes)-1].height += 1
	}
	var head *box
	if !t.Plain {
		head = l.tableHead(t, widths, size)
		if t.Caption == "" {
			head.before = 3
		}
		boxes = append(boxes, *head)
		head.before = 0
		head.keep = false
	}
	whole := t.Whole()
	for i, r := range t.Rows {
		boxes = append(boxes, l.row(t, r, widths, size, head, i == len(t.Rows)-1)...)
		if sum := i+1 < len(t.Rows) && t.Rows[i+1].Bold && i+1 == len(t.Rows)-1; sum || r.Span || whole {
			boxes[len(boxes)-1].keep = true // a sum is not alone on its page, nor a title without its rows
		}
	}
	if n := len(boxes); n > 0 {
		boxes[n-1].keep = false
		if t.Plain {
			boxes[0].before = 2
		} else {
			boxes[n-1].height += 2.5
		}
	}
	return boxes
}

func (l *layout) cells(t document.Table, texts []document.Cell, widths []float64, size float64, bold bool) []cell {
	x := 0.0
	var cells []cell
	for i, w := range widths {
		var c cell
		c.x, c.w, c.align = x, w, t.Columns[i].Align
		x += w
		if i < len(texts) {
			runs := texts[i].Runs
			if bold {
				runs = embolden(runs)
			}
			side := document.CellSide
			if p := texts[i].Picture; p != nil {
				fitted := fit(*p, w-2*side, l.room()*0.4)
				c.picture = &fitted
			}
			if len(runs) > 0 {
				c.lines = l.wrap(runs, size, w-2*side)
			}
		}
		cells = append(cells, c)
	}
	return cells
}

func embolden(runs []document.Run) []document.Run {
	out := make([]document.Run, len(runs))
	for i, r := range runs {
		r.Bold = true
		out[i] = r
	}
	return out
}

func (l *layout) tableHead(t document.Table, widths []float64, size float64) *box {
	var texts []document.Cell
	for _, c := range t.Columns {
		texts = append(texts, document.T(c.Head))
	}
	cells := l.cells(t, texts, widths, size, true)
	h := lineHeight(size)
	height := tallest(cells, h) + 2*document.CellTop + 0.6
	return &box{height: height, keep: true, draw: func(c *canvas, x, y float64) {
		c.fill(x, y, l.text, height, document.Shade)
		c.rule(x, y, x+l.text, y, 0.5, document.Sea)
		c.rule(x, y+height, x+l.text, y+height, 0.25, document.Sea)
		c.grid(t, cells, x, y, l.text, height)
		for _, one := range cells {
			one.draw(c, x, y+height-document.CellTop-0.3-one.height(h), size, h, 0, len(one.lines))
		}
	}}
}

func tallest(cells []cell, h float64) float64 {
	most := h
	for _, c := range cells {
		most = max(most, c.height(h))
	}
	return most
}

// row makes the boxes of a row: one, or several when it is higher than most of a page.
func (l *layout) row(t document.Table, r document.Row, widths []float64, size float64, head *box, last bool) []box {
	h := lineHeight(size)
	if r.Span {
		widths = []float64{l.text}
	}
	cells := l.cells(t, r.Cells, widths, size, r.Bold || r.Span)
	if r.Span {
		cells[0].align = document.Left
	}
	rule := func(c *canvas, x, y float64) {
		switch {
		case t.Plain:
		case last:
			c.rule(x, y, x+l.text, y, 0.35, document.Sea)
		case t.Grid:
			c.rule(x, y, x+l.text, y, 0.15, document.Faint)
		default:
			c.rule(x, y, x+l.text, y, 0.15, document.Rule)
		}
	}
	pad := document.CellTop
	if t.Plain {
		pad = 0.5
	}
	whole := tallest(cells, h) + 2*pad
	if !r.Span {
		whole = max(whole, t.RowHeight)
	}
	if !t.Plain {
		whole += 0.18 // what its rule takes in a DOCX, so that both divide pages alike
	}
	if whole <= l.room()*0.5 {
		return []box{{height: whole, repeat: head, draw: func(c *canvas, x, y float64) {
			if r.Bold && !t.Plain {
				c.rule(x, y, x+l.text, y, 0.35, document.Sea)
			}
			for _, one := range cells {
				one.draw(c, x, y+pad, size, h, 0, len(one.lines))
			}
			rule(c, x, y+whole)
			c.grid(t, cells, x, y, l.text, whole)
		}}}
	}
	const chunk = 6 // lines
	most := 0
	for _, c := range cells {
		most = max(most, len(c.lines))
	}
	var boxes []box
	for from := 0; from < most || from == 0; from += chunk {
		to, top, bottom := from+chunk, 0.0, 0.0
		if from == 0 {
			top = pad
		}
		ends := to >= most
		if ends {
			bottom = pad
		}
		height := top + bottom
		tall := 0.0
		for _, c := range cells {
			part := float64(max(0, min(to, len(c.lines))-from)) * h
			if from == 0 && c.picture != nil {
				part += c.picture.Height + 1
			}
			tall = max(tall, part)
		}
		height += tall
		boxes = append(boxes, box{height: height, repeat: head, draw: func(c *canvas, x, y float64) {
			for _, one := range cells {
				if from > 0 {
					one.picture = nil
				}
				one.draw(c, x, y+top, size, h, from, min(to, len(one.lines)))
			}
			if ends {
				rule(c, x, y+height)
			}
			c.grid(t, cells, x, y, l.text, height)
		}})
	}
	return boxes
}

// grid draws the lines between the columns of a table that has them.
func (c *canvas) grid(t document.Table, cells []cell, x, y, width, height float64) {
	if !t.Grid {
		return
	}
	for _, one := range cells {
		c.rule(x+one.x, y, x+one.x, y+height, 0.15, document.Faint)
	}
	c.rule(x+width, y, x+width, y+height, 0.15, document.Faint)
}

// draw draws the lines from, to of a cell with its top at y.
func (c cell) draw(on *canvas, x, y, size, h float64, from, to int) {
	if c.picture != nil {
		on.picture(*c.picture, x+c.x+document.CellSide, y+0.5)
		y += c.picture.Height + 1
	}
	for i := from; i < to; i++ {
		ln := c.lines[i]
		at := x + c.x + document.CellSide
		switch c.align {
		case document.Right:
			at = x + c.x + c.w - document.CellSide - ln.width
		case document.Centre:
			at = x + c.x + (c.w-ln.width)/2
		}
		on.line(ln, at, y, size, h, document.Ink)
		y += h
	}
}
