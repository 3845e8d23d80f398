package people

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/report/mask"
	"pinisi/data/store"
)

// Choice is a place that was chosen for correction or erasure.
type Choice struct {
	Record Record
	Field  string
}

// Choose is every personal place of the records that is sure: what a page
// proposes first.
func Choose(found []Record) []Choice {
	var all []Choice
	for _, r := range found {
		for _, p := range r.Places {
			c := Choice{r, p.Field}
			if p.How != Near && p.How != Mention && !slices.ContainsFunc(all, func(o Choice) bool { return o.Record.ID == r.ID && o.Field == p.Field }) {
				all = append(all, c)
			}
		}
	}
	return all
}

// Mine reports whether this device may change the data of a record: a mission
// its own, headquarters every mission's.
func Mine(st *store.Store, r data.Record) bool {
	own := st.Profile().Scope
	return own == store.Headquarters || r.Scope == own
}

// ErrOthers is data that only headquarters may change.
var ErrOthers = &data.Error{Code: "people.others"}

// Erasure is what is to be erased and why.
type Erasure struct {
	Author  data.ID
	Of      []Choice
	Basis   string // request, consent_withdrawn, retention_over
	Reason  string // names nobody
	Request data.ID
	Blank   string // what stands in the place of a name among others: "[nama dihapus]"
}

// Erase takes the data of the choices away for ever, here and wherever it went;
// the records stay, and with them every count. Where a field names several
// persons, only hers goes. It cannot be undone.
func Erase(ctx context.Context, st *store.Store, e Erasure) (store.Erased, error) {
	plan := store.Erase{Author: e.Author, Basis: e.Basis, Reason: e.Reason, Request: e.Request}
	for _, c := range e.Of {
		if !Mine(st, c.Record.Record) {
			return store.Erased{}, data.Fail(ErrOthers.Code, nil, "Kind", c.Record.Kind)
		}
		x := store.Erasing{Kind: c.Record.Kind, Record: c.Record.ID, Field: c.Field}
		if rest := c.without(e.Blank); rest != "" {
			x.Instead = data.TextValue(rest)
		}
		plan.Of = append(plan.Of, x)
	}
	return st.Erase(ctx, plan)
}

// without is what is left of a field that names others too, "" where nothing is.
func (c Choice) without(blank string) string {
	return c.replaced(blank, true)
}

// replaced is the field's present value with another name in the person's
// place. With only, a field of one person is empty instead.
func (c Choice) replaced(name string, only bool) string {
	value := c.Record.Text(c.Field)
	f, _ := data.KindOf(c.Record.Kind).Field(c.Field)
	i := slices.IndexFunc(c.Record.Places, func(p Place) bool { return p.Field == c.Field && p.Value == value })
	lists := f.Type == data.TypeLongText && several[c.Record.Kind]
	switch {
	case !lists && (only || i < 0):
		return ""
	case i < 0: // only a former value named her: what stands there now is not hers
		return value
	case c.Record.Places[i].Spans == nil:
		return name
	}
	var b strings.Builder
	at := 0
	for _, s := range c.Record.Places[i].Spans {
		if lists { // the whole name, not only the words that were looked for
			s = wholeName(value, s)
		}
		b.WriteString(value[at:s.From])
		b.WriteString(name)
		at = s.To
	}
	return b.String() + value[at:]
}

// wholeName is the name in the line around a span.
func wholeName(text string, s Span) Span {
	from := strings.LastIndexByte(text[:s.From], '\n') + 1
	to := len(text)
	if i := strings.IndexByte(text[s.To:], '\n'); i >= 0 {
		to = s.To + i
	}
	name, _ := mask.Person(text[from:to])
	if i := strings.Index(text[from:to], name); name != "" && i >= 0 && from+i <= s.From && from+i+len(name) >= s.To {
		return Span{from + i, from + i + len(name)}
	}
	return s
}

// Change is one field before and after a correction.
type Change struct {
	Choice
	Before, After string
}

// Corrections are what correcting the name (or number, or mail) in all the
// choices would change. A field of one person gets the new value whole.
func Corrections(of []Choice, to string) []Change {
	var all []Change
	for _, c := range of {
		before := c.Record.Text(c.Field)
		i := slices.IndexFunc(c.Record.Places, func(p Place) bool { return p.Field == c.Field && p.Value == before })
		if i < 0 || c.Record.Places[i].Spans == nil || c.Record.Places[i].How == Mention {
			continue // her phone is not her name
		}
		after := to
		if several[c.Record.Kind] {
			after = c.replaced(to, false)
		}
		if after != before {
			all = append(all, Change{c, before, after})
		}
	}
	return all
}

// Correct writes corrections as one action, which one undo takes back. Records
// that are final take them too: a right name changes nothing that was decided.
func Correct(ctx context.Context, st *store.Store, author data.ID, changes []Change) error {
	var edits []data.Edit
	for _, c := range changes {
		if !Mine(st, c.Record.Record) {
			return data.Fail(ErrOthers.Code, nil, "Kind", c.Record.Kind)
		}
		edits = append(edits, c.Record.Set(c.Field, data.TextValue(c.After)))
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "people.undo.correct", Edits: edits, Force: true}); err != nil {
		return fmt.Errorf("correct the data of a person: %w", err)
	}
	return nil
}
