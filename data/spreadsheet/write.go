package spreadsheet

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// A4 is the paper's number in the format.
const a4 = 9

// write gives the sheet to the file.
func (s *Sheet) write() error {
	f := s.book.file
	if err := s.dress(f); err != nil {
		return err
	}
	to, err := f.NewStreamWriter(s.name)
	if err != nil {
		return fmt.Errorf("begin sheet %s: %w", s.name, err)
	}
	for i, width := range s.widths {
		if err := to.SetColWidth(i+1, i+1, width); err != nil {
			return fmt.Errorf("set the width of column %d: %w", i+1, err)
		}
	}
	for _, col := range s.hidden {
		if err := to.SetColVisible(col, col, false); err != nil {
			return fmt.Errorf("hide column %d: %w", col, err)
		}
	}
	if s.freeze.row > 1 || s.freeze.col > 1 {
		if err := to.SetPanes(s.panes()); err != nil {
			return fmt.Errorf("freeze sheet %s: %w", s.name, err)
		}
	}
	for _, row := range s.rows() {
		cells := s.cells[row]
		columns := slices.Sorted(maps.Keys(cells))
		values := make([]any, columns[len(columns)-1])
		for _, col := range columns { // in order: styles are numbered as they come
			c := cells[col]
			values[col-1] = excelize.Cell{StyleID: s.book.style(c.style), Formula: c.formula, Value: c.value}
		}
		if err := to.SetRow(At(row, 1), values, excelize.RowOpts{Height: s.height(row)}); err != nil {
			return fmt.Errorf("write row %d of %s: %w", row, s.name, err)
		}
		for _, col := range columns {
			if end, ok := s.merged[place{row, col}]; ok {
				if err := to.MergeCell(At(row, col), At(row, end)); err != nil {
					return fmt.Errorf("merge row %d of %s: %w", row, s.name, err)
				}
			}
		}
	}
	if err := to.Flush(); err != nil {
		return fmt.Errorf("finish sheet %s: %w", s.name, err)
	}
	return nil
}

func (s *Sheet) panes() *excelize.Panes {
	row, col := max(s.freeze.row, 1), max(s.freeze.col, 1)
	pane := "bottomRight"
	switch {
	case col == 1:
		pane = "bottomLeft"
	case row == 1:
		pane = "topRight"
	}
	return &excelize.Panes{Freeze: true, XSplit: col - 1, YSplit: row - 1, TopLeftCell: At(row, col), ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: At(row, col), ActiveCell: At(row, col), Pane: pane}}}
}

// dress sets what does not stand in cells.
func (s *Sheet) dress(f *excelize.File) error {
	size, orientation, wide, high, fit := a4, "landscape", 1, 0, true
	if s.upright {
		orientation = "portrait"
	}
	side, edge, foot := 0.4, 0.5, 0.25
	steps := []error{
		f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}),
		f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &foot, Footer: &foot}),
		f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: s.book.footer}),
	}
	if s.titles[1] > 0 {
		steps = append(steps, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.name,
			RefersTo: fmt.Sprintf("%s!$%d:$%d", Quoted(s.name), s.titles[0], s.titles[1])}))
	}
	if s.filter != "" {
		steps = append(steps, f.AutoFilter(s.name, s.filter, nil))
	}
	steps = append(steps, f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit})) // after the filter, which begins the properties anew
	for _, rule := range s.rules {
		steps = append(steps, f.AddDataValidation(s.name, rule))
	}
	for _, t := range s.tints {
		look := &excelize.Style{Font: &excelize.Font{Color: t.color}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{t.fill}}}
		id, err := f.NewConditionalStyle(look)
		steps = append(steps, err, f.SetConditionalFormat(s.name, t.area, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: t.formula, Format: &id}}))
	}
	if s.unseen {
		steps = append(steps, f.SetSheetVisible(s.name, false))
	}
	if s.protect {
		steps = append(steps, f.ProtectSheet(s.name, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, AutoFilter: true, Sort: true,
		}))
	}
	for _, err := range steps {
		if err != nil {
			return fmt.Errorf("set sheet %s up: %w", s.name, err)
		}
	}
	return nil
}

// lineHeight of text of 10 points.
const lineHeight = 13.2

// maxHeight is what a row may have.
const maxHeight = 409

// height is what the texts of a row need.
func (s *Sheet) height(row int) float64 {
	most := 0.0
	for col, c := range s.cells[row] {
		text := c.room
		if own := fmt.Sprint(c.value); c.value != nil && utf8.RuneCountInString(own) > utf8.RuneCountInString(text) {
			text = own
		}
		size := c.style.Size
		if size == 0 {
			size = 10
		}
		lines := 1
		if !c.style.OneLine {
			lines = s.lines(row, col, text, c.style, size)
		}
		most = max(most, float64(lines)*lineHeight*size/10+3)
	}
	return math.Min(math.Ceil(most), maxHeight)
}

// lines is how many lines a text takes in its column.
func (s *Sheet) lines(row, col int, text string, style Style, size float64) int {
	end := col
	if to, ok := s.merged[place{row, col}]; ok {
		end = to
	}
	width := 0.0
	for at := col; at <= end; at++ {
		if at <= len(s.widths) {
			width += s.widths[at-1]
		} else {
			width += 9
		}
	}
	fits := (width - 1) * 10 / size // widths count digits of 11 points: enough for wide fonts too
	if style.Bold {
		fits *= 0.93
	}
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines++
		used := 0.0
		for _, word := range strings.Fields(paragraph) {
			long := float64(utf8.RuneCountInString(word))
			if used > 0 && used+1+long > fits {
				lines++
				used = 0
			}
			for long > fits && fits > 1 { // a word longer than the line is broken
				lines++
				long -= fits
			}
			if used > 0 {
				used++
			}
			used += long
		}
	}
	return max(lines, 1)
}
