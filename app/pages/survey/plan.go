package survey

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/survey"
)

// plan is the tab Rencana: of what, when, among how many, and how.
type plan struct {
	d        *detail
	scroll   *widgets.FollowFocus
	page     fyne.CanvasObject
	form     *bound.Form
	fields   map[string]interface{ Focus() }
	services *bound.ServicesPick
	sample   *widgets.Text
	enough   *widgets.StatusPill
	unsur    *widgets.MultiPick
	save     func(data.Value)
	note     *widgets.Text
	remove   *widgets.Button
}

func newPlan(d *detail) *plan {
	p := &plan{d: d, fields: map[string]interface{ Focus() }{}, sample: widgets.Hint(""), enough: widgets.NewStatusPill(widgets.Neutral, ""), note: widgets.Small("")}
	f := bound.New(d.s, "survey.undo.edit")
	p.form = f
	f.Filter = titled(f)
	label := func(name string) string { return words.T("kinds.survey." + name) }
	line := func(name string) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoField(label(name)))
		p.fields[name] = w
		return w
	}
	parsed := func(name string, w *widgets.ParsedField) *widgets.ParsedField {
		p.fields[name] = w.Field()
		return w
	}
	title, period, unit := line("title"), line("period"), line("unit")
	period.SetHint(words.T("survey.period_hint"))
	from := parsed("from_on", f.Date("from_on", widgets.NewDateField(label("from_on"), d.s.Now)))
	until := parsed("until_on", f.Date("until_on", widgets.NewDateField(label("until_on"), d.s.Now)))
	population := parsed("population", f.Number("population", widgets.NewNumberField(words.T("survey.population"), 0, 1_000_000_000)))
	population.Field().SetHint(words.T("survey.population_hint"))
	method := f.Text("method", widgets.NewAutoArea(label("method"), 3))
	method.SetExample(words.T("survey.method_example"))
	p.fields["method"] = method
	p.services = f.Services("services", label("services"))
	var unsur []widgets.Option
	for _, u := range d.now.sheet.Definition.Unsur {
		unsur = append(unsur, widgets.Option{ID: u.ID, Text: u.ID + " " + u.ShortName().In(lang())})
	}
	p.unsur = widgets.NewMultiPick(label("unsur"), unsur)
	p.save = f.Other("unsur", p.showUnsur, func(bool) {}) // show enables it
	p.unsur.OnChanged = p.pickUnsur
	p.remove = widgets.NewButton(widgets.Danger, words.T("survey.delete"), "trash", p.delete)
	p.page = widgets.Page(
		widgets.NewCard(words.T("survey.plan.when"), nil, bound.Columns(200, from, until), bound.Columns(200, period, unit), title),
		widgets.NewCard(words.T("survey.plan.sample"), nil,
			bound.Columns(260, population, widgets.Column(look.Gap, widgets.Row(0, p.enough), p.sample)), method),
		widgets.NewCard(words.T("survey.plan.what"), nil, p.services.Object, p.unsur, p.note),
		widgets.Row(0, p.remove),
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

// titled lets a title that was made of period and unit follow them.
func titled(f *bound.Form) func(string, data.Edit) []data.Edit {
	return func(name string, e data.Edit) []data.Edit {
		r := f.Record()
		period, unit := r.Text("period"), r.Text("unit")
		edits := []data.Edit{e}
		if r.Text("title") != survey.TitleOf(period, unit) {
			return edits
		}
		switch name {
		case "period":
			edits = append(edits, r.Set("title", data.TextValue(survey.TitleOf(e.Value.String(), unit))))
		case "unit":
			edits = append(edits, r.Set("title", data.TextValue(survey.TitleOf(period, e.Value.String()))))
		}
		return edits
	}
}

func (p *plan) Object() fyne.CanvasObject { return p.scroll }
func (p *plan) Commit()                   { p.form.Commit() }
func (p *plan) close()                    {}

func (p *plan) reveal(field string) {
	if f := p.fields[field]; f != nil {
		f.Focus()
	}
}

func (p *plan) Show(now *snapshot) {
	s := now.sheet
	p.services.Offer(now.offered)
	p.form.Show(s.Survey)
	p.form.Lock(p.d.locked())
	p.showSample(s.Result)
	// With sheets at hand the questions stay: to add one would make every sheet
	// incomplete, to drop one would leave answers uncounted.
	if asked := len(s.Responses.Responses) > 0; asked || p.d.locked() || len(s.Survey.Conflicts["unsur"]) > 1 {
		p.unsur.Disable()
		p.note.Set(words.T("survey.unsur_fixed"))
	} else {
		p.unsur.Enable()
		p.note.Set(words.T("survey.unsur_note"))
	}
	widgets.ShowIf(p.remove, !p.d.locked())
	p.page.Refresh()
	p.scroll.Refresh()
}

// showSample says what the population asks for and what is missing to it.
func (p *plan) showSample(r survey.Result) {
	state, word, text := sampleWords(r)
	p.enough.WithIcon(sampleIcon(state)).Set(state, word)
	p.sample.Set(text)
}

// sampleWords says how the respondents stand against the least sample.
func sampleWords(r survey.Result) (widgets.State, string, string) {
	switch {
	case !r.PopulationKnown:
		return widgets.Neutral, words.T("survey.sample.unknown"), words.T("survey.sample.unknown_text")
	case r.Short() > 0:
		return widgets.Wait, words.T("survey.sample.short", "N", words.Count(r.Short())),
			words.T("survey.sample.text", "Min", words.Count(r.MinSample), "Population", words.Count(r.Population), "N", words.Count(r.Respondents))
	}
	return widgets.Good, words.T("survey.sample.enough"),
		words.T("survey.sample.text", "Min", words.Count(r.MinSample), "Population", words.Count(r.Population), "N", words.Count(r.Respondents))
}

// sampleIcon is the state's own icon; what is not known is no draft.
func sampleIcon(state widgets.State) string {
	if state == widgets.Neutral {
		return "info"
	}
	return ""
}

func (p *plan) showUnsur(r data.Record) {
	var asked []string
	for _, u := range p.d.now.sheet.Asked() {
		asked = append(asked, u.ID)
	}
	p.unsur.Set(asked)
}

// pickUnsur keeps nothing when all are asked: that is the rule.
func (p *plan) pickUnsur(ids []string) {
	if len(p.d.now.sheet.Responses.Responses) > 0 {
		return
	}
	if len(ids) == 0 || len(ids) == len(p.d.now.sheet.Definition.Unsur) {
		p.save(data.Value{})
		if len(ids) == 0 {
			p.showUnsur(p.d.now.sheet.Survey)
		}
		return
	}
	p.save(data.ListValue(ids))
}

func (p *plan) delete() {
	s := p.d.now.sheet
	widgets.Ask(p.d.s.Window.Canvas(), widgets.Question{
		Title: words.T("survey.delete.title"), Yes: words.T("survey.delete"), Grave: true,
		Text: words.T("survey.delete.hint", "Title", s.Survey.Text("title"), "N", words.Count(len(s.Responses.Responses))),
	}, func(string) {
		p.d.s.Write("survey.undo.delete", []data.Edit{s.Survey.Delete()}, func() {
			p.d.s.Toast(words.T("survey.delete.done"))
		})
	})
}
