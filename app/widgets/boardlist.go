package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// boardList is the cards of one column; its rows are used again for others.
type boardList struct {
	widget.List
	of      *Board
	column  int
	at      int
	focused bool
	current *boardCard // the one at at, as drawn last
}

func newBoardList(of *Board, column int) *boardList {
	l := &boardList{of: of, column: column}
	l.Length = func() int { return len(l.cards()) }
	l.CreateItem = func() fyne.CanvasObject { return newBoardCard(l) }
	l.UpdateItem = func(i int, o fyne.CanvasObject) {
		if c := o.(*boardCard); i < len(l.cards()) {
			c.at = i
			c.set(l.cards()[i])
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// under is the card where the keyboard is, or the list if it is not drawn.
func (l *boardList) under() fyne.CanvasObject {
	if l.current != nil && l.current.at == l.at {
		return l.current
	}
	return l
}

func (l *boardList) cards() []Record { return l.of.columns[l.column].Cards }

// FocusGained implements fyne.Focusable.
func (l *boardList) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *boardList) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *boardList) TypedRune(r rune) {
	if r != ' ' {
		passRune(l, r)
	} else if l.at < len(l.cards()) { // here and not as a key: the menu would get the rune
		l.of.menu(l.cards()[l.at].ID, l.under())
	}
}

// TypedKey implements fyne.Focusable.
func (l *boardList) TypedKey(key *fyne.KeyEvent) {
	id := ""
	if l.at < len(l.cards()) {
		id = l.cards()[l.at].ID
	}
	switch key.Name {
	case fyne.KeyDown:
		l.of.FocusAt(l.column, l.at+1)
	case fyne.KeyUp:
		l.of.FocusAt(l.column, l.at-1)
	case fyne.KeyPageDown:
		l.of.FocusAt(l.column, l.at+4)
	case fyne.KeyPageUp:
		l.of.FocusAt(l.column, l.at-4)
	case fyne.KeyHome:
		l.of.FocusAt(l.column, 0)
	case fyne.KeyEnd:
		l.of.FocusAt(l.column, len(l.cards())-1)
	case fyne.KeyLeft:
		l.of.FocusAt(l.column-1, l.at)
	case fyne.KeyRight:
		l.of.FocusAt(l.column+1, l.at)
	case fyne.KeyReturn, fyne.KeyEnter:
		if id != "" && l.of.OnOpened != nil {
			l.of.OnOpened(id)
		}
	case fyne.KeySpace:
	case desktop.KeyMenu:
		if id != "" {
			l.of.menu(id, l.under())
		}
	default:
		passKey(l, key)
	}
}

// TypedShortcut implements fyne.Shortcutable: Ctrl and an arrow move the card.
func (l *boardList) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && custom.Modifier == fyne.KeyModifierShortcutDefault && l.at < len(l.cards()) {
		switch custom.KeyName {
		case fyne.KeyLeft:
			l.of.move(l.cards()[l.at].ID, l.column-1)
			return
		case fyne.KeyRight:
			l.of.move(l.cards()[l.at].ID, l.column+1)
			return
		}
	}
	if c, ok := canvasOf(l).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// boardCard is one card.
type boardCard struct {
	widget.BaseWidget
	of      *boardList // nil for the one under the pointer
	at      int
	record  Record
	hovered bool
	lifted  bool
	more    *tapIcon
}

func newBoardCard(of *boardList) *boardCard {
	c := &boardCard{of: of}
	c.more = newTapIcon("chevron-down", func() { c.TappedSecondary(nil) })
	c.ExtendBaseWidget(c)
	return c
}

func (c *boardCard) set(r Record) {
	c.record = r
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *boardCard) Tapped(*fyne.PointEvent) {
	if c.of == nil {
		return
	}
	c.of.of.FocusAt(c.of.column, c.at)
	if c.of.of.OnOpened != nil {
		c.of.of.OnOpened(c.record.ID)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (c *boardCard) TappedSecondary(*fyne.PointEvent) {
	if c.of == nil {
		return
	}
	c.of.of.FocusAt(c.of.column, c.at)
	c.of.of.menu(c.record.ID, c)
}

// Dragged implements fyne.Draggable.
func (c *boardCard) Dragged(e *fyne.DragEvent) {
	if c.of != nil {
		c.of.of.dragged(c, e)
	}
}

// DragEnd implements fyne.Draggable.
func (c *boardCard) DragEnd() {
	if c.of != nil {
		c.of.of.endDrag()
	}
}

// MouseIn implements desktop.Hoverable.
func (c *boardCard) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *boardCard) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *boardCard) MouseOut() { c.hovered = false; c.Refresh() }

// Cursor implements desktop.Cursorable.
func (c *boardCard) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (c *boardCard) CreateRenderer() fyne.WidgetRenderer {
	ground, focused := box("", ""), ring()
	title, line := Body(""), Small("").OneLine()
	pill := NewStatusPill(Neutral, "")
	mark := picture("conflict", look.Wait)
	v := &view{of: c, objects: []fyne.CanvasObject{ground, title, line, pill, mark, c.more, focused}}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(160), look.Text(98)) }
	v.layout = func(size fyne.Size) {
		const pad = look.Gap + 2
		x, y, w, h := look.Gap, float32(1), size.Width-2*look.Gap, size.Height-2
		place(ground, x, y, w, h)
		around(focused, fyne.NewPos(x, y), fyne.NewSize(w, h), 0)
		side := look.Text(18)
		more := c.more.MinSize()
		place(c.more, x+w-more.Width-2, y+pad-1, more.Width, more.Height)
		inner := max(w-pad-more.Width-2, 1)
		title.memo.valid = false
		height := title.measure("Ag").Height
		c.cut(title, inner)
		place(title, x+pad, y+pad-1, inner, 2*height)
		s := line.MinSize().Height
		place(line, x+pad, y+pad+2*height+1, max(w-2*pad, 0), s)
		p := pill.MinSize()
		place(pill, x+pad-2, y+h-p.Height-pad+2, p.Width, p.Height)
		place(mark, x+w-pad-side, y+h-side-pad, side, side)
	}
	v.refresh = func() {
		fill, outline := look.Card, look.Line
		if c.hovered {
			outline = look.Edge
		}
		board := (*Board)(nil)
		if c.of != nil {
			board = c.of.of
		}
		if c.lifted || board != nil && board.drag.id == c.record.ID && c.record.ID != "" {
			outline = look.Sea
		}
		paint(ground, fill, outline)
		title.content = c.record.Title // cut to two lines where the width is known
		line.Set(c.record.Line)
		if pill.icon != c.record.Icon {
			pill.icon = c.record.Icon
			pill.Refresh()
		}
		pill.Set(c.record.State, c.record.Word)
		mark.Hidden = !c.record.Mark
		c.more.Hidden = board == nil || board.OnMove == nil
		if c.of != nil && c.at == c.of.at {
			c.of.current = c
		}
		showRing(focused, c.of != nil && c.of.focused && c.at == c.of.at)
	}
	v.refresh()
	return v
}

// cut shows as much of the title as two lines hold.
func (c *boardCard) cut(title *Text, width float32) {
	title.content = c.record.Title
	lines := title.lines(width)
	if len(lines) > 2 {
		second := title.content[lines[1].From:]
		title.content = title.content[:lines[1].From] + title.shorten(second, width)
		title.memo.valid = false
	}
	title.Refresh()
}
