package pdf

import (
	"pinisi/data/report/document"
)

// box is a piece of a page that is not divided.
type box struct {
	height, before float64 // before is dropped at the top of a page
	keep           bool    // on one page with the next box
	draw           func(c *canvas, x, y float64)
	repeat         *box // drawn over this box when it is the first of a page
	turn           bool // begins a page
	heading        int  // which heading of the document this is, from 1; 0: none
}

// placed is a box where it stands.
type placed struct {
	box
	y float64
}

// layout divides a document into pages.
type layout struct {
	doc           *document.Document
	faces         [2]*face
	count         *document.Counter
	width, height float64 // of the paper
	text          float64 // width of the text
	lost          bool    // a letter without glyph was replaced
	headings      []document.Heading
}

func newLayout(doc *document.Document) (*layout, error) {
	f, err := faces()
	if err != nil {
		return nil, err
	}
	l := &layout{doc: doc, faces: f, count: doc.Count()}
	l.width, l.height, l.text = doc.Paper()
	return l, nil
}

// room is the height for text on a page.
func (l *layout) room() float64 { return l.height - document.MarginTop - document.MarginBottom }

// paginate places boxes on pages. Boxes that keep together go to a new page
// together, unless they are higher than one.
func (l *layout) paginate(boxes []box) [][]placed {
	var pages [][]placed
	var page []placed
	y := 0.0
	turn := func() {
		if len(page) > 0 {
			pages = append(pages, page)
		}
		page, y = nil, 0
	}
	for i := 0; i < len(boxes); {
		end := i + 1
		for end < len(boxes) && boxes[end-1].keep {
			end++
		}
		if boxes[i].turn {
			turn()
		}
		need := l.groupHeight(boxes[i:end], len(page) == 0)
		if len(page) > 0 && y+need > l.room()+1e-6 && l.groupHeight(boxes[i:end], true) <= l.room() {
			turn()
		}
		for ; i < end; i++ {
			b := boxes[i]
			space := b.before
			if len(page) == 0 {
				space = 0
			}
			if len(page) > 0 && y+space+b.height > l.room()+1e-6 {
				turn()
				space = 0
			}
			if len(page) == 0 && b.repeat != nil {
				page = append(page, placed{*b.repeat, document.MarginTop})
				y = b.repeat.height
			}
			page = append(page, placed{b, document.MarginTop + y + space})
			y += space + b.height
		}
	}
	turn()
	return pages
}

func (l *layout) groupHeight(group []box, first bool) float64 {
	h := 0.0
	for i, b := range group {
		if i > 0 || !first {
			h += b.before
		}
		h += b.height
	}
	if first && group[0].repeat != nil {
		h += group[0].repeat.height
	}
	return h
}

// flow makes boxes of the body.
func (l *layout) flow(blocks []document.Block) []box {
	var boxes []box
	turn := false
	for _, b := range blocks {
		var more []box
		switch b := b.(type) {
		case document.Break:
			turn = true
			continue
		case document.Heading:
			more = l.heading(b)
		case document.Paragraph:
			more = l.paragraph(b)
		case document.List:
			more = l.list(b)
		case document.Table:
			more = l.table(b)
		case document.Figure:
			more = l.figure(b)
		case document.Letterhead:
			more = []box{l.letterhead(b.Lines)}
		case document.Title:
			more = l.title(b)
		case document.Signatures:
			more = l.signatures(b)
			for i := max(0, len(boxes)-2); i < len(boxes) && !turn; i++ {
				boxes[i].keep = true // nobody signs a page on which nothing stands
			}
		}
		if turn && len(more) > 0 {
			more[0].turn, turn = true, false
		}
		boxes = append(boxes, more...)
	}
	return boxes
}

func lineHeight(size float64) float64 { return size * pointMM * document.LineHeight }

// linesOf makes a box of every line; the first two and the last two stay
// together, so that no line stands alone at the edge of a page.
func (l *layout) linesOf(lines []line, size float64, color string, indent, before float64, keep bool) []box {
	boxes := make([]box, len(lines))
	h := lineHeight(size)
	for i, ln := range lines {
		boxes[i] = box{height: h, draw: func(c *canvas, x, y float64) { c.line(ln, x+indent, y, size, h, color) }}
		if i == 0 {
			boxes[i].before = before
			boxes[i].keep = len(lines) > 1
		}
		if i == len(lines)-2 {
			boxes[i].keep = true
		}
		if i == len(lines)-1 {
			boxes[i].keep = keep
		}
	}
	return boxes
}

func (l *layout) heading(h document.Heading) []box {
	size := l.doc.HeadingSize(h.Level)
	before := map[int]float64{1: 9, 2: document.SpaceHeading1, 3: 4.5}[h.Level]
	boxes := l.linesOf(l.wrap(document.Bold(h.Text), size, l.text), size, l.doc.HeadingColor(h.Level), 0, before, true)
	for i := range boxes {
		boxes[i].keep = true
	}
	if h.Level <= 2 {
		l.headings = append(l.headings, h)
		boxes[0].heading = len(l.headings)
	}
	boxes[len(boxes)-1].height += map[int]float64{1: 2, 2: 1.2, 3: 0.4}[h.Level]
	return boxes
}

func (l *layout) paragraph(p document.Paragraph) []box {
	size, color, indent, before := float64(document.BodySize), document.Ink, 0.0, document.SpaceBody
	switch p.Style {
	case document.Lead:
		size = document.LeadSize
	case document.Quiet:
		size, color = document.SmallSize, document.Faint
		before = 1.4
	case document.Quote:
		indent = 5
	case document.Notice:
		return l.notice(p.Runs)
	}
	return l.linesOf(l.wrap(p.Runs, size, l.text-indent), size, color, indent, before, p.Keep)
}

// notice is shaded, with a mark at its left, and never divided.
func (l *layout) notice(runs []document.Run) []box {
	const side, pad = 4.0, 2.0
	lines, h := l.wrap(runs, document.BodySize, l.text-2*side), lineHeight(document.BodySize)
	height := float64(len(lines))*h + 2*pad
	return []box{{height: height + 1, before: 3, draw: func(c *canvas, x, y float64) {
		c.fill(x, y, l.text, height, document.Shade)
		c.fill(x, y, 1.2, height, document.Bad)
		for i, ln := range lines {
			c.line(ln, x+side, y+pad+float64(i)*h, document.BodySize, h, document.Ink)
		}
	}}}
}

func (l *layout) list(p document.List) []box {
	var boxes []box
	const indent = 6
	for i, item := range p.Items {
		mark := "•"
		if p.Numbered {
			mark = itoa(i+1) + "."
		}
		before := 1.2
		if i == 0 {
			before = document.SpaceBody
		}
		more := l.linesOf(l.wrap(item, document.BodySize, l.text-indent), document.BodySize, document.Ink, indent, before, false)
		first := more[0].draw
		more[0].draw = func(c *canvas, x, y float64) {
			c.text(mark, x+1, y, document.BodySize, lineHeight(document.BodySize), false, document.Ink)
			first(c, x, y)
		}
		boxes = append(boxes, more...)
	}
	return boxes
}

// caption is "Tabel 1. …" in small letters, the label bold.
func (l *layout) caption(word, number, text string, centred bool) []box {
	runs := []document.Run{{Text: word + " " + number + ". ", Bold: true}, {Text: text}}
	lines := l.wrap(runs, document.SmallSize, l.text)
	boxes := l.linesOf(lines, document.SmallSize, document.Ink, 0, 0, false)
	if centred {
		for i, ln := range lines {
			boxes[i].draw = func(c *canvas, x, y float64) {
				c.line(ln, x+(l.text-ln.width)/2, y, document.SmallSize, lineHeight(document.SmallSize), document.Ink)
			}
		}
	}
	return boxes
}

func (l *layout) figure(f document.Figure) []box {
	p := fit(f.Picture, l.text, l.room()*0.7)
	boxes := []box{{height: p.Height + 1.5, before: 3, keep: f.Caption != "", draw: func(c *canvas, x, y float64) {
		c.picture(p, x+(l.text-p.Width)/2, y)
	}}}
	if f.Caption == "" {
		return boxes
	}
	word, number := l.count.Figure()
	caption := l.caption(word, number, f.Caption, true)
	for i := range caption {
		caption[i].keep = i < len(caption)-1
	}
	caption[len(caption)-1].height += 2
	return append(boxes, caption...)
}

// fit makes a picture at most so large, in its proportions.
func fit(p document.Picture, width, height float64) document.Picture {
	scale := min(1, width/p.Width, height/p.Height)
	p.Width, p.Height = p.Width*scale, p.Height*scale
	return p
}
