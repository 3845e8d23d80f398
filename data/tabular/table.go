// Package tabular reads tables out of files that people have: CSV as programs
// and languages write it, and XLSX. It knows nothing of what the columns mean.
package tabular

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"pinisi/data"
)

// Limits of a file. They are far above any list of answers, and keep a damaged
// or hostile file from filling the memory.
const (
	MaxBytes   = 64 << 20  // of the file
	MaxRows    = 200_000   // below the heading
	MaxColumns = 500       // as far as anything stands in them
	MaxText    = 256 << 20 // of all cells together, in bytes
	maxUnzip   = 512 << 20 // of an XLSX file, unpacked
	maxTitle   = 30        // rows that may stand above the heading
)

// Table is one table of a file.
type Table struct {
	Sheet  string   // where it stands; empty in a CSV file
	Sheets []string // all that can be seen in the file
	// Header is the heading of each column in one line; headings of several rows,
	// joined cells among them, are joined by " – ". Empty where there is none.
	Header []string
	Rows   []Row // below the heading, without blank ones
}

// Row is one row.
type Row struct {
	Number int      // as a spreadsheet program counts, from 1
	Cells  []string // without space around; may be shorter than the heading
}

// Cell is what stands in a column, empty if there is none such.
func (r Row) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// Column is the letters of a column from 0: A, B, … Z, AA.
func Column(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// Title is the heading of a column, or its letters if there is none.
func (t *Table) Title(column int) string {
	if column >= 0 && column < len(t.Header) && t.Header[column] != "" {
		return t.Header[column]
	}
	return Column(column)
}

// ReadSheet reads the table of a sheet (empty: the first with anything in it).
// What the file is shows in its content, not in its name, which only messages
// use. Numbers are as people see them, with the decimal mark of the file; days
// and moments of XLSX are "2026-03-24" and "2026-03-24 10:15:00".
//
// It fails with a *data.Error of a code "table.…": too_large, too_many_rows,
// too_many_columns, empty, old_excel, other_format, damaged, no_sheet.
func ReadSheet(ctx context.Context, r io.Reader, name, sheet string) (*Table, error) {
	content, err := io.ReadAll(io.LimitReader(reader{ctx, r}, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	var t *Table
	switch {
	case len(content) > MaxBytes:
		err = fail("too_large", nil, "Max", MaxBytes>>20)
	case bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0")): // XLS, or XLSX with a password
		err = fail("old_excel", nil)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")) && bytes.Contains(content[:min(len(content), 200)], []byte("opendocument")),
		bytes.HasPrefix(content, []byte("%PDF")), bytes.HasPrefix(bytes.TrimSpace(content[:min(len(content), 200)]), []byte("<")):
		err = fail("other_format", nil)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		t, err = readXLSX(ctx, content, sheet)
	default:
		t, err = readCSV(ctx, content)
	}
	var known *data.Error
	if errors.As(err, &known) {
		known.Args["Name"] = name
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

func fail(code string, err error, args ...any) *data.Error {
	return data.Fail("table."+code, err, append(args, "Name", "")...)
}

// reader ends when its context does.
type reader struct {
	ctx context.Context
	r   io.Reader
}

// Read reads on.
func (r reader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(b)
}

// collector takes the rows of a file in and holds them to the limits.
type collector struct {
	ctx   context.Context
	rows  []Row
	text  int
	words map[string]string // one copy of each short text: tables repeat few
}

func (c *collector) add(number int, cells []string) error {
	for i := range cells {
		cells[i] = clean(cells[i])
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return nil
	}
	if len(cells) > MaxColumns {
		return fail("too_many_columns", nil, "Max", MaxColumns, "Row", number)
	}
	if len(c.rows) >= MaxRows+maxTitle {
		return fail("too_many_rows", nil, "Max", MaxRows)
	}
	if len(c.rows)%512 == 511 && c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	kept := make([]string, len(cells))
	for i, s := range cells {
		if c.text += len(s); c.text > MaxText {
			return fail("too_large", nil, "Max", MaxText>>20)
		}
		kept[i] = c.word(s)
	}
	c.rows = append(c.rows, Row{number, kept})
	return nil
}

// word is the one copy of a short text, so that a row does not hold a whole
// file's buffer in memory.
func (c *collector) word(s string) string {
	if len(s) > 32 {
		return strings.Clone(s)
	}
	if w, ok := c.words[s]; ok {
		return w
	}
	s = strings.Clone(s)
	if len(c.words) < 50_000 {
		c.words[s] = s
	}
	return s
}

// clean drops space around, the hard space and the marks that nobody sees.
func clean(s string) string {
	if strings.ContainsAny(s, "\u00a0\u200b\ufeff\x00\r") {
		s = strings.NewReplacer("\u00a0", " ", "\u200b", "", "\ufeff", "", "\x00", "", "\r\n", "\n", "\r", "\n").Replace(s)
	}
	return strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
}

// table takes the heading off the rows.
func (c *collector) table(joined []span) (*Table, error) {
	if len(c.rows) == 0 {
		return nil, fail("empty", nil)
	}
	header, rows := heading(c.rows, joined)
	if len(rows) > MaxRows {
		return nil, fail("too_many_rows", nil, "Max", MaxRows)
	}
	return &Table{Header: header, Rows: rows}, nil
}
