package syncing

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/called"
	"pinisi/data/instrument"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// clash is a field with more than one value, as it was read: the decision
// carries what was seen.
type clash struct {
	rec      data.Record
	field    string
	versions []data.Version // earliest first
	what     string
	shown    []widgets.Version
	page     string // that shows the record
	whole    data.ID
	question *instrument.Statement // of F-01, which the value answers; nil for another field
}

// same reports whether nothing that is on the screen changed.
func (c clash) same(o clash) bool {
	return c.rec.ID == o.rec.ID && c.field == o.field && slices.Equal(c.versions, o.versions)
}

// deletion reports whether one side deleted the record.
func (c clash) deletion() bool { return c.field == data.FieldDeleted }

// mergeable reports whether a text may hold both values.
func (c clash) mergeable() bool {
	k := data.KindOf(c.rec.Kind)
	if c.deletion() || k == nil || c.question != nil && c.question.Type != instrument.AnswerText {
		return false
	}
	f, ok := k.Field(c.field)
	return ok && f.Searched()
}

func readClashes(ctx context.Context, s *session.Session) ([]clash, error) {
	found, err := s.Store.Conflicts(ctx)
	if err != nil {
		return nil, err
	}
	var all []clash
	people := map[data.ID]string{}
	for _, f := range found {
		rec, err := s.Store.Get(ctx, f.Kind, f.Record)
		if errors.Is(err, data.ErrNotFound) || err == nil && len(rec.Conflicts[f.Field]) == 0 {
			continue // decided meanwhile
		}
		if err != nil {
			return nil, err
		}
		c := clash{rec: rec, field: f.Field, versions: slices.Clone(rec.Conflicts[f.Field])}
		slices.SortStableFunc(c.versions, func(a, b data.Version) int { return cmp.Compare(a.HLC, b.HLC) })
		if c.question, err = questionOf(ctx, s.Store, rec, f.Field); err != nil {
			return nil, err
		}
		name := recordName(ctx, s.Store, rec)
		if c.question != nil {
			name = c.question.Text.In(words.Now().Lang())
		}
		if c.deletion() {
			c.what = words.T("syncpage.conflict.deleted_what", "Record", name)
		} else {
			c.what = words.T("syncpage.conflict.title", "Field", bound.FieldWord(rec.Kind, f.Field), "Record", name)
		}
		for _, v := range c.versions {
			c.shown = append(c.shown, showVersion(ctx, s, c, v, people))
		}
		if c.page, c.whole, err = bound.Target(ctx, s.Store, rec); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

func showVersion(ctx context.Context, s *session.Session, c clash, v data.Version, people map[data.ID]string) widgets.Version {
	author, ok := people[v.Author]
	if !ok {
		author = words.T("syncpage.conflict.unknown_author")
		if r, err := s.Store.Find(ctx, v.Author); err == nil && r.Text("name") != "" {
			author = r.Text("name")
		}
		people[v.Author] = author
	}
	device := words.T("syncpage.conflict.this_device")
	if v.Device != s.Store.Device() {
		device = words.T("syncpage.conflict.device", "ID", setup.DeviceName(ctx, s.Store, v.Device))
	}
	shown := widgets.Version{Author: author, Device: device, When: words.Moment(v.HLC.Time(), s.Now())}
	if c.deletion() {
		shown.Deleted = v.Value == data.BoolValue(true)
		shown.Text = words.T("syncpage.conflict.edited")
		if shown.Deleted {
			shown.Text = words.T("syncpage.conflict.deleted")
		}
		return shown
	}
	if c.question != nil {
		shown.Text = c.question.Say(v.Value.String(), words.Now())
		return shown
	}
	shown.Text = valueText(ctx, s.Store, c.rec.Kind, c.field, v.Value)
	if shown.Text == "" && erased(ctx, s.Store, c.rec.ID, c.field) {
		shown.When += " · " + words.T("people.emptied") // not in the text, which may be merged with the other
	}
	return shown
}

// erased reports whether personal data was erased from the field: its emptiness
// is then somebody's decision.
func erased(ctx context.Context, st *store.Store, record data.ID, field string) bool {
	n, err := st.Count(ctx, store.Query{Kind: "erasure", Where: map[string]data.Value{"record": data.RefValue(record), "field": data.TextValue(field)}})
	return err == nil && n > 0
}

// questionOf is the question of F-01 that a field answers, nil for a field that
// answers none or a form that is not here.
func questionOf(ctx context.Context, st *store.Store, rec data.Record, field string) (*instrument.Statement, error) {
	if rec.Kind != "statement" || field != "value" && field != "source_value" {
		return nil, nil
	}
	e, err := st.Get(ctx, "evaluation", rec.Ref("evaluation"))
	if errors.Is(err, data.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	all, err := assess.Instruments(ctx, st)
	if err != nil {
		return nil, err
	}
	ins, err := assess.Of(all, e)
	if err != nil {
		return nil, nil // its version is not here yet: the value is shown as it is stored
	}
	q, _ := ins.Statement(rec.Text("question"))
	return q, nil
}

// valueText says a value as the page of its record says it.
func valueText(ctx context.Context, st *store.Store, kind, field string, v data.Value) string {
	k := data.KindOf(kind)
	if k == nil {
		return v.String()
	}
	f, _ := k.Field(field)
	choice := func(id string) string {
		if key := f.Label(kind) + "." + id; words.Has(key) {
			return words.T(key)
		}
		return id
	}
	switch {
	case v.IsNull():
		return ""
	case f.Type == data.TypeChoice:
		return choice(v.String())
	case f.Type == data.TypeBool:
		return words.T(map[bool]string{true: "syncpage.yes", false: "syncpage.no"}[v == data.BoolValue(true)])
	case f.Type == data.TypeDate:
		return words.Date(v.S)
	case f.Type == data.TypeTime:
		if t, err := time.Parse(time.RFC3339, v.S); err == nil {
			loc, err := time.LoadLocation(setup.Zone(st.Profile().Scope))
			if err != nil {
				loc = time.UTC
			}
			t = t.In(loc)
			return words.Now().Date(t) + ", " + words.Clock(t) + " (" + loc.String() + ")"
		}
	case f.Type == data.TypeList:
		var items []string
		for _, id := range v.List() {
			items = append(items, listItem(field, choice(id)))
		}
		return strings.Join(items, ", ")
	case f.Type == data.TypeRef:
		if r, err := st.Find(ctx, v.ID()); err == nil {
			return recordName(ctx, st, r)
		}
	case field == "service":
		return listItem("services", v.String())
	case answersOf(kind, field):
		return numbered(v.String())
	}
	return v.String()
}

// answersOf reports whether a field holds the answers of a user's sheet, a
// digit each.
func answersOf(kind, field string) bool {
	return (kind == "response" || kind == "survey_response") && (field == "answers" || field == "second")
}

// numbered puts its number before each answer, so that the one that differs is
// found on the sheet: "1:3  2:5  3:–".
func numbered(answers string) string {
	parts := make([]string, 0, len(answers))
	for i, a := range []rune(answers) {
		parts = append(parts, strconv.Itoa(i+1)+":"+strings.ReplaceAll(string(a), "-", "–"))
	}
	return strings.Join(parts, "  ")
}

// listItem says a code of a list in words.
func listItem(field, id string) string {
	switch field {
	case "services":
		return bound.ServiceName(id)
	case "agreed_by":
		if key := "consultation.unsur.short." + id; words.Has(key) {
			return words.T(key)
		}
	}
	return id
}

// recordName names a record in a line: its kind, its title, and what it is a
// part of.
func recordName(ctx context.Context, st *store.Store, r data.Record) string {
	name := bound.KindWord(r.Kind)
	k := data.KindOf(r.Kind)
	if k == nil {
		return name
	}
	if t := words.Short(title(ctx, st, r), 48); t != "" {
		name += " " + t
	}
	if r.Kind == "evaluation" && r.Text("period") != "" {
		name += " " + r.Text("period")
	}
	if parent := r.Parent(); parent != data.NilID && r.Kind != "link" { // a link is called by both its ends
		if p, err := st.Find(ctx, parent); err == nil {
			if pk := data.KindOf(p.Kind); pk != nil && pk.Title != "" {
				of := words.Short(title(ctx, st, p), 48)
				if p.Kind == "evaluation" {
					of += " " + p.Text("period")
				}
				if of = strings.TrimSpace(of); of != "" {
					name += " (" + of + ")"
				}
			}
		}
	}
	return name
}

// title is what the record is called, its stored title when more cannot be read.
func title(ctx context.Context, st *store.Store, r data.Record) string {
	t, err := called.Name(ctx, st, r, words.Now().Lang())
	if err != nil {
		return r.Headline(data.OnScreen)
	}
	return t
}
