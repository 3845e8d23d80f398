package pdf

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"

	"pinisi/data/report/document"
)

// Walls are sheets that hang on a wall, one page each, on A4 or on A3. Each is
// drawn with letters as large as fit its page.
type Walls struct {
	Title, Subject, Issuer, Lang string
	When                         time.Time
	A3                           bool
	Sheets                       []Wall
}

// Wall is one sheet: either a standard, of figures and blocks, or with Lines a
// declaration in a frame.
type Wall struct {
	Letterhead []document.Line
	Kicker     string // above the title: "Standar pelayanan"
	Title      string
	Figures    []WallBlock // side by side under the title, large
	Blocks     []WallBlock // in two columns or below each other
	Panel      WallBlock   // across the foot of the page; without title: none
	Foot       [2]string   // left and right
	Mark       string      // across the page: DRAF
	// Proof says on a sheet whose letters are too small for a wall that it is one.
	Proof string

	Lines []string // of a declaration: paragraphs, points begin with their number
	Sign  document.Signature
}

// WallBlock is a part of a sheet.
type WallBlock struct {
	Number  string
	Title   string
	Figure  string // said large
	Lines   []string
	Ordered bool // the lines are steps
}

// Letters in points on the paper: the largest and, for a wall, the smallest.
const (
	wallMost = 17.0
	// declarationMost is the largest of a declaration, which has less to say.
	declarationMost = 20.0

	wallFloor = 9.0
	wallLeast = 3.0 // of a proof
)

// ErrTooLong is a sheet that does not fit one page even as a proof.
var ErrTooLong = errors.New("the text does not fit one page")

// Fit is the size of the letters with which a sheet fits its page, in points on
// the paper, and whether they are large enough for a wall. It fails with
// [ErrTooLong].
func (w Wall) Fit(a3 bool) (size float64, ok bool, err error) {
	f, err := faces()
	if err != nil {
		return 0, false, err
	}
	k := scale(a3)
	s := sheet{layout: &layout{doc: &document.Document{}, faces: f, width: document.PaperShort, height: document.PaperLong}, w: w}
	most := wallMost
	if len(w.Lines) > 0 {
		most = declarationMost
	}
	for size = most * k; size >= wallLeast*k; size -= 0.25 * k {
		if s.size = size / k; s.fits() {
			return size, size >= wallFloor-1e-6, nil
		}
	}
	return 0, false, ErrTooLong
}

func scale(a3 bool) float64 {
	if a3 {
		return math.Sqrt2
	}
	return 1
}

// WriteWalls renders the sheets.
func WriteWalls(out io.Writer, doc Walls) error {
	paper := "A4"
	if doc.A3 {
		paper = "A3"
	}
	p := fpdf.New("P", "mm", paper, "")
	p.SetCatalogSort(true)
	p.SetCreationDate(doc.When.UTC())
	p.SetModificationDate(doc.When.UTC())
	p.SetTitle(doc.Title, true)
	p.SetSubject(doc.Subject, true)
	p.SetAuthor(doc.Issuer, true)
	p.SetCreator("Pinisi", true)
	p.SetProducer("Pinisi", true)
	p.SetLang(doc.Lang)
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCellMargin(0)
	p.SetDisplayMode("fullpage", "single")
	p.AddUTF8FontFromBytes(family, "", liberationsansregular.TTF)
	p.AddUTF8FontFromBytes(family, "B", liberationsansbold.TTF)
	f, err := faces()
	if err != nil {
		return err
	}
	for _, w := range doc.Sheets {
		size, ok, err := w.Fit(doc.A3)
		if err != nil {
			return fmt.Errorf("draw the sheet %q: %w", w.Title, err)
		}
		if ok {
			w.Proof = ""
		}
		l := &layout{doc: &document.Document{}, faces: f, width: document.PaperShort, height: document.PaperLong}
		s := sheet{layout: l, w: w, size: size / scale(doc.A3)}
		p.AddPage()
		p.Bookmark(w.Title, 0, 0)
		p.TransformBegin()
		p.TransformScale(100*scale(doc.A3), 100*scale(doc.A3), 0, 0)
		s.draw(&canvas{pdf: p, l: l, have: map[string]bool{}})
		p.TransformEnd()
	}
	if err := p.Output(out); err != nil {
		return fmt.Errorf("write a PDF: %w", err)
	}
	return nil
}

// sheet is one Wall at one size of letters, in the measures of A4.
type sheet struct {
	*layout
	w    Wall
	size float64
}

// piece is something of a height that is drawn at a place.
type piece struct {
	height float64
	draw   func(c *canvas, x, y float64)
}

const (
	wallSide  = 15.0 // margins at the sides
	wallGap   = 7.0  // between parts
	wallRoom  = document.PaperShort - 2*wallSide
	wallFoot  = 16.0 // height of the foot
	lightSea  = "BFD6E1"
	paleSea   = "EEF4F7"
	paper     = "FFFFFF"
	ruleWidth = 0.25
)

func (s *sheet) fits() bool {
	if len(s.w.Lines) > 0 {
		return s.declaration(nil)
	}
	return s.standard(nil)
}

func (s *sheet) draw(c *canvas) {
	if len(s.w.Lines) > 0 {
		s.declaration(c)
	} else {
		s.standard(c)
	}
	if s.w.Proof != "" {
		lines := s.wrap(document.Bold(s.w.Proof), 8, wallRoom)
		h := float64(len(lines))*lineHeight(8) + 2
		c.fill(0, 0, s.width, h, document.Bad)
		for i, ln := range lines {
			c.line(ln, (s.width-ln.width)/2, 1+float64(i)*lineHeight(8), 8, lineHeight(8), paper)
		}
	}
}

// standard draws the sheet of a standard, or with a nil canvas only tells
// whether it fits.
func (s *sheet) standard(c *canvas) bool {
	band := s.band()
	y := band.height + wallGap
	figures := s.figures()
	if len(s.w.Figures) > 0 {
		y += figures.height + wallGap
	}
	foot := s.height - wallFoot
	var panel piece
	if s.w.Panel.Title != "" {
		panel = s.panel()
		foot -= panel.height
	}
	room := foot - wallGap - y
	body := s.body(room)
	if body.height > room+1e-6 {
		return false
	}
	if c == nil {
		return true
	}
	if s.w.Mark != "" {
		c.across(s.w.Mark, s.width, s.height)
	}
	band.draw(c, 0, 0)
	figures.draw(c, wallSide, band.height+wallGap)
	body.draw(c, wallSide, y)
	if panel.draw != nil {
		panel.draw(c, wallSide, foot)
	}
	s.foot(c)
	return true
}

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

func (s *sheet) foot(c *canvas) {
	const size = 8.5
	y := s.height - wallFoot + 4
	c.rule(wallSide, y, wallSide+wallRoom, y, ruleWidth, document.Rule)
	right := s.measure(s.w.Foot[1], size, false)
	c.text(s.w.Foot[1], wallSide+wallRoom-right, y+1.5, size, lineHeight(size), false, document.Faint)
	c.text(s.clip(s.w.Foot[0], size, wallRoom-right-6), wallSide, y+1.5, size, lineHeight(size), false, document.Faint)
}
