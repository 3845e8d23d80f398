package workbook

import (
	"fmt"

	"pinisi/data"
	"pinisi/data/instrument"
	sp "pinisi/data/spreadsheet"
)

// Rows of the summary that other sheets read, and the column of its values.
const (
	summaryMethod02 = 16
	summaryMethod03 = 17
	summaryValue    = 3
)

const summaryLast = 8 // column

// writeSummary writes the first sheet: what it is, what it came to by which
// methods, what to know about it, and the aspects.
func (b *lke) writeSummary() {
	s, e, r := b.summary, b.sheet.Evaluation, b.sheet.Result
	s.Widths(10, 34, 13, 13, 16, 16, 16, 16)
	s.Put(1, 1, b.t("title"), sp.Title)
	s.Put(2, 1, b.mission+" · "+e.Text("unit")+" · "+e.Text("period"), sp.Heading)
	s.Put(3, 1, b.t("summary.hint"), sp.Small)
	s.Merge(3, 1, summaryLast)
	row := 4
	pair := func(name string, value any, number string) {
		row++
		s.Put(row, 1, name, sp.Label)
		s.Merge(row, 1, 2)
		style := left(sp.Value)
		style.Number = number
		s.Put(row, summaryValue, value, style)
		s.Merge(row, summaryValue, summaryLast)
	}
	pair(b.t("mission"), b.mission, "")
	pair(b.field("unit"), e.Text("unit"), "")
	pair(b.field("period"), e.Text("period"), "")
	pair(b.field("line"), label(b.w, "kinds.evaluation.line."+e.Text("line"), e.Text("line")), "")
	pair(b.field("variant"), b.ins.VariantName.In(b.lang), "")
	pair(b.field("evaluator"), b.person(e.Text("evaluator")), "")
	pair(b.field("evaluated_on"), dated(e.Text("evaluated_on")), dateFormat)
	pair(b.field("status"), label(b.w, "kinds.evaluation.status."+e.Text("status"), e.Text("status")), "")
	pair(b.field("instrument"), b.t("form.of", "ID", b.ins.ID, "Version", b.ins.Version, "Edition", b.ins.Edition), "")
	s.Put(15, 1, b.t("summary.result"), sp.Heading)
	b.writeMethodCell(summaryMethod02, "F-02", r.MethodF02)
	b.writeMethodCell(summaryMethod03, "F-03", r.MethodF03)
	b.writeFigures()
	row = b.writeWarnings(24)
	row = b.writeAspectTable(row + 1)
	row = b.writePairs(row + 1)
	s.Put(row+1, 1, b.t("summary.notice")+joined(" ", b.ins.Notice), sp.Small)
	s.Merge(row+1, 1, summaryLast)
	if text := b.free(e.Text("summary")); text != "" {
		s.Put(row+3, 1, b.field("summary"), sp.Heading)
		s.Put(row+4, 1, text, sp.Style{})
		s.Merge(row+4, 1, summaryLast)
	}
	s.Upright()
}

func (b *lke) field(name string) string {
	return label(b.w, "kinds.evaluation."+name, name)
}

// writeMethodCell writes the cell in which a method is chosen.
func (b *lke) writeMethodCell(row int, form string, now instrument.Named) {
	s, names := b.summary, b.method[form]
	s.Put(row, 1, b.t("summary.method", "Form", form), sp.Label)
	s.Merge(row, 1, 2)
	style := left(sp.Cell.Fillable())
	style.Bold = true
	s.Put(row, summaryValue, now.Name.In(b.lang), style)
	s.Merge(row, summaryValue, 5)
	s.Put(row, 6, b.t("summary.method_hint"), sp.Small)
	s.Merge(row, 6, summaryLast)
	s.OneOf(sp.At(row, summaryValue), b.form.Area(names[0], 2, names[1], 2), b.t("summary.method", "Form", form), b.t("summary.method_refused"))
}

// writeFigures writes index and category, by the chosen methods.
func (b *lke) writeFigures() {
	s, r, format := b.summary, b.sheet.Result, sp.Fixed(b.decimals())
	line := func(row int, name, formula string, now any, style sp.Style) {
		s.Put(row, 1, name, sp.Label)
		s.Merge(row, 1, 2)
		s.Formula(row, summaryValue, formula, now, left(style))
		s.Merge(row, summaryValue, summaryLast)
	}
	big := sp.Style{Bold: true, Size: 16, Color: "0B3A66", Number: format, OneLine: true}
	ipp := b.reckon.Ref(b.chosenIPP, reckonValue)
	line(18, "", rounded(ipp, b.decimals()), shown(r.IPP, b.decimals()), big)
	name, provisional := b.ins.Index.Name.In(b.lang), b.t("summary.provisional")
	now := name
	if r.Provisional {
		now += provisional
	}
	s.Formula(18, 1, fmt.Sprintf(`%s&IF(%s<%d,%s,"")`, sp.Said(name), b.filled(), r.Total, sp.Said(provisional)), now, sp.Label)
	s.Merge(18, 1, 2)
	code, predicate := b.categoryOf(sp.At(18, summaryValue))
	line(19, b.t("category"), fmt.Sprintf(`IF(%s,%s,%s&" · "&%s)`, b.uncertain(sp.At(18, summaryValue)), sp.Said(b.t("no_category")), code, predicate), b.categoryText(r), sp.Value)
	line(20, b.t("f02.index"), rounded(b.reckon.Ref(b.chosenIndex[0], reckonValue), b.decimals()), shown(r.F02, b.decimals()), sp.Value.As(format))
	line(21, b.t("f03.index_short"), rounded(b.reckon.Ref(b.chosenIndex[1], reckonValue), b.decimals()), shown(r.F03, b.decimals()), sp.Value.As(format))
	line(22, b.t("summary.filled"), b.sentence("summary.filled_of", map[string]string{"Filled": b.filled(), "All": fmt.Sprint(r.Total)}),
		b.t("summary.filled_of", "Filled", r.Answered, "All", r.Total), sp.Value)
	line(23, b.t("summary.respondents"), b.sentence("summary.respondents_of", map[string]string{"Counted": b.recap.counted(), "Left": b.recap.leftOut()}),
		b.t("summary.respondents_of", "Counted", r.Respondents, "Left", r.IncompleteResponses), sp.Value)
}

// filled is the cell of how many indicators have a level.
func (b *lke) filled() string {
	return b.reckon.Ref(5+len(b.ins.F02.Aspects), reckonFilled)
}

// uncertain holds where there is no category: no index, or levels missing.
func (b *lke) uncertain(rounded string) string {
	return fmt.Sprintf(`OR(%s="",%s<%d)`, rounded, b.filled(), b.sheet.Result.Total)
}

// categoryOf are the formulas of the code and name of a rounded index: of the
// last category that begins at or below it.
func (b *lke) categoryOf(rounded string) (code, name string) {
	area := func(col int) string { return b.form.Area(b.category[0], col, b.category[1], col) }
	find := func(col int) string {
		return fmt.Sprintf("LOOKUP(%s+0.000001,%s,%s)", rounded, area(3), area(col))
	}
	return find(1), find(2)
}

func (b *lke) categoryText(r instrument.Result) string {
	if r.Category == nil {
		return b.t("no_category")
	}
	return r.Category.Code + " · " + r.Category.Name.In(b.lang)
}

// warning is a line about the result: it is there while when holds.
type warning struct {
	when, key string
	refs      map[string]string // cells of its numbers
	holds     bool              // now
	args      []any             // its numbers now
}

// writeWarnings writes what there is to know about the result; a line is empty
// while it does not apply.
func (b *lke) writeWarnings(row int) int {
	s, r := b.summary, b.sheet.Result
	s.Put(row, 1, b.t("warnings"), sp.Heading)
	missing, n, left, all := fmt.Sprintf("(%d-%s)", r.Total, b.filled()), b.recap.counted(), b.recap.leftOut(), fmt.Sprint(r.Total)
	lines := [][]warning{
		{{missing + ">0", "warn.missing", map[string]string{"Count": missing, "All": all}, r.Provisional, []any{"Count", len(r.Missing), "All", all}}},
		append([]warning{{n + "=0", "warn.no_respondents", nil, r.Respondents == 0, nil}}, b.ruleWarnings(n)...),
		{{left + ">0", "warn.incomplete", map[string]string{"Left": left, "Counted": n}, r.IncompleteResponses > 0, []any{"Left", r.IncompleteResponses, "Counted", r.Respondents}}},
	}
	for _, line := range lines {
		row++
		formula, now := `""`, ""
		for i := len(line) - 1; i >= 0; i-- {
			formula = fmt.Sprintf("IF(%s,%s,%s)", line[i].when, b.sentence(line[i].key, line[i].refs), formula)
			if line[i].holds {
				now = b.t(line[i].key, line[i].args...)
			}
		}
		s.Formula(row, 1, formula, now, sp.Style{Bold: true, Color: "9A3412"})
		s.Merge(row, 1, summaryLast)
	}
	return row + 1
}

// ruleWarnings are those of a number of respondents outside the year's rule;
// the numbers of the rule do not change.
func (b *lke) ruleWarnings(n string) []warning {
	rule, ok := b.ins.RespondentRule(data.Year(b.sheet.Evaluation.Text("period")))
	if !ok {
		return nil
	}
	refs := map[string]string{"Count": n, "Min": fmt.Sprint(rule.Min), "Max": fmt.Sprint(rule.Max), "Year": fmt.Sprint(rule.Year)}
	count := b.sheet.Result.Respondents
	args := []any{"Count", count, "Min", rule.Min, "Max", rule.Max, "Year", rule.Year}
	var all []warning
	if rule.Min > 0 {
		all = append(all, warning{fmt.Sprintf("%s<%d", n, rule.Min), "warn.below", refs, count > 0 && count < rule.Min, args})
	}
	if rule.Max > 0 {
		all = append(all, warning{fmt.Sprintf("%s>%d", n, rule.Max), "warn.above", refs, count > rule.Max, args})
	}
	return all
}

// writeAspectTable writes each aspect's value by every method.
func (b *lke) writeAspectTable(row int) int {
	s, r, format := b.summary, b.sheet.Result, sp.Fixed(b.decimals())
	s.Put(row, 1, b.t("summary.aspects"), sp.Heading)
	row++
	heads := []any{b.t("code"), b.t("aspect"), b.t("weight"), b.t("reckon.filled"), b.t("summary.chosen")}
	for _, m := range b.ins.Methods.F02.Offered {
		heads = append(heads, "F-02, "+m.Name.In(b.lang))
	}
	s.Row(row, sp.Head, append(heads, "F-03")...)
	for at, a := range b.ins.F02.Aspects {
		row++
		calc := b.aspectRow[a.ID]
		s.Row(row, sp.Cell, a.ID, a.Name.In(b.lang), decimal(a.Weight))
		s.Formula(row, 4, fmt.Sprintf(`%s&"/%d"`, b.reckon.Ref(calc, reckonFilled), len(a.Indicators)), fmt.Sprintf("%d/%d", r.Aspects[at].Answered, len(a.Indicators)), sp.Cell.Center())
		cell := sp.Cell.As(format).Center()
		bold := cell
		bold.Bold = true
		s.Formula(row, 5, rounded(b.byMethod(calc), b.decimals()), shown(r.Aspects[at].Value, b.decimals()), bold)
		col := 5
		for _, m := range b.ins.Methods.F02.Offered {
			col++
			one := b.results[methods{m.ID, b.chosen().f03}]
			s.Formula(row, col, rounded(b.reckon.Ref(calc, reckonColumn(m.ID)), b.decimals()), shown(one.Aspects[at].Value, b.decimals()), cell)
		}
		col++
		s.Put(row, col, "–", cell)
		for _, f := range r.F03Aspects {
			if f.ID == a.ID {
				s.Formula(row, col, rounded(b.reckon.Ref(calc, reckonF03), b.decimals()), shown(f.Value, b.decimals()), cell)
			}
		}
	}
	return row + 1
}

// writePairs writes the index by each pair of methods, the chosen one marked.
func (b *lke) writePairs(row int) int {
	s, format := b.summary, sp.Fixed(b.decimals())
	s.Put(row, 1, b.t("summary.pairs"), sp.Heading)
	row++
	s.Put(row, 1, b.t("summary.used"), sp.Head)
	s.Put(row, 2, b.t("summary.method", "Form", "F-02"), sp.Head)
	s.Put(row, 3, b.t("summary.method", "Form", "F-03"), sp.Head)
	s.Merge(row, 3, 4)
	s.Put(row, 5, "IPP", sp.Head)
	s.Put(row, 6, b.t("category"), sp.Head)
	s.Merge(row, 6, summaryLast)
	for _, pair := range b.pairs() {
		row++
		r := b.results[pair]
		mark := ""
		if pair == b.chosen() {
			mark = b.t("summary.mark")
		}
		s.Formula(row, 1, fmt.Sprintf(`IF(AND(%s=%s,%s=%s),%s,"")`, sp.At(row, 2), s.Ref(summaryMethod02, summaryValue), sp.At(row, 3), s.Ref(summaryMethod03, summaryValue), sp.Said(b.t("summary.mark"))), mark, sp.Cell.Center())
		s.Put(row, 2, r.MethodF02.Name.In(b.lang), sp.Cell)
		s.Put(row, 3, r.MethodF03.Name.In(b.lang), sp.Cell)
		s.Merge(row, 3, 4)
		bold := sp.Cell.As(format).Center()
		bold.Bold = true
		s.Formula(row, 5, rounded(b.reckon.Ref(b.ipp[pair], reckonValue), b.decimals()), shown(r.IPP, b.decimals()), bold)
		code, name := b.categoryOf(sp.At(row, 5))
		s.Formula(row, 6, fmt.Sprintf(`IF(%s,%s,%s&" · "&%s)`, b.uncertain(sp.At(row, 5)), sp.Said(b.t("no_category")), code, name), b.categoryText(r), sp.Cell)
		s.Merge(row, 6, summaryLast)
	}
	return row + 1
}
