package respond

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/kiosk"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	poll "pinisi/data/respond"
)

// overview is the ways to choose from, what came in by each, how the check of
// typed sheets stands, and what people wrote.
type overview struct {
	e       *Entry
	content *fyne.Container
	ways    fyne.CanvasObject
	counts  *fyne.Container
	check   *fyne.Container
	remarks *remarkList
	drawn   string
}

func newOverview(e *Entry) *overview {
	o := &overview{e: e, counts: widgets.Column(look.Gap), check: widgets.Column(look.Gap)}
	o.remarks = newRemarkList(e)
	o.ways = widgets.AtMost(look.CardWidth, kiosk.SharesOrStack(look.Gap+look.Tight, 180,
		wayCard("person", "entry.way.counter", func() { e.open(newBegin(e)) }),
		wayCard("edit", "entry.way.paper", func() { e.open(newPaper(e)) }),
		wayCard("upload", "entry.way.import", func() { e.open(newImporting(e)) }),
	))
	o.content = widgets.Column(look.Roomy, o.ways,
		widgets.NewCard(words.T("entry.came_in"), nil, o.counts),
		o.check,
		o.remarks.content)
	return o
}

// wayCard is one way as something to press.
func wayCard(icon, key string, pressed func()) fyne.CanvasObject {
	head := widgets.RowGrow(look.Gap, 1, widgets.NewIcon(icon, look.Sea, 28), widgets.NewText(words.T(key), look.TextSize+2).Bold())
	return newPlate(widgets.Inset(look.Roomy, look.Roomy, widgets.Column(look.Gap, head, widgets.Hint(words.T(key+"_hint")))), words.T(key), pressed)
}

func (o *overview) show() {
	set := o.e.responses()
	o.remarks.show(set)
	complete, incomplete := set.Counts()
	groups := set.ByChannel()
	check := set.Checked(poll.SamplePercent)
	least := o.e.label.Minimum()
	key := fmt.Sprint(complete, incomplete, groups, check, least, o.e.locked)
	if key == o.drawn {
		return
	}
	o.drawn = key
	if o.e.locked {
		o.ways.Hide()
	} else {
		o.ways.Show()
	}
	o.counts.Objects = countParts(complete, incomplete, least, groups)
	o.check.Objects = nil
	o.check.Hide()
	if check.Paper > 0 {
		o.check.Add(o.checkCard(check))
		o.check.Show()
	}
	o.counts.Refresh()
	o.check.Refresh()
	o.content.Refresh()
}

// countParts say how many sheets there are, whether they are enough, and by
// which way they came.
func countParts(complete, incomplete, least int, groups []poll.Group) []fyne.CanvasObject {
	line := widgets.NewText(words.T("entry.complete", "N", complete), look.SectionSize).Bold()
	parts := []fyne.CanvasObject{line}
	switch {
	case least > 0 && complete < least:
		parts = append(parts, widgets.RowGrow(look.Gap, 1, widgets.NewStatusPill(widgets.Wait, words.T("entry.below")),
			widgets.Body(below(complete, least))))
	case least > 0:
		parts = append(parts, widgets.RowGrow(look.Gap, 1, widgets.NewStatusPill(widgets.Good, words.T("entry.enough")),
			widgets.Body(words.T("entry.enough_hint", "Least", least))))
	}
	if incomplete > 0 {
		parts = append(parts, widgets.Hint(words.T("entry.incomplete", "N", incomplete)))
	}
	var by []string
	for _, g := range groups {
		name := words.T("entry.channel.none")
		if g.Key != "" {
			name = words.T("entry.channel." + g.Key)
		}
		text := words.T("entry.by_channel", "Name", name, "N", g.Complete)
		if g.Incomplete > 0 {
			text = words.T("entry.by_channel_incomplete", "Name", name, "N", g.Complete, "Open", g.Incomplete)
		}
		by = append(by, text)
	}
	if len(by) > 0 {
		parts = append(parts, widgets.Hint(strings.Join(by, " · ")))
	} else {
		parts = append(parts, widgets.Hint(words.T("entry.none_yet")))
	}
	return parts
}

// checkText is how the check of typed sheets stands, in one line.
func checkText(c poll.Check) string {
	if c.Done == 0 {
		return words.T("entry.check.none", "Wanted", c.Wanted, "Paper", c.Paper)
	}
	rate := c.ErrorRate()
	percent := words.Decimal(fmt.Sprintf("%.1f", rate.Float()*100))
	return words.T("entry.check.summary", "Done", c.Done, "Wanted", c.Wanted, "Answers", c.Answers, "Percent", percent)
}

func (o *overview) checkCard(c poll.Check) fyne.CanvasObject {
	var aside fyne.CanvasObject
	if !o.e.locked {
		aside = widgets.NewButton(widgets.Plain, words.T("entry.way.check"), "check", func() { o.e.open(newCheck(o.e)) }).Compact()
	}
	pill := widgets.NewStatusPill(widgets.Wait, words.T("entry.check.to_do"))
	switch {
	case c.Open > 0:
		pill.Set(widgets.Bad, words.T("entry.check.open", "N", c.Open))
	case c.Done >= c.Wanted:
		pill.Set(widgets.Good, words.T("entry.check.done"))
	}
	return widgets.NewCard(words.T("entry.check.title"), aside, widgets.RowGrow(look.Gap, 1, pill, widgets.Body(checkText(c))),
		widgets.Hint(words.T("entry.check.hint")))
}

func (o *overview) close() { o.remarks.close() }

// remarkList is what people wrote, without contacts: those are not even read.
type remarkList struct {
	e       *Entry
	content *fyne.Container
	card    *fyne.Container
	list    *widget.List
	title   *widgets.Text
	rows    []poll.Remark
	slot    session.Slot
	shown   *poll.Set
}

// remarkHeight is the room for remarks; the list scrolls in it.
const remarkHeight = 240

func newRemarkList(e *Entry) *remarkList {
	r := &remarkList{e: e, title: widgets.Section("")}
	r.list = widget.NewList(func() int { return len(r.rows) }, func() fyne.CanvasObject {
		return newRemarkRow()
	}, func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < len(r.rows) {
			o.(*remarkRow).set(r.rows[i])
			r.list.SetItemHeight(i, o.(*remarkRow).HeightFor(r.list.Size().Width))
		}
	})
	r.list.HideSeparators = true
	r.card = widgets.Column(0, widgets.NewCard("", nil, r.title, widgets.Hint(words.T("entry.remarks_hint")),
		fitted(r.list, remarkHeight)))
	r.card.Hide()
	r.content = r.card
	return r
}

// show reads the remarks anew when the set is another.
func (r *remarkList) show(set *poll.Set) {
	if set == r.shown || len(set.Responses) == 0 && len(r.rows) == 0 {
		return
	}
	r.shown = set
	session.Load(r.e.s, &r.slot, func(ctx context.Context) ([]poll.Remark, error) {
		return set.Remarks(ctx, r.e.s.Store, false)
	}, func(rows []poll.Remark) {
		r.rows = rows
		r.title.Set(words.T("entry.remarks", "N", len(rows)))
		if len(rows) > 0 {
			r.card.Show()
		} else {
			r.card.Hide()
		}
		r.list.Refresh()
		r.e.overview.content.Refresh()
	})
}

func (r *remarkList) close() { r.slot.Drop() }

// remarkRow is one remark; it is used again for others.
type remarkRow struct {
	widget.BaseWidget
	box  *fyne.Container
	text *widgets.Text
	line *widgets.Text
}

func newRemarkRow() *remarkRow {
	r := &remarkRow{text: widgets.Body(""), line: widgets.Small("").OneLine()}
	r.box = widgets.Inset(0, look.Gap, widgets.Column(2, r.text, r.line))
	r.ExtendBaseWidget(r)
	return r
}

func (r *remarkRow) set(m poll.Remark) {
	r.text.Set(m.Text)
	var parts []string
	if m.Number > 0 {
		parts = append(parts, words.T("entry.sheet", "N", m.Number))
	}
	if m.TakenOn != "" {
		parts = append(parts, words.Date(m.TakenOn))
	}
	if m.Service != "" {
		parts = append(parts, assets.ServiceName(m.Service, words.Now().Lang()))
	}
	r.line.Set(strings.Join(parts, " · "))
}

// HeightFor implements widgets.Flowing.
func (r *remarkRow) HeightFor(width float32) float32 { return widgets.HeightOf(r.box, width) }

// CreateRenderer implements fyne.Widget.
func (r *remarkRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.box) }

// below says how many sheets are still needed, and what becomes of the result.
func below(complete, least int) string {
	key := "entry.below_hint"
	if complete == 0 {
		key = "entry.below_none" // there is nothing to compute from
	}
	return words.T(key, "N", complete, "Least", least, "More", least-complete)
}
