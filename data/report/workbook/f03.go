package workbook

import (
	"fmt"
	"slices"

	"pinisi/data/assess"
	"pinisi/data/respond"
	sp "pinisi/data/spreadsheet"
)

// Columns of F-03 before the questions.
const (
	f03Number = iota + 1
	f03Date
	f03Channel
	f03Service
	f03First // the first question
)

// spare is how many rows there are for sheets yet to come, while the
// evaluation is open.
const spare = 10

func (b *lke) f03Status() int { return f03First + len(b.ins.F03.Questions) }

// writeF03 writes a row for each sheet of a user, a column for each question.
func (b *lke) writeF03() {
	s, status := b.f03, b.f03Status()
	s.Widths(append(append([]float64{6, 11, 13, 22}, repeat(7, status-f03First)...), 14)...)
	s.Put(1, 1, b.t("f03.title"), sp.Title)
	s.Put(2, 1, b.t("f03.hint", "Min", b.ins.Scale.Min, "Max", b.ins.Scale.Max), sp.Small)
	s.Merge(2, 1, status)
	s.Row(4, sp.Head, b.t("number"), b.t("date"), b.t("channel"), b.t("service"))
	for i, q := range b.ins.F03.Questions {
		s.Put(4, f03First+i, fmt.Sprint(q.Number), sp.Head)
	}
	s.Put(4, status, b.t("f03.counted"), sp.Head)
	s.Freeze(5, f03First)
	s.Titles(4, 4)
	row := 4
	for i, r := range b.sheet.Responses.Responses {
		row++
		number := int64(i + 1)
		if n, ok := r.Int("number"); ok {
			number = n
		}
		s.Put(row, f03Number, number, sp.Cell.Center())
		s.Put(row, f03Date, dated(r.Text("taken_on")), sp.Cell.As(dateFormat).Center())
		s.Put(row, f03Channel, label(b.w, "kinds.response.channel."+r.Text("channel"), r.Text("channel")), sp.Cell)
		s.Put(row, f03Service, serviceName(r.Text("service"), b.lang), sp.Cell)
		b.writeAnswers(row, r.Answers, b.sheet.Responses.Complete(r.Answers), true)
	}
	if !assess.Locked(b.sheet.Evaluation) || row == 4 {
		for range spare {
			row++
			for col := 1; col < f03First; col++ {
				s.Put(row, col, nil, sp.Cell.Fillable().Center())
			}
			b.writeAnswers(row, nil, false, false)
		}
	}
	b.answerRows = [2]int{5, row}
	s.Filter(4, 1, row, status)
	s.Whole(sp.Range(5, f03First, row, status-1), b.ins.Scale.Min, b.ins.Scale.Max, b.t("answer"), b.t("level.refused", "Min", b.ins.Scale.Min, "Max", b.ins.Scale.Max))
	s.Tint(sp.Range(5, 1, row, status), fmt.Sprintf("$%s=%s", sp.At(5, status), sp.Said(b.t("incomplete"))), "FDE2C4", "9A3412")
}

// writeAnswers writes one sheet's answers, and whether it counts: only a whole
// one does, and a row that nobody began says nothing.
func (b *lke) writeAnswers(row int, answers []int, complete, there bool) {
	s, n := b.f03, len(b.ins.F03.Questions)
	for i := range n {
		var put any
		if i < len(answers) && answers[i] != respond.Blank {
			put = answers[i]
		}
		s.Put(row, f03First+i, put, sp.Cell.Fillable().Center())
	}
	now := ""
	if there {
		now = b.t("incomplete")
	}
	if complete {
		now = b.t("complete")
	}
	cells := sp.Range(row, f03First, row, f03First+n-1)
	s.Formula(row, b.f03Status(), fmt.Sprintf(`IF(AND(%[1]s="",COUNTA(%[2]s)=0),"",IF(COUNTIFS(%[2]s,">=%[3]d",%[2]s,"<=%[4]d")=%[5]d,%[6]s,%[7]s))`,
		sp.At(row, f03Number), cells, b.ins.Scale.Min, b.ins.Scale.Max, n, sp.Said(b.t("complete")), sp.Said(b.t("incomplete"))), now, sp.Cell.Center())
}

// column is a question's answers, or the status of each sheet.
func (b *lke) column(col int) string {
	return b.f03.Area(b.answerRows[0], col, b.answerRows[1], col)
}

// Columns of the recap.
const (
	recapSum = iota + 5
	recapMean
	recapFirst // how many chose the least level
)

const recapCount, recapLeft = 4, 5 // rows of how many sheets count and do not

// writeRecap writes the means of F-03 by question.
func (b *lke) writeRecap() {
	s, scale, result := b.recap, b.ins.Scale, b.sheet.Result
	last := recapFirst + scale.Max - scale.Min
	s.Widths(append([]float64{6, 10, 24, 60, 10, 10}, repeat(9, last-recapMean)...)...)
	s.Put(1, 1, b.t("recap.title"), sp.Title)
	s.Put(2, 1, b.t("recap.hint"), sp.Small)
	s.Merge(2, 1, last)
	for row, c := range map[int]struct {
		key, status string
		n           int
	}{recapCount: {"recap.counted", "complete", result.Respondents}, recapLeft: {"recap.left_out", "incomplete", result.IncompleteResponses}} {
		s.Put(row, 1, b.t(c.key), sp.Label)
		s.Merge(row, 1, 3)
		s.Formula(row, 4, fmt.Sprintf("COUNTIF(%s,%s)", b.column(b.f03Status()), sp.Said(b.t(c.status))), c.n, left(sp.Value))
	}
	head := 7
	s.Row(head, sp.Head, b.t("number"), b.t("code"), b.t("aspect"), b.t("question"), b.t("recap.sum"), b.t("mean"))
	for level := scale.Min; level <= scale.Max; level++ {
		s.Put(head, recapFirst+level-scale.Min, b.t("recap.chose", "N", level), sp.Head)
	}
	s.Freeze(head+1, 1)
	s.Titles(head, head)
	b.question = map[string]int{}
	tally := b.sheet.Responses.Tally()
	for i, q := range b.ins.F03.Questions {
		row := head + 1 + i
		b.question[q.ID] = row
		name := q.Aspect
		if at := slices.IndexFunc(result.Aspects, func(a instrumentAspect) bool { return a.ID == q.Aspect }); at >= 0 {
			name = result.Aspects[at].Name.In(b.lang)
		}
		s.Row(row, sp.Cell.Center(), q.Number, q.ID)
		s.Put(row, 3, name, sp.Cell)
		s.Put(row, 4, q.Text.In(b.lang), sp.Cell)
		answers, status, yes := b.column(f03First+i), b.column(b.f03Status()), sp.Said(b.t("complete"))
		sum := 0
		for n, count := range tally[i].Counts {
			sum += (scale.Min + n) * count
			s.Formula(row, recapFirst+n, fmt.Sprintf("COUNTIFS(%s,%d,%s,%s)", answers, scale.Min+n, status, yes), count, sp.Cell.Center())
		}
		s.Formula(row, recapSum, fmt.Sprintf("SUMIFS(%s,%s,%s)", answers, status, yes), sum, sp.Cell.Center())
		mean := fmt.Sprintf(`IF(%[1]s=0,"",ROUND(ROUND(%[2]s/%[1]s,12),%[3]d))`, s.Ref(recapCount, 4), sp.At(row, recapSum), b.decimals())
		s.Formula(row, recapMean, mean, shown(result.Questions[i].Mean, b.decimals()), sp.Cell.As(sp.Fixed(b.decimals())).Center())
	}
	b.writeRecapIndexes(head+len(b.ins.F03.Questions)+2, last)
}

// writeRecapIndexes writes the means by aspect and the index by each method.
func (b *lke) writeRecapIndexes(row, last int) {
	s, result, format := b.recap, b.sheet.Result, sp.Fixed(b.decimals())
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

func left(s sp.Style) sp.Style { s.Align = "left"; return s }
