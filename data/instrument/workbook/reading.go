package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"pinisi/data/spreadsheet"
)

// reading is a workbook that is being read.
type reading struct {
	file  *excelize.File
	base  node
	root  node
	found []error
	cells map[string]string         // the cell of a place in the instrument file
	heads map[string]map[string]int // the columns of each sheet that was read, by key
	made  map[string]node           // items that hold lists, by table and id
	ids   []idCell
}

// idCell is an id as it stands in a sheet, with the first text beside it.
type idCell struct{ table, id, text, cell string }

func (in *reading) fault(key, place string, values ...any) {
	in.found = append(in.found, invalid(key, place, values...))
}

// identity reads the single values.
func (in *reading) identity() {
	sheet := identitySheet()
	rows, err := in.file.GetRows(sheet)
	if err != nil {
		in.fault("no_sheet", sheet, "Sheet", sheet)
		return
	}
	labels := map[string]int{}
	for i, row := range rows {
		if i+1 > baseRow && len(row) > 0 {
			labels[tidy(row[0])] = i
		}
	}
	for _, c := range identity {
		at, ok := labels[say("id."+c.key)]
		if !ok {
			in.fault("no_row", sheet, "Sheet", sheet, "Row", say("id."+c.key))
			continue
		}
		value := ""
		if len(rows[at]) >= identityValue {
			value = rows[at][identityValue-1]
		}
		cell := sheet + "!" + spreadsheet.At(at+1, identityValue)
		if in.cells[c.path] == "" {
			in.cells[c.path] = cell
		}
		in.set(c, in.root, value, cell)
	}
	in.cells["f02.weight + f03.weight"] = in.cells["f02.weight"]
}

func (in *reading) set(c column, n node, value, cell string) {
	if f := c.set(n, value); f != nil {
		in.fault(f.key, cell, "Found", f.found)
	}
}

// columns finds a sheet's columns by their headings.
func (in *reading) columns(t table, rows [][]string) (map[string]int, bool) {
	at, whole := map[string]int{}, true
	var heads []string
	if len(rows) >= headRow {
		for _, cell := range rows[headRow-1] {
			heads = append(heads, headingName(cell))
		}
	}
	for _, c := range t.columns {
		i := slices.Index(heads, say("col."+c.key))
		if i < 0 {
			in.fault("no_column", fmt.Sprintf("%s!%d", t.sheet(), headRow), "Sheet", t.sheet(), "Column", say("col."+c.key))
			whole = false
		}
		at[c.key] = i
	}
	return at, whole
}

// table reads the rows of a list.
func (in *reading) table(t table) {
	sheet := t.sheet()
	rows, err := in.file.GetRows(sheet)
	if err != nil {
		in.fault("no_sheet", sheet, "Sheet", sheet)
		return
	}
	at, ok := in.columns(t, rows)
	if !ok {
		return
	}
	in.heads[t.name] = at
	before := in.before(t)
	lists := map[string][]any{}
	for i := firstRow - 1; i < len(rows); i++ {
		value := func(c column) string {
			if j := at[c.key]; j < len(rows[i]) {
				return rows[i][j]
			}
			return ""
		}
		if blank(rows[i]) {
			continue
		}
		cell := func(c column) string { return sheet + "!" + spreadsheet.At(i+1, at[c.key]+1) }
		idColumn := t.values()[slices.IndexFunc(t.values(), func(c column) bool { return c.path == t.id })]
		id, owner := tidy(value(idColumn)), ""
		if idColumn.kind == whole {
			id = number(id)
		}
		if id == "" {
			in.fault("no_code", cell(idColumn), "Column", say("col."+idColumn.key))
			continue
		}
		if t.owned() {
			owner = tidy(value(t.columns[0]))
			if !in.owns(t, owner) {
				in.fault("no_owner", cell(t.columns[0]), "Found", owner, "Sheet", in.ownerSheet(t))
				continue
			}
		}
		item := node{}
		if old, ok := before[t.key(owner, id)]; ok {
			item = copied(old).(node)
		}
		for _, inner := range tables {
			if inner.owner == t.name {
				delete(item, inner.inside)
			}
		}
		place := in.place(t, owner, id, len(lists[owner]))
		in.cells[place] = cell(idColumn)
		in.cells[fmt.Sprintf("%s[%d]", t.at, len(lists[owner]))] = cell(idColumn)
		for _, c := range t.values() {
			if name := place + "." + c.path; in.cells[name] == "" {
				in.cells[name] = cell(c)
			}
			in.set(c, item, value(c), cell(c))
		}
		in.note(t, owner, place, cell)
		in.made[t.name+"\x00"+id] = item
		in.ids = append(in.ids, idCell{t.name, t.key(owner, id), t.words(item), cell(idColumn)})
		lists[owner] = append(lists[owner], item)
	}
	in.give(t, lists)
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return tidy(c) != "" })
}

// key names an item of the table for ever.
func (t table) key(owner, id string) string {
	if t.global || !t.owned() {
		return id
	}
	return owner + "\x00" + id
}

// words is the text by which a person knows the item.
func (t table) words(item node) string {
	for _, c := range t.values() {
		if c.kind == textID {
			return c.plain(item)
		}
	}
	return ""
}

// before are the items of the version that the workbook came from.
func (in *reading) before(t table) map[string]node {
	by := map[string]node{}
	for _, r := range t.rows(in.base) {
		by[t.key(r.owner, number(tidy(fmt.Sprint(orBlank(get(r.node, t.id))))))] = r.node
		by[t.key(r.owner, tidy(fmt.Sprint(orBlank(get(r.node, t.id)))))] = r.node
	}
	return by
}

// owns tells whether an owner is there.
func (in *reading) owns(t table, owner string) bool {
	switch {
	case t.name == "methods":
		return owner == formF02 || owner == formF03 || owner == formAgency
	case t.name == "indicators" && owner == additional:
		return true
	}
	_, ok := in.made[t.owner+"\x00"+owner]
	return ok
}

func (in *reading) ownerSheet(t table) string {
	if owner, ok := find(t.owner); ok {
		return owner.sheet()
	}
	return strings.Join([]string{formF02, formF03, formAgency}, ", ")
}
