package people

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/segment"
	"pinisi/data/store"
)

// How sure a place is.
type How uint8

// From the surest on.
const (
	Exact   How = iota // a personal field that says so
	Near               // a personal field spelled like it
	Beside             // other data on the same person in that record
	Former             // a value that was replaced, kept in the history
	Mention            // free text: possible, and not to be erased but to be edited
)

// Place is one field in which the person stands.
type Place struct {
	Field string
	Value string
	Spans []Span // where in the value; nil: all of it
	How   How
}

// Record is a record in which the person stands.
type Record struct {
	data.Record
	Deleted bool
	Of      string // the title of the record that it is a part of
	Places  []Place
}

// Sure reports whether a personal field of the record names the person.
func (r Record) Sure() bool {
	return slices.ContainsFunc(r.Places, func(p Place) bool { return p.How == Exact })
}

// ErrNobody is a search for nothing.
var ErrNobody = &data.Error{Code: "people.nobody"}

// several are kinds whose personal fields name different persons.
var several = map[string]bool{"consultation": true}

// Find says where a person is named: text is a name (all its words, in any
// order), a phone number or a mail. It looks at every personal field of every
// kind, deleted records and replaced values too, and at free text. scope
// narrows, "" is all that is here. The surest come first.
func Find(ctx context.Context, st *store.Store, text, scope string) ([]Record, error) {
	w := parse(text)
	if w.nothing() {
		return nil, ErrNobody
	}
	found := map[data.ID]*Record{}
	for _, k := range data.Kinds() {
		if k.Name == "erasure" {
			continue
		}
		for _, deleted := range []bool{false, true} {
			err := st.Each(ctx, store.Query{Kind: k.Name, Scope: scope, Deleted: deleted}, func(r data.Record) error {
				if places := w.places(k, r); len(places) > 0 {
					found[r.ID] = &Record{Record: r, Deleted: deleted, Places: places}
				}
				return ctx.Err()
			})
			if err != nil {
				return nil, fmt.Errorf("look for a person among %s: %w", k.Name, err)
			}
		}
	}
	if err := former(ctx, st, w, scope, found); err != nil {
		return nil, fmt.Errorf("look for a person in the history: %w", err)
	}
	all := make([]Record, 0, len(found))
	for _, r := range found {
		slices.SortStableFunc(r.Places, func(a, b Place) int { return cmp.Compare(a.How, b.How) })
		all = append(all, *r)
	}
	slices.SortFunc(all, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Places[0].How, b.Places[0].How), cmp.Compare(a.Kind, b.Kind), -cmp.Compare(a.Changed, b.Changed), slices.Compare(a.ID[:], b.ID[:]))
	})
	for i := range all[:min(len(all), mostNamed)] {
		if parent := all[i].Parent(); parent != data.NilID {
			whole, err := st.Find(ctx, parent)
			if err != nil && !errors.Is(err, data.ErrNotFound) {
				return nil, err
			}
			all[i].Of = title(whole)
		}
	}
	return all, nil
}

// mostNamed is of how many records the whole is looked up.
const mostNamed = 200

// title is what a record is called, if that names nobody.
func title(r data.Record) string {
	k := data.KindOf(r.Kind)
	if k == nil || k.Title == "" {
		return ""
	}
	if f, _ := k.Field(k.Title); f.Personal || !f.Searched() {
		return ""
	}
	return r.Headline(data.OnScreen)
}

// places are those of one record.
func (w wanted) places(k *data.Kind, r data.Record) []Place {
	var places []Place
	hers := false
	for _, f := range k.Fields {
		if !f.Searched() {
			continue
		}
		for _, v := range values(r, f.Name) {
			if !f.Personal {
				if spans := w.mentioned(v); spans != nil {
					places = append(places, Place{f.Name, v, spans, Mention})
				}
				continue
			}
			spans, near := w.in(v)
			if spans == nil {
				continue
			}
			p := Place{Field: f.Name, Value: v, Spans: spans}
			if near {
				p.How = Near
			}
			hers = hers || p.How == Exact
			places = append(places, p)
		}
	}
	if !hers || several[k.Name] {
		return places
	}
	for _, f := range k.Fields { // whoever has this name has also this phone
		known := slices.ContainsFunc(places, func(p Place) bool { return p.Field == f.Name })
		if v := r.Text(f.Name); f.Personal && v != "" && !known {
			places = append(places, Place{Field: f.Name, Value: v, How: Beside})
		}
	}
	return places
}

// values of a field: the one shown, and those that stand beside it in a conflict.
func values(r data.Record, field string) []string {
	var all []string
	add := func(v data.Value) {
		if v.T == data.Text && v.S != "" && !slices.Contains(all, v.S) {
			all = append(all, v.S)
		}
	}
	add(r.Get(field))
	for _, v := range r.Conflicts[field] {
		add(v.Value)
	}
	return all
}

// former adds personal fields whose present value no longer names the person,
// while one in the history does.
func former(ctx context.Context, st *store.Store, w wanted, scope string, found map[data.ID]*Record) error {
	if !st.ReadOnly() {
		if err := st.Seal(ctx, 24<<10); err != nil {
			return err
		}
	}
	return st.SegmentsSince(ctx, nil, scopes(scope), func(x store.Sealed) error {
		seg, err := segment.Decode(x.Bytes)
		if err != nil {
			return err
		}
		for _, run := range seg.Runs {
			for _, op := range run.Ops {
				if !op.Personal || op.Value.T != data.Text {
					continue
				}
				spans, near := w.in(op.Value.S)
				if spans == nil || near {
					continue
				}
				if err := addFormer(ctx, st, found, run.Kind, run.Record, Place{strings.Clone(op.Field), strings.Clone(op.Value.S), spans, Former}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func addFormer(ctx context.Context, st *store.Store, found map[data.ID]*Record, kind string, id data.ID, p Place) error {
	r := found[id]
	if r == nil {
		rec, err := st.Get(ctx, kind, id)
		if errors.Is(err, data.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		r = &Record{Record: rec, Deleted: rec.Deleted}
		found[id] = r
	}
	if !slices.ContainsFunc(r.Places, func(o Place) bool { return o.Field == p.Field && o.How != Mention }) {
		r.Places = append(r.Places, p)
	}
	return nil
}

func scopes(scope string) []string {
	if scope == "" {
		return nil
	}
	return []string{scope}
}
