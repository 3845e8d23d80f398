package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// chip is a small thing that can be opened and removed: a file, a service, a
// filter. Enter opens, Delete removes.
type chip struct {
	widget.BaseWidget
	icon, text, note string
	state            State
	outlined         bool
	progress         float32 // 0..1 while something goes on, negative otherwise
	opened, removed  func()  // nil: cannot
	focused, hovered bool
	overCross        bool
}

func newChip(icon, text, note string) *chip {
	c := &chip{icon: icon, text: text, note: note, progress: -1}
	c.ExtendBaseWidget(c)
	return c
}

func (c *chip) height() float32 { return look.Text(32) }

func (c *chip) crossAt(size fyne.Size) float32 { return size.Width - look.Text(28) }

// Tapped implements fyne.Tappable.
func (c *chip) Tapped(e *fyne.PointEvent) {
	if c.removed != nil && e.Position.X >= c.crossAt(c.Size()) {
		c.removed()
		return
	}
	if c.opened != nil {
		c.opened()
	}
}

// FocusGained implements fyne.Focusable.
func (c *chip) FocusGained() { c.focused = true; focusMoved(c); c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *chip) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *chip) TypedRune(r rune) { passRune(c, r) }

// TypedKey implements fyne.Focusable.
func (c *chip) TypedKey(key *fyne.KeyEvent) {
	switch {
	case (key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter || key.Name == fyne.KeySpace) && c.opened != nil:
		c.opened()
	case (key.Name == fyne.KeyDelete || key.Name == fyne.KeyBackspace) && c.removed != nil:
		c.removed()
	default:
		passKey(c, key)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *chip) MouseIn(e *desktop.MouseEvent) { c.hovered = true; c.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (c *chip) MouseMoved(e *desktop.MouseEvent) {
	c.overCross = c.removed != nil && e.Position.X >= c.crossAt(c.Size())
	c.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (c *chip) MouseOut() { c.hovered, c.overCross = false, false; c.Refresh() }

// Cursor implements desktop.Cursorable.
func (c *chip) Cursor() desktop.Cursor {
	if c.opened != nil || c.overCross {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	ground, focused, bar := box("", ""), ring(), box(look.Sea, "")
	image, cross := picture("dot", look.Quiet), picture("close", look.Quiet)
	text, note := Body("").OneLine(), Small("").OneLine()
	v := &view{of: c}
	measure := func() (icon, words, after, end float32) {
		if c.icon != "" {
			icon = look.Text(18) + 6
		}
		words = min(text.measure(c.text).Width, look.Text(240)) + 1
		if c.note != "" {
			after = note.measure(c.note).Width + look.Gap + 1
		}
		end = look.Gap + 2
		if c.removed != nil {
			end = look.Text(28)
		}
		return icon, words, after, end
	}
	v.min = func() fyne.Size {
		icon, words, after, end := measure()
		return fyne.NewSize(look.Gap+2+icon+words+after+end, c.height())
	}
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		around(focused, fyne.Position{}, size, 2)
		icon, words, after, end := measure()
		x := look.Gap + 2
		side := look.Text(18)
		place(image, x, (size.Height-side)/2, side, side)
		x += icon
		words = max(min(words, size.Width-x-after-end), 0)
		h := text.MinSize().Height
		place(text, x, (size.Height-h)/2, words, h)
		h = note.MinSize().Height
		place(note, x+words+look.Gap, (size.Height-h)/2, max(after-look.Gap, 0), h)
		small := look.Text(14)
		place(cross, size.Width-look.Gap-small, (size.Height-small)/2, small, small)
		if c.progress >= 0 {
			place(bar, look.Gap, size.Height-4, (size.Width-2*look.Gap)*min(c.progress, 1), 3)
			bar.CornerRadius = 1.5
		}
	}
	v.refresh = func() {
		ink, tint, _ := c.state.tokens()
		outline := fyne.ThemeColorName("")
		if c.state == Neutral {
			ink = look.Ink
		} else {
			outline = ink
		}
		if c.outlined {
			tint, outline = look.Card, look.Edge
		}
		paint(ground, tint, outline)
		v.objects = []fyne.CanvasObject{ground, text}
		text.SetIn(c.text, ink)
		if c.icon != "" {
			setPicture(image, c.icon, ink)
			v.objects = append(v.objects, image)
		}
		if c.note != "" {
			note.Set(c.note)
			v.objects = append(v.objects, note)
		}
		if c.removed != nil {
			over := look.Quiet
			if c.overCross {
				over = look.Bad
			}
			setPicture(cross, "close", over)
			v.objects = append(v.objects, cross)
		}
		if c.progress >= 0 {
			paint(bar, look.Sea, "")
			v.objects = append(v.objects, bar)
		}
		showRing(focused, c.focused)
		v.objects = append(v.objects, focused)
	}
	v.refresh()
	return v
}
