package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"pinisi/data"
)

// words takes a text apart as the search does.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) })
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

// matchWords makes an FTS5 expression: every word, each as a beginning, in any
// of the columns; "" without words.
func matchWords(text, columns string) string {
	words := words(text)
	if len(words) == 0 {
		return ""
	}
	for i, w := range words {
		words[i] = `"` + w + `"*`
	}
	return "{" + columns + "} : (" + strings.Join(words, " AND ") + ")"
}

// Finding says what to look for in all kinds at once. The zero value of a
// field does not narrow.
type Finding struct {
	Text  string   // every word of it begins a word of the record
	Kinds []string // of these kinds only
	Scope string
	Year  int    // of the record's period or date, or of its whole's
	Unit  string // the record's or its whole's, in any case of letters
	// PersonFree looks only where no personal data (UU 27/2022) stand, and shows none.
	PersonFree bool
	// Wait waits until everything is in the search; without it what was written
	// a moment ago is waited for, a large batch is not.
	Wait bool
}

// match is the FTS5 expression, "" when nothing is asked for.
func (f Finding) match() string {
	columns := "text personal"
	if f.PersonFree {
		columns = "text"
	}
	var all []string
	if m := matchWords(f.Text, columns); m != "" {
		all = append(all, "("+m+")")
	} else if strings.TrimSpace(f.Text) != "" {
		return "" // signs alone: no record has such a word
	}
	for _, tag := range strings.Fields(tags{f.Year, f.Unit}.words(f.Scope)) {
		all = append(all, `(tags : "`+tag+`")`)
	}
	return strings.Join(all, " AND ")
}

// Found is what a finding found: which records, not yet what they say. It is
// read with [Found.Hits] and stays as it was when records change.
type Found struct {
	// Behind is about how many records are not in the search yet.
	Behind int

	store  *Store
	of     Finding
	byKind map[string][]int64 // rowids, the oldest first
}

// Total is how many records there are of all kinds.
func (f *Found) Total() int {
	n := 0
	for _, rows := range f.byKind {
		n += len(rows)
	}
	return n
}

// Count is how many there are of a kind.
func (f *Found) Count(kind string) int { return len(f.byKind[kind]) }

// Kinds are those with any, by name.
func (f *Found) Kinds() []string {
	var all []string
	for k := range f.byKind {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}

// small is how many records are indexed while a search waits for them.
const small = 800

// Look finds the records of all kinds that a finding asks for.
func (s *Store) Look(ctx context.Context, f Finding) (*Found, error) {
	found := &Found{store: s, of: f, byKind: map[string][]int64{}}
	match := f.match()
	if match == "" {
		return found, nil
	}
	behind, err := s.behind(ctx)
	if err != nil {
		return nil, err
	}
	if behind > 0 && !s.readOnly && (f.Wait || behind <= small) {
		if err := s.catchUpSearch(ctx); err != nil {
			return nil, err
		}
		behind = 0
	}
	found.Behind = behind
	// One row with all numbers in it: a row each takes several times as long, and
	// an expression with common words costs as much again in each statement.
	var packed *string
	err = s.read.QueryRowContext(ctx, "SELECT group_concat(rowid) FROM search WHERE search MATCH ?", match).Scan(&packed)
	if err != nil && !strings.Contains(err.Error(), "phrase queries are not supported") { // a letter that SQLite does not know yet parts a word in two
		return nil, explain(fmt.Errorf("search: %w", err), s.dir)
	}
	if packed == nil {
		return found, nil
	}
	kid := int64(-1)
	var of []int64
	keep := func() {
		if kind := s.kindName(kid); len(of) > 0 && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, kind)) {
			found.byKind[kind] = append(found.byKind[kind], of...)
		}
		of = of[:0]
	}
	for part := range strings.SplitSeq(*packed, ",") {
		row, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%w: the search gives %q for a row", ErrDamaged, part)
		}
		if row>>40 != kid {
			keep()
			kid = row >> 40
		}
		of = append(of, row)
	}
	keep()
	return found, nil
}

// behind is about how many records wait to be indexed.
func (s *Store) behind(ctx context.Context) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT coalesce(sum(length(rows)+5),0)/6 FROM search_todo").Scan(&n) // a row's number takes six bytes
	return n, explain(err, s.dir)
}

// ranked is how many of the latest records of a kind are put in order by how
// well they fit; then come the next as many.
const ranked = 60

// Hits reads records of a kind with the words around what was found: those
// whose title has the words first, then the latest made. Records that were
// deleted since are left out.
func (f *Found) Hits(ctx context.Context, kind string, offset, limit int) ([]Hit, error) {
	rows := f.byKind[kind]
	var hits []Hit
	for offset < len(rows) && len(hits) < limit {
		from := offset / ranked * ranked
		window := slices.Clone(rows[max(0, len(rows)-from-ranked) : len(rows)-from])
		slices.Reverse(window)
		got, err := f.read(ctx, kind, window)
		if err != nil {
			return nil, err
		}
		skip := offset - from
		take := min(limit-len(hits), max(len(got)-skip, 0))
		if take > 0 {
			hits = append(hits, got[skip:skip+take]...)
		}
		offset = from + len(window)
	}
	for i := range hits {
		hits[i].Snippet = f.snippet(hits[i].Record)
	}
	return hits, nil
}

// codeField holds the code of a service (services.json) in every kind that has it.
const codeField = "service"

// snippet is what may be shown of a record: text around the words. What names
// the record stands above it on screens anyway, and the code of a service says
// nothing to people: both are left out when the words are found without them.
func (f *Found) snippet(rec data.Record) string {
	text := func(r data.Record) string {
		text, personal, _ := searchTexts(r)
		if f.of.PersonFree {
			return text
		}
		return text + personal
	}
	without := []string{codeField}
	if k := data.KindOf(rec.Kind); k != nil && k.Parent == "" {
		without = append(without, k.Title)
	}
	for ; len(without) > 0; without = without[:len(without)-1] {
		rest := rec
		rest.Fields = maps.Clone(rec.Fields)
		for _, field := range without {
			delete(rest.Fields, field)
		}
		if around := snippet(text(rest), f.of.Text); strings.Contains(around, "\x01") {
			return around
		}
	}
	return snippet(text(rec), f.of.Text)
}

// read reads the records of some rows, those that fit best first.
func (f *Found) read(ctx context.Context, kind string, rows []int64) ([]Hit, error) {
	t := f.store.table(kind)
	rids := make([]string, len(rows))
	at := make(map[int64]int, len(rows))
	for i, row := range rows {
		rids[i] = strconv.FormatInt(row&(1<<40-1), 10)
		at[row&(1<<40-1)] = i
	}
	got, err := f.store.read.QueryContext(ctx, fmt.Sprintf("SELECT %s FROM %s t WHERE t.state&1=0 AND t.rid IN (%s)", t.columns, t.name, strings.Join(rids, ",")))
	if err != nil {
		return nil, explain(fmt.Errorf("read what was found: %w", err), f.store.dir)
	}
	defer got.Close()
	type placed struct {
		Hit
		fit, at int
	}
	var all []placed
	wanted := words(strings.ToLower(f.of.Text))
	for got.Next() {
		st, err := t.scan(got)
		if err != nil {
			return nil, err
		}
		rec, err := f.store.snapshot(t, st)
		if err != nil {
			return nil, err
		}
		all = append(all, placed{Hit{Record: rec}, f.fit(rec, wanted), at[st.rid]})
	}
	if err := got.Err(); err != nil {
		return nil, explain(err, f.store.dir)
	}
	slices.SortFunc(all, func(a, b placed) int { return cmp.Or(cmp.Compare(b.fit, a.fit), cmp.Compare(a.at, b.at)) })
	hits := make([]Hit, len(all))
	for i, p := range all {
		hits[i] = p.Hit
	}
	return hits, nil
}

// fit is how well a record fits the words: a word in its title weighs most, a
// whole word more than a beginning.
func (f *Found) fit(rec data.Record, wanted []string) int {
	title := words(strings.ToLower(rec.Headline(data.OnScreen)))
	if k := data.KindOf(rec.Kind); f.of.PersonFree && k != nil {
		if field, _ := k.Field(k.Title); field.Personal {
			title = nil
		}
	}
	fit := 0
	for _, w := range wanted {
		best := 0
		for _, in := range title {
			switch {
			case in == w:
				best = 2
			case strings.HasPrefix(in, w):
				best = max(best, 1)
			}
		}
		fit += best
	}
	return fit
}

// SearchYears are the years of records in the search, the latest first.
func (s *Store) SearchYears(ctx context.Context) ([]int, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT term FROM search_word WHERE term BETWEEN ? AND ? ORDER BY term DESC", tagYear+"1000", tagYear+"9999")
	if err != nil {
		return nil, explain(fmt.Errorf("list the years: %w", err), s.dir)
	}
	defer rows.Close()
	var all []int
	for rows.Next() {
		var term string
		if err := rows.Scan(&term); err != nil {
			return nil, err
		}
		if year, err := strconv.Atoi(strings.TrimPrefix(term, tagYear)); err == nil {
			all = append(all, year)
		}
	}
	return all, rows.Err()
}

// Search finds records of all kinds by their words: of each kind those that
// fit best, the kinds by name, limit in all.
func (s *Store) Search(ctx context.Context, text string, limit int) ([]Hit, error) {
	found, err := s.Look(ctx, Finding{Text: text, Wait: true})
	if err != nil {
		return nil, err
	}
	var all []Hit
	for _, kind := range found.Kinds() {
		hits, err := found.Hits(ctx, kind, 0, limit-len(all))
		if err != nil {
			return nil, err
		}
		all = append(all, hits...)
	}
	return all, nil
}
