package pdf

import (
	"strings"

	"pinisi/data/report/document"
)

func (l *layout) letterhead(lines []document.Line) box {
	type drawn struct {
		line
		size, h float64
	}
	var all []drawn
	height := 0.0
	for _, ln := range lines {
		size := float64(document.SmallSize)
		if ln.Bold {
			size = 12
		}
		for _, w := range l.wrap([]document.Run{{Text: ln.Text, Bold: ln.Bold}}, size, l.text) {
			all = append(all, drawn{w, size, lineHeight(size)})
			height += lineHeight(size)
		}
	}
	height += 3.5
	return box{height: height + 3, draw: func(c *canvas, x, y float64) {
		at := y
		for _, d := range all {
			c.line(d.line, x+(l.text-d.width)/2, at, d.size, d.h, document.Ink)
			at += d.h
		}
		c.rule(x, y+height-1.4, x+l.text, y+height-1.4, 0.7, document.Ink)
		c.rule(x, y+height-0.4, x+l.text, y+height-0.4, 0.2, document.Ink)
	}}
}

func (l *layout) title(t document.Title) []box {
	boxes := l.linesOf(l.wrap(document.Bold(t.Text), 16, l.text), 16, document.Sea, 0, 2, true)
	boxes = append(boxes, l.linesOf(l.wrap(document.Plain(t.Subtitle), document.BodySize, l.text), document.BodySize, document.Faint, 0, 0.8, false)...)
	boxes[len(boxes)-1].height += 3
	return boxes
}

// signatures stand side by side; one alone stands at the right.
func (l *layout) signatures(s document.Signatures) box {
	const above = 20 // room to sign
	width := l.text * 0.44
	type column struct {
		x     float64
		place []line
		role  []line
		name  []line
	}
	var columns []column
	h := lineHeight(document.BodySize)
	most := 0
	for i, one := range s.Sign {
		c := column{x: l.text - width}
		if len(s.Sign) > 1 && i == 0 {
			c.x = 0
		}
		name := document.Run{Text: one.Name, Bold: true}
		if one.Name == "" {
			name = document.Run{Text: document.Dots}
		}
		place := one.Place
		if place == "" {
			place = " "
		}
		c.place = l.wrap(document.Plain(place), document.BodySize, width)
		c.role = l.wrap(document.Plain(one.Role), document.BodySize, width)
		c.name = l.wrap([]document.Run{name}, document.BodySize, width)
		most = max(most, len(c.place)+len(c.role))
		columns = append(columns, c)
	}
	height := float64(most)*h + above + 2*h
	return box{height: height, before: 10, draw: func(c *canvas, x, y float64) {
		for _, col := range columns {
			at := y
			for _, ln := range append(append([]line{}, col.place...), col.role...) {
				c.line(ln, x+col.x, at, document.BodySize, h, document.Ink)
				at += h
			}
			at = y + float64(most)*h + above
			for _, ln := range col.name {
				c.line(ln, x+col.x, at, document.BodySize, h, document.Ink)
				at += h
			}
		}
	}}
}

// cover draws the first page.
func (l *layout) cover(c *canvas, v *document.Cover) {
	x := document.MarginLeft
	if l.doc.Mark != "" {
		c.across(l.doc.Mark, l.width, l.height)
	}
	y := document.MarginTop - 5
	if len(v.Letterhead) > 0 {
		head := l.letterhead(v.Letterhead)
		head.draw(c, x, y)
	}
	y = l.height * 0.30
	c.fill(x, y, 14, 1.4, document.Sail)
	y += 7
	for _, ln := range l.wrap(document.Bold(v.Title), 26, l.text) {
		c.line(ln, x, y, 26, lineHeight(26), document.Sea)
		y += lineHeight(26)
	}
	y += 2
	for _, ln := range l.wrap(document.Plain(v.Subtitle), 14, l.text) {
		c.line(ln, x, y, 14, lineHeight(14), document.Ink)
		y += lineHeight(14)
	}
	y += 14
	name := 42.0
	for _, f := range v.Facts {
		if strings.TrimSpace(f[1]) == "" {
			continue
		}
		lines := l.wrap(document.Plain(f[1]), 11, l.text-name)
		c.text(f[0], x, y, 11, lineHeight(11), false, document.Faint)
		for _, ln := range lines {
			c.line(ln, x+name, y, 11, lineHeight(11), document.Ink)
			y += lineHeight(11)
		}
		y += 1.4
	}
	if v.Note != "" {
		lines := l.wrap(document.Plain(v.Note), document.SmallSize, l.text)
		y = l.height - document.MarginBottom - float64(len(lines))*lineHeight(document.SmallSize)
		for _, ln := range lines {
			c.line(ln, x, y, document.SmallSize, lineHeight(document.SmallSize), document.Faint)
			y += lineHeight(document.SmallSize)
		}
	}
}

// entry is a line of the table of contents.
type entry struct {
	heading int
	level   int
	text    []line
}

// contents makes the boxes of the table of contents; numbers come when it is drawn.
func (l *layout) contents(page func(heading int) int, link func(heading int) int) []box {
	boxes := l.linesOf(l.wrap(document.Bold(l.doc.Contents), 16, l.text), 16, document.Sea, 0, 0, true)
	boxes[len(boxes)-1].height += 4
	for i, h := range l.headings {
		size, before, indent := float64(document.BodySize), 0.6, 6.0
		run := document.Run{Text: h.Text}
		if h.Level == 1 {
			before, indent, run.Bold = 2.6, 0, true
		}
		e := entry{i + 1, h.Level, l.wrap([]document.Run{run}, size, l.text-indent-14)}
		lh := lineHeight(size)
		height := float64(len(e.text)) * lh
		boxes = append(boxes, box{height: height, before: before, keep: h.Level == 1, draw: func(c *canvas, x, y float64) {
			at := y
			for _, ln := range e.text {
				c.line(ln, x+indent, at, size, lh, document.Ink)
				at += lh
			}
			number := itoa(page(e.heading))
			nw := l.measure(number, size, run.Bold)
			c.text(number, x+l.text-nw, at-lh, size, lh, run.Bold, document.Ink)
			end := x + indent + e.text[len(e.text)-1].width
			step := l.measure(".", size, false) * 1.9
			for dot := x + l.text - 10 - step; dot > end+1.5; dot -= step {
				c.text(".", dot, at-lh, size, lh, false, document.Faint)
			}
			c.link(x, y, l.text, height, link(e.heading))
		}})
	}
	if n := len(boxes); n > 0 {
		boxes[n-1].keep = false
	}
	return boxes
}
