package evaluation

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/rise"
)

// efforts lets a person say what raising each indicator takes, and which are not
// to be raised. Folded it is one line.
type efforts struct {
	p       *plan
	content *fyne.Container
	fold    *widgets.Button
	sum     *widgets.Text
	body    *fyne.Container
	card    *widgets.Card
	rows    map[string]*effortRow
	built   string // indicators that rows were built for
}

// effortRow is one indicator that can be raised.
type effortRow struct {
	step *widgets.Stepper
	held *widget.Check
}

func newEfforts(p *plan) *efforts {
	e := &efforts{p: p, sum: widgets.Hint(""), body: widgets.Column(look.Tight), rows: map[string]*effortRow{}}
	e.fold = widgets.NewButton(widgets.Plain, "", "settings", func() {
		p.f.wish.unfolded = !p.f.wish.unfolded
		e.show()
		e.relayout()
	}).Compact()
	e.card = widgets.NewCard(words.T("rise.efforts"), e.fold, e.sum, e.body)
	e.content = widgets.Column(0, e.card)
	return e
}

func (e *efforts) relayout() {
	e.body.Refresh()
	e.card.Refresh()
	e.content.Refresh()
	e.p.f.column.Refresh()
}

// raisable are the indicators below the highest level.
func (e *efforts) raisable() []*instrument.Indicator {
	var all []*instrument.Indicator
	for _, ind := range e.p.f.sheet.Instrument.Indicators() {
		if level, ok := e.p.f.sheet.Level(ind.ID); ok && level < e.p.f.sheet.Instrument.Scale.Max {
			all = append(all, ind)
		}
	}
	return all
}

func (e *efforts) show() {
	sheet, wish := e.p.f.sheet, &e.p.f.wish
	list := e.raisable()
	changed, held := 0, 0
	key := strconv.FormatBool(wish.unfolded && e.p.own())
	for _, ind := range list {
		key += " " + ind.ID
		if sheet.Effort(ind.ID) != rise.LeastEffort {
			changed++
		}
		if wish.locked[ind.ID] {
			held++
		}
	}
	e.sum.Set(words.T("rise.efforts_sum", "Changed", changed, "Locked", held))
	e.fold.SetText(words.T("rise.efforts_open"))
	if wish.unfolded {
		e.fold.SetText(words.T("rise.efforts_close"))
	}
	widgets.ShowIf(e.body, wish.unfolded)
	if !wish.unfolded {
		return
	}
	if key != e.built {
		e.built = key
		e.build(list)
		e.relayout()
	}
	for _, ind := range list {
		e.rows[ind.ID].step.Set(sheet.Effort(ind.ID))
	}
}

func (e *efforts) build(list []*instrument.Indicator) {
	e.rows = map[string]*effortRow{}
	e.body.Objects = []fyne.CanvasObject{widgets.Hint(words.T("rise.efforts_hint")), widgets.Divider()}
	for _, ind := range list {
		id := ind.ID
		r := &effortRow{step: widgets.NewStepper(words.T("rise.effort_of", "Indicator", id), rise.LeastEffort, rise.MostEffort)}
		r.step.OnChanged = func(n int) { e.set(id, n) }
		r.held = widget.NewCheck(words.T("rise.lock"), nil)
		r.held.SetChecked(e.p.f.wish.locked[id])
		r.held.OnChanged = func(on bool) {
			e.p.f.wish.locked[id] = on
			e.p.show()
		}
		if !e.p.own() {
			r.step.Disable()
		}
		e.rows[id] = r
		level, _ := e.p.f.sheet.Level(id)
		name := widgets.Body(id + "  " + ind.Title.In(lang()))
		at := widgets.Sized(look.Text(64), 0, widgets.Hint(words.T("rise.level", "Level", strconv.Itoa(level))).OneLine())
		e.body.Add(widgets.RowGrow(look.Gap, 0, name, at, r.step, r.held))
	}
}

// set stores an effort; the plan follows at once.
func (e *efforts) set(indicator string, effort int) {
	f := e.p.f
	edits := f.sheet.SetEffort(indicator, effort)
	if len(edits) == 0 {
		return
	}
	f.expect(indicator, "effort", data.IntValue(int64(effort)))
	f.p.s.Write("rise.undo.effort", edits, nil)
}

// levelText is the text of the level that a raise is to reach.
func levelText(f *form, r rise.Raise) string {
	return assess.LevelText(f.sheet.Instrument, r.Indicator, r.To, lang())
}

// begin makes follow-ups of a set, and leads to them.
func (p *plan) begin(set rise.Set) {
	s, sheet, language := p.f.p.s, p.f.sheet, lang()
	var done assess.Planned
	s.Change(func(ctx context.Context) (err error) {
		done, err = sheet.FollowUps(ctx, s.Store, s.Author, set.Raises, language)
		return err
	}, func() {
		skipped := strings.Join(done.Skipped, ", ")
		switch {
		case len(done.Made) == 0:
			s.Note(words.T("rise.none_made", "List", skipped))
			return
		case len(done.Skipped) > 0:
			s.Toast(words.T("rise.some_made", "N", len(done.Made), "List", skipped))
		default:
			s.Toast(words.T("rise.made", "N", len(done.Made)))
		}
		s.Open(session.PageFollowUp, done.Made[0])
	})
}
