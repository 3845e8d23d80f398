package workbook

import (
	"fmt"
	"strings"

	"pinisi/data/instrument"
	sp "pinisi/data/spreadsheet"
)

// Columns of the reckoning.
const (
	reckonWeight    = iota + 3
	reckonAll       // indicators
	reckonFilled    // with a level
	reckonLevels    // sum of levels
	reckonMean      // exact mean
	reckonWeights   // of those with a level
	reckonProducts  // sum of level x weight
	reckonWeighted  // exact weighted mean
	reckonQuestions // of F-03
	reckonAnswers   // sum of answers
	reckonF03       // exact mean
)

// reckonValue is the column of the values below the aspects.
const reckonValue = reckonMean

func reckonColumn(method string) int {
	if method == weighted {
		return reckonWeighted
	}
	return reckonMean
}

// layReckon decides the rows of the reckoning, for the sheets that are written before it.
func (b *lke) layReckon() {
	b.aspectRow, b.index, b.pick, b.ipp = map[string]int{}, map[string]int{}, map[string]int{}, map[methods]int{}
	row := 4
	for _, a := range b.ins.F02.Aspects {
		row++
		b.aspectRow[a.ID] = row
	}
	row++ // the sum
	next := func() int { row++; return row }
	for _, m := range b.ins.Methods.F02.Offered {
		b.index[m.ID] = next()
	}
	for _, m := range b.ins.Methods.F03.Offered {
		b.index[m.ID] = next()
	}
	b.shareRow = [2]int{next(), next()}
	b.pick["F-02"], b.pick["F-03"] = next(), next()
	b.chosenIndex = [2]int{next(), next()}
	b.chosenIPP = next()
	for _, pair := range b.pairs() {
		b.ipp[pair] = next()
	}
}

// pairs are all pairs of methods in the order in which they are offered.
func (b *lke) pairs() []methods {
	var all []methods
	for _, f02 := range b.ins.Methods.F02.Offered {
		for _, f03 := range b.ins.Methods.F03.Offered {
			all = append(all, methods{f02.ID, f03.ID})
		}
	}
	return all
}

// writeReckon writes the way from levels and answers to the IPP, unrounded.
func (b *lke) writeReckon() {
	s := b.reckon
	s.Widths(8, 44, 9, 10, 9, 9, 14, 12, 14, 14, 9, 11, 14)
	s.Put(1, 1, b.t("reckon.title"), sp.Title)
	s.Put(2, 1, b.t("reckon.hint"), sp.Small)
	s.Merge(2, 1, reckonF03)
	s.Row(4, sp.Head, b.t("code"), b.t("aspect"), b.t("weight"), b.t("reckon.indicators"), b.t("reckon.filled"), b.t("reckon.levels"), b.t("mean"),
		b.t("reckon.weights"), b.t("reckon.products"), b.t("reckon.weighted"), b.t("reckon.questions"), b.t("reckon.answers"), b.t("reckon.f03"))
	s.Freeze(5, 1)
	s.Titles(4, 4)
	_, offersWeights := b.ins.Methods.F02.Find(weighted)
	first, last := 0, 0
	for at, a := range b.ins.F02.Aspects {
		b.reckonAspect(at, a, offersWeights)
		last = b.aspectRow[a.ID]
		if first == 0 {
			first = last
		}
	}
	b.reckonSums(first, last)
	b.reckonIndexes(first, last)
}

func (b *lke) reckonAspect(at int, a instrument.Aspect, offersWeights bool) {
	s, row := b.reckon, b.aspectRow[a.ID]
	from, to := b.indicator[a.Indicators[0].ID], b.indicator[a.Indicators[len(a.Indicators)-1].ID]
	levels, weights := b.f02.Area(from, f02Counted, to, f02Counted), b.f02.Area(from, f02Weight, to, f02Weight)
	filled, sum, filledWeight, products := 0, 0, 0.0, 0.0
	for _, i := range a.Indicators {
		if level, ok := b.level(i.ID); ok {
			filled, sum = filled+1, sum+level
			filledWeight, products = filledWeight+decimal(i.Weight), products+decimal(i.Weight)*float64(level)
		}
	}
	cell, long := sp.Cell.Center(), sp.Cell.As("0.000000000").Center()
	s.Row(row, sp.Cell, a.ID, a.Name.In(b.lang), decimal(a.Weight), len(a.Indicators))
	s.Formula(row, reckonFilled, fmt.Sprintf("COUNT(%s)", levels), filled, cell)
	s.Formula(row, reckonLevels, fmt.Sprintf("SUM(%s)", levels), sum, cell)
	s.Formula(row, reckonMean, fmt.Sprintf(`IF(%[1]s=0,"",%[2]s/%[1]s)`, sp.At(row, reckonFilled), sp.At(row, reckonLevels)), b.valueOf(at, simpleMean), long)
	if offersWeights {
		s.Formula(row, reckonWeights, fmt.Sprintf(`SUMIFS(%s,%s,">=0")`, weights, levels), filledWeight, cell)
		s.Formula(row, reckonProducts, fmt.Sprintf(`SUMPRODUCT(%s,%s)`, weights, levels), products, cell)
		s.Formula(row, reckonWeighted, fmt.Sprintf(`IF(%[1]s=0,"",%[2]s/%[1]s)`, sp.At(row, reckonWeights), sp.At(row, reckonProducts)), b.valueOf(at, weighted), long)
	} else {
		for _, col := range []int{reckonWeights, reckonProducts, reckonWeighted} {
			s.Put(row, col, "–", cell)
		}
	}
	b.reckonF03(row, a.ID, cell, long)
}

// valueOf is an aspect's exact value by a method of F-02, if it is offered.
func (b *lke) valueOf(at int, method string) any {
	for pair, r := range b.results {
		if pair.f02 == method {
			return exact(r.Aspects[at].Value)
		}
	}
	sum, n := 0, 0
	for _, i := range b.ins.F02.Aspects[at].Indicators {
		if level, ok := b.level(i.ID); ok {
			sum, n = sum+level, n+1
		}
	}
	if n == 0 {
		return ""
	}
	return float64(sum) / float64(n)
}

// reckonF03 writes an aspect's part of F-03.
func (b *lke) reckonF03(row int, aspect string, cell, long sp.Style) {
	s := b.reckon
	var sums []string
	total := 0
	tally := b.sheet.Responses.Tally()
	for i, q := range b.ins.F03.Questions {
		if q.Aspect != aspect {
			continue
		}
		sums = append(sums, b.recap.Ref(b.recap.row[q.ID], recapSum))
		total += sumOf(tally[i], b.ins.Scale.Min)
	}
	if len(sums) == 0 {
		for _, col := range []int{reckonQuestions, reckonAnswers, reckonF03} {
			s.Put(row, col, "–", cell)
		}
		return
	}
	s.Put(row, reckonQuestions, len(sums), cell)
	s.Formula(row, reckonAnswers, strings.Join(sums, "+"), total, cell)
	var now any = ""
	for _, a := range b.sheet.Result.F03Aspects {
		if a.ID == aspect {
			now = exact(a.Value)
		}
	}
	n := b.recap.counted()
	s.Formula(row, reckonF03, fmt.Sprintf(`IF(%[1]s=0,"",%[2]s/(%[3]s*%[1]s))`, n, sp.At(row, reckonAnswers), sp.At(row, reckonQuestions)), now, long)
}

func (b *lke) reckonSums(first, last int) {
	s, row, r := b.reckon, last+1, b.sheet.Result
	s.Row(row, sp.Sum, "", b.t("sum"))
	weights := 0.0
	for _, a := range b.ins.F02.Aspects {
		weights += decimal(a.Weight)
	}
	for col := reckonWeight; col <= reckonF03; col++ {
		s.Put(row, col, nil, sp.Sum)
	}
	area := func(col int) string { return sp.Range(first, col, last, col) }
	s.Formula(row, reckonWeight, "SUM("+area(reckonWeight)+")", weights, sp.Sum)
	s.Formula(row, reckonAll, "SUM("+area(reckonAll)+")", r.Total, sp.Sum)
	s.Formula(row, reckonFilled, "SUM("+area(reckonFilled)+")", r.Answered, sp.Sum.Center())
}

// reckonIndexes writes the exact indexes by every method, and the IPPs.
func (b *lke) reckonIndexes(first, last int) {
	s, result := b.reckon, b.sheet.Result
	line := func(row int, name, formula string, now any) {
		s.Put(row, 2, name, sp.Cell)
		s.Merge(row, 2, reckonValue-1)
		s.Formula(row, reckonValue, formula, now, sp.Cell.As("0.000000000").Center())
	}
	whole := func(row int, name, formula string, now any) {
		s.Put(row, 2, name, sp.Cell)
		s.Merge(row, 2, reckonValue-1)
		if formula == "" {
			s.Put(row, reckonValue, now, sp.Cell.Center())
		} else {
			s.Formula(row, reckonValue, formula, now, sp.Cell.Center())
		}
	}
	weights := sp.Range(first, reckonWeight, last, reckonWeight)
	for _, m := range b.ins.Methods.F02.Offered {
		col := reckonColumn(m.ID)
		values := sp.Range(first, col, last, col)
		there := fmt.Sprintf(`SUMIFS(%s,%s,">=0")`, weights, values)
		line(b.index[m.ID], b.t("f02.index_by", "Method", m.Name.In(b.lang)), fmt.Sprintf(`IF(COUNT(%s)=0,"",SUMPRODUCT(%s,%s)/%s)`, values, weights, values, there), exact(b.results[methods{m.ID, b.chosen().f03}].F02))
	}
	for _, m := range b.ins.Methods.F03.Offered {
		values := sp.Range(first, reckonF03, last, reckonF03)
		formula := fmt.Sprintf(`IF(COUNT(%[1]s)=0,"",AVERAGE(%[1]s))`, values)
		if m.ID == answerMean {
			n := b.recap.counted()
			formula = fmt.Sprintf(`IF(%[1]s=0,"",SUM(%[2]s)/(%[3]d*%[1]s))`, n, sp.Range(first, reckonAnswers, last, reckonAnswers), len(b.ins.F03.Questions))
		}
		line(b.index[m.ID], b.t("f03.index", "Method", m.Name.In(b.lang)), formula, exact(b.results[methods{b.chosen().f02, m.ID}].F03))
	}
	whole(b.shareRow[0], b.t("reckon.share", "Form", "F-02"), "", decimal(b.ins.F02.Weight))
	whole(b.shareRow[1], b.t("reckon.share", "Form", "F-03"), "", decimal(b.ins.F03.Weight))
	for i, form := range []string{"F-02", "F-03"} {
		offered, own, cell := b.ins.Methods.F02, b.chosen().f02, summaryMethod02
		if i == 1 {
			offered, own, cell = b.ins.Methods.F03, b.chosen().f03, summaryMethod03
		}
		at, refs := 0, ""
		for n, m := range offered.Offered {
			refs += "," + sp.At(b.index[m.ID], reckonValue)
			if m.ID == own {
				at = n + 1
			}
		}
		names := b.method[form]
		whole(b.pick[form], b.t("reckon.pick", "Form", form), fmt.Sprintf("IFERROR(MATCH(%s,%s,0),1)", b.summary.Ref(cell, summaryValue), b.form.Area(names[0], 2, names[1], 2)), at)
		now := result.F02
		if i == 1 {
			now = result.F03
		}
		line(b.chosenIndex[i], b.t("reckon.chosen", "Form", form), fmt.Sprintf("CHOOSE(%s%s)", sp.At(b.pick[form], reckonValue), refs), exact(now))
	}
	join := func(row int, name string, f02, f03 int, now instrument.Number) {
		x, y := sp.At(f02, reckonValue), sp.At(f03, reckonValue)
		line(row, name, fmt.Sprintf(`IF(OR(%[1]s="",%[2]s=""),"",(%[3]s*%[1]s+%[4]s*%[2]s)/100)`, x, y, sp.At(b.shareRow[0], reckonValue), sp.At(b.shareRow[1], reckonValue)), exact(now))
	}
	join(b.chosenIPP, b.t("reckon.ipp"), b.chosenIndex[0], b.chosenIndex[1], result.IPP)
	for _, pair := range b.pairs() {
		r := b.results[pair]
		join(b.ipp[pair], b.t("reckon.ipp_by", "F02", r.MethodF02.Name.In(b.lang), "F03", r.MethodF03.Name.In(b.lang)), b.index[pair.f02], b.index[pair.f03], r.IPP)
	}
}
