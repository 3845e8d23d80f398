package survey

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// media are where a result can be published, as indicator A07 counts them.
var media = []string{"print", "electronic", "social", "website", "app", "sippn", "billboard"}

// publication is the tab Publikasi: the report, and where the result can be read.
type publication struct {
	d       *detail
	scroll  *widgets.FollowFocus
	page    fyne.CanvasObject
	said    *bound.Form // known only after the survey is final
	summary *bound.Form
	on      *widgets.ParsedField
	count   *widgets.Text
}

func newPublication(d *detail) *publication {
	p := &publication{d: d, count: widgets.Small("").Right().OneLine(), said: bound.New(d.s, "survey.undo.edit"), summary: bound.New(d.s, "survey.undo.edit")}
	p.on = p.said.Date("reported_on", widgets.NewDateField(words.T("kinds.survey.reported_on"), d.s.Now))
	p.on.Field().SetHint(words.T("survey.reported_hint"))
	var options []widgets.Option
	for _, m := range media {
		options = append(options, widgets.Option{ID: m, Text: words.T("survey.media." + m)})
	}
	where := p.said.Picks("media", widgets.NewMultiPick(words.T("kinds.survey.media"), options))
	summary := p.summary.Text("summary", widgets.NewAutoArea(words.T("kinds.survey.summary"), 5))
	summary.SetExample(words.T("survey.summary_example"))
	p.page = widgets.Page(
		widgets.NewCard(words.T("survey.report"), nil, summary, p.on),
		widgets.NewCard(words.T("survey.published"), widgets.Sized(look.Text(90), 0, p.count), where, widgets.Small(words.T("survey.media_hint"))),
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *publication) Object() fyne.CanvasObject { return p.scroll }
func (p *publication) close()                    {}
func (p *publication) reveal(string)             { p.on.Field().Focus() }

func (p *publication) Commit() {
	p.said.Commit()
	p.summary.Commit()
}

func (p *publication) Show(now *snapshot) {
	r := now.sheet.Survey
	p.said.Show(r)
	p.summary.Show(r)
	p.said.Lock(p.d.readOnly())
	p.summary.Lock(p.d.locked())
	p.count.Set(words.Now().N("survey.media_count", len(r.List("media"))))
	p.page.Refresh()
	p.scroll.Refresh()
}
