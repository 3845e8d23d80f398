package pdf

import (
	"pinisi/data/report/document"
)

// band is the head across the page: who says it, and the service, large.
func (s *sheet) band() piece {
	type drawn struct {
		line
		size  float64
		color string
	}
	var all []drawn
	for _, ln := range s.w.Letterhead {
		size, color := 9.0, lightSea
		if ln.Bold {
			size, color = 11.5, paper
		}
		for _, part := range s.wrap([]document.Run{{Text: ln.Text, Bold: ln.Bold}}, size, wallRoom) {
			all = append(all, drawn{part, size, color})
		}
	}
	h := 10.0
	for _, d := range all {
		h += lineHeight(d.size)
	}
	top := h + 5
	kicker := s.wrap(document.Bold(s.w.Kicker), 12, wallRoom)
	size := 34.0
	title := s.wrap(document.Bold(s.w.Title), size, wallRoom)
	for len(title) > 1 && size > 27 { // on one line if that is still large
		size--
		title = s.wrap(document.Bold(s.w.Title), size, wallRoom)
	}
	for len(title) > 2 && size > 18 {
		size--
		title = s.wrap(document.Bold(s.w.Title), size, wallRoom)
	}
	h = top + 4 + float64(len(kicker))*lineHeight(12) + float64(len(title))*lineHeight(size) + 8
	return piece{h, func(c *canvas, _, _ float64) {
		c.fill(0, 0, s.width, h, document.Sea)
		c.fill(0, h, s.width, 1.6, "E6B84A")
		y := 10.0
		for _, d := range all {
			c.line(d.line, wallSide, y, d.size, lineHeight(d.size), d.color)
			y += lineHeight(d.size)
		}
		c.rule(wallSide, top-1.5, wallSide+wallRoom, top-1.5, 0.2, "4E8AA5")
		y = top + 4
		for _, ln := range kicker {
			c.line(ln, wallSide, y, 12, lineHeight(12), "E6B84A")
			y += lineHeight(12)
		}
		for _, ln := range title {
			c.line(ln, wallSide, y, size, lineHeight(size), paper)
			y += lineHeight(size)
		}
	}}
}

// figures are the tiles under the title, of one height.
func (s *sheet) figures() piece {
	n := len(s.w.Figures)
	if n == 0 {
		return piece{draw: func(*canvas, float64, float64) {}}
	}
	const pad = 5.0
	width := (wallRoom - wallGap*float64(n-1)) / float64(n)
	type tile struct {
		label, figure, text []line
		size                float64
	}
	var tiles []tile
	labelSize := max(s.size*0.9, wallLeast)
	for _, b := range s.w.Figures { // their titles on one line each
		for labelSize > s.size*0.7 && s.measure(b.Title, labelSize, true) > width-2*pad-10 {
			labelSize -= 0.25
		}
	}
	high := 0.0
	for _, b := range s.w.Figures {
		t := tile{label: s.wrap(document.Bold(b.Title), labelSize, width-2*pad-10)}
		if b.Figure != "" {
			for t.size = 30; t.size > s.size+2; t.size-- { // on one line if that is large, else on two
				t.figure = s.wrap(document.Bold(b.Figure), t.size, width-2*pad)
				if len(t.figure) == 1 || len(t.figure) == 2 && t.size <= 21 {
					break
				}
			}
		}
		for _, text := range b.Lines {
			t.text = append(t.text, s.wrap(document.Plain(text), s.size, width-2*pad)...)
		}
		h := 2*pad + float64(len(t.label))*lineHeight(labelSize) + 1.5 + float64(len(t.figure))*lineHeight(t.size) + float64(len(t.text))*lineHeight(s.size)
		high = max(high, h)
		tiles = append(tiles, t)
	}
	return piece{high, func(c *canvas, x, y float64) {
		for i, t := range tiles {
			at := x + float64(i)*(width+wallGap)
			c.fill(at, y, width, high, paleSea)
			c.fill(at, y, 1.6, high, document.Sea)
			s.number(c, s.w.Figures[i].Number, at+pad, y+pad, labelSize)
			line := y + pad
			for _, ln := range t.label {
				c.line(ln, at+pad+10, line, labelSize, lineHeight(labelSize), document.Sea)
				line += lineHeight(labelSize)
			}
			line += 1.5
			for _, ln := range t.figure {
				c.line(ln, at+pad, line, t.size, lineHeight(t.size), document.Ink)
				line += lineHeight(t.size)
			}
			for _, ln := range t.text {
				c.line(ln, at+pad, line, s.size, lineHeight(s.size), document.Ink)
				line += lineHeight(s.size)
			}
		}
	}}
}

// panel is the block across the foot: where to complain.
func (s *sheet) panel() piece {
	const pad = 5.0
	head := s.size + 1.5
	width := wallRoom - 2*pad
	title := s.wrap(document.Bold(s.w.Panel.Title), head, width-10)
	per := len(s.w.Panel.Lines)
	body := s.items(s.w.Panel, width)
	var second piece
	if per > 2 { // channels are short: two columns
		half := (per + 1) / 2
		left, right := s.w.Panel, s.w.Panel
		left.Lines, right.Lines = left.Lines[:half], right.Lines[half:]
		a, b := s.items(left, width/2-3), s.items(right, width/2-3)
		if len(right.Lines) == 1 {
			b = s.bulleted(right.Lines[0], width/2-3)
		}
		if max(a.height, b.height) < body.height && s.longest(s.w.Panel.Lines) <= width/2-3-s.size*pointMM*1.75 {
			body, second = a, b
		}
	}
	h := 2*pad - 1 + float64(len(title))*lineHeight(head) + 1.5 + max(body.height, second.height)
	return piece{h, func(c *canvas, x, y float64) {
		c.fill(x, y, wallRoom, h, "FBF4E2")
		c.fill(x, y, 1.6, h, document.Sail)
		s.number(c, s.w.Panel.Number, x+pad, y+pad-1, head)
		at := y + pad - 1
		for _, ln := range title {
			c.line(ln, x+pad+10, at, head, lineHeight(head), document.Sea)
			at += lineHeight(head)
		}
		at += 1.5
		body.draw(c, x+pad, at)
		if second.draw != nil {
			second.draw(c, x+pad+width/2+3, at)
		}
	}}
}

func (s *sheet) foot(c *canvas) {
	const size = 8.5
	y := s.height - wallFoot + 4
	c.rule(wallSide, y, wallSide+wallRoom, y, ruleWidth, document.Rule)
	right := s.measure(s.w.Foot[1], size, false)
	c.text(s.w.Foot[1], wallSide+wallRoom-right, y+1.5, size, lineHeight(size), false, document.Faint)
	c.text(s.clip(s.w.Foot[0], size, wallRoom-right-6), wallSide, y+1.5, size, lineHeight(size), false, document.Faint)
}
