package jsonl_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/jsonl"
	"pinisi/data/store"
)

var update = flag.Bool("update", false, "write the tables of docs/records.md anew")

const document = "../../docs/records.md"

func readDocument(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestTheDocumentsExamplesAreImportedAndExported takes every line of every
// jsonl block of docs/records.md, as one file.
func TestTheDocumentsExamplesAreImportedAndExported(t *testing.T) {
	var lines, shared []string
	kinds := map[string]bool{}
	for _, block := range regexp.MustCompile("(?s)```jsonl\n(.*?)```").FindAllStringSubmatch(readDocument(t), -1) {
		for line := range strings.Lines(block[1]) {
			l, err := jsonl.Parse([]byte(line))
			if err != nil {
				t.Errorf("%s: %v", line, err)
				continue
			}
			kinds[l.Kind] = true
			if k := data.KindOf(l.Kind); k != nil && k.Shared {
				shared = append(shared, line)
			} else {
				lines = append(lines, line)
			}
		}
	}
	for _, k := range data.Kinds() {
		if !kinds[k.Name] {
			t.Errorf("docs/records.md has no example of kind %s", k.Name)
		}
	}
	for scope, lines := range map[string][]string{mission: lines, store.Headquarters: shared} {
		st := device(t, scope)
		done := take(t, st, lines...)
		if done.Created != len(lines) {
			t.Errorf("%s: %d of %d examples became records", scope, done.Created, len(lines))
		}
		exported := map[string][]jsonl.Line{}
		for line := range strings.Lines(give(t, st, jsonl.Selection{Personal: true})) {
			l, err := jsonl.Parse([]byte(line))
			if err != nil {
				t.Fatal(err)
			}
			exported[l.Kind] = append(exported[l.Kind], l)
		}
		for _, line := range lines {
			l, err := jsonl.Parse([]byte(line))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(exported[l.Kind], func(got jsonl.Line) bool { return holds(got, l, done.Refs) }) {
				t.Errorf("the export does not hold the example %s", line)
			}
		}
		if again := take(t, st, lines...); again.Edits != 0 {
			t.Errorf("%s: the examples again: %+v", scope, again)
		}
	}
}

// holds reports whether the exported line has every field of the example.
func holds(got, example jsonl.Line, refs map[string]data.ID) bool {
	for name, v := range example.Fields {
		if id, ok := refs[v.S]; ok {
			v = data.RefValue(id)
		}
		if got.Fields[name] != v {
			return false
		}
	}
	return true
}

// TestTheDocumentsTablesAreTheRegistry holds every table of fields to the
// kinds of this version; with -update it writes them.
func TestTheDocumentsTablesAreTheRegistry(t *testing.T) {
	text := readDocument(t)
	mark := regexp.MustCompile(`(?s)<!-- fields (\w+) -->\n.*?<!-- end -->`)
	seen := map[string]bool{}
	want := mark.ReplaceAllStringFunc(text, func(found string) string {
		name := mark.FindStringSubmatch(found)[1]
		seen[name] = true
		return fmt.Sprintf("<!-- fields %s -->\n%s<!-- end -->", name, table(data.KindOf(name)))
	})
	for _, k := range data.Kinds() {
		if !seen[k.Name] {
			t.Errorf("docs/records.md has no table of kind %s; add a section with <!-- fields %[1]s --> and <!-- end -->", k.Name)
		}
	}
	if text == want {
		return
	}
	if !*update {
		t.Fatalf("the tables of docs/records.md are not those of the registry; write them with: go test ./data/jsonl -update")
	}
	if err := os.WriteFile(document, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func table(k *data.Kind) string {
	if k == nil {
		return ""
	}
	w := words.New("id")
	var b strings.Builder
	b.WriteString("\n| field | isian | takes |\n|---|---|---|\n")
	for _, f := range k.Fields {
		takes := taken(f)
		if f.Name == k.Parent {
			takes += "; the record that this one is part of"
		}
		if f.Name == k.Key {
			takes += "; makes the id"
		}
		if f.Personal {
			takes += "; **personal**, masked"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, w.T(f.Label(k.Name)), takes)
	}
	b.WriteString("\n")
	return b.String()
}

func taken(f data.Field) string {
	switch f.Type {
	case data.TypeLongText:
		return "several lines"
	case data.TypeInt:
		if f.Max > f.Min {
			return fmt.Sprintf("a whole number, %d to %d", f.Min, f.Max)
		}
		return "a whole number"
	case data.TypeBool:
		return "yes or no"
	case data.TypeDate:
		return "a date"
	case data.TypeTime:
		return "a time"
	case data.TypeChoice:
		return "`" + strings.Join(f.Choices, "` `") + "`"
	case data.TypeList:
		return "a list"
	case data.TypeRef:
		if f.Ref != "" {
			return "a record: " + f.Ref
		}
		return "a record of any kind"
	case data.TypeJSON:
		return "anything"
	}
	return "text"
}

// TestEveryKindFieldAndChoiceHasAName holds the names that screens, lists and
// the tables show, in both languages.
func TestEveryKindFieldAndChoiceHasAName(t *testing.T) {
	var keys []string
	for _, k := range data.Kinds() {
		keys = append(keys, k.Label())
		for _, f := range k.Fields {
			keys = append(keys, f.Label(k.Name))
			for _, c := range f.Choices {
				keys = append(keys, f.Label(k.Name)+"."+c)
			}
		}
	}
	for _, lang := range []string{"id", "en"} {
		for _, key := range keys {
			if _, ok := words.New(lang).Lookup(key); !ok {
				t.Errorf("no text in %s for %s", lang, key)
			}
		}
	}
}
