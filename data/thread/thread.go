// Package thread is the thread (jejak) that joins the records: what each came
// from and what it led to. A complaint becomes the topic of a consultation, an
// input there an agreement, that a new version of a standard, that a follow-up,
// and the next evaluation shows what came of it.
//
// # Edges
//
// An edge goes from what was first to what came of it, and has a name. Most
// stand in the schema: a field names the record from which one came (edges.go
// says so for every reference of every kind). People add links ([data.Link])
// where no field says so. A few follow from several fields: the next version of
// an answer is that of the same indicator and unit in the next period, and an
// agreement on a service changed the standard of that service which came out of
// the same consultation.
//
// Persons are not in the thread, nor is evidence.
//
// # What may be seen
//
// A secret complaint shows as its kind and tracking id ([data.Record.Withheld]).
// Deleted records, and records that are not on this computer, stay in the
// thread as ends that say so. Titles may hold names that people wrote into
// them: documents mask them (package mask).
//
// All functions only read, and are safe for concurrent use.
package thread

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"pinisi/data"
	"pinisi/data/store"
)

// State is whether the record of a node can be opened.
type State uint8

// States of nodes.
const (
	Here    State = iota
	Deleted       // it was deleted; other records still name it
	Missing       // it is not on this computer
)

// Node is a record in the thread.
type Node struct {
	ID     data.ID
	Kind   string
	State  State
	Hidden bool // secret: Title is no more than the tracking id
	Face
	// Depth is how far it is from the focus: negative came before, positive after.
	Depth int
	// Before and After are how many more records it came from and led to, which
	// are not in the graph.
	Before, After int

	Record data.Record // its short fields; blank unless Here
}

// Edge says that one record led to another.
type Edge struct {
	From, To data.ID
	Name     string // one of the constants above
	Weak     bool   // longer ways may say the same
	Link     data.ID
	Note     string // of a link
}

// Graph is what a record came from and what it led to.
type Graph struct {
	Focus data.ID
	Nodes []Node // by depth, date and id; the focus is among them
	Edges []Edge // by their ends
}

// Node finds a node.
func (g *Graph) Node(id data.ID) (Node, bool) {
	for _, n := range g.Nodes {
		if n.ID == id {
			return n, true
		}
	}
	return Node{}, false
}

// From are the edges to a node, To those from it.
func (g *Graph) From(id data.ID) []Edge { return g.edges(func(e Edge) bool { return e.To == id }) }

// To are the edges from a node: what it led to.
func (g *Graph) To(id data.ID) []Edge { return g.edges(func(e Edge) bool { return e.From == id }) }

func (g *Graph) edges(keep func(Edge) bool) []Edge {
	var all []Edge
	for _, e := range g.Edges {
		if keep(e) {
			all = append(all, e)
		}
	}
	return all
}

// Options say how far a walk goes.
type Options struct {
	Steps int // in each direction; 0 is 3
	Most  int // nodes in the graph; 0 is 600
	Lang  string
}

// Walk reads the thread of a record. It fails with data.ErrNotFound when the
// record is not here and nothing names it.
func Walk(ctx context.Context, st *store.Store, id data.ID, opt Options) (*Graph, error) {
	w := newWalk(ctx, st, opt)
	if err := w.load(map[data.ID]string{id: ""}); err != nil {
		return nil, err
	}
	w.depth[id] = 0
	for _, way := range []int{-1, +1} {
		if err := w.spread([]data.ID{id}, way); err != nil {
			return nil, fmt.Errorf("follow the thread of %s: %w", id, err)
		}
	}
	if _, known := w.records[id]; !known && len(w.depth) == 1 {
		return nil, data.Fail(data.ErrNotFound.Code, nil, "Kind", "", "ID", id.String())
	}
	return w.graph(id)
}

// walk is a walk under way.
type walk struct {
	ctx         context.Context
	st          *store.Store
	steps, most int
	faces       *faces

	records map[data.ID]data.Record // read so far, deleted ones too
	kinds   map[data.ID]string      // what is said to be the kind of one that is not here
	depth   map[data.ID]int
	edges   map[[2]data.ID]Edge
	beyond  []beyond
	history *history
}

// beyond is an edge to a record that was not taken in when it was met.
type beyond struct {
	own, other data.ID
	way        int
	edge       Edge
}

func newWalk(ctx context.Context, st *store.Store, opt Options) *walk {
	w := &walk{ctx: ctx, st: st, steps: cmp.Or(opt.Steps, 3), most: cmp.Or(opt.Most, 600),
		records: map[data.ID]data.Record{}, kinds: map[data.ID]string{}, depth: map[data.ID]int{},
		edges: map[[2]data.ID]Edge{}}
	w.faces = newFaces(ctx, st, opt.Lang)
	w.history = &history{walk: w}
	return w
}

// spread follows the thread from these records in one direction, -1 to what they
// came from, +1 to what they led to. The last step looks for edges only, so that
// what is beyond is counted and what is within is joined.
func (w *walk) spread(from []data.ID, way int) error {
	seen := map[data.ID]bool{} // a record in a circle is met from both sides, and goes on to both
	for _, id := range from {
		seen[id] = true
	}
	for step := 1; len(from) > 0 && step <= w.steps+1; step++ {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		var here []data.Record
		for _, id := range from {
			if r, ok := w.records[id]; ok && (!r.Gone() || step == 1) {
				here = append(here, r)
			}
		}
		var found []Edge
		var err error
		if way < 0 {
			found, err = w.before(here)
		} else {
			found, err = w.after(here)
		}
		if err != nil {
			return err
		}
		slices.SortFunc(found, byEnds)
		var next []data.ID
		for _, e := range found {
			own, other := e.To, e.From
			if way > 0 {
				own, other = e.From, e.To
			}
			_, in := w.depth[other]
			if !in && (step > w.steps || len(w.depth) >= w.most) {
				w.beyond = append(w.beyond, beyond{own, other, way, e})
				continue
			}
			if !in {
				w.depth[other] = w.depth[own] + way
			}
			if !seen[other] && step <= w.steps {
				seen[other] = true
				next = append(next, other)
			}
			w.keep(e)
		}
		ask := map[data.ID]string{}
		for _, id := range next {
			if _, read := w.records[id]; !read {
				ask[id] = w.kinds[id]
			}
		}
		if err := w.load(ask); err != nil {
			return err
		}
		from = next
	}
	return nil
}

// keep adds an edge. Between two records the one that a field says stands before
// a link, and what is not weak before what is.
func (w *walk) keep(e Edge) {
	pair := [2]data.ID{e.From, e.To}
	if old, there := w.edges[pair]; there {
		worse := func(e Edge) int {
			switch {
			case e.Link != data.NilID:
				return 2
			case e.Weak:
				return 1
			}
			return 0
		}
		if c := cmp.Or(cmp.Compare(worse(old), worse(e)), cmp.Compare(old.Name, e.Name)); c <= 0 {
			if e.Link != data.NilID && old.Link == data.NilID { // the note of a link is not lost beside the field
				old.Link, old.Note = e.Link, e.Note
				w.edges[pair] = old
			}
			return
		}
		if old.Link != data.NilID {
			e.Link, e.Note = old.Link, old.Note
		}
	}
	w.edges[pair] = e
}

// load reads the records of these ids, each with the kind that it is said to be.
func (w *walk) load(ask map[data.ID]string) error {
	byKind := map[string][]data.ID{}
	for id, kind := range ask {
		if data.KindOf(kind) == nil {
			kind = ""
		}
		byKind[kind] = append(byKind[kind], id)
	}
	take := func(r data.Record) error {
		w.records[r.ID] = r
		delete(ask, r.ID)
		return nil
	}
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		if kind == "" {
			continue
		}
		if err := w.st.Several(w.ctx, kind, byKind[kind], light(kind), take); err != nil {
			return err
		}
	}
	for _, k := range data.Kinds() { // those of which nobody said it, or said it wrongly
		if len(ask) == 0 {
			return nil
		}
		if err := w.st.Several(w.ctx, k.Name, slices.Collect(maps.Keys(ask)), light(k.Name), take); err != nil {
			return err
		}
	}
	return nil
}

// graph is what was found, in order.
func (w *walk) graph(focus data.ID) (*Graph, error) {
	g := &Graph{Focus: focus}
	if err := w.faces.prepare(w); err != nil {
		return nil, err
	}
	left := map[data.ID][2]map[data.ID]bool{} // neighbours left out, before and after
	for _, b := range w.beyond {
		if _, in := w.depth[b.other]; in { // met again from the other side
			w.keep(b.edge)
			continue
		}
		l := left[b.own]
		side := (b.way + 1) / 2
		if l[side] == nil {
			l[side] = map[data.ID]bool{}
		}
		l[side][b.other] = true
		left[b.own] = l
	}
	for id, depth := range w.depth {
		n := w.node(id)
		n.Depth, n.Before, n.After = depth, len(left[id][0]), len(left[id][1])
		g.Nodes = append(g.Nodes, n)
	}
	slices.SortFunc(g.Nodes, func(a, b Node) int {
		return cmp.Or(cmp.Compare(a.Depth, b.Depth), cmp.Compare(a.Date, b.Date), slices.Compare(a.ID[:], b.ID[:]))
	})
	for _, e := range w.edges {
		g.Edges = append(g.Edges, e)
	}
	slices.SortFunc(g.Edges, byEnds)
	return g, nil
}

// node is a record as it may be shown.
func (w *walk) node(id data.ID) Node {
	r, ok := w.records[id]
	switch {
	case !ok:
		return Node{ID: id, Kind: w.kinds[id], State: Missing}
	case r.Gone():
		return Node{ID: id, Kind: r.Kind, State: Deleted}
	}
	n := Node{ID: id, Kind: r.Kind, Record: r, Hidden: hidden(r)}
	n.Face = w.faces.of(r)
	return n
}

func byEnds(a, b Edge) int {
	return cmp.Or(slices.Compare(a.From[:], b.From[:]), slices.Compare(a.To[:], b.To[:]), cmp.Compare(a.Name, b.Name))
}

// Nodes are records as they may be shown, in the order of the ids.
func Nodes(ctx context.Context, st *store.Store, ids []data.ID, lang string) ([]Node, error) {
	w := newWalk(ctx, st, Options{Lang: lang})
	ask := map[data.ID]string{}
	for _, id := range ids {
		ask[id], w.depth[id] = "", 0
	}
	if err := w.load(ask); err != nil {
		return nil, err
	}
	if err := w.faces.prepare(w); err != nil {
		return nil, err
	}
	var all []Node
	for _, id := range ids {
		all = append(all, w.node(id))
	}
	return all, nil
}
