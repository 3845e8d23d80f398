package evaluation

import (
	"errors"

	"pinisi/data"
)

// code is the code of an error for people, "" for another.
func code(err error) string {
	var e *data.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// isRefusal reports whether an evaluation was not begun because of what was
// typed: the form says so beside the field, not a banner.
func isRefusal(err error) bool {
	switch code(err) {
	case "evaluation.period_wrong", "evaluation.unit_missing", "evaluation.begun_already":
		return true
	}
	return false
}
