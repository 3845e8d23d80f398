package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"24/03/2023": "2023-03-24", "24/3/23": "2023-03-24", "24-3-2023": "2023-03-24", "24.3.23": "2023-03-24",
		"24 3 2023": "2023-03-24", "24 Mar 2023": "2023-03-24", "24 maret 2023": "2023-03-24", "5 Agu 2023": "2023-08-05",
		"5 Aug 23": "2023-08-05", "1mei2024": "2024-05-01", "2023-03-24": "2023-03-24", "29/2/2024": "2024-02-29",
		"": "", "  ": "", "1/1/85": "1985-01-01",
	} {
		if got, ok := ParseDate(text); !ok || got != want {
			t.Errorf("ParseDate(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"30/2/2023", "29/2/2023", "0/1/2023", "1/13/2023", "24", "24/3", "24 Foo 2023", "besok", "24/3/2", "1/1/1800", "1/1/20233"} {
		if got, ok := ParseDate(text); ok {
			t.Errorf("ParseDate(%q) = %q, want it refused", text, got)
		}
	}
}

func TestDatesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 365*250).Draw(t, "day"))
		iso := day.Format(time.DateOnly)
		if got, ok := ParseDate(FormatDate(iso)); !ok || got != iso {
			t.Fatalf("%s is written %s and read %q", iso, FormatDate(iso), got)
		}
	})
}

func TestParseTime(t *testing.T) {
	for text, want := range map[string]string{"14.05": "14:05", "14:05": "14:05", "1405": "14:05", "905": "09:05", "9": "09:00", "0.00": "00:00", "23,59": "23:59", "": ""} {
		if got, ok := ParseTime(text); !ok || got != want {
			t.Errorf("ParseTime(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"24.00", "12.60", "2460", "siang", "1.5", "12.345"} {
		if got, ok := ParseTime(text); ok {
			t.Errorf("ParseTime(%q) = %q, want it refused", text, got)
		}
	}
}

func TestDateField(t *testing.T) {
	var edits []Edit
	d := NewDateField("Tanggal", func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) })
	d.OnCommit = func(e Edit) { edits = append(edits, e) }
	c := show(t, Column(8, d, NewAutoField("Lain")), 300, 200)
	last := func() Edit {
		t.Helper()
		if len(edits) == 0 {
			t.Fatal("nothing was handed over")
		}
		return edits[len(edits)-1]
	}

	// loosely typed becomes the one form, and ISO outside
	d.Field().Focus()
	write(c.Focused(), "4 mei 26")
	c.FocusNext()
	if got := d.Field().Text(); got != "04/05/2026" {
		t.Errorf("field shows %q, want 04/05/2026", got)
	}
	if e := last(); e.Text != "2026-05-04" || e.Seen != "" {
		t.Errorf("handed over %+v, want 2026-05-04", e)
	}

	// + and - go by days
	d.Field().Focus()
	write(c.Focused(), "++-+")
	c.FocusNext()
	if e := last(); e.Text != "2026-05-06" || e.Seen != "2026-05-04" {
		t.Errorf("handed over %+v, want 2026-05-06", e)
	}

	// what is no date stays, is marked, and is not handed over
	n := len(edits)
	d.Field().Focus()
	d.field.entry.SetText("31/2/2026")
	c.FocusNext()
	if len(edits) != n || !d.Bad() || d.Field().Text() != "31/2/2026" {
		t.Errorf("a wrong date: %d handed over, bad %v, text %q", len(edits)-n, d.Bad(), d.Field().Text())
	}
	// not even a refresh from outside takes it away
	d.SetValue("2026-01-01")
	if got := d.Field().Text(); got != "31/2/2026" {
		t.Errorf("the typed text became %q", got)
	}
	// Escape goes back to the value
	d.Field().Focus()
	pressFocused(t, c, fyne.KeyEscape)
	if got := d.Field().Text(); got != "01/01/2026" || d.Bad() {
		t.Errorf("after Escape: %q, bad %v", got, d.Bad())
	}

	// emptying hands over the empty value; h is today
	d.field.entry.SetText("")
	c.FocusNext()
	if e := last(); e.Text != "" {
		t.Errorf("emptied field handed over %+v", e)
	}
	d.Field().Focus()
	write(c.Focused(), "h")
	c.FocusNext()
	if e := last(); e.Text != "2026-11-23" {
		t.Errorf("h handed over %+v, want today", e)
	}
}

func TestMinusIsASeparatorInAnUnfinishedDate(t *testing.T) {
	d := NewDateField("Tanggal", nil)
	c := show(t, d, 300, 100)
	d.Field().Focus()
	write(c.Focused(), "24-3-26")
	d.Commit()
	if got := d.Value(); got != "2026-03-24" {
		t.Errorf("typed 24-3-26, got %q", got)
	}
}

func TestNumberFieldLimits(t *testing.T) {
	var got []string
	f := NewNumberField("Jumlah", 0, 1500)
	f.OnCommit = func(e Edit) { got = append(got, e.Text) }
	c := show(t, Column(8, f, NewAutoField("x")), 300, 200)
	for _, text := range []string{"12", "1.200", "1501", "-1", "x"} {
		f.Field().Focus()
		f.field.entry.SetText(text)
		c.FocusNext()
	}
	if len(got) != 2 || got[0] != "12" || got[1] != "1200" {
		t.Errorf("handed over %v, want 12 and 1200", got)
	}
	if !f.Bad() {
		t.Error("the last text is no number and must be marked")
	}
}

func TestCalendarByKeyboard(t *testing.T) {
	c := show(t, Body("x"), 400, 400)
	var got time.Time
	showCalendar(c.Content(), time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), time.Now(), func(day time.Time) { got = day })
	pressFocused(t, c, fyne.KeyPageDown, fyne.KeyReturn)
	if want := "2026-02-28"; got.Format(time.DateOnly) != want {
		t.Errorf("a month after 31 January: %s, want %s", got.Format(time.DateOnly), want)
	}
	if c.Overlays().Top() != nil {
		t.Error("the calendar is still open")
	}
}
