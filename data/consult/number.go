package consult

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"pinisi/data"
)

// NextNumber is the number of the next input or agreement: one more than the
// greatest, so that a number is not used again after a deletion at the end of
// the list was undone.
func NextNumber(records []data.Record) int64 {
	var greatest int64
	for _, r := range records {
		if n, ok := r.Int("number"); ok {
			greatest = max(greatest, n)
		}
	}
	return greatest + 1
}

func byNumber(records []data.Record) {
	slices.SortStableFunc(records, func(a, b data.Record) int {
		na, oka := a.Int("number")
		nb, okb := b.Int("number")
		if oka != okb { // without a number: last
			if oka {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(na, nb), bytes.Compare(a.ID[:], b.ID[:]))
	})
}

// Labels are the numbers as they are shown and cited, each unique in its
// consultation: two people who wrote number 5 on two computers have 5 and 5b.
func Labels(records []data.Record) map[data.ID]string {
	sorted := slices.Clone(records)
	byNumber(sorted)
	labels := map[data.ID]string{}
	used := map[int64]int{}
	next := NextNumber(records)
	for _, r := range sorted {
		n, ok := r.Int("number")
		if !ok {
			n = next
			next++
		}
		used[n]++
		labels[r.ID] = fmt.Sprint(n)
		if k := used[n]; k > 1 {
			labels[r.ID] += suffix(k)
		}
	}
	return labels
}

// suffix is b, c … z, then .27, .28 …
func suffix(k int) string {
	if k <= 26 {
		return string(rune('a' + k - 1))
	}
	return fmt.Sprintf(".%d", k)
}

// renumber makes the numbers 1, 2, 3 … in the order shown: what is signed has
// each number once.
func renumber(records []data.Record) []data.Edit {
	sorted := slices.Clone(records)
	byNumber(sorted)
	var edits []data.Edit
	for i, r := range sorted {
		if n, ok := r.Int("number"); !ok || n != int64(i+1) {
			edits = append(edits, r.Set("number", data.IntValue(int64(i+1))))
		}
	}
	return edits
}
