package instrument

import "testing"

// BenchmarkScore is what a keystroke in the form costs.
func BenchmarkScore(b *testing.B) {
	ins := shipped(b, "luring")
	in := uniform(ins, 3, 20)
	for b.Loop() {
		mustScore(b, ins, in)
	}
}
