package settings

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/workday"
)

// workCalendar is the card Kalender kerja: the weekend and the holidays of the
// mission, by which working days are counted.
type workCalendar struct {
	p       *Page
	s       *session.Session
	card    fyne.CanvasObject
	weekend *widgets.MultiPick
	year    *widgets.PickList
	rows    *fyne.Container
	count   *widgets.Text
	date    *widgets.ParsedField
	name    *widgets.AutoField
	lines   *widgets.AutoField
	problem *widgets.Text
	copying *widgets.Button
	slot    session.Slot
	cancel  func()
	now     workday.Calendar
}

// weekdays are the days of the week from Monday, as the mission's record has them.
var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

func newWorkCalendar(p *Page) *workCalendar {
	c := &workCalendar{p: p, s: p.s, rows: widgets.Column(0), count: widgets.Small("").Whole(), problem: widgets.Body("").In(look.Bad), cancel: func() {}}
	if p.s.Headquarters() {
		c.card = widgets.Space(0, 0) // it has no calendar of its own
		return c
	}
	var days []widgets.Option
	for _, d := range weekdays {
		days = append(days, widgets.Option{ID: d, Text: words.T("workday." + d)})
	}
	c.weekend = widgets.NewMultiPick(words.T("workday.weekend"), days)
	c.weekend.OnChanged = c.saveWeekend
	c.year = widgets.NewChoice("", nil)
	c.year.OnPicked = func(string) { c.showDays() }
	c.year.Set(strconv.Itoa(p.s.Now().Year()))
	c.date = widgets.NewDateField(words.T("workday.date"), p.s.Now)
	c.name = widgets.NewAutoField(words.T("workday.name"))
	c.name.SetExample(words.T("workday.name_example"))
	c.name.OnEnter = c.add
	add := widgets.NewButton(widgets.Plain, words.T("workday.add"), "plus", c.add).Compact()
	c.lines = widgets.NewAutoArea(words.T("workday.lines"), 3)
	c.lines.SetExample(words.T("workday.lines_example"))
	c.copying = widgets.NewButton(widgets.Plain, "", "plus", c.copyYear).Compact()
	c.problem.Hide()
	c.card = widgets.NewCard(words.T("workday.card"), nil,
		c.weekend,
		widgets.Divider(),
		widgets.RowGrow(look.Gap, 0, widgets.Body(words.T("workday.holidays")).Bold(), c.count, widgets.Sized(look.Text(110), 0, c.year)),
		c.rows,
		bound.Columns(200, c.date, c.name), widgets.Wrapped(look.Gap, add, c.copying),
		widgets.Divider(),
		c.lines,
		widgets.Wrapped(look.Gap, widgets.NewButton(widgets.Plain, words.T("workday.lines_add"), "check", func() { c.addLines(c.lines.Text()) }).Compact(),
			widgets.NewButton(widgets.Quiet, words.T("workday.lines_file"), "upload", c.addFile).Compact()),
		c.problem,
		widgets.Small(words.T("workday.hint")))
	c.cancel = p.s.Watch(func(e store.Event) {
		if session.Touches(e, "holiday", "mission") {
			c.reload()
		}
	})
	c.reload()
	return c
}

func (c *workCalendar) close() {
	c.cancel()
	c.slot.Drop()
}

func (c *workCalendar) reload() {
	session.Load(c.s, &c.slot, func(ctx context.Context) (workday.Calendar, error) {
		return workday.Load(ctx, c.s.Store, c.s.Profile.Scope)
	}, func(now workday.Calendar) {
		c.now = now
		c.weekend.Set(inOrder(now.Weekdays()))
		c.showDays()
	})
}

// inOrder puts days of the week in order from Monday.
func inOrder(days []string) []string {
	days = slices.Clone(days)
	slices.SortFunc(days, func(a, b string) int { return slices.Index(weekdays, a) - slices.Index(weekdays, b) })
	return days
}

// showDays lists the holidays of the year that is chosen.
func (c *workCalendar) showDays() {
	this := c.s.Now().Year()
	years := map[string]bool{strconv.Itoa(this): true, strconv.Itoa(this + 1): true, c.year.ID(): true}
	for _, d := range c.now.Days("") {
		years[d.On[:4]] = true
	}
	var options []widgets.Option
	for y := range years {
		options = append(options, widgets.Option{ID: y, Text: y})
	}
	slices.SortFunc(options, func(a, b widgets.Option) int { return strings.Compare(b.ID, a.ID) })
	c.year.SetOptions(options)
	days := c.now.Days(c.year.ID() + "-")
	c.count.Set(words.T("workday.count", "N", len(days)))
	c.rows.Objects = nil
	if len(days) == 0 {
		c.rows.Add(widgets.Hint(words.T("workday.none", "Year", c.year.ID())))
	}
	for i, d := range days {
		if i > 0 {
			c.rows.Add(widgets.Divider())
		}
		remove := widgets.NewButton(widgets.Quiet, words.T("workday.remove"), "trash", func() { c.remove(d) }).Compact()
		if c.s.ReadOnly() {
			remove.Hide()
		}
		c.rows.Add(widgets.RowGrow(look.Roomy, 1, widgets.Sized(look.Text(110), 0, widgets.Body(words.Date(d.On))), widgets.Body(d.Name), remove))
	}
	year, err := strconv.Atoi(c.year.ID())
	next := 0
	if err == nil {
		next = len(c.now.NextYear(year))
	}
	c.copying.SetText(words.T("workday.copy", "N", next, "Year", strconv.Itoa(year+1)))
	widgets.ShowIf(c.copying, next > 0 && !c.s.ReadOnly())
	c.rows.Refresh()
	c.card.Refresh()
	c.p.refresh()
}

// saveWeekend writes the days without work; a week without any is not taken,
// since it would mean the usual one.
func (c *workCalendar) saveWeekend(days []string) {
	if len(days) == 0 || len(days) == 7 {
		c.say(words.T("workday.weekend_wrong"))
		c.weekend.Set(inOrder(c.now.Weekdays()))
		return
	}
	c.say("")
	c.p.saveMission("weekend", data.ListValue(inOrder(days)))
}

// add writes the holiday that was typed.
func (c *workCalendar) add() {
	c.date.Commit()
	on, name := c.date.Value(), strings.Join(strings.Fields(c.name.Text()), " ")
	switch {
	case on == "":
		c.date.SetError(words.T("workday.needs_date"))
		c.date.Field().Focus()
		return
	case name == "":
		c.name.SetError(words.T("workday.needs_name"))
		c.name.Focus()
		return
	}
	c.date.SetError("")
	c.name.SetError("")
	c.year.Set(on[:4])
	c.write(workday.Day{On: on, Name: name})
	c.date.SetValue("")
	c.name.SetText("")
	c.date.Field().Focus()
}

func (c *workCalendar) write(days ...workday.Day) {
	c.s.Write("workday.undo.holidays", workday.HolidayEdits(c.s.Profile.Scope, days...), func() {
		c.s.Offer(words.Now().N("workday.added", len(days)), c.s.Undo)
	})
}

// addLines writes many at once: all of them, or none when a line is wrong.
func (c *workCalendar) addLines(text string) {
	days, bad := workday.ParseHolidays(text)
	if len(bad) > 0 {
		var lines []string
		for _, b := range bad[:min(len(bad), 5)] {
			lines = append(lines, words.T("workday.line", "N", b.Line, "Text", b.Text)+" "+words.T(b.Key))
		}
		c.say(strings.Join(lines, "\n"))
		return
	}
	c.say("")
	if len(days) == 0 {
		return
	}
	c.year.Set(days[0].On[:4])
	c.write(days...)
	c.lines.SetText("")
}

func (c *workCalendar) addFile() {
	choose.File(c.s.Window, func(path string, err error) {
		if err != nil {
			c.s.Fail(data.Fail("errors.file_gone", err, "Path", path), nil)
			return
		}
		var text string
		c.s.Background(func(context.Context) (err error) {
			text, err = choose.Text(path)
			return err
		}, func(err error) {
			if err != nil {
				c.say(session.ErrorText(err))
				return
			}
			c.addLines(text)
		})
	})
}

func (c *workCalendar) copyYear() {
	if year, err := strconv.Atoi(c.year.ID()); err == nil {
		days := c.now.NextYear(year)
		c.year.Set(strconv.Itoa(year + 1))
		c.write(days...)
	}
}

func (c *workCalendar) remove(d workday.Day) {
	id := workday.HolidayID(c.s.Profile.Scope, d.On)
	edit := data.Edit{Kind: "holiday", Record: id, Scope: c.s.Profile.Scope, Field: data.FieldDeleted, Value: data.BoolValue(true)}
	c.s.Write("workday.undo.remove", []data.Edit{edit}, func() { c.s.Offer(words.T("workday.removed", "Name", d.Name), c.s.Undo) })
}

// say tells a problem under the card.
func (c *workCalendar) say(text string) {
	c.problem.Set(text)
	widgets.ShowIf(c.problem, text != "")
	c.card.Refresh()
	c.p.refresh()
}

// refresh gives the cards the height that they need.
func (p *Page) refresh() {
	if p.content != nil {
		p.content.Refresh()
	}
}
