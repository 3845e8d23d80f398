package thread

import (
	"cmp"
	"slices"

	"pinisi/data"
)

// Picture is a graph as it is drawn: a column for each record, and the edges
// that are worth an arrow.
type Picture struct {
	Columns map[data.ID]int // the focus at 0, what it came from below, what it led to above
	Edges   []Edge          // those of the graph, without the weak ones that longer ways say too
}

// Draw finds the columns: each record stands as far from the focus as the longest
// way between them, so that arrows lead from left to right. Circles are cut where
// they close.
func (g *Graph) Draw() Picture {
	p := Picture{Columns: map[data.ID]int{g.Focus: 0}}
	for _, way := range []int{-1, +1} {
		in := map[data.ID]bool{g.Focus: true}
		for _, n := range g.Nodes {
			if n.Depth*way > 0 {
				in[n.ID] = true
			}
		}
		next := map[data.ID][]data.ID{} // away from the focus
		for _, e := range g.Edges {
			from, to := e.From, e.To
			if way < 0 {
				from, to = to, from
			}
			if in[from] && in[to] && to != g.Focus {
				next[from] = append(next[from], to)
			}
		}
		for id, column := range longest(g.Focus, next) {
			p.Columns[id] = column * way
		}
		for _, n := range g.Nodes { // what only a circle reaches
			if _, ok := p.Columns[n.ID]; !ok && n.Depth*way > 0 {
				p.Columns[n.ID] = n.Depth
			}
		}
	}
	to := map[data.ID][]data.ID{}
	for _, e := range g.Edges {
		to[e.From] = append(to[e.From], e.To)
	}
	for _, e := range g.Edges {
		if !e.Weak || e.Link != data.NilID || !around(e, to) {
			p.Edges = append(p.Edges, e)
		}
	}
	return p
}

// longest is the length of the longest way from a record to each other, along
// edges that close no circle.
func longest(from data.ID, next map[data.ID][]data.ID) map[data.ID]int {
	const open, done = 1, 2
	state := map[data.ID]int{}
	kept := map[data.ID][]data.ID{}
	var order []data.ID // of finishing: every record behind those that it leads to
	var visit func(data.ID)
	visit = func(id data.ID) {
		state[id] = open
		for _, to := range next[id] {
			if state[to] == open {
				continue
			}
			kept[id] = append(kept[id], to)
			if state[to] == 0 {
				visit(to)
			}
		}
		state[id] = done
		order = append(order, id)
	}
	visit(from)
	length := map[data.ID]int{from: 0}
	for _, id := range slices.Backward(order) {
		for _, to := range kept[id] {
			length[to] = max(length[to], length[id]+1)
		}
	}
	return length
}

// around reports whether a longer way leads from an edge's begin to its end.
func around(e Edge, to map[data.ID][]data.ID) bool {
	seen := map[data.ID]bool{e.From: true}
	var ask []data.ID
	for _, id := range to[e.From] {
		if id != e.To {
			ask = append(ask, id)
		}
	}
	for len(ask) > 0 {
		id := ask[len(ask)-1]
		ask = ask[:len(ask)-1]
		if id == e.To {
			return true
		}
		if !seen[id] {
			seen[id] = true
			ask = append(ask, to[id]...)
		}
	}
	return false
}

// Row is an edge as a line of a table: what led to what.
type Row struct {
	From, To Node
	Edge     Edge
}

// Table is the graph as a table, in the order in which things came about.
func (g *Graph) Table() []Row {
	nodes := map[data.ID]Node{}
	for _, n := range g.Nodes {
		nodes[n.ID] = n
	}
	columns := g.Draw().Columns
	var all []Row
	for _, e := range g.Edges {
		all = append(all, Row{nodes[e.From], nodes[e.To], e})
	}
	slices.SortStableFunc(all, func(a, b Row) int {
		return cmp.Or(cmp.Compare(columns[a.From.ID], columns[b.From.ID]), cmp.Compare(columns[a.To.ID], columns[b.To.ID]),
			cmp.Compare(a.From.Date, b.From.Date), cmp.Compare(a.To.Date, b.To.Date), byEnds(a.Edge, b.Edge))
	})
	return all
}
