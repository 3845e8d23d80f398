package survey

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/survey"
)

// fieldNeeds is what reveal brings into view when something is missing.
const fieldNeeds = "needs"

// result is the tab Hasil: what the answers come to, what that rests on, and
// what is missing before it can be final.
type result struct {
	d       *detail
	scroll  *widgets.FollowFocus
	page    fyne.CanvasObject
	figure  *widgets.IndexFigure
	quality *widgets.StatusPill
	sample  *widgets.StatusPill
	about   *widgets.Text // the sample in a sentence
	bars    *widgets.Bars
	most    float64
	trend   *fyne.Container
	warns   *fyne.Container
	warned  *widgets.Card
	needs   *fyne.Container
	missing *widgets.Card
	basis   *fyne.Container
}

func newResult(d *detail) *result {
	r := &result{d: d, figure: widgets.NewIndexFigure(), quality: widgets.NewStatusPill(widgets.Neutral, ""), sample: widgets.NewStatusPill(widgets.Neutral, ""),
		about: widgets.Hint(""), most: float64(d.now.sheet.Definition.Scale.Max),
		trend: widgets.Column(look.Gap), warns: widgets.Column(look.Gap), needs: widgets.Column(look.Tight), basis: widgets.Column(look.Tight)}
	r.bars = widgets.NewBars(r.most, nil)
	r.warned = widgets.NewCard(words.T("survey.warnings"), nil, r.warns)
	r.missing = widgets.NewCard(words.T("survey.needs"), nil, r.needs)
	r.page = widgets.Page(
		widgets.NewCard(words.T("survey.tab.result"), nil, r.figure, widgets.Wrapped(look.Gap, r.quality, r.sample), r.about),
		widgets.NewCard(words.T("survey.by_unsur"), widgets.Small(words.T("survey.by_unsur_scale", "Min", d.now.sheet.Definition.Scale.Min, "Max", d.now.sheet.Definition.Scale.Max)).Whole(), r.bars),
		r.missing,
		r.warned,
		widgets.NewCard(words.T("survey.trend"), nil, r.trend),
		widgets.NewCard(words.T("survey.basis_title"), nil, r.basis),
	)
	r.scroll = widgets.NewFollowFocus(r.page)
	return r
}

func (r *result) Object() fyne.CanvasObject { return r.scroll }
func (r *result) Commit()                   {}
func (r *result) close()                    {}

func (r *result) reveal(field string) {
	if field != fieldNeeds {
		return
	}
	r.scroll.Reveal(r.missing)
	if len(r.needs.Objects) > 0 {
		if first, ok := r.needs.Objects[0].(fyne.Focusable); ok {
			r.d.s.Window.Canvas().Focus(first)
		}
	}
}

func (r *result) Show(now *snapshot) {
	s := now.sheet
	r.showFigure(s)
	r.showBars(s.Definition, s.Result)
	r.showWarnings(s.Result)
	r.showTrend(s)
	r.showNeeds(s)
	r.showBasis(s)
	r.page.Refresh()
	r.scroll.Refresh()
}

func (r *result) showFigure(s *survey.Sheet) {
	res := s.Result
	final := survey.Locked(s.Survey)
	if res.Quality == nil {
		r.figure.Set("", "", words.T("survey.no_ikm"), true)
		r.quality.Set(widgets.Neutral, "")
	} else {
		r.figure.Set(res.Rounded.Text("en", s.Definition.Decimals), words.T("survey.quality", "Code", res.Quality.Code), "", !final)
		state, word := qualityWord(*res.Quality)
		r.quality.Set(state, word)
	}
	state, word, text := sampleWords(res)
	r.sample.WithIcon(sampleIcon(state)).Set(state, word)
	r.about.Set(text)
}

// qualityWord is a quality in its word and colour; the letter stands beside it.
func qualityWord(q survey.Quality) (widgets.State, string) {
	switch q.Code {
	case "A", "B":
		return widgets.Good, q.Name.In(lang())
	case "C":
		return widgets.Wait, q.Name.In(lang())
	}
	return widgets.Bad, q.Name.In(lang())
}

func (r *result) showBars(d *survey.Definition, res survey.Result) {
	var bars []widgets.Bar
	for _, u := range res.Unsur {
		of, _ := d.Find(u.ID)
		bar := widgets.Bar{Name: u.ID + "  " + of.ShortName().In(lang()), Text: "–"}
		if u.Mean.Known() {
			bar.Value, bar.Text = u.Mean.Float(), u.Mean.Text(lang(), 2)
			if u.Quality != nil {
				bar.Text += " · " + u.Quality.Code
			}
		}
		if slices.Contains(res.Lowest, u.ID) {
			bar.State = widgets.Wait
			bar.Text = words.T("survey.lowest_mark") + "  " + bar.Text
		}
		bars = append(bars, bar)
	}
	r.bars.Set(bars)
}

// needed are the warnings that the card of what is missing says of a draft, with a way there.
var needed = []string{"survey.warn.no_respondents", "survey.warn.incomplete", "survey.warn.no_population", "survey.warn.below_sample"}

func (r *result) showWarnings(res survey.Result) {
	r.warns.Objects = nil
	for _, n := range res.Warnings {
		if !r.d.locked() && slices.Contains(needed, n.Key) {
			continue
		}
		r.warns.Add(widgets.RowTop(look.Gap, 1, widgets.NewIcon("warning", look.Wait, 18), widgets.Body(n.Text(lang()))))
	}
	widgets.ShowIf(r.warned, len(r.warns.Objects) > 0)
}

// showTrend shows the periods before beside this one, oldest first.
func (r *result) showTrend(s *survey.Sheet) {
	var bars []widgets.Bar
	add := func(period string, value survey.Earlier) {
		bar := widgets.Bar{Name: period, Text: "–"}
		if value.IKM.Known() {
			bar.Value, bar.Text = value.IKM.Float(), value.IKM.Text(lang(), s.Definition.Decimals)
			if value.Quality != nil {
				bar.Text += " · " + value.Quality.Code
			}
		}
		bar.Text = words.T("survey.trend_line", "IKM", bar.Text, "N", words.Count(value.Respondents))
		bars = append(bars, bar)
	}
	for _, b := range slices.Backward(s.Before) {
		add(b.Period, b)
	}
	add(words.T("survey.trend_now", "Period", s.Survey.Text("period")), survey.Earlier{IKM: s.Result.Rounded, Quality: s.Result.Quality, Respondents: s.Result.Respondents})
	r.trend.Objects = nil
	if len(s.Before) == 0 {
		r.trend.Add(widgets.Hint(words.T("survey.trend_none")))
	} else {
		r.trend.Add(widgets.NewBars(100, bars))
	}
	r.trend.Refresh()
}

// showNeeds lists what is missing, each a way to it.
func (r *result) showNeeds(s *survey.Sheet) {
	r.needs.Objects = nil
	if !r.d.locked() {
		for _, n := range s.Needs() {
			icon, tint := "warning", look.Wait
			if n.Advice {
				icon, tint = "info", look.Quiet
			}
			var args []any
			for name, value := range n.Args {
				args = append(args, name, value)
			}
			row := widgets.RowGrow(look.Gap, 1, widgets.NewIcon(icon, tint, 18), widgets.Body(words.T(n.Key, args...)), widgets.Body(words.T("survey.go")).In(look.Sea).Whole())
			r.needs.Add(bound.NewPress(widgets.Inset(look.Gap, look.Tight, row), func() { r.d.jump(n) }))
		}
	}
	widgets.ShowIf(r.missing, len(r.needs.Objects) > 0)
	r.needs.Refresh()
}

// showBasis names what the numbers rest on.
func (r *result) showBasis(s *survey.Sheet) {
	d, res := s.Definition, s.Result
	pair := func(name, value string) fyne.CanvasObject {
		return widgets.RowTop(look.Roomy, 1, widgets.Sized(look.Text(150), 0, widgets.Hint(words.T(name)).OneLine()), widgets.Body(value))
	}
	counted := words.T("survey.counted", "N", words.Count(res.Respondents), "Incomplete", words.Count(res.Incomplete))
	r.basis.Objects = []fyne.CanvasObject{
		pair("survey.basis.form", d.Title.In(lang())+" · "+words.T("survey.version", "Version", d.Version)),
		pair("survey.basis.counted", counted),
		pair("survey.basis.weight", fmt.Sprintf("1/%d. %s", max(len(res.Unsur), 1), d.Weights.Text.In(lang()))),
		pair("survey.basis.sample", d.Sample.Name.In(lang())),
		widgets.Space(0, look.Tight),
		widgets.Hint(words.T("survey.not_f03")),
		widgets.Hint(d.Notice),
	}
	r.basis.Refresh()
}
