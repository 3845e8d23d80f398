package assets

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var holes = regexp.MustCompile(`\{\{[^}]*\}?\}?`)

// reserved are the words that the format of Fyne's translations keeps for itself.
var reserved = []string{"id", "description", "hash", "leftdelim", "rightdelim", "zero", "one", "two", "few", "many", "other", "translation"}

func TestLanguagesSayTheSame(t *testing.T) {
	id, err := Translations("id")
	if err != nil {
		t.Fatal(err)
	}
	en, err := Translations("en")
	if err != nil {
		t.Fatal(err)
	}
	for key := range en {
		if _, ok := id[key]; !ok {
			t.Errorf("key %q has no Indonesian text", key)
		}
	}
	for key, text := range id {
		english, ok := en[key]
		if !ok {
			t.Errorf("key %q has no English text", key)
			continue
		}
		if strings.TrimSpace(text) == "" || strings.TrimSpace(english) == "" {
			t.Errorf("key %q is empty: %q, %q", key, text, english)
		}
		if slices.Contains(reserved, strings.ToLower(key)) {
			t.Errorf("key %q is a reserved word of the translation format", key)
		}
		if a, b := placeholders(text), placeholders(english); !slices.Equal(a, b) {
			t.Errorf("key %q: placeholders %v in Indonesian, %v in English", key, a, b)
		}
		for _, hole := range append(placeholders(text), placeholders(english)...) {
			if !regexp.MustCompile(`^\{\{\.\w+\}\}$`).MatchString(hole) {
				t.Errorf("key %q: placeholder %q is not of the form {{.Name}}", key, hole)
			}
		}
	}
}

func placeholders(text string) []string {
	found := holes.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestFyneSpeaksIndonesian holds that every key of the toolkit's own texts is
// translated: Fyne logs an error for each missing one and shows it in English.
func TestFyneSpeaksIndonesian(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Skipf("the toolkit's source is not at hand: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "lang", "translations", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var base map[string]json.RawMessage
	if err := json.Unmarshal(data, &base); err != nil {
		t.Fatal(err)
	}
	id, err := Translations("id")
	if err != nil {
		t.Fatal(err)
	}
	for key := range base {
		if id[key] == "" {
			t.Errorf("Fyne's key %q has no Indonesian text in translations/id.json", key)
		}
	}
}

func TestAKeyInTwoFilesIsRefused(t *testing.T) {
	// given two areas that claim one key
	dir := fstest.MapFS{
		"t/id.json":   {Data: []byte(`{"Open": "Buka"}`)},
		"t/a.id.json": {Data: []byte(`{"x.title": "satu"}`)},
		"t/b.id.json": {Data: []byte(`{"x.title": "dua", "y": "tiga"}`)},
		"t/a.en.json": {Data: []byte(`{"x.title": "one"}`)},
	}
	// when they are merged
	merged, err := mergeTranslations(dir, "t", "id")
	// then the error names the key and both files, and the other texts are there
	if err == nil || !strings.Contains(err.Error(), `"x.title"`) || !strings.Contains(err.Error(), "t/a.id.json") || !strings.Contains(err.Error(), "t/b.id.json") {
		t.Errorf("error %v does not name the key and both files", err)
	}
	if merged["Open"] != "Buka" || merged["y"] != "tiga" || merged["x.title"] != "satu" {
		t.Errorf("merged %v", merged)
	}
}

func TestBrokenTranslationsAreNamed(t *testing.T) {
	for name, dir := range map[string]fstest.MapFS{
		"syntax":      {"t/a.id.json": {Data: []byte(`{"x": `)}},
		"no text":     {"t/a.id.json": {Data: []byte(`{"x": 1}`)}},
		"no language": {"t/a.en.json": {Data: []byte(`{}`)}},
	} {
		if _, err := mergeTranslations(dir, "t", "id"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Translations("fr"); err == nil {
		t.Error("a language that does not ship gave no error")
	}
}
