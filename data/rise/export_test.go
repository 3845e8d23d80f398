package rise

import "testing"

// WithStates lets a guide have so many states, so that tests see a coarse one.
func WithStates(t testing.TB, n int) {
	before := mostStates
	mostStates = n
	t.Cleanup(func() { mostStates = before })
}
