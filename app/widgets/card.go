package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// Card is a sheet with a title, something at the right of it, and a body; at
// most look.CardWidth wide.
type Card struct {
	widget.BaseWidget
	title   *Text
	content *fyne.Container
	wide    bool
}

// NewCard makes a card. title may be "", aside (shown right of the title) nil.
func NewCard(title string, aside fyne.CanvasObject, body ...fyne.CanvasObject) *Card {
	c := &Card{title: Section(title)}
	c.content = Column(look.Gap + look.Tight)
	switch {
	case title != "" && aside != nil:
		c.content.Add(RowGrow(look.Roomy, 0, c.title, aside))
	case title != "":
		c.content.Add(c.title)
	case aside != nil:
		c.content.Add(aside)
	}
	for _, o := range body {
		c.content.Add(o)
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetTitle changes the title.
func (c *Card) SetTitle(title string) { c.title.Set(title) }

// AnyWidth lets the card be wider than look.CardWidth: tables, charts.
func (c *Card) AnyWidth() *Card { c.wide = true; return c }

// Add puts another object at the end of the body.
func (c *Card) Add(o fyne.CanvasObject) {
	c.content.Add(o)
	c.Refresh()
}

func (c *Card) inner(width float32) float32 {
	if !c.wide {
		width = min(width, look.CardWidth)
	}
	return max(width-2*look.Roomy, 0)
}

// HeightFor implements Flowing.
func (c *Card) HeightFor(width float32) float32 {
	return heightFor(c.content, c.inner(width)) + 2*look.Roomy
}

// MinSize implements fyne.CanvasObject.
func (c *Card) MinSize() fyne.Size {
	least := c.content.MinSize().Width + 2*look.Roomy
	return fyne.NewSize(least, c.HeightFor(max(least, c.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	ground := box(look.Card, look.Line)
	return &view{
		of: c, objects: []fyne.CanvasObject{ground, c.content}, min: c.MinSize,
		layout: func(size fyne.Size) {
			inner := c.inner(size.Width)
			place(ground, 0, 0, inner+2*look.Roomy, size.Height)
			place(c.content, look.Roomy, look.Roomy, inner, size.Height-2*look.Roomy)
		},
		refresh: func() { paint(ground, look.Card, look.Line) },
	}
}

// Page stacks cards and other parts of a page with the usual distances.
func Page(parts ...fyne.CanvasObject) fyne.CanvasObject {
	return Inset(look.Wide, look.Roomy, Column(look.Roomy, parts...))
}

// EmptyState fills a page or list that has nothing yet and names the next step.
type EmptyState struct {
	widget.BaseWidget
	content *fyne.Container
}

// NewEmptyState shows an icon, a sentence and, unless step is "", a button.
func NewEmptyState(icon, sentence, step string, tapped func()) *EmptyState {
	e := &EmptyState{}
	e.content = Column(look.Roomy, NewIcon(icon, look.Quiet, 48), Hint(sentence).Centered())
	if step != "" {
		e.content.Add(centred(NewButton(Primary, step, "", tapped)))
	}
	e.ExtendBaseWidget(e)
	return e
}

// HeightFor implements Flowing.
func (e *EmptyState) HeightFor(width float32) float32 {
	return heightFor(e.content, min(width, 360)) + 2*look.Wide
}

// MinSize implements fyne.CanvasObject.
func (e *EmptyState) MinSize() fyne.Size {
	return fyne.NewSize(160, e.HeightFor(max(160, e.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (e *EmptyState) CreateRenderer() fyne.WidgetRenderer {
	return &view{
		of: e, objects: []fyne.CanvasObject{e.content}, min: e.MinSize,
		layout: func(size fyne.Size) {
			w := min(size.Width, 360)
			h := heightFor(e.content, w)
			place(e.content, (size.Width-w)/2, max((size.Height-h)/2.4, look.Roomy), w, h)
		},
	}
}

// centred keeps an object at its least size in the middle of the width.
func centred(o fyne.CanvasObject) *fyne.Container {
	return RowGrow(0, 0, container.New(&middle{}, o))
}

type middle struct{}

func (*middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		place(o, (size.Width-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
	}
}

func (*middle) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
