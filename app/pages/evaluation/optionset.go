package evaluation

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
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

// place is where an option stands.
type place struct {
	at   fyne.Position
	size fyne.Size
}

func (o *optionSet) places(width float32) ([]place, float32) {
	width = max(width, 1)
	height, mark, gap := look.Control(), look.Text(16), look.Gap
	if len(o.options) > 6 {
		height = look.Text(32)
	}
	all := make([]place, len(o.options))
	x, y := float32(0), float32(0)
	for i, option := range o.options {
		w := fyne.MeasureText(option.Text, look.Text(look.TextSize), fyne.TextStyle{}).Width + mark + 3*gap + 6
		if len(o.options) == 2 {
			w = max(w, look.Text(104)) // yes and no are pressed most
		}
		w = min(w, width)
		if x > 0 && x+w > width {
			x, y = 0, y+height+gap-2
		}
		all[i] = place{fyne.NewPos(x, y), fyne.NewSize(w, height)}
		x += w + gap - 2
	}
	return all, y + height
}

func (o *optionSet) under(at fyne.Position) int {
	places, _ := o.places(o.Size().Width)
	for i, p := range places {
		if at.X >= p.at.X && at.Y >= p.at.Y && at.X < p.at.X+p.size.Width && at.Y < p.at.Y+p.size.Height {
			return i
		}
	}
	return -1
}

// HeightFor implements widgets.Flowing.
func (o *optionSet) HeightFor(width float32) float32 {
	_, h := o.places(width)
	return h
}

// MinSize implements fyne.CanvasObject.
func (o *optionSet) MinSize() fyne.Size {
	return fyne.NewSize(160, o.HeightFor(max(160, o.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (o *optionSet) CreateRenderer() fyne.WidgetRenderer {
	v := &optionSetLook{o: o}
	for _, option := range o.options {
		v.grounds = append(v.grounds, canvas.NewRectangle(nil))
		v.texts = append(v.texts, widgets.Body(option.Text).OneLine())
		v.marks = append(v.marks, widgets.NewIcon("check", look.Sea, look.Text(16)))
		v.rings = append(v.rings, canvas.NewRectangle(nil))
		v.empties = append(v.empties, canvas.NewRectangle(nil))
	}
	for i := range o.options {
		v.objects = append(v.objects, v.grounds[i], v.rings[i], v.empties[i], v.marks[i], v.texts[i])
	}
	v.Refresh()
	return v
}

type optionSetLook struct {
	o              *optionSet
	grounds, rings []*canvas.Rectangle
	texts          []*widgets.Text
	marks          []*widgets.Icon
	empties        []*canvas.Rectangle // where the mark will be: round for one choice, square for several
	objects        []fyne.CanvasObject
}

func (v *optionSetLook) MinSize() fyne.Size           { return v.o.MinSize() }
func (v *optionSetLook) Objects() []fyne.CanvasObject { return v.objects }
func (v *optionSetLook) Destroy()                     {}

func (v *optionSetLook) Layout(size fyne.Size) {
	places, _ := v.o.places(size.Width)
	side := look.Text(16)
	for i, p := range places {
		v.grounds[i].Move(p.at)
		v.grounds[i].Resize(p.size)
		v.rings[i].Move(p.at.SubtractXY(2, 2))
		v.rings[i].Resize(p.size.AddWidthHeight(4, 4))
		x := p.at.X + look.Gap
		v.marks[i].Move(fyne.NewPos(x, p.at.Y+(p.size.Height-side)/2))
		v.marks[i].Resize(fyne.NewSize(side, side))
		v.empties[i].Move(fyne.NewPos(x+2, p.at.Y+(p.size.Height-side)/2+2))
		v.empties[i].Resize(fyne.NewSize(side-4, side-4))
		x += side + look.Tight
		h := v.texts[i].MinSize().Height
		v.texts[i].Move(fyne.NewPos(x, p.at.Y+(p.size.Height-h)/2))
		v.texts[i].Resize(fyne.NewSize(max(p.at.X+p.size.Width-x-look.Tight, 0), h))
	}
}

func (v *optionSetLook) Refresh() {
	o := v.o
	for i, option := range o.options {
		fill, edge, ink := look.Card, look.Edge, look.Ink
		chosen := slices.Contains(o.chosen, option.ID)
		switch {
		case chosen && o.Disabled():
			fill, edge = look.Shade, look.Edge
		case chosen:
			fill, edge, ink = look.SeaTint, look.Sea, look.Sea
		case o.Disabled():
			fill, edge, ink = look.Ground, look.Line, look.Quiet
		case i == o.hovered:
			fill = look.Shade
		}
		v.grounds[i].FillColor, v.grounds[i].StrokeColor = look.Color(fill), look.Color(edge)
		v.grounds[i].StrokeWidth, v.grounds[i].CornerRadius = 1, look.Corner
		v.texts[i].SetIn(option.Text, ink)
		mark := look.Sea
		if o.Disabled() {
			mark = look.Quiet
		}
		v.marks[i].Set("check", mark)
		v.marks[i].Hidden = !chosen
		empty := v.empties[i]
		empty.FillColor, empty.StrokeColor, empty.StrokeWidth, empty.CornerRadius = nil, look.Color(look.Edge), 1, 3
		if !o.several {
			empty.CornerRadius = (look.Text(16) - 4) / 2
		}
		empty.Hidden = chosen
		r := v.rings[i]
		r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = nil, look.Color(look.Sea), 2, look.Corner+2
		r.Hidden = !o.focused || o.Disabled() || i != max(o.at, 0)
	}
	v.Layout(o.Size())
	canvas.Refresh(o)
}
