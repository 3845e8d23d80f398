package standard

import (
	"fmt"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/standards"
)

// components is the tab Komponen: the six that are shown to the public and the
// eight of the unit, with the figures of duration, fee and staff beside theirs.
type components struct {
	d        *detail
	scroll   *widgets.FollowFocus
	page     fyne.CanvasObject
	form     *bound.Form
	areas    map[string]*widgets.AutoField
	progress *widgets.ProgressLine
	lacks    *widgets.Text
	first    *widgets.Button // to the first component that is missing
	lock     fyne.CanvasObject
	free     *widgets.Button
	sheet    *widgets.Text // whether the sheet for the counter fits a page
	missing  []string
}

func newComponents(d *detail) *components {
	c := &components{d: d, areas: map[string]*widgets.AutoField{}, progress: widgets.NewProgressLine(0, len(data.StandardComponents)), lacks: widgets.Hint(""), sheet: widgets.Small("")}
	c.form = bound.New(d.page.s, "standard.undo.edit")
	c.first = widgets.NewButton(widgets.Quiet, words.T("standard.first_missing"), "", func() {
		if len(c.missing) > 0 {
			c.reveal(c.missing[0])
		}
	}).Compact()
	c.lock = bound.Tinted(look.Shade, widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 1, widgets.NewIcon("lock", look.Quiet, 18), widgets.Body(words.T("standard.locked")))))
	area := func(name string, rows int) *widgets.AutoField {
		w := widgets.NewAutoArea(Title(name), rows)
		w.SetExample(words.T("standard.example." + name))
		c.areas[name] = c.form.Text(name, w)
		return w
	}
	text := func(name string) string { return words.T("kinds.standard." + name) }
	var units []widgets.Option
	for _, id := range []string{"minutes", "hours", "working_days", "days", "months"} {
		units = append(units, widgets.Option{ID: id, Text: words.T("kinds.standard.duration_unit." + id)})
	}
	unit := widgets.NewPickList(text("duration_unit"), units)
	long := c.form.Number("duration_value", widgets.NewNumberField(text("duration_value"), 0, 100000))
	c.form.Pick("duration_unit", unit)
	amount := c.form.Date("fee_amount", widgets.NewDecimalField(text("fee_amount"), "standard.amount_wrong"))
	currency := c.form.Text("fee_currency", widgets.NewAutoField(text("fee_currency")))
	currency.SetExample("SGD")
	c.free = widgets.NewButton(widgets.Quiet, words.T("standard.set_free"), "", func() {
		c.form.Commit()
		r := c.form.Record()
		d.page.s.Write("standard.undo.edit", []data.Edit{r.Set("fee_amount", data.TextValue("0"))}, nil)
	}).Compact()
	staff := c.form.Number("staff_count", widgets.NewNumberField(text("staff_count"), 0, 100000))
	public := widgets.NewCard(words.T("standard.card.public"), nil, widgets.Small(words.T("standard.card.public.hint")),
		area("requirements", 4), area("procedure", 5),
		area("duration", 2), bound.Columns(200, long, unit),
		area("fee", 2), bound.Columns(200, amount, currency), widgets.Row(0, c.free),
		area("product", 2), area("complaints", 3))
	internal := widgets.NewCard(words.T("standard.card.internal"), nil, widgets.Small(words.T("standard.card.internal.hint")),
		area("legal_basis", 3), area("facilities", 3), area("competence", 2), area("supervision", 2),
		area("staffing", 1), bound.Columns(200, staff, widgets.Space(0, 0)),
		area("service_promise", 2), area("safety_promise", 2), area("performance_review", 2))
	c.scroll, c.page = under(
		widgets.Column(look.Gap, c.lock, widgets.RowGrow(look.Gap, 0, widgets.Column(look.Tight, c.progress, c.lacks, c.sheet), c.first)),
		public, internal)
	return c
}

// Title is the name of a component with its number: "3. Jangka waktu penyelesaian".
func Title(component string) string {
	return fmt.Sprintf("%d. %s", standards.Number(component), words.T("kinds.standard."+component))
}

func (c *components) Object() fyne.CanvasObject { return c.scroll }

func (c *components) Show(now *snapshot) {
	r := now.sheet.Version
	other := c.form.Record().ID != r.ID
	c.form.Show(r)
	c.form.Lock(c.d.locked())
	c.missing = standards.Missing(r)
	c.progress.Set(standards.Complete(r), len(data.StandardComponents))
	c.lacks.Set(words.T("standard.all_there"))
	if n := len(c.missing); n > 0 {
		names := ""
		for i, name := range c.missing {
			if i > 0 {
				names += ", "
			}
			names += fmt.Sprint(standards.Number(name))
		}
		c.lacks.Set(words.T("standard.lacks", "N", n, "List", names))
	}
	c.showSheet(now)
	widgets.ShowIf(c.first, len(c.missing) > 0 && !c.d.locked())
	widgets.ShowIf(c.lock, !standards.Open(r))
	widgets.ShowIf(c.free, !c.d.locked() && r.Text("fee_amount") == "")
	c.page.Refresh()
	if other {
		c.scroll.ScrollTo(0)
	}
	c.scroll.Refresh()
}

// showSheet says with what letters the sheet for the counter fits its page.
func (c *components) showSheet(now *snapshot) {
	size := words.Decimal(fmt.Sprintf("%.1f", now.size))
	switch {
	case now.fits:
		c.sheet.SetIn(words.T("standard.sheet.fits", "Size", size), look.Quiet)
	case now.size > 0:
		c.sheet.SetIn(words.T("standard.sheet.small", "Size", size), look.Wait)
	default:
		c.sheet.SetIn(words.T("standard.sheet.long"), look.Bad)
	}
}

func (c *components) Commit() { c.form.Commit() }

func (c *components) reveal(field string) {
	if w := c.areas[field]; w != nil {
		w.Focus()
	}
}
