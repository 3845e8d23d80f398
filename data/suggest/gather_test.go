package suggest_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/store"
	"pinisi/data/suggest"
)

const today = "2026-03-24"

// desk is a store of KBRI Singapura with a draft evaluation of 2026.
type desk struct {
	*testing.T
	st         *store.Store
	author     data.ID
	evaluation data.Record
}

func open(t *testing.T) *desk {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	d := &desk{T: t, st: st, author: st.NewID()}
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Staff: d.author, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	id, err := assess.Begin(ctx, st, d.author, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	if d.evaluation, err = st.Get(ctx, "evaluation", id); err != nil {
		t.Fatal(err)
	}
	return d
}

// add writes a record from pairs of field and value.
func (d *desk) add(kind string, pairs ...any) data.ID {
	d.Helper()
	fields := map[string]data.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name := pairs[i].(string)
		switch v := pairs[i+1].(type) {
		case string:
			fields[name] = data.TextValue(v)
		case bool:
			fields[name] = data.BoolValue(v)
		case int:
			fields[name] = data.IntValue(int64(v))
		case []string:
			fields[name] = data.ListValue(v)
		case data.ID:
			fields[name] = data.RefValue(v)
		default:
			d.Fatalf("%s: %T", name, v)
		}
	}
	id := d.st.NewID()
	if kind == "mission" {
		id = data.DerivedID("mission", data.NilID, "kbri-singapura")
	}
	if _, err := d.st.Write(context.Background(), data.Action{Author: d.author, Label: "t", Edits: data.Create(kind, id, "", fields), Force: true}); err != nil {
		d.Fatal(err)
	}
	return id
}

func (d *desk) gather() *suggest.Facts {
	d.Helper()
	f, err := suggest.Gather(context.Background(), d.st, d.evaluation, today)
	if err != nil {
		d.Fatal(err)
	}
	return f
}

// want checks a fact's value, "–" for one that is not known.
func (d *desk) want(f *suggest.Facts, key, value string) {
	d.Helper()
	got := f.Fact(key)
	shown := got.Value
	if !got.Known {
		shown = "–"
	}
	if shown != value || got.Known == (got.Value == "") {
		d.Errorf("%s: %q (known %v, %s), want %q", key, got.Value, got.Known, got.How.In(words.New("id")), value)
	}
}

func (d *desk) level(f *suggest.Facts, indicator string) string {
	d.Helper()
	sheet, err := assess.Load(context.Background(), d.st, d.evaluation.ID)
	if err != nil {
		d.Fatal(err)
	}
	ind, ok := sheet.Instrument.Indicator(indicator)
	if !ok {
		d.Fatalf("no indicator %s", indicator)
	}
	g, ok := suggest.Suggest(ind, f)
	if !ok {
		return "–"
	}
	return fmt.Sprint(g.Level)
}

func TestAnEmptyStoreKnowsNothingAndClaimsNoZero(t *testing.T) {
	d := open(t)
	f := d.gather()
	if len(f.All()) < 20 {
		t.Errorf("%d facts", len(f.All()))
	}
	for _, one := range f.All() {
		if one.Known || one.Value != "" || len(one.Links) > 0 {
			t.Errorf("%s: known of nothing: %+v", one.Key, one)
		}
		for _, lang := range []string{"id", "en"} {
			if text := one.How.In(words.New(lang)); text == one.How.Key || text == "" || strings.Contains(text, "{{") {
				t.Errorf("%s: %q does not say what is not recorded (%s)", one.Key, text, lang)
			}
		}
	}
	for _, ind := range []string{"A01", "A02", "A04", "A07", "A08", "A09", "A28", "A29", "A30"} {
		if got := d.level(f, ind); got != "–" {
			t.Errorf("%s: suggested %s of nothing", ind, got)
		}
	}
}

func TestFactsOfAWorkingMission(t *testing.T) {
	d := open(t)
	d.add("mission", "code", "kbri-singapura", "services", []string{"IMI-01", "KON-01"})
	fkp := d.add("consultation", "title", "FKP paspor", "starts_at", "2026-02-09T20:00:00Z", "zone", "Asia/Singapore", "status", "signed")
	for _, u := range []string{"users", "users", "provider"} {
		d.add("participant", "consultation", fkp, "unsur", u)
	}
	// who was only invited does not count; who came to a session does
	for _, presence := range []string{"invited", "confirmed", "declined", "absent"} {
		d.add("participant", "consultation", fkp, "unsur", "experts", "presence", presence)
	}
	session, media := d.add("session", "consultation", fkp), d.add("participant", "consultation", fkp, "unsur", "media", "presence", "invited")
	d.add("attendance", "session", session, "participant", media)
	// an internal meeting counts for nothing, whoever was there
	internal := d.add("consultation", "title", "Rapat", "internal", true, "starts_at", "2026-03-01T01:00:00Z", "zone", "Asia/Singapore", "status", "draft")
	for _, u := range data.Unsur {
		d.add("participant", "consultation", internal, "unsur", u)
	}
	// nor does one that is still to come
	coming := d.add("consultation", "title", "FKP nanti", "starts_at", "2026-06-01T01:00:00Z", "zone", "Asia/Singapore", "status", "draft")
	for _, u := range data.Unsur {
		d.add("participant", "consultation", coming, "unsur", u)
	}
	standard := []any{"service", "IMI-01", "version", 1, "status", "decreed", "decreed_on", "2024-01-01", "reviewed_on", "2025-06-01", "consultation", fkp}
	for _, c := range data.StandardComponents {
		standard = append(standard, c, "Ada.")
	}
	d.add("standard", standard...)
	d.add("standard", "service", "IMI-01", "version", 2, "status", "draft") // a draft does not take the place of what is decreed
	d.add("standard", "service", "KON-01", "version", 1, "status", "draft", "requirements", "Paspor")
	for i, c := range []struct{ channel, status, on, unit string }{
		{"sp4n", "done", "2025-01-01", "Seksi Konsuler"}, {"sp4n", "processing", "2025-12-31", ""}, {"counter", "done", "2025-06-01", "seksi  konsuler"},
		{"sp4n", "done", "2024-12-31", ""}, {"sp4n", "done", "2026-01-01", ""}, {"email", "done", "2025-06-01", "Seksi Pensosbud"}, {"sp4n", "not_ours", "2025-06-01", ""},
	} {
		d.add("complaint", "tracking_id", fmt.Sprint(i), "channel", c.channel, "status", c.status, "received_on", c.on, "unit", c.unit)
	}
	skm := d.add("survey", "period", "2025", "title", "SKM 2025", "unit", "Seksi Konsuler", "instrument", "skm-2017", "instrument_version", "1.0.0",
		"status", "final", "reported_on", "2025-03-20", "media", []string{"print", "website"})
	d.add("survey_response", "survey", skm, "answers", "333333333")
	d.add("survey_response", "survey", skm, "answers", "444444444")
	d.add("survey", "period", "2026", "unit", "Seksi Konsuler", "instrument", "skm-2017", "instrument_version", "1.0.0", "status", "draft") // not final: not told
	done := d.add("followup", "source", skm, "source_kind", "survey", "action", "A", "status", "done", "done_on", "2025-06-20")
	d.add("followup", "source", skm, "action", "B", "status", "cancelled", "reason", "-")
	carried := d.add("followup", "source", skm, "action", "C", "status", "carried")
	d.add("followup", "source", skm, "action", "C lagi", "status", "done", "done_on", "2026-01-10", "carried_from", carried) // the same action, counted once
	d.add("innovation", "title", "Warung", "stage", "running", "started_on", "2024-03-24", "legal_state", "in_force", "people", true)

	f := d.gather()
	for key, value := range map[string]string{
		"services": "2", "standards": "2", "standards_complete": "1", "standards_decreed": "1", "standards_reviewed_on": "2025-06-01",
		"fkp_unsur": "users,media", "fkp_on": "2026-02-10", // 4 in the morning there, the day before in UTC
		"complaints_in": "3", "complaints_done": "2", "complaints_sp4n_in": "2", "complaints_sp4n_done": "1", "complaint_channels": "sp4n,counter",
		"skm_value": "87.50", "skm_quality": "B", "skm_period": "2025", "skm_media": "print,website",
		"skm_planned": "3", "skm_done": "1", "skm_done_on": "–",
		"innovation_since": "2024-03-24", "innovation_contests": "–", "innovation_resources": "legal_basis,people",
	} {
		d.want(f, key, value)
	}
	for indicator, level := range map[string]string{"A01": "1", "A02": "2", "A04": "4", "A07": "2", "A08": "3", "A09": "-1", "A28": "4", "A29": "3", "A30": "3", "A05": "–"} {
		if got := d.level(f, indicator); got != level {
			t.Errorf("%s: %s, want %s", indicator, got, level)
		}
	}
	if links := f.Fact("skm_done").Links; !slices.ContainsFunc(links, func(l suggest.Link) bool { return l.ID == done && l.Kind == "followup" && l.Title == "A" }) {
		t.Errorf("what is done does not lead to the action: %+v", links)
	}
	if links := f.Fact("fkp_unsur").Links; len(links) != 1 || links[0].ID != fkp || links[0].Title != "FKP paspor" {
		t.Errorf("unsur lead to %+v", links)
	}
}

func TestAnotherMissionsRecordsDoNotCount(t *testing.T) {
	d := open(t)
	ctx := context.Background()
	if _, err := d.st.Write(ctx, data.Action{Author: d.author, Label: "t", Force: true, Edits: data.Create("complaint", d.st.NewID(), "kjri-johor-bahru", map[string]data.Value{
		"status": data.TextValue("done"), "channel": data.TextValue("sp4n"), "received_on": data.TextValue("2025-05-05"),
	})}); err != nil {
		t.Fatal(err)
	}
	d.want(d.gather(), "complaints_in", "–")
}

func TestALaterDayDoesNotChangeAnEarlierYear(t *testing.T) {
	d := open(t)
	d.add("innovation", "title", "Warung", "stage", "running", "started_on", "2025-12-31")
	f, err := suggest.Gather(context.Background(), d.st, d.evaluation, "2028-01-01")
	if err != nil {
		t.Fatal(err)
	}
	// the year's end is the last day that counts: the innovation is then a year old to the day
	if f.AsOf != "2026-12-31" || d.level(f, "A29") != "-1" {
		t.Errorf("as of %s: %s", f.AsOf, d.level(f, "A29"))
	}
}

// TestFormsNameOnlyRulesAndFactsThatThereAre holds the shipped forms to this
// package, and what facts say to the questions that they fill.
func TestFormsNameOnlyRulesAndFactsThatThereAre(t *testing.T) {
	all, err := instrument.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	d := open(t)
	known := map[string]bool{}
	for _, f := range d.gather().All() {
		known[f.Key] = true
		for _, lang := range []string{"id", "en"} {
			if _, ok := words.New(lang).Lookup("suggest.fact." + f.Key); !ok {
				t.Errorf("the fact %s has no name in %s", f.Key, lang)
			}
		}
	}
	used := map[string]bool{}
	for _, ins := range all.All() {
		for _, ind := range ins.Indicators() {
			used[ind.Fact] = true
			if ind.Fact != "" && !slices.Contains(suggest.Rules(), ind.Fact) {
				t.Errorf("%s %s: no rule %q", ins.ID, ind.ID, ind.Fact)
			}
		}
		for _, q := range ins.F01.Questions {
			if q.Fact != "" && !known[q.Fact] {
				t.Errorf("%s %s: no fact %q", ins.ID, q.ID, q.Fact)
			}
			possible := map[string][]string{"fkp_unsur": data.Unsur, "innovation_resources": {"legal_basis", "legal_draft", "budget", "facilities", "people"}}
			if f, ok := data.Complaint.Field("channel"); ok {
				possible["complaint_channels"] = f.Choices
			}
			for _, id := range possible[q.Fact] {
				if !q.Takes(id) {
					t.Errorf("%s %s: the form does not take %q of %s", ins.ID, q.ID, id, q.Fact)
				}
			}
		}
	}
	for _, rule := range suggest.Rules() {
		if !used[rule] {
			t.Errorf("no form uses the rule %s", rule)
		}
	}
}
