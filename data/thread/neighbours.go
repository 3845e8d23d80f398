package thread

import (
	"slices"

	"pinisi/data"
	"pinisi/data/store"
)

// before are the edges that led to these records.
func (w *walk) before(records []data.Record) ([]Edge, error) {
	var found []Edge
	var ids []data.ID
	for _, r := range records {
		ids = append(ids, r.ID)
		for _, rule := range rules {
			if rule.kind != r.Kind {
				continue
			}
			if from := r.Ref(rule.name); from != data.NilID && from != r.ID {
				w.hint(from, named(r, rule))
				found = append(found, Edge{From: from, To: r.ID, Name: rule.edge, Weak: rule.weak})
			}
		}
	}
	links, err := w.links("to", ids)
	if err != nil {
		return nil, err
	}
	agreed, err := w.agreedChanges(records, true)
	if err != nil {
		return nil, err
	}
	again, err := w.history.before(records)
	return slices.Concat(found, links, agreed, again), err
}

// after are the edges that lead from these records.
func (w *walk) after(records []data.Record) ([]Edge, error) {
	var found []Edge
	byKind := map[string][]data.ID{}
	var ids []data.ID
	for _, r := range records {
		ids = append(ids, r.ID)
		byKind[r.Kind] = append(byKind[r.Kind], r.ID)
	}
	for _, rule := range rules {
		f, _ := data.KindOf(rule.kind).Field(rule.name)
		ask := ids
		if f.Ref != "" {
			ask = byKind[f.Ref]
		}
		if len(ask) == 0 {
			continue
		}
		err := w.st.Among(w.ctx, store.Query{Kind: rule.kind, Fields: light(rule.kind)}, rule.name, ask, func(r data.Record) error {
			w.records[r.ID] = r
			if from := r.Ref(rule.name); from != r.ID {
				found = append(found, Edge{From: from, To: r.ID, Name: rule.edge, Weak: rule.weak})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	links, err := w.links("from", ids)
	if err != nil {
		return nil, err
	}
	agreed, err := w.agreedChanges(records, false)
	if err != nil {
		return nil, err
	}
	again, err := w.history.after(records)
	return slices.Concat(found, links, agreed, again), err
}

// named is the kind of the record that a field of r names, "" if nothing says it.
func named(r data.Record, rule rule) string {
	if f, _ := data.KindOf(rule.kind).Field(rule.name); f.Ref != "" {
		return f.Ref
	}
	return r.Text(rule.name + "_kind")
}

// hint notes what kind a record is said to be.
func (w *walk) hint(id data.ID, kind string) {
	if kind != "" && w.kinds[id] == "" {
		w.kinds[id] = kind
	}
}

// links are the edges that people added, by their end "from" or "to".
func (w *walk) links(end string, ids []data.ID) ([]Edge, error) {
	var found []Edge
	if len(ids) == 0 {
		return nil, nil
	}
	err := w.st.Among(w.ctx, store.Query{Kind: "link"}, end, ids, func(l data.Record) error {
		from, to := l.Ref("from"), l.Ref("to")
		if from == data.NilID || to == data.NilID || from == to {
			return nil
		}
		w.hint(from, l.Text("from_kind"))
		w.hint(to, l.Text("to_kind"))
		found = append(found, Edge{From: from, To: to, Name: linkName(l.Text("from_kind"), l.Text("to_kind")), Link: l.ID, Note: l.Text("note")})
		return nil
	})
	return found, err
}

// agreedChanges are the edges from agreements on a service to the standards of
// that service that came out of the same consultation; back asks for those to
// the standards among the records, else for those from the agreements.
func (w *walk) agreedChanges(records []data.Record, back bool) ([]Edge, error) {
	own, other := "agreement", "standard"
	if back {
		own, other = other, own
	}
	type subject struct {
		consultation data.ID
		service      string
	}
	subjectOf := func(r data.Record) (subject, bool) {
		s := subject{r.Ref("consultation"), r.Text("service")}
		return s, s.consultation != data.NilID && s.service != "" && r.Text("outcome") != data.NotAgreed
	}
	mine := map[subject][]data.ID{}
	var meetings []data.ID
	for _, r := range records {
		if s, ok := subjectOf(r); ok && r.Kind == own {
			mine[s] = append(mine[s], r.ID)
			meetings = append(meetings, s.consultation)
		}
	}
	if len(meetings) == 0 {
		return nil, nil
	}
	slices.SortFunc(meetings, func(a, b data.ID) int { return slices.Compare(a[:], b[:]) })
	var found []Edge
	err := w.st.Among(w.ctx, store.Query{Kind: other, Fields: light(other)}, "consultation", slices.Compact(meetings), func(r data.Record) error {
		s, ok := subjectOf(r)
		if !ok || len(mine[s]) == 0 {
			return nil
		}
		w.records[r.ID] = r
		for _, id := range mine[s] {
			e := Edge{From: id, To: r.ID, Name: Changed}
			if back {
				e.From, e.To = r.ID, id
			}
			found = append(found, e)
		}
		return nil
	})
	return found, err
}
