package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// many is a source of so many records.
type many int

func (m many) Len() int { return int(m) }

func (m many) Row(i int) (Record, bool) {
	titles := []string{"Evaluasi 2026 · Seksi Konsuler · luring", "Evaluasi 2025", "Konsultasi publik standar pelayanan paspor dan SPLP"}
	return Record{
		ID: fmt.Sprint(i), Title: titles[i%3], Line: "24 Mar 2026 · 22 dari 30 terisi",
		State: State(i % 4), Word: []string{"Draf", "Diterima", "Menunggu", "Terlambat"}[i%4], Mark: i%5 == 1,
	}, true
}

// counted counts which rows are read.
type counted struct {
	many
	read map[int]bool
}

func (c counted) Row(i int) (Record, bool) {
	c.read[i] = true
	return c.many.Row(i)
}

func TestListReadsOnlyWhatIsSeen(t *testing.T) {
	rows := counted{100000, map[int]bool{}}
	l := NewRecordList(rows, ListParts{})
	show(t, l, 320, 600)
	if n := len(rows.read); n == 0 || n > 40 {
		t.Errorf("%d of 100000 rows were read for a window of ten", n)
	}
}

func TestListSaysThatThereAreNoneOnlyWhenItWasRead(t *testing.T) {
	// Given a list whose source was not read yet
	empty := Body("Belum ada")
	l := NewRecordList(Unread, ListParts{Empty: empty})
	show(t, l, 320, 600)
	// Then it does not say that there are none
	if empty.Visible() || l.count.Content() != "" {
		t.Errorf("before it was read: %v, %q", empty.Visible(), l.count.Content())
	}
	// When it was read and nothing is there, then it does
	l.SetRows(many(0))
	if !empty.Visible() || l.count.Content() == "" {
		t.Errorf("after: %v, %q", empty.Visible(), l.count.Content())
	}
	// and with rows it shows them
	if l.SetRows(many(3)); empty.Visible() || !l.list.Visible() {
		t.Errorf("with rows: %v %v", empty.Visible(), l.list.Visible())
	}
}

func TestListByKeyboard(t *testing.T) {
	var selected, opened []string
	l := NewRecordList(many(100000), ListParts{})
	l.OnSelected = func(id string) { selected = append(selected, id) }
	l.OnOpened = func(id string) { opened = append(opened, id) }
	c := show(t, l, 320, 600)
	l.Focus()
	pressFocused(t, c, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome, fyne.KeyUp, fyne.KeyPageDown)
	page := l.list.page()
	want := []string{"1", "2", "1", "99999", "0", fmt.Sprint(page)}
	if fmt.Sprint(selected) != fmt.Sprint(want) {
		t.Errorf("selected %v, want %v", selected, want)
	}
	pressFocused(t, c, fyne.KeyReturn)
	if len(opened) != 1 || opened[0] != fmt.Sprint(page) {
		t.Errorf("Enter opened %v, want row %d", opened, page)
	}
	if page < 5 {
		t.Errorf("a page is %d rows in a window of 600", page)
	}
}

func TestListByMouse(t *testing.T) {
	var selected, opened []string
	l := NewRecordList(many(20), ListParts{Bare: true})
	l.OnSelected = func(id string) { selected = append(selected, id) }
	l.OnOpened = func(id string) { opened = append(opened, id) }
	c := show(t, l, 320, 600)
	third := fyne.NewPos(100, 64*2+30)
	test.TapCanvas(c, third)
	test.TapCanvas(c, third)
	if fmt.Sprint(selected, opened) != "[2] [2]" {
		t.Errorf("selected %v, opened %v, want the third row once each", selected, opened)
	}
}

func TestFilterLine(t *testing.T) {
	filter := ""
	l := NewRecordList(many(20), ListParts{})
	l.OnFilter = func(text string) { filter = text }
	c := show(t, l, 320, 600)
	l.FocusFilter()
	write(c.Focused(), "paspor")
	if filter != "paspor" {
		t.Errorf("filter %q", filter)
	}
	pressFocused(t, c, fyne.KeyDown)
	if c.Focused() != l.list {
		t.Errorf("Down in the filter line goes to %T, want the rows", c.Focused())
	}
	l.FocusFilter()
	pressFocused(t, c, fyne.KeyEscape)
	if filter != "" {
		t.Errorf("Escape leaves the filter %q", filter)
	}
}

func TestEmptyListNamesTheNextStep(t *testing.T) {
	made := false
	empty := NewEmptyState("evaluation", "Belum ada evaluasi.", "Mulai evaluasi", func() { made = true })
	l := NewRecordList(many(0), ListParts{Empty: empty})
	c := show(t, l, 320, 600)
	c.FocusNext() // filter
	c.FocusNext() // the button
	pressFocused(t, c, fyne.KeyReturn)
	if !made {
		t.Error("the step of the empty list cannot be reached by keyboard")
	}
	l.SetRows(many(3))
	if empty.Visible() || !l.list.Visible() {
		t.Error("rows came but the empty state is still shown")
	}
}

func TestShorterListKeepsTheKeyboardInside(t *testing.T) {
	l := NewRecordList(many(100), ListParts{})
	c := show(t, l, 320, 600)
	l.Focus()
	pressFocused(t, c, fyne.KeyEnd)
	l.SetRows(many(2))
	pressFocused(t, c, fyne.KeyDown)
	if got := l.Selected(); got != "1" {
		t.Errorf("selected %q, want the second of two", got)
	}
}

func TestRowNotAtHandShowsAPlaceholder(t *testing.T) {
	l := NewRecordList(late{}, ListParts{})
	c := show(t, l, 320, 600)
	l.Focus()
	pressFocused(t, c, fyne.KeyDown, fyne.KeyReturn)
	if got := l.Selected(); got != "" {
		t.Errorf("a row that is not there was selected as %q", got)
	}
}

type late struct{}

func (late) Len() int               { return 10 }
func (late) Row(int) (Record, bool) { return Record{}, false }
