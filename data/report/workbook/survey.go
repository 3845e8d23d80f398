package workbook

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/setup"
	sp "pinisi/data/spreadsheet"
	"pinisi/data/store"
	"pinisi/data/survey"
)

// skm is the workbook of a survey in the making.
type skm struct {
	w       *words.Words
	sheet   *survey.Sheet
	summary *sp.Sheet
	unsur   *sp.Sheet
	answers *answers
}

// Columns of the sheet of unsur.
const (
	unsurCode = iota + 1
	unsurName
	unsurSum
	unsurMean   // NRR
	unsurWeight // 1/n
	unsurShare  // NRR x 1/n
	unsurIKM
	unsurQuality
	unsurRank  // 1 is the lowest
	unsurFirst // how many gave the least answer
)

// Rows of the summary, and the column of its values.
const (
	skmIKM = iota + 10
	skmQuality
	skmIndex
	skmRespondents
	skmLeftOut
	skmPopulation
	skmSample
	skmShort
	skmLowest // and the two below
)

const skmValue = 2

// Survey is the computation of SKM as XLSX: every form's answers, the mean of
// each unsur (NRR), its exact weight of 1/n, the IKM with its quality, the
// lowest three unsur and the least sample, by formulas. Names in remarks are
// masked unless asked for.
func Survey(ctx context.Context, st *store.Store, sheet *survey.Sheet, opt Options) ([]byte, error) {
	b := &skm{w: words.New(opt.Lang), sheet: sheet}
	m, err := masked(ctx, st, sheet.Survey.Scope, b.w.Lang(), opt)
	if err != nil {
		return nil, err
	}
	v, title := sheet.Survey, b.t("survey.title")
	book := sp.New(title, title+" · "+setup.Name(v.Scope)+" · "+v.Text("unit")+" · "+v.Text("period"), b.w.T("workbook.page"))
	b.summary, b.unsur = book.Sheet(b.t("sheet.summary")), book.Sheet(b.t("sheet.unsur"))
	b.answers = &answers{Sheet: book.Sheet(b.t("sheet.answers")), w: b.w, set: sheet.Responses}
	groups, remarks := book.Sheet(b.t("sheet.groups")), book.Sheet(b.t("sheet.remarks"))
	b.answers.write(b.t("sheet.answers"), b.t("survey.answers_hint", "Min", sheet.Responses.Min, "Max", sheet.Responses.Max), v.Text("status") != data.SurveyFinal)
	b.writeUnsur()
	b.writeSummary(title)
	writeGroups(groups, b.w, sheet.Responses)
	if err := writeRemarks(ctx, st, remarks, b.w, sheet.Responses, m, opt.Personal); err != nil {
		return nil, err
	}
	for _, s := range []*sp.Sheet{b.summary, b.unsur, b.answers.Sheet} {
		s.Protect()
	}
	return book.Bytes()
}

func (b *skm) t(key string, args ...any) string { return translate(b.w, key, args...) }

// respondents is the cell of how many forms count.
func (b *skm) respondents() string { return b.summary.Ref(skmRespondents, skmValue) }

// lines are the rows of the unsur that are asked, first and last.
func (b *skm) lines() (first, last int) { return 5, 4 + len(b.sheet.Result.Unsur) }

// area is a column of the unsur, from any sheet.
func (b *skm) area(col int) string {
	first, last := b.lines()
	return b.unsur.Area(first, col, last, col)
}

// qualityRows are the rows of the table of qualities below the unsur.
func (b *skm) qualityRows() (first, last int) {
	_, end := b.lines()
	return end + 5, end + 4 + len(b.sheet.Definition.Qualities)
}

// qualityOf is the formula of the code or name of a rounded IKM.
func (b *skm) qualityOf(rounded string, col int) string {
	first, last := b.qualityRows()
	return fmt.Sprintf("LOOKUP(%s+0.000001,%s,%s)", rounded, b.unsur.Area(first, 3, last, 3), b.unsur.Area(first, col, last, col))
}

// writeUnsur writes what each unsur came to.
func (b *skm) writeUnsur() {
	s, d, r := b.unsur, b.sheet.Definition, b.sheet.Result
	first, last := b.lines()
	answered := d.Scale.Max - d.Scale.Min + 1
	s.Widths(append([]float64{8, 44, 10, 10, 12, 12, 12, 20, 12}, repeat(10, answered)...)...)
	s.Put(1, 1, b.t("sheet.unsur"), sp.Title)
	s.Put(2, 1, b.t("recap.hint")+" "+d.Weights.Text.In(b.w.Lang()), sp.Small)
	s.Merge(2, 1, unsurRank)
	s.Row(4, sp.Head, b.t("code"), b.t("survey.unsur"), b.t("recap.sum"), b.t("survey.nrr"), b.t("survey.weight"), b.t("survey.share"), b.t("survey.unsur_ikm"), b.t("survey.quality"), b.t("survey.rank"))
	for n := range answered {
		s.Put(4, unsurFirst+n, b.t("recap.chose", "N", d.Scale.Min+n), sp.Head)
	}
	s.Freeze(5, 3)
	s.Titles(4, 4)
	n, yes, status := b.respondents(), sp.Said(b.t("complete")), b.answers.column(b.answers.status())
	ranks := b.ranks()
	for i, u := range r.Unsur {
		row := first + i
		cell, given := sp.Cell.Center(), b.answers.column(answersFirst+i)
		sum := sp.At(row, unsurSum)
		s.Put(row, unsurCode, u.ID, cell)
		s.Put(row, unsurName, u.Name.In(b.w.Lang()), sp.Cell)
		total := 0
		for k, count := range u.Counts {
			total += (d.Scale.Min + k) * count
			s.Formula(row, unsurFirst+k, fmt.Sprintf("COUNTIFS(%s,%d,%s,%s)", given, d.Scale.Min+k, status, yes), count, cell)
		}
		s.Formula(row, unsurSum, fmt.Sprintf("SUMIFS(%s,%s,%s)", given, status, yes), total, cell)
		s.Formula(row, unsurMean, fmt.Sprintf(`IF(%[1]s=0,"",ROUND(ROUND(%[2]s/%[1]s,12),4))`, n, sum), shown(u.Mean, 4), cell.As("0.0000"))
		s.Formula(row, unsurWeight, fmt.Sprintf("1/ROWS(%s)", b.area(unsurCode)), 1/float64(len(r.Unsur)), cell.As("0.0000000"))
		s.Formula(row, unsurShare, fmt.Sprintf(`IF(%[1]s=0,"",ROUND(ROUND(%[2]s/%[1]s/ROWS(%[3]s),12),4))`, n, sum, b.area(unsurCode)), shown(u.Share, 4), cell.As("0.0000"))
		s.Formula(row, unsurIKM, fmt.Sprintf(`IF(%[1]s=0,"",ROUND(ROUND(%[2]s*100/(%[3]d*%[1]s),12),%[4]d))`, n, sum, d.Scale.Max, d.Decimals), shown(u.IKM, d.Decimals), cell.As(sp.Fixed(d.Decimals)))
		ikm := sp.At(row, unsurIKM)
		s.Formula(row, unsurQuality, fmt.Sprintf(`IF(%s="","",%s&" · "&%s)`, ikm, b.qualityOf(ikm, 1), b.qualityOf(ikm, 2)), b.qualityText(u.Quality, ""), sp.Cell)
		s.Formula(row, unsurRank, fmt.Sprintf(`IF(%s=0,"",COUNTIF(%s,"<"&%s)+COUNTIF(%s,%s))`, n, b.area(unsurSum), sum,
			fmt.Sprintf("$%s:%s", strings.Replace(sp.At(first, unsurSum), "C", "C$", 1), sum), sum), ranks[i], cell)
	}
	s.Filter(4, 1, last, unsurFirst+answered-1)
	b.writeQualities()
}

// ranks are the places of the unsur from the lowest; ties in the form's order.
func (b *skm) ranks() []any {
	r := b.sheet.Result
	all := make([]any, len(r.Unsur))
	for i, u := range r.Unsur {
		all[i] = ""
		if !u.Mean.Known() {
			continue
		}
		rank := 1
		for j, other := range r.Unsur {
			if c := other.Mean.Cmp(u.Mean); c < 0 || c == 0 && j < i {
				rank++
			}
		}
		all[i] = rank
	}
	return all
}

func (b *skm) qualityText(q *survey.Quality, otherwise string) string {
	if q == nil {
		return otherwise
	}
	return q.Code + " · " + q.Name.In(b.w.Lang())
}

func (b *skm) writeQualities() {
	s, d := b.unsur, b.sheet.Definition
	first, _ := b.qualityRows()
	s.Put(first-2, 1, b.t("survey.qualities"), sp.Heading)
	s.Row(first-1, sp.Head, b.t("code"), b.t("survey.quality"), b.t("from"), b.t("to"))
	for i, q := range d.Qualities {
		s.Row(first+i, sp.Cell, q.Code, q.Name.In(b.w.Lang()))
		s.Put(first+i, 3, decimal(q.Min), sp.Cell.As(sp.Fixed(d.Decimals)))
		s.Put(first+i, 4, decimal(q.Max), sp.Cell.As(sp.Fixed(d.Decimals)))
	}
}

// writeSummary writes what the survey is and what it came to.
func (b *skm) writeSummary(title string) {
	s, v, d, r := b.summary, b.sheet.Survey, b.sheet.Definition, b.sheet.Result
	s.Upright()
	s.Widths(40, 60)
	s.Put(1, 1, title, sp.Title)
	s.Put(2, 1, setup.Name(v.Scope)+" · "+v.Text("unit")+" · "+v.Text("period"), sp.Heading)
	s.Put(3, 1, b.t("survey.hint"), sp.Small)
	s.Merge(3, 1, skmValue)
	row := 4
	fact := func(name, value string) {
		row++
		s.Put(row, 1, name, sp.Label)
		s.Put(row, skmValue, value, left(sp.Value))
	}
	fact(b.t("survey.unit"), v.Text("unit"))
	fact(b.t("survey.period"), v.Text("period"))
	fact(b.t("survey.definition"), d.Title.In(b.w.Lang())+" ("+d.Reference.String()+")")
	line := func(row int, key, formula string, now any, style sp.Style) {
		s.Put(row, 1, b.t(key), sp.Label)
		s.Formula(row, skmValue, formula, now, left(style))
	}
	n, sums := sp.At(skmRespondents, skmValue), b.area(unsurSum)
	big := sp.Style{Bold: true, Size: 16, Color: "0B3A66", Number: sp.Fixed(d.Decimals), OneLine: true}
	line(skmIKM, "survey.ikm", fmt.Sprintf(`IF(%[1]s=0,"",ROUND(ROUND(SUM(%[2]s)*100/(%[3]d*ROWS(%[2]s)*%[1]s),12),%[4]d))`, n, sums, d.Scale.Max, d.Decimals), shown(r.IKM, d.Decimals), big)
	ikm := sp.At(skmIKM, skmValue)
	line(skmQuality, "survey.quality", fmt.Sprintf(`IF(%s="",%s,%s&" · "&%s)`, ikm, sp.Said(b.t("survey.none")), b.qualityOf(ikm, 1), b.qualityOf(ikm, 2)), b.qualityText(r.Quality, b.t("survey.none")), sp.Value)
	line(skmIndex, "survey.index", fmt.Sprintf(`IF(%[1]s=0,"",ROUND(ROUND(SUM(%[2]s)/(ROWS(%[2]s)*%[1]s),12),4))`, n, sums), shown(r.Index, 4), sp.Value.As("0.0000"))
	line(skmRespondents, "survey.respondents", b.answers.count("complete"), r.Respondents, sp.Value)
	line(skmLeftOut, "survey.left_out", b.answers.count("incomplete"), r.Incomplete, sp.Value)
	b.writeSample()
	for k := range 3 {
		name := b.t("survey.lowest")
		if k > 0 {
			name = ""
		}
		s.Put(skmLowest+k, 1, name, sp.Label)
		s.Formula(skmLowest+k, skmValue, fmt.Sprintf(`IFERROR(INDEX(%[1]s,MATCH(%[4]d,%[3]s,0))&" · "&INDEX(%[2]s,MATCH(%[4]d,%[3]s,0)),"–")`, b.area(unsurCode), b.area(unsurName), b.area(unsurRank), k+1), b.lowest(k), left(sp.Value))
	}
	s.Put(skmLowest+4, 1, b.t("survey.no_convert")+joined(" ", d.Notice), sp.Small)
	s.Merge(skmLowest+4, 1, skmValue)
	end := skmLowest + 6
	for _, warning := range r.Warnings {
		s.Put(end, 1, warning.Text(b.w.Lang()), sp.Style{Bold: true, Color: "9A3412"})
		s.Merge(end, 1, skmValue)
		end++
	}
}

// writeSample writes the population, which may be changed, and the least sample
// for it by Krejcie and Morgan; see survey.MinSample.
func (b *skm) writeSample() {
	s, r := b.summary, b.sheet.Result
	var population, least, short any = nil, "", ""
	if r.PopulationKnown {
		population, least, short = r.Population, r.MinSample, r.Short()
	}
	s.Put(skmPopulation, 1, b.t("survey.population"), sp.Label)
	s.Put(skmPopulation, skmValue, population, left(sp.Cell.Fillable()).As("#,##0"))
	s.Whole(sp.At(skmPopulation, skmValue), 0, 1_000_000_000, b.t("survey.population"), b.t("level.refused", "Min", 0, "Max", 1_000_000_000))
	p, n, q := sp.At(skmPopulation, skmValue), sp.At(skmRespondents, skmValue), sp.At(skmSample, skmValue)
	s.Put(skmSample, 1, b.t("survey.sample"), sp.Label)
	s.Formula(skmSample, skmValue, fmt.Sprintf(`IF(%[1]s="","",IF(%[1]s<=0,0,ROUND(ROUND(96025*%[1]s/(250*(%[1]s-1)+96025),9),0)))`, p), least, left(sp.Value))
	s.Put(skmShort, 1, b.t("survey.short"), sp.Label)
	s.Formula(skmShort, skmValue, fmt.Sprintf(`IF(%s="","",MAX(0,%s-%s))`, q, q, n), short, left(sp.Value))
}

// lowest is one of the lowest unsur in words.
func (b *skm) lowest(k int) string {
	ranks := b.ranks()
	i := slices.Index(ranks, any(k+1))
	if i < 0 {
		return "–"
	}
	u := b.sheet.Result.Unsur[i]
	return u.ID + " · " + u.Name.In(b.w.Lang())
}
