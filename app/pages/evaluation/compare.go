package evaluation

import (
	"context"
	"math/big"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// compare puts the evaluation beside its earlier periods and beside other units
// of the mission. What it needs is read in the background: the result itself
// never waits for it.
type compare struct {
	f       *form
	content *fyne.Container
	slot    session.Slot
	read    *assess.Comparison
	of      *assess.Sheet // that it was read for
	done    func()        // it was read
}

func newCompare(f *form, done func()) *compare {
	c := &compare{f: f, content: widgets.Column(look.Roomy), done: done}
	c.content.Hide()
	return c
}

// load reads the comparison when the sheet is another than before.
func (c *compare) load() {
	sheet := c.f.sheet
	if c.of == sheet {
		return
	}
	c.of = sheet
	st := c.f.p.s.Store
	session.Load(c.f.p.s, &c.slot, func(ctx context.Context) (*assess.Comparison, error) { return assess.Compare(ctx, st, sheet) },
		func(read *assess.Comparison) {
			c.read = read
			c.build()
			if r, ok := c.f.page.(*result); ok && r.compare == c {
				r.methods.others = read.Otherwise
			}
			c.done()
		})
}

// last is the latest earlier period that can be compared.
func (c *compare) last() (assess.Compared, bool) {
	if c == nil || c.read == nil || len(c.read.Earlier) == 0 {
		return assess.Compared{}, false
	}
	return c.read.Earlier[len(c.read.Earlier)-1], true
}

func (c *compare) build() {
	c.content.Objects = nil
	if len(c.read.Earlier) > 0 {
		c.content.Add(c.periods())
	}
	if len(c.read.Units) > 0 {
		c.content.Add(c.units())
	}
	if len(c.read.Apart) > 0 {
		c.content.Add(c.apart())
	}
	widgets.ShowIf(c.content, len(c.content.Objects) > 0)
	c.content.Refresh()
}

// periods shows how the index went, and how each aspect changed since the last period.
func (c *compare) periods() fyne.CanvasObject {
	sheet, res := c.f.sheet, c.f.sheet.Result
	point := func(period string, r instrument.Result, final bool) widgets.TrendPoint {
		p := widgets.TrendPoint{Name: period, Value: -1, Text: words.T("compare.no_ipp"), Hollow: !final}
		if r.IPP.Known() {
			p.Value, p.Text = r.IPP.Float(), r.IPP.Text(lang(), r.Decimals)
		}
		switch {
		case !final:
			p.Note = words.T("compare.provisional")
		case r.Category != nil:
			p.Note = r.Category.Code
		}
		return p
	}
	var points []widgets.TrendPoint
	heads := []string{words.T("compare.aspect")}
	version := false
	for _, e := range c.read.Earlier {
		points = append(points, point(e.Evaluation.Text("period"), e.Result, e.Final()))
		heads = append(heads, e.Evaluation.Text("period"))
		version = version || e.Version
	}
	last, _ := c.last()
	points = append(points, point(sheet.Evaluation.Text("period"), res, assess.Locked(sheet.Evaluation) && res.Complete()))
	heads = append(heads, sheet.Evaluation.Text("period"), words.T("compare.change"))
	row := func(name string, bold bool, now instrument.Number, of func(assess.Compared) instrument.Number) widgets.GridRow {
		g := widgets.GridRow{Name: name, Bold: bold}
		for _, e := range c.read.Earlier {
			g.Cells = append(g.Cells, widgets.GridCell{Text: of(e).Text(lang(), res.Decimals)})
		}
		g.Cells = append(g.Cells, widgets.GridCell{Text: now.Text(lang(), res.Decimals), Bold: true}, change(of(last), now, res.Decimals))
		return g
	}
	rows := []widgets.GridRow{row(words.T("compare.ipp"), true, res.IPP, func(e assess.Compared) instrument.Number { return e.Result.IPP })}
	for i, a := range res.Aspects {
		name := shortName(sheet.Instrument.F02.Aspects[i].Short, a.Name)
		rows = append(rows, row(name, false, a.Value, func(e assess.Compared) instrument.Number { return e.Aspect(a.ID) }))
	}
	rows = append(rows, row(words.T("compare.f03"), false, res.F03, func(e assess.Compared) instrument.Number { return e.Result.F03 }))
	card := widgets.NewCard(words.T("compare.periods"), nil,
		widgets.NewTrend(most(sheet.Instrument), points), widgets.NewGrid(heads, rows).Spare(len(c.read.Earlier)-1))
	if version {
		card.Add(widgets.Hint(words.T("compare.versions")))
	}
	return card
}

// change is what a value rose or fell by, of the values as they are shown.
func change(before, now instrument.Number, decimals int) widgets.GridCell {
	if !before.Known() || !now.Known() {
		return widgets.GridCell{Text: "–"}
	}
	by := new(big.Rat).Sub(now.Round(decimals).Rat(), before.Round(decimals).Rat())
	text := words.Decimal(new(big.Rat).Abs(by).FloatString(decimals))
	switch by.Sign() {
	case 1:
		return widgets.GridCell{Text: "+" + text, State: widgets.Good}
	case -1:
		return widgets.GridCell{Text: "–" + text, State: widgets.Bad}
	}
	return widgets.GridCell{Text: text}
}

// units shows the other units of the mission in the same period.
func (c *compare) units() fyne.CanvasObject {
	sheet, res := c.f.sheet, c.f.sheet.Result
	version := false
	bar := func(name string, r instrument.Result, final bool) widgets.Bar {
		b := widgets.Bar{Name: name, Text: words.T("compare.no_ipp")}
		if !r.IPP.Known() {
			return b
		}
		b.Value, b.Text = r.IPP.Float(), r.IPP.Text(lang(), r.Decimals)
		switch {
		case !final:
			b.Text = words.T("compare.value_provisional", "Value", b.Text)
		case r.Category != nil:
			b.Text += "  " + r.Category.Code
		}
		return b
	}
	own := bar(words.T("compare.this_unit", "Unit", sheet.Evaluation.Text("unit")), res, assess.Locked(sheet.Evaluation) && res.Complete())
	bars := []widgets.Bar{own}
	for _, u := range c.read.Units {
		b := bar(u.Evaluation.Text("unit"), u.Result, u.Final())
		b.Quiet = true
		bars = append(bars, b)
		version = version || u.Version
	}
	card := widgets.NewCard(words.T("compare.units", "Period", sheet.Evaluation.Text("period")), nil, widgets.NewBars(most(sheet.Instrument), bars))
	if version {
		card.Add(widgets.Hint(words.T("compare.versions")))
	}
	return card
}

// apart lists what is not compared, and why.
func (c *compare) apart() fyne.CanvasObject {
	card := widgets.NewCard(words.T("compare.apart"), nil, widgets.Hint(words.T("compare.apart_hint")))
	for _, a := range c.read.Apart {
		e := a.Evaluation
		args := []any{"Unit", e.Text("unit"), "Period", e.Text("period"), "Variant", choice("variant", e.Text("variant")), "ID", e.Text("instrument"), "Version", e.Text("instrument_version")}
		value := a.Result.IPP.Text(lang(), a.Result.Decimals)
		args = append(args, "Value", value, "F02", a.Result.MethodF02.Name.In(lang()), "F03", a.Result.MethodF03.Name.In(lang()))
		card.Add(widgets.Body(words.T("compare.apart."+a.Apart, args...)))
	}
	return card
}
