package suggest_test

import (
	"context"
	"testing"

	"pinisi/assets/words"
	"pinisi/data/suggest"
)

// TestProposalsAndAwardsCount: an entry is a proposal that was handed in, an
// award a record of one or a proposal that was awarded, by the day that counts.
func TestProposalsAndAwardsCount(t *testing.T) {
	for name, c := range map[string]struct {
		kind  string
		pairs []any
		want  string // of A29
	}{
		"a draft is no entry":               {"proposal", []any{"status", "draft"}, "3"},
		"submitted":                         {"proposal", []any{"status", "submitted", "submitted_on", "2025-05-02"}, "4"},
		"submitted, day not noted":          {"proposal", []any{"status", "submitted"}, "4"},
		"rejected was entered all the same": {"proposal", []any{"status", "rejected", "submitted_on", "2025-05-02"}, "4"},
		"awarded":                           {"proposal", []any{"status", "awarded", "submitted_on", "2025-05-02", "result", "Top 45", "result_on", "2025-11-01"}, "5"},
		"submitted after the day":           {"proposal", []any{"status", "submitted", "submitted_on", "2030-05-02"}, "3"},
		"awarded after the day":             {"proposal", []any{"status", "awarded", "submitted_on", "2025-05-02", "result_on", "2030-11-01"}, "4"},
		"award":                             {"award", []any{"name", "Penghargaan Menteri", "awarded_on", "2025-08-17"}, "5"},
		"internal award":                    {"award", []any{"name", "Unit terbaik", "level", "internal"}, "5"},
		"award after the day":               {"award", []any{"name", "Penghargaan Menteri", "awarded_on", "2030-08-17"}, "3"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t)
			// given an innovation in use since 2023
			id := d.add("innovation", "title", "Antrean", "stage", "running", "started_on", "2023-01-02")
			// when something was entered or won
			d.add(c.kind, append([]any{"innovation", id}, append([]any{"competition", "KIPP", "year", "2025"}, c.pairs...)...)...)
			// then its level follows
			if got := d.level(d.gather(), "A29"); got[:1] != c.want {
				t.Errorf("A29 %s, want %s", got, c.want)
			}
		})
	}
}

func TestOneInnovationAloneIsJudged(t *testing.T) {
	d := open(t)
	d.add("innovation", "title", "Yang lain", "stage", "running", "started_on", "2019-01-02", "award", "KIPP 2020")
	id := d.add("innovation", "title", "Antrean", "stage", "running", "started_on", "2023-01-02", "legal_state", "in_force", "budget", true)
	d.add("proposal", "innovation", id, "competition", "KIPP", "year", "2025", "status", "submitted", "submitted_on", "2025-05-02")
	r, err := d.st.Get(context.Background(), "innovation", id)
	if err != nil {
		t.Fatal(err)
	}
	j, err := suggest.OfInnovation(context.Background(), d.st, r, "2026-03-24")
	if err != nil {
		t.Fatal(err)
	}
	if !j.Counts || j.Creation.Level != 4 || j.Resources.Level != 3 || len(j.Creation.Links) != 2 {
		t.Errorf("%+v, want levels 4 and 3, by the innovation and its proposal", j)
	}
	if got, want := j.Creation.Reason.In(words.New("id")), `"Antrean" berjalan sejak 2 Jan 2023, dihitung sampai 24 Mar 2026; dilombakan: KIPP 2025.`; got != want {
		t.Errorf("reason %q, want %q", got, want)
	}
	// and one that is still learning says so
	learning := d.add("innovation", "title", "Ide", "stage", "learning")
	if r, err = d.st.Get(context.Background(), "innovation", learning); err != nil {
		t.Fatal(err)
	}
	if j, err = suggest.OfInnovation(context.Background(), d.st, r, "2026-03-24"); err != nil || j.Counts || !j.Created || j.Creation.Level != 1 || j.Resourced {
		t.Errorf("%+v, %v; want level 1 of one that does not run", j, err)
	}
}
