package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// composite is the base of widgets that are an arrangement of others.
type composite struct {
	widget.BaseWidget
	self    fyne.Widget
	content fyne.CanvasObject
}

func (c *composite) build(self fyne.Widget, content fyne.CanvasObject) {
	c.self, c.content = self, content
	c.ExtendBaseWidget(self)
}

// HeightFor implements Flowing.
func (c *composite) HeightFor(width float32) float32 { return heightFor(c.content, width) }

// MinSize implements fyne.CanvasObject.
func (c *composite) MinSize() fyne.Size {
	least := c.content.MinSize().Width
	return fyne.NewSize(least, heightFor(c.content, max(least, c.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (c *composite) CreateRenderer() fyne.WidgetRenderer {
	return &view{
		of: c.self, objects: []fyne.CanvasObject{c.content}, min: c.self.MinSize,
		layout:  func(size fyne.Size) { c.content.Resize(size) },
		refresh: func() { c.content.Refresh() },
	}
}
