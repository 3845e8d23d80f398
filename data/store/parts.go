package store

import (
	"context"
	"fmt"

	"pinisi/data"
)

// A record that was deleted while someone, not knowing it, added or kept a
// part of it (an answer of a deleted evaluation) is in conflict too: it stays
// visible until a person decides, or nobody would find the part again.

// partTables are the tables of the kinds that can be parts of a record of this kind.
func (s *Store) partTables(of string) []*table {
	var all []*table
	for _, k := range data.Kinds() {
		if k.Parent == "" {
			continue
		}
		if f, _ := k.Field(k.Parent); f.Ref == "" || f.Ref == of {
			all = append(all, s.tables[k.Name])
		}
	}
	return all
}

// liveParts is the ids of the parts of a record that are not deleted, by kind.
func (s *Store) liveParts(query querier, kind string, id data.ID, f func(t *table, part data.ID)) error {
	for _, t := range s.partTables(kind) {
		rows, err := query(fmt.Sprintf("SELECT id FROM %s WHERE %s=? AND state&1=0", t.name, quote(t.kind.Parent)), id[:])
		if err != nil {
			return err
		}
		var ids []data.ID
		for rows.Next() {
			var b []byte
			if err := rows.Scan(&b); err != nil {
				rows.Close()
				return err
			}
			ids = append(ids, data.ID(b))
		}
		if err := rows.Close(); err != nil {
			return err
		}
		for _, id := range ids {
			f(t, id)
		}
	}
	return nil
}

// hasLiveParts reports whether a record has a part that is not deleted.
func (w *writer) hasLiveParts(kind string, id data.ID) (bool, error) {
	any := false
	err := w.s.liveParts(w.query, kind, id, func(*table, data.ID) { any = true })
	return any, err
}

// noteParent remembers to look at a record again, one of whose parts was
// stored: if it is deleted, or kept only for its parts.
func (w *writer) noteParent(parent data.ID) {
	if parent == data.NilID {
		return
	}
	if kind, ok := w.s.withParts[parent]; ok {
		if w.recheck == nil {
			w.recheck = map[data.ID]string{}
		}
		w.recheck[parent] = kind
	}
}

// noteDeleted keeps the list of records that someone wants deleted.
func (w *writer) noteDeleted(kind string, id data.ID, wanted bool) {
	if wanted {
		w.s.withParts[id] = kind
	} else {
		delete(w.s.withParts, id)
	}
}

// recheckParents stores the remembered records anew, which decides again
// whether they are deleted or in conflict; in turn their parents'.
func (w *writer) recheckParents() error {
	for len(w.recheck) > 0 {
		todo := w.recheck
		w.recheck = nil
		for id, kind := range todo {
			r, err := w.load(kind, id)
			if err != nil {
				return err
			}
			was := r.state
			deleted, torn := r.deleted()
			if deleted && !torn {
				parts, err := w.hasLiveParts(kind, id)
				if err != nil {
					return err
				}
				if parts == (was&stateConflict != 0) {
					continue
				}
			} else {
				continue
			}
			if err := w.save(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// loadDeleted reads the list of records that someone wants deleted.
func (s *Store) loadDeleted(ctx context.Context) error {
	s.withParts = map[data.ID]string{}
	for _, k := range data.Kinds() {
		t := s.tables[k.Name]
		q := fmt.Sprintf("SELECT id FROM %[1]s WHERE state&1=1 UNION SELECT c.record FROM conflict c JOIN %[1]s t ON t.id=c.record WHERE c.field='deleted'", t.name)
		rows, err := s.w.conn.QueryContext(ctx, q)
		if err != nil {
			return fmt.Errorf("read the deleted records: %w", err)
		}
		for rows.Next() {
			var b []byte
			if err := rows.Scan(&b); err != nil {
				rows.Close()
				return err
			}
			s.withParts[data.ID(b)] = k.Name
		}
		if err := rows.Close(); err != nil {
			return err
		}
	}
	return nil
}

// latestPart is the version that stands against a deletion because of a part:
// the latest change of a part that is not deleted.
func (s *Store) latestPart(kind string, id data.ID) (data.Version, error) {
	v := data.Version{Value: data.BoolValue(false)}
	var failed error
	err := s.liveParts(s.query, kind, id, func(t *table, part data.ID) {
		st, err := t.scan(s.read.QueryRow(t.byID, part[:]))
		if err != nil {
			failed = err
			return
		}
		regs, err := readStamps(t.kind, st.stamps, s.author)
		if err != nil {
			failed = err
			return
		}
		for i := range regs {
			for _, h := range regs[i].Heads {
				if h.HLC > v.HLC {
					v.HLC, v.Author, v.Device = h.HLC, h.Author, s.streamOf(h.At.Stream).Device
				}
			}
		}
	})
	if err == nil {
		err = failed
	}
	return v, err
}
