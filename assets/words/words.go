// Package words gives programs without a window (the command line, the hub, and
// the domain's messages) the same texts as the desktop app has: the translation
// files of package assets. It links no Fyne.
//
//	w := words.New("id")
//	w.T("errors.disk_full", map[string]any{"Path": p})
//
// It also writes numbers, sizes and dates the way the language does.
package words

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"pinisi/assets"
)

// Words speaks one language. It is safe for concurrent use.
type Words struct {
	lang  string
	texts map[string]string
	err   error
}

var loaded sync.Map // language → *Words

// New gives the words of a language: "id", "en", or a tag that starts with one
// ("id-ID", "en_GB.UTF-8"). The empty string is Indonesian, the program's first
// language; any other language is answered in English.
func New(lang string) *Words {
	lang = base(lang)
	if w, ok := loaded.Load(lang); ok {
		return w.(*Words)
	}
	texts, err := assets.Translations(lang)
	w, _ := loaded.LoadOrStore(lang, &Words{lang: lang, texts: texts, err: err})
	return w.(*Words)
}

func base(lang string) string {
	if lang == "" {
		return "id"
	}
	code, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(lang, "_", "-")), "-")
	if code == "id" || code == "in" { // "in" is the code that Java still sends
		return "id"
	}
	return "en"
}

// Lang is the language spoken: "id" or "en".
func (w *Words) Lang() string { return w.lang }

// Err tells what was wrong with the embedded translation files; the tests of
// package assets keep it nil.
func (w *Words) Err() error { return w.err }

// T is the text of a key with its {{.Name}} placeholders filled from args. A key
// that this language lacks is answered in English, one that no language has by
// the key itself, and a placeholder without a value stays as it is: nothing is
// hidden, and nothing fails while a message is on its way to the user.
func (w *Words) T(key string, args ...map[string]any) string {
	text, ok := w.Lookup(key)
	if !ok {
		return key
	}
	return fill(text, args)
}

// N is T for a count: the text of key+".one" if count is 1 and there is such a
// text, else that of key. The placeholder {{.Count}} is the count, written as
// Integer does, unless args hold one.
func (w *Words) N(key string, count int, args ...map[string]any) string {
	if _, ok := w.Lookup(key + ".one"); ok && count == 1 {
		key += ".one"
	}
	return w.T(key, append(args, map[string]any{"Count": w.Integer(int64(count))})...)
}

// Lookup is the text of a key with its placeholders as they are, and whether
// this language or English has it.
func (w *Words) Lookup(key string) (string, bool) {
	if text, ok := w.texts[key]; ok {
		return text, true
	}
	if w.lang == "en" {
		return "", false
	}
	return New("en").Lookup(key)
}

// placeholder is the only template form that the translation files may use.
var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

func fill(text string, args []map[string]any) string {
	if len(args) == 0 || !strings.Contains(text, "{{") {
		return text
	}
	return placeholder.ReplaceAllStringFunc(text, func(found string) string {
		name := placeholder.FindStringSubmatch(found)[1]
		for _, values := range args {
			if value, ok := values[name]; ok {
				return fmt.Sprint(value)
			}
		}
		return found
	})
}
