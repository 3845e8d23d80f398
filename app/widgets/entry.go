package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// entry is Fyne's entry with what the window needs beside: Tab always leaves it,
// the window's shortcuts work while it has the keyboard, and its owner sees keys
// first.
type entry struct {
	widget.Entry
	onKey   func(*fyne.KeyEvent) bool // true: used up
	onRune  func(rune) bool           // true: used up
	onFocus func(bool)
	onUndo  func() bool // true: used up; else the window's undo runs
	pressed bool        // the button of the mouse goes down on it just now
	whole   bool        // gaining the keyboard selects all: short values are typed anew
}

func newEntry(multiline bool) *entry {
	e := &entry{}
	e.MultiLine = multiline
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	if multiline {
		e.Wrapping = fyne.TextWrapWord
	}
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab implements fyne.Tabbable: Tab goes to the next field.
func (e *entry) AcceptsTab() bool { return false }

// FocusGained implements fyne.Focusable.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	if e.whole && e.Text != "" {
		e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) // a click puts the cursor instead
	}
	if e.onFocus != nil {
		e.onFocus(true)
	}
	if !e.pressed {
		focusMoved(e)
	}
}

// MouseDown implements desktop.Mouseable. The page stays: were it moved under
// the pointer now, the button would go up over something else, and the toolkit
// would take the keyboard away again.
func (e *entry) MouseDown(m *desktop.MouseEvent) {
	e.pressed = true
	e.Entry.MouseDown(m)
	e.pressed = false
}

// MouseUp implements desktop.Mouseable.
func (e *entry) MouseUp(m *desktop.MouseEvent) {
	e.Entry.MouseUp(m)
	if c := canvasOf(e); c != nil && c.Focused() == fyne.Focusable(e) {
		focusMoved(e)
	}
}

// FocusLost implements fyne.Focusable.
func (e *entry) FocusLost() {
	e.Entry.FocusLost()
	if e.onFocus != nil {
		e.onFocus(false)
	}
}

// TypedKey implements fyne.Focusable.
func (e *entry) TypedKey(key *fyne.KeyEvent) {
	if e.onKey != nil && e.onKey(key) {
		return
	}
	switch key.Name {
	case fyne.KeyEscape, fyne.KeyF1:
		passKey(e, key)
	default:
		e.Entry.TypedKey(key)
	}
}

// TypedRune implements fyne.Focusable.
func (e *entry) TypedRune(r rune) {
	if e.onRune != nil && e.onRune(r) {
		return
	}
	e.Entry.TypedRune(r)
}

// TypedShortcut implements fyne.Shortcutable: what edits text stays here, the
// window gets the rest.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		if e.onUndo != nil && e.onUndo() {
			return
		}
	case *desktop.CustomShortcut:
		switch s.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
			e.Entry.TypedShortcut(s)
			return
		}
	default:
		e.Entry.TypedShortcut(s)
		return
	}
	if c, ok := canvasOf(e).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// ringed shows an entry at the height of controls, with the focus ring.
type ringed struct {
	widget.BaseWidget
	entry   *entry
	focused bool
}

func newRinged(e *entry) *ringed {
	r := &ringed{entry: e}
	inner := e.onFocus
	e.onFocus = func(on bool) {
		r.focused = on
		r.Refresh()
		if inner != nil {
			inner(on)
		}
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *ringed) CreateRenderer() fyne.WidgetRenderer {
	outer, roll := ring(), newWheel()
	v := &view{of: r, objects: []fyne.CanvasObject{r.entry, outer, roll}}
	v.min = func() fyne.Size {
		return fyne.NewSize(96, max(r.entry.MinSize().Height, look.Control()))
	}
	v.layout = func(size fyne.Size) {
		r.entry.Resize(size)
		roll.Resize(size)
		around(outer, fyne.Position{}, size, 1)
	}
	v.refresh = func() {
		showRing(outer, r.focused)
		v.objects = []fyne.CanvasObject{r.entry, outer}
		if !r.entry.MultiLine || !r.focused {
			v.objects = append(v.objects, roll)
		}
	}
	return v
}
