package instrument

import (
	"errors"
	"fmt"
	"strings"

	"pinisi/assets/words"
)

// InvalidError tells why an instrument file was refused: what is wrong, where,
// and what to do. A file with several faults gives several, joined; see Faults.
type InvalidError struct {
	Key   string         // of the translation, such as "instrument.weights_sum"
	Place string         // path in the file, such as "f02.aspects[a].indicators[A04]"
	Args  map[string]any // the values found, for the translation; Place is among them
}

// Text is the message in a language.
func (e *InvalidError) Text(lang string) string { return words.New(lang).T(e.Key, e.Args) }

// Error is the message in English.
func (e *InvalidError) Error() string { return e.Text("en") }

// Faults lists every InvalidError in err, in the order in which they were found.
func Faults(err error) []*InvalidError {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*InvalidError
		for _, part := range joined.Unwrap() {
			all = append(all, Faults(part)...)
		}
		return all
	}
	var one *InvalidError
	if errors.As(err, &one) {
		return []*InvalidError{one}
	}
	return nil
}

// Invalid makes an *InvalidError for a rule beyond the file itself; values come
// as name, value, name, value. key is without "instrument.".
func Invalid(key, place string, values ...any) error {
	var f faults
	f.add(key, place, values...)
	return f.found[0]
}

// faults collects what is wrong with one file.
type faults struct{ found []error }

// add notes a fault; values come as name, value, name, value.
func (f *faults) add(key, place string, values ...any) {
	args := map[string]any{"Place": place}
	for i := 0; i+1 < len(values); i += 2 {
		args[fmt.Sprint(values[i])] = values[i+1]
	}
	f.found = append(f.found, &InvalidError{Key: "instrument." + key, Place: place, Args: args})
}

func (f *faults) err() error { return errors.Join(f.found...) }

// NotFoundError tells that no instrument has that name or variant.
type NotFoundError struct {
	Reference
	Variant string
}

// Text is the message in a language.
func (e *NotFoundError) Text(lang string) string {
	if e.Variant != "" {
		return words.New(lang).T("instrument.no_variant", map[string]any{"Variant": e.Variant})
	}
	return words.New(lang).T("instrument.not_found", map[string]any{"ID": e.ID, "Version": e.Version})
}

// Error is the message in English.
func (e *NotFoundError) Error() string { return e.Text("en") }

// NotOfferedError tells that an instrument does not offer a method.
type NotOfferedError struct {
	Instrument Reference
	Method     string
	Offered    []string
}

// Text is the message in a language.
func (e *NotOfferedError) Text(lang string) string {
	return words.New(lang).T("instrument.method_not_offered", map[string]any{
		"Method": e.Method, "Instrument": e.Instrument.String(), "Offered": strings.Join(e.Offered, ", ")})
}

// Error is the message in English.
func (e *NotOfferedError) Error() string { return e.Text("en") }
