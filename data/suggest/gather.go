package suggest

import (
	"context"
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// Kinds are the kinds of records that facts rest on: when one of them changes,
// gather anew.
func Kinds() []string {
	return []string{"mission", "standard", "review", "consultation", "participant", "session", "attendance", "complaint", "survey", "survey_response", "followup", "innovation", "proposal", "award"}
}

// Gather reads what the store knows for an evaluation's mission, unit and
// period. today is the date at the mission, 2026-03-24: what is dated later
// does not count.
func Gather(ctx context.Context, st *store.Store, evaluation data.Record, today string) (*Facts, error) {
	g := &gathering{ctx: ctx, st: st, scope: evaluation.Scope, unit: evaluation.Text("unit"), year: data.Year(evaluation.Text("period"))}
	g.asOf = asOf(g.year, today)
	f := &Facts{Year: g.year, AsOf: g.asOf}
	for _, step := range []struct {
		of   string
		read func(*figures) error
	}{
		{"standards", g.standards}, {"consultations", g.forums}, {"complaints", g.complaints},
		{"surveys", g.surveys}, {"innovations", g.innovations},
	} {
		if err := step.read(&f.found); err != nil {
			return nil, fmt.Errorf("gather the %s of evaluation %s: %w", step.of, evaluation.ID, err)
		}
	}
	f.all = f.found.facts()
	return f, nil
}

func (f *figures) facts() []Fact {
	var all []Fact
	all = append(all, f.standards.facts()...)
	all = append(all, f.forums.facts()...)
	all = append(all, f.survey.facts()...)
	all = append(all, f.plan.facts()...)
	all = append(all, f.complaints.facts()...)
	return append(all, f.innovations.facts()...)
}

// gathering is one reading of the store.
type gathering struct {
	ctx         context.Context
	st          *store.Store
	scope, unit string
	year        int
	asOf        string
}

// list reads the mission's records of a kind that name the unit or none.
func (g *gathering) list(kind string, fields ...string) ([]data.Record, error) {
	var all []data.Record
	_, hasUnit := data.KindOf(kind).Field("unit")
	err := g.st.Each(g.ctx, store.Query{Kind: kind, Scope: g.scope, Order: "created", Fields: fields}, func(r data.Record) error {
		if !hasUnit || r.Text("unit") == "" || sameUnit(r.Text("unit"), g.unit) {
			all = append(all, r)
		}
		return nil
	})
	return all, err
}

func sameUnit(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// count makes a fact of a number.
func count(key string, n int, how Said, links []Link) Fact {
	return Fact{Key: key, Known: true, Value: fmt.Sprint(n), How: how, Links: links}
}

// unknown makes a fact of which nothing is recorded.
func unknown(key string, how Said) Fact { return Fact{Key: key, How: how} }

// known makes a fact of a text; a blank one is not known.
func known(key, value string, how, silent Said, links []Link) Fact {
	if value == "" {
		return unknown(key, silent)
	}
	return Fact{Key: key, Known: true, Value: value, How: how, Links: links}
}
