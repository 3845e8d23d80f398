package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
)

// record is the row's state as a snapshot.
func (r *row) record(s *Store) data.Record {
	rec := data.Record{Kind: r.kind, ID: r.id, Scope: r.scope, Changed: r.hlc, Fields: map[string]data.Value{}}
	for i := range r.regs {
		if reg := &r.regs[i]; reg.field != data.FieldDeleted {
			if v := reg.Shown(s.deviceLess).Value; !v.IsNull() {
				rec.Fields[reg.field] = v
			}
		}
	}
	rec.Deleted, _ = r.deleted()
	return rec
}

// snapshot makes a record of a row that was read.
func (s *Store) snapshot(t *table, st *stored) (data.Record, error) {
	rec := data.Record{ID: st.id, Scope: st.scope, Fields: st.fields, Changed: st.hlc, Deleted: st.state&stateDeleted != 0, Seen: data.Seen(slices.Clone(st.stamps))}
	if t.kind != nil {
		rec.Kind = t.kind.Name
	} else {
		rec.Kind = s.kindName(st.kid)
	}
	if st.state&stateConflict != 0 {
		regs, err := readStamps(t.kind, st.stamps, s.author)
		if err != nil {
			return rec, fmt.Errorf("%w: stamps of %s %s: %w", ErrDamaged, rec.Kind, rec.ID, err)
		}
		r := &row{regs: regs}
		rec.Conflicts = s.versions(t.kind, r)
		if deleted, _ := r.deleted(); deleted {
			del := r.find(data.FieldDeleted).Heads[0]
			against, err := s.latestPart(rec.Kind, rec.ID)
			if err != nil {
				return rec, err
			}
			rec.Conflicts[data.FieldDeleted] = []data.Version{{Value: del.Value, Author: del.Author, Device: s.streamOf(del.At.Stream).Device, HLC: del.HLC}, against}
		}
	}
	return rec, nil
}

// versions are the values of every field in conflict, the shown one first.
func (s *Store) versions(kind *data.Kind, r *row) map[string][]data.Version {
	out := map[string][]data.Version{}
	version := func(h data.Head) data.Version {
		return data.Version{Value: h.Value, Author: h.Author, Device: s.streamOf(h.At.Stream).Device, HLC: h.HLC}
	}
	for i := range r.regs {
		reg := &r.regs[i]
		if reg.field == data.FieldDeleted || !reg.Conflict() || !kind.Asks(reg.field) {
			continue
		}
		shown := reg.Shown(s.deviceLess)
		vs := []data.Version{version(shown)}
		for _, h := range reg.Heads {
			if h.At != shown.At && !slices.ContainsFunc(vs, func(v data.Version) bool { return v.Value == h.Value }) {
				vs = append(vs, version(h))
			}
		}
		out[reg.field] = vs
	}
	if _, torn := r.deleted(); torn {
		vs := []data.Version{}
		del := r.find(data.FieldDeleted)
		for _, h := range del.Heads {
			vs = append(vs, version(h))
		}
		if !del.Conflict() { // beside the deletion stands the latest edit that it had not seen
			var latest data.Head
			for i := range r.regs {
				for _, h := range r.regs[i].Heads {
					if r.regs[i].field != data.FieldDeleted && !del.Covers(h.At) && h.HLC >= latest.HLC {
						latest = h
					}
				}
			}
			latest.Value = data.BoolValue(false)
			vs = append(vs, version(latest))
		}
		out[data.FieldDeleted] = vs
	}
	return out
}

// Get reads one record, a deleted one too; data.ErrNotFound when there is none.
func (s *Store) Get(ctx context.Context, kind string, id data.ID) (data.Record, error) {
	t := s.table(kind)
	st, err := t.scan(s.read.QueryRowContext(ctx, t.byID, id[:]))
	if err == sql.ErrNoRows {
		return data.Record{}, data.Fail(data.ErrNotFound.Code, nil, "Kind", kind, "ID", id.String())
	}
	if err != nil {
		return data.Record{}, explain(fmt.Errorf("read %s %s: %w", kind, id, err), s.dir)
	}
	return s.snapshot(t, st)
}

// Find reads the record of any kind that has this id.
func (s *Store) Find(ctx context.Context, id data.ID) (data.Record, error) {
	for _, t := range s.allTables() {
		var one int
		err := s.read.QueryRowContext(ctx, "SELECT 1 FROM "+t.name+" WHERE id=?", id[:]).Scan(&one)
		if err == sql.ErrNoRows {
			continue
		}
		if err != nil {
			return data.Record{}, explain(err, s.dir)
		}
		st, err := t.scan(s.read.QueryRowContext(ctx, t.byID, id[:]))
		if err != nil {
			return data.Record{}, explain(err, s.dir)
		}
		return s.snapshot(t, st)
	}
	return data.Record{}, data.Fail(data.ErrNotFound.Code, nil, "Kind", "", "ID", id.String())
}

func (s *Store) allTables() []*table {
	var all []*table
	for _, k := range data.Kinds() {
		all = append(all, s.tables[k.Name])
	}
	return append(all, otherTable)
}

// where makes the SQL condition of a query.
func (s *Store) where(t *table, q Query) (string, []any, error) {
	var cond []string
	var args []any
	add := func(c string, a ...any) { cond, args = append(cond, c), append(args, a...) }
	if q.Deleted {
		add("t.state&1=1")
	} else {
		add("t.state&1=0")
	}
	if t.kind == nil {
		kid, ok := s.kindID(q.Kind)
		if !ok {
			kid = -1
		}
		add("t.kid=?", kid)
	}
	if q.Scope != "" {
		add("t.scope=?", q.Scope)
	}
	if q.Parent != data.NilID {
		if t.kind == nil || t.kind.Parent == "" {
			return "", nil, fmt.Errorf("kind %s is no part of another", q.Kind)
		}
		add("t."+quote(t.kind.Parent)+"=?", q.Parent[:])
	}
	for _, name := range sortedFields(q.Where) {
		f, ok := data.Field{}, false
		if t.kind != nil {
			f, ok = t.kind.Field(name)
		}
		v := q.Where[name]
		if !ok {
			add("json_extract(t.extra, ?)=?", `$."`+name+`"`, v.String())
			continue
		}
		if v.IsNull() {
			add("t." + quote(name) + " IS NULL")
			continue
		}
		x, fits := cell(f, v)
		if !fits {
			return "", nil, data.Fail(data.ErrBadValue.Code, nil, "Kind", q.Kind, "Field", name, "Value", v.String(), "Why", "type")
		}
		add("t."+quote(name)+"=?", x)
	}
	if match := matchWords(q.Text, "text personal withheld"); match != "" {
		kid, _ := s.kindID(q.Kind)
		add("t.rid IN (SELECT rowid - ? FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?)", searchRow(kid, 0), match, searchRow(kid, 0), searchRow(kid+1, 0)-1)
	}
	return strings.Join(cond, " AND "), args, nil
}

func sortedFields(m map[string]data.Value) []string {
	var names []string
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Each calls f with every record of the query, one after the other, without
// holding them all.
func (s *Store) Each(ctx context.Context, q Query, f func(data.Record) error) error {
	t := s.table(q.Kind)
	if q.Text != "" {
		if err := s.catchUpSearch(ctx); err != nil {
			return err
		}
	}
	cond, args, err := s.where(t, q)
	if err != nil {
		return err
	}
	order := "t.hlc"
	switch {
	case q.Order == "created":
		order = "t.id"
	case q.Order != "" && t.kind != nil:
		if _, ok := t.kind.Field(q.Order); !ok {
			return fmt.Errorf("kind %s has no field %s to order by", q.Kind, q.Order)
		}
		order = "t." + quote(q.Order)
	}
	if q.Desc {
		order += " DESC"
	}
	query := fmt.Sprintf("SELECT %s FROM %s t WHERE %s ORDER BY %s, t.id", t.selected(q.Fields), t.name, cond, order)
	if q.Limit > 0 || q.Offset > 0 {
		limit := q.Limit
		if limit <= 0 {
			limit = -1
		}
		query += " LIMIT ? OFFSET ?"
		args = append(args, limit, q.Offset)
	}
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return explain(fmt.Errorf("list %s: %w", q.Kind, err), s.dir)
	}
	defer rows.Close()
	for rows.Next() {
		st, err := t.scan(rows)
		if err != nil {
			return explain(fmt.Errorf("list %s: %w", q.Kind, err), s.dir)
		}
		rec, err := s.snapshot(t, st)
		if err != nil {
			return err
		}
		if err := f(rec); err != nil {
			return err
		}
	}
	return explain(rows.Err(), s.dir)
}

// List reads the records of a query.
func (s *Store) List(ctx context.Context, q Query) ([]data.Record, error) {
	var all []data.Record
	err := s.Each(ctx, q, func(r data.Record) error { all = append(all, r); return nil })
	return all, err
}

// Count is how many records the query has, whatever its Limit.
func (s *Store) Count(ctx context.Context, q Query) (int, error) {
	t := s.table(q.Kind)
	cond, args, err := s.where(t, q)
	if err != nil {
		return 0, err
	}
	var n int
	err = s.read.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM %s t WHERE %s", t.name, cond), args...).Scan(&n)
	return n, explain(err, s.dir)
}

// CountBy counts the records of a query by the values of a field of the kind
// ("scope" counts by scope); records without a value count under "".
func (s *Store) CountBy(ctx context.Context, q Query, field string) (map[string]int, error) {
	t := s.table(q.Kind)
	cond, args, err := s.where(t, q)
	if err != nil {
		return nil, err
	}
	f := data.Field{Name: "scope"}
	if field != "scope" {
		ok := false
		if t.kind != nil {
			f, ok = t.kind.Field(field)
		}
		if !ok {
			return nil, fmt.Errorf("kind %s has no field %s to count by", q.Kind, field)
		}
	}
	rows, err := s.read.QueryContext(ctx, fmt.Sprintf("SELECT t.%s, count(*) FROM %s t WHERE %s GROUP BY 1", quote(f.Name), t.name, cond), args...)
	if err != nil {
		return nil, explain(err, s.dir)
	}
	defer rows.Close()
	out := map[string]int{}
	for rows.Next() {
		var x any
		var n int
		if err := rows.Scan(&x, &n); err != nil {
			return nil, err
		}
		out[uncell(f, x).String()] += n
	}
	return out, rows.Err()
}

// Kinds are the kinds that have records here, unknown ones too.
func (s *Store) Kinds(ctx context.Context) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT name FROM kind ORDER BY name")
	if err != nil {
		return nil, explain(err, s.dir)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		all = append(all, name)
	}
	return all, rows.Err()
}

// Conflicts are all open conflicts, those of the latest changes first.
func (s *Store) Conflicts(ctx context.Context) ([]Conflict, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT kid, record, field FROM conflict ORDER BY kid, record, field")
	if err != nil {
		return nil, explain(err, s.dir)
	}
	defer rows.Close()
	var all []Conflict
	var rec data.Record
	for rows.Next() {
		var kid int64
		var b []byte
		var c Conflict
		if err := rows.Scan(&kid, &b, &c.Field); err != nil {
			return nil, err
		}
		c.Kind, c.Record = s.kindName(kid), data.ID(b)
		if rec.ID != c.Record {
			if rec, err = s.Get(ctx, c.Kind, c.Record); err != nil {
				return nil, err
			}
		}
		c.Scope, c.Versions = rec.Scope, rec.Conflicts[c.Field]
		c.Title = rec.Headline(data.OnScreen)
		all = append(all, c)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	latest := func(c Conflict) data.HLC {
		var h data.HLC
		for _, v := range c.Versions {
			h = max(h, v.HLC)
		}
		return h
	}
	slices.SortStableFunc(all, func(a, b Conflict) int {
		switch x, y := latest(a), latest(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return all, nil
}
