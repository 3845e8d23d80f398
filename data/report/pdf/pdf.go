// Package pdf renders a document as PDF/1.x on A4 with embedded letters, an
// outline, a linked table of contents and numbered pages. The same document
// gives the same bytes. Letters that the font lacks are replaced by those that
// look alike, else by a box, and then the document says so at its end.
package pdf

import (
	"fmt"
	"io"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-pdf/fpdf"

	"pinisi/data/report/document"
)

const family = "Liberation"

// Write renders the document.
func Write(w io.Writer, doc *document.Document) error {
	l, front, pages, err := arrange(doc)
	if err != nil {
		return err
	}
	orientation := "P"
	if doc.Wide {
		orientation = "L"
	}
	p := fpdf.New(orientation, "mm", "A4", "")
	p.SetCatalogSort(true) // maps would be written in any order
	p.SetCreationDate(doc.When.UTC())
	p.SetModificationDate(doc.When.UTC())
	p.SetTitle(doc.Title, true)
	p.SetSubject(doc.Subject, true)
	p.SetAuthor(doc.Issuer, true)
	p.SetKeywords(doc.Keywords, true)
	p.SetCreator("Pinisi", true)
	p.SetProducer("Pinisi", true)
	p.SetLang(doc.Lang)
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCellMargin(0)
	p.SetDisplayMode("fullwidth", "continuous")
	p.AddUTF8FontFromBytes(family, "", liberationsansregular.TTF)
	p.AddUTF8FontFromBytes(family, "B", liberationsansbold.TTF)
	draw(&canvas{pdf: p, l: l, have: map[string]bool{}}, front, pages)
	if err := p.Output(w); err != nil {
		return fmt.Errorf("write a PDF: %w", err)
	}
	return nil
}

// Pages are the page numbers of the headings in the table of contents, in
// order, and the number of all pages.
func Pages(doc *document.Document) (headings []int, all int, err error) {
	l, front, pages, err := arrange(doc)
	if err != nil {
		return nil, 0, err
	}
	return l.numbers(front, pages), front + len(pages), nil
}

// arrange divides the document into pages; front are those before the body.
func arrange(doc *document.Document) (l *layout, front int, pages [][]placed, err error) {
	if l, err = newLayout(doc); err != nil {
		return nil, 0, nil, err
	}
	boxes := l.flow(doc.Body)
	if l.lost && doc.Unprintable != "" {
		boxes = append(boxes, l.paragraph(document.Hint(doc.Unprintable))...)
	}
	pages = l.paginate(boxes)
	if doc.Cover != nil {
		front++
	}
	if doc.Contents != "" {
		front += len(l.paginate(l.contents(nil, nil)))
	}
	return l, front, pages, nil
}

// numbers are the pages of the headings.
func (l *layout) numbers(front int, pages [][]placed) []int {
	at := make([]int, len(l.headings))
	for i, page := range pages {
		for _, b := range page {
			if b.heading > 0 {
				at[b.heading-1] = front + i + 1
			}
		}
	}
	return at
}

func draw(c *canvas, front int, pages [][]placed) {
	l, total := c.l, front+len(pages)
	if l.doc.Cover != nil {
		c.pdf.AddPage()
		l.cover(c, l.doc.Cover)
	}
	number := 0
	if l.doc.Cover != nil {
		number = 1
	}
	turn := func() {
		c.pdf.AddPage()
		number++
		if number == 1 && l.doc.Mark != "" { // there is no cover to bear it
			c.across(l.doc.Mark, l.width, l.height)
		}
		c.edges(number, total)
	}
	links := make([]int, len(l.headings))
	if l.doc.Contents != "" {
		at := l.numbers(front, pages)
		for i := range links {
			links[i] = c.pdf.AddLink()
		}
		for _, page := range l.paginate(l.contents(func(h int) int { return at[h-1] }, func(h int) int { return links[h-1] })) {
			turn()
			for _, b := range page {
				b.draw(c, document.MarginLeft, b.y)
			}
		}
	}
	for _, page := range pages {
		turn()
		for _, b := range page {
			if b.heading > 0 {
				h := l.headings[b.heading-1]
				c.font(document.BodySize, false)
				c.pdf.Bookmark(h.Text, h.Level-1, b.y)
				if links[b.heading-1] > 0 {
					c.pdf.SetLink(links[b.heading-1], b.y-4, number)
				}
			}
			b.draw(c, document.MarginLeft, b.y)
		}
	}
}

// edges draws the head and the foot of a page.
func (c *canvas) edges(page, pages int) {
	l, x := c.l, document.MarginLeft
	const size, h = document.TinySize, 4.0
	y := 12.0
	mark := 0.0
	if l.doc.Mark != "" {
		mark = l.measure(l.doc.Mark, size+1, true)
		c.text(l.doc.Mark, x+l.text-mark, y, size+1, h, true, document.Bad)
		mark += 4
	}
	c.text(l.clip(l.doc.Head, size, l.text-mark), x, y, size, h, false, document.Faint)
	c.rule(x, y+h+1, x+l.text, y+h+1, 0.15, document.Rule)
	y = l.height - 14
	c.rule(x, y-1, x+l.text, y-1, 0.15, document.Rule)
	label := l.doc.PageLabel(itoa(page), itoa(pages))
	wide := l.measure(label, size, false)
	c.text(label, x+l.text-wide, y, size, h, false, document.Faint)
	c.text(l.clip(l.doc.Foot, size, l.text-wide-6), x, y, size, h, false, document.Faint)
}

// clip is text that fits on a line, with an ellipsis where it was cut.
func (l *layout) clip(text string, size, width float64) string {
	if l.measure(text, size, false) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && l.measure(string(runes)+"…", size, false) > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
