package suggest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pinisi/assets/words"
)

// 14 complaints of 24 days are 1.7 (domain other.md §2), and the fact says of
// what it is a mean; a secret one lends its title to no link.
func TestTheMeanOfComplaintsSaysWhatItIs(t *testing.T) {
	d := open(t)
	d.want(d.gather(), "complaints_mean_days", "–")
	for i, days := range []int{1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 5} {
		on := time.Date(2025, 3, 1+i, 0, 0, 0, 0, time.UTC)
		d.add("complaint", "tracking_id", fmt.Sprint("t", i), "title", "Rahasia sekali", "channel", "sp4n", "status", "done", "secret", true,
			"received_on", on.Format(time.DateOnly), "answered_on", on.AddDate(0, 0, days).Format(time.DateOnly))
	}
	d.add("complaint", "tracking_id", "x", "title", "Belum", "channel", "sp4n", "status", "processing", "received_on", "2025-05-05")
	f := d.gather()
	d.want(f, "complaints_mean_days", "1.7")
	fact := f.Fact("complaints_mean_days")
	if how := fact.How.In(words.New("id")); !strings.Contains(how, "kalender dari aduan diterima sampai tindak lanjut pertama") || !strings.Contains(how, "n = 14, 1 tidak dapat dihitung") {
		t.Errorf("it says %q", how)
	}
	for _, l := range fact.Links {
		if strings.Contains(l.Title, "Rahasia sekali") {
			t.Errorf("a link shows the title of a secret complaint: %+v", l)
		}
	}
}
