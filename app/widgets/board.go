package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// BoardColumn is one column of a Board and its cards, top to bottom.
type BoardColumn struct {
	ID, Title string
	Icon      string // before the title
	State     State
	Cards     []Record
}

// Board shows records as cards in columns, such as one for each status. Any
// number of cards: only those in view are drawn. A card is moved with the
// mouse, with Ctrl and an arrow, or through its menu (Space, right click).
type Board struct {
	widget.BaseWidget
	OnOpened func(id string)         // a click or Enter
	OnMove   func(id, column string) // a card is to go to a column; nil: nothing moves
	// OnReach is told which part of the width should be in view, where the board
	// scrolls sideways; may be nil.
	OnReach func(from, to float32)

	columns []BoardColumn
	lists   []*boardList
	heads   []*boardHead
	ghost   *boardCard // the card under the pointer while it is dragged
	drag    struct {
		id       string
		from, to int // columns; to is -1 outside
	}
	follow string // card that the keyboard goes with
}

// NewBoard makes a board; the ids and titles of the columns stay.
func NewBoard(columns []BoardColumn) *Board {
	b := &Board{columns: columns}
	b.drag.to = -1
	for i := range columns {
		b.lists = append(b.lists, newBoardList(b, i))
		b.heads = append(b.heads, newBoardHead(b, i))
	}
	b.ghost = newBoardCard(nil)
	b.ghost.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// Set replaces the cards of every column, in the order of the columns. The
// keyboard goes along with a card that was moved.
func (b *Board) Set(cards [][]Record) {
	if b.drag.id != "" { // rows must not change under the pointer
		b.endDrag()
	}
	for i := range b.columns {
		b.columns[i].Cards = nil
		if i < len(cards) {
			b.columns[i].Cards = cards[i]
		}
		l := b.lists[i]
		l.at = max(0, min(l.at, len(b.columns[i].Cards)-1))
		l.Refresh()
		b.heads[i].Refresh()
	}
	if column, row := b.find(b.follow); row >= 0 && b.focusedColumn() >= 0 {
		b.FocusAt(column, row)
		if column != b.drag.from {
			b.follow = ""
		}
	}
}

// Columns returns the columns as they are shown.
func (b *Board) Columns() []BoardColumn { return b.columns }

// FocusAt moves the keyboard to a card.
func (b *Board) FocusAt(column, row int) {
	if column < 0 || column >= len(b.lists) {
		return
	}
	l := b.lists[column]
	l.at = max(0, min(row, len(b.columns[column].Cards)-1))
	l.ScrollTo(l.at)
	b.reach(column)
	focus(l)
	l.Refresh()
}

// reach asks for a column to be in view.
func (b *Board) reach(column int) {
	if l := b.lists; column >= 0 && b.OnReach != nil {
		x := l[column].Position().X
		b.OnReach(x, x+l[column].Size().Width)
	}
}

// FocusCard moves the keyboard to a card by its id; it reports whether it is there.
func (b *Board) FocusCard(id string) bool {
	column, row := b.find(id)
	if row >= 0 {
		b.FocusAt(column, row)
	}
	return row >= 0
}

// FocusFirst moves the keyboard to the first card there is.
func (b *Board) FocusFirst() {
	for i, c := range b.columns {
		if len(c.Cards) > 0 {
			b.FocusAt(i, b.lists[i].at)
			return
		}
	}
	b.FocusAt(0, 0)
}

func (b *Board) find(id string) (column, row int) {
	if id != "" {
		for i, c := range b.columns {
			if j := slices.IndexFunc(c.Cards, func(r Record) bool { return r.ID == id }); j >= 0 {
				return i, j
			}
		}
	}
	return -1, -1
}

func (b *Board) focusedColumn() int {
	return slices.IndexFunc(b.lists, func(l *boardList) bool { return l.focused })
}

// move asks for a card to go to another column.
func (b *Board) move(id string, to int) {
	from, row := b.find(id)
	if b.OnMove == nil || row < 0 || to < 0 || to >= len(b.columns) || to == from {
		return
	}
	b.follow, b.drag.from = id, from
	b.OnMove(id, b.columns[to].ID)
}

// menu offers the other columns under a card.
func (b *Board) menu(id string, anchor fyne.CanvasObject) {
	from, row := b.find(id)
	if b.OnMove == nil || row < 0 {
		return
	}
	var options []Option
	for i, c := range b.columns {
		if i != from {
			options = append(options, Option{ID: c.ID, Text: words.T("board.move_to", "Column", c.Title)})
		}
	}
	openChooser(anchor, options, false, "", func(string) bool { return false }, func(column string) {
		b.FocusCard(id)
		b.move(id, slices.IndexFunc(b.columns, func(c BoardColumn) bool { return c.ID == column }))
	})
}

// boardGap lies between two columns, boardLeast is the least width of one.
const (
	boardGap   = look.Gap + look.Tight
	boardLeast = 200
)

// columnAt is the column under a position in the board, -1 beside them.
func (b *Board) columnAt(at fyne.Position) int {
	for i, l := range b.lists {
		x := l.Position().X
		if at.X >= x-boardGap/2 && at.X < x+l.Size().Width+boardGap/2 && at.Y >= 0 && at.Y < b.Size().Height {
			return i
		}
	}
	return -1
}

// dragged is called while a card follows the pointer.
func (b *Board) dragged(c *boardCard, e *fyne.DragEvent) {
	if b.OnMove == nil {
		return
	}
	if b.drag.id == "" {
		b.drag.id = c.record.ID
		b.drag.from, _ = b.find(c.record.ID)
		b.ghost.set(c.record)
		b.ghost.lifted = true
		b.ghost.Resize(c.Size())
		b.ghost.Show()
		c.Refresh()
	}
	at := e.AbsolutePosition.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(b))
	b.ghost.Move(at.SubtractXY(c.Size().Width/2, look.Text(20)))
	if to := b.columnAt(at); to != b.drag.to {
		b.drag.to = to
		b.reach(to)
		for _, h := range b.heads {
			h.Refresh()
		}
	}
	b.ghost.Refresh()
}

func (b *Board) endDrag() {
	id, to := b.drag.id, b.drag.to
	if id == "" {
		return
	}
	b.drag.id, b.drag.to = "", -1
	b.ghost.Hide()
	for i := range b.lists {
		b.lists[i].Refresh()
		b.heads[i].Refresh()
	}
	b.FocusCard(id)
	b.move(id, to)
}

// CreateRenderer implements fyne.Widget.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: b}
	for i := range b.columns {
		v.objects = append(v.objects, b.heads[i], b.lists[i])
	}
	v.objects = append(v.objects, b.ghost)
	v.min = func() fyne.Size {
		n := float32(len(b.columns))
		return fyne.NewSize(n*look.Text(boardLeast)+(n-1)*boardGap, look.Text(240))
	}
	v.layout = func(size fyne.Size) {
		n := float32(len(b.columns))
		width := (size.Width - (n-1)*boardGap) / n
		head := look.Text(40)
		for i := range b.columns {
			x := float32(i) * (width + boardGap)
			place(b.heads[i], x, 0, width, size.Height) // the ground of the whole column
			place(b.lists[i], x, head, width, max(size.Height-head-look.Tight, 0))
		}
	}
	return v
}

// boardHead is the ground of a column with its title and number of cards.
type boardHead struct {
	widget.BaseWidget
	of     *Board
	column int
}

func newBoardHead(of *Board, column int) *boardHead {
	h := &boardHead{of: of, column: column}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *boardHead) CreateRenderer() fyne.WidgetRenderer {
	ground, title, count, none := box("", ""), Body("").Bold().OneLine(), Body("").In(look.Quiet).Whole(), Small("").Centered()
	icon := picture("dot", look.Quiet)
	v := &view{of: h, objects: []fyne.CanvasObject{ground, icon, title, count, none}}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(boardLeast), look.Text(40)) }
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		height := look.Text(40)
		side := look.Text(18)
		place(icon, look.Roomy-look.Tight, (height-side)/2, side, side)
		x := look.Roomy - look.Tight + side + look.Gap - 2
		n := count.measure(count.Content()).Width + 1
		t := title.MinSize().Height
		place(title, x, (height-t)/2, max(size.Width-x-n-2*look.Roomy, 0), t)
		place(count, size.Width-n-look.Roomy, (height-t)/2, n, t)
		place(none, look.Roomy, height+look.Roomy, max(size.Width-2*look.Roomy, 0), look.Text(40))
	}
	v.refresh = func() {
		c := h.of.columns[h.column]
		fill, outline := look.Shade, fyne.ThemeColorName("")
		if h.of.drag.id != "" && h.of.drag.to == h.column {
			fill, outline = look.SeaTint, look.Sea
		}
		paint(ground, fill, outline)
		ink, _, _ := c.State.tokens()
		setPicture(icon, c.Icon, ink)
		title.Set(c.Title)
		count.Set(words.Count(len(c.Cards)))
		none.Set("")
		if len(c.Cards) == 0 {
			none.Set(words.T("board.empty"))
		}
	}
	v.refresh()
	return v
}
