package survey

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	followpage "pinisi/app/pages/followup"
	"pinisi/app/pages/related"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/setup"
	"pinisi/data/survey"
)

// followUps is the tab Tindak lanjut: the lowest unsur become actions with one
// click, and the actions that follow from the survey.
type followUps struct {
	d      *detail
	scroll *widgets.FollowFocus
	page   fyne.CanvasObject
	lowest *fyne.Container
	make   *widgets.Button
	offer  fyne.CanvasObject // holds it
	sum    *widgets.Text
	rows   *fyne.Container
	card   *related.Card // what led here, and what came of it
}

func newFollowUps(d *detail) *followUps {
	p := &followUps{d: d, lowest: widgets.Column(look.Tight), sum: widgets.Small("").Right().OneLine(), rows: widgets.Column(look.Tight)}
	p.make = widgets.NewButton(widgets.Primary, "", "plus", p.plan)
	p.offer = widgets.Row(0, p.make)
	p.card = related.New(d.s)
	p.page = widgets.Page(
		widgets.NewCard(words.T("survey.lowest"), nil, p.lowest, p.offer),
		widgets.NewCard(words.T("survey.followups"), widgets.Sized(look.Text(180), 0, p.sum), p.rows),
		p.card.Content,
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *followUps) Object() fyne.CanvasObject { return p.scroll }
func (p *followUps) Commit()                   {}
func (p *followUps) close()                    { p.card.Close() }
func (p *followUps) reveal(string)             {}

func (p *followUps) Show(now *snapshot) {
	s := now.sheet
	today := setup.Today(p.d.s.Now(), s.Survey.Scope)
	p.showLowest(s, today)
	p.card.Show(s.Survey)
	sum := followup.Sum(s.Followups, today)
	p.sum.Set("")
	if sum.Total() > 0 {
		p.sum.Set(words.T("survey.followups_done", "Done", words.Count(sum.Done), "N", words.Count(sum.Total()), "Percent", sum.Percent()))
	}
	p.rows.Objects = nil
	if len(s.Followups) == 0 {
		p.rows.Add(widgets.Hint(words.T("survey.followups_none")))
	}
	followpage.Lines(p.d.s, p.rows, s.Followups, today, func(r data.Record) string { return r.Text("source_part") })
	p.page.Refresh()
	p.scroll.Refresh()
}

// showLowest shows the lowest unsur, each with what follows from it.
func (p *followUps) showLowest(s *survey.Sheet, today string) {
	p.lowest.Objects = nil
	if len(s.Result.Lowest) == 0 {
		p.lowest.Add(widgets.Hint(words.T("survey.lowest_none")))
	}
	for i, id := range s.Result.Lowest {
		u, _ := s.Result.Of(id)
		if i > 0 {
			p.lowest.Add(widgets.Divider())
		}
		line := words.T("survey.lowest_line", "Mean", u.Mean.Text(lang(), 2), "Quality", u.Quality.Name.In(lang()))
		title := u.ID + "  " + u.Name.In(lang())
		if action, ok := s.FollowupOf(id); ok {
			p.lowest.Add(followpage.Line(p.d.s, action, today, title, line))
			continue
		}
		p.lowest.Add(widgets.Inset(look.Gap, look.Gap, widgets.RowGrow(look.Gap, 0,
			widgets.Column(2, widgets.Body(title), widgets.Small(line)),
			widgets.NewStatusPill(widgets.Wait, words.T("survey.lowest_open")))))
	}
	n := len(s.Unplanned())
	p.make.SetText(words.Now().N("survey.plan_lowest", n))
	widgets.ShowIf(p.offer, n > 0 && !p.d.readOnly())
	p.lowest.Refresh()
}

// plan makes an action of each of the lowest unsur that has none.
func (p *followUps) plan() {
	s, id := p.d.s, p.d.now.sheet.Survey.ID
	made := 0
	s.Change(func(ctx context.Context) (err error) {
		made, err = survey.PlanLowest(ctx, s.Store, s.Author, id, lang())
		return err
	}, func() { s.Offer(words.Now().N("survey.planned", made), s.Undo) })
}
