package evaluation

import (
	"fmt"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/instrument"
)

// methods names what the numbers rest on, and what they would be by the other
// methods that the instrument offers.
type methods struct {
	f       *form
	content *widgets.Card
	basis   *fyne.Container
	others  []instrument.Result // by other methods; read with the comparison
	drawn   string
}

func newMethods(f *form) *methods {
	m := &methods{f: f, basis: widgets.Column(look.Tight)}
	m.content = widgets.NewCard(words.T("evaluation.basis"), nil, m.basis)
	return m
}

func (m *methods) show() {
	ins, res := m.f.sheet.Instrument, m.f.sheet.Result
	key := res.Basis(lang())
	for _, o := range m.others {
		key += fmt.Sprint(o.IPP, o.F02, o.F03)
	}
	if key == m.drawn {
		return
	}
	m.drawn = key
	pair := func(name, value string) fyne.CanvasObject {
		return widgets.RowTop(look.Roomy, 1, widgets.Sized(look.Text(150), 0, widgets.Hint(words.T(name)).OneLine()), widgets.Body(value))
	}
	m.basis.Objects = []fyne.CanvasObject{
		pair("evaluation.basis.instrument", ins.Title.In(lang())),
		pair("evaluation.basis.version", ins.Version),
		pair("evaluation.basis.method_f02", res.MethodF02.Name.In(lang())),
		pair("evaluation.basis.method_f03", res.MethodF03.Name.In(lang())),
		pair("evaluation.basis.loci", words.Count(res.Loci)),
		pair("evaluation.basis.respondents", words.Count(res.Respondents)),
	}
	if len(m.others) > 0 && res.F02.Known() {
		m.basis.Add(widgets.Inset(0, look.Gap, widgets.Divider()))
		m.basis.Add(widgets.Body(words.T("compare.otherwise")).Bold())
		m.basis.Add(widgets.Hint(words.T("compare.otherwise_hint")))
		m.basis.Add(m.table(res))
	}
	if ins.Notice != "" {
		m.basis.Add(widgets.Hint(ins.Notice))
	}
	m.basis.Refresh()
	m.content.Refresh()
}

// table puts the values by other methods under those of the result itself.
func (m *methods) table(res instrument.Result) fyne.CanvasObject {
	heads := []string{words.T("compare.method"), "F-02", "F-03", words.T("compare.ipp"), words.T("compare.category")}
	line := func(r instrument.Result, bold bool) widgets.GridRow {
		category := "–"
		if r.Category != nil {
			category = r.Category.Code
		}
		return widgets.GridRow{Name: r.MethodF02.Name.In(lang()) + " + " + r.MethodF03.Name.In(lang()), Bold: bold, Cells: []widgets.GridCell{
			{Text: r.F02.Text(lang(), r.Decimals)}, {Text: r.F03.Text(lang(), r.Decimals)}, {Text: r.IPP.Text(lang(), r.Decimals)}, {Text: category},
		}}
	}
	rows := []widgets.GridRow{line(res, true)}
	for _, o := range m.others {
		if res.F03.Known() || o.MethodF02.ID != res.MethodF02.ID && o.MethodF03.ID == res.MethodF03.ID {
			rows = append(rows, line(o, false))
		}
	}
	return widgets.NewGrid(heads, rows)
}
