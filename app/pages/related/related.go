// Package related is the card Terkait of a record's page: what the record came
// from and what it led to, links made by hand, and the way into the thread.
//
// Everything here belongs to the UI goroutine.
package related

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/thread"
)

// shown is how many records stand on each side; the thread shows the others.
const shown = 6

// Card is the card of one record of any kind.
type Card struct {
	Content fyne.CanvasObject

	s        *session.Session
	rec      data.Record
	from, to *fyne.Container
	link     *widgets.Button
	near     map[data.ID]bool // records joined with this one already
	load     session.Slot
	open     session.Slot
	cancel   func()
}

// New makes the card without a record. Close ends it.
func New(s *session.Session) *Card {
	c := &Card{s: s, from: widgets.Column(look.Tight), to: widgets.Column(look.Tight)}
	c.link = widgets.NewButton(widgets.Plain, words.T("thread.related.link"), "plus", c.ask)
	walk := widgets.NewButton(widgets.Plain, words.T("thread.related.thread"), "thread", func() {
		if c.rec.ID != data.NilID {
			s.Open(session.PageThread, c.rec.ID)
		}
	})
	c.Content = widgets.NewCard(words.T("thread.related"), nil,
		widgets.Small(words.T("thread.related.from")), c.from, widgets.Divider(),
		widgets.Small(words.T("thread.related.to")), c.to,
		widgets.Wrapped(look.Gap, c.link, walk))
	if s.ReadOnly() {
		c.link.Hide()
	}
	c.cancel = s.Watch(func(e store.Event) {
		if c.rec.ID != data.NilID && session.Touches(e, append([]string{"link"}, thread.Kinds...)...) {
			c.read()
		}
	})
	return c
}

// Show shows another record, or a newer snapshot of it.
func (c *Card) Show(rec data.Record) {
	if rec.ID != c.rec.ID {
		c.from.Objects, c.to.Objects = nil, nil
		c.Content.Refresh()
	}
	c.rec = rec
	c.read()
}

// Close ends the card.
func (c *Card) Close() {
	c.cancel()
	c.load.Drop()
	c.open.Drop()
}

func (c *Card) read() {
	id := c.rec.ID
	session.Load(c.s, &c.load, func(ctx context.Context) (*thread.Graph, error) {
		g, err := thread.Walk(ctx, c.s.Store, id, thread.Options{Steps: 1, Most: 400, Lang: words.Now().Lang()})
		if errors.Is(err, data.ErrNotFound) { // begun on the screen and not written yet
			return &thread.Graph{Focus: id}, nil
		}
		return g, err
	}, c.show)
}

func (c *Card) show(g *thread.Graph) {
	c.near = map[data.ID]bool{}
	for _, e := range g.Edges {
		c.near[e.From], c.near[e.To] = true, true
	}
	c.side(c.from, g, g.From(g.Focus), "thread.related.none_from", func(e thread.Edge) data.ID { return e.From })
	c.side(c.to, g, g.To(g.Focus), "thread.related.none_to", func(e thread.Edge) data.ID { return e.To })
	c.Content.Refresh()
}

func (c *Card) side(into *fyne.Container, g *thread.Graph, edges []thread.Edge, none string, end func(thread.Edge) data.ID) {
	into.Objects = nil
	if len(edges) == 0 {
		into.Add(widgets.Hint(words.T(none)))
	}
	byID := map[data.ID]thread.Edge{}
	for _, e := range edges {
		byID[end(e)] = e
	}
	n := 0
	for _, node := range g.Nodes { // in their order, by date
		e, ok := byID[node.ID]
		if !ok {
			continue
		}
		if n++; n <= shown {
			into.Add(c.row(node, e))
		}
	}
	if focus, _ := g.Node(g.Focus); into == c.from {
		n += focus.Before
	} else {
		n += focus.After
	}
	if n > shown {
		into.Add(widgets.Row(0, widgets.NewButton(widgets.Quiet, words.T("thread.related.more", "N", n-shown), "", func() { c.s.Open(session.PageThread, c.rec.ID) })))
	}
}

// row is a record that is one click away.
func (c *Card) row(n thread.Node, e thread.Edge) fyne.CanvasObject {
	title := Title(n)
	line := bound.KindWord(n.Kind) + " · " + words.T("thread.edge."+e.Name)
	if l := Line(n); l != "" {
		line += " · " + l
	}
	if e.Note != "" {
		line += " · " + e.Note
	}
	parts := []fyne.CanvasObject{widgets.NewIcon(bound.KindIcon(n.Kind), look.Quiet, 0), widgets.Column(2, widgets.Body(title), widgets.Small(line))}
	if n.StatusWord != "" {
		parts = append(parts, widgets.NewStatusPill(State(n), n.StatusWord))
	}
	row := fyne.CanvasObject(widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 1, parts...)))
	if n.State == thread.Here {
		row = bound.NewPress(row, func() { bound.OpenRecord(c.s, &c.open, n.ID, nil) }).Named(title)
	}
	if e.Link == data.NilID || c.s.ReadOnly() {
		return row
	}
	cut := widgets.NewButton(widgets.Quiet, "", "close", func() { c.unlink(e.Link) }).Compact()
	cut.Hint = words.T("thread.related.unlink")
	return widgets.RowGrow(look.Tight, 0, row, cut)
}

// unlink takes a link away; the records stay.
func (c *Card) unlink(id data.ID) {
	c.s.Change(func(ctx context.Context) error {
		l, err := c.s.Store.Get(ctx, "link", id)
		if err != nil {
			return err
		}
		_, err = c.s.Store.Write(ctx, data.Action{Author: c.s.Author, Label: "thread.undo.unlink", Edits: []data.Edit{l.Delete()}})
		return err
	}, func() { c.s.Offer(words.T("thread.related.unlinked"), c.s.Undo) })
}
