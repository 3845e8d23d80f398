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

// byNumber sorts by number; of the same number what was signed comes first, so
// that what arrives from another computer afterwards changes no label.
func byNumber(records []data.Record, signed map[data.ID]bool) {
	slices.SortStableFunc(records, func(a, b data.Record) int {
		na, oka := a.Int("number")
		nb, okb := b.Int("number")
		if oka != okb { // without a number: last
			if oka {
				return -1
			}
			return 1
		}
		if na == nb && signed[a.ID] != signed[b.ID] {
			if signed[a.ID] {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(na, nb), bytes.Compare(a.ID[:], b.ID[:]))
	})
}

// signedItems are the inputs and agreements that the signed berita acara holds.
func signedItems(consultation data.Record) map[data.ID]bool {
	held := map[data.ID]bool{}
	for _, s := range consultation.List("signed_items") {
		if id, err := data.ParseID(s); err == nil {
			held[id] = true
		}
	}
	return held
}

// Late reports whether an input or agreement reached this consultation only
// after its berita acara was signed, from a computer that did not know it: it is
// kept and shown, and stands in no signed document.
func Late(consultation, item data.Record) bool {
	held := signedItems(consultation)
	return Locked(consultation) && len(held) > 0 && !held[item.ID]
}

// Labels are the numbers as they are shown and cited, each unique in its
// consultation: two people who wrote number 5 on two computers have 5 and 5b.
// Once signed, what the berita acara holds keeps its label for good.
func Labels(consultation data.Record, records []data.Record) map[data.ID]string {
	sorted := slices.Clone(records)
	byNumber(sorted, signedItems(consultation))
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
	byNumber(sorted, nil)
	var edits []data.Edit
	for i, r := range sorted {
		if n, ok := r.Int("number"); !ok || n != int64(i+1) {
			edits = append(edits, r.Set("number", data.IntValue(int64(i+1))))
		}
	}
	return edits
}
