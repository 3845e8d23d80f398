package segment

import (
	"encoding/hex"
	"strings"
	"time"

	"pinisi/data"
)

// form says how a value is written. The number that belongs to it, if any,
// follows in the column of numbers.
type form uint8

// The forms of values. Their numbers are part of the format.
const (
	formNull   form = iota
	formFalse       //
	formTrue        //
	formInt         // number: zigzag
	formFloat       // raw: 8 bytes
	formText        // number: bytes of text
	formJSON        // number: bytes of text
	formErased      // raw: 32 bytes
	formRef         // the text form of a UUID. number: 0 a new one, else 1 + zigzag way in the record table
	formParent      // the text form of the run's parent
	formKey         // the run's key
	formDate        // 2026-03-24. number: zigzag days since 1970
	formTime        // 2026-03-24T09:00:00Z. number: zigzag seconds since 1970
	formHex         // lower-case hexadecimal. number: bytes of raw
	formPatch       // a difference. number: bytes of text; raw: 8 bytes of the sum
	formRepeat      // a short text again. number: which of the column's short texts
	formGone        // a personal value that was erased here. raw: its commitment
	forms           // how many there are
)

// hasNumber tells which forms take a number.
var hasNumber = [forms]bool{formInt: true, formText: true, formJSON: true, formRef: true, formDate: true, formTime: true, formHex: true, formPatch: true, formRepeat: true}

// short is the length in bytes up to which a text can be repeated by number.
const short = 40

// textForm finds the form for a text that says the same in fewer bytes;
// formText if there is none.
func textForm(s string) (f form, number uint64) {
	switch {
	case len(s) == 10 && s[4] == '-' && s[7] == '-':
		if t, err := time.Parse(time.DateOnly, s); err == nil {
			return formDate, zigzag(t.Unix() / 86400)
		}
	case len(s) == 20 && s[10] == 'T' && s[19] == 'Z':
		if t, err := time.Parse(time.RFC3339, s); err == nil && string(appendTime(nil, t.Unix())) == s {
			return formTime, zigzag(t.Unix())
		}
	case len(s) >= 32 && len(s)%2 == 0 && isHex(s):
		return formHex, uint64(len(s) / 2)
	}
	return formText, uint64(len(s))
}

func isHex(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !('0' <= c && c <= '9' || 'a' <= c && c <= 'f') {
			return false
		}
	}
	return true
}

// years that have four digits, so that a date is ten characters
const (
	minDay, maxDay = -719528, 2932896 // 0000-01-01 and 9999-12-31
)

func dateText(day int64) (string, bool) {
	if day < minDay || day > maxDay {
		return "", false
	}
	var b [20]byte
	return string(appendTime(b[:0], day*86400)[:10]), true
}

func timeText(sec int64) (string, bool) {
	if sec < minDay*86400 || sec >= (maxDay+1)*86400 {
		return "", false
	}
	var b [20]byte
	return string(appendTime(b[:0], sec)), true
}

func appendTime(b []byte, sec int64) []byte {
	return time.Unix(sec, 0).UTC().AppendFormat(b, "2006-01-02T15:04:05Z")
}

// parseRef reads the one text form of a UUID that [data.ID.String] writes.
func parseRef(s string) (id data.ID, ok bool) {
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' || strings.ToLower(s) != s {
		return id, false
	}
	for i, at := range [5][2]int{{0, 8}, {9, 13}, {14, 18}, {19, 23}, {24, 36}} {
		from := [5]int{0, 4, 6, 8, 10}[i]
		if _, err := hex.Decode(id[from:], []byte(s[at[0]:at[1]])); err != nil {
			return id, false
		}
	}
	return id, true
}
