package home

import (
	"cmp"
	"slices"

	"pinisi/app/widgets"
	"pinisi/data"
)

// level is how much something presses.
type level int

const (
	late     level = iota // its day has passed, or it came back
	soon                  // its day is near
	deciding              // somebody's decision is waited for, without a day
	working               // it is being worked on
)

// item is one thing that waits: one line, one click.
type item struct {
	Icon, Title, Line string
	State             widgets.State
	Word              string
	Done, All         int // of working on it, shown instead of a word when All > 0
	Level             level
	Days              int // until its day; negative when it has passed
	Page              string
	ID                data.ID
}

// group are things of one kind of work.
type group struct {
	Title string // key of its words
	Page  string // shows all of them
	Items []item // the most urgent first; not necessarily all
	All   int    // how many there are; 0: as many as Items
}

func (g group) all() int { return max(g.All, len(g.Items)) }

func byUrgency(a, b item) int {
	if c := cmp.Compare(a.Level, b.Level); c != 0 || a.Level > soon {
		return c
	}
	return cmp.Compare(a.Days, b.Days)
}

// urgent is how many things somebody with five minutes sees first.
const urgent = 3

// liftUrgent takes the most urgent things of all groups out of them, when more
// waits than is seen at a glance.
func (d *due) liftUrgent() {
	var all []item
	n := 0
	for _, g := range d.Groups {
		for _, i := range g.Items {
			if i.Level <= deciding {
				all = append(all, i)
			}
		}
		n += g.all()
	}
	if n <= urgent+1 || len(d.Groups) < 2 {
		return
	}
	slices.SortStableFunc(all, byUrgency)
	d.Urgent = all[:min(urgent, len(all))]
	var rest []group
	for _, g := range d.Groups {
		before := len(g.Items)
		g.All = g.all()
		g.Items = slices.DeleteFunc(slices.Clone(g.Items), func(i item) bool { return slices.Contains(d.Urgent, i) })
		if g.All -= before - len(g.Items); len(g.Items) > 0 {
			rest = append(rest, g)
		}
	}
	slices.SortStableFunc(rest, func(a, b group) int { return byUrgency(a.Items[0], b.Items[0]) })
	d.Groups = rest
}
