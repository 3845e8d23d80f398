package workbook

import (
	"fmt"
	"strings"

	"pinisi/assets/words"
)

// kind is how a column's values stand in the instrument file.
type kind int

const (
	text     kind = iota
	textID        // the Indonesian half of a text
	textEN        // its English half
	list          // texts, one a line
	whole         // whole number
	decimal       // number with decimals, exact
	yes           // ya or tidak
	optional      // a text that is left out when it is blank; the same as text, for reading
)

// column is one value of each item.
type column struct {
	key   string // of its heading, workbook.ins.col.<key>
	path  string // in the item: "verification.note"
	kind  kind
	width float64
	fixed bool // an id that must not be changed
}

// table is a list of the instrument file that a sheet shows, an item a row.
type table struct {
	name    string // of the sheet, workbook.ins.sheet.<name>
	at      string // path of the list; blank: inside the items of owner
	owner   string // table whose items hold the lists
	inside  string // path of the list in an owner
	id      string // path of what names an item in its list
	global  bool   // an id names an item whatever its owner
	columns []column
}

// ownerColumn is the first column of a table inside another's items.
const ownerColumn = "owner"

// Owners that are no items of a table.
const (
	additional = "tambahan" // indicators outside the index
	formF02    = "f02"
	formF03    = "f03"
	formAgency = "agency"
)

var tables = []table{
	{name: "aspects", at: "f02.aspects", id: "id", columns: []column{
		{"id", "id", text, 10, true}, {"name", "name", textID, 34, false}, {"name_en", "name", textEN, 30, false},
		{"short", "short", textID, 18, false}, {"short_en", "short", textEN, 18, false},
		{"weight", "weight", decimal, 10, false}, {"count", "indicator_count", whole, 11, false}, {"description", "description", text, 50, false},
	}},
	{name: "indicators", owner: "aspects", inside: "indicators", id: "id", global: true, columns: []column{
		{ownerColumn + "_aspect", "", text, 12, false}, {"id", "id", text, 10, true}, {"number", "number", whole, 8, false}, {"source_code", "source_code", text, 12, false},
		{"title", "title", textID, 44, false}, {"title_en", "title", textEN, 36, false}, {"weight_in", "weight", decimal, 10, false},
		{"guidance", "guidance", text, 50, false}, {"evidence", "evidence", list, 34, false}, {"counted", "counted", list, 28, false},
		{"note", "note", text, 34, false}, {"fact", "fact", text, 16, true}, {"doubt", "doubt", textID, 36, false}, {"doubt_en", "doubt", textEN, 30, false},
	}},
	{name: "levels", owner: "indicators", inside: "levels", id: "value", columns: []column{
		{ownerColumn + "_indicator", "", text, 12, true}, {"level", "value", whole, 8, true}, {"text", "text", textID, 80, false}, {"text_en", "text", textEN, 60, false},
	}},
	{name: "statements", at: "f01.questions", id: "id", columns: []column{
		{"id", "id", text, 10, true}, {"number", "number", whole, 8, false}, {"aspect", "aspect", text, 9, false},
		{"question", "text", textID, 50, false}, {"question_en", "text", textEN, 40, false}, {"short", "short", textID, 18, false}, {"short_en", "short", textEN, 18, false},
		{"type", "type", text, 11, false}, {"unit", "unit", textID, 16, false}, {"unit_en", "unit", textEN, 16, false},
		{"evidence", "evidence", list, 34, false}, {"informs", "indicators", list, 12, false}, {"fact", "fact", text, 18, true},
	}},
	{name: "choices", owner: "statements", inside: "choices", id: "id", columns: []column{
		{ownerColumn + "_statement", "", text, 12, true}, {"id", "id", text, 18, true}, {"text", "text", textID, 50, false}, {"text_en", "text", textEN, 44, false},
	}},
	{name: "questions", at: "f03.questions", id: "id", columns: []column{
		{"id", "id", text, 10, true}, {"number", "number", whole, 8, false}, {"source_code", "source_code", text, 12, false}, {"aspect", "aspect", text, 9, false},
		{"question", "text", textID, 70, false}, {"question_en", "text", textEN, 60, false},
	}},
	{name: "categories", at: "index.categories", id: "code", columns: []column{
		{"category", "code", text, 10, true}, {"category_name", "name", textID, 30, false}, {"category_name_en", "name", textEN, 30, false},
		{"min", "min", decimal, 10, false}, {"max", "max", decimal, 10, false},
	}},
	{name: "methods", owner: "forms", inside: "offered", id: "id", columns: []column{
		{ownerColumn + "_form", "", text, 10, true}, {"id", "id", text, 16, true}, {"name", "name", textID, 28, false}, {"name_en", "name", textEN, 28, false},
		{"formula", "formula", textID, 50, false}, {"formula_en", "formula", textEN, 44, false},
		{"verified", "verification.verified", yes, 13, false}, {"verification", "verification.note", text, 50, false},
	}},
	{name: "respondents", at: "respondents", id: "year", columns: []column{
		{"year", "year", whole, 9, false}, {"least", "min", whole, 11, false}, {"most", "max", whole, 11, false}, {"source", "source", text, 50, false},
		{"verified", "verification.verified", yes, 13, false}, {"verification", "verification.note", text, 60, false},
	}},
	{name: "rules", at: "rules", id: "id", columns: []column{
		{"id", "id", text, 22, true}, {"rule", "text", textID, 70, false}, {"rule_en", "text", textEN, 40, false},
		{"verified", "verification.verified", yes, 13, false}, {"verification", "verification.note", text, 60, false},
	}},
	{name: "laws", at: "legal_basis", id: "name", columns: []column{
		{"law", "name", text, 50, false}, {"note", "note", text, 60, false},
		{"verified", "verification.verified", yes, 13, false}, {"verification", "verification.note", text, 50, false},
	}},
	{name: "sources", at: "sources", id: "id", columns: []column{
		{"id", "id", text, 10, true}, {"source", "name", text, 46, false}, {"content", "content", text, 60, false}, {"source_kind", "kind", text, 24, false},
	}},
}

// identity are the single values, on the sheet Identitas.
var identity = []column{
	{"id", "id", text, 0, true}, {"version", "version", text, 0, false}, {"edition", "edition", whole, 0, false}, {"variant", "variant", text, 0, true},
	{"variant_name", "variant_name", textID, 0, false}, {"variant_name_en", "variant_name", textEN, 0, false}, {"letter", "letter", text, 0, false},
	{"title", "title", textID, 0, false}, {"title_en", "title", textEN, 0, false}, {"basis", "basis", text, 0, false}, {"notice", "notice", text, 0, false},
	{"scale_min", "scale.min", whole, 0, false}, {"scale_max", "scale.max", whole, 0, false},
	{"scale_verified", "scale.verification.verified", yes, 0, false}, {"scale_note", "scale.verification.note", text, 0, false},
	{"f02_weight", "f02.weight", decimal, 0, false}, {"f03_weight", "f03.weight", decimal, 0, false},
	{"indicator_count", "f02.indicator_count", whole, 0, false}, {"question_count", "f03.question_count", whole, 0, false},
	{"f01_verified", "f01.verification.verified", yes, 0, false}, {"f01_note", "f01.verification.note", text, 0, false},
	{"f02_verified", "f02.verification.verified", yes, 0, false}, {"f02_note", "f02.verification.note", text, 0, false}, {"f03_note", "f03.note", text, 0, false},
	{"primary_f02", "methods.f02.primary", text, 0, false}, {"reason_f02", "methods.f02.reason", text, 0, false},
	{"primary_f03", "methods.f03.primary", text, 0, false}, {"reason_f03", "methods.f03.reason", text, 0, false},
	{"primary_agency", "methods.agency.primary", text, 0, false}, {"reason_agency", "methods.agency.reason", text, 0, false},
	{"index_name", "index.name", textID, 0, false}, {"index_name_en", "index.name", textEN, 0, false},
	{"index_formula", "index.formula", textID, 0, false}, {"index_formula_en", "index.formula", textEN, 0, false},
	{"decimals", "index.decimals", whole, 0, false}, {"rounding", "index.rounding", text, 0, true},
	{"weights_verified", "index.weights_verification.verified", yes, 0, false}, {"weights_note", "index.weights_verification.note", text, 0, false},
	{"rounding_verified", "index.rounding_verification.verified", yes, 0, false}, {"rounding_note", "index.rounding_verification.note", text, 0, false},
	{"categories_verified", "index.categories_verification.verified", yes, 0, false}, {"categories_note", "index.categories_verification.note", text, 0, false},
}

// Rows and columns of the sheets.
const (
	headRow       = 3
	firstRow      = headRow + 1
	identityValue = 3 // column
	baseRow       = firstRow
)

var spoken = words.New("id")

func say(key string, args ...any) string {
	values := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		values[fmt.Sprint(args[i])] = args[i+1]
	}
	return spoken.T("workbook.ins."+key, values)
}

func (t table) sheet() string { return say("sheet." + t.name) }

func (c column) heading() string {
	if c.fixed {
		return say("col."+c.key) + "\n" + say("fixed")
	}
	return say("col." + c.key)
}

// heading without what stands below it, for finding the column again.
func headingName(cell string) string {
	name, _, _ := strings.Cut(cell, "\n")
	return strings.TrimSpace(name)
}

func identitySheet() string { return say("sheet.identity") }

// owned tells whether a table's first column names an owner.
func (t table) owned() bool { return t.owner != "" }

// values are the columns that an item itself holds.
func (t table) values() []column {
	if t.owned() {
		return t.columns[1:]
	}
	return t.columns
}
