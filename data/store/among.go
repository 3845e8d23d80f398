package store

import (
	"context"
	"fmt"
	"strings"

	"pinisi/data"
)

// amongStep is how many ids one statement asks for.
const amongStep = 400

// Among calls f with the records of a kind whose reference field names one of
// the ids, in no particular order: one reading for many, where a query for each
// would take long. Of q only Kind, Scope, Where and Fields are looked at.
func (s *Store) Among(ctx context.Context, q Query, field string, ids []data.ID, f func(data.Record) error) error {
	k := data.KindOf(q.Kind)
	if k == nil {
		return nil // what another version knows has no such field here
	}
	if def, ok := k.Field(field); !ok || def.Type != data.TypeRef {
		return fmt.Errorf("kind %s has no reference %s", q.Kind, field)
	}
	t := s.table(q.Kind)
	cond, args, err := s.where(t, Query{Kind: q.Kind, Scope: q.Scope, Where: q.Where})
	if err != nil {
		return err
	}
	return s.eachAmong(ctx, t, q.Fields, cond+" AND t."+quote(field), args, ids, f)
}

// Several calls f with the records of a kind that have these ids, deleted ones
// too (see data.Record.Gone), in no particular order. Ids that are not here are
// passed over.
func (s *Store) Several(ctx context.Context, kind string, ids []data.ID, fields []string, f func(data.Record) error) error {
	return s.eachAmong(ctx, s.table(kind), fields, "t.id", nil, ids, f)
}

func (s *Store) eachAmong(ctx context.Context, t *table, fields []string, cond string, args []any, ids []data.ID, f func(data.Record) error) error {
	for len(ids) > 0 {
		some := ids[:min(len(ids), amongStep)]
		ids = ids[len(some):]
		all := append([]any(nil), args...)
		for _, id := range some {
			all = append(all, id[:])
		}
		query := fmt.Sprintf("SELECT %s FROM %s t WHERE %s IN (?%s)", t.selected(fields), t.name, cond, strings.Repeat(",?", len(some)-1))
		rows, err := s.read.QueryContext(ctx, query, all...)
		if err != nil {
			return explain(fmt.Errorf("read several of %s: %w", t.name, err), s.dir)
		}
		for rows.Next() {
			st, err := t.scan(rows)
			if err != nil {
				rows.Close()
				return explain(fmt.Errorf("read several of %s: %w", t.name, err), s.dir)
			}
			rec, err := s.snapshot(t, st)
			if err == nil {
				err = f(rec)
			}
			if err != nil {
				rows.Close()
				return err
			}
		}
		err = rows.Err()
		rows.Close()
		if err != nil {
			return explain(err, s.dir)
		}
	}
	return nil
}
