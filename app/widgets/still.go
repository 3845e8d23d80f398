package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Still is an area beside a FollowFocus that does not scroll, such as a page's
// head or foot: what has the keyboard there leaves the scroll where it is.
// Without it such a field would be taken for one of the scrolled content that
// lies hidden at the same place.
type Still struct{ composite }

// stills are the Still areas that are part of a window now.
var stills []*Still

// NewStill makes the area around an object.
func NewStill(content fyne.CanvasObject) *Still {
	s := &Still{}
	s.build(s, content)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Still) CreateRenderer() fyne.WidgetRenderer {
	stills = append(stills, s)
	v := s.composite.CreateRenderer().(*view)
	v.destroy = func() { stills = slices.DeleteFunc(stills, func(o *Still) bool { return o == s }) }
	return v
}

// inStill says whether a place on a canvas lies in a Still area.
func inStill(c fyne.Canvas, at fyne.Position) bool {
	d := fyne.CurrentApp().Driver()
	for _, s := range stills {
		if !s.Visible() || d.CanvasForObject(s) != c {
			continue
		}
		corner, size := d.AbsolutePositionForObject(s), s.Size()
		if at.X >= corner.X && at.X < corner.X+size.Width && at.Y >= corner.Y && at.Y < corner.Y+size.Height {
			return true
		}
	}
	return false
}
