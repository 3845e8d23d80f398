package words

import (
	"testing"
	"time"
)

func TestMoment(t *testing.T) {
	if err := Use("id"); err != nil {
		t.Fatal(err)
	}
	zone := time.FixedZone("WIB", 7*3600)
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, zone)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2026, 11, 23, 1, 5, 0, 0, time.UTC), "08.05"},
		{time.Date(2026, 11, 22, 1, 5, 0, 0, time.UTC), "22 Nov 2026, 08.05"},
		{time.Date(2025, 11, 23, 1, 5, 0, 0, time.UTC), "23 Nov 2025, 08.05"},
	} {
		if got := Moment(c.at, now); got != c.want {
			t.Errorf("Moment(%v) = %q, want %q", c.at, got, c.want)
		}
	}
}

func TestDateKeepsWhatIsNone(t *testing.T) {
	for iso, want := range map[string]string{"2023-05-04": "4 Mei 2023", "2023": "2023", "": ""} {
		if got := Date(iso); got != want {
			t.Errorf("Date(%q) = %q, want %q", iso, got, want)
		}
	}
}

func TestUseSwitchesLanguage(t *testing.T) {
	t.Cleanup(func() {
		if err := Use("id"); err != nil {
			t.Error(err)
		}
	})
	if err := Use("en"); err != nil {
		t.Fatal(err)
	}
	if got := Count(12480); got != "12,480" {
		t.Errorf("got %q, want 12,480", got)
	}
	if got := T("common.more", "N", 1250); got != "1,250 more" {
		t.Errorf("got %q, want 1,250 more", got)
	}
	if got := T("no.such.key"); got != "no.such.key" {
		t.Errorf("a missing key shows %q", got)
	}
}
