package integrate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/store"
)

// Begin writes a system with a name, and its description when the name is that
// of an offer, with what was said of items as notes: no state is made up. It
// returns its id and fails with integration.name_missing or
// integration.there_already.
func Begin(ctx context.Context, st *store.Store, author data.ID, scope, name, lang string) (data.ID, error) {
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		return data.NilID, data.Fail("integration.name_missing", nil)
	}
	same, err := st.List(ctx, store.Query{Kind: "system", Scope: scope, Fields: []string{"name"}})
	if err != nil {
		return data.NilID, fmt.Errorf("look for a system of this name: %w", err)
	}
	for _, r := range same {
		if strings.EqualFold(r.Text("name"), name) {
			return data.NilID, data.Fail("integration.there_already", nil, "Name", name)
		}
	}
	r, err := ReadRules(ctx, st)
	if err != nil {
		return data.NilID, err
	}
	id := st.NewID()
	fields := map[string]data.Value{"name": data.TextValue(name), "rules_version": data.TextValue(r.Version)}
	var edits []data.Edit
	if i := slices.IndexFunc(r.Offers, func(o Offer) bool { return strings.EqualFold(o.Name, name) }); i >= 0 {
		o := r.Offers[i]
		fields["name"] = data.TextValue(o.Name)
		fields["about"] = data.TextValue(o.said(lang))
		if len(o.DataClasses) > 0 {
			fields["data_classes"] = data.ListValue(o.DataClasses)
		}
		if o.Address != "" {
			fields["address"] = data.TextValue(o.Address)
		}
		edits = data.Create("system", id, scope, fields)
		for _, n := range o.Notes {
			edits = append(edits, data.Create("readiness", ReadinessID(id, n.Item), scope, map[string]data.Value{
				"system": data.RefValue(id), "item": data.TextValue(n.Item), "note": data.TextValue(n.Text.In(lang))})...)
		}
	} else {
		edits = data.Create("system", id, scope, fields)
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "integration.undo.begin", Edits: edits}); err != nil {
		return data.NilID, fmt.Errorf("begin a system: %w", err)
	}
	return id, nil
}

// said is the description of an offer with the time that it is of and its source.
func (o Offer) said(lang string) string {
	w := words.New(lang)
	as := o.AsOf
	if t, err := time.Parse("2006-01", o.AsOf); err == nil {
		as = w.Month(t)
	}
	return strings.TrimSpace(o.About.In(lang)) + "\n" + w.T("integration.offer_as_of", map[string]any{"AsOf": as, "Source": o.Source.In(lang)})
}

// SetState are the edits that take an item to a state on a day; state "" takes
// it back to not assessed. None when it has that state.
func SetState(system data.Record, line Line, state, day string) []data.Edit {
	if line.State == state {
		return nil
	}
	v, since := data.Value{}, data.Value{}
	if state != "" {
		v, since = data.TextValue(state), data.TextValue(day)
	}
	rec := line.Record
	if rec.ID == data.NilID {
		return append(First(system, line), data.Create("readiness", ReadinessID(system.ID, line.ID), system.Scope, map[string]data.Value{"status": v, "since_on": since})...)
	}
	return []data.Edit{rec.Set("status", v), rec.Set("since_on", since)}
}

// First are the edits that make the record of an item of which nothing was said
// yet; none when there is one.
func First(system data.Record, line Line) []data.Edit {
	if line.Record.ID != data.NilID {
		return nil
	}
	return data.Create("readiness", ReadinessID(system.ID, line.ID), system.Scope, map[string]data.Value{
		"system": data.RefValue(system.ID), "item": data.TextValue(line.ID)})
}
