package innovate_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/innovate"
	"pinisi/data/rules"
	"pinisi/data/store"
)

const today = "2026-03-24"

type desk struct {
	*testing.T
	st     *store.Store
	author data.ID
	ctx    context.Context
}

func open(t *testing.T, scope string) *desk {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	d := &desk{T: t, st: st, author: st.NewID(), ctx: ctx}
	d.check(st.SetProfile(ctx, store.Profile{Scope: scope, Staff: d.author, Language: "id"}))
	return d
}

func (d *desk) check(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *desk) add(kind string, fields map[string]data.Value) data.Record {
	d.Helper()
	id := d.st.NewID()
	d.write(data.Create(kind, id, "", fields)...)
	r, err := d.st.Get(d.ctx, kind, id)
	d.check(err)
	return r
}

func (d *desk) write(edits ...data.Edit) {
	d.Helper()
	_, err := d.st.Write(d.ctx, data.Action{Author: d.author, Label: "t", Edits: edits})
	d.check(err)
}

func (d *desk) innovation(since string) data.Record {
	return d.add("innovation", map[string]data.Value{"title": data.TextValue("Antrean"), "started_on": data.TextValue(since), "stage": data.TextValue("running")})
}

func (d *desk) begin(of data.Record, year, group string) *innovate.Sheet {
	d.Helper()
	id, err := innovate.Begin(d.ctx, d.st, d.author, innovate.New{Innovation: of, Year: year, Group: group})
	d.check(err)
	return d.load(id)
}

func (d *desk) load(id data.ID) *innovate.Sheet {
	d.Helper()
	s, err := innovate.Load(d.ctx, d.st, id, today)
	d.check(err)
	return s
}

func (d *desk) section(p data.ID, section, text string) {
	d.Helper()
	d.write(data.Create("proposal_section", innovate.SectionID(p, section), "", map[string]data.Value{
		"proposal": data.RefValue(p), "section": data.TextValue(section), "text": data.TextValue(text)})...)
}

func TestWordsAreWhatPeopleCount(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "   \n\t": 0, "satu": 1, "satu dua": 2, " satu  dua\ntiga ": 3,
		"undang-undang": 1, "e-paspor": 1, "dan/atau": 1, "Jum'at": 1, "24/7": 1, "1.234,56": 1, "85%": 1,
		"a – b": 2, "a - b": 2, "• satu": 1, "- satu": 1, "1. satu": 2, "& * #": 0,
		"2021–2023": 1, "cepat—murah": 2, "cepat...murah": 2, "cepat…murah": 2, "cepat...": 1, "dkk. dll.": 2,
		"satu\u00a0dua": 2, "sa\u200btu": 1, "sa\u00adtu": 1, "(satu)": 1, "“satu dua”": 2,
		"https://kemlu.go.id/singapura": 1, "NIK:123": 1, "½ jam": 2, "外交部": 3, "Kemlu 外交": 3, "café naïve": 2, "cafe\u0301": 1,
	} {
		if got := innovate.Words(text); got != want {
			t.Errorf("%q has %d words, counted %d", text, want, got)
		}
	}
}

func TestWordsAgainstTheirLimit(t *testing.T) {
	for _, c := range []struct {
		words, limit int
		want         innovate.Limit
	}{{0, 200, innovate.Empty}, {0, 0, innovate.Empty}, {5, 0, innovate.NoLimit}, {189, 200, innovate.Within}, {190, 200, innovate.Full}, {200, 200, innovate.Full}, {201, 200, innovate.Over}} {
		if got := innovate.Against(c.words, c.limit); got != c.want {
			t.Errorf("%d of %d words: %d, want %d", c.words, c.limit, got, c.want)
		}
	}
}

func TestTheGroupsOfEachYear(t *testing.T) {
	d := open(t, "kbri-singapura")
	r, err := innovate.ReadRules(d.ctx, d.st)
	d.check(err)
	for year, want := range map[string]string{"2021": "umum replikasi khusus", "2022": "umum khusus", "2023": "umum khusus", "2025": "umum replikasi", "2024": "umum khusus", "2030": "umum replikasi"} {
		y, exact := r.Of(year)
		var got []string
		for _, g := range y.Groups {
			got = append(got, g.ID)
			if len(r.SectionsOf(g.Form)) == 0 || r.Source(g.Form).IsZero() {
				t.Errorf("%s %s has no sections or no source", year, g.ID)
			}
		}
		if strings.Join(got, " ") != want || exact != (year == y.Year) {
			t.Errorf("%s: groups %v (exact %v), want %s", year, got, exact, want)
		}
	}
	if y, _ := r.Of("2025"); y.PassMark != 85 || y.Video == nil || y.Video.MaxSeconds != 300 {
		t.Errorf("2025: %+v", y)
	}
	for _, s := range r.Sections {
		if s.Words > 0 && !s.Ours {
			t.Errorf("the limit of %s is said to be official, and none was found", s.ID)
		}
	}
}

// outcome finds a check.
func outcome(s *innovate.Sheet, key string) (innovate.Outcome, bool) {
	for _, c := range s.Checks() {
		if c.Key == key {
			return c.Outcome, true
		}
	}
	return 0, false
}

func TestTheAgeIsCountedBackFromClosing(t *testing.T) {
	for _, c := range []struct {
		since, year, group, closes string
		key                        string
		want                       innovate.Outcome
	}{
		{"2019-05-31", "2021", "umum", "2021-05-31", "age_enough", innovate.Passed}, // on the very day
		{"2019-06-01", "2021", "umum", "2021-05-31", "age_young", innovate.Failed},
		{"2020-05-31", "2021", "replikasi", "2021-05-31", "age_enough", innovate.Passed},
		{"2020-06-01", "2021", "replikasi", "2021-05-31", "age_young", innovate.Failed},
		{"2021-04-01", "2022", "umum", "2022-05-31", "age_relaxed", innovate.Warned},
		{"2021-07-01", "2022", "umum", "2022-05-31", "age_young", innovate.Failed},
		{"2024-02-29", "2021", "umum", "2026-02-28", "age_enough", innovate.Passed}, // the last of the month stands for the 29th
		{"2020-01-01", "2021", "umum", "", "age_enough_today", innovate.Passed},
		{"2025-01-01", "2021", "umum", "", "age_young_today", innovate.Warned},
		{"2020-01-01", "2025", "umum", "2025-05-31", "age_unknown", innovate.Unknown},
		{"", "2021", "umum", "2021-05-31", "age_no_start", innovate.Failed},
		{"2022-01-01", "2021", "umum", "2021-05-31", "age_later", innovate.Failed},
	} {
		d := open(t, "kbri-singapura")
		in := d.add("innovation", map[string]data.Value{"title": data.TextValue("A")})
		if c.since != "" {
			d.write(in.Set("started_on", data.TextValue(c.since)))
		}
		s := d.begin(in, c.year, c.group)
		if c.closes != "" {
			d.write(s.Proposal.Set("closes_on", data.TextValue(c.closes)))
		}
		s = d.load(s.Proposal.ID)
		if got, ok := outcome(s, c.key); !ok || got != c.want {
			t.Errorf("%+v: %v %v of %+v", c, got, ok, s.Checks())
		}
	}
}

func TestTheVideoIsLookedAt(t *testing.T) {
	d := open(t, "kbri-singapura")
	s := d.begin(d.innovation("2020-01-01"), "2025", "umum")
	if got, ok := outcome(s, "video_missing"); !ok || got != innovate.Failed {
		t.Errorf("without a video: %+v", s.Checks())
	}
	p := s.Proposal
	d.write(p.Set("video", data.TextValue("https://contoh.id/v")), p.Set("video_seconds", data.IntValue(300)), p.Set("video_checks", data.ListValue([]string{"picture"})))
	s = d.load(p.ID)
	for key, want := range map[string]innovate.Outcome{"video_length": innovate.Passed, "video_picture": innovate.Passed, "video_language_open": innovate.Unknown} {
		if got, ok := outcome(s, key); !ok || got != want {
			t.Errorf("%s: %v %v of %+v", key, got, ok, s.Checks())
		}
	}
	d.write(s.Proposal.Set("video_seconds", data.IntValue(301)))
	if got, ok := outcome(d.load(p.ID), "video_long"); !ok || got != innovate.Failed {
		t.Errorf("five minutes and a second passed")
	}
	// and a year that asks for none says nothing of it
	if _, ok := outcome(d.begin(s.Innovation, "2021", "umum"), "video_missing"); ok {
		t.Error("2021 asks for a video")
	}
}

func TestTheGroupKhususWantsAnAwardAndEntriesAreCounted(t *testing.T) {
	d := open(t, "kbri-singapura")
	in := d.innovation("2015-01-01")
	s := d.begin(in, "2021", "khusus")
	if got, ok := outcome(s, "group_no_award"); !ok || got != innovate.Warned {
		t.Errorf("without an award: %+v", s.Checks())
	}
	d.add("award", map[string]data.Value{"innovation": data.RefValue(in.ID), "name": data.TextValue("Top 45 2019")})
	if got, ok := outcome(d.load(s.Proposal.ID), "group_invited"); !ok || got != innovate.Passed {
		t.Errorf("with an award: %+v", d.load(s.Proposal.ID).Checks())
	}
	for range 5 {
		d.add("proposal", map[string]data.Value{"innovation": data.RefValue(in.ID), "year": data.TextValue("2021"), "group": data.TextValue("replikasi"), "status": data.TextValue("submitted")})
	}
	d.add("proposal", map[string]data.Value{"innovation": data.RefValue(in.ID), "year": data.TextValue("2021"), "group": data.TextValue("replikasi"), "status": data.TextValue("draft")})
	s = d.begin(in, "2021", "replikasi")
	if got, ok := outcome(s, "entries_over"); !ok || got != innovate.Failed || s.Entries != 6 {
		t.Errorf("a sixth replication: %d of %+v", s.Entries, s.Checks())
	}
}

func TestAProposalIsLockedOnceItIsSubmitted(t *testing.T) {
	d := open(t, "kbri-singapura")
	s := d.begin(d.innovation("2020-01-01"), "2025", "umum")
	id := s.Proposal.ID
	if err := innovate.Submit(d.ctx, d.st, d.author, id, today); code(err) != "innovation.nothing_written" {
		t.Errorf("an empty proposal: %v", err)
	}
	d.section(id, "ringkasan", "Antrean dipesan dari rumah")
	d.check(innovate.Submit(d.ctx, d.st, d.author, id, today))
	s = d.load(id)
	if s.Proposal.Text("status") != data.ProposalSubmitted || s.Proposal.Text("submitted_on") != today {
		t.Errorf("submitted: %v", s.Proposal.Fields)
	}
	// then neither it nor its sections change
	for _, e := range []data.Edit{s.Proposal.Set("group", data.TextValue("replikasi")), s.Parts[0].Record.Set("text", data.TextValue("lain")),
		data.Create("proposal_section", innovate.SectionID(id, "latar"), "", map[string]data.Value{"proposal": data.RefValue(id)})[0]} {
		if _, err := d.st.Write(d.ctx, data.Action{Author: d.author, Label: "t", Edits: []data.Edit{e}}); !errors.Is(err, data.ErrLocked) {
			t.Errorf("%s.%s could be written: %v", e.Kind, e.Field, err)
		}
	}
	if err := innovate.Submit(d.ctx, d.st, d.author, id, today); code(err) != "innovation.wrong_status" {
		t.Errorf("submitted twice: %v", err)
	}
	// but what came of it is noted
	d.check(innovate.Decided(d.ctx, d.st, d.author, id, data.ProposalPassed, "", "2026-05-01"))
	d.check(innovate.Decided(d.ctx, d.st, d.author, id, data.ProposalAwarded, "Top 45", "2026-08-01"))
	if p := d.load(id).Proposal; p.Text("status") != data.ProposalAwarded || p.Text("result") != "Top 45" {
		t.Errorf("awarded: %v", p.Fields)
	}
	if err := innovate.Reopen(d.ctx, d.st, d.author, id); code(err) != "innovation.wrong_status" {
		t.Errorf("an awarded one was reopened: %v", err)
	}
}

func TestALimitOfOnesOwnHoldsAndNothingWrittenIsHidden(t *testing.T) {
	d := open(t, "kbri-singapura")
	s := d.begin(d.innovation("2020-01-01"), "2025", "replikasi")
	id := s.Proposal.ID
	d.section(id, "ringkasan", strings.Repeat("kata ", 201))
	d.section(id, "inspirasi", "dari KJRI Penang")
	s = d.load(id)
	if p := s.Parts[0]; p.Words != 201 || p.Most != 200 || p.Limit != innovate.Over || !p.Ours || p.Own {
		t.Errorf("%+v", p)
	}
	if len(s.Over()) != 1 || len(s.Missing()) != len(s.Parts)-2 {
		t.Errorf("%d over, %d missing of %d", len(s.Over()), len(s.Missing()), len(s.Parts))
	}
	d.write(s.Parts[0].Record.Set("word_limit", data.IntValue(300)))
	if p := d.load(id).Parts[0]; p.Most != 300 || !p.Own || p.Limit != innovate.Within {
		t.Errorf("with a limit of its own: %+v", p)
	}
	// when the group changes to one without that section
	d.write(s.Proposal.Set("group", data.TextValue("umum")))
	last := d.load(id).Parts
	if p := last[len(last)-1]; p.ID != "inspirasi" || p.Text != "dari KJRI Penang" {
		t.Errorf("what was written of the former group is gone: %+v", p)
	}
}

func TestNewerRulesSayWhatChanged(t *testing.T) {
	d := open(t, store.Headquarters)
	s := d.begin(d.innovation("2020-01-01"), "2025", "umum")
	if s.Newer != nil {
		t.Fatal("there are newer rules from the start")
	}
	raw, err := rules.Export(d.ctx, d.st, innovate.RulesCode)
	d.check(err)
	text := strings.Replace(string(raw), `"version": "1.0"`, `"version": "1.1"`, 1)
	text = strings.Replace(text, `"words": 200`, `"words": 150`, 1)
	text = strings.Replace(text, `"pass_mark": 85`, `"pass_mark": 80`, 1)
	_, err = rules.Publish(d.ctx, d.st, d.author, []byte(text))
	d.check(err)
	s = d.load(s.Proposal.ID)
	if s.Rules.Version != "1.0" || s.Newer == nil || s.Newer.Version != "1.1" || s.Parts[0].Most != 200 {
		t.Fatalf("the proposal does not keep the rules that it was begun with: %s, %+v", s.Rules.Version, s.Newer)
	}
	got := fmt.Sprint(s.Rules.Changes(s.Newer, "2025", "umum", "id"))
	if got != "[{pass_mark  85 80} {words Ringkasan 200 150}]" {
		t.Errorf("changes %s", got)
	}
	d.check(innovate.Renew(d.ctx, d.st, d.author, s.Proposal.ID))
	if s = d.load(s.Proposal.ID); s.Newer != nil || s.Parts[0].Most != 150 {
		t.Errorf("not renewed: %+v", s.Parts[0])
	}
	// and what cannot be is not published
	for _, bad := range [][2]string{{`"form": "umum"`, `"form": "lain"`}, {`"year": "2022"`, `"year": "2020"`}, {`"words": 400`, `"words": -1`}} {
		broken := strings.Replace(strings.Replace(text, `"version": "1.1"`, `"version": "1.2"`, 1), bad[0], bad[1], 1)
		if _, err := rules.Check([]byte(broken)); code(err) != "rules.bad_values" {
			t.Errorf("%s was taken: %v", bad[1], err)
		}
	}
}

func TestDraftsThatCloseSoonAreDue(t *testing.T) {
	d := open(t, "kbri-singapura")
	in := d.innovation("2020-01-01")
	for _, on := range []string{"2026-04-23", "2026-04-24", "2026-03-24", "2026-03-20", "2026-01-20", ""} {
		s := d.begin(in, "2025", "umum")
		if on != "" {
			d.write(s.Proposal.Set("closes_on", data.TextValue(on)))
		}
	}
	due, err := innovate.Due(d.ctx, d.st, "kbri-singapura", today)
	d.check(err)
	var got []string
	for _, c := range due {
		got = append(got, fmt.Sprint(c.On, " ", c.Days))
	}
	if strings.Join(got, ", ") != "2026-03-20 -4, 2026-03-24 0, 2026-04-23 30" {
		t.Errorf("due %v", got)
	}
	if due, err = innovate.Due(d.ctx, d.st, "kjri-penang", today); err != nil || len(due) != 0 {
		t.Errorf("of another mission: %v %v", due, err)
	}
}

func code(err error) string {
	var e *data.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}
