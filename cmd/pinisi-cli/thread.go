package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/thread"
)

// threadCommand tells the thread of a record, or of a mission's year.
var threadCommand = command{name: "thread", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	steps := f.Int("steps", 3, "")
	mission := f.String("mission", "", "")
	return func(ctx context.Context, c *call) error {
		if *steps < 1 || *steps > 20 {
			return usage("cli.flag_value", "Flag", "--steps", "Value", *steps)
		}
		if err := c.forReading(ctx); err != nil {
			return err
		}
		if isPeriod(c.args[0], "") {
			return c.threadYear(ctx, strings.ToUpper(c.args[0]), *mission)
		}
		rec, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		g, err := thread.Walk(ctx, c.st, rec.ID, thread.Options{Steps: *steps, Lang: c.words.Lang()})
		if err != nil {
			return err
		}
		return c.result(threadOf(g), func() { c.sayThread(g) })
	}
}}

// threadNode and threadEdge are what --json gives of a thread.
type threadNode struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Title  string `json:"title,omitempty"`
	Date   string `json:"date,omitempty"`
	Status string `json:"status,omitempty"`
	State  string `json:"state,omitempty"` // deleted, missing; blank: here
	Depth  int    `json:"depth"`
	Before int    `json:"more_before,omitempty"`
	After  int    `json:"more_after,omitempty"`
}

type threadEdge struct {
	From string `json:"from"`
	To   string `json:"to"`
	Name string `json:"name"`
	Link string `json:"link,omitempty"`
	Note string `json:"note,omitempty"`
}

type saidThread struct {
	Focus string       `json:"focus"`
	Nodes []threadNode `json:"nodes"`
	Edges []threadEdge `json:"edges"`
}

func jsonNode(n thread.Node) threadNode {
	state := map[thread.State]string{thread.Deleted: "deleted", thread.Missing: "missing"}[n.State]
	return threadNode{ID: n.ID.String(), Kind: n.Kind, Title: n.Title, Date: n.Date, Status: n.Status, State: state, Depth: n.Depth, Before: n.Before, After: n.After}
}

func threadOf(g *thread.Graph) saidThread {
	s := saidThread{Focus: g.Focus.String(), Nodes: []threadNode{}, Edges: []threadEdge{}}
	for _, n := range g.Nodes {
		s.Nodes = append(s.Nodes, jsonNode(n))
	}
	for _, e := range g.Edges {
		one := threadEdge{From: e.From.String(), To: e.To.String(), Name: e.Name, Note: e.Note}
		if e.Link != data.NilID {
			one.Link = e.Link.String()
		}
		s.Edges = append(s.Edges, one)
	}
	return s
}

// sayThread prints the lines of the thread as the page's table has them.
func (c *call) sayThread(g *thread.Graph) {
	focus, _ := g.Node(g.Focus)
	fmt.Fprintln(c.out, c.threadNode(focus))
	if len(g.Edges) == 0 {
		c.say("thread.alone")
		return
	}
	for _, r := range g.Table() {
		fmt.Fprintf(c.out, "  %s\n    → %s: %s\n", c.threadNode(r.From), c.words.T("thread.edge."+r.Edge.Name), c.threadNode(r.To))
	}
	more := 0
	for _, n := range g.Nodes {
		more += n.Before + n.After
	}
	if more > 0 {
		c.say("cli.thread.more", "N", more)
	}
}

// threadNode is a record in a line: kind, title, date, status.
func (c *call) threadNode(n thread.Node) string {
	text, ok := c.words.Lookup("kinds." + n.Kind)
	if !ok {
		text = n.Kind
	}
	title := n.Title
	switch {
	case n.State == thread.Deleted:
		title = c.words.T("thread.gone")
	case n.State == thread.Missing:
		title = c.words.T("thread.missing")
	case title == "" && n.Hidden:
		title = c.words.T("thread.secret")
	case title == "":
		title = c.words.T("thread.untitled")
	}
	text += ": " + title
	date := n.Date
	if t, err := time.Parse(time.DateOnly, date); err == nil {
		date = c.words.Date(t)
	}
	for _, more := range []string{date, n.StatusWord} {
		if more != "" {
			text += " · " + more
		}
	}
	return text
}

// saidYear is what --json gives of a year.
type saidYear struct {
	Mission string        `json:"mission"`
	Period  string        `json:"period"`
	Counts  thread.Counts `json:"counts"`
	Chains  []saidChain   `json:"chains"`
}

type saidChain struct {
	Said    []threadNode `json:"said"`
	Unsur   string       `json:"unsur,omitempty"`
	Agreed  []threadNode `json:"agreed"`
	Changed []threadNode `json:"changed"`
	Result  []threadNode `json:"result"`
	Gap     string       `json:"gap,omitempty"`
}

func (c *call) threadYear(ctx context.Context, period, mission string) error {
	scope, err := scopeNamed(mission)
	if err != nil {
		return err
	}
	if scope == "" {
		if scope = c.st.Profile().Scope; scope == store.Headquarters {
			return usage("cli.thread.which")
		}
	}
	y, err := thread.ReadYear(ctx, c.st, scope, period, c.words.Lang())
	if err != nil {
		return err
	}
	s := saidYear{Mission: scope, Period: period, Counts: y.Counts, Chains: []saidChain{}}
	all := func(nodes []thread.Node) []threadNode {
		out := []threadNode{}
		for _, n := range nodes {
			out = append(out, jsonNode(n))
		}
		return out
	}
	for _, chain := range y.Chains {
		s.Chains = append(s.Chains, saidChain{all(chain.Said), chain.Unsur, all(chain.Agreed), all(chain.Changed), all(chain.Result), chain.Gap})
	}
	return c.result(s, func() { c.sayYear(y) })
}

// saidAtOnce is how many records of a part of a row are printed; --json has all.
const saidAtOnce = 8

var columnsOfYear = []string{"said", "agreed", "changed", "result"}

func (c *call) sayYear(y *thread.Year) {
	n := y.Counts
	c.say("thread.counts", "Complaints", n.Complaints, "Inputs", n.Inputs, "Remarks", n.Remarks, "Agreements", n.Agreements,
		"Standards", n.Standards, "Done", n.Done, "FollowUps", n.FollowUps, "Innovations", n.Innovations)
	if n.Open > 0 {
		c.say("thread.open_count", "N", n.Open)
	}
	for i, chain := range y.Chains {
		fmt.Fprintf(c.out, "%d.\n", i+1)
		for j, nodes := range [][]thread.Node{chain.Said, chain.Agreed, chain.Changed, chain.Result} {
			for k, node := range nodes {
				if k == saidAtOnce {
					fmt.Fprintf(c.out, "   %s: %s\n", c.words.T("thread.column."+columnsOfYear[j]), c.words.T("thread.fold", map[string]any{"N": len(nodes) - k}))
					break
				}
				line := c.threadNode(node)
				if j == 0 && chain.Unsur != "" {
					line = chain.Unsur + " · " + line
				}
				fmt.Fprintf(c.out, "   %s: %s\n", c.words.T("thread.column."+columnsOfYear[j]), line)
			}
		}
		if chain.Gap != "" {
			fmt.Fprintf(c.out, "   %s\n", c.words.T("thread.gap."+chain.Gap))
		}
	}
}
