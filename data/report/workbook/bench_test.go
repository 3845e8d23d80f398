package workbook

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkWorksheet writes the worksheet of an evaluation with 5,000 users.
func BenchmarkWorksheet(b *testing.B) {
	st := device(b)
	s := random(b, rand.New(rand.NewPCG(9, 10)), "luring", 5000, 0).sheet(b)
	for b.Loop() {
		write(b, st, s, Options{Lang: "id"})
	}
}
