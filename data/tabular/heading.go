package tabular

import "strings"

// span is joined cells (sel gabungan): from row and column to row and column;
// rows from 1 as people count, columns from 0.
type span struct{ row, col, lastRow, lastCol int }

// join stands between the headings of several rows.
const join = " – "

// heading finds the row or rows that name the columns, and what stands below.
// Above them may be titles: rows with little in them, or one text over all.
func heading(rows []Row, joined []span) (header []string, body []Row) {
	width := 0
	for _, r := range rows[:min(len(rows), 2*maxTitle)] {
		width = max(width, len(r.Cells))
	}
	top := make([][]string, min(len(rows), maxTitle)) // with joined cells filled in
	for i := range top {
		top[i] = filled(rows[i], joined, width)
	}
	first := 0
	for first < len(top) && !names(top[first], width) {
		first++
	}
	if first == len(top) { // a table of one column, or nothing but titles
		for first = 0; first < len(top)-1 && len(rows[first].Cells) < width; first++ {
		}
	}
	last := first
	for last+1 < len(top) && goesOn(rows[last], rows[last+1], joined) {
		last++
	}
	if last == first && last+1 < len(top) && fillsGaps(top[first], top[first+1]) {
		last++
	}
	header = make([]string, width)
	for col := range header {
		var parts []string
		for i := first; i <= last; i++ {
			if s := oneLine(top[i][col]); s != "" && (len(parts) == 0 || parts[len(parts)-1] != s) {
				parts = append(parts, s)
			}
		}
		// A column that only a row above names: cells that were joined in a
		// spreadsheet, and are not any more in the CSV made of it.
		for i := first - 1; i >= 0 && len(parts) == 0 && filledCells(top[i]) > 1; i-- {
			if s := oneLine(top[i][col]); s != "" {
				parts = []string{s}
			}
		}
		header[col] = strings.Join(parts, join)
	}
	for len(header) > 0 && header[len(header)-1] == "" && !used(rows[last+1:], len(header)-1) {
		header = header[:len(header)-1]
	}
	return header, rows[last+1:]
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// filled is the row's cells, each joined one with the text of its first.
func filled(r Row, joined []span, width int) []string {
	cells := make([]string, width)
	copy(cells, r.Cells)
	for _, s := range joined {
		if r.Number < s.row || r.Number > s.lastRow || s.col >= width {
			continue
		}
		for col := s.col; col <= s.lastCol && col < width; col++ {
			if cells[col] == "" {
				cells[col] = s.text(r, cells)
			}
		}
	}
	return cells
}

// text is what the joined cells say, when the row is their first.
func (s span) text(r Row, cells []string) string {
	if r.Number == s.row {
		return cells[s.col]
	}
	return "" // of a lower row: the heading has it from the row above
}

func filledCells(cells []string) int {
	n := 0
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// names reports whether a row can name the columns: at least two different
// texts, and more texts than gaps.
func names(cells []string, width int) bool {
	different := map[string]bool{}
	for _, c := range cells {
		if c != "" {
			different[c] = true
		}
	}
	return len(different) >= min(2, width) && 2*filledCells(cells) > width
}

// goesOn reports whether the heading goes on in the next row: a cell of the row
// is joined over several columns or downwards, though not over the whole table.
func goesOn(row, next Row, joined []span) bool {
	for _, s := range joined {
		if s.row > row.Number || s.lastRow < row.Number {
			continue
		}
		if s.lastRow > row.Number && next.Number <= s.lastRow {
			return true
		}
		if s.row == row.Number && s.lastCol > s.col && next.Number == s.lastRow+1 {
			return true
		}
	}
	return false
}

// fillsGaps reports whether the next row only says what stands under headings
// that go over several columns, where no cells are joined: it fills all gaps,
// and nothing but them and the columns in which they begin.
func fillsGaps(row, next []string) bool {
	gaps := 0
	for col := range row {
		gap := row[col] == "" && col > 0
		begins := col+1 < len(row) && row[col+1] == ""
		switch {
		case gap && next[col] == "", !gap && !begins && next[col] != "":
			return false
		case gap:
			gaps++
		}
	}
	return gaps > 0
}

func used(rows []Row, col int) bool {
	for _, r := range rows {
		if r.Cell(col) != "" {
			return true
		}
	}
	return false
}
