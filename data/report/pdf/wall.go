package pdf

import (
	"errors"
	"fmt"
	"io"
	"math"
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
