package survey

import (
	"context"
	"fmt"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// New says which survey to begin.
type New struct {
	Period string // "2026" or "2026-S1"
	Unit   string
	Scope  string // the mission; empty: the device's own
	Title  string // empty: one made of period and unit
}

// Begin writes a new draft by the newest definition and returns its id. It
// fails with survey.period_wrong, survey.unit_missing or survey.begun_already
// (there is one of this unit and period).
func Begin(ctx context.Context, st *store.Store, author data.ID, n New) (data.ID, error) {
	n = n.tidy()
	if err := n.Check(); err != nil {
		return data.NilID, err
	}
	d, err := Current()
	if err != nil {
		return data.NilID, err
	}
	if n.Scope == "" && st.Profile().Scope != store.Headquarters {
		n.Scope = st.Profile().Scope
	}
	same, err := st.List(ctx, store.Query{Kind: "survey", Scope: n.Scope, Where: map[string]data.Value{"period": data.TextValue(n.Period)}})
	if err != nil {
		return data.NilID, fmt.Errorf("look for a survey of %s: %w", n.Period, err)
	}
	for _, o := range same {
		if unitKey(o.Text("unit")) == unitKey(n.Unit) {
			return data.NilID, data.Fail("survey.begun_already", nil, "Period", n.Period, "Unit", o.Text("unit"), "ID", o.ID.String())
		}
	}
	id := st.NewID()
	fields := map[string]data.Value{
		"period": data.TextValue(n.Period), "unit": data.TextValue(n.Unit), "title": data.TextValue(n.Title),
		"instrument": data.TextValue(d.ID), "instrument_version": data.TextValue(d.Version),
		"status": data.TextValue(data.SurveyDraft),
	}
	_, err = st.Write(ctx, data.Action{Author: author, Label: "survey.undo.begin", Edits: data.Create("survey", id, n.Scope, fields)})
	if err != nil {
		return data.NilID, fmt.Errorf("begin a survey: %w", err)
	}
	return id, nil
}

// tidy is n without needless spaces, with a title.
func (n New) tidy() New {
	n.Period, n.Unit = strings.ToUpper(strings.TrimSpace(n.Period)), strings.Join(strings.Fields(n.Unit), " ")
	if n.Title = strings.TrimSpace(n.Title); n.Title == "" {
		n.Title = TitleOf(n.Period, n.Unit)
	}
	return n
}

// TitleOf is the title of a survey that nobody gave another one.
func TitleOf(period, unit string) string { return "SKM " + period + " · " + unit }

// Check says what of the answers is not right, as [Begin] does.
func (n New) Check() error {
	n = n.tidy()
	switch {
	case !validPeriod(n.Period):
		return data.Fail("survey.period_wrong", nil, "Period", n.Period)
	case n.Unit == "":
		return data.Fail("survey.unit_missing", nil)
	}
	return nil
}

// validPeriod takes a year from 2000 on, alone or with a half: 2026, 2026-S1, 2026-S2.
func validPeriod(p string) bool {
	year, half, halved := strings.Cut(p, "-")
	if t, err := time.Parse("2006", year); err != nil || t.Year() < 2000 {
		return false
	}
	return !halved || half == "S1" || half == "S2"
}
