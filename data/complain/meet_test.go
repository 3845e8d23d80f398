package complain_test

import (
	"context"
	"testing"

	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

// Two computers that import the same file apart meet in the same records, and
// agree; what one imported, the other's later file may bring up to date.
func TestTwoComputersMeet(t *testing.T) {
	ctx := context.Background()
	one, two := device(t, singapore), device(t, singapore)
	csv := heads + "1,2026-03-01,Satu,Proses,,Paspor\n2,2026-03-02,Dua,Proses,,Visa\n"
	take(t, one, csv)
	take(t, two, csv)
	storetest.Exchange(t, one, two)
	storetest.Exchange(t, two, one)
	for _, st := range []*store.Store{one, two} {
		if n, err := st.Count(ctx, store.Query{Kind: "complaint"}); n != 2 || err != nil {
			t.Errorf("%d complaints, %v", n, err)
		}
		if conflicts, err := st.Conflicts(ctx); len(conflicts) != 0 || err != nil {
			t.Errorf("they disagree: %v, %v", conflicts, err)
		}
	}
	take(t, one, heads+"3,2026-03-03,Tiga,Proses,,\n")
	storetest.Exchange(t, one, two)
	_, done := take(t, two, heads+"1,2026-03-01,Satu,Selesai,2026-03-05,Paspor\n3,2026-03-03,Tiga,Selesai,2026-03-06,\n")
	if done.Added != 0 || done.Changed != 2 || done.Kept != 0 {
		t.Errorf("the later file on the other computer: %+v", done)
	}
	storetest.Exchange(t, two, one)
	if r := only(t, one, "3"); r.Text("status") != "done" || len(r.Conflicts) != 0 {
		t.Errorf("%v, %v", r.Fields, r.Conflicts)
	}
}
