package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// GraphNode is a card of a Graph.
type GraphNode struct {
	ID     string
	Column int // from left to right, any numbers
	Icon   string
	Kind   string // word for what it is
	Title  string // two lines of it are shown
	Line   string // at the right of the state, such as a date
	State  State
	Word   string // of the state, "" for none
	Quiet  bool   // gone, or not here
	Fold   bool   // stands for several; Title says how many
}

// GraphEdge is an arrow between two nodes, with what it says.
type GraphEdge struct{ From, To, Name string }

// Graph is records as cards in columns, joined by arrows from left to right.
// Any number of them: only what is in view is drawn. It has a node in focus, the
// one that the picture is about, and a node where the keyboard is. Arrows go to
// the nearest node, Enter opens it, Space puts it into focus, Backspace goes
// back, + and - ask for more or fewer columns; the wheel scrolls and dragging
// moves the picture.
type Graph struct {
	widget.BaseWidget
	OnCentre func(id string) // a click or Space
	OnOpen   func(id string) // a double click or Enter
	OnFold   func(id string) // a folded node was pressed
	OnBack   func()
	OnSteps  func(by int)    // + or -
	OnAt     func(id string) // the keyboard went to a node; may be nil

	nodes  []GraphNode
	edges  []GraphEdge
	focus  string
	places map[string]graphPlace
	at     string // where the keyboard is
	over   string // under the pointer
	pan    fyne.Position
	placed fyne.Size // for which the picture was moved to its focus
	scale  float32   // at which places were computed
	has    bool      // the keyboard
}

// NewGraph makes an empty picture.
func NewGraph() *Graph {
	g := &Graph{}
	g.ExtendBaseWidget(g)
	return g
}

// Set replaces the picture; focus is what it is about. The keyboard stays on its
// node if that is still there. The picture is moved to its focus if that is
// another one.
func (g *Graph) Set(nodes []GraphNode, edges []GraphEdge, focus string) {
	another := focus != g.focus
	before, kept := g.places[g.at]
	g.nodes, g.edges, g.focus = nodes, edges, focus
	g.arrange()
	if _, ok := g.places[g.at]; !ok || another {
		g.at = focus
	}
	switch now, ok := g.places[g.at]; {
	case another || !ok || !kept:
		g.centre()
	default: // what one looks at stays where it is
		g.pan = g.pan.AddXY(before.x-now.x, before.y-now.y)
	}
	g.hold()
	g.Refresh()
}

// At is the node where the keyboard is, "" for none.
func (g *Graph) At() string { return g.at }

// Go moves the keyboard's place to a node and shows it.
func (g *Graph) Go(id string) {
	p, ok := g.places[id]
	if !ok {
		return
	}
	changed := g.at != id
	g.at = id
	g.reveal(p)
	g.Refresh()
	if changed && g.OnAt != nil {
		g.OnAt(id)
	}
}

// Focus moves the keyboard to the picture.
func (g *Graph) Focus() { focus(g) }

// find is a node by its id.
func (g *Graph) find(id string) (GraphNode, bool) {
	for _, n := range g.nodes {
		if n.ID == id {
			return n, true
		}
	}
	return GraphNode{}, false
}

// press is a click or Space on a node.
func (g *Graph) press(id string) {
	n, ok := g.find(id)
	if !ok {
		return
	}
	g.Go(id)
	switch {
	case n.Fold:
		if g.OnFold != nil {
			g.OnFold(id)
		}
	case g.OnCentre != nil:
		g.OnCentre(id)
	}
}

// open is a double click or Enter.
func (g *Graph) open(id string) {
	n, ok := g.find(id)
	switch {
	case !ok:
	case n.Fold:
		g.press(id)
	case g.OnOpen != nil && !n.Quiet:
		g.OnOpen(id)
	}
}

// Tapped implements fyne.Tappable.
func (g *Graph) Tapped(e *fyne.PointEvent) {
	focus(g)
	if id := g.hit(e.Position); id != "" {
		g.press(id)
	}
}

// DoubleTapped implements fyne.DoubleTappable.
func (g *Graph) DoubleTapped(e *fyne.PointEvent) {
	focus(g)
	if id := g.hit(e.Position); id != "" {
		g.Go(id)
		g.open(id)
	}
}

// Scrolled implements fyne.Scrollable.
func (g *Graph) Scrolled(e *fyne.ScrollEvent) { g.move(e.Scrolled.DX, e.Scrolled.DY) }

// Dragged implements fyne.Draggable.
func (g *Graph) Dragged(e *fyne.DragEvent) { g.move(e.Dragged.DX, e.Dragged.DY) }

// DragEnd implements fyne.Draggable.
func (g *Graph) DragEnd() {}

// MouseIn implements desktop.Hoverable.
func (g *Graph) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (g *Graph) MouseMoved(e *desktop.MouseEvent) {
	if id := g.hit(e.Position); id != g.over {
		g.over = id
		g.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (g *Graph) MouseOut() {
	g.over = ""
	g.Refresh()
}

// Cursor implements desktop.Cursorable.
func (g *Graph) Cursor() desktop.Cursor {
	if g.over != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (g *Graph) FocusGained() { g.has = true; focusMoved(g); g.Refresh() }

// FocusLost implements fyne.Focusable.
func (g *Graph) FocusLost() { g.has = false; g.Refresh() }

// TypedRune implements fyne.Focusable.
func (g *Graph) TypedRune(r rune) {
	switch {
	case r == ' ': // comes as a key too
	case (r == '+' || r == '=') && g.OnSteps != nil:
		g.OnSteps(+1)
	case (r == '-' || r == '_') && g.OnSteps != nil:
		g.OnSteps(-1)
	default:
		passRune(g, r)
	}
}

// TypedKey implements fyne.Focusable.
func (g *Graph) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		g.Go(g.aside(-1))
	case fyne.KeyRight:
		g.Go(g.aside(+1))
	case fyne.KeyUp:
		g.Go(g.along(-1))
	case fyne.KeyDown:
		g.Go(g.along(+1))
	case fyne.KeyPageUp:
		g.move(0, g.Size().Height*0.8)
	case fyne.KeyPageDown:
		g.move(0, -g.Size().Height*0.8)
	case fyne.KeyHome:
		g.Go(g.focus)
	case fyne.KeyReturn, fyne.KeyEnter:
		g.open(g.at)
	case fyne.KeySpace:
		g.press(g.at)
	case fyne.KeyBackspace:
		if g.OnBack != nil {
			g.OnBack()
		}
	default:
		passKey(g, key)
	}
}

// AccessibilityLabel is the card where the keyboard is, in words.
func (g *Graph) AccessibilityLabel() string {
	n, _ := g.find(g.at)
	text := n.Kind + ": " + n.Title
	if n.Word != "" {
		text += ", " + n.Word
	}
	return text
}

// AccessibilityRole implements fyne.Accessible.
func (g *Graph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize implements fyne.CanvasObject.
func (g *Graph) MinSize() fyne.Size {
	return fyne.NewSize(look.Text(graphCard), look.Text(200))
}
