package evaluation

import (
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// page is a view that is not an aspect of F-02. Only the chosen one is built.
type page interface {
	object() fyne.CanvasObject
	show()     // draws f.sheet
	commit()   // saves what is being typed
	lock(bool) // shows without letting change
}

// goTo is what a view's row does. Pressed once more, the row of F-03 leads back
// from a way of entry to what came in.
func (f *form) goTo(view string) {
	if p, ok := f.page.(*users); ok && view == f.view {
		p.entry.Overview()
	}
	f.turn(view, true)
}

// turn goes to another view; focusing gives its first blank indicator the keyboard.
func (f *form) turn(view string, focusing bool) {
	if view != f.view {
		f.commit()
		f.build(view)
		f.update()
	}
	if !focusing {
		return
	}
	for _, c := range f.cards {
		if _, ok := f.sheet.Level(c.indicator.ID); !ok {
			f.reach(c)
			return
		}
	}
	if len(f.cards) > 0 {
		f.reach(f.cards[0])
	}
	if p, ok := f.page.(*statement); ok {
		p.begin()
	}
}

// newPage makes a view beside the aspects; nil for an aspect.
func newPage(f *form, view string) page {
	switch view {
	case viewStatement:
		return newStatement(f)
	case viewUsers:
		return newUsers(f)
	case viewResult:
		return newResult(f)
	case viewPlan:
		return newPlan(f)
	case viewAbout:
		return newAbout(f)
	}
	return nil
}

// build makes the chosen view.
func (f *form) build(view string) {
	f.closePage()
	f.view, f.cards, f.page = view, nil, nil
	parts := []fyne.CanvasObject{f.notices}
	if f.page = newPage(f, view); f.page != nil {
		f.page.lock(f.locked())
		parts = append(parts, f.page.object())
	} else {
		for i := range f.sheet.Instrument.F02.Aspects {
			a := &f.sheet.Instrument.F02.Aspects[i]
			if a.ID != view {
				continue
			}
			parts = append(parts, aspectHead(a))
			for j := range a.Indicators {
				c := newCard(f, &a.Indicators[j])
				f.cards = append(f.cards, c)
				parts = append(parts, c.content)
			}
		}
	}
	f.column.SetContent(widgets.Inset(look.Roomy, look.Roomy, widgets.Column(look.Roomy, parts...)))
}

// closePage ends what the chosen view runs, if it runs anything.
func (f *form) closePage() {
	if p, ok := f.page.(interface{ close() }); ok {
		p.close()
	}
}

// jump shows an indicator, the first blank one when it is "".
func (f *form) jump(indicator string) {
	if indicator == "" {
		f.turn(f.view, true)
		return
	}
	a, ok := f.sheet.Instrument.AspectOf(indicator)
	if !ok {
		return
	}
	f.turn(a.ID, false)
	for _, c := range f.cards {
		if c.indicator.ID == indicator {
			f.reach(c)
		}
	}
}

// next goes from one indicator to the one after it, over the aspects' ends.
func (f *form) next(indicator string) {
	all := f.sheet.Instrument.Indicators()
	for i, ind := range all {
		if ind.ID == indicator && i+1 < len(all) {
			f.jump(all[i+1].ID)
			return
		}
	}
	f.turn(viewResult, false)
	f.foot.focus()
}

// reach gives a card the keyboard and brings all of it into view.
func (f *form) reach(c *card) {
	c.focus()
	f.column.Reveal(c.content)
	// A view that was just built finds its place with the next drawing.
	f.p.s.Do(func() {
		if slices.Contains(f.cards, c) {
			f.column.Reveal(c.content)
		}
	})
}
