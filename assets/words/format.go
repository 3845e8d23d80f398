package words

import (
	"strconv"
	"strings"
	"time"
)

// Integer writes a whole number with the language's thousands mark: 12.345 in
// Indonesian, 12,345 in English.
func (w *Words) Integer(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + w.T("format.thousands") + digits[at:]
	}
	return sign + digits
}

// Decimal writes a number that is spelled with a decimal point ("3.49") with the
// language's decimal mark: 3,49 in Indonesian. It rounds nothing.
func (w *Words) Decimal(number string) string {
	return strings.Replace(number, ".", w.T("format.decimal"), 1)
}

// Bytes writes a size in bytes with one decimal in steps of 1000: 1,5 MB.
func (w *Words) Bytes(n int64) string {
	if n < 1000 && n > -1000 {
		return w.Integer(n) + " B"
	}
	value := float64(n)
	for _, unit := range []string{"kB", "MB", "GB", "TB"} {
		value /= 1000
		// 999.95 would be written as 1000.0 of this unit.
		if value < 999.95 && value > -999.95 || unit == "TB" {
			return w.Decimal(strconv.FormatFloat(value, 'f', 1, 64)) + " " + unit
		}
	}
	return ""
}

// Date writes the day of t, in t's own zone: 24 Mar 2023.
func (w *Words) Date(t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + w.T("format.month."+strconv.Itoa(int(t.Month()))) + " " + strconv.Itoa(t.Year())
}

// Month writes the month of t, in t's own zone: Maret 2023.
func (w *Words) Month(t time.Time) string {
	return w.T("common.month."+strconv.Itoa(int(t.Month()))) + " " + strconv.Itoa(t.Year())
}

// LongDate writes the day of t with its month in full: 24 Maret 2023.
func (w *Words) LongDate(t time.Time) string { return strconv.Itoa(t.Day()) + " " + w.Month(t) }

// Clock writes the time of day of t, in t's own zone: 14.05 in Indonesian, 14:05
// in English.
func (w *Words) Clock(t time.Time) string {
	return t.Format("15") + w.T("format.clock") + t.Format("04")
}

// DateTime writes day and time of t, in t's own zone: 24 Mar 2023 14.05.
func (w *Words) DateTime(t time.Time) string { return w.Date(t) + " " + w.Clock(t) }
