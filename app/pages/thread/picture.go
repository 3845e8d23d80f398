package thread

import (
	"fmt"
	"strings"

	"pinisi/app/pages/bound"
	"pinisi/app/pages/related"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/thread"
)

// siblings is how many of one kind beside each other stand apart; of more, the
// last are folded into one card that opens.
const siblings = 4

// picture is a graph in the terms of the widget.
type picture struct {
	nodes []widgets.GraphNode
	edges []widgets.GraphEdge
	folds map[string]string // id of a folding card → group to unfold
}

// draw makes the picture of a graph; groups that were unfolded stand whole.
func draw(g *thread.Graph, unfolded map[string]bool) picture {
	d := g.Draw()
	hidden, folds := fold(g, d, unfolded)
	p := picture{folds: map[string]string{}}
	for _, n := range g.Nodes {
		if hidden[n.ID] == "" {
			p.nodes = append(p.nodes, card(n, d.Columns[n.ID]))
		}
	}
	for _, f := range folds {
		id := "fold " + f.group
		p.folds[id] = f.group
		p.nodes = append(p.nodes, widgets.GraphNode{ID: id, Column: f.column, Icon: bound.KindIcon(f.kind), Kind: bound.KindWord(f.kind),
			Title: words.T("thread.fold", "N", f.n), Fold: true})
	}
	have := map[[2]string]bool{}
	for _, e := range d.Edges {
		from, to := e.From.String(), e.To.String()
		if group := hidden[e.From]; group != "" {
			from = "fold " + group
		}
		if group := hidden[e.To]; group != "" {
			to = "fold " + group
		}
		if pair := [2]string{from, to}; from != to && !have[pair] {
			have[pair] = true
			p.edges = append(p.edges, widgets.GraphEdge{From: from, To: to, Name: words.T("thread.edge." + e.Name)})
		}
	}
	return p
}

func card(n thread.Node, column int) widgets.GraphNode {
	c := widgets.GraphNode{ID: n.ID.String(), Column: column, Icon: bound.KindIcon(n.Kind), Kind: bound.KindWord(n.Kind), Title: named(n),
		Line: words.Date(n.Date), State: related.State(n), Word: n.StatusWord, Quiet: n.State != thread.Here}
	if n.Kind == "answer" { // told apart by its evaluation
		c.Line = strings.Fields(n.Detail + " ")[0]
	}
	if more := n.Before + n.After; more > 0 {
		c.Kind += " · " + words.T("thread.fold", "N", more)
	}
	return c
}

// named is the title of a record, with the version of a standard.
func named(n thread.Node) string {
	title := related.Title(n)
	if n.Detail != "" && n.State == thread.Here && (n.Kind == "standard" || n.Title == "") {
		title += " · " + n.Detail
	}
	return title
}

// folding is a card that stands for n records of a kind.
type folding struct {
	group, kind string
	column, n   int
}

// fold finds which records are hidden in which folding card: of each group of
// one kind in one column, joined with the same record nearer to the focus, those
// behind the first. What is reached only through them is hidden with them.
func fold(g *thread.Graph, d thread.Picture, unfolded map[string]bool) (hidden map[data.ID]string, folds []folding) {
	hidden = map[data.ID]string{}
	near := map[data.ID]string{} // the records nearer to the focus, as one text
	leads := map[data.ID]bool{}  // goes on away from the focus
	toward := map[data.ID][]data.ID{}
	for _, e := range d.Edges {
		in, out := e.From, e.To
		if d.Columns[e.To] <= 0 && d.Columns[e.From] < 0 {
			in, out = e.To, e.From
		}
		if out != g.Focus {
			near[out] += in.String()
			toward[out] = append(toward[out], in)
			leads[in] = true
		}
	}
	groups := map[string][]thread.Node{}
	var order []string
	for _, leading := range []bool{true, false} { // what goes on stays in view before what does not
		for _, n := range g.Nodes {
			if n.ID == g.Focus || leads[n.ID] != leading {
				continue
			}
			key := fmt.Sprintf("%d %s %s", d.Columns[n.ID], n.Kind, near[n.ID])
			if groups[key] == nil {
				order = append(order, key)
			}
			groups[key] = append(groups[key], n)
		}
	}
	for _, key := range order {
		nodes := groups[key]
		if len(nodes) <= siblings || unfolded[key] {
			continue
		}
		rest := nodes[siblings-1:]
		for _, n := range rest {
			hidden[n.ID] = key
		}
		folds = append(folds, folding{key, rest[0].Kind, d.Columns[rest[0].ID], len(rest)})
	}
	for grew := true; grew; { // what stands behind hidden records only
		grew = false
		for _, n := range g.Nodes {
			if hidden[n.ID] != "" || n.ID == g.Focus || len(toward[n.ID]) == 0 {
				continue
			}
			group := hidden[toward[n.ID][0]]
			for _, id := range toward[n.ID] {
				if hidden[id] == "" {
					group = ""
				}
			}
			if group != "" {
				hidden[n.ID], grew = group, true
			}
		}
	}
	// A group whose records are all behind another's has no card of its own.
	kept := folds[:0]
	for _, f := range folds {
		for _, n := range groups[f.group] {
			if hidden[n.ID] == f.group {
				kept = append(kept, f)
				break
			}
		}
	}
	return hidden, kept
}
