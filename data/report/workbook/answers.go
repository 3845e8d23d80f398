package workbook

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data/respond"
	sp "pinisi/data/spreadsheet"
)

// Columns of a sheet of answers before the questions.
const (
	answersNumber = iota + 1
	answersDate
	answersChannel
	answersService
	answersFirst // the first question
)

// spare is how many rows there are for sheets yet to come, while an evaluation
// or survey is open.
const spare = 10

// answers is a sheet with a row for each person's form, a column for each
// question; whole forms count, by formula.
type answers struct {
	*sp.Sheet
	w    *words.Words
	set  *respond.Set
	rows [2]int // first and last
}

func (a *answers) t(key string, args ...any) string { return translate(a.w, key, args...) }

// status is the column that says whether a form counts.
func (a *answers) status() int { return answersFirst + len(a.set.Questions) }

// column is a question's answers, or the status of each form, from any sheet.
func (a *answers) column(col int) string { return a.Area(a.rows[0], col, a.rows[1], col) }

// count is the formula of how many forms are of a status.
func (a *answers) count(status string) string {
	return fmt.Sprintf("COUNTIF(%s,%s)", a.column(a.status()), sp.Said(a.t(status)))
}

// write writes the sheet; open leaves rows for more.
func (a *answers) write(title, hint string, open bool) {
	status := a.status()
	a.Widths(append(append([]float64{6, 11, 13, 22}, repeat(7, status-answersFirst)...), 14)...)
	a.Put(1, 1, title, sp.Title)
	a.Put(2, 1, hint, sp.Small)
	a.Merge(2, 1, status)
	a.Row(4, sp.Head, a.t("number"), a.t("date"), a.t("channel"), a.t("service"))
	for i, q := range a.set.Questions {
		a.Put(4, answersFirst+i, fmt.Sprint(q.Number), sp.Head)
	}
	a.Put(4, status, a.t("f03.counted"), sp.Head)
	a.Freeze(5, answersFirst)
	a.Titles(4, 4)
	row := 4
	for i, r := range byNumber(a.set.Responses) {
		row++
		number := int64(i + 1)
		if n, ok := r.Int("number"); ok {
			number = n
		}
		a.Put(row, answersNumber, number, sp.Cell.Center())
		a.Put(row, answersDate, dated(r.Text("taken_on")), sp.Cell.As(dateFormat).Center())
		a.Put(row, answersChannel, label(a.w, "kinds.response.channel."+r.Text("channel"), r.Text("channel")), sp.Cell)
		a.Put(row, answersService, assets.ServiceName(r.Text("service"), a.w.Lang()), sp.Cell)
		a.person(row, r.Answers, a.set.Complete(r.Answers), true)
	}
	if open || row == 4 {
		for range spare {
			row++
			for col := 1; col < answersFirst; col++ {
				a.Put(row, col, nil, sp.Cell.Fillable().Center())
			}
			a.person(row, nil, false, false)
		}
	}
	a.rows = [2]int{5, row}
	a.Filter(4, 1, row, status)
	a.Whole(sp.Range(5, answersFirst, row, status-1), a.set.Min, a.set.Max, a.t("answer"), a.t("level.refused", "Min", a.set.Min, "Max", a.set.Max))
	a.Tint(sp.Range(5, 1, row, status), fmt.Sprintf("$%s=%s", sp.At(5, status), sp.Said(a.t("incomplete"))), "FDE2C4", "9A3412")
}

// byNumber is the order of the sheets' numbers; those without one come last.
func byNumber(all []respond.Response) []respond.Response {
	number := func(r respond.Response) int64 {
		if n, ok := r.Int("number"); ok {
			return n
		}
		return math.MaxInt64
	}
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(x, y respond.Response) int { return cmp.Compare(number(x), number(y)) })
	return sorted
}

// person writes one form's answers, and whether it counts: only a whole one
// does, and a row that nobody began says nothing.
func (a *answers) person(row int, given []int, complete, there bool) {
	n := len(a.set.Questions)
	for i := range n {
		var put any
		if i < len(given) && given[i] != respond.Blank {
			put = given[i]
		}
		a.Put(row, answersFirst+i, put, sp.Cell.Fillable().Center())
	}
	now := ""
	if there {
		now = a.t("incomplete")
	}
	if complete {
		now = a.t("complete")
	}
	cells := sp.Range(row, answersFirst, row, answersFirst+n-1)
	a.Formula(row, a.status(), fmt.Sprintf(`IF(AND(%[1]s="",COUNTA(%[2]s)=0),"",IF(COUNTIFS(%[2]s,">=%[3]d",%[2]s,"<=%[4]d")=%[5]d,%[6]s,%[7]s))`,
		sp.At(row, answersNumber), cells, a.set.Min, a.set.Max, n, sp.Said(a.t("complete")), sp.Said(a.t("incomplete"))), now, sp.Cell.Center())
}

// Columns of a recap.
const (
	recapSum = iota + 5
	recapMean
	recapFirst // how many chose the least level
)

// Rows of a recap: how many forms count and do not, and the heads of the table.
const recapCount, recapLeft, recapHead = 4, 5, 7

// recap is a sheet with what the forms say of each question, by formula.
type recap struct {
	*sp.Sheet
	of  *answers
	row map[string]int // by question
}

// last is the last column.
func (r *recap) last() int { return recapFirst + r.of.set.Max - r.of.set.Min }

// counted is the cell of how many forms count, from any sheet.
func (r *recap) counted() string { return r.Ref(recapCount, 4) }

// leftOut is the cell of how many do not.
func (r *recap) leftOut() string { return r.Ref(recapLeft, 4) }

// write writes the counts and means; group names what a question belongs to,
// means are rounded to decimals.
func (r *recap) write(title string, group func(q int) string, decimals int) {
	a, t := r.of, r.of.t
	complete, incomplete := a.set.Counts()
	r.Widths(append([]float64{6, 10, 24, 60, 10, 10}, repeat(9, r.last()-recapMean)...)...)
	r.Put(1, 1, title, sp.Title)
	r.Put(2, 1, t("recap.hint"), sp.Small)
	r.Merge(2, 1, r.last())
	line := func(row int, key, status string, n int) {
		r.Put(row, 1, t(key), sp.Label)
		r.Merge(row, 1, 3)
		r.Formula(row, 4, a.count(status), n, left(sp.Value))
	}
	line(recapCount, "recap.counted", "complete", complete)
	line(recapLeft, "recap.left_out", "incomplete", incomplete)
	r.Row(recapHead, sp.Head, t("number"), t("code"), t("aspect"), t("question"), t("recap.sum"), t("mean"))
	for level := a.set.Min; level <= a.set.Max; level++ {
		r.Put(recapHead, recapFirst+level-a.set.Min, t("recap.chose", "N", level), sp.Head)
	}
	r.Freeze(recapHead+1, 1)
	r.Titles(recapHead, recapHead)
	r.row = map[string]int{}
	tally, yes := a.set.Tally(), sp.Said(t("complete"))
	for i, q := range a.set.Questions {
		row := recapHead + 1 + i
		r.row[q.ID] = row
		r.Row(row, sp.Cell.Center(), q.Number, q.ID)
		r.Put(row, 3, group(i), sp.Cell)
		r.Put(row, 4, q.Text.In(a.w.Lang()), sp.Cell)
		given, status := a.column(answersFirst+i), a.column(a.status())
		for n, count := range tally[i].Counts {
			r.Formula(row, recapFirst+n, fmt.Sprintf("COUNTIFS(%s,%d,%s,%s)", given, a.set.Min+n, status, yes), count, sp.Cell.Center())
		}
		r.Formula(row, recapSum, fmt.Sprintf("SUMIFS(%s,%s,%s)", given, status, yes), sumOf(tally[i], a.set.Min), sp.Cell.Center())
		r.Formula(row, recapMean, fmt.Sprintf(`IF(%[1]s=0,"",ROUND(ROUND(%[2]s/%[1]s,12),%[3]d))`, r.counted(), sp.At(row, recapSum), decimals),
			shown(tally[i].Mean, decimals), sp.Cell.As(sp.Fixed(decimals)).Center())
	}
}

// sumOf is the sum of the answers that count.
func sumOf(t respond.QuestionTally, least int) int {
	sum := 0
	for n, count := range t.Counts {
		sum += (least + n) * count
	}
	return sum
}

func left(s sp.Style) sp.Style { s.Align = "left"; return s }
