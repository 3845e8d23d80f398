package respond

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/tabular"
)

// MaxProblems is how many problems are listed; all are counted.
const MaxProblems = 20_000

// Options say how a table is taken.
type Options struct {
	Have    *Set   // what is there already; nil: nothing
	SkipBad bool   // leave rows with problems out; without it they stop the import
	Today   string // 2026-03-24: nobody answered later; blank: not checked
}

// Dry (uji coba impor) is what an import would do.
type Dry struct {
	Total      int     // rows of the table
	Entries    []Entry // that would be written, in the order of the file
	Rows       []int   // the row of each entry
	Incomplete []int   // rows among them with blank answers: kept, but not counted in the result
	Known      int     // rows that are there already
	KnownRows  []int   // which
	Bad        []int   // rows that cannot be taken
	Problems   []Problem
	Found      int  // problems, also those beyond MaxProblems
	MonthFirst bool // dates were read as month/day/year
	skipBad    bool
	blocked    bool // the mapping cannot be used at all
	ids        []data.ID
	digest     string
}

// Problem is one thing that is wrong with a row, or that a person should know of it.
type Problem = tabular.Problem

// Ready reports whether the entries may be imported: nothing is wrong, or bad
// rows are to be left out, and the mapping can be used.
func (d *Dry) Ready() bool { return !d.blocked && (len(d.Bad) == 0 || d.skipBad) }

// SkipBad is d with the rows that cannot be taken left out, or not.
func (d *Dry) SkipBad(yes bool) *Dry {
	changed := *d
	changed.skipBad = yes
	return &changed
}

// DryRun tries an import without writing anything, and tells every problem of
// every row.
func DryRun(f Form, t *tabular.Table, m Mapping, opt Options) (*Dry, error) {
	d := &dryRun{
		Dry: Dry{Total: len(t.Rows), skipBad: opt.SkipBad, digest: digestOf(t)},
		f:   f, t: t, m: m, opt: opt, numbers: map[int]int{}, taken: map[int]bool{}, have: map[data.ID]bool{}, same: map[[sha256.Size]byte]alike{},
	}
	if opt.Have != nil {
		for _, r := range opt.Have.Responses {
			d.have[r.ID] = true
			if n, ok := r.Int("number"); ok {
				d.taken[int(n)] = true
			}
		}
	}
	d.checkMapping()
	if d.blocked {
		return &d.Dry, nil
	}
	var dates []string
	for _, row := range t.Rows {
		dates = append(dates, row.Cell(m.TakenOn))
	}
	d.MonthFirst = tabular.MonthFirst(dates)
	for _, row := range t.Rows {
		d.row(row)
	}
	return &d.Dry, nil
}

type dryRun struct {
	Dry
	f       Form
	t       *tabular.Table
	m       Mapping
	opt     Options
	numbers map[int]int  // row by number
	taken   map[int]bool // numbers that are there already
	have    map[data.ID]bool
	same    map[[sha256.Size]byte]alike
}

// alike are the rows of one content so far.
type alike struct{ count, first int }

func (d *dryRun) checkMapping() {
	block := func(column, key string, args ...any) {
		d.blocked = true
		d.note(0, column, key, true, args...)
	}
	if len(d.t.Rows) == 0 {
		block("", "no_rows")
	}
	used := map[int]bool{}
	columns := append(slices.Clone(d.m.Questions), d.m.Number, d.m.TakenOn, d.m.Service, d.m.Remark, d.m.Contact, d.m.Language)
	for i, column := range columns {
		if i < len(d.f.Questions) && column < 0 {
			q := d.f.Questions[i]
			block("", "no_column", "Number", q.Number, "ID", q.ID)
		}
		if column >= 0 && used[column] {
			block(d.t.Title(column), "column_twice")
		}
		used[column] = true
	}
}

// note keeps a problem; the key is that behind "respond.row.".
func (d *dryRun) note(row int, column, key string, stops bool, args ...any) {
	if d.Found++; len(d.Problems) >= MaxProblems {
		return
	}
	p := Problem{Row: row, Column: column, Key: "respond.row." + key, Stops: stops, Args: map[string]any{}}
	for i := 0; i+1 < len(args); i += 2 {
		p.Args[fmt.Sprint(args[i])] = args[i+1]
	}
	d.Problems = append(d.Problems, p)
}

func (d *dryRun) row(row tabular.Row) {
	sum := sha256.Sum256([]byte(strings.Join(row.Cells, "\x1f")))
	before := d.same[sum]
	d.same[sum] = alike{before.count + 1, cmp.Or(before.first, row.Number)}
	bad := false
	stop := func(column int, key string, args ...any) {
		bad = true
		d.note(row.Number, d.t.Title(column), key, true, args...)
	}
	e := Entry{
		Channel: "import", Remark: row.Cell(d.m.Remark), Contact: row.Cell(d.m.Contact),
		Language: language(row.Cell(d.m.Language)), Answers: make([]int, len(d.f.Questions)),
	}
	timed := d.when(row, &e, stop)
	number := row.Cell(d.m.Number)
	id := d.identify(row, sum, timed || number != "")
	if d.have[id] {
		d.Known++
		d.KnownRows = append(d.KnownRows, row.Number)
		return
	}
	if timed && before.count > 0 {
		d.note(row.Number, "", "same_row", false, "Other", before.first)
	}
	d.answers(row, &e, stop)
	d.number(row, &e, number, stop)
	if cell := row.Cell(d.m.Service); !blanks[strings.ToLower(cell)] {
		code, ok := assets.FindService(cell)
		if !ok {
			stop(d.m.Service, "unknown_service", "Value", tabular.Excerpt(cell))
		}
		e.Service = code
	}
	if bad {
		d.Bad = append(d.Bad, row.Number)
		return
	}
	if !d.f.Complete(e.Answers) {
		d.Incomplete = append(d.Incomplete, row.Number)
	}
	d.Entries, d.Rows, d.ids = append(d.Entries, e), append(d.Rows, row.Number), append(d.ids, id)
}

type stopper func(column int, key string, args ...any)

func (d *dryRun) when(row tabular.Row, e *Entry, stop stopper) (timed bool) {
	cell := row.Cell(d.m.TakenOn)
	if blanks[strings.ToLower(cell)] {
		return false
	}
	on, timed, ok := day(cell, d.MonthFirst)
	switch {
	case !ok:
		stop(d.m.TakenOn, "bad_date", "Value", tabular.Excerpt(cell))
	case d.opt.Today != "" && on > d.opt.Today:
		stop(d.m.TakenOn, "future_date", "Value", tabular.Excerpt(cell), "Date", on, "Today", d.opt.Today)
	}
	if from, until := d.f.Of.Text("from_on"), d.f.Of.Text("until_on"); ok && (from != "" && on < from || until != "" && on > until) {
		d.note(row.Number, d.t.Title(d.m.TakenOn), "outside_period", false, "Date", on, "From", cmp.Or(from, "…"), "Until", cmp.Or(until, "…"))
	}
	e.TakenOn = on
	return timed
}

func (d *dryRun) answers(row tabular.Row, e *Entry, stop stopper) {
	blank, faulty := []string{}, false
	for i, q := range d.f.Questions {
		column := d.m.Questions[i]
		level, fault := d.f.level(q, row.Cell(column))
		e.Answers[i] = level
		if fault != "" {
			faulty = true
			stop(column, fault, "Value", tabular.Excerpt(row.Cell(column)), "Min", d.f.Min, "Max", d.f.Max)
		} else if level == Blank {
			blank = append(blank, strconv.Itoa(q.Number))
		}
	}
	switch {
	case len(blank) == len(d.f.Questions):
		stop(-1, "no_answers")
	case len(blank) > 0 && !faulty:
		d.note(row.Number, "", "blank", false, "Count", len(blank), "List", strings.Join(blank, ", "))
	}
}

func (d *dryRun) number(row tabular.Row, e *Entry, cell string, stop stopper) {
	if cell == "" {
		return
	}
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(cell, ".0"), "."))
	switch {
	case err != nil || n < 1 || n > 1_000_000_000:
		stop(d.m.Number, "bad_number", "Value", tabular.Excerpt(cell))
		return
	case d.numbers[n] > 0:
		stop(d.m.Number, "number_twice", "Value", n, "Other", d.numbers[n])
	case d.taken[n]:
		stop(d.m.Number, "number_taken", "Value", n)
	default:
		d.numbers[n] = row.Number
	}
	e.Number = n
}

// identify is the id of a row's record, the same wherever the file is imported.
// A row with a number or a time of day is the same respondent in every file in
// which it stands, so that a longer export of a web form brings the new ones
// only. Without them two respondents who answered alike look the same; then it
// is the row of this very file.
func (d *dryRun) identify(row tabular.Row, sum [sha256.Size]byte, own bool) data.ID {
	key := "file " + d.digest + " " + strconv.Itoa(row.Number)
	if own {
		key = "row " + hex.EncodeToString(sum[:]) + " " + strconv.Itoa(d.same[sum].count)
	}
	return data.DerivedID(d.f.Kind, d.f.Of.ID, key)
}

// digestOf is the content of a table in few letters.
func digestOf(t *tabular.Table) string {
	h := sha256.New()
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			h.Write([]byte(cell))
			h.Write([]byte{0x1f})
		}
		h.Write([]byte{0x1e})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func language(cell string) string {
	switch s := tabular.Plain(cell); {
	case s == "id" || s == "in" || strings.HasPrefix(s, "indones") || s == "bahasa indonesia":
		return "id"
	case s == "en" || strings.HasPrefix(s, "inggris") || strings.HasPrefix(s, "english") || s == "bahasa inggris":
		return "en"
	}
	return ""
}
