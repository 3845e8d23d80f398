package thread

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/thread"
)

// Tabs of a record's thread.
const (
	tabPicture = "picture"
	tabTable   = "table"
)

// Steps that a picture shows in each direction.
const (
	leastSteps = 1
	usualSteps = 3
	mostSteps  = 8
)

// crumbs is how many steps of the walk stand above the picture.
const crumbs = 4

// walkView is the thread of one record.
type walkView struct {
	p       *Page
	content fyne.CanvasObject
	title   *widgets.Text
	trail   *fyne.Container
	tabs    *bound.Tabs
	stepped *widgets.Text
	body    *fyne.Container
	graph   *widgets.Graph
	table   *table
	open    *widgets.Button
	hint    *widgets.Text

	focus    data.ID
	history  []step // focuses before this one, oldest first
	shown    *thread.Graph
	picture  picture
	steps    int
	tab      string
	unfolded map[string]bool
	take     bool // the keyboard goes to the picture once it is drawn
	load     session.Slot
	opening  session.Slot
}

// step is a focus of the walk, with its name once it is known.
type step struct {
	id    data.ID
	title string
}

func newWalkView(p *Page) *walkView {
	v := &walkView{p: p, steps: usualSteps, tab: tabPicture}
	v.title = widgets.Section("").OneLine()
	v.trail = widgets.Row(look.Tight)
	v.graph = widgets.NewGraph()
	v.graph.OnCentre = func(id string) { v.goTo(id) }
	v.graph.OnOpen = v.openRecord
	v.graph.OnFold = v.unfold
	v.graph.OnBack = v.back
	v.graph.OnSteps = v.step
	v.table = newTable(v)
	v.body = container.NewStack(v.graph)
	v.tabs = bound.NewTabs([]string{tabPicture, tabTable}, func(id string) string { return words.T("thread.tab." + id) }, v.show)
	v.stepped = widgets.Small("").Whole()
	fewer := widgets.NewButton(widgets.Plain, "−", "", func() { v.step(-1) }).Compact()
	fewer.Hint = words.T("thread.fewer")
	more := widgets.NewButton(widgets.Plain, "+", "", func() { v.step(+1) }).Compact()
	more.Hint = words.T("thread.more")
	v.open = widgets.NewButton(widgets.Plain, words.T("thread.open"), "", func() { v.openRecord(v.focus.String()) })
	docs := documents.New(p.s, documents.OfThread, func() report.Request { return report.Request{ID: v.focus} })
	v.hint = widgets.Small(words.T("thread.keys")).OneLine()
	head := widgets.Inset(look.Wide, look.Gap, widgets.Column(look.Gap,
		widgets.RowGrow(look.Gap, 0, v.title, v.open, docs.Content),
		v.trail,
		widgets.RowGrow(look.Gap, 0, v.tabs.Row, v.stepped, fewer, more),
	))
	foot := widgets.Inset(look.Wide, look.Tight, widgets.Sized(0, look.Text(18), v.hint))
	v.content = bound.Under(head, container.NewBorder(nil, foot, nil, nil, v.body))
	return v
}

// begin opens the thread of a record as the first of a new walk, or as a step of
// the one under way.
func (v *walkView) begin(id data.ID) {
	if v.focus == id {
		v.read()
		return
	}
	v.set(id, true)
}

func (v *walkView) set(id data.ID, remember bool) {
	if remember && v.focus != data.NilID {
		v.history = append(v.history, step{v.focus, v.name()})
	}
	v.focus, v.unfolded, v.take = id, map[string]bool{}, true
	v.read()
}

// goTo puts another record into focus.
func (v *walkView) goTo(id string) {
	rec, err := data.ParseID(id)
	if err != nil || rec == v.focus {
		return
	}
	v.set(rec, true)
}

// back goes to the focus before, or to the year.
func (v *walkView) back() {
	if len(v.history) == 0 {
		v.p.back()
		return
	}
	last := v.history[len(v.history)-1]
	v.history = v.history[:len(v.history)-1]
	v.set(last.id, false)
}

// leave forgets the walk.
func (v *walkView) leave() {
	v.focus, v.history, v.shown = data.NilID, nil, nil
	v.load.Drop()
}

func (v *walkView) step(by int) {
	if n := max(leastSteps, min(v.steps+by, mostSteps)); n != v.steps {
		v.steps = n
		v.read()
	}
}

// unfold shows the records of a folding card.
func (v *walkView) unfold(id string) {
	group, ok := v.picture.folds[id]
	if !ok {
		return
	}
	first := v.firstOf(group)
	v.unfolded[group] = true
	v.redraw()
	v.graph.Go(first)
}

// firstOf is the first record that a group hides, where the keyboard goes then.
func (v *walkView) firstOf(group string) string {
	hidden, _ := fold(v.shown, v.shown.Draw(), v.unfolded)
	for _, n := range v.shown.Nodes {
		if hidden[n.ID] == group {
			return n.ID.String()
		}
	}
	return ""
}

func (v *walkView) read() {
	id, steps := v.focus, v.steps
	session.Load(v.p.s, &v.load, func(ctx context.Context) (*thread.Graph, error) {
		g, err := thread.Walk(ctx, v.p.s.Store, id, thread.Options{Steps: steps, Lang: words.Now().Lang()})
		if errors.Is(err, data.ErrNotFound) {
			return &thread.Graph{Focus: id, Nodes: []thread.Node{{ID: id, State: thread.Missing}}}, nil
		}
		return g, err
	}, func(g *thread.Graph) {
		v.shown = g
		v.redraw()
	})
}

// name is the title of the record in focus.
func (v *walkView) name() string {
	if v.shown == nil {
		return ""
	}
	n, _ := v.shown.Node(v.focus)
	return named(n)
}

func (v *walkView) redraw() {
	g := v.shown
	n, _ := g.Node(g.Focus)
	v.title.Set(bound.KindWord(n.Kind) + ": " + named(n))
	widgets.ShowIf(v.open, n.State == thread.Here)
	v.stepped.Set(words.T("thread.steps", "N", v.steps))
	v.drawTrail()
	v.picture = draw(g, v.unfolded)
	v.graph.Set(v.picture.nodes, v.picture.edges, g.Focus.String())
	v.table.set(g)
	v.tabs.Show(v.tab, map[string]int{tabTable: len(g.Edges)})
	widgets.ShowIf(v.hint, v.tab == tabPicture)
	v.content.Refresh()
	if w := v.p.s.Window; v.take && w != nil && w.Canvas().Overlays().Top() == nil {
		v.keyboard()
	}
	v.take = false
}

// drawTrail shows the way that was walked.
func (v *walkView) drawTrail() {
	v.trail.Objects = nil
	v.trail.Add(widgets.NewButton(widgets.Quiet, words.T("thread.year"), "back", v.p.back).Compact())
	from := max(0, len(v.history)-max(1, int(crumbs*look.TextSize/look.Text(look.TextSize))))
	if from > 0 {
		v.trail.Add(widgets.Body("…").Whole())
	}
	for i, s := range v.history[from:] {
		v.trail.Add(widgets.NewButton(widgets.Quiet, words.Short(s.title, 28), "", func() {
			v.history = slices.Clone(v.history[:from+i])
			v.set(s.id, false)
		}).Compact())
		v.trail.Add(widgets.Body("›").Whole())
	}
	if len(v.history) > 0 {
		v.trail.Add(widgets.Body(words.Short(v.name(), 36)).Whole())
	}
	v.trail.Refresh()
}

// show opens a tab.
func (v *walkView) show(tab string) {
	v.tab = tab
	if tab == tabTable {
		widgets.ShowOnly(v.body, v.table.content)
	} else {
		widgets.ShowOnly(v.body, v.graph)
	}
	if v.shown != nil {
		v.redraw()
	}
	v.keyboard()
}

// keyboard moves the keyboard into the tab in front.
func (v *walkView) keyboard() {
	if v.tab == tabTable {
		v.table.list.Focus()
	} else {
		v.graph.Focus()
	}
}

// openRecord shows a record on its page.
func (v *walkView) openRecord(id string) {
	if rec, err := data.ParseID(id); err == nil {
		bound.OpenRecord(v.p.s, &v.opening, rec, nil)
	}
}

func (v *walkView) close() {
	v.load.Drop()
	v.opening.Drop()
}
