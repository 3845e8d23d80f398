package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// Option is one thing to choose.
type Option struct {
	ID     string
	Text   string
	Detail string // quiet, at the right; is searched too
}

// filterFrom is the number of options from which a filter line is shown.
const filterFrom = 8

// chooser is the list that opens under PickList, MultiPick and Choice. It builds
// rows only for what is seen.
type chooser struct {
	options []Option
	found   []int // indexes of options that match the filter
	at      int   // highlighted, index of found
	several bool
	chosen  func(id string) bool
	pick    func(id string)
	closeIt func()
	list    *widget.List
	none    *Text
	line    *entry // the filter, nil where the options are few
}

func openChooser(anchor fyne.CanvasObject, options []Option, several bool, typed string, chosen func(string) bool, pick func(string)) *chooser {
	c := &chooser{options: options, several: several, chosen: chosen, pick: pick}
	c.none = Hint(words.T("common.none_found"))
	c.list = widget.NewList(func() int { return len(c.found) },
		func() fyne.CanvasObject { return newOptionRow(c) },
		func(i int, o fyne.CanvasObject) { o.(*optionRow).set(i) })
	c.list.HideSeparators = true
	keys := newEntry(false)
	keys.SetIcon(look.Icon("search", look.Quiet))
	keys.SetPlaceHolder(words.T("common.filter"))
	keys.OnChanged = c.filter
	keys.onKey = c.key
	c.filter("")
	for i, n := range c.found {
		if chosen(options[n].ID) {
			c.at = i
			break
		}
	}
	rowHeight := look.Text(32) + look.Tight
	height := rowHeight * float32(min(max(len(options), 1), 8))
	body := container.NewStack(c.list, c.none)
	var content *fyne.Container
	var target fyne.Focusable = keys
	if len(options) >= filterFrom {
		c.line = keys
		content = Column(look.Gap, keys, Sized(0, height, body))
		height += look.Control() + look.Gap
	} else {
		catcher := newKeyCatcher(c.key, c.letter)
		content = Column(0, catcher, Sized(0, height, body))
		target = catcher
	}
	least := float32(280)
	if several {
		least = 420 // opens under a small button
	}
	width := max(anchor.Size().Width-2*look.Gap, look.Text(least))
	c.closeIt = showPopup(anchor, content, fyne.NewSize(width, height))
	focus(target)
	if typed != "" && len(options) >= filterFrom {
		for _, r := range typed {
			keys.TypedRune(r)
		}
	} else {
		c.highlight(c.at)
	}
	return c
}

func (c *chooser) filter(text string) {
	wanted := strings.Fields(strings.ToLower(text))
	c.found = c.found[:0]
	for i, o := range c.options {
		hay := strings.ToLower(o.Text + " " + o.Detail)
		match := true
		for _, w := range wanted {
			match = match && strings.Contains(hay, w)
		}
		if match {
			c.found = append(c.found, i)
		}
	}
	if len(c.found) == 0 {
		c.none.Show()
	} else {
		c.none.Hide()
	}
	c.highlight(0)
	c.list.Refresh()
}

func (c *chooser) highlight(at int) {
	c.at = max(0, min(at, len(c.found)-1))
	c.list.ScrollTo(c.at)
	c.list.Refresh()
}

func (c *chooser) take(at int) {
	if at < 0 || at >= len(c.found) {
		return
	}
	id := c.options[c.found[at]].ID
	if !c.several {
		c.closeIt()
	}
	c.pick(id)
	if c.several {
		c.at = at
		c.list.Refresh()
		if c.line != nil && c.line.Text != "" {
			c.line.TypedShortcut(&fyne.ShortcutSelectAll{}) // the next word is another choice
		}
	}
}

func (c *chooser) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyDown:
		c.highlight(c.at + 1)
	case fyne.KeyUp:
		c.highlight(c.at - 1)
	case fyne.KeyPageDown:
		c.highlight(c.at + 7)
	case fyne.KeyPageUp:
		c.highlight(c.at - 7)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.take(c.at)
	case fyne.KeyEscape:
		c.closeIt()
	default:
		return false
	}
	return true
}

// letter goes to the next option that begins with a letter; space takes.
func (c *chooser) letter(r rune) {
	if r == ' ' {
		c.take(c.at)
		return
	}
	for i := range c.found {
		at := (c.at + 1 + i) % len(c.found)
		if strings.HasPrefix(strings.ToLower(c.options[c.found[at]].Text), strings.ToLower(string(r))) {
			c.highlight(at)
			return
		}
	}
}

// optionRow is one row of a chooser, used again for other options.
type optionRow struct {
	widget.BaseWidget
	of      *chooser
	at      int
	hovered bool
}

func newOptionRow(c *chooser) *optionRow {
	r := &optionRow{of: c}
	r.ExtendBaseWidget(r)
	return r
}

func (r *optionRow) set(at int) {
	r.at = at
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *optionRow) Tapped(*fyne.PointEvent) { r.of.take(r.at) }

// MouseIn implements desktop.Hoverable.
func (r *optionRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *optionRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *optionRow) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer implements fyne.Widget.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	ground := box("", "")
	tick := &canvas.Image{FillMode: canvas.ImageFillContain}
	text, detail := Body("").OneLine(), Small("").OneLine().Right()
	v := &view{of: r, objects: []fyne.CanvasObject{ground, tick, text, detail}}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(160), look.Text(32)) }
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		x := look.Gap
		side := look.Text(18)
		place(tick, x, (size.Height-side)/2, side, side)
		x += side + look.Gap
		right := float32(0)
		if detail.Content() != "" {
			right = min(detail.measure(detail.Content()).Width+1, size.Width/2)
		}
		h := text.MinSize().Height
		place(text, x, (size.Height-h)/2, max(size.Width-x-right-2*look.Gap, 0), h)
		h = detail.MinSize().Height
		place(detail, size.Width-right-look.Gap, (size.Height-h)/2, right, h)
	}
	v.refresh = func() {
		if r.at >= len(r.of.found) {
			return
		}
		o := r.of.options[r.of.found[r.at]]
		fill := fyne.ThemeColorName("")
		if r.hovered {
			fill = look.Shade
		}
		if r.at == r.of.at {
			fill = look.SeaTint
		}
		paint(ground, fill, "")
		text.Set(o.Text)
		detail.Set(o.Detail)
		if r.of.chosen(o.ID) {
			setPicture(tick, "tick", look.Sea)
			tick.Show()
		} else {
			tick.Hide()
		}
	}
	return v
}

// keyCatcher has the keyboard for a list that has no filter line.
type keyCatcher struct {
	widget.BaseWidget
	key  func(*fyne.KeyEvent) bool
	rune func(rune)
}

func newKeyCatcher(key func(*fyne.KeyEvent) bool, letter func(rune)) *keyCatcher {
	k := &keyCatcher{key: key, rune: letter}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer implements fyne.Widget.
func (k *keyCatcher) CreateRenderer() fyne.WidgetRenderer {
	return &view{of: k, min: func() fyne.Size { return fyne.Size{} }, layout: func(fyne.Size) {}}
}

// FocusGained implements fyne.Focusable.
func (k *keyCatcher) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (k *keyCatcher) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (k *keyCatcher) TypedRune(r rune) { k.rune(r) }

// TypedKey implements fyne.Focusable.
func (k *keyCatcher) TypedKey(key *fyne.KeyEvent) { k.key(key) }
