package suggest_test

import "testing"

// given a published standard that holds the day of its latest review only, when
// earlier reviews are noted too, then how often it is reviewed is read from all
// of them; what is dated after the day that counts, and monitoring, is not.
func TestEveryReviewCounts(t *testing.T) {
	for name, c := range map[string]struct {
		days  []string
		kind  string
		level string
	}{
		"every year":                     {[]string{"2024-03-01", "2025-02-10"}, "review", "5"},
		"three years without one":        {[]string{"2022-01-10"}, "review", "1"},
		"only monitored in between":      {[]string{"2024-03-01"}, "monitoring", "5"},
		"a review that is still to come": {[]string{"2027-01-01"}, "review", "5"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			d.add("mission", "code", "kbri-singapura", "services", []string{"IMI-01"})
			standard := d.add("standard", "service", "IMI-01", "version", 1, "status", "published", "decreed_on", "2021-01-01", "reviewed_on", "2026-01-05")
			for _, day := range c.days {
				d.add("review", "standard", standard, "type", c.kind, "on", day, "finding", "Masih sesuai")
			}
			if got := d.level(d.gather(), "A04"); got != c.level {
				t.Errorf("A04 is %s, want %s", got, c.level)
			}
		})
	}
}
