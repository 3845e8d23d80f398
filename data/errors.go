package data

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Error is an error that a person can be told about: Code is a key of the
// translation files (what happened, to what, what to do), Args its
// placeholders, Err the cause for the log.
type Error struct {
	Code string
	Args map[string]any
	Err  error
}

// Errorf-like text for logs; the window translates Code instead.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	for _, k := range slices.Sorted(maps.Keys(e.Args)) {
		fmt.Fprintf(&b, " %s=%v", k, e.Args[k])
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is an *Error of the same code, so that
// errors.Is(err, data.ErrNotFound) works with any arguments.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Fail makes an *Error; args are pairs of placeholder name and value.
func Fail(code string, err error, args ...any) *Error {
	e := &Error{Code: code, Err: err}
	for i := 0; i+1 < len(args); i += 2 {
		if e.Args == nil {
			e.Args = map[string]any{}
		}
		e.Args[fmt.Sprint(args[i])] = args[i+1]
	}
	return e
}

// Sentinels to compare with errors.Is.
var (
	ErrNotFound   = &Error{Code: "errors.not_found"}   // no such record
	ErrBadValue   = &Error{Code: "errors.bad_value"}   // a value that its field does not take
	ErrLocked     = &Error{Code: "errors.locked"}      // a final record that was not reopened
	ErrBadSegment = &Error{Code: "errors.bad_segment"} // bytes that are no valid segment
)
