package evaluation

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// result is what the answers come to, what it rests on, and what is missing.
type result struct {
	f       *form
	content *fyne.Container
	figure  *widgets.IndexFigure
	radar   *widgets.Radar
	bars    *widgets.Bars
	basis   *fyne.Container
	missing *fyne.Container                 // holds the card of blank indicators
	drawn   struct{ missing, basis string } // what was built from
}

func newResult(f *form) page {
	r := &result{f: f, figure: widgets.NewIndexFigure(), radar: widgets.NewRadar(most(f.sheet.Instrument), nil), bars: widgets.NewBars(most(f.sheet.Instrument), nil)}
	r.basis, r.missing = widgets.Column(look.Tight), widgets.Column(0)
	r.content = widgets.Column(look.Roomy,
		widgets.NewCard(words.T("evaluation.view.result"), nil, r.figure, widgets.Sized(0, look.Text(300), r.radar), r.bars),
		r.missing,
		widgets.NewCard(words.T("evaluation.basis"), nil, r.basis),
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
	var axes []widgets.Axis
	var bars []widgets.Bar
	for i, a := range res.Aspects {
		axis := widgets.Axis{Name: shortName(r.f.sheet.Instrument.F02.Aspects[i].Short, a.Name), Value: -1, Text: "–"}
		if a.Value.Known() {
			axis.Value, axis.Text = a.Value.Float(), a.Value.Text(lang(), res.Decimals)
		}
		axes = append(axes, axis)
		bars = append(bars, widgets.Bar{Name: a.Name.In(lang()), Value: max(axis.Value, 0), Text: axis.Text})
	}
	r.radar.Set(axes)
	r.bars.Set(bars)
	r.showMissing(res)
	r.showBasis(res)
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
		r.figure.Set(fixed(res.IPP, res.Decimals), category, headline(res), provisional)
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

// fixed is a number with a decimal point, as the figure takes it.
func fixed(n instrument.Number, decimals int) string { return n.Text("en", decimals) }

// showMissing lists the blank indicators, each a way to it.
func (r *result) showMissing(res instrument.Result) {
	key := strings.Join(res.Missing, " ")
	if key == r.drawn.missing {
		return
	}
	r.drawn.missing = key
	r.missing.Objects = nil
	if len(res.Missing) > 0 {
		blank := map[string]bool{}
		for _, id := range res.Missing {
			blank[id] = true
		}
		body := []fyne.CanvasObject{widgets.Hint(words.T("evaluation.missing_hint"))}
		for _, a := range r.f.sheet.Instrument.F02.Aspects {
			links := widgets.Wrapped(look.Gap)
			for _, ind := range a.Indicators {
				if id := ind.ID; blank[id] {
					links.Add(widgets.NewButton(widgets.Plain, id, "", func() { r.f.jump(id) }).Compact())
				}
			}
			if len(links.Objects) > 0 {
				name := widgets.Sized(look.Text(110), 0, widgets.Body(shortName(a.Short, a.Name)).OneLine())
				body = append(body, widgets.RowTop(look.Gap, 1, widgets.Inset(0, 6, name), links))
			}
		}
		r.missing.Add(widgets.NewCard(words.T("evaluation.missing", "N", len(res.Missing), "All", res.Total), nil, body...))
	}
	r.missing.Refresh()
	r.f.column.Refresh()
}

// showBasis names what the numbers rest on.
func (r *result) showBasis(res instrument.Result) {
	ins := r.f.sheet.Instrument
	key := res.Basis(lang())
	if key == r.drawn.basis {
		return
	}
	r.drawn.basis = key
	pair := func(name, value string) fyne.CanvasObject {
		return widgets.RowTop(look.Roomy, 1, widgets.Sized(look.Text(150), 0, widgets.Hint(words.T(name)).OneLine()), widgets.Body(value))
	}
	r.basis.Objects = []fyne.CanvasObject{
		pair("evaluation.basis.instrument", ins.Title.In(lang())),
		pair("evaluation.basis.version", ins.Version),
		pair("evaluation.basis.method_f02", res.MethodF02.Name.In(lang())),
		pair("evaluation.basis.method_f03", res.MethodF03.Name.In(lang())),
		pair("evaluation.basis.loci", words.Count(res.Loci)),
		pair("evaluation.basis.respondents", words.Count(res.Respondents)),
	}
	for _, n := range res.Reasons {
		if n.Key != "instrument.missing" { // the card above says so, with links
			r.basis.Add(widgets.Hint(n.Text(lang())))
		}
	}
	for _, n := range res.Warnings {
		r.basis.Add(widgets.Hint(n.Text(lang())))
	}
	if ins.Notice != "" {
		r.basis.Add(widgets.Hint(ins.Notice))
	}
	r.basis.Refresh()
}
