package workbook

import (
	"fmt"
	"strings"

	"pinisi/data/instrument"
	sp "pinisi/data/spreadsheet"
)

// writeForm writes the sheet of the instrument: the levels' texts that F-02
// looks up, categories, methods, and how sure each rule is.
func (b *lke) writeForm() {
	s, scale := b.form, b.ins.Scale
	last := 3 + scale.Max - scale.Min + 1
	s.Widths(append([]float64{9, 30, 9}, repeat(24, last-3)...)...)
	s.Put(1, 1, b.t("form.title", "Title", b.ins.Title.In(b.lang)), sp.Title)
	s.Put(2, 1, b.t("form.of", "ID", b.ins.ID, "Version", b.ins.Version, "Edition", b.ins.Edition)+joined(" ", b.ins.Notice), sp.Small)
	s.Merge(2, 1, last)
	row := 4
	s.Row(row, sp.Head, b.t("code"), b.t("indicator"), b.t("weight"))
	for level := scale.Min; level <= scale.Max; level++ {
		s.Put(row, 4+level-scale.Min, b.t("level_n", "N", level), sp.Head)
	}
	s.Freeze(row+1, 3)
	s.Titles(row, row)
	b.levelRow = map[string]int{}
	one := func(i instrument.Indicator) {
		row++
		b.levelRow[i.ID] = row
		s.Row(row, sp.Cell, i.ID, i.Title.In(b.lang))
		s.Put(row, 3, weightCell(i.Weight), sp.Cell.Center())
		for _, level := range i.Levels {
			s.Put(row, 4+level.Value-scale.Min, level.Text.In(b.lang), sp.Cell)
		}
	}
	for _, a := range b.ins.F02.Aspects {
		row++
		s.Put(row, 1, a.ID, sp.Group)
		s.Put(row, 2, a.Name.In(b.lang), sp.Group)
		s.Put(row, 3, decimal(a.Weight), sp.Group.Center())
		s.Put(row, 4, a.Description, sp.Group)
		s.Merge(row, 4, last)
		for _, i := range a.Indicators {
			one(i)
		}
	}
	if len(b.ins.F02.Additional) > 0 {
		row++
		s.Put(row, 1, b.t("additional"), sp.Group)
		s.Merge(row, 1, last)
		for _, i := range b.ins.F02.Additional {
			one(i)
		}
	}
	row = b.formCategories(row + 2)
	row = b.formMethods(row+1, last)
	b.formRules(row+1, last)
}

func (b *lke) formCategories(row int) int {
	s := b.form
	s.Put(row, 1, b.t("categories"), sp.Heading)
	row++
	s.Row(row, sp.Head, b.t("code"), b.t("category_name"), b.t("from"), b.t("to"))
	format := sp.Fixed(b.ins.Index.Decimals)
	b.category[0] = row + 1
	for _, c := range b.ins.Index.Categories {
		row++
		s.Row(row, sp.Cell, c.Code, c.Name.In(b.lang))
		s.Put(row, 3, decimal(c.Min), sp.Cell.As(format))
		s.Put(row, 4, decimal(c.Max), sp.Cell.As(format))
	}
	b.category[1] = row
	return row + 1
}

// formMethods lists the methods; their names are what the summary's cells take.
func (b *lke) formMethods(row, last int) int {
	s := b.form
	b.method = map[string][2]int{}
	for _, choice := range []struct {
		key string
		of  instrument.Choice
	}{{"F-02", b.ins.Methods.F02}, {"F-03", b.ins.Methods.F03}} {
		s.Put(row, 1, b.t("methods_of", "Form", choice.key), sp.Heading)
		row++
		first := row
		for _, m := range choice.of.Offered {
			text := m.Formula.In(b.lang)
			if m.ID == choice.of.Primary {
				text = b.t("primary") + " " + text
			}
			s.Put(row, 1, "", sp.Cell)
			s.Put(row, 2, m.Name.In(b.lang), sp.Cell)
			s.Put(row, 3, text+joined(" ", verification(b, m.Verification)), sp.Cell)
			s.Merge(row, 3, last)
			row++
		}
		b.method[choice.key] = [2]int{first, row - 1}
		if choice.of.Reason != "" {
			s.Put(row, 1, choice.of.Reason, sp.Small)
			s.Merge(row, 1, last)
			row++
		}
	}
	return row
}

// formRules says how sure the weights, categories, roundings and rules are.
func (b *lke) formRules(row, last int) {
	s := b.form
	s.Put(row, 1, b.t("verification"), sp.Heading)
	line := func(name, text string, v instrument.Verification) {
		row++
		s.Put(row, 1, name, sp.Cell)
		s.Merge(row, 1, 2)
		s.Put(row, 3, strings.TrimSpace(text+" "+verification(b, v)), sp.Cell)
		s.Merge(row, 3, last)
	}
	line(b.t("weights_aspects"), "", b.ins.F02.Verification)
	line(b.t("weights_index"), b.ins.Index.Formula.In(b.lang)+".", b.ins.Index.WeightsVerification)
	line(b.t("rounding"), b.t("rounding.half_up", "Decimals", b.ins.Index.Decimals), b.ins.Index.RoundingVerification)
	line(b.t("categories"), "", b.ins.Index.CategoriesVerification)
	line(b.t("scale"), fmt.Sprintf("%d–%d.", b.ins.Scale.Min, b.ins.Scale.Max), b.ins.Scale.Verification)
	for _, r := range b.ins.Respondents {
		line(b.t("respondents_of", "Year", r.Year), b.t("respondents_rule", "Min", bound(r.Min), "Max", bound(r.Max)), r.Verification)
	}
	for _, r := range b.ins.Rules {
		line(b.t("rule"), r.Text.In(b.lang), r.Verification)
	}
}

func verification(b *lke, v instrument.Verification) string {
	key := "unverified"
	if v.Verified {
		key = "verified"
	}
	return "[" + b.t(key) + joined(": ", v.Note) + "]"
}

// joined puts a mark before a text that is there.
func joined(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

func bound(n int) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprint(n)
}

func weightCell(d instrument.Decimal) any {
	if d.IsZero() {
		return "–"
	}
	return decimal(d)
}

func repeat(width float64, times int) []float64 {
	all := make([]float64, times)
	for i := range all {
		all[i] = width
	}
	return all
}
