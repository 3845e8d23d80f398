package widgets

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// FollowFocus scrolls its content up and down and keeps the field that has the
// keyboard in view: the toolkit itself does not.
type FollowFocus struct {
	widget.BaseWidget
	scroll *container.Scroll
	sheet  *sheet
}

// shown are the FollowFocus that are part of a window now. Widgets do not know
// their parents, so the one that a field stands in is found by place.
var shown []*FollowFocus

// NewFollowFocus scrolls content, laid out over the full width.
func NewFollowFocus(content fyne.CanvasObject) *FollowFocus {
	f := &FollowFocus{sheet: &sheet{content: content}}
	f.sheet.ExtendBaseWidget(f.sheet)
	f.scroll = container.NewVScroll(f.sheet)
	f.ExtendBaseWidget(f)
	return f
}

// SetContent replaces what is scrolled and goes to its top.
func (f *FollowFocus) SetContent(content fyne.CanvasObject) {
	f.sheet.content = content
	f.sheet.Refresh()
	f.scroll.Offset = fyne.Position{}
	f.Refresh()
}

// Offset returns how far the content is scrolled down, in pixels.
func (f *FollowFocus) Offset() float32 { return f.scroll.Offset.Y }

// ScrollTo scrolls down by so many pixels from the top.
func (f *FollowFocus) ScrollTo(y float32) {
	most := f.sheet.MinSize().Height - f.Size().Height
	f.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(y, most))))
}

// Reveal scrolls as little as needed to have an object of the content in view.
func (f *FollowFocus) Reveal(o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(f.sheet).Y
	bottom := top + o.Size().Height
	seen, height := f.scroll.Offset.Y, f.Size().Height
	switch {
	case top-look.Wide < seen:
		f.ScrollTo(top - look.Wide)
	case bottom+look.Wide > seen+height:
		f.ScrollTo(min(bottom+look.Wide-height, top-look.Wide))
	}
}

// firstFrame is time enough to draw a new page once.
const firstFrame = 100 * time.Millisecond

// focusMoved is told by every widget here that gains the keyboard.
func focusMoved(o fyne.CanvasObject) {
	if len(shown) == 0 {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil { // not drawn yet, so it has no place yet
		after(firstFrame, func() {
			c := fyne.CurrentApp().Driver().CanvasForObject(o)
			if focusable, ok := o.(fyne.Focusable); ok && c != nil && c.Focused() == focusable {
				focusMoved(o)
			}
		})
		return
	}
	if c.Overlays().Top() != nil { // a dialog scrolls for itself
		return
	}
	for _, f := range shown {
		if f.Visible() && canvasOf(f) == c && f.holds(o) {
			f.Reveal(o)
			return
		}
	}
}

// holds says whether an object is part of the content. The toolkit has no way to
// ask for a parent, but what moves along with the content is in it. Followers
// that were taken out of the window move nothing.
func (f *FollowFocus) holds(o fyne.CanvasObject) bool {
	d := fyne.CurrentApp().Driver()
	before, at := d.AbsolutePositionForObject(o), f.sheet.Position()
	f.sheet.Move(at.AddXY(0, 1))
	after := d.AbsolutePositionForObject(o)
	f.sheet.Move(at)
	return after != before
}

// CreateRenderer implements fyne.Widget.
func (f *FollowFocus) CreateRenderer() fyne.WidgetRenderer {
	shown = append(shown, f)
	return &view{
		of: f, objects: []fyne.CanvasObject{f.scroll},
		min: func() fyne.Size { return fyne.NewSize(f.sheet.MinSize().Width, 64) },
		layout: func(size fyne.Size) {
			f.sheet.width = size.Width
			f.scroll.Resize(size)
			f.scroll.Refresh()
		},
		destroy: func() { shown = slices.DeleteFunc(shown, func(o *FollowFocus) bool { return o == f }) },
	}
}

// sheet is the content of a scroll: as wide as the scroll, as high as it needs.
type sheet struct {
	widget.BaseWidget
	content fyne.CanvasObject
	width   float32
}

// MinSize implements fyne.CanvasObject.
func (s *sheet) MinSize() fyne.Size {
	if s.content == nil {
		return fyne.Size{}
	}
	least := s.content.MinSize().Width
	return fyne.NewSize(least, heightFor(s.content, max(s.width, least)))
}

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: s, min: s.MinSize}
	v.layout = func(size fyne.Size) {
		if s.content != nil {
			s.content.Resize(size)
		}
	}
	v.refresh = func() {
		v.objects = nil
		if s.content != nil {
			v.objects = []fyne.CanvasObject{s.content}
		}
	}
	v.refresh()
	return v
}
