package followup

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
)

// carrying is the question which unfinished actions go on in a period.
type carrying struct {
	page   *Page
	period string
	left   []data.Record
	chosen map[data.ID]bool
	sum    *widgets.Text
	list   *widget.List
	due    *widgets.ParsedField
}

// askCarry lists what earlier periods left unfinished, all of it chosen.
func (p *Page) askCarry() {
	p.Leave()
	c := &carrying{page: p, period: p.all.next, left: slices.Clone(p.all.left), chosen: map[data.ID]bool{}, sum: widgets.Small("")}
	if len(c.left) == 0 {
		return
	}
	slices.SortStableFunc(c.left, byDue)
	c.list = widget.NewList(func() int { return len(c.left) }, func() fyne.CanvasObject { return newCarryRow(c) },
		func(i int, o fyne.CanvasObject) { o.(*carryRow).set(c.left[i]) })
	c.list.HideSeparators = true
	c.list.OnSelected = func(i int) { // Space and a click
		c.list.Unselect(i)
		c.toggle(c.left[i].ID)
	}
	c.all(true)
	c.due = widgets.NewDateField(words.T("followup.carry.due"), p.s.Now)
	c.due.Field().SetHint(words.T("followup.carry.due.hint"))
	height := min(look.Text(46)*float32(len(c.left)), look.Text(260))
	widgets.Ask(p.s.Window.Canvas(), widgets.Question{
		Title: words.T("followup.carry.title", "Period", c.period), Text: words.T("followup.carry.say", "Period", c.period), Yes: words.T("followup.carry.do"),
		Body: widgets.Column(look.Gap,
			widgets.RowGrow(look.Gap, 0, c.sum, widgets.NewButton(widgets.Quiet, words.T("followup.carry.all"), "", func() { c.all(true) }).Compact(),
				widgets.NewButton(widgets.Quiet, words.T("followup.carry.none"), "", func() { c.all(false) }).Compact()),
			widgets.Sized(0, height, c.list), c.due),
	}, func(string) { c.carry() })
}

func (c *carrying) all(yes bool) {
	for _, r := range c.left {
		c.chosen[r.ID] = yes
	}
	c.count()
}

func (c *carrying) toggle(id data.ID) {
	c.chosen[id] = !c.chosen[id]
	c.count()
}

func (c *carrying) count() {
	n := 0
	for _, yes := range c.chosen {
		if yes {
			n++
		}
	}
	c.sum.Set(words.T("followup.carry.count", "N", n, "All", len(c.left)))
	c.list.Refresh()
}

// carry writes what was chosen; a new due date goes to all of them.
func (c *carrying) carry() {
	c.due.Commit()
	if c.due.Bad() { // the question is closed: say why nothing was done, and ask again
		c.page.s.Banner(words.T("followup.carry.bad_due"), c.page.askCarry)
		return
	}
	var actions []followup.Onward
	for _, r := range c.left {
		if c.chosen[r.ID] {
			actions = append(actions, followup.Onward{ID: r.ID, DueOn: c.due.Value()})
		}
	}
	if len(actions) == 0 {
		c.page.s.Note(words.T("followup.carry.nothing"))
		return
	}
	p, period := c.page, c.period
	var ids []data.ID
	var refused *data.Error
	p.s.Change(func(ctx context.Context) (err error) {
		if ids, err = followup.Carry(ctx, p.s.Store, p.s.Author, actions, period); errors.As(err, &refused) {
			return nil
		}
		return err
	}, func() {
		if refused != nil {
			p.s.Banner(say(refused), nil)
			return
		}
		p.s.Toast(words.T("followup.carry.done", "N", len(ids), "Period", period))
	})
}

// carryRow is one action to be chosen.
type carryRow struct {
	widget.BaseWidget
	of    *carrying
	check *widget.Check
	line  *widgets.Text
	id    data.ID
	quiet bool
}

func newCarryRow(of *carrying) *carryRow {
	row := &carryRow{of: of, line: widgets.Small("").OneLine()}
	row.check = widget.NewCheck("", func(bool) {
		if !row.quiet {
			row.of.toggle(row.id)
		}
	})
	row.ExtendBaseWidget(row)
	return row
}

func (c *carryRow) set(r data.Record) {
	c.id = r.ID
	c.quiet = true
	c.check.Text = words.Short(title(r), 44)
	c.check.SetChecked(c.of.chosen[r.ID])
	c.check.Refresh()
	c.quiet = false
	due := words.T("followup.due.none")
	if on := r.Text("due_on"); on != "" {
		due = words.T("followup.due.on", "Date", words.Date(on))
	}
	c.line.Set(followup.Period(r) + " · " + statusWord(r) + " · " + due)
}

// CreateRenderer implements fyne.Widget.
func (c *carryRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(widgets.Column(0, c.check, widgets.Inset(look.Wide+look.Gap, 0, c.line)))
}
