package evaluation

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/instrument"
)

// card is one indicator: what to look for, the levels, a note and the evidence.
type card struct {
	f         *form
	indicator *instrument.Indicator
	content   *widgets.Card
	levels    *widgets.LevelPicker
	clash     *widgets.Button
	walk      *widgets.Button // to the thread of the answer
	head      *fyne.Container // the title and, at its right, the clash and the weight
	note      *widgets.AutoField
	fields    *bound.Form
	help      *cardHelp
	evidence  *bound.Evidence
	locked    bool
	undecided bool // people disagree on the level: it is decided with both in view, not here
}

// aspectHead names the aspect over its cards.
func aspectHead(a *instrument.Aspect) fyne.CanvasObject {
	title := widgets.Section(a.Name.In(lang()))
	weight := widgets.Hint(words.T("evaluation.weight", "Weight", words.Decimal(a.Weight.String()))).Whole()
	parts := []fyne.CanvasObject{widgets.RowGrow(look.Roomy, 0, title, weight)}
	if a.Description != "" {
		parts = append(parts, widgets.Hint(a.Description))
	}
	return widgets.AtMost(look.CardWidth, widgets.Column(look.Tight, parts...))
}

func newCard(f *form, ind *instrument.Indicator) *card {
	c := &card{f: f, indicator: ind}
	texts := make([]string, len(ind.Levels))
	for i, l := range ind.Levels {
		texts[i] = l.Text.In(lang())
	}
	c.levels = widgets.NewLevelPicker(texts)
	c.levels.OnChosen = func(level int) { f.choose(ind.ID, level) }
	c.levels.OnNext = func() { f.next(ind.ID) }
	c.clash = widgets.NewButton(widgets.Quiet, "", "conflict", func() { f.p.s.Open(session.PageSync, f.sheet.Stub(ind.ID).ID) }).Compact()
	c.clash.Hide()

	c.fields = bound.New(f.p.s, "evaluation.undo.note")
	c.fields.Filter = func(_ string, e data.Edit) []data.Edit {
		if _, there := f.sheet.Answers[ind.ID]; !there && e.Value.IsNull() {
			return nil
		}
		return append(f.sheet.Found(ind.ID), e)
	}
	c.note = c.fields.Text("note", widgets.NewAutoArea(words.T("evaluation.note"), 2))
	c.evidence = bound.NewEvidence(f.p.s, words.T("evaluation.evidence"), "evaluation.undo.attach", "evaluation.undo.detach")
	c.evidence.First = func() []data.Edit { return f.sheet.Found(ind.ID) }

	c.walk = widgets.NewButton(widgets.Quiet, "", "thread", func() { f.p.s.Open(session.PageThread, f.sheet.Stub(ind.ID).ID) }).Compact()
	c.walk.Hint = words.T("thread.related.thread")
	c.walk.Hide()
	aside := widgets.Row(look.Gap, c.clash, c.walk)
	if !ind.Weight.IsZero() {
		aside.Add(widgets.Hint(words.T("evaluation.weight", "Weight", words.Decimal(ind.Weight.String()))).Whole())
	}
	c.head = widgets.RowTop(look.Roomy, 0, widgets.NewText(ind.ID+"  "+ind.Title.In(lang()), look.TextSize+1).Bold(), aside)
	body := []fyne.CanvasObject{c.head}
	body = append(body, lookFor(ind)...)
	c.help = newCardHelp(c)
	body = append(body, c.levels, c.help.content, c.note, c.evidence.Strip)
	c.content = widgets.NewCard("", nil, body...)
	c.show()
	c.lock(f.locked())
	return c
}

// lookFor is what to judge by, and which proof to look for.
func lookFor(ind *instrument.Indicator) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if ind.Guidance != "" {
		parts = append(parts, widgets.Hint(ind.Guidance))
	}
	if len(ind.Evidence) > 0 {
		parts = append(parts, widgets.Hint(words.T("evaluation.look_for", "List", strings.Join(ind.Evidence, "; "))))
	}
	if len(ind.Counted) > 0 {
		parts = append(parts, widgets.Hint(words.T("evaluation.counted", "List", strings.Join(ind.Counted, "; "))))
	}
	if !ind.Doubt.IsZero() {
		parts = append(parts, widgets.Small(words.T("suggest.card.doubt", "Text", ind.Doubt.In(lang()))))
	}
	if len(parts) == 0 {
		return nil
	}
	return []fyne.CanvasObject{widgets.Column(look.Tight, parts...)}
}

// show draws the answer as it was read.
func (c *card) show() {
	sheet, id := c.f.sheet, c.indicator.ID
	if level, ok := sheet.Level(id); ok {
		c.levels.SetLevel(level)
	} else {
		c.levels.SetLevel(widgets.NoLevel)
	}
	if last, ok := sheet.LastYear[id].Int("score"); ok {
		c.levels.SetPast(int(last), sheet.LastPeriod)
	}
	answer := sheet.Stub(id)
	n := len(answer.Conflicts["score"])
	if n > 1 {
		c.clash.SetText(words.T("common.values", "N", n))
	}
	c.undecided = n > 1
	c.switchLevels()
	_, there := sheet.Answers[id] // without an answer there is no thread
	if c.clash.Visible() != (n > 1) || c.walk.Visible() != there {
		widgets.ShowIf(c.clash, n > 1)
		widgets.ShowIf(c.walk, there)
		c.head.Refresh()
		c.content.Refresh()
		c.f.column.Refresh() // the title may take one more line now
	}
	c.fields.Show(answer)
	c.evidence.Show(answer, sheet.Attachments[id])
	c.showHelp()
}

// lock shows the answer without letting it be changed.
func (c *card) lock(locked bool) {
	c.locked = locked
	c.fields.Lock(locked)
	c.switchLevels()
	if locked {
		c.evidence.Strip.Disable()
	} else {
		c.evidence.Strip.Enable()
	}
	c.showHelp()
}

// switchLevels allows or forbids choosing a level. One more choice would settle
// unseen what two people see differently, so then the card leads to the decision.
func (c *card) switchLevels() {
	if c.locked || c.undecided {
		c.levels.Disable()
	} else {
		c.levels.Enable()
	}
}

// focus gives the keyboard to the levels, or to what leads to their decision.
func (c *card) focus() {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c.clash); c.undecided && canvas != nil {
		canvas.Focus(c.clash)
		return
	}
	c.levels.Focus()
}
