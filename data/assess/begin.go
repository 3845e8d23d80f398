package assess

import (
	"context"
	"fmt"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// New says which evaluation to begin.
type New struct {
	Period  string // "2026" or "2026-S1"
	Unit    string // unit lokus
	Line    string // one of data.ServiceLines
	Variant string // "luring" or "daring"
	Scope   string // the mission; empty: the device's own
	// Evaluator is who judges; empty: the author.
	Evaluator string
	Today     time.Time // in the mission's zone; zero: no date is written
}

// Begin writes a new draft by the newest instrument of the variant and returns
// its id. It fails with evaluation.period_wrong, evaluation.unit_missing,
// evaluation.line_missing, evaluation.variant_missing or
// evaluation.begun_already (there is one of this unit, period and variant).
func Begin(ctx context.Context, st *store.Store, author data.ID, n New) (data.ID, error) {
	n = n.tidy()
	if err := n.Check(); err != nil {
		return data.NilID, err
	}
	if n.Scope == "" && st.Profile().Scope != store.Headquarters {
		n.Scope = st.Profile().Scope
	}
	other, found, err := same(ctx, st, n)
	if err != nil {
		return data.NilID, err
	}
	if found {
		return data.NilID, data.Fail("evaluation.begun_already", nil, "Period", n.Period, "Unit", other.Text("unit"), "ID", other.ID.String())
	}
	all, err := Instruments(ctx, st)
	if err != nil {
		return data.NilID, err
	}
	ins, err := all.Latest(n.Variant)
	if err != nil {
		return data.NilID, data.Fail("evaluation.no_instrument", err, "Variant", n.Variant)
	}
	if n.Evaluator == "" {
		staff, err := st.Get(ctx, "staff", author)
		if err == nil {
			n.Evaluator = staff.Text("name")
		}
	}
	id := st.NewID()
	fields := map[string]data.Value{
		"period": data.TextValue(n.Period), "unit": data.TextValue(n.Unit),
		"line": data.TextValue(n.Line), "variant": data.TextValue(n.Variant),
		"instrument": data.TextValue(ins.ID), "instrument_version": data.TextValue(ins.Version),
		"method_f02": data.TextValue(ins.Methods.F02.Primary), "method_f03": data.TextValue(ins.Methods.F03.Primary),
		"status": data.TextValue(data.EvaluationDraft),
	}
	if n.Evaluator != "" {
		fields["evaluator"] = data.TextValue(n.Evaluator)
	}
	if !n.Today.IsZero() {
		fields["evaluated_on"] = data.TextValue(n.Today.Format(time.DateOnly))
	}
	_, err = st.Write(ctx, data.Action{Author: author, Label: "evaluation.undo.begin", Edits: data.Create("evaluation", id, n.Scope, fields)})
	if err != nil {
		return data.NilID, fmt.Errorf("begin an evaluation: %w", err)
	}
	return id, nil
}

// tidy is n without needless spaces.
func (n New) tidy() New {
	n.Period, n.Unit = strings.ToUpper(strings.TrimSpace(n.Period)), strings.Join(strings.Fields(n.Unit), " ")
	return n
}

// Check says what of the answers is not right, as [Begin] does.
func (n New) Check() error {
	n = n.tidy()
	switch {
	case !validPeriod(n.Period):
		return data.Fail("evaluation.period_wrong", nil, "Period", n.Period)
	case n.Unit == "":
		return data.Fail("evaluation.unit_missing", nil)
	case data.Evaluation.Check("line", data.TextValue(n.Line)) != nil:
		return data.Fail("evaluation.line_missing", nil)
	case data.Evaluation.Check("variant", data.TextValue(n.Variant)) != nil:
		return data.Fail("evaluation.variant_missing", nil)
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

// same finds the evaluation of the same unit, period, variant and mission.
func same(ctx context.Context, st *store.Store, n New) (data.Record, bool, error) {
	others, err := st.List(ctx, store.Query{Kind: "evaluation", Scope: n.Scope, Where: map[string]data.Value{
		"period": data.TextValue(n.Period), "variant": data.TextValue(n.Variant),
	}})
	if err != nil {
		return data.Record{}, false, fmt.Errorf("look for an evaluation of %s: %w", n.Period, err)
	}
	for _, o := range others {
		if strings.EqualFold(o.Text("unit"), n.Unit) {
			return o, true, nil
		}
	}
	return data.Record{}, false, nil
}
