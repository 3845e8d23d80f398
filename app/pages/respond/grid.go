package respond

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
	poll "pinisi/data/respond"
)

// unset is a question that nothing was typed for yet; one that was left open on
// the sheet is poll.Blank.
const unset = -2

// grid takes the answers of a sheet by digits alone: each fills one question and
// moves on, "-" or space leaves one open, Backspace goes back.
type grid struct {
	widget.BaseWidget
	form    poll.Form
	levels  []int
	at      int // len(levels): behind the last
	focused bool
	wrong   bool // the last key was refused

	onMoved func()           // something changed
	onWrong func(typed rune) // a digit outside the scale
	onEnter func()
}

func newGrid(f poll.Form) *grid {
	g := &grid{form: f}
	g.clear()
	g.ExtendBaseWidget(g)
	return g
}

func (g *grid) clear() {
	g.levels = make([]int, len(g.form.Questions))
	for i := range g.levels {
		g.levels[i] = unset
	}
	g.at, g.wrong = 0, false
}

// set shows a sheet; the next digit goes to its first question that has none.
func (g *grid) set(levels []int) {
	g.clear()
	copy(g.levels, levels)
	g.at = len(g.levels)
	for i, l := range g.levels {
		if l == unset {
			g.at = i
			break
		}
	}
	g.Refresh()
}

// open is how many questions nothing was typed for.
func (g *grid) open() int {
	n := 0
	for _, l := range g.levels {
		if l == unset {
			n++
		}
	}
	return n
}

// answers are the levels as they are stored.
func (g *grid) answers() []int {
	all := make([]int, len(g.levels))
	for i, l := range g.levels {
		all[i] = max(l, poll.Blank)
	}
	return all
}

func (g *grid) put(level int) {
	g.wrong = false
	if g.at < len(g.levels) {
		g.levels[g.at] = level
		g.at++
	}
	g.moved()
}

func (g *grid) moved() {
	g.Refresh()
	if g.onMoved != nil {
		g.onMoved()
	}
}

// TypedRune implements fyne.Focusable.
func (g *grid) TypedRune(r rune) {
	switch {
	case r == '-' || r == ' ':
		g.put(poll.Blank)
	case r >= '0' && r <= '9' && int(r-'0') >= g.form.Min && int(r-'0') <= g.form.Max && g.at < len(g.levels):
		g.put(int(r - '0'))
	default:
		g.wrong = true
		g.Refresh()
		if g.onWrong != nil {
			g.onWrong(r)
		}
	}
}

// TypedKey implements fyne.Focusable.
func (g *grid) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyBackspace:
		if g.at > 0 {
			g.at--
			g.levels[g.at] = unset
		}
		g.wrong = false
		g.moved()
	case fyne.KeyLeft:
		g.at = max(g.at-1, 0)
		g.moved()
	case fyne.KeyRight:
		g.at = min(g.at+1, len(g.levels))
		g.moved()
	case fyne.KeyHome:
		g.at = 0
		g.moved()
	case fyne.KeyEnd:
		g.at = len(g.levels)
		g.moved()
	case fyne.KeyDelete:
		if g.at < len(g.levels) {
			g.levels[g.at] = unset
		}
		g.moved()
	case fyne.KeyReturn, fyne.KeyEnter:
		if g.onEnter != nil {
			g.onEnter()
		}
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(key)
		}
	}
}

// FocusGained implements fyne.Focusable.
func (g *grid) FocusGained() { g.focused = true; widgets.FocusMoved(g); g.Refresh() }

// FocusLost implements fyne.Focusable.
func (g *grid) FocusLost() { g.focused = false; g.Refresh() }

// Tapped implements fyne.Tappable: go to a question.
func (g *grid) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
	per := g.perRow(g.Size().Width)
	cell := g.cell()
	col, row := int(e.Position.X/(cell.Width+cellGap)), int(e.Position.Y/(cell.Height+cellGap))
	if i := row*per + col; col < per && i >= 0 && i < len(g.levels) {
		g.at = i
		g.moved()
	}
}

// Cursor implements desktop.Cursorable.
func (g *grid) Cursor() desktop.Cursor { return desktop.PointerCursor }

const cellGap = 6

func (g *grid) cell() fyne.Size { return fyne.NewSize(look.Text(46), look.Text(64)) }

func (g *grid) perRow(width float32) int {
	n := max(len(g.levels), 1)
	fit := max(1, int((width+cellGap)/(g.cell().Width+cellGap)))
	if fit >= n {
		return n
	}
	rows := (n + fit - 1) / fit
	return (n + rows - 1) / rows // rows of one length
}

// HeightFor implements widgets.Flowing.
func (g *grid) HeightFor(width float32) float32 {
	per := g.perRow(width)
	rows := (len(g.levels) + per - 1) / per
	return float32(rows)*(g.cell().Height+cellGap) - cellGap
}

// MinSize implements fyne.CanvasObject.
func (g *grid) MinSize() fyne.Size {
	least := 5*(g.cell().Width+cellGap) - cellGap
	return fyne.NewSize(least, g.HeightFor(max(least, g.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	v := &gridView{g: g}
	for i, q := range g.form.Questions {
		c := gridCell{ground: canvas.NewRectangle(nil), number: canvas.NewText(strconv.Itoa(q.Number), nil), level: canvas.NewText("", nil)}
		if q.Number == 0 {
			c.number.Text = strconv.Itoa(i + 1)
		}
		c.number.Alignment, c.level.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
		c.level.TextStyle.Bold = true
		v.cells = append(v.cells, c)
	}
	v.Refresh()
	return v
}

type gridCell struct {
	ground        *canvas.Rectangle
	number, level *canvas.Text
}

type gridView struct {
	g     *grid
	cells []gridCell
}

func (v *gridView) Destroy() {}

func (v *gridView) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, c := range v.cells {
		all = append(all, c.ground, c.number, c.level)
	}
	return all
}

func (v *gridView) MinSize() fyne.Size { return v.g.MinSize() }

func (v *gridView) Layout(size fyne.Size) {
	per, cell := v.g.perRow(size.Width), v.g.cell()
	for i, c := range v.cells {
		x, y := float32(i%per)*(cell.Width+cellGap), float32(i/per)*(cell.Height+cellGap)
		c.ground.Move(fyne.NewPos(x, y))
		c.ground.Resize(cell)
		small := c.number.MinSize().Height
		c.number.Move(fyne.NewPos(x, y+4))
		c.number.Resize(fyne.NewSize(cell.Width, small))
		h := c.level.MinSize().Height
		c.level.Move(fyne.NewPos(x, y+small+(cell.Height-small-h)/2))
		c.level.Resize(fyne.NewSize(cell.Width, h))
	}
}

func (v *gridView) Refresh() {
	g := v.g
	for i, c := range v.cells {
		fill, edge, wide := look.Card, look.Edge, float32(1)
		switch {
		case i == g.at && g.wrong:
			fill, edge, wide = look.BadTint, look.Bad, 2
		case i == g.at && g.focused:
			fill, edge, wide = look.SeaTint, look.Sea, 2
		case g.levels[i] == unset:
			fill, edge = look.Ground, look.Line
		}
		c.ground.FillColor, c.ground.StrokeColor, c.ground.StrokeWidth, c.ground.CornerRadius = look.Color(fill), look.Color(edge), wide, look.Corner
		c.number.Color, c.number.TextSize = look.Color(look.Quiet), look.Text(look.SmallSize)
		c.level.Color, c.level.TextSize = look.Color(look.Ink), look.Text(24)
		switch g.levels[i] {
		case unset:
			c.level.Text = ""
		case poll.Blank:
			c.level.Text = "–"
		default:
			c.level.Text = strconv.Itoa(g.levels[i])
		}
	}
	v.Layout(g.Size())
	canvas.Refresh(g)
}
