package evaluation

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// result is what the answers come to, what it rests on, what is missing, and
// how it stands beside others.
type result struct {
	f        *form
	content  *fyne.Container
	figure   *widgets.IndexFigure
	warnings *fyne.Container // what must be known beside the index
	radar    *widgets.Radar
	bars     *widgets.Bars
	past     *widgets.Text   // says what the marks on the bars are
	missing  *fyne.Container // holds the card of what is blank
	users    *usersResult
	compare  *compare
	methods  *methods
	drawn    struct{ missing, warnings string } // what was built from
}

func newResult(f *form) page {
	most := most(f.sheet.Instrument)
	r := &result{f: f, figure: widgets.NewIndexFigure(), radar: widgets.NewRadar(most, nil), bars: widgets.NewBars(most, nil)}
	r.warnings, r.missing, r.past = widgets.Column(look.Tight), widgets.Column(0), widgets.Small("")
	for _, o := range []fyne.CanvasObject{r.past, r.warnings, r.missing} {
		o.Hide()
	}
	r.users, r.methods = newUsersResult(f), newMethods(f)
	r.compare = newCompare(f, r.compared)
	r.content = widgets.Column(look.Roomy,
		widgets.NewCard(words.T("evaluation.view.result"), nil, r.figure, r.warnings, widgets.Sized(0, look.Text(300), r.radar), r.bars, r.past),
		r.missing,
		r.users.content,
		r.compare.content,
		r.methods.content,
	)
	r.show()
	return r
}

// most is the highest level of the instrument's scale.
func most(ins *instrument.Instrument) float64 { return float64(ins.Scale.Max) }

func (r *result) object() fyne.CanvasObject { return r.content }
func (r *result) commit()                   {}
func (r *result) lock(bool)                 {}

// reveal brings what is missing into view.
func (r *result) reveal() { r.f.column.Reveal(r.missing) }

func (r *result) show() {
	res := r.f.sheet.Result
	r.showFigure(res)
	r.showAspects(res)
	r.showWarnings(res)
	r.showMissing(res)
	r.users.show()
	r.methods.show()
	r.compare.load()
}

// compared takes up what was read of others.
func (r *result) compared() {
	r.showAspects(r.f.sheet.Result)
	r.methods.show()
	r.content.Refresh()
	r.f.column.Refresh()
}

func (r *result) showAspects(res instrument.Result) {
	var axes []widgets.Axis
	var bars []widgets.Bar
	last, hasLast := r.compare.last()
	for i, a := range res.Aspects {
		axis := widgets.Axis{Name: shortName(r.f.sheet.Instrument.F02.Aspects[i].Short, a.Name), Value: -1, Text: "–"}
		if a.Value.Known() {
			axis.Value, axis.Text = a.Value.Float(), a.Value.Text(lang(), res.Decimals)
		}
		axes = append(axes, axis)
		bar := widgets.Bar{Name: a.Name.In(lang()), Value: max(axis.Value, 0), Text: axis.Text}
		if hasLast {
			bar.Past = last.Aspect(a.ID).Float()
		}
		bars = append(bars, bar)
	}
	r.radar.Set(axes)
	r.bars.Set(bars)
	if hasLast {
		r.past.Set(words.T("compare.past_mark", "Period", last.Evaluation.Text("period")))
	}
	widgets.ShowIf(r.past, hasLast)
}

func (r *result) showFigure(res instrument.Result) {
	// Before the evaluation is final its figures are not, even when all is filled.
	provisional := res.Provisional || !assess.Locked(r.f.sheet.Evaluation)
	switch {
	case res.IPP.Known():
		category := ""
		if res.Category != nil {
			category = res.Category.Code + " – " + res.Category.Name.In(lang())
		}
		r.figure.Set(fixed(res.IPP, res.Decimals), category, r.sum(res), provisional)
	case res.F02.Known():
		note := words.T("evaluation.figure_f02")
		if res.Provisional {
			note = words.T("evaluation.figure_f02_provisional", "N", len(res.Missing))
		}
		r.figure.Set(fixed(res.F02, res.Decimals), words.T("evaluation.index_f02"), note, provisional)
	default:
		r.figure.Set("", "", words.T("evaluation.headline_empty"), true)
	}
}

// sum says how F-02 and F-03 come to the index.
func (r *result) sum(res instrument.Result) string {
	ins := r.f.sheet.Instrument
	text := words.T("compare.sum",
		"F02", res.F02.Text(lang(), res.Decimals), "W02", words.Decimal(ins.F02.Weight.String()),
		"F03", res.F03.Text(lang(), res.Decimals), "W03", words.Decimal(ins.F03.Weight.String()))
	if res.Provisional {
		return headline(res) + ". " + text
	}
	return text
}

// fixed is a number with a decimal point, as the figure takes it.
func fixed(n instrument.Number, decimals int) string { return n.Text("en", decimals) }

// showWarnings says under the index what must be known beside it, such as too
// few respondents. It is counted all the same, and never taken for nothing.
func (r *result) showWarnings(res instrument.Result) {
	var texts []string
	for _, n := range res.Warnings {
		texts = append(texts, n.Text(lang()))
	}
	if n := r.f.sheet.Conflicts(); n > 0 {
		texts = append(texts, words.T("compare.conflicts", "N", n))
	}
	key := strings.Join(texts, "\x00")
	if key == r.drawn.warnings {
		return
	}
	r.drawn.warnings = key
	r.warnings.Objects = nil
	for _, t := range texts {
		r.warnings.Add(warned(t))
	}
	widgets.ShowIf(r.warnings, len(texts) > 0)
	r.warnings.Refresh()
}

// warned is a sentence with the sign of a warning.
func warned(text string) fyne.CanvasObject {
	return widgets.RowTop(look.Gap, 1, widgets.NewIcon("warning", look.Wait, 20), widgets.Body(text).In(look.Wait))
}

// showMissing lists what is blank, each a way to it.
func (r *result) showMissing(res instrument.Result) {
	key := strings.Join(res.Missing, " ")
	if !res.F03.Known() {
		key += " F-03 " + strconv.Itoa(res.IncompleteResponses)
	}
	if key == r.drawn.missing {
		return
	}
	r.drawn.missing = key
	r.missing.Objects = nil
	var body []fyne.CanvasObject
	title := words.T("compare.missing_f03")
	if len(res.Missing) > 0 {
		title = words.T("evaluation.missing", "N", len(res.Missing), "All", res.Total)
		body = append(body, widgets.Hint(words.T("evaluation.missing_hint")))
		body = append(body, r.blanks(res.Missing)...)
	}
	if !res.F03.Known() {
		for _, n := range res.Reasons {
			if n.Key != "instrument.missing" {
				body = append(body, warned(n.Text(lang())))
			}
		}
		body = append(body, widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("compare.to_f03"), "person", func() { r.f.turn(viewUsers, true) }).Compact()))
	}
	if len(body) > 0 {
		r.missing.Add(widgets.NewCard(title, nil, body...))
	}
	widgets.ShowIf(r.missing, len(body) > 0)
	r.missing.Refresh()
	r.f.column.Refresh()
}

// blanks are the blank indicators by aspect.
func (r *result) blanks(missing []string) []fyne.CanvasObject {
	blank := map[string]bool{}
	for _, id := range missing {
		blank[id] = true
	}
	var lines []fyne.CanvasObject
	for _, a := range r.f.sheet.Instrument.F02.Aspects {
		links := widgets.Wrapped(look.Gap)
		for _, ind := range a.Indicators {
			if id := ind.ID; blank[id] {
				links.Add(widgets.NewButton(widgets.Plain, id, "", func() { r.f.jump(id) }).Compact())
			}
		}
		if len(links.Objects) > 0 {
			name := widgets.Sized(look.Text(110), 0, widgets.Body(shortName(a.Short, a.Name)).OneLine())
			lines = append(lines, widgets.RowTop(look.Gap, 1, widgets.Inset(0, 6, name), links))
		}
	}
	return lines
}
