package spreadsheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

type place struct{ row, col int }

type cell struct {
	value   any
	formula string
	style   Style
	room    string // the longest text that a formula may show
}

// Sheet is one sheet. Rows and columns count from 1.
type Sheet struct {
	book    *Book
	name    string
	cells   map[int]map[int]cell
	widths  []float64
	merged  map[place]int // the last column of a merged run of cells
	freeze  place         // the first row and column that move
	filter  string
	titles  [2]int
	hidden  []int
	protect bool
	upright bool
	unseen  bool
	rules   []*excelize.DataValidation
	tints   []tint
}

type tint struct{ area, formula, fill, color string }

// Put writes a value: text, a number or nil for an empty cell with a style.
func (s *Sheet) Put(row, col int, value any, style Style) {
	s.set(row, col, cell{value: value, style: style})
}

// Formula writes a formula with the value that it has now. room is the longest
// text that it may come to show, for the height of the row.
func (s *Sheet) Formula(row, col int, formula string, value any, style Style, room ...string) {
	c := cell{value: value, formula: formula, style: style}
	for _, text := range room {
		if utf8.RuneCountInString(text) > utf8.RuneCountInString(c.room) {
			c.room = text
		}
	}
	s.set(row, col, c)
}

func (s *Sheet) set(row, col int, c cell) {
	if text, ok := c.value.(string); ok {
		c.value = plain(text)
	}
	if s.cells[row] == nil {
		s.cells[row] = map[int]cell{}
	}
	s.cells[row][col] = c
}

// maxText is what a cell holds at most.
const maxText = 32_767

// plain leaves out what XML cannot hold, and what is too long for a cell.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == '\r' || r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, text)
	if utf8.RuneCountInString(text) > maxText {
		text = string([]rune(text)[:maxText-1]) + "…"
	}
	return text
}

// Row writes values from column 1 on in one style.
func (s *Sheet) Row(row int, style Style, values ...any) {
	for i, v := range values {
		s.Put(row, i+1, v, style)
	}
}

// Merge joins the cells of a row from one column to another; the first one's
// style is given to all.
func (s *Sheet) Merge(row, from, to int) {
	if to <= from {
		return
	}
	s.merged[place{row, from}] = to
	for col := from + 1; col <= to; col++ {
		s.Put(row, col, nil, s.cells[row][from].style)
	}
}

// Widths sets the columns' widths, in letters, from the first column on.
func (s *Sheet) Widths(widths ...float64) { s.widths = widths }

// Freeze keeps the rows above row and the columns before col in view.
func (s *Sheet) Freeze(row, col int) { s.freeze = place{row, col} }

// Titles repeats rows on every printed page.
func (s *Sheet) Titles(from, to int) { s.titles = [2]int{from, to} }

// Filter lets the reader filter a table.
func (s *Sheet) Filter(row, col, lastRow, lastCol int) { s.filter = Range(row, col, lastRow, lastCol) }

// Hide hides a column.
func (s *Sheet) Hide(col int) { s.hidden = append(s.hidden, col) }

// Protect locks all cells but those to fill. There is no password.
func (s *Sheet) Protect() { s.protect = true }

// Upright prints the sheet on upright pages.
func (s *Sheet) Upright() { s.upright = true }

// Conceal hides the whole sheet: what programs need and people do not.
func (s *Sheet) Conceal() { s.unseen = true }

// Whole lets an area take whole numbers of a range only; message says so.
func (s *Sheet) Whole(area string, least, most int, title, message string) {
	rule := excelize.NewDataValidation(true)
	rule.Sqref = area
	s.book.note(rule.SetRange(least, most, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
	rule.SetError(excelize.DataValidationErrorStyleStop, title, message)
	s.rules = append(s.rules, rule)
}

// OneOf lets an area take the values of cells only.
func (s *Sheet) OneOf(area, from, title, message string) {
	rule := excelize.NewDataValidation(true)
	rule.Sqref = area
	rule.SetSqrefDropList(from)
	rule.SetError(excelize.DataValidationErrorStyleStop, title, message)
	s.rules = append(s.rules, rule)
}

// Tint colours an area where a formula holds.
func (s *Sheet) Tint(area, formula, fill, color string) {
	s.tints = append(s.tints, tint{area, formula, fill, color})
}

// At is the address of a cell on its own sheet: "B7".
func At(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return fmt.Sprintf("R%dC%d", row, col) // not reached: rows and columns are small and positive
	}
	return name
}

// fixedAt is the address that does not move with copies: "$B$7".
func fixedAt(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col, row, true)
	if err != nil {
		return At(row, col)
	}
	return name
}

// Range is an area on its own sheet: "B7:D9".
func Range(row, col, lastRow, lastCol int) string { return At(row, col) + ":" + At(lastRow, lastCol) }

// Ref is the address of a cell from any sheet: "'F-02'!$B$7".
func (s *Sheet) Ref(row, col int) string { return Quoted(s.name) + "!" + fixedAt(row, col) }

// Area is an area from any sheet.
func (s *Sheet) Area(row, col, lastRow, lastCol int) string {
	return Quoted(s.name) + "!" + fixedAt(row, col) + ":" + fixedAt(lastRow, lastCol)
}

// Quoted is a sheet's name as formulas write it.
func Quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// Said is a text as formulas write it.
func Said(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

func (s *Sheet) rows() []int { return slices.Sorted(maps.Keys(s.cells)) }
