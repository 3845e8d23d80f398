package thread

import (
	"cmp"
	"errors"
	"slices"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// Index is what the evaluations of a unit show around the period: the one
// before, that of the period, and the next, where there are such.
type Index struct {
	Unit, Variant string
	At            []IndexAt // oldest first
	Changes       []Change  // indicators whose level changed from the first to the last
}

// errNoVersion is an evaluation by an instrument that is not here.
var errNoVersion = &data.Error{Code: "evaluation.no_instrument_version"}

// IndexAt is one evaluation's result.
type IndexAt struct {
	ID          data.ID
	Period      string
	Own         bool   // of the period asked for
	Status      string // stored
	F02, F03    string // in the language's decimals, "–" where there is none
	IPP         string
	Category    string // code, "" while provisional
	Respondents int
	Provisional bool
	scored      *assess.Sheet
}

// Change is an indicator whose level is another than before.
type Change struct {
	Indicator, Title string
	Before, After    int
}

// indexes reads what the evaluations of the period's units show.
func (y *yearReader) indexes() error {
	own, err := y.list("evaluation", func(r data.Record) bool { return y.ofPeriod(r.Text("period")) })
	if err != nil {
		return err
	}
	slices.SortStableFunc(own, func(a, b data.Record) int {
		return cmp.Or(cmp.Compare(a.Text("unit"), b.Text("unit")), cmp.Compare(a.Text("variant"), b.Text("variant")), cmp.Compare(a.Text("period"), b.Text("period")))
	})
	for _, e := range own {
		before, after, err := y.history.next(e)
		if err != nil {
			return err
		}
		x := Index{Unit: e.Text("unit"), Variant: e.Text("variant")}
		for _, r := range []data.Record{before, e, after} {
			if r.ID == data.NilID {
				continue
			}
			at, err := y.indexAt(r)
			if err != nil {
				return err
			}
			at.Own = r.ID == e.ID
			x.At = append(x.At, at)
		}
		x.Changes = changes(x.At, y.faces.lang)
		y.year.Indexes = append(y.year.Indexes, x)
	}
	return nil
}

func (y *yearReader) indexAt(r data.Record) (IndexAt, error) {
	at := IndexAt{ID: r.ID, Period: r.Text("period"), Status: r.Text("status"), F02: "–", F03: "–", IPP: "–"}
	s, err := assess.Load(y.ctx, y.st, r.ID)
	if err != nil {
		if errors.Is(err, errNoVersion) { // said as "–"
			return at, nil
		}
		return at, err
	}
	num := func(n instrument.Number) string {
		if !n.Known() {
			return "–"
		}
		return n.Text(y.faces.lang, s.Result.Decimals)
	}
	at.F02, at.F03, at.IPP = num(s.Result.F02), num(s.Result.F03), num(s.Result.Rounded)
	at.Respondents, at.Provisional, at.scored = s.Result.Respondents, s.Result.Provisional, s
	if s.Result.Category != nil {
		at.Category = s.Result.Category.Code
	}
	return at, nil
}

// changes are the indicators that the first and the last of the evaluations
// weighed differently, in the form's order.
func changes(all []IndexAt, lang string) []Change {
	if len(all) < 2 || all[0].scored == nil || all[len(all)-1].scored == nil {
		return nil
	}
	first, last := all[0].scored, all[len(all)-1].scored
	var changed []Change
	for _, i := range last.Instrument.Indicators() {
		before, ok := first.Level(i.ID)
		after, there := last.Level(i.ID)
		if ok && there && before != after {
			changed = append(changed, Change{i.ID, i.Title.In(lang), before, after})
		}
	}
	return changed
}
