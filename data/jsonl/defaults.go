package jsonl

import (
	"pinisi/data"
	"pinisi/data/survey"
)

// defaults gives a new record what the window would have given it: without an
// instrument an evaluation could be neither opened nor computed.
func (in *importer) defaults(l *Line) error {
	if l.Fields == nil {
		l.Fields = map[string]data.Value{}
	}
	give := func(field, value string) {
		if l.Fields[field].IsNull() && value != "" {
			l.Fields[field] = data.TextValue(value)
		}
	}
	switch l.Kind {
	case "evaluation":
		give("status", data.EvaluationDraft)
		return in.giveInstrument(l, give)
	case "consultation":
		give("status", data.ConsultationDraft)
	case "followup":
		give("status", "planned")
	case "survey":
		give("status", data.SurveyDraft)
		d, err := survey.Current()
		if err != nil {
			return err
		}
		if l.Fields["instrument"].IsNull() {
			give("instrument", d.ID)
			give("instrument_version", d.Version)
		}
	}
	return nil
}

// giveInstrument names the instrument that an evaluation begun now would have.
func (in *importer) giveInstrument(l *Line, give func(field, value string)) error {
	variant := l.Fields["variant"].String()
	if variant == "" || !l.Fields["instrument"].IsNull() {
		return nil
	}
	all, err := in.catalogue()
	if err != nil {
		return err
	}
	latest, err := all.Latest(variant)
	if err != nil { // the schema takes only variants that there are instruments of
		return err
	}
	give("instrument", latest.ID)
	give("instrument_version", latest.Version)
	give("method_f02", latest.Methods.F02.Primary)
	give("method_f03", latest.Methods.F03.Primary)
	return nil
}
