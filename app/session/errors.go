package session

import (
	"errors"
	"fmt"

	"pinisi/app/words"
	"pinisi/data"
)

// ErrorText is what a person is told of an error, in the language in use: what
// happened, to what, what to do. The cause stays in the log.
func ErrorText(err error) string {
	var e *data.Error
	if !errors.As(err, &e) || !words.Has(e.Code) {
		return words.T("errors.unexpected")
	}
	var pairs []any
	for name, value := range e.Args {
		pairs = append(pairs, name, argument(name, value, e.Args))
	}
	key := e.Code
	if of := fmt.Sprintf("%s.%v", key, e.Args["Kind"]); words.Has(of) { // what to do differs by kind
		key = of
	}
	return words.T(key, pairs...)
}

// argument says in words what an error names by the program's own names.
func argument(name string, value any, all map[string]any) any {
	switch name {
	case "Kind":
		if key := fmt.Sprintf("kinds.%v", value); words.Has(key) {
			return words.T(key)
		}
	case "Field":
		if key := fmt.Sprintf("kinds.%v.%v", all["Kind"], value); words.Has(key) {
			return words.T(key)
		}
	case "Size", "Max", "Free", "Need", "Limit":
		switch n := value.(type) {
		case int64:
			return words.Bytes(n)
		case int:
			return words.Bytes(int64(n))
		}
	}
	return value
}
