package widgets

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func someBoard(planned int) *Board {
	b := NewBoard([]BoardColumn{{ID: "planned", Title: "Belum mulai", Icon: "edit"}, {ID: "running", Title: "Berjalan", Icon: "clock", State: Wait}, {ID: "done", Title: "Selesai", Icon: "check", State: Good}})
	var cards []Record
	for i := range planned {
		cards = append(cards, Record{ID: fmt.Sprint("p", i), Title: "Ganti papan alur layanan paspor di ruang tunggu dengan ukuran A1 berbahasa Indonesia", Line: "Seksi Konsuler", State: Bad, Word: "Terlambat 12 hari"})
	}
	b.Set([][]Record{cards, {{ID: "r0", Title: "Latih petugas loket", Line: "2026 · Kepala Kanselerai", State: Neutral, Icon: "calendar", Word: "24 Mar 2026", Mark: true}}, nil})
	return b
}

func TestBoardLooks(t *testing.T) {
	golden(t, "board", 760, 320, func() fyne.CanvasObject { return someBoard(3) }, func(c fyne.Canvas) {
		c.Content().(*Board).FocusAt(0, 1)
	})
}

// given many cards, only those in view are made, and the keyboard reaches the last.
func TestBoardDrawsWhatIsSeen(t *testing.T) {
	b := someBoard(500)
	b.OnMove = func(string, string) {}
	c := show(t, b, 760, 400)
	b.FocusAt(0, 0)
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if b.lists[0].at != 499 || b.lists[0].GetScrollOffset() < 1000 {
		t.Errorf("End goes to %d, scrolled %v", b.lists[0].at, b.lists[0].GetScrollOffset())
	}
	drawn := map[int]bool{}
	update := b.lists[0].UpdateItem
	b.lists[0].UpdateItem = func(i int, o fyne.CanvasObject) { drawn[i] = true; update(i, o) }
	b.lists[0].Refresh()
	if len(drawn) == 0 || len(drawn) > 8 || !drawn[499] {
		t.Errorf("cards %v are drawn in a column that shows four", drawn)
	}
}

func TestBoardMovesByKeys(t *testing.T) {
	b := someBoard(2)
	var moves []string
	b.OnMove = func(id, column string) { moves = append(moves, id+">"+column) }
	c := show(t, b, 760, 400)
	right := func() {
		c.Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierShortcutDefault})
	}
	b.FocusAt(0, 1)
	right()
	// the card is moved, and the keyboard goes with it
	b.Set([][]Record{{{ID: "p0"}}, {{ID: "r0"}, {ID: "p1"}}, nil})
	if l, ok := c.Focused().(*boardList); !ok || l.column != 1 || l.at != 1 {
		t.Errorf("the keyboard is at %v", c.Focused())
	}
	right()
	// a move that is refused leaves it where it is
	b.Set([][]Record{{{ID: "p0"}}, {{ID: "r0"}, {ID: "p1"}}, nil})
	if l := c.Focused().(*boardList); l.column != 1 || l.at != 1 {
		t.Errorf("after a refused move at column %d row %d", l.column, l.at)
	}
	// beyond the last column there is nothing
	b.FocusAt(2, 0)
	right()
	if want := []string{"p1>running", "p1>done"}; !slices.Equal(moves, want) {
		t.Errorf("moves %q, want %q", moves, want)
	}
}

func TestMonthLooks(t *testing.T) {
	golden(t, "month", 620, 420, func() fyne.CanvasObject {
		m := NewMonthCalendar("2026-03-12", "2026-03-24")
		m.SetMarks(map[string][]DayMark{
			"2026-03-20": {{State: Bad, Word: "2 lewat", Short: "2"}, {State: Good, Word: "1 selesai", Short: "1"}},
			"2026-03-25": {{State: Wait, Word: "12 segera jatuh tempo", Short: "12"}},
		})
		return m
	})
}

func TestMonthByKeys(t *testing.T) {
	m := NewMonthCalendar("2026-01-31", "2026-03-24")
	var opened []string
	months := 0
	m.OnOpened = func(day string) { opened = append(opened, day) }
	m.OnMonth = func(time.Time) { months++ }
	c := show(t, m, 620, 420)
	m.Focus()
	for _, test := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyPageDown, "2026-02-28"}, {fyne.KeyRight, "2026-03-01"}, {fyne.KeyUp, "2026-02-22"}, {fyne.KeyLeft, "2026-02-21"},
		{fyne.KeyDown, "2026-02-28"}, {fyne.KeyHome, "2026-03-24"}, {fyne.KeyPageUp, "2026-02-24"}, {fyne.KeyReturn, "2026-02-24"},
	} {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: test.key})
		if m.Day() != test.want {
			t.Errorf("%s goes to %s, want %s", test.key, m.Day(), test.want)
		}
	}
	if months != 5 || len(opened) != 1 {
		t.Errorf("%d months, opened %q", months, opened)
	}
	// the first line begins with a Monday
	if got := m.grid.first().Weekday().String() + m.grid.first().Format(" 2006-01-02"); got != "Monday 2026-01-26" {
		t.Errorf("February 2026 is drawn from %s", got)
	}
}

// BenchmarkBoard sets 500 cards on a board that is shown.
func BenchmarkBoard(b *testing.B) {
	board := someBoard(0)
	c := show(b, board, 1166, 600)
	cards := someBoard(500).Columns()[0].Cards
	for b.Loop() {
		board.Set([][]Record{cards, cards, cards})
		c.Capture()
	}
}
