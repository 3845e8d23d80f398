package followup

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/setup"
)

// calendar is the view Kalender: the due dates of a month, and the actions of
// the day that is chosen.
type calendar struct {
	page    *Page
	content *fyne.Container
	month   *widgets.MonthCalendar
	title   *widgets.Text
	sum     *widgets.Text
	list    *widgets.RecordList
	rows    bound.Rows
	dues    map[string][]data.Record // by date
	now     *set
}

func newCalendar(p *Page) *calendar {
	c := &calendar{page: p, title: widgets.Body("").Bold().OneLine(), sum: widgets.Small("")}
	today := setup.Today(p.s.Now(), bound.OwnScope(p.s))
	c.month = widgets.NewMonthCalendar(today, today)
	c.month.OnChosen = func(string) { c.showDay() }
	c.month.OnOpened = func(string) { c.list.Focus() }
	c.month.OnMonth = func(time.Time) { c.showMonth() }
	c.list = widgets.NewRecordList(c.rows, widgets.ListParts{Bare: true, Empty: widgets.NewEmptyState("calendar", words.T("followup.calendar.empty"), "", nil)})
	c.list.OnOpened = func(id string) {
		if rec, err := data.ParseID(id); err == nil {
			p.openRecord(rec)
		}
	}
	day := bound.Under(bound.Sheet(widgets.Inset(look.Roomy, look.Gap+look.Tight, widgets.Column(2, c.title, c.sum))), c.list)
	c.content = container.New(beside{}, widgets.Inset(look.Roomy, look.Gap+look.Tight, c.month), day)
	return c
}

func (c *calendar) object() fyne.CanvasObject { return c.content }

func (c *calendar) focus(data.ID) { c.month.Focus() }

func (c *calendar) show(f *set) {
	c.now = f
	c.dues = map[string][]data.Record{}
	for _, r := range f.kept {
		if due := r.Text("due_on"); due != "" {
			c.dues[due] = append(c.dues[due], r)
		}
	}
	c.month.SetToday(f.days.Today(bound.OwnScope(c.page.s)))
	c.month.SetOff(func(day time.Time) bool { return !f.work.Works(day) })
	marks := make(map[string][]widgets.DayMark, len(c.dues))
	for day, records := range c.dues {
		slices.SortStableFunc(records, byDue)
		marks[day] = dayMarks(records, f)
	}
	c.month.SetMarks(marks)
	c.showMonth()
	c.showDay()
}

// dayMarks says in words what falls on a day: late, soon, later, done, closed.
func dayMarks(records []data.Record, f *set) []widgets.DayMark {
	var late, soon, later, done, over int
	for _, r := range records {
		switch due, _ := followup.DueOf(r, f.today(r)); due {
		case followup.Late:
			late++
		case followup.Soon:
			soon++
		case followup.Closed:
			if followup.Status(r) == followup.Done {
				done++
			} else {
				over++
			}
		default:
			later++
		}
	}
	var marks []widgets.DayMark
	add := func(n int, state widgets.State, icon, key string) {
		if n > 0 {
			marks = append(marks, widgets.DayMark{State: state, Icon: icon, Word: words.T("followup.calendar."+key, "N", n), Short: words.Count(n)})
		}
	}
	add(late, widgets.Bad, "warning", "late")
	add(soon, widgets.Wait, "clock", "soon")
	add(later, widgets.Neutral, "calendar", "later")
	add(done, widgets.Good, "check", "done")
	add(over, widgets.Neutral, "close", "over")
	return marks
}

// showMonth counts the open dues of the month, and those without a date.
func (c *calendar) showMonth() {
	if c.now == nil {
		return
	}
	month, due, late, none := c.month.Day()[:7], 0, 0, 0
	for _, r := range c.now.kept {
		how, _ := followup.DueOf(r, c.now.today(r))
		switch {
		case how == followup.NoDate:
			none++
		case how != followup.Closed && r.Text("due_on")[:7] == month:
			due++
			if how == followup.Late {
				late++
			}
		}
	}
	c.sum.Set(words.T("followup.calendar.month", "N", due, "Late", late, "None", none))
}

func (c *calendar) showDay() {
	day := c.month.Day()
	c.title.Set(words.Date(day))
	if c.now == nil {
		return
	}
	c.rows = c.page.rows(c.dues[day], c.now)
	c.list.SetRows(c.rows)
	c.content.Refresh()
}
