// Package words gives the window its texts and its way of writing numbers and
// dates, in the language the person chose: assets/words for one language at a
// time, and the toolkit's own words along with it.
package words

import (
	"encoding/json"
	"fmt"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/lang"

	"pinisi/assets"
	"pinisi/assets/words"
)

var current atomic.Pointer[words.Words]

// Use switches to a language ("id" or "en"), also for the toolkit's own words.
// What is already shown keeps its texts: rebuild the window. An error names
// texts that could not be read; the others are in use.
func Use(name string) error {
	w := words.New(name)
	current.Store(w)
	texts, err := assets.Translations(w.Lang())
	if err != nil && len(texts) == 0 {
		return fmt.Errorf("switch to language %q: %w", name, err)
	}
	data, jsonErr := json.Marshal(texts)
	if jsonErr != nil {
		return fmt.Errorf("hand the language %q to the toolkit: %w", name, jsonErr)
	}
	// The toolkit picks by the system's locale: take its place.
	if addErr := lang.AddTranslationsForLocale(data, lang.SystemLocale()); addErr != nil {
		return fmt.Errorf("hand the language %q to the toolkit: %w", name, addErr)
	}
	return err
}

// Now returns the words of the language in use, Indonesian unless changed.
func Now() *words.Words {
	if w := current.Load(); w != nil {
		return w
	}
	return words.New("id")
}

// T returns the text of a key, with {{.Name}} replaced by the value that follows
// the name in pairs: T("list.count", "N", 12). Whole numbers get thousands
// separators. A key without text returns itself, so that a gap is seen.
func T(key string, pairs ...any) string {
	if len(pairs) == 0 {
		return Now().T(key)
	}
	values := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		v := pairs[i+1]
		if n, ok := v.(int); ok {
			v = Count(n)
		}
		values[fmt.Sprint(pairs[i])] = v
	}
	return Now().T(key, values)
}

// Has says whether there is a text for the key.
func Has(key string) bool {
	_, ok := Now().Lookup(key)
	return ok
}

// Count writes a whole number: 12.480.
func Count(n int) string { return Now().Integer(int64(n)) }

// Decimal writes a number spelled with a decimal point ("3.49") as 3,49.
func Decimal(number string) string { return Now().Decimal(number) }

// Bytes writes a size: 3,4 MB.
func Bytes(n int64) string { return Now().Bytes(n) }

// Clock writes the time of day in t's zone: 14.05.
func Clock(t time.Time) string { return Now().Clock(t) }

// Date writes an ISO date (2023-03-24) as 24 Mar 2023. Anything else is
// returned as it is: imported records may hold half a date.
func Date(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return Now().Date(t)
}

// Month writes a month (2023-03) as Maret 2023. Anything else is returned as it
// is.
func Month(iso string) string {
	t, err := time.Parse("2006-01", iso)
	if err != nil {
		return iso
	}
	return Now().Month(t)
}

// Short is a text on one line of at most so many letters; one that is cut ends
// with "…".
func Short(text string, most int) string { return words.Short(text, most) }

// Capital is a text that begins with a capital letter.
func Capital(text string) string { return words.Capital(text) }

// Moment writes a time as it is seen from now: only the clock on the same day,
// else the date too. Both in now's zone.
func Moment(t, now time.Time) string {
	t = t.In(now.Location())
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return Clock(t)
	}
	return Now().Date(t) + ", " + Clock(t)
}
