package store

import (
	"context"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pinisi/data"
)

// searchRow is the rowid of a record in the search table.
func searchRow(kid, rid int64) int64 { return kid<<40 | rid }

// indexStep is how many records enter the search in one transaction.
const indexStep = 400

// index brings the search up to date in the background: after a commit at once,
// after a large batch in steps between which others can write. What went wrong
// the next search reports.
func (s *Store) index(ctx context.Context) error {
	for {
		if more, err := s.indexSome(ctx); err != nil || !more {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// catchUpSearch indexes what is not in the search yet.
func (s *Store) catchUpSearch(ctx context.Context) error {
	if s.readOnly {
		return nil
	}
	for {
		var one int
		if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM search_todo").Scan(&one); err != nil {
			return explain(err, s.dir)
		}
		if one == 0 {
			return nil
		}
		if _, err := s.indexSome(ctx); err != nil {
			return err
		}
	}
}

// indexSome indexes up to indexStep records of the oldest commit to do.
func (s *Store) indexSome(ctx context.Context) (more bool, err error) {
	err = s.transact(ctx, false, func(w *writer) error {
		var n int64
		var packed []byte
		rows, err := w.query("SELECT n, rows FROM search_todo ORDER BY n LIMIT 1")
		if err != nil {
			return err
		}
		if rows.Next() {
			more = true
			err = rows.Scan(&n, &packed)
		}
		if cerr := rows.Close(); err == nil {
			err = cerr
		}
		if err != nil || !more {
			return err
		}
		x := &indexer{w: w, tags: map[data.ID]tags{}}
		done := 0
		for done < indexStep && len(packed) > 0 {
			v, used := binary.Uvarint(packed)
			if used <= 0 {
				return fmt.Errorf("%w: the list of texts to index", ErrDamaged)
			}
			packed = packed[used:]
			if err := x.index(int64(v)); err != nil {
				return err
			}
			done++
		}
		if len(x.parts) > 0 {
			if _, err := w.exec("INSERT INTO search_todo(rows) VALUES(?)", x.parts); err != nil {
				return err
			}
		}
		if len(packed) == 0 {
			_, err = w.exec("DELETE FROM search_todo WHERE n=?", n)
		} else {
			_, err = w.exec("UPDATE search_todo SET rows=? WHERE n=?", packed, n)
		}
		return err
	})
	return more, err
}

// indexer puts records into the search within one transaction.
type indexer struct {
	w     *writer
	tags  map[data.ID]tags // of wholes met so far
	parts []byte           // rows to index again, as in search_todo
}

// tags are what a search is narrowed by beside kind and scope.
type tags struct {
	year int    // 0: none
	unit string // "": none
}

// index puts the texts of one record into the search, in place of its old ones.
func (x *indexer) index(rowid int64) error {
	w := x.w
	kind := w.s.kindName(rowid >> 40)
	t := w.s.table(kind)
	rows, err := w.query(fmt.Sprintf("SELECT %s FROM %s t WHERE t.rid=?", t.columns, t.name), rowid&(1<<40-1))
	if err != nil {
		return err
	}
	defer rows.Close()
	if _, err := w.exec("DELETE FROM search WHERE rowid=?", rowid); err != nil {
		return fmt.Errorf("take %s out of the search: %w", kind, err)
	}
	if !rows.Next() {
		return rows.Err()
	}
	st, err := t.scan(rows)
	if err != nil {
		return err
	}
	if st.state&stateDeleted != 0 {
		return nil
	}
	rec, err := w.s.snapshot(t, st)
	if err != nil {
		return err
	}
	own, err := x.tagsOf(rec, 0)
	if err != nil {
		return err
	}
	if err := x.reindexParts(rowid, rec, own); err != nil {
		return err
	}
	text, personal, withheld := searchTexts(rec)
	if text+personal+withheld == "" {
		return nil
	}
	if _, err := w.exec("INSERT INTO search(rowid, text, personal, withheld, tags) VALUES(?,?,?,?,?)", rowid, text, personal, withheld, own.words(rec.Scope)); err != nil {
		return fmt.Errorf("put %s into the search: %w", kind, err)
	}
	return nil
}

// searchTexts is every text of a record: of known kinds the text fields, of
// unknown fields whatever is text. Personal data stand apart, and with them what
// this version cannot judge; what is withheld on screens stands apart again.
func searchTexts(rec data.Record) (text, personal, withheld string) {
	var open, named, hidden strings.Builder
	add := func(to *strings.Builder, v data.Value) {
		if v.T == data.Text { // an erased value is none
			to.WriteString(v.S)
			to.WriteByte('\n')
		}
	}
	k := data.KindOf(rec.Kind)
	if k != nil {
		for _, f := range k.Fields {
			switch {
			case !f.Searched():
			case rec.Withheld(f.Name, data.OnScreen) && f.Personal: // who wants to be unknown is not found by name
			case rec.Withheld(f.Name, data.OnScreen):
				add(&hidden, rec.Fields[f.Name])
			case f.Personal:
				add(&named, rec.Fields[f.Name])
			default:
				add(&open, rec.Fields[f.Name])
			}
		}
	}
	for _, name := range sortedFields(rec.Fields) {
		known := false
		if k != nil {
			_, known = k.Field(name)
		}
		if !known {
			add(&named, rec.Fields[name])
		}
	}
	return open.String(), named.String(), hidden.String()
}

// deepest is how many wholes lie above a part at most.
const deepest = 4

// tagsOf are the year and the unit of a record: its own period first, then its
// whole's, then the first of its own dates.
func (x *indexer) tagsOf(rec data.Record, depth int) (own tags, err error) {
	own.unit = rec.Text("unit")
	own.year = max(data.Year(rec.Text("period")), data.Year(rec.Text("year")))
	if depth < deepest && (own.unit == "" || own.year == 0) {
		whole, err := x.wholeTags(rec, depth)
		if err != nil {
			return own, err
		}
		if own.unit == "" {
			own.unit = whole.unit
		}
		if own.year == 0 {
			own.year = whole.year
		}
	}
	k := data.KindOf(rec.Kind)
	if k == nil || own.year > 0 {
		return own, nil
	}
	for _, f := range k.Fields {
		if f.Type == data.TypeDate || f.Type == data.TypeTime {
			if own.year = data.Year(rec.Text(f.Name)); own.year > 0 {
				break
			}
		}
	}
	return own, nil
}

func (x *indexer) wholeTags(rec data.Record, depth int) (tags, error) {
	id := rec.Parent()
	if id == data.NilID {
		return tags{}, nil
	}
	if known, ok := x.tags[id]; ok {
		return known, nil
	}
	k := data.KindOf(rec.Kind)
	f, _ := k.Field(k.Parent)
	kind := f.Ref
	if kind == "" {
		kind = rec.Text(k.Parent + "_kind")
	}
	t := x.w.s.tables[kind]
	if t == nil {
		return tags{}, nil
	}
	rows, err := x.w.query(t.byID, id[:])
	if err != nil {
		return tags{}, err
	}
	if !rows.Next() {
		return tags{}, rows.Close()
	}
	st, err := t.scan(rows)
	if cerr := rows.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return tags{}, err
	}
	whole, err := x.tagsOf(data.Record{Kind: kind, ID: id, Scope: st.scope, Fields: st.fields}, depth+1)
	x.tags[id] = whole
	return whole, err
}

// reindexParts asks for the parts of a record again that were indexed before,
// when the tags that they take from it are others than then.
func (x *indexer) reindexParts(rowid int64, rec data.Record, own tags) error {
	parts := x.w.s.partTables(rec.Kind)
	whole := slices.ContainsFunc(parts, func(t *table) bool { f, _ := t.kind.Field(t.kind.Parent); return f.Ref == rec.Kind })
	if !whole { // files alone: they are few
		parts = []*table{x.w.s.table("attachment")}
	} else {
		now, before := own.words(""), ""
		if err := x.w.scalar(&before, "SELECT tags FROM search_tags WHERE at=?", rowid); err != nil {
			return err
		}
		if now == before {
			return nil
		}
		if _, err := x.w.exec("INSERT INTO search_tags(at, tags) VALUES(?,?) ON CONFLICT DO UPDATE SET tags=excluded.tags", rowid, now); err != nil {
			return err
		}
	}
	for _, t := range parts {
		kid, ok := x.w.s.kindID(t.kind.Name)
		if !ok {
			continue
		}
		rows, err := x.w.query(fmt.Sprintf("SELECT rid FROM %s WHERE %s=? AND rid+? IN (SELECT id FROM search_docsize)", t.name, quote(t.kind.Parent)), rec.ID[:], searchRow(kid, 0))
		if err != nil {
			return err
		}
		for rows.Next() {
			var rid int64
			if err := rows.Scan(&rid); err != nil {
				rows.Close()
				return err
			}
			x.parts = binary.AppendUvarint(x.parts, uint64(searchRow(kid, rid)))
		}
		if err := rows.Close(); err != nil {
			return err
		}
	}
	return nil
}

// Words of the search that no text is found by: they stand in a column of their own.
const (
	tagScope = "qs"
	tagYear  = "qy"
	tagUnit  = "qu"
)

// words are the tags as words of the search.
func (g tags) words(scope string) string {
	var all []string
	if scope != "" {
		all = append(all, tagWord(tagScope, scope))
	}
	if g.year > 0 {
		all = append(all, tagYear+strconv.Itoa(g.year))
	}
	if g.unit != "" {
		all = append(all, tagWord(tagUnit, g.unit))
	}
	return strings.Join(all, " ")
}

// tagLetters are such that a word of them is one word to the search.
var tagLetters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

func tagWord(tag, text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	return tag + tagLetters.EncodeToString([]byte(text))
}
