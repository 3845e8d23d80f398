package innovation

import (
	"fmt"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/innovate"
)

// sections are the sections of a proposal, each a card with its words counted
// while one types.
type sections struct {
	f       *form
	content *fyne.Container
	all     []*section
	layout  string // ids in order: when they change, the cards are made anew
	of      data.ID
}

type section struct {
	part    innovate.Part
	form    *bound.Form
	field   *widgets.AutoField
	counter *widgets.StatusPill
	limit   *widgets.Text
	own     *widgets.ParsedField
	ownBox  fyne.CanvasObject
	change  *widgets.Button
	box     fyne.CanvasObject
}

func newSections(f *form) *sections { return &sections{f: f, content: widgets.Column(look.Roomy)} }

func (s *sections) commit() {
	for _, one := range s.all {
		one.form.Commit()
	}
}

func (s *sections) show(sheet *innovate.Sheet, locked bool) {
	layout := lang()
	for _, p := range sheet.Parts {
		layout += " " + p.ID
	}
	if layout != s.layout || s.of != sheet.Proposal.ID {
		s.commit()
		s.layout, s.of, s.all, s.content.Objects = layout, sheet.Proposal.ID, nil, nil
		for i, p := range sheet.Parts {
			one := s.make(i+1, p)
			s.all = append(s.all, one)
			s.content.Add(one.box)
		}
	}
	for i, p := range sheet.Parts {
		s.all[i].show(p, sheet, locked)
	}
	s.content.Refresh()
}

func (s *sections) make(number int, p innovate.Part) *section {
	one := &section{part: p, counter: widgets.NewStatusPill(widgets.Neutral, ""), limit: widgets.Small("")}
	one.form = bound.New(s.f.p.d.page.s, "innovation.undo.section")
	one.form.Filter = func(_ string, e data.Edit) []data.Edit {
		if one.part.Record.ID != data.NilID {
			return []data.Edit{e}
		}
		return append(data.Create("proposal_section", e.Record, e.Scope, map[string]data.Value{
			"proposal": data.RefValue(s.f.of()), "section": data.TextValue(one.part.ID)}), e)
	}
	one.field = one.form.Text("text", widgets.NewAutoArea("", 6))
	one.field.OnTyped = func(string) {
		one.count()
		s.f.countWords()
	}
	one.own = one.form.Number("word_limit", widgets.NewNumberField(words.T("kinds.proposal_section.word_limit"), 1, 100_000))
	one.own.Field().SetHint(words.T("innovation.limit.hint"))
	one.ownBox = bound.Columns(260, one.own)
	one.ownBox.Hide()
	one.change = widgets.NewButton(widgets.Quiet, words.T("innovation.limit.edit"), "", func() {
		widgets.ShowIf(one.ownBox, !one.ownBox.Visible())
		s.f.resize()
		if one.ownBox.Visible() {
			one.own.Field().Focus()
		}
	}).Compact()
	one.box = widgets.NewCard(fmt.Sprintf("%d. %s", number, p.Name.In(lang())), one.counter, widgets.Hint(p.Ask.In(lang())), one.field,
		widgets.RowGrow(look.Gap, 0, one.limit, one.change), one.ownBox)
	return one
}

// show hands the section a new snapshot. One that was never written has a
// record in waiting, which its first words make.
func (o *section) show(p innovate.Part, sheet *innovate.Sheet, locked bool) {
	o.part = p
	rec := p.Record
	if rec.ID == data.NilID {
		rec = data.Record{Kind: "proposal_section", ID: innovate.SectionID(sheet.Proposal.ID, p.ID), Scope: sheet.Proposal.Scope, Fields: map[string]data.Value{}}
	}
	o.form.Show(rec)
	o.form.Lock(locked)
	widgets.ShowIf(o.change, !locked)
	if locked {
		o.ownBox.Hide()
	}
	key := "unknown"
	switch {
	case p.Own:
		key = "own"
	case p.Most > 0 && p.Ours:
		key = "ours"
	case p.Most > 0:
		key = "official"
	}
	o.limit.Set(words.T("innovation.limit."+key, "Max", words.Count(p.Most)))
	o.count()
}

// count says how the words that stand in the field are against the limit.
func (o *section) count() {
	n, most := innovate.Words(o.field.Text()), o.part.Most
	args := []any{"N", words.Count(n), "Max", words.Count(most), "Left", words.Count(most - n), "Over", words.Count(n - most)}
	switch innovate.Against(n, most) {
	case innovate.Empty:
		key := "empty"
		if most <= 0 {
			key = "none_empty"
		}
		o.counter.WithIcon("edit").Set(widgets.Neutral, words.T("innovation.limit."+key, args...))
	case innovate.NoLimit:
		o.counter.WithIcon("edit").Set(widgets.Neutral, words.T("innovation.limit.none", args...))
	case innovate.Within:
		o.counter.WithIcon("").Set(widgets.Good, words.T("innovation.limit.within", args...))
	case innovate.Full:
		o.counter.WithIcon("").Set(widgets.Wait, words.T("innovation.limit.full", args...))
	case innovate.Over:
		o.counter.WithIcon("").Set(widgets.Bad, words.T("innovation.limit.over", args...))
	}
}

// words counts all sections with what is being typed.
func (s *sections) words(sheet *innovate.Sheet) int {
	if s.of != sheet.Proposal.ID {
		return sheet.Words()
	}
	n := 0
	for _, one := range s.all {
		n += innovate.Words(one.field.Text())
	}
	return n
}

// text is what stands in a section now.
func (s *sections) text(p innovate.Part) string {
	for _, one := range s.all {
		if one.part.ID == p.ID {
			return one.field.Text()
		}
	}
	return p.Text
}
