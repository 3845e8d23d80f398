package main

import (
	"slices"
	"strings"

	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data"
)

// kindWord is a kind's name for people.
func (c *call) kindWord(kind string) string {
	if text, ok := c.words.Lookup("kinds." + kind); ok {
		return text
	}
	return kind
}

// fieldWord is a field's name for people.
func (c *call) fieldWord(kind, field string) string {
	if field == data.FieldDeleted {
		return c.words.T("cli.deleted")
	}
	if text, ok := c.words.Lookup("kinds." + kind + "." + field); ok {
		return text
	}
	return field
}

// kindNamed finds the kind that a person means: its own name, its label, or
// another word for it (cli.kinds.<kind>) in any language. Kinds that this
// version does not know go by their own name if the store holds such records.
func kindNamed(word string, present []string) (string, error) {
	want := letters(word)
	var all, spelled []string
	for _, k := range data.Kinds() {
		names := []string{k.Name}
		for _, lang := range assets.Languages() {
			w := words.New(lang)
			if text, ok := w.Lookup(k.Label()); ok {
				names = append(names, text)
			}
			if text, ok := w.Lookup("cli.kinds." + k.Name); ok {
				names = append(names, strings.Split(text, ",")...)
			}
		}
		for _, name := range names {
			spelled = append(spelled, strings.ToLower(strings.TrimSpace(name)))
			if n := letters(name); want != "" && (n == want || n+"s" == want) {
				return k.Name, nil
			}
		}
		all = append(all, k.Name)
	}
	if slices.Contains(present, word) {
		return word, nil
	}
	if n := near(word, append(spelled, present...)); n != "" {
		return "", usage("cli.unknown_kind_near", "Word", word, "Near", n, "Kinds", strings.Join(all, ", "))
	}
	return "", usage("cli.unknown_kind", "Word", word, "Kinds", strings.Join(all, ", "))
}

// letters is a word in lower case without what people put between its parts.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_.\t", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
}
