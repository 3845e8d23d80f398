package workbook

import (
	"pinisi/data/assess"
	sp "pinisi/data/spreadsheet"
)

// writeF03 writes a row for each sheet of a user, a column for each question.
func (b *lke) writeF03() {
	b.answers.write(b.t("f03.title"), b.t("f03.hint", "Min", b.ins.Scale.Min, "Max", b.ins.Scale.Max), !assess.Locked(b.sheet.Evaluation))
}

// writeRecap writes the means of F-03 by question and aspect, and its index by
// each method.
func (b *lke) writeRecap() {
	b.recap.write(b.t("recap.title"), b.aspectOf, b.decimals())
	s, result, format := b.recap, b.sheet.Result, sp.Fixed(b.decimals())
	row := recapHead + len(b.ins.F03.Questions) + 2
	s.Put(row, 1, b.t("recap.aspects"), sp.Heading)
	line := func(name, x string, now any, style sp.Style) {
		row++
		s.Put(row, 1, name, style)
		s.Merge(row, 1, 5)
		s.Formula(row, recapMean, x, now, style.As(format).Center())
	}
	for _, a := range result.F03Aspects {
		line(a.Name.In(b.lang), rounded(b.reckon.Ref(b.aspectRow[a.ID], reckonF03), b.decimals()), shown(a.Value, b.decimals()), sp.Cell)
	}
	for _, m := range b.ins.Methods.F03.Offered {
		r := b.results[methods{b.chosen().f02, m.ID}]
		line(b.t("f03.index", "Method", m.Name.In(b.lang)), rounded(b.reckon.Ref(b.index[m.ID], reckonValue), b.decimals()), shown(r.F03, b.decimals()), sp.Sum)
	}
}

// aspectOf is the name of the aspect of a question of F-03.
func (b *lke) aspectOf(q int) string {
	id := b.ins.F03.Questions[q].Aspect
	for _, a := range b.ins.F02.Aspects {
		if a.ID == id {
			return a.Name.In(b.lang)
		}
	}
	return id
}
