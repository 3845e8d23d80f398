package respond

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/store"
)

// Entry is what one person answered.
type Entry struct {
	Number   int   // of the sheet; 0: none yet
	Answers  []int // in the order of the questions, Blank for open ones
	Channel  string
	Language string
	TakenOn  string // date, 2026-03-24
	Service  string // code of services.json
	Remark   string
	Contact  string // personal, only if offered
	Batch    string
}

// Add are the edits of a new response.
func (f Form) Add(id data.ID, e Entry) []data.Edit {
	fields := map[string]data.Value{
		f.parent(): data.RefValue(f.Of.ID), "answers": data.TextValue(f.Encode(e.Answers)),
	}
	if e.Number > 0 {
		fields["number"] = data.IntValue(int64(e.Number))
	}
	for name, text := range map[string]string{
		"channel": e.Channel, "language": e.Language, "taken_on": e.TakenOn, "service": e.Service,
		"remark": e.Remark, "contact": e.Contact, "batch": e.Batch,
	} {
		if text != "" {
			fields[name] = data.TextValue(text)
		}
	}
	return data.Create(f.Kind, id, f.Of.Scope, fields)
}

func (f Form) parent() string { return data.KindOf(f.Kind).Parent }

// Response is one person's answers as they were read, without remark and contact.
type Response struct {
	data.Record
	Answers []int
}

// Set is all responses of a form, in the order of making.
type Set struct {
	Form
	Responses []Response
}

// light are the fields that counting needs; remarks and contacts are read where they are shown.
var light = []string{"number", "answers", "channel", "language", "taken_on", "service", "second", "checked_on", "differed", "batch"}

// Load reads the responses of a form.
func Load(ctx context.Context, st *store.Store, f Form) (*Set, error) {
	list, err := st.List(ctx, store.Query{Kind: f.Kind, Parent: f.Of.ID, Fields: light, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("read the responses of %s %s: %w", f.Of.Kind, f.Of.ID, err)
	}
	s := &Set{Form: f, Responses: make([]Response, len(list))}
	for i, r := range list {
		s.Responses[i] = Response{r, f.Decode(r.Text("answers"))}
	}
	return s, nil
}

// Scored are the responses as an instrument counts them; the form is that of
// its questions, in its order.
func (s *Set) Scored() instrument.Tally {
	if s == nil {
		return instrument.Tally{}
	}
	t := instrument.Tally{Sums: make([]int, len(s.Questions))}
	for _, r := range s.Responses {
		if !s.Complete(r.Answers) {
			t.Incomplete++
			continue
		}
		t.Counted++
		for q := range t.Sums {
			t.Sums[q] += r.Answers[q]
		}
	}
	return t
}

// Conflicts is the number of fields of the responses on which people disagree.
func (s *Set) Conflicts() int {
	n := 0
	if s != nil {
		for _, r := range s.Responses {
			n += len(r.Conflicts)
		}
	}
	return n
}
