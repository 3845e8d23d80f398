package jsonl

import (
	"fmt"
	"strings"

	"pinisi/data"
)

// MaxListed is how many problems of a file are listed; the rest are counted.
const MaxListed = 20

// Problem is what is wrong with one line. Err has a key import.…, whose
// arguments may name the Field, the Value found and what was expected.
type Problem struct {
	Line int
	Err  *data.Error
}

// Refused is the error of an import that changed nothing because of lines that
// cannot be taken.
type Refused struct {
	Problems []Problem // in the order of the file, at most MaxListed
	Total    int       // of all problems found
}

// Error lists the problems for a log; for people translate each one's code.
func (r *Refused) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "import refused, %d problems", r.Total)
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "; line %d: %v", p.Line, p.Err)
	}
	return b.String()
}
