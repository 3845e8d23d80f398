package evaluation_test

import (
	"testing"

	"pinisi/app/session/sessiontest"
)

// BenchmarkOpenStatement opens the view of F-01 with what the records say, and
// draws it by software; BenchmarkOpenForm is the view of an aspect.
func BenchmarkOpenStatement(b *testing.B) {
	s := sessiontest.New(b)
	noted(b, s)
	_, w, _ := at2026(b, s)
	for b.Loop() {
		b.StopTimer()
		pressed(b, s, w, "Hasil", 0)
		b.StartTimer()
		pressed(b, s, w, "Isian unit (F-01)", 0)
		w.Canvas().Capture()
	}
}
