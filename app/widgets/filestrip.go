package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/words"
)

// File is one piece of evidence as it is shown.
type File struct {
	ID   string
	Name string
	Size int64 // bytes
	// Progress is 0..1 while the file is being read or sent, negative otherwise.
	Progress float64
	// Missing: the record names the file, this computer does not have it.
	Missing bool
}

// FileStrip shows evidence files as chips. Files are added with a button or by
// dropping them on the strip.
type FileStrip struct {
	composite
	OnAdd    func()
	OnDrop   func(files []fyne.URI)
	OnOpen   func(id string)
	OnRemove func(id string) // nil: files cannot be removed

	chips    *fyne.Container
	add      *Button
	files    []File
	disabled bool
}

// strips are the FileStrips that are part of a window now, for Drop.
var strips []*FileStrip

// NewFileStrip makes a strip under a label; label may be "".
func NewFileStrip(label string) *FileStrip {
	s := &FileStrip{chips: Wrapped(look.Gap)}
	s.add = NewButton(Plain, words.T("common.add_or_drop"), "attachment", func() {
		if s.OnAdd != nil {
			s.OnAdd()
		}
	}).Compact()
	title := Body(label)
	if label == "" {
		title.Hide()
	}
	s.build(s, Column(look.Tight, title, s.chips))
	s.show()
	return s
}

// Set tells the files as they are. Chips are built again only if more than
// progress changed.
func (s *FileStrip) Set(files []File) {
	same := len(files) == len(s.files)
	for i := range files {
		if !same {
			break
		}
		a, b := files[i], s.files[i]
		a.Progress, b.Progress = 0, 0
		same = a == b && (files[i].Progress < 0) == (s.files[i].Progress < 0)
	}
	s.files = slices.Clone(files)
	if !same {
		s.show()
		return
	}
	for i, f := range files {
		c := s.chips.Objects[i].(*chip)
		if p := float32(f.Progress); c.progress != p {
			c.progress = p
			c.Refresh()
		}
	}
}

// Disable shows the files only; they can still be opened.
func (s *FileStrip) Disable() { s.disabled = true; s.show() }

// Enable lets files be added and removed.
func (s *FileStrip) Enable() { s.disabled = false; s.show() }

func (s *FileStrip) show() {
	objects := make([]fyne.CanvasObject, 0, len(s.files)+1)
	for _, f := range s.files {
		c := newChip("attachment", f.Name, words.Bytes(f.Size))
		c.progress = float32(f.Progress)
		if f.Missing {
			c.icon, c.state, c.note = "warning", Wait, words.T("common.file_missing")
		}
		c.opened = func() {
			if s.OnOpen != nil {
				s.OnOpen(f.ID)
			}
		}
		if s.OnRemove != nil && !s.disabled {
			c.removed = func() { s.OnRemove(f.ID) }
		}
		objects = append(objects, c)
	}
	if !s.disabled {
		objects = append(objects, s.add)
	} else if len(objects) == 0 {
		objects = append(objects, Hint("–"))
	}
	s.chips.Objects = objects
	s.chips.Refresh()
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *FileStrip) CreateRenderer() fyne.WidgetRenderer {
	strips = append(strips, s)
	v := s.composite.CreateRenderer().(*view)
	v.destroy = func() { strips = slices.DeleteFunc(strips, func(o *FileStrip) bool { return o == s }) }
	return v
}

// Drop gives files that were dropped on a window to the strip under the pointer.
// If the window shows just one strip it takes them wherever they fell. It says
// whether a strip took them.
func Drop(c fyne.Canvas, at fyne.Position, files []fyne.URI) bool {
	d := fyne.CurrentApp().Driver()
	var open []*FileStrip
	for _, s := range strips {
		if s.disabled || s.OnDrop == nil || !s.Visible() || d.CanvasForObject(s) != c {
			continue
		}
		corner, size := d.AbsolutePositionForObject(s), s.Size()
		if corner.IsZero() { // hidden with its page
			continue
		}
		open = append(open, s)
		if at.X >= corner.X && at.Y >= corner.Y && at.X < corner.X+size.Width && at.Y < corner.Y+size.Height {
			s.OnDrop(files)
			return true
		}
	}
	if len(open) == 1 {
		open[0].OnDrop(files)
		return true
	}
	return false
}

var _ fyne.Widget = (*FileStrip)(nil)
