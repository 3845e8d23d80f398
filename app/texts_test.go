package app

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"pinisi/assets"
)

// named finds keys of texts in the code: words.T("…"), and the keys that are
// handed over to be translated, such as undo labels and errors.
var named = regexp.MustCompile(`"((?:common|consultation|outreach|innovation|integration|entry|errors|evaluation|followup|home|search|settings|start|sync|syncpage)\.[a-z0-9_.]+)"`)

func TestEveryTextThatTheWindowNamesIsThere(t *testing.T) {
	texts := map[string]map[string]string{}
	for _, lang := range assets.Languages() {
		all, err := assets.Translations(lang)
		if err != nil {
			t.Fatal(err)
		}
		texts[lang] = all
	}
	for _, root := range []string{".", "../data/assess", "../data/consult", "../data/followup", "../data/innovate", "../data/integrate", "../data/outreach", "../data/setup", "../data/store"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			code, err := fs.ReadFile(os.DirFS(root), path)
			if err != nil {
				return err
			}
			for _, m := range named.FindAllStringSubmatch(string(code), -1) {
				if strings.HasSuffix(m[1], ".") { // the beginning of a key
					continue
				}
				for lang, all := range texts {
					if _, ok := all[m[1]]; !ok {
						t.Errorf("%s/%s names %q, which has no text in %q", root, path, m[1], lang)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
