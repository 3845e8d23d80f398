package assess

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/store"
)

// gone reads the answers and statements of an evaluation that are deleted. Their
// ids follow from what they answer, so an answer that undo took away is the
// record to be written again.
func gone(ctx context.Context, st *store.Store, evaluation data.ID) (map[data.ID]data.Record, error) {
	by := map[data.ID]data.Record{}
	for _, kind := range []string{"answer", "statement"} {
		err := st.Each(ctx, store.Query{Kind: kind, Parent: evaluation, Deleted: true}, func(r data.Record) error {
			by[r.ID] = r
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read the deleted %ss of evaluation %s: %w", kind, evaluation, err)
		}
	}
	return by, nil
}

// stub is the record to be of an answer or a statement that is not there. It
// has seen what was deleted, if anything was.
func (s *Sheet) stub(kind string, id data.ID) data.Record {
	r := data.Record{Kind: kind, ID: id, Scope: s.Evaluation.Scope, Seen: data.Seen{}}
	if old, ok := s.gone[id]; ok {
		r.Seen = old.Seen
	}
	return r
}

// found are the edits that make an answer or a statement, or bring a deleted
// one back without what it said before.
func (s *Sheet) found(kind string, id data.ID, key string) []data.Edit {
	k := data.KindOf(kind)
	old, ok := s.gone[id]
	if !ok {
		return data.Create(kind, id, s.Evaluation.Scope, map[string]data.Value{
			k.Parent: data.RefValue(s.Evaluation.ID), k.Key: data.TextValue(key),
		})
	}
	edits := []data.Edit{old.Set(data.FieldDeleted, data.BoolValue(false))}
	for _, f := range k.Fields {
		if f.Name != k.Parent && f.Name != k.Key && !old.Get(f.Name).IsNull() {
			edits = append(edits, old.Set(f.Name, data.Value{}))
		}
	}
	return edits
}
