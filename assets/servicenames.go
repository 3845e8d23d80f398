package assets

import (
	"strings"
	"sync"
	"unicode"
)

// serviceNames are the codes of services by what people call them.
var serviceNames = sync.OnceValues(func() (map[string]string, error) {
	all, err := readServices()
	if err != nil {
		return nil, err
	}
	by := map[string]string{}
	for _, s := range all.Services {
		for _, name := range []string{s.Code, s.Name.ID, s.Name.EN, s.Code + " " + s.Name.ID, s.Code + " " + s.Name.EN} {
			if key := plainName(name); key != "" {
				by[key] = s.Code
			}
		}
	}
	// What stands in brackets may be left out, if that is still one service's.
	short := map[string][]string{}
	for _, s := range all.Services {
		for _, name := range []string{s.Name.ID, s.Name.EN} {
			if before, _, ok := strings.Cut(name, "("); ok {
				short[plainName(before)] = append(short[plainName(before)], s.Code)
			}
		}
	}
	for key, codes := range short {
		if _, taken := by[key]; !taken && key != "" && len(codes) == 1 {
			by[key] = codes[0]
		}
	}
	return by, nil
})

// FindService is the code of the service that is called so: by its code or its
// name in either language, whatever the case and the punctuation.
func FindService(name string) (code string, ok bool) {
	by, err := serviceNames()
	if err != nil {
		return "", false // ruled out by the tests of the shipped files
	}
	code, ok = by[plainName(name)]
	return code, ok
}

// plainName is a text as words in small letters, without punctuation.
func plainName(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// ServiceName is the name of a service in a language ("id" or "en"). A code that
// the catalogue lacks is its own name.
func ServiceName(code, lang string) string {
	catalogue, err := readServices()
	if err != nil {
		return code // ruled out by the tests of the shipped files
	}
	for _, s := range catalogue.Services {
		if s.Code == code {
			return s.Name.In(lang)
		}
	}
	return code
}
