package widgets

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
)

// Sizes at text scale 1: the width of a card, the way between two columns, which
// holds the names of arrows, and the way between two cards of one column.
const (
	graphCard = 210
	graphWay  = 112
	graphStep = 14
)

// graphPlace is where a card stands in the picture, before it is moved.
type graphPlace struct {
	x, y   float32
	column int // from 0
}

// graphHeight is the height of a card: kind, two lines of title, state.
func graphHeight() float32 {
	small := fyne.MeasureText("Ag", look.Text(look.SmallSize), fyne.TextStyle{}).Height
	line := fyne.MeasureText("Ag", look.Text(look.TextSize), fyne.TextStyle{}).Height
	return 2*look.Gap + 2*small + 2*line + 2*look.Tight
}

// arrange gives every node its place: columns by their numbers, in each the
// nodes beside those of the column nearer to the focus that they are joined with.
func (g *Graph) arrange() {
	g.scale = look.Text(1)
	g.places = map[string]graphPlace{}
	byColumn, column := map[int][]GraphNode{}, map[string]int{}
	for _, n := range g.nodes {
		column[n.ID] = n.Column
		byColumn[n.Column] = append(byColumn[n.Column], n)
	}
	joined := map[string][]string{}
	for _, e := range g.edges {
		joined[e.From] = append(joined[e.From], e.To)
		joined[e.To] = append(joined[e.To], e.From)
	}
	centre := 0
	if n, ok := g.find(g.focus); ok {
		centre = n.Column
	}
	columns := slices.Sorted(maps.Keys(byColumn))
	order := slices.Clone(columns) // from the focus outwards
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(abs(a-centre), abs(b-centre)) })
	row := map[string]float64{}
	for _, c := range order {
		nodes := byColumn[c]
		pull := map[string]float64{} // the height of what it is joined with
		for _, n := range nodes {
			sum, count := 0.0, 0
			for _, other := range joined[n.ID] {
				if at, placed := row[other]; placed {
					sum, count = sum+at, count+1
				}
			}
			if count > 0 {
				pull[n.ID] = sum / float64(count)
			}
		}
		slices.SortStableFunc(nodes, func(a, b GraphNode) int { return cmp.Compare(pull[a.ID], pull[b.ID]) })
		for from := 0; from < len(nodes); {
			to := from + 1
			for to < len(nodes) && pull[nodes[to].ID] == pull[nodes[from].ID] {
				to++
			}
			inward(nodes[from:to], func(n GraphNode) bool { return further(n, joined[n.ID], column, centre) })
			from = to
		}
		for i, n := range nodes {
			row[n.ID] = float64(i) - float64(len(nodes)-1)/2
		}
	}
	height := graphHeight() + look.Text(graphStep)
	for i, c := range columns {
		for _, n := range byColumn[c] {
			g.places[n.ID] = graphPlace{x: float32(i) * look.Text(graphCard+graphWay), y: float32(row[n.ID]) * height, column: i}
		}
	}
}

// further reports whether a node is joined with one further from the focus.
func further(n GraphNode, joined []string, column map[string]int, centre int) bool {
	return slices.ContainsFunc(joined, func(id string) bool { return abs(column[id]-centre) > abs(n.Column-centre) })
}

// inward puts the nodes that go on into the middle of their neighbours, so that
// the way on is straight. Else the order stays.
func inward(nodes []GraphNode, on func(GraphNode) bool) {
	var going, ending []GraphNode
	for _, n := range nodes {
		if on(n) {
			going = append(going, n)
		} else {
			ending = append(ending, n)
		}
	}
	half := len(ending) / 2
	copy(nodes, slices.Concat(ending[:half], going, ending[half:]))
}

func abs(n int) int { return max(n, -n) }

// bounds is the picture's area, in the terms of places.
func (g *Graph) bounds() (from, to fyne.Position) {
	first := true
	for _, p := range g.places {
		low, high := fyne.NewPos(p.x, p.y), fyne.NewPos(p.x+look.Text(graphCard), p.y+graphHeight())
		if first {
			from, to, first = low, high, false
			continue
		}
		from = fyne.NewPos(min(from.X, low.X), min(from.Y, low.Y))
		to = fyne.NewPos(max(to.X, high.X), max(to.Y, high.Y))
	}
	return from, to
}

// centre moves the picture so that its focus is in the middle, or all of it in
// view if it fits.
func (g *Graph) centre() {
	size := g.Size()
	p := g.places[g.focus]
	g.pan = fyne.NewPos(size.Width/2-p.x-look.Text(graphCard)/2, size.Height/2-p.y-graphHeight()/2)
	from, to := g.bounds()
	if to.X-from.X+2*look.Wide <= size.Width {
		g.pan.X = (size.Width - from.X - to.X) / 2
	}
	if to.Y-from.Y+2*look.Roomy <= size.Height {
		g.pan.Y = (size.Height - from.Y - to.Y) / 2
	}
	g.placed = size
	g.hold()
}

// hold keeps at least a part of the picture in view.
func (g *Graph) hold() {
	size := g.Size()
	from, to := g.bounds()
	limit := func(pan, from, to, room, margin float32) float32 {
		low, high := room-margin-to, margin-from // the far edge at the far side, the near edge at the near side
		if low > high {                          // all of it fits
			return max(high, min(pan, low))
		}
		return max(low, min(pan, high))
	}
	g.pan.X = limit(g.pan.X, from.X, to.X, size.Width, look.Wide)
	g.pan.Y = limit(g.pan.Y, from.Y, to.Y, size.Height, look.Roomy)
}

func (g *Graph) move(dx, dy float32) {
	before := g.pan
	g.pan = g.pan.AddXY(dx, dy)
	g.hold()
	if g.pan != before {
		g.Refresh()
	}
}

// reveal moves the picture as little as needed to have a card in view.
func (g *Graph) reveal(p graphPlace) {
	size := g.Size()
	x, y := p.x+g.pan.X, p.y+g.pan.Y
	side, top := look.Wide, look.Roomy
	g.pan.X += max(side-x, 0) - max(x+look.Text(graphCard)+side-size.Width, 0)
	g.pan.Y += max(top-y, 0) - max(y+graphHeight()+top-size.Height, 0)
}

// hit is the card at a position in the widget, "" for none.
func (g *Graph) hit(at fyne.Position) string {
	w, h := look.Text(graphCard), graphHeight()
	for _, n := range g.nodes {
		p := g.places[n.ID]
		if x, y := at.X-p.x-g.pan.X, at.Y-p.y-g.pan.Y; x >= 0 && x < w && y >= 0 && y < h {
			return n.ID
		}
	}
	return ""
}

// aside is the node to go to at the left (-1) or right (+1): the nearest in
// height of those that the present one is joined with, else of the next column.
func (g *Graph) aside(way int) string {
	from, ok := g.places[g.at]
	if !ok {
		return g.focus
	}
	joined := map[string]bool{}
	for _, e := range g.edges {
		switch g.at {
		case e.From:
			joined[e.To] = true
		case e.To:
			joined[e.From] = true
		}
	}
	best, least := g.at, math.Inf(1)
	for _, n := range g.nodes {
		p := g.places[n.ID]
		columns := (p.column - from.column) * way
		if columns <= 0 {
			continue
		}
		far := math.Abs(float64(p.y-from.y)) + float64(columns)*1e6
		if !joined[n.ID] {
			far += 1e9
		}
		if far < least {
			best, least = n.ID, far
		}
	}
	return best
}

// along is the next node up (-1) or down (+1) in the same column, or the nearest
// in another one where the column ends.
func (g *Graph) along(way int) string {
	from, ok := g.places[g.at]
	if !ok {
		return g.focus
	}
	best, least := g.at, math.Inf(1)
	for _, n := range g.nodes {
		p := g.places[n.ID]
		down := float64(p.y-from.y) * float64(way)
		if n.ID == g.at || down < 1 {
			continue
		}
		far := down + math.Abs(float64(p.column-from.column))*1e6
		if far < least {
			best, least = n.ID, far
		}
	}
	return best
}
