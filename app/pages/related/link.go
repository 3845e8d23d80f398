package related

import (
	"context"
	"slices"
	"strings"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/thread"
)

// Directions of a link, as the person chooses them.
const (
	wayFrom = "from" // this record came from the other
	wayTo   = "to"   // this record led to the other
)

// offered is how many records the picker lists at most.
const offered = 40

// picker is the dialog Tautkan.
type picker struct {
	c         *Card
	of        data.Record
	way, kind *widgets.PickList
	words     *widgets.FilterLine
	list      *widgets.RecordList
	note      *widgets.AutoField
	found     map[string]data.Record
	slot      session.Slot
	close     func()
}

func (c *Card) ask() {
	if c.rec.ID == data.NilID || c.s.Window == nil {
		return
	}
	p := &picker{c: c, of: c.rec}
	p.way = widgets.NewChoice(words.T("thread.link.way"), []widgets.Option{
		{ID: wayTo, Text: words.T("thread.link.way.to")}, {ID: wayFrom, Text: words.T("thread.link.way.from")}})
	p.way.Set(wayTo)
	kinds := []widgets.Option{{ID: "*", Text: words.T("thread.link.kind.any")}}
	for _, k := range thread.Kinds {
		kinds = append(kinds, widgets.Option{ID: k, Text: bound.KindWord(k)})
	}
	p.kind = widgets.NewChoice(words.T("thread.link.kind"), kinds)
	p.kind.Set(usual(c.rec.Kind))
	p.kind.OnPicked = func(string) { p.search() }
	p.words = widgets.NewFilterLine(words.T("thread.link.words"), func(string) { p.search() })
	p.list = widgets.NewRecordList(bound.Rows(nil), widgets.ListParts{Bare: true, Empty: widgets.NewEmptyState("search", words.T("thread.link.none"), "", nil)})
	p.words.OnDown = p.list.Focus
	p.list.OnOpened = func(string) { // Enter on a row, or a second click
		p.close()
		p.done()
	}
	p.list.OnSelected = func(string) {}
	p.note = widgets.NewAutoField(words.T("thread.link.note"))
	p.open()
	p.words.Focus()
	p.search()
}

// usual is the kind that a record most often leads to.
func usual(kind string) string {
	switch kind {
	case "complaint", "survey":
		return "consultation"
	case "agreement", "consultation", "input":
		return "standard"
	case "standard", "followup", "innovation":
		return "evaluation"
	}
	return "*"
}

func (p *picker) open() {
	p.close = widgets.Ask(p.c.s.Window.Canvas(), widgets.Question{
		Title: words.T("thread.link.title"), Yes: words.T("thread.link.do"),
		Body: widgets.Column(look.Gap, bound.Columns(180, p.way, p.kind), p.words, widgets.Sized(0, look.Text(200), p.list), p.note),
	}, func(string) { p.done() })
}

// done links what is selected; without a choice the dialog stays.
func (p *picker) done() {
	other, ok := p.found[p.list.Selected()]
	if !ok {
		p.c.s.Note(words.T("thread.link.choose"))
		p.open()
		p.words.Focus()
		return
	}
	p.slot.Drop()
	from, to := p.of, other
	if p.way.ID() == wayFrom {
		from, to = other, p.of
	}
	p.c.s.Write("thread.undo.link", edits(p.c.s, from, to, strings.TrimSpace(p.note.Text())), func() {
		p.c.s.Offer(words.T("thread.related.linked"), p.c.s.Undo)
	})
}

// edits make the link. On a mission's device it belongs to the mission, also
// where one end is headquarters'.
func edits(s *session.Session, from, to data.Record, note string) []data.Edit {
	all := data.LinkEdits(from, to, note)
	if !s.Headquarters() {
		for i := range all {
			all[i].Scope = s.Profile.Scope
		}
	}
	return all
}

// search lists the records that fit: by words, or those changed last.
func (p *picker) search() {
	s, kind, text, own, near := p.c.s, p.kind.ID(), strings.TrimSpace(p.words.Text()), p.of, p.c.near
	type answer struct {
		rows  bound.Rows
		found map[string]data.Record
	}
	session.Load(s, &p.slot, func(ctx context.Context) (answer, error) {
		records, err := candidates(ctx, s.Store, kind, text, own)
		if err != nil {
			return answer{}, err
		}
		a := answer{found: map[string]data.Record{}}
		var ids []data.ID
		for _, r := range records {
			ids = append(ids, r.ID)
			a.found[r.ID.String()] = r
		}
		nodes, err := thread.Nodes(ctx, s.Store, ids, words.Now().Lang())
		if err != nil {
			return a, err
		}
		for _, n := range nodes {
			line := bound.KindWord(n.Kind)
			if l := Line(n); l != "" {
				line += " · " + l
			}
			row := widgets.Record{ID: n.ID.String(), Title: Title(n), Line: line, State: State(n), Word: n.StatusWord}
			if near[n.ID] {
				row.State, row.Word, row.Icon = widgets.Neutral, words.T("thread.link.there"), "thread"
			}
			a.rows = append(a.rows, row)
		}
		return a, nil
	}, func(a answer) {
		p.found = a.found
		p.list.SetRows(a.rows)
	})
}

// candidates are records that may be linked with one, of its mission or
// headquarters' shared ones.
func candidates(ctx context.Context, st *store.Store, kind, text string, of data.Record) ([]data.Record, error) {
	var all []data.Record
	take := func(r data.Record) {
		if r.ID != of.ID && (r.Scope == of.Scope || r.Scope == data.SharedScope || of.Scope == data.SharedScope) && len(all) < offered {
			all = append(all, r)
		}
	}
	if kind != "*" {
		list, err := st.List(ctx, store.Query{Kind: kind, Text: text, Desc: true, Limit: 2 * offered})
		for _, r := range list {
			take(r)
		}
		return all, err
	}
	if text != "" {
		hits, err := st.Search(ctx, text, 4*offered)
		for _, h := range hits {
			if slices.Contains(thread.Kinds, h.Record.Kind) {
				take(h.Record)
			}
		}
		return all, err
	}
	for _, k := range thread.Kinds {
		list, err := st.List(ctx, store.Query{Kind: k, Desc: true, Limit: 4})
		if err != nil {
			return nil, err
		}
		for _, r := range list {
			take(r)
		}
	}
	return all, nil
}
