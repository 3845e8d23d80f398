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

// liftUrgent takes the most urgent things out of the groups, when more waits
// than is seen at a glance: the first of each group, so that what is years late
// in one does not hide the others.
func (d *due) liftUrgent() {
	n := 0
	for _, g := range d.Groups {
		n += g.all()
	}
	if n <= urgent+1 || len(d.Groups) < 2 {
		return
	}
	var rest []group
	for _, g := range d.Groups {
		if len(d.Urgent) < urgent && g.Items[0].Level <= deciding {
			d.Urgent = append(d.Urgent, g.Items[0])
			g.All = g.all() - 1
			g.Items = g.Items[1:]
		}
		if len(g.Items) > 0 {
			rest = append(rest, g)
		}
	}
	slices.SortStableFunc(rest, byLevel)
	d.Groups = rest
}

// byLevel orders groups by what presses most in them; equal ones stay in the
// order of the sources, those with a limit set by law first.
func byLevel(a, b group) int { return cmp.Compare(a.Items[0].Level, b.Items[0].Level) }
