package document

import (
	"strconv"
	"strings"
)

// Dots are where a name is written by hand.
const Dots = "……………………………………………"

// Plain is a run of text as it is.
func Plain(text string) []Run { return []Run{{Text: text}} }

// Bold is a run of bold text.
func Bold(text string) []Run { return []Run{{Text: text, Bold: true}} }

// Text is a paragraph of plain text.
func Text(text string) Paragraph { return Paragraph{Runs: Plain(text)} }

// Hint is a small paragraph.
func Hint(text string) Paragraph { return Paragraph{Style: Quiet, Runs: Plain(text)} }

// T is a cell of plain text.
func T(text string) Cell { return Cell{Runs: Plain(text)} }

// Cells is a row of plain text.
func Cells(texts ...string) Row {
	var r Row
	for _, t := range texts {
		r.Cells = append(r.Cells, T(t))
	}
	return r
}

// Facts is a table of names and what they are; those that are blank are left out.
func Facts(pairs ...[2]string) Table {
	t := Table{Plain: true, Columns: []Column{{Width: 34}, {Width: 66}}}
	for _, p := range pairs {
		if strings.TrimSpace(p[1]) != "" {
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Runs: []Run{{Text: p[0], Quiet: true}}}, T(p[1])}})
		}
	}
	return t
}

// String is the text of runs.
func String(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// PageLabel fills the foot: Page with the numbers, which may be anything.
func (d *Document) PageLabel(page, pages string) string {
	return strings.NewReplacer("{page}", page, "{pages}", pages).Replace(d.Page)
}

// Counter gives tables and figures their numbers.
type Counter struct {
	of             *Document
	tables, figure int
}

// Count begins counting for a document.
func (d *Document) Count() *Counter { return &Counter{of: d} }

// Table is the label of the next table, "Tabel" and "1".
func (c *Counter) Table() (word, number string) {
	c.tables++
	return c.of.TableWord, strconv.Itoa(c.tables)
}

// Figure is the label of the next figure, "Gambar" and "1".
func (c *Counter) Figure() (word, number string) {
	c.figure++
	return c.of.FigureWord, strconv.Itoa(c.figure)
}

// Headings are those of the table of contents, in order.
func (d *Document) Headings() []Heading {
	var all []Heading
	for _, b := range d.Body {
		if h, ok := b.(Heading); ok && h.Level <= 2 {
			all = append(all, h)
		}
	}
	return all
}

// Shares are the widths of columns over a whole width.
func (t Table) Shares(whole float64) []float64 {
	sum := 0.0
	for _, c := range t.Columns {
		sum += c.Width
	}
	widths := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		if sum > 0 {
			widths[i] = whole * c.Width / sum
		}
	}
	return widths
}

// Whole reports whether the table is so short that it is not divided over pages,
// unless it may be; one in small letters is a list, and is.
func (t Table) Whole() bool {
	letters := 0
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.Picture != nil {
				return false
			}
			letters += len(String(c.Runs))
		}
	}
	return !t.Small && !t.Divide && len(t.Rows) <= 14 && letters <= 1400
}
