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
	if t.Formal {
		return l.formalTitle(t)
	}
	boxes := l.linesOf(l.wrap(document.Bold(t.Text), 16, l.text), 16, document.Sea, 0, 2, true)
	boxes = append(boxes, l.linesOf(l.wrap(document.Plain(t.Subtitle), document.BodySize, l.text), document.BodySize, document.Faint, 0, 0.8, false)...)
	boxes[len(boxes)-1].height += 3
	return boxes
}

// formalTitle is centred: title, what it is about, and its number.
func (l *layout) formalTitle(t document.Title) []box {
	var boxes []box
	add := func(text string, size float64, bold bool, before float64) {
		if text == "" {
			return
		}
		lines := l.wrap([]document.Run{{Text: text, Bold: bold}}, size, l.text*0.86)
		more := l.linesOf(lines, size, document.Ink, 0, before, true)
		for i, ln := range lines {
			more[i].keep = true
			more[i].draw = func(c *canvas, x, y float64) {
				c.line(ln, x+(l.text-ln.width)/2, y, size, lineHeight(size), document.Ink)
			}
		}
		boxes = append(boxes, more...)
	}
	add(t.Text, 14, true, 2)
	add(t.Subtitle, 12, true, 0.6)
	add(t.Number, document.BodySize, false, 1)
	boxes[len(boxes)-1].height += 4
	return boxes
}

// signatures stand side by side, two in a row; one alone stands at the right.
// Rows keep together where a page has room for them.
func (l *layout) signatures(s document.Signatures) []box {
	var boxes []box
	for from := 0; from < len(s.Sign); from += 2 {
		pair := s.Sign[from:min(from+2, len(s.Sign))]
		boxes = append(boxes, l.signaturePair(pair, len(s.Sign) > 1))
		boxes[len(boxes)-1].keep = from+2 < len(s.Sign)
	}
	return boxes
}

// signaturePair is one row: the first of two stands at the left, and so does
// the last of many when it has no neighbour.
func (l *layout) signaturePair(pair []document.Signature, left bool) box {
	const above = 20 // room to sign
	width := l.text * 0.44
	type column struct {
		x           float64
		over, under []line
	}
	var columns []column
	h := lineHeight(document.BodySize)
	most, foot := 0, 0
	for i, one := range pair {
		c := column{x: l.text - width}
		if left && i == 0 {
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
		c.over = append(l.wrap(document.Plain(place), document.BodySize, width), l.wrap(document.Plain(one.Role), document.BodySize, width)...)
		c.under = l.wrap([]document.Run{name}, document.BodySize, width)
		if one.Note != "" {
			c.under = append(c.under, l.wrap(document.Plain(one.Note), document.BodySize, width)...)
		}
		most, foot = max(most, len(c.over)), max(foot, len(c.under))
		columns = append(columns, c)
	}
	height := float64(most)*h + above + float64(max(2, foot))*h
	return box{height: height, before: 10, draw: func(c *canvas, x, y float64) {
		put := func(lines []line, at, y float64) {
			for i, ln := range lines {
				c.line(ln, at, y+float64(i)*h, document.BodySize, h, document.Ink)
			}
		}
		for _, col := range columns {
			put(col.over, x+col.x, y)
			put(col.under, x+col.x, y+float64(most)*h+above)
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
