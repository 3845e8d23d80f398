package followup

import (
	"context"
	"errors"
	"strings"

	"pinisi/app/pages/bound"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/store"
)

// shown is what the detail shows: a snapshot.
type shown struct {
	record   data.Record
	evidence []data.Record
	source   data.Record // nil id: none
	page     string      // that shows the source
	whole    data.Record // the source, or what it is a part of
	before   data.Record // the action that this one goes on with; nil id: none
	after    data.Record // the action that goes on with this one
	scope    string
}

// read is nil when there is no such action, or no longer.
func read(ctx context.Context, st *store.Store, id data.ID) (*shown, error) {
	r, err := st.Get(ctx, "followup", id)
	if errors.Is(err, data.ErrNotFound) || err == nil && r.Gone() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	now := &shown{record: r, scope: r.Scope}
	if now.evidence, err = st.List(ctx, store.Query{Kind: "attachment", Parent: id, Order: "created"}); err != nil {
		return nil, err
	}
	if before := r.Ref("carried_from"); before != data.NilID {
		if now.before, err = st.Get(ctx, "followup", before); err != nil && !errors.Is(err, data.ErrNotFound) {
			return nil, err
		}
	}
	if followup.Status(r) == followup.Carried {
		after, err := st.List(ctx, store.Query{Kind: "followup", Where: map[string]data.Value{"carried_from": data.RefValue(id)}, Limit: 1})
		if err != nil {
			return nil, err
		}
		if len(after) > 0 {
			now.after = after[0]
		}
	}
	if source := r.Ref("source"); source != data.NilID {
		now.source, err = st.Find(ctx, source)
		if errors.Is(err, data.ErrNotFound) {
			now.source = data.Record{Kind: r.Text("source_kind"), ID: source, Deleted: true}
			return now, nil
		}
		if err != nil {
			return nil, err
		}
		if now.page, now.whole, _, err = bound.Whole(ctx, st, now.source); err != nil {
			return nil, err
		}
		if now.whole.ID == data.NilID {
			now.whole = now.source
		}
	}
	return now, nil
}

// sourceKind is the word for a kind of source.
func sourceKind(kind string) string {
	for _, key := range []string{"followup.source." + kind, "kinds." + kind} {
		if words.Has(key) {
			return words.T(key)
		}
	}
	return kind
}

// sourceTitle names the source in a line: "Evaluasi 2026 · Seksi Konsuler · A04".
func sourceTitle(source, whole data.Record, part string) string {
	var parts []string
	add := func(s string) {
		if s = words.Short(s, 60); s != "" && (len(parts) == 0 || parts[len(parts)-1] != s) {
			parts = append(parts, s)
		}
	}
	name := func(r data.Record) {
		switch r.Kind {
		case "evaluation", "survey":
			add(strings.TrimSpace(sourceKind(r.Kind) + " " + r.Text("period")))
			add(r.Text("unit"))
		default:
			add(sourceKind(r.Kind))
			add(r.Headline(data.OnScreen))
		}
	}
	if whole.ID != data.NilID && whole.ID != source.ID {
		name(whole)
	}
	switch {
	case source.Kind == "answer":
		add(source.Text("indicator"))
	case source.Kind == "statement":
		add(source.Text("question"))
	case source.Kind == "response" || source.Kind == "survey_response":
		add(words.T("followup.source.sheet", "N", source.Text("number")))
	default:
		name(source)
	}
	add(part)
	return strings.Join(parts, " · ")
}
