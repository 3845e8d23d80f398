package evaluation

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/instrument"
)

// lowestShown is how many of the questions with the lowest means are named.
const lowestShown = 3

// usersResult is what the users' answers (F-03) came to: by aspect, and which
// questions were answered lowest.
type usersResult struct {
	f       *form
	content *fyne.Container // holds the card, or nothing
	whole   bool            // all questions are shown
	drawn   string
}

func newUsersResult(f *form) *usersResult {
	return &usersResult{f: f, content: widgets.Column(0)}
}

func (u *usersResult) show() {
	res := u.f.sheet.Result
	key := fmt.Sprint(res.F03, u.whole, res.Respondents, res.MethodF03.ID)
	for _, q := range res.Questions {
		key += " " + q.Mean.Fraction()
	}
	if key == u.drawn {
		return
	}
	u.drawn = key
	u.content.Objects = nil
	if res.F03.Known() {
		u.build(res)
	}
	widgets.ShowIf(u.content, res.F03.Known())
	u.content.Refresh()
	u.f.column.Refresh()
}

func (u *usersResult) build(res instrument.Result) {
	var bars []widgets.Bar
	for _, a := range res.F03Aspects {
		bars = append(bars, widgets.Bar{Name: a.Name.In(lang()), Value: a.Value.Float(), Text: a.Value.Text(lang(), res.Decimals)})
	}
	aside := widgets.Hint(words.T("compare.f03_index", "F03", res.F03.Text(lang(), res.Decimals), "Respondents", words.Now().N("instrument.respondent_count", res.Respondents))).Whole()
	card := widgets.NewCard(words.T("compare.users"), aside, widgets.NewBars(most(u.f.sheet.Instrument), bars))
	texts := map[string]string{}
	for _, q := range u.f.sheet.Instrument.F03.Questions {
		texts[q.ID] = fmt.Sprintf("%d. %s", q.Number, q.Text.In(lang()))
	}
	questions, title := lowest(res.Questions), words.T("compare.lowest", "N", min(lowestShown, len(res.Questions)))
	if u.whole {
		questions, title = res.Questions, words.T("compare.questions", "N", len(res.Questions))
	}
	card.Add(widgets.Body(title).Bold())
	rows := widgets.Column(look.Tight)
	for _, q := range questions {
		value := widgets.Sized(look.Text(48), 0, widgets.Body(q.Mean.Text(lang(), res.Decimals)).Bold().Right().OneLine())
		rows.Add(widgets.RowTop(look.Roomy, 0, widgets.Body(texts[q.ID]), value))
	}
	card.Add(rows)
	if len(res.Questions) > lowestShown {
		word := words.T("compare.all_questions", "N", len(res.Questions))
		if u.whole {
			word = words.T("compare.fewer_questions")
		}
		card.Add(widgets.Row(0, widgets.NewButton(widgets.Quiet, word, "", func() {
			u.whole = !u.whole
			u.show()
		}).Compact()))
	}
	u.content.Add(card)
}

// lowest are the questions with the lowest means, of equal ones the first in the form.
func lowest(all []instrument.QuestionResult) []instrument.QuestionResult {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b instrument.QuestionResult) int { return a.Mean.Cmp(b.Mean) })
	return all[:min(lowestShown, len(all))]
}
