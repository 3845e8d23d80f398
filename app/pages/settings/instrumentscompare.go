package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// comparing is the part of the card in which two versions are compared.
type comparing struct {
	i      *instruments
	part   *fyne.Container
	a, b   *widgets.PickList
	result *fyne.Container
	by     map[string]*instrument.Instrument
}

func newComparing(i *instruments) *comparing {
	c := &comparing{i: i, by: map[string]*instrument.Instrument{}, result: widgets.Column(look.Gap)}
	c.a, c.b = widgets.NewChoice(words.T("instrumentdiff.from"), nil), widgets.NewChoice(words.T("instrumentdiff.to"), nil)
	c.a.OnPicked, c.b.OnPicked = func(string) { c.clear() }, func(string) { c.clear() }
	show := widgets.NewButton(widgets.Plain, words.T("instrumentdiff.show"), "", c.compare)
	c.part = widgets.Column(look.Gap, widgets.Divider(), widgets.Body(words.T("instrumentdiff.compare")).Bold(),
		widgets.Row(look.Gap, widgets.Sized(look.Text(300), 0, c.a), widgets.Sized(look.Text(300), 0, c.b)), widgets.Row(0, show), c.result)
	c.result.Hide()
	return c
}

// offer gives the versions that there are to compare; the two newest of one
// variant are proposed.
func (c *comparing) offer(versions []assess.Version) {
	var options []widgets.Option
	clear(c.by)
	for _, v := range versions {
		id := v.Reference.String()
		c.by[id] = v.Instrument
		options = append(options, widgets.Option{ID: id, Text: strings.TrimSpace(v.ID + " · " + v.Version)})
	}
	c.a.SetOptions(options)
	c.b.SetOptions(options)
	if c.by[c.a.ID()] != nil && c.by[c.b.ID()] != nil {
		return
	}
	if len(versions) < 2 {
		c.part.Hide()
		return
	}
	c.part.Show()
	newest, older := versions[0], versions[1]
	for _, v := range versions[1:] {
		if v.Variant == newest.Variant {
			older = v
			break
		}
	}
	c.a.Set(older.Reference.String())
	c.b.Set(newest.Reference.String())
}

func (c *comparing) clear() {
	c.result.Objects = nil
	c.result.Hide()
	c.i.card.Refresh()
}

func (c *comparing) compare() {
	a, b := c.by[c.a.ID()], c.by[c.b.ID()]
	if a == nil || b == nil {
		return
	}
	var all []instrument.Difference
	c.i.s.Background(func(context.Context) error {
		all = instrument.Compare(a, b)
		return nil
	}, func(err error) {
		if err != nil {
			c.i.s.Fail(err, c.compare)
			return
		}
		if c.by[c.a.ID()] != a || c.by[c.b.ID()] != b {
			return // others were chosen meanwhile
		}
		c.result.Objects = []fyne.CanvasObject{differences(all, c.grown)}
		c.result.Show()
		c.grown()
	})
}

func (c *comparing) grown() {
	c.result.Refresh()
	c.i.card.Refresh()
}
