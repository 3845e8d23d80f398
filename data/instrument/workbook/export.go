package workbook

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"pinisi/data/instrument"
	"pinisi/data/spreadsheet"
)

// shade is behind the cells that must not be changed.
const shade = "E5E7EB"

// asText keeps spreadsheets from reading 1.10 as 1.1, or a code as a date.
const asText = "@"

// Export writes an instrument version as XLSX, to be changed and read back by
// Import. The same version gives the same bytes.
func Export(ins *instrument.Instrument) ([]byte, error) {
	root, err := read(ins.Definition())
	if err != nil {
		return nil, err
	}
	title := say("title", "Title", ins.Title.ID, "Version", ins.Version)
	book := spreadsheet.New(title, title, spoken.T("workbook.page"))
	writeGuide(book.Sheet(say("sheet.guide")), ins)
	writeIdentity(book.Sheet(identitySheet()), root, ins)
	for _, t := range tables {
		writeTable(book.Sheet(t.sheet()), t, root)
	}
	writeOrigin(book.Sheet(originSheet), ins)
	return book.Bytes()
}

// originSheet is hidden: it holds the version that the workbook was exported
// from, for a computer that does not have it.
const originSheet = "asal"

// originCell is how much of it a cell holds, below the most that cells hold.
const originCell = 30_000

func writeOrigin(s *spreadsheet.Sheet, ins *instrument.Instrument) {
	s.Conceal()
	packed := base64.StdEncoding.EncodeToString([]byte(ins.Definition()))
	for row := 1; len(packed) > 0; row++ {
		n := min(originCell, len(packed))
		s.Put(row, 1, packed[:n], spreadsheet.Style{OneLine: true})
		packed = packed[n:]
	}
}

// writeGuide says how to make a new version.
func writeGuide(s *spreadsheet.Sheet, ins *instrument.Instrument) {
	s.Upright()
	s.Widths(5, 96)
	s.Put(1, 1, say("guide.title"), spreadsheet.Title)
	s.Put(2, 1, ins.Title.ID+" · "+ins.ID+" "+ins.Version, spreadsheet.Heading)
	row := 3
	for n := 1; ; n++ {
		line, ok := spoken.Lookup(fmt.Sprintf("workbook.ins.guide.%d", n))
		if !ok {
			break
		}
		row++
		s.Put(row, 1, n, spreadsheet.Style{Bold: true, Align: "center"})
		s.Put(row, 2, line, spreadsheet.Style{})
	}
	row += 2
	s.Put(row, 1, say("guide.sheets"), spreadsheet.Heading)
	for _, t := range tables {
		row++
		s.Put(row, 2, t.sheet()+": "+say("hint."+t.name), spreadsheet.Style{})
	}
}

func writeIdentity(s *spreadsheet.Sheet, root node, ins *instrument.Instrument) {
	s.Upright()
	s.Widths(34, 44, 70)
	s.Put(1, 1, identitySheet(), spreadsheet.Title)
	s.Put(2, 1, say("hint.identity"), spreadsheet.Small)
	s.Merge(2, 1, identityValue)
	s.Row(headRow, spreadsheet.Head, say("col.part"), say("col.what"), say("col.value"))
	s.Freeze(firstRow, 1)
	fixed := spreadsheet.Cell
	fixed.Fill = shade
	s.Put(baseRow, 1, say("base"), fixed)
	s.Put(baseRow, 2, say("base.hint"), fixed)
	s.Put(baseRow, identityValue, ins.Reference.String(), fixed)
	for i, c := range identity {
		row := baseRow + 1 + i
		style := spreadsheet.Cell
		if c.fixed {
			style = fixed
		}
		s.Put(row, 1, say("id."+c.key), fixed)
		s.Put(row, 2, idHint(c), fixed)
		style.Align = "left"
		if c.key == "version" {
			style.Number = asText
		}
		s.Put(row, identityValue, cellValue(c, root), style)
	}
}

// idHint says of a value what it may be.
func idHint(c column) string {
	if c.fixed {
		return say("fixed")
	}
	switch c.kind {
	case whole:
		return say("hint.whole")
	case decimal:
		return say("hint.decimal")
	case yes:
		return say("hint.yes")
	}
	if hint, ok := spoken.Lookup("workbook.ins.id." + c.key + ".hint"); ok {
		return hint
	}
	return ""
}

// cellValue is a value as a cell holds it: numbers as numbers.
func cellValue(c column, n node) any {
	shown := c.plain(n)
	if c.kind == whole || c.kind == decimal {
		if f, err := strconv.ParseFloat(shown, 64); err == nil {
			return f
		}
	}
	return shown
}

// row is an item with what holds it.
type row struct {
	owner string
	node
}

// rows are a table's items in the file's order.
func (t table) rows(root node) []row {
	var all []row
	add := func(owner string, list []node) {
		for _, item := range list {
			all = append(all, row{owner, item})
		}
	}
	switch t.name {
	case "indicators":
		for _, a := range items(root, "f02.aspects") {
			add(fmt.Sprint(a["id"]), items(a, "indicators"))
		}
		add(additional, items(root, "f02.additional"))
	case "levels":
		indicators, _ := find("indicators")
		for _, i := range indicators.rows(root) {
			add(fmt.Sprint(i.node["id"]), items(i.node, "levels"))
		}
	case "choices":
		for _, q := range items(root, "f01.questions") {
			add(fmt.Sprint(q["id"]), items(q, "choices"))
		}
	case "methods":
		for _, form := range []string{formF02, formF03, formAgency} {
			add(form, items(root, "methods."+form+".offered"))
		}
	default:
		add("", items(root, t.at))
	}
	return all
}

func find(name string) (table, bool) {
	for _, t := range tables {
		if t.name == name {
			return t, true
		}
	}
	return table{}, false
}

func writeTable(s *spreadsheet.Sheet, t table, root node) {
	var widths []float64
	for i, c := range t.columns {
		widths = append(widths, c.width)
		head := spreadsheet.Head
		if c.fixed {
			head.Fill = "4B5563"
		}
		s.Put(headRow, i+1, c.heading(), head)
	}
	s.Widths(widths...)
	s.Put(1, 1, t.sheet(), spreadsheet.Title)
	s.Put(2, 1, say("hint."+t.name), spreadsheet.Style{Size: 9, Color: "4B5563", OneLine: true})
	frozen := 2
	if t.owned() {
		frozen = 3
	}
	s.Freeze(firstRow, frozen)
	s.Titles(headRow, headRow)
	at := headRow
	for _, r := range t.rows(root) {
		at++
		for i, c := range t.columns {
			style := spreadsheet.Cell
			if c.fixed {
				style.Fill = shade
			}
			if t.owned() && i == 0 {
				s.Put(at, 1, r.owner, style)
				continue
			}
			if c.kind == decimal && strings.Contains(t.name, "categories") {
				style.Number = "0.00##"
			}
			if c.kind == decimal || c.kind == whole {
				style.Align = "center"
			}
			if c.fixed && c.kind == text || c.path == "source_code" {
				style.Number = asText
			}
			s.Put(at, i+1, cellValue(c, r.node), style)
		}
	}
	if at > headRow {
		s.Filter(headRow, 1, at, len(t.columns))
	}
}
