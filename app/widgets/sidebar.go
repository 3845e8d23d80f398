package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// SidebarWidth is the width of the sidebar at text scale 1.
const SidebarWidth = 224

// NavItem is a page in the sidebar.
type NavItem struct {
	ID    string
	Icon  string
	Text  string
	Count int    // what waits there; 0 shows nothing
	Apart bool   // begins a group of its own, a little apart from those above
	Hint  string // the keys that lead there, seen while it is pointed at; "" for none
}

// Sidebar holds the mark, the mission, the pages, and the sync line.
type Sidebar struct {
	widget.BaseWidget
	OnSelected func(id string)

	rows    []*navRow
	current string
	mission *Text
	nav     *FollowFocus
	Sync    *SyncLine
}

// NewSidebar makes the sidebar. What does not fit scrolls; the current page
// stays in view.
func NewSidebar(mission string, items []NavItem) *Sidebar {
	s := &Sidebar{mission: Small(mission).OneLine(), Sync: NewSyncLine()}
	list := Column(1)
	for i, item := range items {
		r := newNavRow(s, i, item)
		s.rows = append(s.rows, r)
		if item.Apart && i > 0 {
			list.Add(Space(0, look.Gap))
		}
		list.Add(r)
	}
	s.nav = NewFollowFocus(Inset(look.Gap, look.Tight, list))
	s.ExtendBaseWidget(s)
	return s
}

// SetCurrent shows a page as the selected one. OnSelected is not called.
func (s *Sidebar) SetCurrent(id string) {
	s.current = id
	for _, r := range s.rows {
		r.Refresh()
	}
	s.reveal()
}

// reveal brings the current page's row into view.
func (s *Sidebar) reveal() {
	for _, r := range s.rows {
		if r.item.ID == s.current {
			s.nav.Reveal(r)
		}
	}
}

// SetCount tells how much waits on a page.
func (s *Sidebar) SetCount(id string, n int) {
	for _, r := range s.rows {
		if r.item.ID == id && r.item.Count != n {
			r.item.Count = n
			r.Refresh()
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Sidebar) CreateRenderer() fyne.WidgetRenderer {
	ground, edge, line := newPlain(look.Card, 0), newPlain(look.Line, 0), newPlain(look.Line, 1)
	mark := canvas.NewImageFromResource(look.Mark())
	mark.FillMode = canvas.ImageFillContain
	name := Section("Pinisi").Whole()
	v := &view{of: s, objects: []fyne.CanvasObject{ground, edge, mark, name, s.mission, s.nav, line, s.Sync}}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(SidebarWidth), look.Text(320)) }
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		place(edge, size.Width-1, 0, 1, size.Height)
		side := look.Text(40)
		place(mark, look.Roomy, look.Roomy, side, side)
		x := look.Roomy + side + look.Gap + 2
		h1, h2 := name.MinSize().Height, s.mission.MinSize().Height
		y := look.Roomy + (side-h1-h2)/2
		place(name, x, y, size.Width-x-look.Gap, h1)
		place(s.mission, x, y+h1, size.Width-x-look.Gap, h2)
		top := look.Roomy + side + look.Gap + look.Tight
		foot := s.Sync.HeightFor(size.Width - 1)
		before := s.nav.Size()
		place(s.nav, 0, top, size.Width-1, max(size.Height-top-foot-1, 0))
		if s.nav.Size() != before {
			s.reveal()
		}
		place(line, 0, size.Height-foot-1, size.Width-1, 1)
		place(s.Sync, 0, size.Height-foot, size.Width-1, foot)
	}
	return v
}

// navRow is one page in the sidebar.
type navRow struct {
	widget.BaseWidget
	of               *Sidebar
	index            int
	item             NavItem
	focused, hovered bool
}

func newNavRow(of *Sidebar, index int, item NavItem) *navRow {
	r := &navRow{of: of, index: index, item: item}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped implements fyne.Tappable.
func (r *navRow) Tapped(*fyne.PointEvent) {
	if r.of.OnSelected != nil {
		r.of.OnSelected(r.item.ID)
	}
}

// FocusGained implements fyne.Focusable.
func (r *navRow) FocusGained() { r.focused = true; focusMoved(r); r.Refresh() }

// FocusLost implements fyne.Focusable.
func (r *navRow) FocusLost() { r.focused = false; r.Refresh() }

// TypedRune implements fyne.Focusable.
func (r *navRow) TypedRune(c rune) {
	if c != ' ' {
		passRune(r, c)
	}
}

// TypedKey implements fyne.Focusable.
func (r *navRow) TypedKey(key *fyne.KeyEvent) {
	n := len(r.of.rows)
	switch key.Name {
	case fyne.KeyDown:
		focus(r.of.rows[(r.index+1)%n])
	case fyne.KeyUp:
		focus(r.of.rows[(r.index+n-1)%n])
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.Tapped(nil)
	default:
		passKey(r, key)
	}
}

// MouseIn implements desktop.Hoverable.
func (r *navRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *navRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *navRow) MouseOut() { r.hovered = false; r.Refresh() }

// Cursor implements desktop.Cursorable.
func (r *navRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (r *navRow) CreateRenderer() fyne.WidgetRenderer {
	ground, bar, badge, focused := box("", ""), box("", ""), box("", ""), ring()
	image := picture(r.item.Icon, look.Quiet)
	text, count := label(r.item.Text, look.TextSize, false, look.Ink), label("", look.SmallSize, true, look.OnSea)
	count.Alignment = fyne.TextAlignCenter
	hint := label("", look.SmallSize, false, look.Quiet)
	v := &view{of: r, objects: []fyne.CanvasObject{ground, bar, image, text, badge, count, hint, focused}}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(160), look.Text(32)) }
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		around(focused, fyne.Position{}, size, -1)
		place(bar, 0, look.Gap, 3, size.Height-2*look.Gap)
		bar.CornerRadius = 1.5
		side := look.Text(20)
		place(image, look.Gap+4, (size.Height-side)/2, side, side)
		h := text.MinSize().Height
		place(text, look.Gap+4+side+look.Gap+2, (size.Height-h)/2, text.MinSize().Width, h)
		c := count.MinSize()
		bh := c.Height + 2
		bw := max(c.Width+12, bh)
		place(badge, size.Width-bw-look.Gap, (size.Height-bh)/2, bw, bh)
		badge.CornerRadius = bh / 2
		k := hint.MinSize()
		place(hint, size.Width-k.Width-look.Gap-2, (size.Height-k.Height)/2, k.Width, k.Height)
		place(count, size.Width-bw-look.Gap, (size.Height-c.Height)/2, bw, c.Height)
	}
	v.refresh = func() {
		selected := r.of.current == r.item.ID
		fill, ink, icon := fyne.ThemeColorName(""), look.Ink, look.Quiet
		if r.hovered {
			fill = look.Shade
		}
		if selected {
			fill, ink, icon = look.SeaTint, look.Sea, look.Sea
		}
		paint(ground, fill, "")
		if selected {
			paint(bar, look.Sea, "")
		} else {
			paint(bar, "", "")
		}
		setPicture(image, r.item.Icon, icon)
		restyle(text, look.TextSize, selected, ink)
		count.Text = ""
		paint(badge, "", "")
		if r.item.Count > 0 {
			count.Text = words.Count(r.item.Count)
			paint(badge, look.Sea, "")
		}
		restyle(count, look.SmallSize, true, look.OnSea)
		hint.Text = ""
		if (r.hovered || r.focused) && r.item.Count == 0 {
			hint.Text = r.item.Hint
		}
		restyle(hint, look.SmallSize, false, look.Quiet)
		showRing(focused, r.focused)
	}
	v.refresh()
	return v
}
