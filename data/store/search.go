package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"

	"pinisi/data"
)

// searchRow is the rowid of a record in the search table.
func searchRow(kid, rid int64) int64 { return kid<<40 | rid }

// indexStep is how many records enter the search in one transaction.
const indexStep = 400

// startIndexer brings the search up to date in the background: after a commit
// at once, after a large batch in steps between which others can write.
func (s *Store) startIndexer() {
	ctx, cancel := context.WithCancel(context.Background())
	wake := make(chan struct{}, 1)
	done := make(chan struct{})
	unsubscribe := s.Subscribe(func(Event) {
		select {
		case wake <- struct{}{}:
		default:
		}
	})
	s.stopIndexer = func() {
		unsubscribe()
		cancel()
		<-done
	}
	wake <- struct{}{}
	go func() {
		defer close(done)
		for {
			select {
			case <-ctx.Done():
				return
			case <-wake:
			}
			for more := true; more && ctx.Err() == nil; {
				var err error
				if more, err = s.indexSome(ctx); err != nil {
					break // the next search reports it
				}
			}
		}
	}()
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
		done := 0
		for done < indexStep && len(packed) > 0 {
			v, used := binary.Uvarint(packed)
			if used <= 0 {
				return fmt.Errorf("%w: the list of texts to index", ErrDamaged)
			}
			packed = packed[used:]
			if err := w.index(int64(v)); err != nil {
				return err
			}
			done++
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

// index puts the texts of one record into the search, in place of its old ones.
func (w *writer) index(rowid int64) error {
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
	if text := searchText(t.kind, st.fields); text != "" {
		if _, err := w.exec("INSERT INTO search(rowid, text) VALUES(?,?)", rowid, text); err != nil {
			return fmt.Errorf("put %s into the search: %w", kind, err)
		}
	}
	return nil
}

// searchText is every text of a record: of known kinds the text fields, of
// unknown fields whatever is text.
func searchText(k *data.Kind, fields map[string]data.Value) string {
	var b strings.Builder
	add := func(v data.Value) {
		if v.T == data.Text {
			b.WriteString(v.S)
			b.WriteByte('\n')
		}
	}
	if k != nil {
		for _, f := range k.Fields {
			if f.Searched() {
				add(fields[f.Name])
			}
		}
	}
	for _, name := range sortedFields(fields) {
		known := false
		if k != nil {
			_, known = k.Field(name)
		}
		if !known {
			add(fields[name])
		}
	}
	return b.String()
}

// words takes a text apart as the search does.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// matchWords makes an FTS5 expression: every word, each as a beginning.
func matchWords(text string) string {
	words := words(text)
	for i, w := range words {
		words[i] = `"` + w + `"*`
	}
	return strings.Join(words, " ")
}

// Search finds records of all kinds by their words, the best first.
func (s *Store) Search(ctx context.Context, text string, limit int) ([]Hit, error) {
	match := matchWords(text)
	if match == "" {
		return nil, nil
	}
	if err := s.catchUpSearch(ctx); err != nil {
		return nil, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ?", match, limit)
	if err != nil {
		return nil, explain(fmt.Errorf("search: %w", err), s.dir)
	}
	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			rows.Close()
			return nil, err
		}
		ids = append(ids, id)
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	var hits []Hit
	for _, id := range ids {
		t := s.table(s.kindName(id >> 40))
		st, err := t.scan(s.read.QueryRowContext(ctx, fmt.Sprintf("SELECT %s FROM %s t WHERE t.rid=?", t.columns, t.name), id&(1<<40-1)))
		if err != nil {
			continue // changed since it was indexed; the event brings the new state
		}
		rec, err := s.snapshot(t, st)
		if err != nil {
			return nil, err
		}
		hits = append(hits, Hit{Record: rec, Snippet: snippet(searchText(t.kind, rec.Shown(data.OnScreen).Fields), text)})
	}
	return hits, nil
}

// snippetRunes is about how long a snippet is.
const snippetRunes = 160

// snippet is the text around the first word that was searched for, with the
// words between \x01 and \x02.
func snippet(text, query string) string {
	wanted := words(strings.ToLower(query))
	type span struct{ from, to int }
	var hits []span
	runes := []rune(strings.ReplaceAll(strings.TrimSpace(text), "\n", " "))
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && (unicode.IsLetter(runes[j]) || unicode.IsNumber(runes[j])) {
			j++
		}
		if j == i {
			i++
			continue
		}
		word := strings.ToLower(string(runes[i:j]))
		for _, w := range wanted {
			if strings.HasPrefix(word, w) {
				hits = append(hits, span{i, j})
				break
			}
		}
		i = j
	}
	from := 0
	if len(hits) > 0 {
		from = max(0, hits[0].from-snippetRunes/4)
	}
	to := min(len(runes), from+snippetRunes)
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	at := from
	for _, h := range hits {
		if h.from < at || h.to > to {
			continue
		}
		b.WriteString(string(runes[at:h.from]) + "\x01" + string(runes[h.from:h.to]) + "\x02")
		at = h.to
	}
	b.WriteString(string(runes[at:to]))
	if to < len(runes) {
		b.WriteString("…")
	}
	return b.String()
}
