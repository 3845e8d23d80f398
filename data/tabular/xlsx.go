package tabular

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// readXLSX reads one sheet row by row: whole sheets are never held as cells.
func readXLSX(ctx context.Context, content []byte, sheet string) (t *Table, err error) {
	// The library reads what anybody may have made; a fault in it must not take
	// the program down.
	defer func() {
		if p := recover(); p != nil {
			t, err = nil, fail("damaged", fmt.Errorf("read XLSX: %v", p))
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxUnzip, // in memory: nothing personal in a folder of temporary files
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd",
	})
	if err != nil {
		return nil, fail("damaged", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var sheets []string
	for _, name := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(name); err != nil || visible {
			sheets = append(sheets, name)
		}
	}
	wanted := sheets
	if sheet != "" {
		at := slices.IndexFunc(f.GetSheetList(), func(s string) bool { return strings.EqualFold(s, strings.TrimSpace(sheet)) })
		if at < 0 {
			return nil, fail("no_sheet", nil, "Sheet", sheet, "Sheets", strings.Join(sheets, ", "))
		}
		wanted = f.GetSheetList()[at : at+1]
	}
	for _, name := range wanted {
		c := &collector{ctx: ctx, words: map[string]string{}}
		if err := c.sheet(f, name); err != nil {
			return nil, err
		}
		if len(c.rows) == 0 {
			continue
		}
		if t, err = c.table(joinedCells(content, name)); err != nil {
			return nil, err
		}
		t.Sheet, t.Sheets = name, sheets
		return t, nil
	}
	return nil, fail("empty", nil)
}

// dateLike is a text that may be a day or a moment as a format shows it.
var dateLike = regexp.MustCompile(`\d.*[/:.\- ].*\d|\d\p{L}`)

// sheet takes in a sheet as people see it. Days are shown in many forms that
// cannot be told apart, so a second reading takes the numbers behind them.
func (c *collector) sheet(f *excelize.File, name string) error {
	dates := false
	err := eachRow(f, name, false, func(number int, cells []string) error {
		before := len(c.rows)
		if err := c.add(number, cells); err != nil {
			return err
		}
		for i := before; i < len(c.rows) && !dates; i++ {
			dates = slices.ContainsFunc(c.rows[i].Cells, func(s string) bool { return len(s) < 60 && dateLike.MatchString(s) })
		}
		return nil
	})
	if err != nil || !dates {
		return err
	}
	props, err := f.GetWorkbookProps()
	if err != nil {
		return fail("damaged", err)
	}
	since1904 := props.Date1904 != nil && *props.Date1904
	at := 0
	return eachRow(f, name, true, func(number int, raw []string) error {
		if number%512 == 511 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		for at < len(c.rows) && c.rows[at].Number < number {
			at++
		}
		if at == len(c.rows) || c.rows[at].Number != number {
			return nil
		}
		shown := c.rows[at].Cells
		for i := range min(len(raw), len(shown)) {
			if s, ok := moment(shown[i], raw[i], since1904); ok {
				shown[i] = c.word(s)
			}
		}
		return nil
	})
}

func eachRow(f *excelize.File, sheet string, raw bool, do func(number int, cells []string) error) (err error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return fail("damaged", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: raw})
		if err != nil {
			return fail("damaged_row", err, "Row", number)
		}
		if err := do(number, cells); err != nil {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		return fail("damaged", err)
	}
	return nil
}

var digits = regexp.MustCompile(`\d+`)

// moment is the day or moment of a cell whose number is shown as one, in the
// one form that cannot be mistaken: what is shown names the day and the year
// that the number means.
func moment(shown, raw string, since1904 bool) (string, bool) {
	if shown == raw || !dateLike.MatchString(shown) {
		return "", false
	}
	serial, err := strconv.ParseFloat(raw, 64)
	if err != nil || serial < 1 || serial >= 2_958_466 { // 9999-12-31
		return "", false
	}
	t, err := excelize.ExcelDateToTime(serial, since1904)
	if err != nil {
		return "", false
	}
	t = t.Round(time.Second)
	day, year := false, false
	for _, s := range digits.FindAllString(shown, -1) {
		n, err := strconv.Atoi(s)
		if err != nil {
			return "", false
		}
		if n == t.Day() && !day {
			day = true
		} else if n == t.Year() || len(s) == 2 && n == t.Year()%100 {
			year = true
		}
	}
	if !day || !year {
		return "", false
	}
	if math.Trunc(serial) == serial {
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.DateTime), true
}

// joinedCells finds the merged cells of a sheet in the file itself: the library
// would hold the whole sheet in memory to tell them. Without them a heading is
// one row; so a file that names its parts unusually has none.
func joinedCells(content []byte, sheet string) []span {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if xml.Unmarshal(part(z, "xl/workbook.xml"), &book) != nil || xml.Unmarshal(part(z, "xl/_rels/workbook.xml.rels"), &links) != nil {
		return nil
	}
	for _, s := range book.Sheets {
		for _, l := range links.All {
			if s.Name == sheet && l.ID == s.ID {
				target := l.Target
				if !strings.HasPrefix(target, "/") {
					target = path.Join("xl", target)
				}
				return spans(part(z, strings.TrimPrefix(target, "/")))
			}
		}
	}
	return nil
}

func part(z *zip.Reader, name string) []byte {
	f, err := z.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxUnzip))
	if err != nil {
		return nil
	}
	return b
}

var mergeCell = regexp.MustCompile(`<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+\d+):([A-Z]+\d+)"`)

func spans(sheet []byte) []span {
	at := bytes.LastIndex(sheet, []byte("sheetData")) // they stand behind the cells
	if at < 0 {
		return nil
	}
	var all []span
	for _, m := range mergeCell.FindAllSubmatch(sheet[at:], 10_000) {
		col, row, err := excelize.CellNameToCoordinates(string(m[1]))
		lastCol, lastRow, lastErr := excelize.CellNameToCoordinates(string(m[2]))
		if err == nil && lastErr == nil {
			all = append(all, span{row, col - 1, lastRow, lastCol - 1})
		}
	}
	return all
}
