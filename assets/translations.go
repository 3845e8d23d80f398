package assets

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// Languages lists the languages the program speaks, the first one first.
func Languages() []string { return []string{"id", "en"} }

// Translations merges every translation file of a language ("id" or "en") into
// one map from key to text. `<lang>.json` holds the keys of Fyne itself, so that
// its dialogs speak the language too; `<area>.<lang>.json` holds ours, one file
// for each area of the program. Values may hold placeholders like {{.Name}}.
//
// A key that stands in two files is an error that names both; the map is
// returned beside the error, with the first file's text.
func Translations(lang string) (map[string]string, error) {
	return mergeTranslations(files, "translations", lang)
}

func mergeTranslations(from fs.FS, dir, lang string) (map[string]string, error) {
	names, err := translationFiles(from, dir, lang)
	if err != nil {
		return nil, err
	}
	merged, origin := map[string]string{}, map[string]string{}
	var problems []error
	for _, name := range names {
		data, err := fs.ReadFile(from, name)
		if err != nil {
			problems = append(problems, fmt.Errorf("read %s: %w", name, err))
			continue
		}
		var texts map[string]string
		if err := json.Unmarshal(data, &texts); err != nil {
			problems = append(problems, fmt.Errorf("decode %s: %w", name, err))
			continue
		}
		for key, text := range texts {
			if first, taken := origin[key]; taken {
				problems = append(problems, fmt.Errorf("key %q stands in %s and in %s", key, first, name))
				continue
			}
			merged[key], origin[key] = text, name
		}
	}
	return merged, errors.Join(problems...)
}

func translationFiles(from fs.FS, dir, lang string) ([]string, error) {
	entries, err := fs.ReadDir(from, dir)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", dir, err)
	}
	var names []string
	for _, entry := range entries {
		name := entry.Name()
		if name == lang+".json" || strings.HasSuffix(name, "."+lang+".json") {
			names = append(names, path.Join(dir, name))
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no translations for language %q in %s", lang, dir)
	}
	sort.Strings(names)
	return names, nil
}
