package survey

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/instrument"
	"pinisi/data/respond"
	"pinisi/data/store"
)

// Sheet is a survey with everything that its page shows, as it was read.
type Sheet struct {
	Survey     data.Record
	Definition *Definition
	Form       respond.Form
	Responses  *respond.Set
	Result     Result
	Followups  []data.Record // that follow from it, in the order of making
	Before     []Earlier     // of the same unit, the latest first, at most five
}

// Earlier is what a survey of an earlier period of the same unit came to.
type Earlier struct {
	Survey      data.Record
	Period      string
	Respondents int
	IKM         instrument.Number // rounded
	Quality     *Quality
}

// maxBefore is how many earlier periods are shown beside a survey.
const maxBefore = 5

// Load reads a survey. It fails with data.ErrNotFound, or with
// survey.no_definition.
func Load(ctx context.Context, st *store.Store, id data.ID) (*Sheet, error) {
	rec, err := st.Get(ctx, "survey", id)
	if err != nil {
		return nil, fmt.Errorf("read survey %s: %w", id, err)
	}
	s := &Sheet{Survey: rec}
	if s.Definition, err = Of(rec); err != nil {
		return nil, err
	}
	s.Form = form(s.Definition, rec)
	if s.Responses, err = respond.Load(ctx, st, s.Form); err != nil {
		return nil, err
	}
	s.Result = Compute(s.Definition, rec, s.Responses)
	if s.Followups, err = followup.OfSource(ctx, st, id, ""); err != nil {
		return nil, err
	}
	return s, s.loadBefore(ctx, st)
}

// FormOf is the form that a survey puts to people.
func FormOf(_ context.Context, _ *store.Store, rec data.Record) (respond.Form, error) {
	d, err := Of(rec)
	if err != nil {
		return respond.Form{}, err
	}
	return form(d, rec), nil
}

// form is the questions of the unsur asked; each keeps its place in the stored
// answers, whichever others are asked.
func form(d *Definition, rec data.Record) respond.Form {
	f := respond.Form{Kind: "survey_response", Of: rec, Title: d.Title, Min: d.Scale.Min, Max: d.Scale.Max}
	for _, u := range askedOf(d, rec) {
		at := slices.IndexFunc(d.Unsur, func(o Unsur) bool { return o.ID == u.ID })
		f.Questions = append(f.Questions, respond.Question{ID: u.ID, Number: at + 1, Name: u.Name, Text: u.Question, Labels: u.Labels, Place: at + 1})
	}
	return f
}

// askedOf are the unsur that a survey asks, in the definition's order: those it
// names, or all when it names none that is known.
func askedOf(d *Definition, rec data.Record) []Unsur {
	var asked []Unsur
	named := rec.List("unsur")
	for _, u := range d.Unsur {
		if slices.Contains(named, u.ID) {
			asked = append(asked, u)
		}
	}
	if len(asked) == 0 {
		return d.Unsur
	}
	return asked
}

// Asked are the unsur that the survey asks.
func (s *Sheet) Asked() []Unsur { return askedOf(s.Definition, s.Survey) }

// Conflicts is the number of fields of the survey and its responses on which
// people disagree.
func (s *Sheet) Conflicts() int { return len(s.Survey.Conflicts) + s.Responses.Conflicts() }

// FollowupOf is the action that follows from an unsur, if there is one.
func (s *Sheet) FollowupOf(unsur string) (data.Record, bool) {
	if i := slices.IndexFunc(s.Followups, func(f data.Record) bool { return f.Text("source_part") == unsur }); i >= 0 {
		return s.Followups[i], true
	}
	return data.Record{}, false
}

// loadBefore reads what surveys of earlier periods came to.
func (s *Sheet) loadBefore(ctx context.Context, st *store.Store) error {
	others, err := st.List(ctx, store.Query{Kind: "survey", Scope: s.Survey.Scope})
	if err != nil {
		return fmt.Errorf("look for the surveys before %s: %w", s.Survey.ID, err)
	}
	unit, period := unitKey(s.Survey.Text("unit")), s.Survey.Text("period")
	others = slices.DeleteFunc(others, func(o data.Record) bool {
		return unitKey(o.Text("unit")) != unit || o.Text("period") == "" || o.Text("period") >= period
	})
	slices.SortStableFunc(others, func(a, b data.Record) int { return cmp.Compare(b.Text("period"), a.Text("period")) })
	for _, o := range others[:min(len(others), maxBefore)] {
		d, err := Of(o)
		if err != nil {
			continue // by a definition that this version lacks: it stands in the list all the same
		}
		set, err := answered(ctx, st, form(d, o))
		if err != nil {
			return err
		}
		r := Compute(d, o, set)
		s.Before = append(s.Before, Earlier{Survey: o, Period: o.Text("period"), Respondents: r.Respondents, IKM: r.Rounded, Quality: r.Quality})
	}
	return nil
}

// answered reads of responses only what counting needs.
func answered(ctx context.Context, st *store.Store, f respond.Form) (*respond.Set, error) {
	list, err := st.List(ctx, store.Query{Kind: f.Kind, Parent: f.Of.ID, Fields: []string{"answers"}, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("read the answers of survey %s: %w", f.Of.ID, err)
	}
	set := &respond.Set{Form: f, Responses: make([]respond.Response, len(list))}
	for i, r := range list {
		set.Responses[i] = respond.Response{Record: r, Answers: f.Decode(r.Text("answers"))}
	}
	return set, nil
}

func unitKey(unit string) string { return strings.ToLower(strings.Join(strings.Fields(unit), " ")) }
