package pdf

import (
	"strings"

	"pinisi/data/report/document"
)

// body is the blocks in whichever way takes less height: two columns, or below
// each other across the page. Room that is left goes between them.
func (s *sheet) body(room float64) piece {
	half := (wallRoom - wallGap) / 2
	columns := [2][]piece{}
	heights := [2]float64{}
	for _, b := range s.w.Blocks {
		at := 0
		if heights[1] < heights[0] {
			at = 1
		}
		p := s.block(b, half)
		if len(columns[at]) > 0 {
			heights[at] += wallGap
		}
		columns[at] = append(columns[at], p)
		heights[at] += p.height
	}
	var stack []piece
	stacked := 0.0
	for i, b := range s.w.Blocks {
		p := s.block(b, wallRoom)
		stack = append(stack, p)
		stacked += p.height
		if i > 0 {
			stacked += wallGap
		}
	}
	if stacked < max(heights[0], heights[1]) {
		columns, heights, half = [2][]piece{stack, nil}, [2]float64{stacked, 0}, wallRoom
	}
	return piece{max(heights[0], heights[1]), func(c *canvas, x, y float64) {
		for i, column := range columns {
			more := 0.0 // between the parts, so that a short text does not leave half a page empty
			if n := len(column); n > 1 {
				more = min((room-heights[i])/float64(n), 14)
			}
			at := y
			for _, p := range column {
				p.draw(c, x+float64(i)*(half+wallGap), at)
				at += p.height + wallGap + more
			}
		}
	}}
}

// head is the size of the titles of blocks: of one line each if they can be.
func (s *sheet) head(width float64) float64 {
	most := s.size + 1.5
	for size := most; size > s.size-2; size -= 0.5 {
		one := true
		for _, b := range s.w.Blocks {
			one = one && s.measure(b.Title, size, true) <= width-10
		}
		if one {
			return size
		}
	}
	return most
}

// block is a component: its number and title, a line, and what it says.
func (s *sheet) block(b WallBlock, width float64) piece {
	head := s.head(width)
	title := s.wrap(document.Bold(b.Title), head, width-10)
	h := float64(len(title))*lineHeight(head) + 3
	lines := s.items(b, width)
	return piece{h + lines.height, func(c *canvas, x, y float64) {
		s.number(c, b.Number, x, y, head)
		at := y
		for _, ln := range title {
			c.line(ln, x+10, at, head, lineHeight(head), document.Sea)
			at += lineHeight(head)
		}
		c.rule(x, at+1, x+width, at+1, ruleWidth, document.Rule)
		lines.draw(c, x, y+h)
	}}
}

// items are the lines of a block: steps with their numbers, several others with
// bullets, one alone as it is.
func (s *sheet) items(b WallBlock, width float64) piece {
	indent, between := 0.0, s.size*0.14
	if b.Ordered || len(b.Lines) > 1 {
		indent = s.size * pointMM * 1.75
	}
	type item struct {
		lines []line
		sign  string
	}
	var all []item
	lh := lineHeight(s.size)
	h := 0.0
	for i, text := range b.Lines {
		one := item{lines: s.wrap(document.Plain(text), s.size, width-indent)}
		switch {
		case b.Ordered:
			one.sign = itoa(i + 1)
		case len(b.Lines) > 1:
			one.sign = "•"
		}
		all = append(all, one)
		h += float64(len(one.lines))*lh + between
	}
	return piece{h, func(c *canvas, x, y float64) {
		for _, one := range all {
			c.text(one.sign, x, y, s.size, lh, true, document.Sea)
			for _, ln := range one.lines {
				c.line(ln, x+indent, y, s.size, lh, document.Ink)
				y += lh
			}
			y += between
		}
	}}
}

// bulleted is one line with a bullet.
func (s *sheet) bulleted(text string, width float64) piece {
	indent := s.size * pointMM * 1.75
	lines := s.wrap(document.Plain(text), s.size, width-indent)
	lh := lineHeight(s.size)
	return piece{float64(len(lines))*lh + s.size*0.14, func(c *canvas, x, y float64) {
		c.text("•", x, y, s.size, lh, true, document.Sea)
		for _, ln := range lines {
			c.line(ln, x+indent, y, s.size, lh, document.Ink)
			y += lh
		}
	}}
}

// number draws the number of a component in a disc on the line that begins at y.
func (s *sheet) number(c *canvas, text string, x, y, size float64) {
	if text == "" {
		return
	}
	r := min(3.4, lineHeight(size)*0.7)
	middle := y + lineHeight(size)/2
	c.pdf.SetFillColor(rgb(document.Sea))
	c.pdf.Circle(x+r, middle, r, "F")
	letter := r * 2.9
	w := s.measure(text, letter, true)
	c.text(text, x+r-w/2, middle-lineHeight(letter)/2, letter, lineHeight(letter), true, paper)
}

// longest is the width of the longest word.
func (s *sheet) longest(lines []string) float64 {
	most := 0.0
	for _, text := range lines {
		for _, word := range strings.Fields(text) {
			most = max(most, s.measure(word, s.size, false))
		}
	}
	return most
}
