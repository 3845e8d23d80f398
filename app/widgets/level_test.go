package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func newLevelCase(t *testing.T) (p *LevelPicker, c fyne.Canvas, log *[]string) {
	log = &[]string{}
	p = NewLevelPicker(levelTexts)
	p.OnChosen = func(level int) { *log = append(*log, fmt.Sprint("chosen ", level)) }
	p.OnNext = func() { *log = append(*log, "next") }
	c = show(t, Inset(0, 0, p), 500, 200)
	return p, c, log
}

func TestDigitsChooseAndEnterGoesOn(t *testing.T) {
	p, c, log := newLevelCase(t)
	p.Focus()
	write(c.Focused(), "396")
	pressFocused(t, c, fyne.KeyReturn)
	if got, want := strings.Join(*log, ", "), "chosen 3, next"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
	if p.Level() != 3 {
		t.Errorf("level %d", p.Level())
	}
}

func TestTheArrowsStartFromALevelThatCameFromElsewhere(t *testing.T) {
	p, c, log := newLevelCase(t)
	p.Focus()
	p.SetLevel(3) // brought from last year, by undo, or from another computer
	pressFocused(t, c, fyne.KeyRight, fyne.KeySpace)
	if got := strings.Join(*log, ", "); got != "chosen 4" {
		t.Errorf("got %s", got)
	}
}

func TestArrowsLookSpaceChooses(t *testing.T) {
	p, c, log := newLevelCase(t)
	p.SetLevel(3)
	p.Focus()
	pressFocused(t, c, fyne.KeyRight)
	if len(*log) != 0 || p.Level() != 3 {
		t.Fatalf("looking chose: %v", *log)
	}
	if text, _ := p.shownText(); !strings.Contains(text, levelTexts[4]) {
		t.Errorf("looking at 4 shows %q", text)
	}
	pressFocused(t, c, fyne.KeySpace)
	if got := strings.Join(*log, ", "); got != "chosen 4" {
		t.Errorf("Space: %s", got)
	}
	pressFocused(t, c, fyne.KeyHome, fyne.KeyReturn)
	if got := strings.Join(*log, ", "); got != "chosen 4, chosen 0, next" {
		t.Errorf("Home, Enter: %s", got)
	}
}

func TestEnterOnUnscoredGoesOnWithoutChoosing(t *testing.T) {
	p, c, log := newLevelCase(t)
	p.Focus()
	pressFocused(t, c, fyne.KeyReturn)
	if got := strings.Join(*log, ", "); got != "next" || p.Level() != NoLevel {
		t.Errorf("%s, level %d", got, p.Level())
	}
}

func TestDeleteEmpties(t *testing.T) {
	p, c, log := newLevelCase(t)
	p.SetLevel(2)
	p.Focus()
	pressFocused(t, c, fyne.KeyDelete)
	if got := strings.Join(*log, ", "); got != "chosen -1" {
		t.Errorf("Delete: %s", got)
	}
}

func TestHoverShowsTheTextBeforeChoosing(t *testing.T) {
	p, c, log := newLevelCase(t)
	test.MoveMouse(c, fyne.NewPos(p.segment().Width*1.5+segmentGap, 10))
	if text, _ := p.shownText(); !strings.HasPrefix(text, "1: "+levelTexts[1]) {
		t.Errorf("pointing at 1 shows %q", text)
	}
	if len(*log) != 0 {
		t.Errorf("pointing chose: %v", *log)
	}
}

func TestTapChooses(t *testing.T) {
	p, c, log := newLevelCase(t)
	s := p.segment()
	for i := range levelTexts {
		test.TapCanvas(c, fyne.NewPos(float32(i)*(s.Width+segmentGap)+s.Width/2, s.Height/2))
		if p.Level() != i {
			t.Errorf("tapped %d, level is %d", i, p.Level())
		}
	}
	test.TapCanvas(c, fyne.NewPos(s.Width+segmentGap/2, s.Height/2)) // between two
	if n := len(*log); n != len(levelTexts) {
		t.Errorf("%d choices for %d taps on levels", n, len(levelTexts))
	}
}

func TestDisabledPickerChoosesNothing(t *testing.T) {
	p, c, log := newLevelCase(t)
	p.SetLevel(1)
	p.Disable()
	test.TapCanvas(c, fyne.NewPos(10, 10))
	p.TypedRune('5')
	press(p, fyne.KeyDelete)
	if len(*log) != 0 || p.Level() != 1 {
		t.Errorf("disabled, yet %v, level %d", *log, p.Level())
	}
	c.FocusNext()
	if c.Focused() != nil {
		t.Error("a disabled picker takes the keyboard")
	}
}

func TestTextsOfLevelsMoveNothing(t *testing.T) {
	p, _, _ := newLevelCase(t)
	before := p.HeightFor(320)
	for i := range levelTexts {
		p.SetLevel(i)
		if got := p.HeightFor(320); got != before {
			t.Errorf("level %d changes the height from %v to %v", i, before, got)
		}
	}
}
