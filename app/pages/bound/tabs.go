package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// Tabs is a row of words of which one is open, in the order of work. Arrows
// step through them.
type Tabs struct {
	Row  fyne.CanvasObject
	tabs []*tab
}

// NewTabs makes tabs with these ids and texts; open is called to open one.
func NewTabs(ids []string, text func(id string) string, open func(id string)) *Tabs {
	t := &Tabs{}
	row := widgets.Wrapped(0)
	for i, id := range ids {
		one := newTab(id, text(id), func() { open(id) }, func(by int) {
			to := t.tabs[(i+by+len(t.tabs))%len(t.tabs)]
			open(to.id)
			if c := fyne.CurrentApp().Driver().CanvasForObject(to); c != nil {
				c.Focus(to)
			}
		})
		t.tabs = append(t.tabs, one)
		row.Add(one)
	}
	t.Row = row
	return t
}

// Show marks the open tab; counts, by id, stand after the words unless they are 0.
func (t *Tabs) Show(open string, counts map[string]int) {
	for _, one := range t.tabs {
		count := ""
		if n := counts[one.id]; n > 0 {
			count = words.Count(n)
		}
		one.set(one.id == open, count)
	}
}

// tab is one word of the row of tabs, underlined when its tab is open.
type tab struct {
	widgets.Pressable
	id, text string
	count    string // after the word: how many there are
	chosen   bool
	step     func(by int) // to a neighbour, by the arrow keys
}

func newTab(id, text string, pick func(), step func(int)) *tab {
	t := &tab{id: id, text: text, step: step}
	t.OnPressed = pick
	t.ExtendBaseWidget(t)
	return t
}

func (t *tab) set(chosen bool, count string) {
	if t.chosen != chosen || t.count != count {
		t.chosen, t.count = chosen, count
		t.Refresh()
	}
}

// TypedKey implements fyne.Focusable.
func (t *tab) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyRight:
		t.step(1)
	case fyne.KeyLeft:
		t.step(-1)
	default:
		t.Pressable.TypedKey(key)
	}
}

// CreateRenderer implements fyne.Widget.
func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	v := &tabView{of: t, word: canvas.NewText("", nil), number: canvas.NewText("", nil),
		line: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	v.Refresh()
	return v
}

type tabView struct {
	of                 *tab
	word, number       *canvas.Text
	line, ground, ring *canvas.Rectangle
}

func (v *tabView) Destroy() {}

func (v *tabView) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.ground, v.word, v.number, v.line, v.ring}
}

// MinSize leaves room for the bold word, so that choosing moves nothing.
func (v *tabView) MinSize() fyne.Size {
	bold := fyne.MeasureText(v.of.text, v.word.TextSize, fyne.TextStyle{Bold: true})
	w := bold.Width + 2*look.Gap
	if v.of.count != "" {
		w += v.number.MinSize().Width + look.Tight + 2
	}
	return fyne.NewSize(w, look.Text(38))
}

func (v *tabView) Layout(size fyne.Size) {
	v.ground.Move(fyne.NewPos(0, 2))
	v.ground.Resize(fyne.NewSize(size.Width, size.Height-6))
	v.ring.Move(fyne.NewPos(1, 1))
	v.ring.Resize(size.SubtractWidthHeight(2, 4))
	h := v.word.MinSize().Height
	v.word.Move(fyne.NewPos(look.Gap, (size.Height-h)/2-1))
	v.word.Resize(v.word.MinSize())
	n := v.number.MinSize()
	v.number.Move(fyne.NewPos(look.Gap+v.word.MinSize().Width+look.Tight+2, (size.Height-n.Height)/2-1))
	v.number.Resize(n)
	v.line.Move(fyne.NewPos(look.Gap-2, size.Height-3))
	v.line.Resize(fyne.NewSize(size.Width-2*look.Gap+4, 3))
}

func (v *tabView) Refresh() {
	t := v.of
	ink := look.Quiet
	if t.chosen {
		ink = look.Sea
	}
	v.word.Text, v.word.TextSize, v.word.Color = t.text, look.Text(look.TextSize), look.Color(ink)
	v.word.TextStyle.Bold = t.chosen
	v.number.Text, v.number.TextSize, v.number.Color = t.count, look.Text(look.SmallSize), look.Color(look.Quiet)
	v.line.FillColor, v.line.CornerRadius, v.line.Hidden = look.Color(look.Sea), 1.5, !t.chosen
	v.ground.FillColor, v.ground.CornerRadius = nil, look.Corner
	if t.Hovered {
		v.ground.FillColor = look.Color(look.Shade)
	}
	v.ring.StrokeColor, v.ring.StrokeWidth, v.ring.CornerRadius, v.ring.Hidden = look.Color(look.Sea), 2, look.Corner, !t.Focused
	v.Layout(t.Size())
	canvas.Refresh(t)
}
