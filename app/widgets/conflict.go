package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// Version is one of the values that stand beside each other in a conflict.
type Version struct {
	Author string
	Device string
	When   string // in words: "14.05", "24 Mar 2023, 14.05"
	Text   string
	// Deleted: the author deleted the record; Text is what it held.
	Deleted bool
}

// Decision is what a person chose in a ConflictPanel.
type Decision struct {
	Take   int    // index of the version, -1 for a merged text
	Text   string // the text that shall stand
	Reason string
	All    bool // the same choice for the rest of the queue
}

// ConflictPanel shows the values of one field side by side and asks for a
// decision. All values stay stored whatever is decided.
type ConflictPanel struct {
	composite
	OnDecided func(Decision)
	OnLater   func() // put it off

	versions []Version
	reason   *entry
	all      *widget.Check
	merge    *entry
	merging  *fyne.Container
	merger   *Button
}

// NoMerge takes the merging away: a choice, a date or a deletion has no text
// that could hold both.
func (p *ConflictPanel) NoMerge() *ConflictPanel {
	p.merger.Hide()
	return p
}

// NewConflictPanel makes the panel. what names the field ("Catatan indikator
// A04"); at of all is its place in the queue, from 1.
func NewConflictPanel(what string, at, all int, versions []Version) *ConflictPanel {
	p := &ConflictPanel{versions: versions}
	head := RowGrow(look.Roomy, 0,
		Section(words.T("common.conflict_title", "What", what, "N", len(versions))),
		Hint(words.T("common.of", "At", at, "All", all)).Whole())

	cards := make([]fyne.CanvasObject, len(versions))
	for i, v := range versions {
		cards[i] = p.card(i, v)
	}

	p.reason = newEntry(false)
	p.reason.SetPlaceHolder(words.T("common.reason_example"))
	reason := RowGrow(look.Gap, 1, Body(words.T("common.reason")).Whole(), newRinged(p.reason))
	p.all = widget.NewCheck(words.T("common.same_for_rest", "N", max(all-at, 0)), nil)
	if all-at <= 0 {
		p.all.Hide()
	}

	p.merge = newEntry(true)
	p.merge.SetMinRowsVisible(4)
	p.merging = Column(look.Gap, Body(words.T("common.merge_hint")).In(look.Quiet), newRinged(p.merge),
		Row(look.Gap, NewButton(Primary, words.T("common.merge_save"), "", func() { p.decide(-1, p.merge.Text) }),
			NewButton(Quiet, words.T("common.cancel"), "", p.stopMerging)))
	p.merging.Hide()

	p.build(p, Column(look.Roomy, head, container.New(&sideBySide{gap: look.Roomy}, cards...),
		reason, p.buttons(), p.merging, p.all, Small(words.T("common.both_kept"))))
	return p
}

func (p *ConflictPanel) card(i int, v Version) fyne.CanvasObject {
	author := RowGrow(look.Gap, 1, NewIcon("person", look.Quiet, 18), Body(v.Author).Bold().OneLine())
	source := Small(words.T("common.by", "Device", v.Device, "When", v.When)).OneLine()
	text := Body(v.Text)
	if v.Text == "" {
		text = Hint(words.T("common.empty_value"))
	} else {
		text.Mark(p.marks(i))
	}
	card := NewCard("", nil, Column(2, author, source), text).AnyWidth()
	if v.Deleted {
		card.Add(NewStatusPill(Bad, words.T("common.deleted")).WithIcon("trash"))
	}
	return card
}

// marks are the words by which a version differs from the first, or the first
// from the second.
func (p *ConflictPanel) marks(i int) []Span {
	if len(p.versions) < 2 {
		return nil
	}
	if i == 0 {
		own, _ := DiffWords(p.versions[0].Text, p.versions[1].Text)
		return own
	}
	_, own := DiffWords(p.versions[0].Text, p.versions[i].Text)
	return own
}

func (p *ConflictPanel) buttons() fyne.CanvasObject {
	row := Wrapped(look.Gap)
	for i := range p.versions {
		text := words.T("common.take_nth", "N", i+1)
		if len(p.versions) == 2 {
			text = words.T([]string{"common.take_left", "common.take_right"}[i])
		}
		row.Add(NewButton(Plain, text, "", func() { p.decide(i, p.versions[i].Text) }))
	}
	p.merger = NewButton(Plain, words.T("common.merge"), "edit", p.startMerging)
	row.Add(p.merger)
	row.Add(NewButton(Quiet, words.T("common.later"), "", func() {
		if p.OnLater != nil {
			p.OnLater()
		}
	}))
	return row
}

func (p *ConflictPanel) startMerging() {
	text := ""
	for i, v := range p.versions {
		if i > 0 {
			text += "\n"
		}
		text += v.Text
	}
	p.merge.SetText(text)
	p.merging.Show()
	p.Refresh()
	focus(p.merge)
}

func (p *ConflictPanel) stopMerging() {
	p.merging.Hide()
	p.Refresh()
}

func (p *ConflictPanel) decide(take int, text string) {
	if p.OnDecided != nil {
		p.OnDecided(Decision{Take: take, Text: text, Reason: p.reason.Text, All: p.all.Visible() && p.all.Checked})
	}
}

// sideBySide puts objects next to each other at the same width and height, or
// under each other where they would be too narrow to read.
type sideBySide struct{ gap, width float32 }

const sideBySideLeast = 220

func (l *sideBySide) columns(n int, width float32) (int, float32) {
	if n == 0 {
		return 0, 0
	}
	cols := n
	for cols > 1 && (width-l.gap*float32(cols-1))/float32(cols) < look.Text(sideBySideLeast) {
		cols--
	}
	return cols, (width - l.gap*float32(cols-1)) / float32(cols)
}

func (l *sideBySide) rowHeight(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for _, o := range objects {
		h = max(h, heightFor(o, width))
	}
	return h
}

func (l *sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	cols, wide := l.columns(len(objects), size.Width)
	y := float32(0)
	for i := 0; i < len(objects); i += cols {
		line := objects[i:min(i+cols, len(objects))]
		h := l.rowHeight(line, wide)
		for j, o := range line {
			place(o, float32(j)*(wide+l.gap), y, wide, h)
		}
		y += h + l.gap
	}
}

func (l *sideBySide) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	cols, wide := l.columns(len(objects), width)
	h := float32(0)
	for i := 0; cols > 0 && i < len(objects); i += cols {
		if i > 0 {
			h += l.gap
		}
		h += l.rowHeight(objects[i:min(i+cols, len(objects))], wide)
	}
	return h
}

func (l *sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return flowMin(l, objects, look.Text(sideBySideLeast), l.width)
}
