package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// PickList chooses one of many options: a field that opens a list. With eight
// options or more the list has a filter line, and typing in the field opens it.
type PickList struct {
	composite
	// OnPicked is called when a person chose, also "" when cleared with Delete.
	OnPicked func(id string)

	control *pickControl
	problem *Text
	options []Option
	id      string
	need    bool // no clearing
}

// NewPickList makes a chooser under a label; label may be "".
func NewPickList(label string, options []Option) *PickList {
	p := &PickList{options: options, problem: Body("").In(look.Bad)}
	p.control = newPickControl()
	p.control.open = p.open
	p.control.clear = func() {
		if p.id != "" && !p.need {
			p.picked("")
		}
	}
	p.problem.Hide()
	title := Body(label)
	if label == "" {
		title.Hide()
	}
	p.build(p, Column(look.Tight, title, p.control, p.problem))
	p.show()
	return p
}

// NewChoice is a PickList whose choice cannot be emptied: a setting, a state.
func NewChoice(label string, options []Option) *PickList {
	p := NewPickList(label, options)
	p.need = true
	return p
}

func (p *PickList) open(typed string) {
	openChooser(p.control, p.options, false, typed, func(id string) bool { return id == p.id }, p.picked)
}

func (p *PickList) picked(id string) {
	if id == p.id {
		return
	}
	p.id = id
	p.show()
	if p.OnPicked != nil {
		p.OnPicked(id)
	}
}

// Set tells which option is chosen, "" for none. OnPicked is not called.
func (p *PickList) Set(id string) {
	if id != p.id {
		p.id = id
		p.show()
	}
}

// ID returns the chosen option, "" for none.
func (p *PickList) ID() string { return p.id }

// SetOptions replaces the options; a choice that is not among them stays and
// shows its id.
func (p *PickList) SetOptions(options []Option) {
	p.options = options
	p.show()
}

// SetError shows a problem with the choice, "" for none.
func (p *PickList) SetError(problem string) {
	p.problem.Set(problem)
	if problem == "" {
		p.problem.Hide()
	} else {
		p.problem.Show()
	}
	p.control.bad = problem != ""
	p.Refresh()
}

// Enable lets the person choose.
func (p *PickList) Enable() { p.control.Enable() }

// Disable shows the choice only.
func (p *PickList) Disable() { p.control.Disable() }

// Focus moves the keyboard to the field.
func (p *PickList) Focus() { focus(p.control) }

func (p *PickList) show() {
	p.control.text, p.control.empty = "", p.id == ""
	for _, o := range p.options {
		if o.ID == p.id {
			p.control.text = o.Text
		}
	}
	if p.control.text == "" {
		p.control.text = p.id
	}
	if p.id == "" {
		p.control.text = words.T("common.choose")
	}
	p.control.Refresh()
}

// pickControl looks like a field and opens a list.
type pickControl struct {
	widget.DisableableWidget
	text                         string
	empty, bad, hovered, focused bool
	open                         func(typed string)
	clear                        func()
}

func newPickControl() *pickControl {
	p := &pickControl{}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped implements fyne.Tappable.
func (p *pickControl) Tapped(*fyne.PointEvent) {
	if !p.Disabled() {
		focus(p)
		p.open("")
	}
}

// FocusGained implements fyne.Focusable.
func (p *pickControl) FocusGained() { p.focused = true; focusMoved(p); p.Refresh() }

// FocusLost implements fyne.Focusable.
func (p *pickControl) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune implements fyne.Focusable.
func (p *pickControl) TypedRune(r rune) {
	switch {
	case p.Disabled():
	case r == ' ': // here and not as a key: the list would get the rune, and take it as a choice
		p.open("")
	default:
		p.open(string(r))
	}
}

// TypedKey implements fyne.Focusable.
func (p *pickControl) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace:
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeyEnter:
		if !p.Disabled() {
			p.open("")
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		if !p.Disabled() {
			p.clear()
		}
	default:
		passKey(p, key)
	}
}

// MouseIn implements desktop.Hoverable.
func (p *pickControl) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (p *pickControl) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *pickControl) MouseOut() { p.hovered = false; p.Refresh() }

// CreateRenderer implements fyne.Widget.
func (p *pickControl) CreateRenderer() fyne.WidgetRenderer {
	ground, outer, down := box(look.Card, look.Edge), ring(), picture("chevron-down", look.Quiet)
	text := Body("").OneLine()
	v := &view{of: p, objects: []fyne.CanvasObject{ground, text, down, outer}}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(140), look.Control()) }
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		around(outer, fyne.Position{}, size, 1)
		side := look.Text(18)
		place(down, size.Width-side-look.Gap, (size.Height-side)/2, side, side)
		h := text.MinSize().Height
		place(text, look.Gap+2, (size.Height-h)/2, max(size.Width-side-3*look.Gap, 0), h)
	}
	v.refresh = func() {
		fill, outline, ink := look.Card, look.Edge, look.Ink
		if p.hovered {
			fill = look.Shade
		}
		if p.Disabled() {
			fill, outline = look.Ground, look.Line
		}
		if p.bad {
			outline = look.Bad
		}
		if p.empty {
			ink = look.Quiet
		}
		paint(ground, fill, outline)
		said := p.text
		if p.Disabled() && p.empty { // nothing asks for a choice that cannot be made
			said = "–"
		}
		text.SetIn(said, ink)
		if p.Disabled() {
			down.Hide()
		} else {
			down.Show()
		}
		setPicture(down, "chevron-down", look.Quiet)
		showRing(outer, p.focused)
	}
	v.refresh()
	return v
}
