package sessiontest

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/data"
)

// Desk is somebody who works with one page in a window, by keyboard.
type Desk struct {
	*Session
	T testing.TB
}

// page is what the window shows, as the frame has it.
type page interface {
	Content() fyne.CanvasObject
	Close()
}

// Open puts a new page into a window of the test driver, and ends it with the test.
func Open[P page](t testing.TB, s *Session, open func(*session.Session) P) (*Desk, P) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	p := open(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1166, 700))
	return &Desk{s, t}, p
}

// Picture keeps what the window shows; see [Picture].
func (d *Desk) Picture(name string) { d.T.Helper(); Picture(d.T, d.Window, name) }

// Texts are what the window says, and what lies over it, a line each.
func (d *Desk) Texts() string {
	d.Settle()
	all := Texts(d.Window.Content())
	for _, o := range d.Window.Canvas().Overlays().List() {
		all = append(all, Texts(o)...)
	}
	return strings.Join(all, "\n")
}

// Says holds that the window says each of the texts.
func (d *Desk) Says(want ...string) {
	d.T.Helper()
	all := d.Texts()
	for _, text := range want {
		if !strings.Contains(all, text) {
			d.T.Errorf("the page does not say %q:\n%s", text, all)
		}
	}
}

// Type types letters into what has the keyboard; "\n" is Enter, "\t" is Tab.
func (d *Desk) Type(text string) {
	d.T.Helper()
	for _, r := range text {
		switch r {
		case '\t':
			d.Window.Canvas().FocusNext()
			d.Settle()
		case '\n':
			d.Press(fyne.KeyReturn)
		default:
			d.focused().TypedRune(r)
			d.Settle()
		}
	}
}

// Press presses keys, one after the other.
func (d *Desk) Press(keys ...fyne.KeyName) {
	d.T.Helper()
	for _, k := range keys {
		d.focused().TypedKey(&fyne.KeyEvent{Name: k})
		d.Settle()
	}
}

func (d *Desk) focused() fyne.Focusable {
	d.T.Helper()
	f := d.Window.Canvas().Focused()
	if f == nil {
		d.T.Fatal("nothing has the keyboard")
	}
	return f
}

// TabTo presses Tab until something called text has the keyboard.
func (d *Desk) TabTo(text string) {
	d.T.Helper()
	for range 90 {
		d.Type("\t")
		if b, ok := d.Window.Canvas().Focused().(interface{ Text() string }); ok && b.Text() == text {
			return
		}
	}
	d.T.Fatalf("Tab never reaches %q", text)
}

// Put stores edits.
func (d *Desk) Put(edits ...data.Edit) {
	d.T.Helper()
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "test", Edits: edits}); err != nil {
		d.T.Fatal(err)
	}
	d.Settle()
}

// Add stores a record of texts, in pairs of a field and its value.
func (d *Desk) Add(kind string, pairs ...string) data.ID {
	d.T.Helper()
	fields := map[string]data.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		fields[pairs[i]] = data.TextValue(pairs[i+1])
	}
	id := d.Store.NewID()
	d.Put(data.Create(kind, id, "", fields)...)
	return id
}

// Get reads a record.
func (d *Desk) Get(kind string, id data.ID) data.Record {
	d.T.Helper()
	d.Settle()
	r, err := d.Store.Get(context.Background(), kind, id)
	if err != nil {
		d.T.Fatal(err)
	}
	return r
}
