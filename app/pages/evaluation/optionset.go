package evaluation

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/widgets"
)

// optionSet chooses one or several of a few options that all stand in view.
// Arrows look, Space chooses, digits and first letters choose, Delete empties;
// Enter goes on, and of one choice takes what is looked at.
type optionSet struct {
	widget.DisableableWidget
	OnChanged func(ids []string) // in the order of the options
	OnNext    func()

	options []widgets.Option
	several bool
	chosen  []string
	at      int // looked at with the keyboard, -1 for none
	hovered int
	focused bool
}

func newOptionSet(options []widgets.Option, several bool) *optionSet {
	o := &optionSet{options: options, several: several, at: -1, hovered: -1}
	o.ExtendBaseWidget(o)
	return o
}

// set tells what is chosen. OnChanged is not called.
func (o *optionSet) set(ids []string) {
	if !slices.Equal(ids, o.chosen) {
		o.chosen = slices.Clone(ids)
		o.Refresh()
	}
}

// toggle chooses an option or takes the choice back.
func (o *optionSet) toggle(at int) {
	if o.Disabled() || at < 0 || at >= len(o.options) {
		return
	}
	id := o.options[at].ID
	had := slices.Contains(o.chosen, id)
	if o.several {
		o.put(id, !had)
	} else if had {
		o.change(nil)
	} else {
		o.change([]string{id})
	}
}

// put adds an option to several or takes it away; unknown ids of the past stay.
func (o *optionSet) put(id string, yes bool) {
	var next []string
	for _, option := range o.options {
		if option.ID == id && yes || option.ID != id && slices.Contains(o.chosen, option.ID) {
			next = append(next, option.ID)
		}
	}
	for _, old := range o.chosen {
		if !slices.ContainsFunc(o.options, func(option widgets.Option) bool { return option.ID == old }) {
			next = append(next, old)
		}
	}
	o.change(next)
}

func (o *optionSet) change(ids []string) {
	if slices.Equal(ids, o.chosen) {
		return
	}
	o.chosen = ids
	o.Refresh()
	if o.OnChanged != nil {
		o.OnChanged(slices.Clone(ids))
	}
}

// Tapped implements fyne.Tappable.
func (o *optionSet) Tapped(e *fyne.PointEvent) {
	if o.Disabled() {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(o)
	}
	if at := o.under(e.Position); at >= 0 {
		o.at = at
		o.toggle(at)
	}
}

// MouseIn implements desktop.Hoverable.
func (o *optionSet) MouseIn(e *desktop.MouseEvent) { o.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (o *optionSet) MouseMoved(e *desktop.MouseEvent) {
	if at := o.under(e.Position); at != o.hovered {
		o.hovered = at
		o.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (o *optionSet) MouseOut() { o.hovered = -1; o.Refresh() }

// Cursor implements desktop.Cursorable.
func (o *optionSet) Cursor() desktop.Cursor {
	if o.Disabled() || o.hovered < 0 {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// FocusGained implements fyne.Focusable.
func (o *optionSet) FocusGained() {
	o.focused = true
	o.at = -1
	if len(o.chosen) > 0 {
		o.at = slices.IndexFunc(o.options, func(option widgets.Option) bool { return option.ID == o.chosen[0] })
	}
	widgets.FocusMoved(o)
	o.Refresh()
}

// FocusLost implements fyne.Focusable.
func (o *optionSet) FocusLost() { o.focused, o.at = false, -1; o.Refresh() }

// TypedRune implements fyne.Focusable.
func (o *optionSet) TypedRune(r rune) {
	if r >= '1' && r <= '9' && int(r-'1') < len(o.options) {
		o.at = int(r - '1')
		o.toggle(o.at)
		return
	}
	if r == ' ' || o.several {
		return
	}
	for i, option := range o.options {
		first, _ := firstRune(option.Text)
		if unicode.ToLower(first) == unicode.ToLower(r) {
			o.at = i
			if !slices.Contains(o.chosen, option.ID) {
				o.toggle(i)
			}
			return
		}
	}
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// TypedKey implements fyne.Focusable.
func (o *optionSet) TypedKey(key *fyne.KeyEvent) {
	last := len(o.options) - 1
	switch key.Name {
	case fyne.KeyRight, fyne.KeyDown:
		o.at = min(max(o.at, 0)+1, last)
	case fyne.KeyLeft, fyne.KeyUp:
		o.at = max(o.at-1, 0)
	case fyne.KeyHome:
		o.at = 0
	case fyne.KeyEnd:
		o.at = last
	case fyne.KeySpace:
		o.at = max(o.at, 0) // where the ring is
		o.toggle(o.at)
	case fyne.KeyDelete, fyne.KeyBackspace:
		if !o.Disabled() {
			o.change(nil)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if !o.several && o.at >= 0 && !slices.Contains(o.chosen, o.options[o.at].ID) {
			o.toggle(o.at)
		}
		if o.OnNext != nil {
			o.OnNext()
		}
		return
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(key) // the window's own keys
		}
		return
	}
	o.Refresh()
}

// AccessibilityLabel is what is chosen, else the options with their digits.
func (o *optionSet) AccessibilityLabel() string {
	var chosen, all []string
	for i, option := range o.options {
		all = append(all, strconv.Itoa(i+1)+" "+option.Text)
		if slices.Contains(o.chosen, option.ID) {
			chosen = append(chosen, option.Text)
		}
	}
	if len(chosen) > 0 {
		return strings.Join(chosen, ", ")
	}
	return strings.Join(all, ", ")
}

// AccessibilityRole implements fyne.Accessible.
func (o *optionSet) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
