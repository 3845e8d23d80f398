package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// given a list of rows inside a page, when the wheel turns over it, then the
// list goes to its end and the page goes on.
func TestTheWheelLeavesAListAtItsEnd(t *testing.T) {
	test.NewTempApp(t)
	list := widget.NewList(func() int { return 20 }, func() fyne.CanvasObject { return Space(10, 20) }, func(int, fyne.CanvasObject) {})
	page := NewFollowFocus(Column(8, Sized(0, 100, container.NewStack(list, ListWheel(list))), Space(10, 2000)))
	w := test.NewTempWindow(t, page)
	w.Resize(fyne.NewSize(400, 300))
	over := fyne.NewPos(50, 50)
	test.Scroll(w.Canvas(), over, 0, -30)
	if list.GetScrollOffset() != 30 || page.Offset() != 0 {
		t.Errorf("list at %v, page at %v, want 30 and 0", list.GetScrollOffset(), page.Offset())
	}
	test.Scroll(w.Canvas(), over, 0, -5000)
	end := list.GetScrollOffset()
	test.Scroll(w.Canvas(), over, 0, -30)
	if list.GetScrollOffset() != end || page.Offset() != 30 {
		t.Errorf("list at %v (its end is %v), page at %v, want 30", list.GetScrollOffset(), end, page.Offset())
	}
}

// given a page that is longer than its window, when the wheel turns over a
// field, then the page scrolls; over a field of several lines that has the
// keyboard it does not.
func TestTheWheelPassesFields(t *testing.T) {
	test.NewTempApp(t)
	line, area := NewAutoField("Satu"), NewAutoArea("Dua", 3)
	page := NewFollowFocus(Column(8, line, area, Space(10, 2000)))
	w := test.NewTempWindow(t, page)
	w.Resize(fyne.NewSize(400, 300))
	over := func(f *AutoField) fyne.Position {
		d := fyne.CurrentApp().Driver()
		return d.AbsolutePositionForObject(f.entry).AddXY(20, 10)
	}
	test.Scroll(w.Canvas(), over(line), 0, -30)
	if page.Offset() != 30 {
		t.Errorf("over a line the page is at %v, want 30", page.Offset())
	}
	page.ScrollTo(0)
	test.Scroll(w.Canvas(), over(area), 0, -30)
	if page.Offset() != 30 {
		t.Errorf("over an area the page is at %v, want 30", page.Offset())
	}
	page.ScrollTo(0)
	area.Focus()
	test.Scroll(w.Canvas(), over(area), 0, -30)
	if page.Offset() != 0 {
		t.Errorf("over the area in hand the page is at %v, want 0", page.Offset())
	}
}

// given a field of which the window shows the upper edge only, when it is
// clicked, then the page moves when the button goes up, not under the pointer.
func TestAClickedFieldComesIntoViewAfterTheClick(t *testing.T) {
	test.NewTempApp(t)
	area := NewAutoArea("Catatan", 3)
	page := NewFollowFocus(Column(8, Space(10, 260), area, Space(10, 2000)))
	w := test.NewTempWindow(t, page)
	w.Resize(fyne.NewSize(400, 300))
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	area.entry.MouseDown(press)
	if w.Canvas().Focused() != fyne.Focusable(area.entry) || page.Offset() != 0 {
		t.Fatalf("pressed: keyboard at %T, page at %v, want the field and 0", w.Canvas().Focused(), page.Offset())
	}
	area.entry.MouseUp(press)
	if page.Offset() == 0 {
		t.Error("the field stayed out of view")
	}
}
