package pdf

import (
	"strings"
	"unicode"

	"pinisi/data/report/document"
)

// declaration draws a promise in a frame, such as a pledge (maklumat): the
// letterhead, a large title, paragraphs and points, and who signs. With a nil
// canvas it only tells whether it fits.
func (s *sheet) declaration(c *canvas) bool {
	const edge, inner = 9.0, 28.0
	width := s.width - 2*inner
	type drawn struct {
		line
		size, indent, h float64
		sign            string
		color           string
		centred         bool
	}
	var all []drawn
	total := 0.0
	add := func(lines []line, size, indent float64, sign, color string, centred bool, after float64) {
		for i, ln := range lines {
			d := drawn{line: ln, size: size, indent: indent, h: lineHeight(size), color: color, centred: centred}
			if i == 0 {
				d.sign = sign
			}
			if i == len(lines)-1 {
				d.h += after
			}
			all = append(all, d)
			total += d.h
		}
	}
	for i, ln := range s.w.Letterhead {
		size, after := 10.0, 0.0
		if ln.Bold {
			size = 15
		}
		if i == len(s.w.Letterhead)-1 {
			after = 16
		}
		add(s.wrap([]document.Run{{Text: ln.Text, Bold: ln.Bold}}, size, width), size, 0, "", document.Ink, true, after)
	}
	rule := len(all) // the line under the letterhead is drawn before this
	after := 4.0
	if s.w.Kicker == "" {
		after = 12
	}
	add(s.wrap(document.Bold(s.w.Title), 30, width), 30, 0, "", document.Sea, true, after)
	if s.w.Kicker != "" {
		add(s.wrap(document.Plain(s.w.Kicker), 12, width), 12, 0, "", document.Faint, true, 12)
	}
	size := s.size
	for _, text := range s.w.Lines {
		sign, rest := point(text)
		indent := 0.0
		if sign != "" {
			indent = size * pointMM * 2
		}
		add(s.wrap(document.Plain(rest), size, width-indent), size, indent, sign, document.Ink, sign == "", size*0.32)
	}
	const room = 24.0 // to sign
	signWidth := width * 0.55
	place := s.wrap(document.Plain(s.w.Sign.Place), 12, signWidth)
	role := s.wrap(document.Plain(s.w.Sign.Role), 12, signWidth)
	name := s.w.Sign.Name
	if name == "" {
		name = document.Dots
	}
	names := s.wrap(document.Bold(name), 12, signWidth)
	signed := float64(len(place)+len(role)+len(names))*lineHeight(12) + room + 14
	free := s.height - 2*edge - 16 - 14 - total - signed
	if free < 0 {
		return false
	}
	if c == nil {
		return true
	}
	if s.w.Mark != "" {
		c.across(s.w.Mark, s.width, s.height)
	}
	s.frame(c, edge)
	y := edge + 16 + min(free*0.25, 24)
	for i, d := range all {
		if i == rule && rule > 0 {
			at := y - 11
			c.rule(inner, at, s.width-inner, at, 0.8, document.Sea)
			c.rule(inner, at+1.3, s.width-inner, at+1.3, 0.25, document.Sea)
		}
		x := inner + d.indent
		if d.centred {
			x = (s.width - d.width) / 2
		}
		if d.sign != "" {
			c.text(d.sign, inner, y, d.size, lineHeight(d.size), true, document.Sea)
		}
		c.line(d.line, x, y, d.size, lineHeight(d.size), d.color)
		y += d.h
	}
	y += 14 + min(free*0.15, 12)
	x := s.width - inner - signWidth
	centre := func(lines []line) {
		for _, ln := range lines {
			c.line(ln, x+(signWidth-ln.width)/2, y, 12, lineHeight(12), document.Ink)
			y += lineHeight(12)
		}
	}
	centre(place)
	centre(role)
	y += room
	centre(names)
	const small = 8.5
	foot := s.height - edge - 8
	right := s.measure(s.w.Foot[1], small, false)
	c.text(s.clip(s.w.Foot[0], small, width-right-6), inner, foot, small, lineHeight(small), false, document.Faint)
	c.text(s.w.Foot[1], s.width-inner-right, foot, small, lineHeight(small), false, document.Faint)
	return true
}

// frame draws the border of a declaration, with its corners marked.
func (s *sheet) frame(c *canvas, edge float64) {
	box := func(at, width float64, color string) {
		x2, y2 := s.width-at, s.height-at
		c.rule(at, at, x2, at, width, color)
		c.rule(at, y2, x2, y2, width, color)
		c.rule(at, at, at, y2, width, color)
		c.rule(x2, at, x2, y2, width, color)
	}
	box(edge, 1.4, document.Sea)
	box(edge+2.4, 0.3, document.Sail)
	const corner = 7.0
	for _, x := range []float64{edge - 0.7, s.width - edge + 0.7 - corner} {
		for _, y := range []float64{edge - 0.7, s.height - edge + 0.7 - corner} {
			c.fill(x, y, corner, corner, document.Sea)
			c.fill(x+2.2, y+2.2, corner-4.4, corner-4.4, "E6B84A")
		}
	}
}

// point is the number before a point of a declaration, "" for a paragraph, and
// what stands behind it.
func point(text string) (sign, rest string) {
	head, tail, ok := strings.Cut(text, " ")
	if !ok || len(head) > 3 || !strings.HasSuffix(head, ".") && !strings.HasSuffix(head, ")") {
		return "", text
	}
	for _, r := range head[:len(head)-1] {
		if !unicode.IsDigit(r) {
			return "", text
		}
	}
	return head, strings.TrimSpace(tail)
}
