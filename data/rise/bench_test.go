package rise_test

import (
	"context"
	"fmt"
	"math/big"
	"testing"

	"pinisi/data/instrument"
	"pinisi/data/rise"
)

func ratio(n, d int64) *big.Rat { return big.NewRat(n, d) }

// BenchmarkCompute measures the plans that take longest: the goal is less than a
// second for 30 indicators and 20 sets.
func BenchmarkCompute(b *testing.B) {
	luring := shipped(b, "luring")
	mixed, efforts := instrument.Answers{}, map[string]int{}
	for i, ind := range luring.Indicators() {
		mixed[ind.ID], efforts[ind.ID] = (i*7+3)%5, (i*5)%9+1
	}
	equal := small{decimals: 2, scale: 5, aspects: []int{100}, inside: [][]int{make([]int, 30)}}
	for i := range equal.inside[0] {
		equal.inside[0][i] = 3
		if i < 10 {
			equal.inside[0][i] = 4
		}
	}
	ties := equal.parse(b)
	fine := small{decimals: 2, scale: 5, aspects: []int{100}}
	rest := int64(100_000_000)
	for i := range int64(30) {
		w := 3_000_000 + i*i*i*9_311%667_001
		if i == 29 {
			w = rest
		}
		rest -= w
		fine.fine = append(fine.fine, fmt.Sprintf("%d.%06d", w/1_000_000, w%1_000_000))
	}
	finest := fine.parse(b)
	for _, method := range []string{"rata_rata", "berbobot"} {
		for _, test := range []struct {
			name    string
			ins     *instrument.Instrument
			answers instrument.Answers
			target  string
			efforts map[string]int
		}{
			{"all 0 to A", luring, every(luring, 0), "A", nil},
			{"all 0 to B with efforts", luring, every(luring, 0), "B", efforts},
			{"all 2 to A-", luring, every(luring, 2), "A-", efforts},
			{"mixed to B", luring, mixed, "B", efforts},
			{"mixed to A", luring, mixed, "A", nil},
			{"30 equal, all 0", ties, every(ties, 0), "A", nil},
			{"30 of six decimals", finest, every(finest, 0), "A", efforts},
			{"30 equal, all 0 with efforts", ties, every(ties, 0), "A", efforts},
		} {
			b.Run(fmt.Sprintf("%s/%s", method, test.name), func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					plan, err := rise.Compute(context.Background(), rise.Question{
						Instrument: test.ins, Answers: test.answers, MethodF02: method, F03: score(433, 96), Target: test.target, Effort: test.efforts, Sets: 20,
					})
					if err != nil {
						b.Fatal(err)
					}
					if len(plan.Sets) != 20 {
						b.Fatalf("%d sets", len(plan.Sets))
					}
				}
			})
		}
	}
}
