package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// ListWidth is the width of a list beside its detail, at text scale 1.
const ListWidth = 320

// NarrowWidth is the width of a SplitView (a window of 1100 less the sidebar)
// below which the list gives way to the detail.
const NarrowWidth = 1100 - SidebarWidth

// SplitView shows a list beside the detail of what is chosen in it. When there is
// too little room it shows one of them: the list, or the detail with a way back.
type SplitView struct {
	widget.BaseWidget
	// OnBack is called when the person went back to the list; may be nil.
	OnBack func()
	// OnTurned is called after Open and Close; may be nil.
	OnTurned func()

	list, detail fyne.CanvasObject
	back         *Button
	open         bool // the detail is shown when narrow
}

// NewSplitView makes the view; nothing is open.
func NewSplitView(list, detail fyne.CanvasObject) *SplitView {
	s := &SplitView{list: list, detail: detail}
	s.back = NewButton(Quiet, words.T("common.back"), "back", func() {
		s.Close()
		if s.OnBack != nil {
			s.OnBack()
		}
	}).Compact()
	s.ExtendBaseWidget(s)
	return s
}

// SetDetail replaces the detail; Open brings it to the front when narrow.
func (s *SplitView) SetDetail(detail fyne.CanvasObject) {
	s.detail = detail
	s.Refresh()
}

// Open shows the detail when there is no room for both.
func (s *SplitView) Open() {
	s.turn(true)
}

// Close shows the list when there is no room for both.
func (s *SplitView) Close() {
	s.turn(false)
}

func (s *SplitView) turn(open bool) {
	s.open = open
	s.Refresh()
	if s.OnTurned != nil {
		s.OnTurned()
	}
}

// Alone says whether in that width the detail would be all that is shown.
func (s *SplitView) Alone(width float32) bool { return s.open && width < narrowWidth() }

// Narrow says whether there is room for just one of both.
func (s *SplitView) Narrow() bool { return s.Size().Width < narrowWidth() }

// narrowWidth grows with the text, though less: lines break, lists do not.
func narrowWidth() float32 { return NarrowWidth * (0.4 + 0.6*look.Text(1)) }

// CreateRenderer implements fyne.Widget.
func (s *SplitView) CreateRenderer() fyne.WidgetRenderer {
	line := newPlain(look.Line, 1)
	v := &view{of: s}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(320), 200) }
	v.layout = func(size fyne.Size) {
		narrow := size.Width < narrowWidth()
		show := func(o fyne.CanvasObject, yes bool) {
			if yes != o.Visible() {
				if yes {
					o.Show()
				} else {
					o.Hide()
				}
			}
		}
		show(s.list, !narrow || !s.open)
		show(s.detail, !narrow || s.open)
		show(s.back, narrow && s.open)
		show(line, !narrow)
		switch {
		case !narrow:
			w := min(look.Text(ListWidth), size.Width*0.4)
			place(s.list, 0, 0, w, size.Height)
			place(line, w, 0, 1, size.Height)
			place(s.detail, w+1, 0, size.Width-w-1, size.Height)
		case s.open:
			h := s.back.MinSize().Height
			place(s.back, look.Roomy, look.Gap, s.back.MinSize().Width, h)
			place(s.detail, 0, h+look.Gap, size.Width, size.Height-h-look.Gap)
		default:
			place(s.list, 0, 0, size.Width, size.Height)
		}
	}
	v.refresh = func() { v.objects = []fyne.CanvasObject{s.list, line, s.back, s.detail} }
	v.refresh()
	return v
}
