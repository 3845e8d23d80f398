package complain_test

import (
	"context"
	"testing"

	"pinisi/data/store"
)

// exchange brings what one device has and another lacks to the other.
func exchange(t *testing.T, from, to *store.Store) {
	t.Helper()
	ctx := context.Background()
	if err := from.Seal(ctx, 64<<10); err != nil {
		t.Fatal(err)
	}
	have, err := to.Vector(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var segments [][]byte
	if err := from.SegmentsSince(ctx, have, nil, func(s store.Sealed) error {
		segments = append(segments, s.Bytes)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := to.Apply(ctx, segments, false); err != nil {
		t.Fatal(err)
	}
}

// Two computers that import the same file apart meet in the same records, and
// agree; what one imported, the other's later file may bring up to date.
func TestTwoComputersMeet(t *testing.T) {
	ctx := context.Background()
	one, two := device(t, singapore), device(t, singapore)
	csv := heads + "1,2026-03-01,Satu,Proses,,Paspor\n2,2026-03-02,Dua,Proses,,Visa\n"
	take(t, one, csv)
	take(t, two, csv)
	exchange(t, one, two)
	exchange(t, two, one)
	for _, st := range []*store.Store{one, two} {
		if n, err := st.Count(ctx, store.Query{Kind: "complaint"}); n != 2 || err != nil {
			t.Errorf("%d complaints, %v", n, err)
		}
		if conflicts, err := st.Conflicts(ctx); len(conflicts) != 0 || err != nil {
			t.Errorf("they disagree: %v, %v", conflicts, err)
		}
	}
	take(t, one, heads+"3,2026-03-03,Tiga,Proses,,\n")
	exchange(t, one, two)
	_, done := take(t, two, heads+"1,2026-03-01,Satu,Selesai,2026-03-05,Paspor\n3,2026-03-03,Tiga,Selesai,2026-03-06,\n")
	if done.Added != 0 || done.Changed != 2 || done.Kept != 0 {
		t.Errorf("the later file on the other computer: %+v", done)
	}
	exchange(t, two, one)
	if r := only(t, one, "3"); r.Text("status") != "done" || len(r.Conflicts) != 0 {
		t.Errorf("%v, %v", r.Fields, r.Conflicts)
	}
}
