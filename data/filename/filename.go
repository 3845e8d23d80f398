// Package filename makes names of files out of what people wrote, such as
// titles and the names of evidence: names that every system takes.
package filename

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// reserved are the names that Windows keeps for devices.
var reserved = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
	"com0": true, "lpt0": true, "com¹": true, "com²": true, "com³": true, "lpt¹": true, "lpt²": true, "lpt³": true, "conin$": true, "conout$": true}

// IsDevice reports whether Windows takes a name for one of its devices, whatever
// follows the first point.
func IsDevice(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	return reserved[strings.ToLower(strings.TrimSpace(stem))]
}

// Safe is a name of one file or folder that every system takes, at most so
// many bytes long. It keeps words as they are where it can.
func Safe(name string, most int) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, "_"))
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r):
			return '-'
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	name = cut(name, most)
	name = strings.Trim(name, " .")
	if IsDevice(name) {
		name = "_" + name
	}
	if name == "" {
		name = "_"
	}
	return name
}

// cut shortens a text to so many bytes without dividing a letter.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	at := 0
	for i := range text {
		if i > most {
			break
		}
		at = i
	}
	return text[:at]
}

// WithEnding is a file name of at most so many bytes that keeps its ending.
func WithEnding(name string, most int) string {
	ending := path.Ext(name)
	if len(ending) > 12 || ending == name {
		ending = ""
	}
	stem := Safe(strings.TrimSuffix(name, ending), most-len(ending))
	if ending == "" {
		return stem
	}
	return stem + strings.TrimRight(Safe("x"+ending, len(ending)+1)[1:], " ")
}
