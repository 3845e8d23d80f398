package standards

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// copied are the fields that a new version takes over from the one before.
func copied() []string {
	all := slices.Clone(data.StandardComponents)
	for _, fields := range kept {
		all = append(all, fields...)
	}
	return append(all, "review_months")
}

// Begin writes a new draft and returns its id: a copy of the version in force,
// which it is to supersede, or a blank one where there is none. Drafts that
// others write meanwhile stay beside it: their numbers are made distinct when
// they are decreed. scope empty: the device's own.
func Begin(ctx context.Context, st *store.Store, author data.ID, scope, service string) (data.ID, error) {
	c, err := Load(ctx, st, own(st, scope))
	if err != nil {
		return data.NilID, err
	}
	id, edits := c.begin(st, scope, service, nil)
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "standard.undo.begin", Edits: edits}); err != nil {
		return data.NilID, fmt.Errorf("begin a version of the standard of %s: %w", service, err)
	}
	return id, nil
}

func own(st *store.Store, scope string) string {
	if scope == "" {
		return st.Profile().Scope
	}
	return scope
}

// begin makes the edits of a new draft, with fields in place of those copied.
func (c *Catalogue) begin(st *store.Store, scope, service string, fields map[string]data.Value) (data.ID, []data.Edit) {
	all := map[string]data.Value{"service": data.TextValue(service), "version": data.IntValue(1), "status": data.TextValue(data.StandardDraft)}
	if s := c.Service(service); s != nil {
		all["version"] = data.IntValue(s.next())
		if now := s.Current(); now.ID != data.NilID {
			all["supersedes"] = data.RefValue(now.ID)
			for _, name := range copied() {
				all[name] = now.Get(name)
			}
		}
	}
	for name, v := range fields {
		all[name] = v
	}
	id := st.NewID()
	return id, data.Create("standard", id, scope, all)
}

// DraftFrom carries what a consultation agreed on into the standard: the
// component that the agreement names takes its new text in the newest draft of
// the service's standard, or in a new one where none is open. The agreement is
// linked to the draft (jejak), and the draft to the consultation unless it
// names another. It returns the draft's id; doing it again changes nothing, and
// what went into a decreed version leads there.
//
// It fails with standards.not_agreed for a point on which people did not agree,
// and with standards.agreement_incomplete when the agreement does not say
// service, component and new text. On the draft's component that people
// disagree on it fails with standards.conflict: that is decided first.
func DraftFrom(ctx context.Context, st *store.Store, author data.ID, agreement data.Record) (data.ID, error) {
	component, _ := agreement.Int("component")
	field, service, text := Component(component), agreement.Text("service"), strings.TrimSpace(agreement.Text("to_value"))
	switch {
	case agreement.Text("outcome") == data.NotAgreed:
		return data.NilID, data.Fail("standards.not_agreed", nil, "Title", agreement.Text("text"))
	case field == "" || service == "" || text == "":
		return data.NilID, data.Fail("standards.agreement_incomplete", nil, "Title", agreement.Text("text"))
	}
	c, err := Load(ctx, st, own(st, agreement.Scope))
	if err != nil {
		return data.NilID, err
	}
	if done, err := carried(ctx, st, agreement.ID); err != nil || done != data.NilID {
		return done, err
	}
	draft := data.Record{}
	if s := c.Service(service); s != nil {
		if drafts := s.Drafts(); len(drafts) > 0 {
			draft = drafts[0]
		}
	}
	var edits []data.Edit
	if draft.ID == data.NilID {
		fields := map[string]data.Value{field: data.TextValue(text), "consultation": agreement.Get("consultation")}
		for _, name := range kept[field] {
			fields[name] = data.Value{} // the figure said what was before
		}
		draft.Kind, draft.Scope = "standard", agreement.Scope
		draft.ID, edits = c.begin(st, agreement.Scope, service, fields)
	} else {
		if edits, err = change(draft, field, text); err != nil {
			return data.NilID, err
		}
		if draft.Get("consultation").IsNull() && !agreement.Get("consultation").IsNull() {
			edits = append(edits, draft.Set("consultation", agreement.Get("consultation")))
		}
	}
	linked, err := st.Count(ctx, store.Query{Kind: "link", Where: map[string]data.Value{"from": data.RefValue(agreement.ID), "to": data.RefValue(draft.ID)}})
	if err != nil {
		return data.NilID, fmt.Errorf("look for the link from agreement %s: %w", agreement.ID, err)
	}
	if linked == 0 {
		edits = append(edits, data.LinkEdits(agreement, draft, "")...)
	}
	if len(edits) == 0 {
		return draft.ID, nil
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "standard.undo.from_agreement", Edits: edits}); err != nil {
		return data.NilID, fmt.Errorf("carry agreement %s into the standard of %s: %w", agreement.ID, service, err)
	}
	return draft.ID, nil
}

// carried is the decreed version into which an agreement went already, or data.NilID.
func carried(ctx context.Context, st *store.Store, agreement data.ID) (data.ID, error) {
	links, err := st.List(ctx, store.Query{Kind: "link", Parent: agreement})
	if err != nil {
		return data.NilID, fmt.Errorf("look for what agreement %s led to: %w", agreement, err)
	}
	for _, l := range links {
		if l.Text("to_kind") != "standard" {
			continue
		}
		r, err := st.Get(ctx, "standard", l.Ref("to"))
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return data.NilID, fmt.Errorf("read what agreement %s led to: %w", agreement, err)
		}
		if err == nil && !r.Gone() && !Open(r) {
			return r.ID, nil
		}
	}
	return data.NilID, nil
}

// change sets a component of an open version. Its figures said what was before,
// and are blanked when the text changes.
func change(r data.Record, field, text string) ([]data.Edit, error) {
	if len(r.Conflicts[field]) > 0 {
		return nil, data.Fail("standards.conflict", nil, "Service", r.Text("service"), "Component", field)
	}
	if strings.TrimSpace(r.Text(field)) == text {
		return nil, nil
	}
	edits := []data.Edit{r.Set(field, data.TextValue(text))}
	for _, name := range kept[field] {
		if !r.Get(name).IsNull() {
			edits = append(edits, r.Set(name, data.Value{}))
		}
	}
	return edits, nil
}
