package widgets

import (
	"reflect"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

type fieldCase struct {
	field *AutoField
	other *AutoField
	edits []Edit
	clock *clock
	c     fyne.Canvas
}

func newFieldCase(t *testing.T, area bool) *fieldCase {
	f := &fieldCase{clock: &clock{}, other: NewAutoField("Lain")}
	f.field = NewAutoField("Catatan")
	if area {
		f.field = NewAutoArea("Catatan", 3)
	}
	f.field.Clock = f.clock.after
	f.field.OnCommit = func(e Edit) { f.edits = append(f.edits, e) }
	f.c = show(t, Column(8, f.field, f.other), 400, 300)
	return f
}

func (f *fieldCase) expect(t *testing.T, want ...Edit) {
	t.Helper()
	if len(f.edits) == 0 && len(want) == 0 {
		return
	}
	if !reflect.DeepEqual(f.edits, want) {
		t.Fatalf("handed over %+v, want %+v", f.edits, want)
	}
}

func TestFieldSavesWhenLeft(t *testing.T) {
	// given a field with a value
	f := newFieldCase(t, false)
	f.field.SetText("satu")
	// when the person writes and goes to the next field
	f.field.Focus()
	press(f.c.Focused(), fyne.KeyEnd)
	write(f.c.Focused(), " dua")
	f.expect(t)
	f.c.FocusNext()
	// then it is handed over once, with what was seen
	f.expect(t, Edit{Text: "satu dua", Seen: "satu"})
	f.clock.move(time.Hour)
	f.expect(t, Edit{Text: "satu dua", Seen: "satu"})
}

func TestFieldSavesAfterTwoIdleSeconds(t *testing.T) {
	f := newFieldCase(t, true)
	f.field.Focus()
	write(f.c.Focused(), "a")
	f.clock.move(IdleDelay - time.Millisecond)
	write(f.c.Focused(), "b")
	f.clock.move(IdleDelay - time.Millisecond)
	f.expect(t) // still writing
	f.clock.move(time.Millisecond)
	f.expect(t, Edit{Text: "ab", Seen: ""})
}

func TestFieldSavesWhileSomeoneWritesOn(t *testing.T) {
	f := newFieldCase(t, true)
	f.field.Focus()
	for range 11 { // a key each second, never a pause
		write(f.c.Focused(), "a")
		f.clock.move(time.Second)
	}
	f.expect(t, Edit{Text: "aaaaaaaaaa"})
	f.clock.move(IdleDelay)
	f.expect(t, Edit{Text: "aaaaaaaaaa"}, Edit{Text: "aaaaaaaaaaa", Seen: "aaaaaaaaaa"})
}

func TestEnterSavesALineAndGoesOn(t *testing.T) {
	f := newFieldCase(t, false)
	f.field.Focus()
	write(f.c.Focused(), "x")
	pressFocused(t, f.c, fyne.KeyReturn)
	f.expect(t, Edit{Text: "x"})
	if f.c.Focused() != f.other.entry {
		t.Errorf("the keyboard is at %T, want the next field", f.c.Focused())
	}
}

func TestEnterIsALineInAnArea(t *testing.T) {
	f := newFieldCase(t, true)
	f.field.Focus()
	write(f.c.Focused(), "a")
	pressFocused(t, f.c, fyne.KeyReturn)
	write(f.c.Focused(), "b")
	if got := f.field.Text(); got != "a\nb" {
		t.Errorf("text %q, want two lines", got)
	}
	f.expect(t)
}

func TestTabLeavesAnArea(t *testing.T) {
	f := newFieldCase(t, true)
	if f.field.entry.AcceptsTab() {
		t.Error("Tab would write a tab instead of going to the next field")
	}
}

func TestEscapeTakesBackWhatIsNotSaved(t *testing.T) {
	f := newFieldCase(t, false)
	f.field.SetText("satu")
	f.field.Focus()
	write(f.c.Focused(), "xyz")
	pressFocused(t, f.c, fyne.KeyEscape)
	if got := f.field.Text(); got != "satu" {
		t.Errorf("text %q, want the saved one", got)
	}
	f.c.FocusNext()
	f.clock.move(time.Hour)
	f.expect(t)
}

func TestNewerValueNeverOverwritesTypedText(t *testing.T) {
	// given a person who is writing
	f := newFieldCase(t, false)
	f.field.SetText("satu")
	f.field.Focus()
	press(f.c.Focused(), fyne.KeyEnd)
	write(f.c.Focused(), "!")
	// when another value arrives
	f.field.SetText("dari Pusat")
	// then the typed text stays and both are handed over
	if got := f.field.Text(); got != "satu!" {
		t.Fatalf("text %q, want what was typed", got)
	}
	f.c.FocusNext()
	newer := "dari Pusat"
	f.expect(t, Edit{Text: "satu!", Seen: "satu", Newer: &newer})
}

func TestEscapeAfterANewerValueShowsTheNewer(t *testing.T) {
	f := newFieldCase(t, false)
	f.field.SetText("satu")
	f.field.Focus()
	write(f.c.Focused(), "!")
	f.field.SetText("dua")
	pressFocused(t, f.c, fyne.KeyEscape)
	if got := f.field.Text(); got != "dua" {
		t.Errorf("text %q, want the newer value", got)
	}
	f.c.FocusNext()
	f.expect(t)
}

func TestEchoOfTheOwnSaveIsNoNewerValue(t *testing.T) {
	// given text that was saved while the person goes on writing
	f := newFieldCase(t, false)
	f.field.Focus()
	write(f.c.Focused(), "a")
	f.clock.move(IdleDelay)
	write(f.c.Focused(), "b")
	// when the store tells the value that it got
	f.field.SetText("a")
	f.c.FocusNext()
	// then there is nothing newer
	f.expect(t, Edit{Text: "a"}, Edit{Text: "ab", Seen: "a"})
}

func TestNewValueShowsInAnUntouchedFocusedField(t *testing.T) {
	f := newFieldCase(t, false)
	f.field.SetText("satu")
	f.field.Focus()
	f.field.SetText("dua")
	if got := f.field.Text(); got != "dua" {
		t.Errorf("text %q, want the new value", got)
	}
	f.c.FocusNext()
	f.expect(t)
}

func TestUndoInAFieldTakesBackTypingFirst(t *testing.T) {
	f := newFieldCase(t, false)
	f.field.SetText("satu")
	f.field.Focus()
	press(f.c.Focused(), fyne.KeyEnd)
	write(f.c.Focused(), "!")
	f.field.entry.TypedShortcut(&fyne.ShortcutUndo{})
	if got := f.field.Text(); got != "satu" {
		t.Errorf("text %q after undo, want %q", got, "satu")
	}
}

func TestErrorTakesRoomAndDraftLives(t *testing.T) {
	f := newFieldCase(t, false)
	before := f.field.HeightFor(400)
	f.field.SetError("Nama belum diisi.")
	if got := f.field.HeightFor(400); got <= before {
		t.Errorf("height %v with an error, %v without: the text has no room", got, before)
	}
	f.field.Focus()
	write(f.c.Focused(), "tetap")
	f.c.FocusNext()
	f.expect(t, Edit{Text: "tetap"})
}

func TestConflictMarkCalls(t *testing.T) {
	f := newFieldCase(t, false)
	called := 0
	f.field.OnConflict = func() { called++ }
	f.field.SetConflict(2)
	test.Tap(f.field.clash)
	if called != 1 {
		t.Errorf("the mark was tapped once and called %d times", called)
	}
}

func TestDisableSavesFirst(t *testing.T) {
	f := newFieldCase(t, false)
	f.field.Focus()
	write(f.c.Focused(), "x")
	f.field.Disable()
	f.expect(t, Edit{Text: "x"})
}
