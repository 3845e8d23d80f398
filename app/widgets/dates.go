package widgets

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

var (
	numericDate = regexp.MustCompile(`^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})$`)
	wordDate    = regexp.MustCompile(`^(\d{1,2})[ \-./]*([A-Za-z]{3,})[ \-./]*(\d{4}|\d{2})$`)
	clockTime   = regexp.MustCompile(`^(\d{1,2})(?:\s*[.:, ]\s*(\d{2}))?$`)
)

// months maps the first three letters, Indonesian and English.
var months = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
	"agu": 8, "ags": 8, "agt": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}

// ParseDate reads a date as people write it (24/03/2023, 24-3-23, 24.3.2023,
// 24 Mar 2023, 2023-03-24) into yyyy-mm-dd. Empty text is the empty date. Two
// digits of a year are 20yy up to 79, 19yy after.
func ParseDate(text string) (iso string, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", true
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t.Format(time.DateOnly), true
	}
	var day, month, year int
	if m := numericDate.FindStringSubmatch(text); m != nil {
		day, month, year = number(m[1]), number(m[2]), number(m[3])
	} else if m := wordDate.FindStringSubmatch(text); m != nil {
		month = months[strings.ToLower(m[2])[:3]]
		day, year = number(m[1]), number(m[3])
	} else {
		return "", false
	}
	if year < 80 {
		year += 2000
	} else if year < 100 {
		year += 1900
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || t.Day() != day || year < 1900 || year > 2200 {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// FormatDate writes yyyy-mm-dd as dd/mm/yyyy; other text stays as it is.
func FormatDate(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("02/01/2006")
}

// ParseTime reads a time of day as people write it (14.05, 14:05, 1405, 9) into
// hh:mm. Empty text is the empty time.
func ParseTime(text string) (stored string, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", true
	}
	if len(text) >= 3 && len(text) <= 4 && strings.Trim(text, "0123456789") == "" {
		text = text[:len(text)-2] + "." + text[len(text)-2:]
	}
	m := clockTime.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	hour, minute := number(m[1]), 0
	if m[2] != "" {
		minute = number(m[2])
	}
	if hour > 23 || minute > 59 {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), true
}

// FormatTime writes hh:mm as HH.MM.
func FormatTime(stored string) string { return strings.Replace(stored, ":", ".", 1) }

// NewDateField makes a date field, dd/mm/yyyy, that stores yyyy-mm-dd; see
// ParseDate for what it takes. In it + and - go a day on and back, and h ("hari
// ini") or t in an empty field is today. today is the present day, nil for the
// computer's.
func NewDateField(label string, today func() time.Time) *ParsedField {
	if today == nil {
		today = time.Now
	}
	p := newParsedField(label, ParseDate, FormatDate, "common.date_wrong")
	p.field.SetExample(words.T("common.date_example"))
	take := func(t time.Time) {
		text := t.Format("02/01/2006")
		p.field.entry.SetText(text)
		p.field.entry.CursorColumn = len(text)
		p.field.entry.Refresh()
	}
	p.field.entry.onRune = func(r rune) bool {
		text := strings.TrimSpace(p.field.Text())
		if text == "" && strings.ContainsRune("hHtT+-", r) {
			take(today())
			return true
		}
		if r != '+' && r != '-' {
			return false
		}
		iso, ok := ParseDate(text)
		if !ok {
			return false
		}
		t, err := time.Parse(time.DateOnly, iso)
		if err != nil {
			return false
		}
		if r == '+' {
			take(t.AddDate(0, 0, 1))
		} else {
			take(t.AddDate(0, 0, -1))
		}
		return true
	}
	p.field.entry.ActionItem = newTapIcon("calendar", func() {
		if p.field.Disabled() {
			return
		}
		at := today()
		if iso, ok := ParseDate(p.field.Text()); ok {
			if t, err := time.Parse(time.DateOnly, iso); err == nil {
				at = t
			}
		}
		showCalendar(p.field.entry, at, today(), func(t time.Time) {
			take(t)
			p.field.Commit()
			p.field.Focus()
		})
	})
	p.field.entry.Refresh()
	return p
}

// NewTimeField makes a time field, HH.MM on 24 hours, that stores hh:mm.
func NewTimeField(label string) *ParsedField {
	p := newParsedField(label, ParseTime, FormatTime, "common.time_wrong")
	p.field.SetExample(words.T("common.time_example"))
	return p
}

// NewNumberField makes a field for a whole number from least to most.
func NewNumberField(label string, least, most int) *ParsedField {
	return newParsedField(label, func(text string) (string, bool) {
		text = strings.TrimSpace(text)
		if text == "" {
			return "", true
		}
		n, err := strconv.Atoi(strings.ReplaceAll(text, words.T("format.thousands"), ""))
		return strconv.Itoa(n), err == nil && n >= least && n <= most
	}, func(stored string) string { return stored }, "common.number_wrong")
}

// tapIcon is an icon to click that Tab passes by: the keyboard has another way.
type tapIcon struct {
	widget.BaseWidget
	name   string
	tapped func()
}

func newTapIcon(name string, tapped func()) *tapIcon {
	i := &tapIcon{name: name, tapped: tapped}
	i.ExtendBaseWidget(i)
	return i
}

// CreateRenderer implements fyne.Widget.
func (i *tapIcon) CreateRenderer() fyne.WidgetRenderer {
	image := picture(i.name, look.Quiet)
	return &view{
		of: i, objects: []fyne.CanvasObject{image},
		min: func() fyne.Size { return fyne.NewSize(look.Text(32), look.Text(20)) },
		layout: func(size fyne.Size) {
			side := look.Text(18)
			place(image, (size.Width-side)/2, (size.Height-side)/2, side, side)
		},
		refresh: func() { setPicture(image, i.name, look.Quiet) },
	}
}

// Tapped implements fyne.Tappable.
func (i *tapIcon) Tapped(*fyne.PointEvent) { i.tapped() }

// Cursor implements desktop.Cursorable.
func (i *tapIcon) Cursor() desktop.Cursor { return desktop.PointerCursor }
