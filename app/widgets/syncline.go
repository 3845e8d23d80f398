package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// SyncState is one of the five things that the sync line can say.
type SyncState int

// The states of the sync line. Nothing else is claimed: AllThere needs
// headquarters' receipt of everything.
const (
	Unsent     SyncState = iota // saved here, not yet sent
	AllThere                    // headquarters has everything
	Sending                     // bytes, of bytes
	NoLine                      // no connection, trying again at …
	NeedsYou                    // conflict, refused, clock
	unknownEnd                  // keep last
)

// SyncStatus is what the sync line is made of.
type SyncStatus struct {
	State   SyncState
	Pending int    // changes not yet at headquarters
	Done    int64  // Sending: bytes so far
	Total   int64  // Sending: bytes in all, 0 if not known
	Last    string // when it last worked, in words ("2 jam lalu"), "" for never
	Retry   string // NoLine: the time of the next try ("14.20")
	Need    string // NeedsYou: what, in words ("3 perbedaan menunggu keputusan")
}

// SyncLine says at the foot of the sidebar how things stand with headquarters.
type SyncLine struct {
	widget.BaseWidget
	OnTapped func()

	status           SyncStatus
	first, second    *Text
	focused, hovered bool
}

// NewSyncLine makes the line; it says that nothing was sent yet.
func NewSyncLine() *SyncLine {
	l := &SyncLine{first: Small("").In(look.Ink), second: Small("")}
	l.ExtendBaseWidget(l)
	l.Set(SyncStatus{})
	return l
}

// Set shows a status.
func (l *SyncLine) Set(s SyncStatus) {
	if s.State < 0 || s.State >= unknownEnd {
		s.State = Unsent
	}
	l.status = s
	first, second := s.words()
	l.first.Set(first)
	l.second.Set(second)
	l.Refresh()
}

// Words returns both lines as they are shown.
func (l *SyncLine) Words() (first, second string) { return l.status.words() }

func (s SyncStatus) words() (first, second string) {
	last := words.T("common.sync_never")
	if s.Last != "" {
		last = words.T("common.sync_last", "Last", s.Last)
	}
	switch s.State {
	case AllThere:
		return words.T("common.sync_all"), last
	case Sending:
		if s.Total > 0 {
			return words.T("common.sync_sending"), words.T("common.sync_bytes", "Done", words.Bytes(s.Done), "Total", words.Bytes(s.Total))
		}
		return words.T("common.sync_sending"), words.Bytes(s.Done)
	case NoLine:
		pending := words.T("common.sync_unsent", "N", s.Pending)
		if s.Pending == 0 {
			pending = last
		}
		if s.Retry == "" {
			return words.T("common.sync_no_line"), pending
		}
		return words.T("common.sync_retry", "At", s.Retry), pending
	case NeedsYou:
		if s.Pending == 0 {
			return s.Need, last
		}
		return s.Need, words.T("common.sync_unsent", "N", s.Pending)
	}
	if s.Pending == 0 {
		return words.T("common.sync_nothing"), last
	}
	return words.T("common.sync_unsent", "N", s.Pending), last
}

func (s SyncStatus) sign() (icon string, ink fyne.ThemeColorName) {
	switch s.State {
	case AllThere:
		return "check", look.Good
	case Sending:
		return "sync", look.Sea
	case NoLine:
		return "offline", look.Wait
	case NeedsYou:
		return "warning", look.Bad
	}
	return "clock", look.Wait
}

// Tapped implements fyne.Tappable.
func (l *SyncLine) Tapped(*fyne.PointEvent) {
	if l.OnTapped != nil {
		l.OnTapped()
	}
}

// FocusGained implements fyne.Focusable.
func (l *SyncLine) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *SyncLine) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *SyncLine) TypedRune(r rune) {
	if r != ' ' {
		passRune(l, r)
	}
}

// TypedKey implements fyne.Focusable.
func (l *SyncLine) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.Tapped(nil)
	default:
		passKey(l, key)
	}
}

// MouseIn implements desktop.Hoverable.
func (l *SyncLine) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (l *SyncLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *SyncLine) MouseOut() { l.hovered = false; l.Refresh() }

// Cursor implements desktop.Cursorable.
func (l *SyncLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (l *SyncLine) textX() float32 { return look.Roomy + look.Text(20) + look.Gap }

// HeightFor implements Flowing.
func (l *SyncLine) HeightFor(width float32) float32 {
	w := width - l.textX() - look.Gap
	return max(l.first.HeightFor(w)+l.second.HeightFor(w)+look.Roomy+2, look.Text(52))
}

// MinSize implements fyne.CanvasObject.
func (l *SyncLine) MinSize() fyne.Size {
	return fyne.NewSize(look.Text(160), l.HeightFor(max(look.Text(160), l.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (l *SyncLine) CreateRenderer() fyne.WidgetRenderer {
	ground, focused, bar := box("", ""), ring(), box("", "")
	image := picture("clock", look.Wait)
	v := &view{of: l, objects: []fyne.CanvasObject{ground, image, l.first, l.second, bar, focused}, min: l.MinSize}
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		ground.CornerRadius = 0
		around(focused, fyne.Position{}, size, -2)
		side := look.Text(20)
		x := l.textX()
		w := size.Width - x - look.Gap
		h1, h2 := l.first.HeightFor(w), l.second.HeightFor(w)
		y := (size.Height - h1 - h2) / 2
		place(image, look.Roomy, y, side, side)
		place(l.first, x, y, w, h1)
		place(l.second, x, y+h1, w, h2)
		part := float32(0)
		if l.status.State == Sending && l.status.Total > 0 {
			part = min(float32(l.status.Done)/float32(l.status.Total), 1)
		}
		place(bar, 0, 0, size.Width*part, 3)
		bar.CornerRadius = 0
	}
	v.refresh = func() {
		fill := fyne.ThemeColorName("")
		if l.hovered {
			fill = look.Shade
		}
		paint(ground, fill, "")
		paint(bar, look.Sea, "")
		icon, ink := l.status.sign()
		setPicture(image, icon, ink)
		showRing(focused, l.focused)
	}
	v.refresh()
	return v
}
