package complain

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/tabular"
)

// MaxProblems is how many problems are listed; all are counted.
const MaxProblems = 20_000

// maxText is the longest text taken of one cell, in bytes. A cell of a
// spreadsheet holds 32,767 letters.
const maxText = 1 << 20

// Options say how a table is taken.
type Options struct {
	Scope   string // the mission whose complaints they are
	Zone    string // IANA: the mission's
	Today   string // the mission's date: nothing was received later; blank: not checked
	SkipBad bool   // leave rows with problems out; without it they stop the import
	// Restore takes complaints back that were deleted here. Without it they stay
	// away, unless nothing else of the file is here: then its import was undone.
	Restore bool
}

// row is one complaint of a table.
type row struct {
	number int
	id     data.ID // when no record has its tracking id
	fields map[string]data.Value
	mark   string // of its content
}

// UnknownWord is a word of the file that means nothing yet.
type UnknownWord struct {
	Field string
	Word  string // as the file writes it first
	Rows  int    // in how many rows
}

// Reading is what a table says: its complaints, and every problem of every row.
type Reading struct {
	Total      int
	Bad        []int         // rows that cannot be taken
	Twice      []int         // rows that say what a row before says
	NamesLeft  int           // anonymous complaints whose reporter or contact was not taken
	Unknown    []UnknownWord // in the order of the targets
	Problems   []tabular.Problem
	Found      int    // problems, also those beyond MaxProblems
	MonthFirst bool   // dates were read as month/day/year
	Unsure     int    // dates that may as well mean another day: 3/4/2026 where nothing tells
	UnsureAs   string // the first of them, as the file writes it

	rows    []row
	blocked bool // the mapping cannot be used at all
	opt     Options
}

// blanks are what people write where there is nothing.
var blanks = map[string]bool{"": true, "-": true, "–": true, "—": true, ".": true, "n/a": true, "na": true, "#n/a": true, "null": true, "nihil": true, "belum ada": true, "(kosong)": true}

func blank(cell string) bool { return blanks[strings.ToLower(cell)] }

// Read reads the complaints of a table without looking at any store.
func Read(ctx context.Context, t *tabular.Table, m Mapping, opt Options) (*Reading, error) {
	r := &reader{Reading: Reading{Total: len(t.Rows), opt: opt}, t: t, m: m,
		byNumber: map[string]int{}, content: map[string]int{}, unknown: map[string]map[string]*UnknownWord{}}
	mission, err := time.LoadLocation(opt.Zone)
	if err != nil {
		return nil, data.Fail("complaint.bad_zone", err, "Zone", opt.Zone)
	}
	r.mission, r.file = mission, mission
	if m.Zone != "" {
		if r.file, err = time.LoadLocation(m.Zone); err != nil {
			return nil, data.Fail("complaint.bad_zone", err, "Zone", m.Zone)
		}
	}
	r.checkMapping()
	if r.blocked {
		return &r.Reading, nil
	}
	var dates []string
	for _, target := range targets {
		if at := m.Column(target.Field); at >= 0 && target.Type() == data.TypeDate {
			for _, row := range t.Rows {
				dates = append(dates, row.Cell(at))
			}
		}
	}
	r.MonthFirst = tabular.MonthFirst(dates)
	r.Unsure, r.UnsureAs = tabular.Unsettled(dates)
	for i, row := range t.Rows {
		if i%256 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r.row(row)
	}
	for _, target := range targets {
		var words []UnknownWord
		for _, w := range r.unknown[target.Field] {
			words = append(words, *w)
		}
		slices.SortFunc(words, func(a, b UnknownWord) int {
			if a.Rows != b.Rows {
				return b.Rows - a.Rows
			}
			return strings.Compare(a.Word, b.Word)
		})
		r.Unknown = append(r.Unknown, words...)
	}
	return &r.Reading, nil
}

type reader struct {
	Reading
	t             *tabular.Table
	m             Mapping
	file, mission *time.Location
	byNumber      map[string]int // row by tracking id
	content       map[string]int // row by content
	unknown       map[string]map[string]*UnknownWord
}

func (r *reader) checkMapping() {
	block := func(column, key string, args ...any) {
		r.blocked = true
		r.note(0, column, key, true, args...)
	}
	if len(r.t.Rows) == 0 {
		block("", "no_rows")
	}
	if r.m.Column("received_on") < 0 {
		block("", "no_received")
	}
	if r.m.Column("tracking_id") < 0 && r.m.Column("title") < 0 && r.m.Column("text") < 0 {
		block("", "no_identity")
	}
	used := map[int]string{}
	for _, target := range targets {
		at := r.m.Column(target.Field)
		if at < 0 {
			continue
		}
		if at >= max(len(r.t.Header), 1) {
			block("", "no_such_column")
			continue
		}
		before, twice := used[at]
		if twice && !(before == "anonymous" && target.Field == "secret") {
			block(r.t.Title(at), "column_twice")
		}
		used[at] = target.Field
	}
}

// note keeps a problem; the key is that behind "complaint.row.".
func (r *reader) note(row int, column, key string, stops bool, args ...any) {
	if r.Found++; len(r.Problems) >= MaxProblems {
		return
	}
	p := tabular.Problem{Row: row, Column: column, Key: "complaint.row." + key, Stops: stops, Args: map[string]any{}}
	for i := 0; i+1 < len(args); i += 2 {
		p.Args[fmt.Sprint(args[i])] = args[i+1]
	}
	r.Problems = append(r.Problems, p)
}

func (r *reader) row(from tabular.Row) {
	one := row{number: from.Number, fields: map[string]data.Value{}}
	bad := false
	note := func(field, key string, stops bool, args ...any) {
		column := ""
		if at := r.m.Column(field); at >= 0 {
			column = r.t.Title(at)
		}
		bad = bad || stops
		r.note(from.Number, column, key, stops, args...)
	}
	for _, target := range targets {
		cell := from.Cell(r.m.Column(target.Field))
		if blank(cell) {
			continue
		}
		if v, ok := r.value(target, cell, note); ok {
			one.fields[target.Field] = v
		}
	}
	if r.m.Column("channel") < 0 && r.m.Channel != "" {
		one.fields["channel"] = data.TextValue(r.m.Channel)
	}
	if one.fields["anonymous"] == data.BoolValue(true) {
		if _, named := one.fields["reporter"]; named || !one.fields["contact"].IsNull() {
			r.NamesLeft++
			delete(one.fields, "reporter")
			delete(one.fields, "contact")
		}
	}
	r.dates(one.fields, note)
	if _, dated := one.fields["received_on"]; !dated && blank(from.Cell(r.m.Column("received_on"))) {
		note("received_on", "no_date", true)
	}
	if one.text("tracking_id") == "" && one.text("title") == "" && one.text("text") == "" {
		note("tracking_id", "nothing", true)
	}
	again := r.repeated(&one, note)
	switch {
	case bad:
		r.Bad = append(r.Bad, from.Number)
	case again:
		r.Twice = append(r.Twice, from.Number)
	default:
		r.rows = append(r.rows, one)
	}
}

func (o row) text(field string) string { return o.fields[field].String() }

type noter func(field, key string, stops bool, args ...any)

// value reads a cell; what cannot be read is noted.
func (r *reader) value(target Target, cell string, note noter) (data.Value, bool) {
	if target.Valued() {
		return r.word(target, cell, note)
	}
	switch target.Type() {
	case data.TypeDate:
		m, ok := tabular.ParseMoment(cell, r.MonthFirst)
		if !ok {
			note(target.Field, "bad_date", true, "Value", tabular.Excerpt(cell))
			return data.Value{}, false
		}
		return data.TextValue(m.In(r.file, r.mission)), true
	case data.TypeInt:
		f, _ := data.Complaint.Field(target.Field)
		n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSuffix(cell, ".0"), ",0"), 10, 64)
		if err != nil || n < f.Min || n > f.Max {
			note(target.Field, "bad_number", false, "Value", tabular.Excerpt(cell), "Min", f.Min, "Max", f.Max)
			return data.Value{}, false
		}
		return data.IntValue(n), true
	}
	if len(cell) > maxText {
		note(target.Field, "too_long", true, "Max", maxText>>20)
		return data.Value{}, false
	}
	if target.Type() == data.TypeText {
		cell = strings.Join(strings.Fields(cell), " ")
	}
	return data.TextValue(cell), true
}

// word is what a word means: as the person said, or else by itself.
func (r *reader) word(target Target, cell string, note noter) (data.Value, bool) {
	means, ok := r.m.Values[target.Field][tabular.Plain(cell)]
	if !ok {
		if target.Field == "service" {
			means, ok = assets.FindService(cell)
		} else {
			means, ok = meaning(target.Field, cell)
		}
	}
	switch {
	case !ok:
		r.unknownWord(target.Field, cell)
		note(target.Field, "unknown_word", true, "Value", tabular.Excerpt(cell))
		return data.Value{}, false
	case means == Blank:
		return data.Value{}, false
	case target.Type() == data.TypeBool:
		return data.BoolValue(means == yes), true
	}
	return data.TextValue(means), true
}

func (r *reader) unknownWord(field, cell string) {
	if r.unknown[field] == nil {
		r.unknown[field] = map[string]*UnknownWord{}
	}
	key := tabular.Plain(cell)
	w := r.unknown[field][key]
	if w == nil {
		w = &UnknownWord{Field: field, Word: strings.Join(strings.Fields(cell), " ")}
		r.unknown[field][key] = w
	}
	w.Rows++
}

// dates notes dates that cannot be right: what lies in the future is not taken,
// a wrong order is, since it may be the truth of the file.
func (r *reader) dates(fields map[string]data.Value, note noter) {
	before := ""
	for _, field := range []string{"received_on", "verified_on", "passed_on", "answered_on", "last_reply_on", "closed_on"} {
		on := fields[field].String()
		if on == "" {
			continue
		}
		if r.opt.Today != "" && on > r.opt.Today {
			note(field, "future_date", true, "Date", on, "Today", r.opt.Today)
		}
		if before != "" && on < before {
			note(field, "wrong_order", false, "Date", on, "Before", before)
			continue
		}
		before = on
	}
}

// repeated reports whether a row before is of the same complaint, and gives the
// row its id: by the tracking id, else by what it says that does not change.
func (r *reader) repeated(one *row, note noter) bool {
	one.mark = contentOf(one.fields, nil)
	if number := TrackingKey(one.text("tracking_id")); number != "" {
		if at, ok := r.byNumber[number]; ok {
			if r.content[one.mark] > 0 {
				note("tracking_id", "same_row", false, "Other", at)
			} else {
				note("tracking_id", "number_twice", true, "Value", one.text("tracking_id"), "Other", at)
			}
			return true
		}
		r.byNumber[number], r.content[one.mark] = one.number, one.number
		one.id = IDOf(r.opt.Scope, one.text("tracking_id"))
		return false
	}
	key := contentOf(one.fields, []string{"received_on", "title", "text", "class"})
	if at := r.content[key]; at > 0 {
		note("", "same_row", false, "Other", at)
		return true
	}
	r.content[key] = one.number
	one.id = data.DerivedID("complaint", data.NilID, r.opt.Scope+" content "+key)
	return false
}

// TrackingKey is a tracking id as it is compared: "# 123 456" is "123456".
func TrackingKey(id string) string {
	return strings.ToUpper(strings.Join(strings.Fields(strings.TrimLeft(strings.TrimSpace(id), "#'’ ")), ""))
}

// IDOf is the id of the record of a complaint that is taken in by its tracking
// id, so that two computers which import the same file meet in one record.
func IDOf(scope, tracking string) data.ID {
	return data.DerivedID("complaint", data.NilID, scope+" "+TrackingKey(tracking))
}

// contentOf is the content of some fields in few letters; nil: of all.
func contentOf(fields map[string]data.Value, names []string) string {
	if names == nil {
		for _, t := range targets {
			names = append(names, t.Field)
		}
	}
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%s\x1f%s\x1e", name, fields[name].String())
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
