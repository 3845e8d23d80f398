package consultation

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/related"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult/topic"
	"pinisi/data/store"
	"pinisi/data/thread"
)

// source is a record that a consultation came from, with the link that says so.
type source struct {
	link data.Record
	node thread.Node
}

// sources reads what a consultation was chosen from.
func sources(ctx context.Context, st *store.Store, consultation data.ID) ([]source, error) {
	links, err := st.List(ctx, store.Query{Kind: "link", Where: map[string]data.Value{"to": data.RefValue(consultation)}, Order: "created"})
	if err != nil || len(links) == 0 {
		return nil, err
	}
	var ids []data.ID
	for _, l := range links {
		ids = append(ids, l.Ref("from"))
	}
	nodes, err := thread.Nodes(ctx, st, ids, words.Now().Lang())
	if err != nil {
		return nil, err
	}
	var all []source
	for _, n := range nodes {
		for _, l := range links {
			if l.Ref("from") == n.ID {
				all = append(all, source{l, n})
				break
			}
		}
	}
	return all, nil
}

// topics is the card of what the topic was chosen from.
type topics struct {
	d       *detail
	card    fyne.CanvasObject
	rows    *fyne.Container
	choose  fyne.CanvasObject
	slot    session.Slot
	resized func()
}

func newTopics(d *detail, resized func()) *topics {
	p := &topics{d: d, rows: widgets.Column(look.Tight), resized: resized}
	p.choose = widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("consultation.topic.choose"), "search", p.pick))
	p.card = widgets.NewCard(words.T("consultation.topic.title"), nil, p.rows, p.choose)
	return p
}

func (p *topics) show(now *snapshot) {
	locked := p.d.locked()
	widgets.ShowIf(p.choose, !locked)
	p.rows.Objects = nil
	if len(now.sources) == 0 {
		p.rows.Add(widgets.Hint(words.T("consultation.topic.none")))
	}
	for _, s := range now.sources {
		lines := widgets.Column(2, widgets.Body(related.Title(s.node)), widgets.Small(bound.KindWord(s.node.Kind)))
		if note := s.link.Text("note"); note != "" && note != related.Title(s.node) {
			lines.Add(widgets.Small(note))
		}
		row := bound.NewPress(widgets.Inset(look.Gap, look.Tight, widgets.RowTop(look.Gap, 1, widgets.NewIcon(bound.KindIcon(s.node.Kind), look.Quiet, 18), lines)),
			func() { bound.OpenRecord(p.d.s, &p.slot, s.node.ID, nil) }).Named(related.Title(s.node))
		if locked {
			p.rows.Add(row)
			continue
		}
		drop := widgets.NewButton(widgets.Quiet, words.T("consultation.topic.drop"), "", func() {
			p.d.write("consultation.undo.topic_drop", []data.Edit{s.link.Delete()}, nil)
		}).Compact()
		p.rows.Add(widgets.RowGrow(look.Gap, 0, row, drop))
	}
}

func (p *topics) pick() {
	s, c := p.d.s, p.d.now.meeting.Consultation
	p.d.tabs.Commit()
	session.Load(s, &p.slot, func(ctx context.Context) ([]topic.Candidate, error) {
		return topic.Of(ctx, s.Store, c, s.Now(), words.Now().Lang())
	}, func(all []topic.Candidate) { newTopicPicker(p.d, all).open() })
}

// topicKinds are the kinds of records that topics come from, in their order.
var topicKinds = []string{"complaint", "survey", "answer", "followup"}

// mostShown is how many candidates are drawn; the filter finds the others.
const mostShown = 60

// topicPicker offers what a consultation could be about, each with why.
type topicPicker struct {
	d      *detail
	all    []topic.Candidate
	chosen []bool
	kind   *widgets.PickList
	filter *widgets.FilterLine
	text   string
	rows   *fyne.Container
	drawn  map[int]*bound.Press
	scroll *widgets.FollowFocus
	take   *widgets.Button
	shut   func()
}

func newTopicPicker(d *detail, all []topic.Candidate) *topicPicker {
	p := &topicPicker{d: d, all: all, chosen: make([]bool, len(all)), rows: widgets.Column(look.Tight)}
	kinds := []widgets.Option{{ID: whole, Text: words.T("consultation.topic.all")}}
	for _, k := range topicKinds {
		n := 0
		for _, c := range all {
			if c.Record.Kind == k {
				n++
			}
		}
		kinds = append(kinds, widgets.Option{ID: k, Text: words.T("consultation.topic.kind." + k), Detail: words.Count(n)})
	}
	p.kind = widgets.NewChoice("", kinds)
	p.kind.Set(whole)
	p.kind.OnPicked = func(string) { p.draw() }
	p.filter = widgets.NewFilterLine(words.T("consultation.topic.filter"), func(text string) { p.text = text; p.draw() })
	p.filter.OnDown = func() {
		for i := range p.all { // the first that is shown
			if row := p.drawn[i]; row != nil {
				p.d.s.Window.Canvas().Focus(row)
				return
			}
		}
	}
	p.scroll = widgets.NewFollowFocus(p.rows)
	p.take = widgets.NewButton(widgets.Primary, words.T("consultation.topic.take", "N", 0), "check", p.done)
	return p
}

func (p *topicPicker) open() {
	p.draw()
	body := bound.Under(widgets.RowGrow(look.Gap, 1, widgets.Sized(look.Text(220), 0, p.kind), p.filter), p.scroll)
	p.shut = widgets.ShowOver(p.d.s.Window.Canvas(), words.T("consultation.topic.pick"), widgets.Sized(0, look.Text(430), body), look.Text(760), p.take)
	p.filter.Focus()
}

func (p *topicPicker) draw() {
	p.rows.Objects, p.drawn = nil, map[int]*bound.Press{}
	shown, hidden := 0, 0
	for i, c := range p.all {
		if k := p.kind.ID(); k != whole && k != c.Record.Kind {
			continue
		}
		if !matches(p.text, p.said(c)...) {
			continue
		}
		if shown == mostShown {
			hidden++
			continue
		}
		shown++
		p.drawn[i] = p.row(i)
		p.rows.Add(p.drawn[i])
	}
	switch {
	case shown == 0 && p.text != "":
		p.rows.Add(widgets.Hint(words.T("common.none_found")))
	case shown == 0:
		p.rows.Add(widgets.Hint(words.T("consultation.topic.nothing")))
	}
	if hidden > 0 {
		p.rows.Add(widgets.Hint(words.T("consultation.topic.more", "N", hidden)))
	}
	n := 0
	for _, yes := range p.chosen {
		if yes {
			n++
		}
	}
	p.take.SetText(words.T("consultation.topic.take", "N", n))
	if n == 0 {
		p.take.Disable()
	} else {
		p.take.Enable()
	}
	p.rows.Refresh()
	p.scroll.Refresh()
}

func (p *topicPicker) row(i int) *bound.Press {
	c := p.all[i]
	icon, tint := "plus", look.Quiet
	if c.Chosen {
		icon, tint = "check", look.Good
	}
	if p.chosen[i] {
		icon, tint = "check", look.Sea
	}
	said := p.said(c)
	row := bound.NewPress(widgets.Inset(look.Gap, look.Tight, widgets.RowTop(look.Gap, 1, widgets.NewIcon(icon, tint, 18),
		widgets.Column(2, widgets.Body(said[0]), widgets.Small(said[1]+" · "+said[2])))), nil).Named(c.Text)
	row.Opened = p.chosen[i]
	row.OnPressed = func() {
		if !c.Chosen {
			p.chosen[i] = !p.chosen[i]
			at := p.scroll.Offset()
			p.draw()
			p.scroll.ScrollTo(at)
			p.d.s.Window.Canvas().Focus(p.drawn[i]) // the keyboard stays in the row
		}
	}
	return row
}

// said is what a row says: the record, its kind, and why it is offered.
func (p *topicPicker) said(c topic.Candidate) []string {
	text, why := c.Text, words.T(c.Why, pairs(c.Args)...)
	if c.Chosen {
		why = words.T("consultation.topic.already")
	}
	if c.Hidden {
		text = words.T("consultation.topic.secret", "ID", c.Text)
	}
	return []string{text, words.T("consultation.topic.kind." + c.Record.Kind), why}
}

// matches reports whether every typed word stands in what is said.
func matches(typed string, said ...string) bool {
	all := strings.ToLower(strings.Join(said, " "))
	for _, word := range strings.Fields(strings.ToLower(typed)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// pairs are the placeholders of a text, dates as they are read.
func pairs(args map[string]any) []any {
	var all []any
	for name, v := range args {
		if s, ok := v.(string); ok && name == "On" {
			v = words.Date(s)
		}
		all = append(all, name, v)
	}
	return all
}

func (p *topicPicker) done() {
	var taken []topic.Candidate
	for i, c := range p.all {
		if p.chosen[i] {
			taken = append(taken, c)
		}
	}
	p.shut()
	c := p.d.now.meeting.Consultation
	edits := topic.Edits(c, taken)
	if c.Text("topic") == "" {
		var lines []string
		for _, t := range taken {
			if !t.Hidden && !slices.Contains(lines, "- "+t.Text) {
				lines = append(lines, "- "+t.Text)
			}
		}
		if len(lines) > 0 {
			edits = append(edits, c.Set("topic", data.TextValue(strings.Join(lines, "\n"))))
		}
	}
	p.d.write("consultation.undo.topic", edits, nil)
}
