package choose

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestBothDialogsOpenAtAUsableSize(t *testing.T) {
	test.NewTempApp(t)
	for name, open := range map[string]func(fyne.Window, func(string, error)){"file": File, "folder": Folder} {
		w := test.NewWindow(nil)
		w.Resize(fyne.NewSize(1100, 700))
		open(w, func(string, error) { t.Errorf("%s: chosen without a choice", name) })
		top := w.Canvas().Overlays().Top()
		if top == nil {
			t.Fatalf("%s: no dialog", name)
		}
		// and Escape closes it
		w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if top := w.Canvas().Overlays().Top(); top != nil {
			t.Errorf("%s: still open after Escape", name)
		}
		w.Close()
	}
}
