package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// aspect is as much of the evaluation form as is built at a time: nine
// indicators with picker, note, evidence.
func aspect() (form *FollowFocus, notes []*AutoField) {
	col := Column(16)
	for i := range 9 {
		p := NewLevelPicker(levelTexts)
		p.SetLevel(i % 6)
		note := NewAutoArea("Catatan", 2)
		note.SetText(strings.Repeat("Peninjauan ulang dilakukan bersama peserta. ", 8))
		files := NewFileStrip("Bukti")
		files.Set([]File{{"1", "foto-papan.jpg", 340_000, -1, false}})
		notes = append(notes, note)
		col.Add(NewCard(fmt.Sprint("A0", i, "  Peninjauan ulang standar pelayanan"), Hint("bobot 14").Whole(), p, note, files))
	}
	return NewFollowFocus(Inset(24, 16, col)), notes
}

// BenchmarkOpenForm is to stay below 150 ms: build, lay out, draw once.
func BenchmarkOpenForm(b *testing.B) {
	c := show(b, Body(""), 1100, 700)
	for b.Loop() {
		form, _ := aspect()
		c.SetContent(form)
		c.Capture()
	}
}

// BenchmarkKeystroke is to stay below 16 ms without drawing, which the graphics
// card does: what a letter in a note of 350 letters costs, with all minimum
// sizes asked for again as the window does at each frame.
func BenchmarkKeystroke(b *testing.B) {
	form, notes := aspect()
	c := show(b, form, 1100, 700)
	notes[1].Focus()
	for b.Loop() {
		c.Focused().TypedRune('a')
		form.sheet.MinSize()
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}

// BenchmarkKeystrokeInALongText: 4000 letters in one field.
func BenchmarkKeystrokeInALongText(b *testing.B) {
	form, notes := aspect()
	c := show(b, form, 1100, 700)
	notes[0].SetText(strings.Repeat("Peninjauan ulang dilakukan bersama peserta. ", 90))
	notes[0].Focus()
	for b.Loop() {
		c.Focused().TypedRune('a')
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}

// BenchmarkDraw draws the whole window in software.
func BenchmarkDraw(b *testing.B) {
	form, _ := aspect()
	c := show(b, form, 1100, 700)
	for b.Loop() {
		c.Capture()
	}
}

// BenchmarkListPage moves a list of 100,000 rows by a page.
func BenchmarkListPage(b *testing.B) {
	l := NewRecordList(many(100000), ListParts{})
	c := show(b, l, 320, 700)
	l.Focus()
	for b.Loop() {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
}
