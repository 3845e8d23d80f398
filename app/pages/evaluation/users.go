package evaluation

import (
	"cmp"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/respond"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/instrument"
	poll "pinisi/data/respond"
)

// users is the view of F-03: the ways in which users' answers come in, what
// came in, and what it says.
type users struct {
	f       *form
	content *fyne.Container
	entry   *respond.Entry
	says    *fyne.Container // means and lowest questions; hidden while sheets are typed
	means   *widgets.Bars
	lowest  *fyne.Container
	drawn   string
}

// lowestUsers is how many of the questions with the lowest values are named.
const lowestUsers = 3

func newUsers(f *form) page {
	p := &users{f: f, says: widgets.Column(look.Roomy), means: widgets.NewBars(most(f.sheet.Instrument), nil), lowest: widgets.Column(look.Gap)}
	p.entry = respond.NewEntry(f.p.s, respond.Labels{
		Welcome: "entry.counter.welcome_f03",
		Minimum: func() int {
			rule, _ := f.sheet.Instrument.RespondentRule(data.Year(f.sheet.Evaluation.Text("period")))
			return rule.Min
		},
		Busy: func(busy bool) {
			widgets.ShowIf(p.says, !busy)
			p.refresh()
			f.column.ScrollTo(0)
		},
	}, func() poll.Form { return poll.OfEvaluation(f.sheet.Instrument, f.sheet.Evaluation) },
		func() *poll.Set { return f.sheet.Responses })
	p.content = widgets.Column(look.Roomy, p.entry.Content(), p.says)
	p.show()
	return p
}

func (p *users) object() fyne.CanvasObject { return p.content }

func (p *users) show() {
	p.entry.Show()
	r := p.f.sheet.Result
	key := fmt.Sprint(r.Respondents, r.F03Aspects, r.Questions)
	if key == p.drawn {
		return
	}
	p.drawn = key
	p.says.Objects = nil
	if r.Respondents == 0 {
		p.refresh()
		return
	}
	var bars []widgets.Bar
	for _, a := range r.F03Aspects {
		if a.Value.Known() {
			bars = append(bars, widgets.Bar{Name: a.Name.In(lang()), Value: a.Value.Float(), Text: a.Value.Text(lang(), r.Decimals)})
		}
	}
	p.means.Set(bars)
	scale := p.f.sheet.Instrument.Scale
	p.says.Add(widgets.NewCard(words.T("entry.users.means"), nil,
		widgets.Hint(words.T("entry.users.means_hint", "N", r.Respondents, "Min", scale.Min, "Max", scale.Max)), p.means))
	p.showLowest(r)
	p.says.Add(widgets.NewCard(words.T("entry.users.lowest"), nil, p.lowest))
	p.refresh()
}

func (p *users) showLowest(r instrument.Result) {
	ranked := slices.Clone(r.Questions)
	slices.SortStableFunc(ranked, func(a, b instrument.QuestionResult) int { return cmp.Compare(a.Mean.Float(), b.Mean.Float()) })
	p.lowest.Objects = nil
	for _, one := range ranked[:min(lowestUsers, len(ranked))] {
		i := slices.IndexFunc(p.f.sheet.Instrument.F03.Questions, func(q instrument.Question) bool { return q.ID == one.ID })
		if i < 0 {
			continue
		}
		q := p.f.sheet.Instrument.F03.Questions[i]
		p.lowest.Add(widgets.RowTop(look.Roomy, 0, widgets.Body(words.T("entry.users.one", "N", q.Number, "Text", q.Text.In(lang()))),
			widgets.Body(one.Mean.Text(lang(), r.Decimals)).Bold().Whole()))
	}
}

// refresh lays out anew what has another height now.
func (p *users) refresh() {
	if p.content != nil {
		p.content.Refresh()
		p.f.column.Refresh()
	}
}

func (p *users) commit()          { p.entry.Leave() }
func (p *users) lock(locked bool) { p.entry.Lock(locked) }

// close ends what the entry runs.
func (p *users) close() { p.entry.Close() }

// dropped takes a table to import.
func (p *users) dropped(path string) bool { return p.entry.Dropped(path) }

// answeredBy reports whether a record is a user's sheet of this evaluation.
func (f *form) answeredBy(id data.ID) bool {
	return slices.ContainsFunc(f.sheet.Responses.Responses, func(r poll.Response) bool { return r.ID == id })
}
