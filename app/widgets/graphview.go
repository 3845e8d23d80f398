package widgets

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
)

// CreateRenderer implements fyne.Widget.
func (g *Graph) CreateRenderer() fyne.WidgetRenderer {
	d := &graphDrawing{of: g, cards: map[string]*graphCardView{}, ground: newPlain(look.Ground, 0), ring: ring()}
	d.inside = container.NewWithoutLayout()
	clip := container.NewClip(d.inside)
	v := &view{of: g, draws: true, objects: []fyne.CanvasObject{d.ground, clip, d.ring}}
	v.min = g.MinSize
	v.layout = func(size fyne.Size) {
		d.ground.Resize(size)
		clip.Resize(size)
		d.inside.Resize(size)
		around(d.ring, fyne.Position{}, size, -1)
		if g.scale != look.Text(1) {
			g.arrange()
			g.centre()
		} else if g.placed != size {
			g.centre()
			if p, ok := g.places[g.at]; ok {
				g.reveal(p)
			}
		}
		d.draw(size)
		d.inside.Refresh()
	}
	v.refresh = func() { showRing(d.ring, g.has) }
	return v
}

// graphDrawing is what of a graph is in view. Cards are used again while the
// picture moves.
type graphDrawing struct {
	of     *Graph
	ground *plain
	ring   *canvas.Rectangle
	inside *fyne.Container
	cards  map[string]*graphCardView
	lines  []*canvas.Line
	names  []*canvas.Text
	used   struct{ lines, names int }
	drawn  map[[4]float32]bool // parts of arrows that are there already
}

func (d *graphDrawing) draw(size fyne.Size) {
	g := d.of
	w, h := look.Text(graphCard), graphHeight()
	d.used.lines, d.used.names = 0, 0
	d.inside.Objects = d.inside.Objects[:0]
	d.arrows(size, w, h)
	seen := map[string]bool{}
	for _, n := range g.nodes {
		p := g.places[n.ID]
		x, y := p.x+g.pan.X, p.y+g.pan.Y
		if x > size.Width || x+w < 0 || y > size.Height || y+h < 0 {
			continue
		}
		seen[n.ID] = true
		card := d.cards[n.ID]
		if card == nil {
			card = newGraphCardView()
			d.cards[n.ID] = card
		}
		card.show(n, x, y, w, h, n.ID == g.focus, n.ID == g.at && g.has, n.ID == g.over)
		d.inside.Objects = append(d.inside.Objects, card.objects...)
	}
	for id := range d.cards {
		if !seen[id] {
			delete(d.cards, id)
		}
	}
}

// arrows draws the edges of which a part is in view: those of the card where the
// keyboard is over the others.
func (d *graphDrawing) arrows(size fyne.Size, w, h float32) {
	g := d.of
	written := map[[2]float32]string{} // names that many arrows share stand once
	for _, own := range []bool{false, true} {
		d.drawn = map[[4]float32]bool{}
		for _, e := range g.edges {
			if (e.From == g.at || e.To == g.at) != own {
				continue
			}
			from, ok := g.places[e.From]
			to, there := g.places[e.To]
			if !ok || !there {
				continue
			}
			way := graphPath(from, to, g.places[g.focus].column, w, h)
			for i := range way {
				way[i] = way[i].Add(g.pan)
			}
			if outside(way, size) {
				continue
			}
			tint, width := look.Edge, float32(1.2)
			if own {
				tint, width = look.Sea, 2
			}
			for i := range way[1:] {
				d.part(way[i], way[i+1], size, tint, width)
			}
			if end := way[len(way)-1]; end.Y < -20 || end.Y > size.Height+20 {
				continue
			}
			d.head(way, tint, width)
			d.name(e.Name, way, from, to, g.places[g.focus].column, tint, written)
		}
	}
}

func outside(way []fyne.Position, size fyne.Size) bool {
	left, right, above, below := true, true, true, true
	for _, p := range way {
		left, right = left && p.X < 0, right && p.X > size.Width
		above, below = above && p.Y < -20, below && p.Y > size.Height+20
	}
	return left || right || above || below
}

// graphPath is the way of an arrow. It turns near the end that several arrows
// share: beside the card nearer to the focus.
func graphPath(from, to graphPlace, centre int, w, h float32) []fyne.Position {
	y1, y2 := from.y+h/2, to.y+h/2
	turn := look.Text(14)
	switch {
	case from.column == to.column: // around the right side
		x := from.x + w
		return []fyne.Position{{X: x, Y: y1}, {X: x + turn, Y: y1}, {X: x + turn, Y: y2}, {X: x, Y: y2}}
	case from.column > to.column: // a circle: back to the left
		x1, x2 := from.x, to.x+w
		return []fyne.Position{{X: x1, Y: y1 + turn/2}, {X: x2 + turn/2, Y: y1 + turn/2}, {X: x2 + turn/2, Y: y2 + turn/2}, {X: x2, Y: y2 + turn/2}}
	}
	x1, x2 := from.x+w, to.x
	x := x1 + turn
	if to.column <= centre {
		x = x2 - turn
	}
	return []fyne.Position{{X: x1, Y: y1}, {X: x, Y: y1}, {X: x, Y: y2}, {X: x2, Y: y2}}
}

// part draws what is in view of a level or upright part of an arrow's way, once
// however many arrows share it.
func (d *graphDrawing) part(a, b fyne.Position, size fyne.Size, tint fyne.ThemeColorName, width float32) {
	within := func(v, most float32) float32 { return max(-20, min(v, most+20)) }
	a, b = fyne.NewPos(within(a.X, size.Width), within(a.Y, size.Height)), fyne.NewPos(within(b.X, size.Width), within(b.Y, size.Height))
	key := [4]float32{a.X, a.Y, b.X, b.Y}
	if a == b || d.drawn[key] {
		return
	}
	if a.Y == b.Y && (a.Y == -20 || a.Y == size.Height+20) {
		return
	}
	d.drawn[key] = true
	d.line(a, b, tint, width)
}

func (d *graphDrawing) line(a, b fyne.Position, tint fyne.ThemeColorName, width float32) {
	if a == b {
		return
	}
	if d.used.lines == len(d.lines) {
		d.lines = append(d.lines, canvas.NewLine(nil))
	}
	l := d.lines[d.used.lines]
	d.used.lines++
	l.StrokeColor, l.StrokeWidth, l.Position1, l.Position2 = look.Color(tint), width, a, b
	d.inside.Objects = append(d.inside.Objects, l)
}

// head is the tip of an arrow at the end of its way.
func (d *graphDrawing) head(way []fyne.Position, tint fyne.ThemeColorName, width float32) {
	end, before := way[len(way)-1], way[len(way)-2]
	side := look.Text(5)
	back := side
	if before.X <= end.X {
		back = -side
	}
	d.line(end, end.AddXY(back, -side), tint, width)
	d.line(end, end.AddXY(back, side), tint, width)
}

// name writes what an arrow says on the part of its way that is its own.
func (d *graphDrawing) name(text string, way []fyne.Position, from, to graphPlace, centre int, tint fyne.ThemeColorName, written map[[2]float32]string) {
	if text == "" || from.column == to.column {
		return
	}
	a, b := way[len(way)-2], way[len(way)-1]
	if to.column <= centre || from.column > to.column {
		a, b = way[0], way[1]
	}
	x := min(a.X, b.X)
	if room := max(a.X, b.X) - x; from.column < to.column && to.column <= centre {
		x += look.Tight
	} else if room > look.Text(graphWay) { // a long way: at its end
		x = max(a.X, b.X) - look.Text(graphWay-14)
	}
	spot := [2]float32{x, a.Y}
	if written[spot] != "" {
		return
	}
	written[spot] = text
	if d.used.names == len(d.names) {
		d.names = append(d.names, canvas.NewText("", nil))
	}
	t := d.names[d.used.names]
	d.used.names++
	measured := NewText("", look.SmallSize)
	t.Text = measured.shorten(text, look.Text(graphWay-24))
	if tint == look.Edge {
		tint = look.Quiet
	}
	restyle(t, look.SmallSize, false, tint)
	size := t.MinSize()
	place(t, x+look.Tight, a.Y-size.Height-1, size.Width, size.Height)
	d.inside.Objects = append(d.inside.Objects, t)
}

// graphCardView is one card.
type graphCardView struct {
	ground, ring      *canvas.Rectangle
	icon, sign        *canvas.Image
	kind, line, state *canvas.Text
	title             [2]*canvas.Text
	objects           []fyne.CanvasObject
}

func newGraphCardView() *graphCardView {
	c := &graphCardView{ground: box(look.Card, look.Line), ring: ring(), icon: picture("dot", look.Quiet), sign: picture("dot", look.Quiet)}
	c.kind, c.line, c.state = label("", look.SmallSize, false, look.Quiet), label("", look.SmallSize, false, look.Quiet), label("", look.SmallSize, false, look.Quiet)
	c.title = [2]*canvas.Text{label("", look.TextSize, false, look.Ink), label("", look.TextSize, false, look.Ink)}
	c.objects = []fyne.CanvasObject{c.ground, c.icon, c.kind, c.line, c.title[0], c.title[1], c.sign, c.state, c.ring}
	return c
}

func (c *graphCardView) show(n GraphNode, x, y, w, h float32, centre, at, over bool) {
	fill, outline := look.Card, look.Line
	switch {
	case centre:
		fill, outline = look.SeaTint, look.Sea
	case over:
		fill = look.Shade
	case n.Fold:
		fill = look.Ground
	}
	paint(c.ground, fill, outline)
	place(c.ground, x, y, w, h)
	around(c.ring, fyne.NewPos(x, y), fyne.NewSize(w, h), 2)
	showRing(c.ring, at)

	left, wide := x+look.Gap+2, w-2*(look.Gap+2)
	top := y + look.Gap
	side := look.Text(16)
	setPicture(c.icon, cmp.Or(n.Icon, "dot"), look.Quiet)
	small, body := NewText("", look.SmallSize), NewText("", look.TextSize)
	body.bold = centre
	restyle(c.kind, look.SmallSize, false, look.Quiet)
	restyle(c.line, look.SmallSize, false, look.Quiet)
	c.kind.Text = small.shorten(n.Kind, wide-side-look.Tight)
	row := small.measure("Ag").Height
	place(c.icon, left, top+(row-side)/2, side, side)
	place(c.kind, left+side+look.Tight, top, wide, row)

	top += row + look.Tight
	ink := look.Ink
	if n.Quiet || n.Fold {
		ink = look.Quiet
	}
	first, second := twoLines(body, n.Title, wide)
	tall := body.measure("Ag").Height
	for i, text := range []string{first, second} {
		c.title[i].Text = text
		restyle(c.title[i], look.TextSize, centre, ink)
		place(c.title[i], left, top, wide, tall)
		top += tall
	}

	top += look.Tight
	tint, _, icon := n.State.tokens()
	lineWide := min(small.measure(n.Line).Width, wide)
	c.line.Text = small.shorten(n.Line, wide)
	place(c.line, left+wide-lineWide, top, lineWide, row)
	c.state.Text = ""
	c.sign.Hidden = n.Word == ""
	if n.Word != "" {
		setPicture(c.sign, icon, tint)
		c.state.Text = small.shorten(n.Word, wide-side-lineWide-look.Gap-look.Tight)
	}
	restyle(c.state, look.SmallSize, false, tint)
	side = look.Text(14)
	place(c.sign, left+1, top+(row-side)/2, side, side)
	place(c.state, left+look.Text(16)+look.Tight, top, wide, row)
}

// twoLines breaks a text; what does not fit is cut with "…".
func twoLines(t *Text, content string, width float32) (first, second string) {
	t.content, t.memo.valid = content, false
	lines := t.lines(width)
	first = content[lines[0].From:lines[0].To]
	if len(lines) == 1 {
		return strings.TrimRight(first, " "), ""
	}
	return strings.TrimRight(first, " "), t.shorten(strings.TrimLeft(content[lines[1].From:], " "), width)
}
