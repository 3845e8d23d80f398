package instrument

import (
	"fmt"
	"strings"
)

// both are the fields of a text in two languages.
func both(name string, t Text) []field { return []field{{name, t.ID}, {name + "_en", t.EN}} }

// sure are the fields of a verification.
func sure(name string, v Verification) []field {
	said := "no"
	if v.Verified {
		said = "yes"
	}
	return []field{{name, said}, {name + "_note", v.Note}}
}

func join(parts ...[]field) []field {
	var all []field
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func lines(list []string) string { return strings.Join(list, "; ") }

// weightOf is a weight; one that is absent is blank.
func weightOf(d Decimal) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func headOf(ins *Instrument) []entry {
	return []entry{{fields: join(
		[]field{{"id", ins.ID}, {"version", ins.Version}, {"edition", fmt.Sprint(ins.Edition)}, {"variant", ins.Variant}, {"letter", ins.Letter}},
		both("variant_name", ins.VariantName), both("title", ins.Title),
		[]field{{"basis", ins.Basis}, {"notice", ins.Notice}, {"scale", fmt.Sprintf("%d–%d", ins.Scale.Min, ins.Scale.Max)}}, sure("scale_verified", ins.Scale.Verification),
		sure("f01_verified", ins.F01.Verification),
		[]field{{"f02_weight", ins.F02.Weight.String()}, {"f03_weight", ins.F03.Weight.String()}, {"f03_note", ins.F03.Note},
			{"indicator_count", fmt.Sprint(ins.F02.IndicatorCount)}, {"question_count", fmt.Sprint(ins.F03.QuestionCount)}},
		sure("weights_verified", ins.F02.Verification),
		[]field{{"primary_f02", ins.Methods.F02.Primary}, {"reason_f02", ins.Methods.F02.Reason}, {"primary_f03", ins.Methods.F03.Primary}, {"reason_f03", ins.Methods.F03.Reason},
			{"primary_agency", ins.Methods.Agency.Primary}, {"reason_agency", ins.Methods.Agency.Reason}},
		both("index_name", ins.Index.Name), both("index_formula", ins.Index.Formula),
		[]field{{"decimals", fmt.Sprint(ins.Index.Decimals)}, {"rounding", ins.Index.Rounding}},
		sure("index_weights_verified", ins.Index.WeightsVerification), sure("rounding_verified", ins.Index.RoundingVerification), sure("categories_verified", ins.Index.CategoriesVerification),
	)}}
}

func aspectsOf(ins *Instrument) []entry {
	var all []entry
	for _, a := range ins.F02.Aspects {
		all = append(all, entry{id: a.ID, name: a.Name, fields: join(both("name", a.Name), both("short", a.Short),
			[]field{{"weight", a.Weight.String()}, {"indicator_count", fmt.Sprint(a.IndicatorCount)}, {"description", a.Description}})})
	}
	return all
}

func indicatorsOf(ins *Instrument) []entry {
	var all []entry
	add := func(aspect string, list []Indicator) {
		for _, i := range list {
			all = append(all, entry{id: i.ID, name: i.Title, fields: join(
				[]field{{"aspect", aspect}, {"number", fmt.Sprint(i.Number)}, {"source_code", i.SourceCode}}, both("title", i.Title),
				[]field{{"weight", weightOf(i.Weight)}, {"guidance", i.Guidance}, {"evidence", lines(i.Evidence)}, {"counted", lines(i.Counted)}, {"note", i.Note}, {"fact", i.Fact}}, both("doubt", i.Doubt))})
		}
	}
	for _, a := range ins.F02.Aspects {
		add(a.ID, a.Indicators)
	}
	add("additional", ins.F02.Additional)
	return all
}

func levelsOf(ins *Instrument) []entry {
	var all []entry
	add := func(list []Indicator) {
		for _, i := range list {
			for _, l := range i.Levels {
				all = append(all, entry{id: fmt.Sprintf("%s/%d", i.ID, l.Value), name: i.Title, fields: both("text", l.Text)})
			}
		}
	}
	for _, a := range ins.F02.Aspects {
		add(a.Indicators)
	}
	add(ins.F02.Additional)
	return all
}

func statementsOf(ins *Instrument) []entry {
	var all []entry
	for _, q := range ins.F01.Questions {
		all = append(all, entry{id: q.ID, name: q.Text, fields: join([]field{{"number", fmt.Sprint(q.Number)}, {"aspect", q.Aspect}}, both("text", q.Text), both("short", q.Short),
			[]field{{"type", q.Type}}, both("unit", q.Unit), []field{{"evidence", lines(q.Evidence)}, {"fact", q.Fact}, {"indicators", lines(q.Indicators)}})})
	}
	return all
}

func choicesOf(ins *Instrument) []entry {
	var all []entry
	for _, q := range ins.F01.Questions {
		for _, c := range q.Choices {
			all = append(all, entry{id: q.ID + "/" + c.ID, name: c.Text, fields: both("text", c.Text)})
		}
	}
	return all
}

func questionsOf(ins *Instrument) []entry {
	var all []entry
	for _, q := range ins.F03.Questions {
		all = append(all, entry{id: q.ID, name: q.Text, fields: join([]field{{"number", fmt.Sprint(q.Number)}, {"source_code", q.SourceCode}, {"aspect", q.Aspect}}, both("text", q.Text))})
	}
	return all
}

func categoriesOf(ins *Instrument) []entry {
	var all []entry
	for _, c := range ins.Index.Categories {
		all = append(all, entry{id: c.Code, name: c.Name, fields: join(both("name", c.Name), []field{{"min", c.Min.String()}, {"max", c.Max.String()}})})
	}
	return all
}

func methodsOf(ins *Instrument) []entry {
	var all []entry
	for _, form := range []struct {
		name string
		of   Choice
	}{{"F-02", ins.Methods.F02}, {"F-03", ins.Methods.F03}, {"agency", ins.Methods.Agency}} {
		for _, m := range form.of.Offered {
			all = append(all, entry{id: form.name + "/" + m.ID, name: m.Name, fields: join(both("name", m.Name), both("formula", m.Formula), sure("verified", m.Verification))})
		}
	}
	return all
}

func respondentsOf(ins *Instrument) []entry {
	var all []entry
	for _, r := range ins.Respondents {
		year := fmt.Sprint(r.Year)
		all = append(all, entry{id: year, name: Text{ID: year}, fields: join([]field{{"min", fmt.Sprint(r.Min)}, {"max", fmt.Sprint(r.Max)}, {"source", r.Source}}, sure("verified", r.Verification))})
	}
	return all
}

func rulesOf(ins *Instrument) []entry {
	var all []entry
	for _, r := range ins.Rules {
		all = append(all, entry{id: r.ID, name: r.Text, fields: join(both("text", r.Text), sure("verified", r.Verification))})
	}
	return all
}

// othersOf is what explains the form and computes nothing.
func othersOf(ins *Instrument) []entry {
	var all []entry
	add := func(of, id string, name Text, fields ...[]field) {
		all = append(all, entry{id: of + "/" + id, name: name, fields: join(fields...)})
	}
	for _, l := range ins.LegalBasis {
		add("legal_basis", l.Name, Text{ID: l.Name}, []field{{"note", l.Note}}, sure("verified", l.Verification))
	}
	for _, s := range ins.Sources {
		add("source", s.ID, Text{ID: s.Name}, []field{{"name", s.Name}, {"content", s.Content}, {"kind", s.Kind}})
	}
	for _, p := range ins.Principles {
		add("principle", p.Code, p.Name, both("name", p.Name), sure("verified", p.Verification))
	}
	for _, f := range ins.Forms {
		add("form", f.ID, f.Name, []field{{"content", asJSON(f)}})
	}
	for _, s := range ins.Schedules {
		add("schedule", fmt.Sprint(s.Year), Text{ID: fmt.Sprint(s.Year)}, []field{{"content", asJSON(s)}})
	}
	return all
}
