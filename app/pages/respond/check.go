package respond

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/kiosk"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	poll "pinisi/data/respond"
)

// check is the second typing of a sample of the paper sheets (periksa contoh):
// without seeing the first, and then with both side by side where they differ.
type check struct {
	e       *Entry
	content *fyne.Container
	summary *widgets.Text
	card    *fyne.Container
	typer   *typer
	sheet   *poll.Response // in hand
	differ  []int          // its questions to be decided
	right   []int          // as decided so far
	// undecided are the first of the two digits of each difference that waits.
	undecided []*kiosk.Target
	later     []data.ID // put off in this sitting
	storing   bool
	slot      session.Slot
	matched   bool // the sheet before matched: say so
}

func newCheck(e *Entry) way {
	c := &check{e: e, summary: widgets.Hint(""), card: widgets.Column(0)}
	c.content = widgets.Column(look.Roomy, e.head(words.T("entry.way.check")), c.summary, c.card)
	c.next()
	return c
}

func (c *check) object() fyne.CanvasObject { return c.content }
func (c *check) leave()                    {}
func (c *check) close()                    { c.slot.Drop() }

// show follows the set; the sheet in hand stays in hand.
func (c *check) show() {
	set := c.e.responses()
	if stands := set.Checked(poll.SamplePercent); stands.Paper > 0 {
		c.summary.Set(checkText(stands))
	}
	if c.sheet == nil && !c.storing {
		c.next()
	}
}

// next takes the next sheet of the sample: first those whose two entries still
// differ, then those that were not typed again.
func (c *check) next() {
	set := c.e.responses()
	sample := set.Sample(poll.SamplePercent)
	c.sheet, c.differ = nil, nil
	open := func(r poll.Response) bool {
		return !slices.Contains(c.later, r.ID) && len(r.Conflicts) == 0 && (!r.Checked() || len(set.Differences(r)) > 0)
	}
	for _, settled := range []bool{false, true} {
		for i := range sample {
			if open(sample[i]) && sample[i].Checked() != settled {
				c.sheet = &sample[i]
				if sample[i].Checked() {
					c.compare(sample[i])
				} else {
					c.ask(set, sample[i])
				}
				return
			}
		}
	}
	c.put(widgets.NewCard(words.T("entry.check.finished"), nil, widgets.Body(checkText(set.Checked(poll.SamplePercent))),
		widgets.RowGrow(0, 1, widgets.NewButton(widgets.Primary, words.T("entry.check.close"), "check", c.e.back), widgets.Space(0, 0))))
}

// focus gives the sheet in hand, or its next difference, the keyboard.
func (c *check) focus() {
	switch {
	case c.differ != nil && len(c.undecided) > 0 && c.e.s.Window != nil:
		c.e.s.Window.Canvas().Focus(c.undecided[0])
	case c.differ == nil && c.typer != nil:
		c.typer.focus()
	}
}

func (c *check) put(o fyne.CanvasObject) {
	c.card.Objects = []fyne.CanvasObject{o}
	c.card.Refresh()
	c.content.Refresh()
}

// ask has a sheet typed again; its first entry is not shown.
func (c *check) ask(set *poll.Set, r poll.Response) {
	c.differ = nil
	stands := set.Checked(poll.SamplePercent)
	c.typer = newTyper(c.e.s, c.e.form())
	c.typer.onWhole = c.typedAgain
	c.put(widgets.NewCard("", nil,
		widgets.RowGrow(look.Gap, 0, widgets.Section(words.T("entry.sheet", "N", numberOf(r))),
			widgets.Hint(words.T("entry.check.place", "N", min(stands.Done+1, stands.Wanted), "All", stands.Wanted)).Whole()),
		widgets.Body(words.T("entry.check.take", "N", numberOf(r))),
		widgets.Hint(whereabouts(r)),
		c.typer.content,
		widgets.RowGrow(0, 1, widgets.NewButton(widgets.Quiet, words.T("entry.check.later"), "", c.putOff).Compact(), widgets.Space(0, 0))))
	if c.matched {
		c.matched = false
		c.typer.message.SetIn(words.T("entry.check.matched"), look.Good)
	}
	c.focus()
}

func numberOf(r poll.Response) int {
	n, _ := r.Int("number")
	return int(n)
}

// whereabouts helps to find the sheet in the pile.
func whereabouts(r poll.Response) string {
	var parts []string
	if on := r.Text("taken_on"); on != "" {
		parts = append(parts, words.Date(on))
	}
	if code := r.Text("service"); code != "" {
		parts = append(parts, bound.ServiceName(code))
	}
	return strings.Join(parts, " · ")
}

func (c *check) putOff() {
	if c.sheet != nil {
		c.later = append(c.later, c.sheet.ID)
		c.next()
	}
}

// typedAgain stores the second entry, and then shows where it differs.
func (c *check) typedAgain(answers []int) {
	if c.storing || c.sheet == nil {
		return
	}
	r, f := *c.sheet, c.e.form()
	c.write(f.Second(r, answers, c.e.s.Now().Format(time.DateOnly)), func(r poll.Response) {
		if len(f.Differences(r)) == 0 {
			c.later = append(c.later, r.ID) // done; the set may still be the one before
			c.matched = true
			c.next()
			return
		}
		c.sheet = &r
		c.compare(r)
	})
}

// write stores edits of the sheet and reads it again.
func (c *check) write(edits []data.Edit, then func(poll.Response)) {
	s, f, id := c.e.s, c.e.form(), c.sheet.ID
	c.storing = true
	s.Write("entry.undo.check", edits, func() {
		session.Load(s, &c.slot, func(ctx context.Context) (data.Record, error) { return s.Store.Get(ctx, f.Kind, id) }, func(r data.Record) {
			c.storing = false
			if c.e.way == c {
				then(poll.Response{Record: r, Answers: f.Decode(r.Text("answers"))})
			}
		})
	})
}

// compare shows the questions whose two entries differ, both digits side by side.
func (c *check) compare(r poll.Response) {
	f := c.e.form()
	second := f.Decode(r.Text("second"))
	c.differ = f.Differences(r)
	c.right = slices.Clone(r.Answers)
	rows := widgets.Column(look.Roomy)
	c.undecided = nil
	for _, q := range c.differ {
		var one, two *kiosk.Target
		pick := func(level int, chosen, other *kiosk.Target) {
			c.right[q] = level
			chosen.Fill(true)
			other.Fill(false)
			chosen.Refresh()
			other.Refresh()
			c.undecided = slices.DeleteFunc(c.undecided, func(t *kiosk.Target) bool { return t == one })
			if len(c.undecided) == 0 {
				c.settle()
				return
			}
			c.focus()
		}
		one = kiosk.NewTarget(digit(r.Answers[q]), words.T("entry.check.first"), func() { pick(r.Answers[q], one, two) })
		two = kiosk.NewTarget(digit(second[q]), words.T("entry.check.second"), func() { pick(second[q], two, one) })
		one.Height, two.Height, one.TextSize, two.TextSize = 72, 72, 26, 26
		c.undecided = append(c.undecided, one)
		question := words.T("entry.paper.question", "N", q+1, "Text", f.Questions[q].Text.In(words.Now().Lang()))
		rows.Add(widgets.Column(look.Gap, widgets.Body(question), widgets.AtMost(look.Text(360), kiosk.Shares(look.Roomy, one, two))))
	}
	c.put(widgets.NewCard(words.T("entry.check.differs", "N", len(c.differ), "Sheet", numberOf(r)), nil,
		widgets.Hint(words.T("entry.check.look_at_paper")), rows,
		widgets.Row(look.Gap,
			widgets.NewButton(widgets.Plain, words.T("entry.check.type_again"), "edit", func() { c.ask(c.e.responses(), r) }).Compact(),
			widgets.NewButton(widgets.Quiet, words.T("entry.check.later"), "", c.putOff).Compact())))
	c.focus()
}

// settle stores what the paper says.
func (c *check) settle() {
	if c.storing || c.sheet == nil {
		return
	}
	f := c.e.form()
	c.write(f.Correct(*c.sheet, c.right), func(r poll.Response) {
		c.later = append(c.later, r.ID)
		c.next()
	})
}

func digit(level int) string {
	if level == poll.Blank {
		return "–"
	}
	return strconv.Itoa(level)
}
