// Package document is a report before it has a form: headings, paragraphs,
// lists, tables and figures in reading order, with a cover and what stands on
// every page. Packages docx and pdf render the same document; whatever a
// reader sees is decided here, and how it looks there.
//
// Text may hold line breaks. Lengths are millimetres.
package document

import "time"

// Document is one report.
type Document struct {
	Title    string
	Subject  string
	Lang     string // "id" or "en"
	Issuer   string // who publishes it: the mission
	Keywords string
	When     time.Time // the last change of what it is made of; stands for the time of making
	Wide     bool      // landscape
	Formal   bool      // an official letter: headings small and black

	Head  string // at the top of every page, at the left
	Mark  string // at the top of every page, at the right, and across the cover: "DRAF"; blank: none
	Page  string // at the foot, with {page} and {pages}
	Foot  string // at the foot, at the left
	Cover *Cover // nil: the body begins on the first page
	// Contents is the title of the table of contents, which lists headings of
	// levels 1 and 2 behind the cover; blank: none.
	Contents string
	Body     []Block
	// TableWord and FigureWord stand before the numbers of captions.
	TableWord, FigureWord string
	// Unprintable is said at the end of a PDF in which letters of a script
	// without glyphs were replaced.
	Unprintable string
}

// Cover is the first page.
type Cover struct {
	Letterhead []Line
	Title      string
	Subtitle   string
	Facts      [][2]string // a name and what it is
	Note       string      // at the foot of the cover
}

// Line is one line of a letterhead (kop surat).
type Line struct {
	Text string
	Bold bool
}

// Block is a part of the body.
type Block interface{ block() }

// Heading is a title of level 1 to 3. Levels 1 and 2 stand in the table of contents.
type Heading struct {
	Level int
	Text  string
}

// Style is how a paragraph looks.
type Style int

// The styles of paragraphs.
const (
	Body   Style = iota
	Lead         // the one thing to read
	Quiet        // smaller and grey: sources, hints
	Quote        // indented: what someone wrote
	Notice       // shaded: what must not be overlooked
)

// Paragraph is a paragraph of runs.
type Paragraph struct {
	Style Style
	Runs  []Run
	// Keep holds it on one page with what follows.
	Keep bool
}

// Run is text of one look.
type Run struct {
	Text  string
	Bold  bool
	Quiet bool
}

// List is a list of points; Numbered ones count from 1.
type List struct {
	Numbered bool
	Items    [][]Run
}

// Align is where the text of a column stands.
type Align int

// Alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Column of a table. Widths are shares of the page's width.
type Column struct {
	Head  string
	Width float64
	Align Align
}

// Table has its head repeated on every page; a row is not divided unless it is
// higher than most of a page.
type Table struct {
	Caption string // counted: "Tabel 1. …"; blank: none
	Columns []Column
	Rows    []Row
	// Plain has no head and no lines: facts with their names.
	Plain bool
	Small bool // smaller letters
	// Divide: it may go on over a page though it is short.
	Divide bool
	// Grid has lines between columns too: a list to be filled and signed by hand.
	Grid bool
	// RowHeight is the least height of a row, mm; 0: that of its text.
	RowHeight float64
}

// Row of a table.
type Row struct {
	Cells []Cell
	Bold  bool // a sum
	// Span: the first cell stands over the whole width, as a title of the rows below it.
	Span bool
}

// Cell of a table.
type Cell struct {
	Runs    []Run
	Picture *Picture // over the text
}

// Picture is an image. Its bytes are PNG or JPEG.
type Picture struct {
	Name          string // lasting and different for different bytes, such as a hash
	Format        string // "png" or "jpeg"
	Bytes         []byte
	Width, Height float64 // on paper, mm
	Alt           string  // what it shows, for those who do not see it
}

// Figure is a picture with its caption, centred.
type Figure struct {
	Picture Picture
	Caption string // counted: "Gambar 1. …"
}

// Break begins a new page.
type Break struct{}

// Letterhead is the mission's letterhead over a document without a cover.
type Letterhead struct{ Lines []Line }

// Title is the title of a document without a cover. A Formal one is centred and
// black, as official letters have it, with the number under it.
type Title struct {
	Text, Subtitle string
	Number         string
	Formal         bool
}

// Signatures is a block of who signs, two side by side, never divided when it
// fits on a page. One alone stands at the right.
type Signatures struct{ Sign []Signature }

// Signature is one who signs.
type Signature struct {
	Place string // with the date; may be blank
	Role  string
	Name  string // blank: a line of dots
	Note  string // below the name; may be blank
}

func (Heading) block()    {}
func (Paragraph) block()  {}
func (List) block()       {}
func (Table) block()      {}
func (Figure) block()     {}
func (Break) block()      {}
func (Letterhead) block() {}
func (Title) block()      {}
func (Signatures) block() {}
