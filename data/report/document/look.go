package document

// Look of both forms: the colours of the program, sizes in points, lengths in
// millimetres. The letters are Liberation Sans in PDF and Arial in DOCX, which
// are equally wide, so that both divide lines and pages alike.
const (
	Sea   = "0B4F6C" // headings, rules
	Sail  = "C98A00" // accents of charts
	Ink   = "17212B"
	Faint = "56646F" // quiet ink
	Rule  = "C5CFD8" // lines of tables
	Shade = "E7EEF2" // head of tables
	Bad   = "B3261E" // DRAF

	BodySize  = 10.5
	SmallSize = 9
	TinySize  = 8
	LeadSize  = 12

	MarginLeft, MarginRight  = 25.0, 20.0
	MarginTop, MarginBottom  = 25.0, 22.0
	PaperShort, PaperLong    = 210.0, 297.0
	CellSide, CellTop        = 1.6, 1.1 // space in cells
	LineHeight               = 1.32     // of the size
	SpaceBody, SpaceHeading1 = 2.2, 6.0
)

// HeadingSize is the size of a heading in points.
func (d *Document) HeadingSize(level int) float64 {
	switch {
	case level == 1 && d.Formal:
		return 13
	case level == 1:
		return 16
	case level == 2 && d.Formal:
		return 11
	case level == 2:
		return 12.5
	}
	return 10.5
}

// HeadingColor is that of a heading.
func (d *Document) HeadingColor(level int) string {
	if level > 2 || d.Formal {
		return Ink
	}
	return Sea
}

// Paper is the size of a page and the width of its text.
func (d *Document) Paper() (width, height, text float64) {
	width, height = PaperShort, PaperLong
	if d.Wide {
		width, height = height, width
	}
	return width, height, width - MarginLeft - MarginRight
}
