package standards

import (
	"context"
	"errors"
	"slices"
	"testing"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

const scope = "kbri-singapura"

func open(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(context.Background(), store.Profile{Scope: scope, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

func put(t *testing.T, st *store.Store, kind string, pairs ...any) data.Record {
	t.Helper()
	fields := map[string]data.Value{}
	for i := 0; i < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case string:
			fields[pairs[i].(string)] = data.TextValue(v)
		case int:
			fields[pairs[i].(string)] = data.IntValue(int64(v))
		case data.ID:
			fields[pairs[i].(string)] = data.RefValue(v)
		case data.Value:
			fields[pairs[i].(string)] = v
		}
	}
	id := st.NewID()
	if kind == "mission" {
		id = setup.MissionID(scope)
	}
	if _, err := st.Write(context.Background(), data.Action{Label: "test", Edits: data.Create(kind, id, scope, fields), Force: true}); err != nil {
		t.Fatal(err)
	}
	return get(t, st, kind, id)
}

func get(t *testing.T, st *store.Store, kind string, id data.ID) data.Record {
	t.Helper()
	r, err := st.Get(context.Background(), kind, id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func set(t *testing.T, st *store.Store, r data.Record, field, value string) error {
	t.Helper()
	_, err := st.Write(context.Background(), data.Action{Label: "test", Edits: []data.Edit{get(t, st, r.Kind, r.ID).Set(field, data.TextValue(value))}})
	return err
}

// whole is a version with all components.
func whole(pairs ...any) []any {
	for _, c := range data.StandardComponents {
		pairs = append(pairs, c, "Isi "+c+".")
	}
	return pairs
}

func isCode(err error, code string) bool { return errors.Is(err, &data.Error{Code: code}) }

// given a blank draft, when it goes through its life, then each step waits for
// what it needs, the decree locks it, and the version after it retires it.
func TestLifeOfAVersion(t *testing.T) {
	ctx, st := context.Background(), open(t)
	id, err := Begin(ctx, st, data.NilID, "", "IMI-01")
	if err != nil {
		t.Fatal(err)
	}
	if err := Advance(ctx, st, data.NilID, id, data.StandardDecreed, "2026-03-24"); !isCode(err, "standards.not_ready") {
		t.Fatalf("a blank draft was decreed: %v", err)
	}
	if err := Advance(ctx, st, data.NilID, id, data.StandardPublished, "2026-03-24"); !isCode(err, "standards.no_step") {
		t.Fatalf("a draft was published: %v", err)
	}
	r := get(t, st, "standard", id)
	fkp := put(t, st, "consultation", "form", "fkp", "title", "FKP paspor", "signed_on", "2026-03-01")
	fill := func(r data.Record, number string) {
		for _, c := range data.StandardComponents {
			if err := set(t, st, r, c, "Isi "+c+" "+number); err != nil {
				t.Fatal(err)
			}
		}
		for field, value := range map[string]string{"decree_number": number, "decreed_on": "2026-03-10", "consultation": fkp.ID.String()} {
			if err := set(t, st, r, field, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	fill(r, "1/SK/2026")
	for _, to := range []string{data.StandardConsulted, data.StandardDecreed} {
		if err := Advance(ctx, st, data.NilID, id, to, "2026-03-24"); err != nil {
			t.Fatalf("to %s: %v", to, err)
		}
	}
	for _, field := range []string{"requirements", "fee_amount", "decree_number", data.FieldDeleted} {
		_, err := st.Write(ctx, data.Action{Label: "test", Edits: []data.Edit{get(t, st, "standard", id).Set(field, data.TextValue("lain"))}})
		if err == nil {
			t.Errorf("%s of a decreed version was changed", field)
		}
	}
	publish := func(id data.ID, on string) {
		r := get(t, st, "standard", id)
		if err := Advance(ctx, st, data.NilID, id, data.StandardPublished, on); !isCode(err, "standards.not_ready") {
			t.Fatalf("published without a place: %v", err)
		}
		set(t, st, r, "published_at", "papan loket")
		set(t, st, r, "published_on", "2026-03-01")
		if err := Advance(ctx, st, data.NilID, id, data.StandardPublished, on); !isCode(err, "standards.not_ready") {
			t.Fatalf("published before it was decreed: %v", err)
		}
		set(t, st, r, "published_on", on)
		if err := Advance(ctx, st, data.NilID, id, data.StandardPublished, on); err != nil {
			t.Fatal(err)
		}
	}
	publish(id, "2026-03-12")

	// when a new version is made, then it is a copy, and the old one holds until it is published
	second, err := Begin(ctx, st, data.NilID, "", "IMI-01")
	if err != nil {
		t.Fatal(err)
	}
	n := get(t, st, "standard", second)
	if v, _ := n.Int("version"); v != 2 || n.Ref("supersedes") != id || n.Text("requirements") != "Isi requirements 1/SK/2026" || n.Text("decree_number") != "" {
		t.Errorf("the new version: %d, supersedes %s, %q, decree %q", v, n.Ref("supersedes"), n.Text("requirements"), n.Text("decree_number"))
	}
	fill(n, "2/SK/2026")
	if err := Advance(ctx, st, data.NilID, second, data.StandardDecreed, "2026-03-24"); err != nil {
		t.Fatal(err)
	}
	c, _ := Load(ctx, st, scope)
	if now := c.Service("IMI-01").Current(); now.ID != id {
		t.Errorf("in force while the second is only decreed: %s", now.ID)
	}
	publish(second, "2026-03-20")
	old := get(t, st, "standard", id)
	if old.Text("status") != data.StandardRetired || old.Text("retired_on") != "2026-03-20" || old.Text("requirements") != "Isi requirements 1/SK/2026" {
		t.Errorf("the old version: %s on %s, %q", old.Text("status"), old.Text("retired_on"), old.Text("requirements"))
	}
	c, _ = Load(ctx, st, scope)
	if now := c.Service("IMI-01").Current(); now.ID != second {
		t.Errorf("in force: %s, not the second", now.ID)
	}
}

// given two people who write version 2 apart from each other, when both are
// decreed, then both stay and have different numbers; and where even the decrees
// were made apart, both are shown with labels of their own.
func TestTwoDraftsOfOneNumber(t *testing.T) {
	ctx, st := context.Background(), open(t)
	put(t, st, "standard", whole("service", "KON-01", "version", 1, "status", "published", "decreed_on", "2025-01-01")...)
	var drafts []data.Record
	for i, number := range []string{"7/SK", "8/SK"} {
		drafts = append(drafts, put(t, st, "standard", whole("service", "KON-01", "version", 2, "status", "draft", "decree_number", number, "decreed_on", []string{"2026-01-01", "2026-01-02"}[i])...))
	}
	c, _ := Load(ctx, st, scope)
	s := c.Service("KON-01")
	if a, b := s.Label(drafts[0].ID), s.Label(drafts[1].ID); a != "2" || b != "2b" {
		t.Errorf("labels of the drafts: %s and %s", a, b)
	}
	for _, d := range drafts {
		if err := Advance(ctx, st, data.NilID, d.ID, data.StandardDecreed, "2026-03-24"); err != nil {
			t.Fatal(err)
		}
	}
	a, _ := get(t, st, "standard", drafts[0].ID).Int("version")
	b, _ := get(t, st, "standard", drafts[1].ID).Int("version")
	if a != 2 || b != 3 {
		t.Errorf("numbers after the decrees: %d and %d", a, b)
	}
	late := put(t, st, "standard", "service", "KON-02", "version", 2, "status", "draft") // begun before 2 was decreed elsewhere
	put(t, st, "standard", whole("service", "KON-02", "version", 2, "status", "decreed", "decreed_on", "2026-01-05")...)
	other := put(t, st, "standard", whole("service", "KON-02", "version", 2, "status", "decreed", "decreed_on", "2026-01-06")...)
	c, _ = Load(ctx, st, scope)
	if l := c.Service("KON-02").Label(other.ID); l != "2b" {
		t.Errorf("label of the second decreed on another device: %s", l)
	}
	if l := c.Service("KON-02").Label(late.ID); l != "3" {
		t.Errorf("label of a draft whose number is gone: %s", l)
	}
}

func TestCompleteness(t *testing.T) {
	r := data.Record{Fields: map[string]data.Value{"requirements": data.TextValue("Paspor"), "procedure": data.TextValue("  "), "fee_amount": data.TextValue("0"), "staff_count": data.IntValue(0)}}
	if n := Complete(r); n != 3 {
		t.Errorf("%d components, want 3: a text, a fee of 0, a number of staff", n)
	}
	if m := Missing(r); len(m) != 11 || m[0] != "procedure" || slices.Contains(m, "fee") {
		t.Errorf("missing %v", m)
	}
	if !Free(r) || Free(data.Record{Fields: map[string]data.Value{"fee_amount": data.TextValue("0.50")}}) || Free(data.Record{}) {
		t.Error("what is free: only an amount of zero")
	}
	for text, want := range map[string][]string{
		"1. Ambil antrean\n2) Verifikasi\n\n- Bayar": {"Ambil antrean", "Verifikasi", "Bayar"},
		"Daftar; verifikasi; ambil":                  {"Daftar", "verifikasi", "ambil"},
		"2 lembar pasfoto\nPaspor; asli":             {"2 lembar pasfoto", "Paspor; asli"},
		"":                                           nil,
	} {
		if got := Lines(text); !slices.Equal(got, want) {
			t.Errorf("lines of %q: %q", text, got)
		}
	}
}

// given reviews, when they are noted, changed and taken back, then the version's
// day is that of the latest, even though it is published.
func TestReviewsKeepTheVersionInStep(t *testing.T) {
	ctx, st := context.Background(), open(t)
	r := put(t, st, "standard", whole("service", "IMI-01", "version", 1, "status", "published", "decreed_on", "2024-01-10", "reviewed_on", "2024-06-01")...)
	day := func(field string) string { return get(t, st, "standard", r.ID).Text(field) }
	note := func(id data.ID, kind, on string) data.ID {
		id, err := SaveReview(ctx, st, data.NilID, r.ID, id, Review{Type: kind, On: on, Finding: "Masih sesuai", Result: "keep"}, "2026-03-24")
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	first := note(data.NilID, ReviewOf, "2025-06-01")
	note(data.NilID, ReviewOf, "2025-03-01")
	note(data.NilID, Monitored, "2026-01-15")
	if day("reviewed_on") != "2025-06-01" || day("monitored_on") != "2026-01-15" {
		t.Errorf("days %s and %s", day("reviewed_on"), day("monitored_on"))
	}
	note(first, ReviewOf, "2025-07-01")
	if day("reviewed_on") != "2025-07-01" {
		t.Errorf("after the change: %s", day("reviewed_on"))
	}
	if err := DeleteReview(ctx, st, data.NilID, r.ID, first); err != nil {
		t.Fatal(err)
	}
	if day("reviewed_on") != "2025-03-01" {
		t.Errorf("after the deletion: %s", day("reviewed_on"))
	}
	for _, on := range []string{"2026-03-25", "kemarin", ""} {
		if _, err := SaveReview(ctx, st, data.NilID, r.ID, data.NilID, Review{Type: ReviewOf, On: on, Finding: "x"}, "2026-03-24"); !isCode(err, "standards.review_date") {
			t.Errorf("a review on %q: %v", on, err)
		}
	}
}

// given services with and without standards, when asked what is due, then
// reviews come first, by the standard's own interval or by the rules, and what
// lacks after them.
func TestDue(t *testing.T) {
	ctx, st := context.Background(), open(t)
	put(t, st, "mission", "code", scope, "services", data.ListValue([]string{"IMI-01", "IMI-02", "IMI-06", "KON-01", "KON-02", "KON-03"}))
	put(t, st, "standard", whole("service", "IMI-01", "version", 1, "status", "published", "decreed_on", "2024-01-10", "reviewed_on", "2025-03-20", "monitored_on", "2026-01-01")...)
	put(t, st, "standard", whole("service", "IMI-02", "version", 1, "status", "published", "decreed_on", "2025-12-01", "review_months", 24, "monitored_on", "2026-01-01")...)
	put(t, st, "standard", "service", "IMI-06", "version", 1, "status", "decreed", "decreed_on", "2025-05-15", "monitored_on", "2026-01-01", "requirements", "Paspor")
	put(t, st, "standard", "service", "KON-01", "version", 1, "status", "draft", "fee_amount", "0")
	put(t, st, "standard", "service", "LEG-01", "version", 1, "status", "draft") // not offered
	// a review that came from elsewhere, of which the version itself says nothing
	put(t, st, "standard", whole("service", "KON-02", "version", 1, "status", "published", "decreed_on", "2024-01-10")...)
	c, err := Load(ctx, st, scope)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{ReviewOf, Monitored} {
		put(t, st, "review", "standard", c.Service("KON-02").Current().ID, "type", kind, "on", "2026-02-01", "finding", "Sesuai")
	}
	all, err := Due(ctx, st, scope, "2026-03-24")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range all {
		got = append(got, m.Service+" "+m.Reason+" "+m.On)
	}
	want := []string{"IMI-01 review 2026-03-20", "IMI-06 review 2026-05-15", "IMI-06 unpublished ", "IMI-06 incomplete ", "KON-01 draft ", "KON-01 incomplete ", "KON-03 absent "}
	if !slices.Equal(got, want) {
		t.Errorf("due:\n%q\nwant\n%q", got, want)
	}
	if all[0].Days != -4 || !all[0].Late() || all[1].Late() || all[3].N != 13 {
		t.Errorf("days %d, late %v %v, missing %d", all[0].Days, all[0].Late(), all[1].Late(), all[3].N)
	}
}

func TestLastDayOfAMonth(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{{"2026-01-31", 1, "2026-02-28"}, {"2024-02-29", 12, "2025-02-28"}, {"2025-12-15", 2, "2026-02-15"}, {"", 3, ""}} {
		if got := later(c.from, c.months, 0); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

// given an agreement on a component, when it is carried into the standard, then
// a draft begins from the version in force with the new text, its old figures
// are gone, and it is linked; a second agreement goes into the same draft.
func TestDraftFromAgreement(t *testing.T) {
	ctx, st := context.Background(), open(t)
	now := put(t, st, "standard", whole("service", "IMI-01", "version", 1, "status", "published", "decreed_on", "2025-01-01", "duration_value", 5, "duration_unit", "working_days", "fee_amount", "0")...)
	fkp := put(t, st, "consultation", "form", "fkp", "title", "FKP", "status", "signed")
	agreed := put(t, st, "agreement", "consultation", fkp.ID, "text", "Waktu dipersingkat", "service", "IMI-01", "component", 3, "to_value", "3 hari kerja sejak biometrik")
	id, err := DraftFrom(ctx, st, data.NilID, agreed)
	if err != nil {
		t.Fatal(err)
	}
	r := get(t, st, "standard", id)
	if v, _ := r.Int("version"); v != 2 || r.Text("duration") != "3 hari kerja sejak biometrik" || !r.Get("duration_value").IsNull() || r.Text("fee_amount") != "0" ||
		r.Text("requirements") != now.Text("requirements") || r.Ref("consultation") != fkp.ID || r.Ref("supersedes") != now.ID {
		t.Errorf("the draft: %v", r.Fields)
	}
	count := func() int {
		n, err := st.Count(ctx, store.Query{Kind: "link", Parent: agreed.ID})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if again, err := DraftFrom(ctx, st, data.NilID, agreed); err != nil || again != id || count() != 1 {
		t.Errorf("again: %s (%v), %d links", again, err, count())
	}
	second := put(t, st, "agreement", "consultation", fkp.ID, "text", "Gratis", "service", "IMI-01", "component", 4, "to_value", "Tanpa biaya")
	if other, err := DraftFrom(ctx, st, data.NilID, second); err != nil || other != id || get(t, st, "standard", id).Text("fee") != "Tanpa biaya" {
		t.Errorf("the second agreement went to %s (%v)", other, err)
	}
	for code, bad := range map[string]data.Record{
		"standards.not_agreed":           put(t, st, "agreement", "service", "IMI-01", "component", 4, "to_value", "x", "outcome", data.NotAgreed),
		"standards.agreement_incomplete": put(t, st, "agreement", "service", "IMI-01", "component", 4),
	} {
		if _, err := DraftFrom(ctx, st, data.NilID, bad); !isCode(err, code) {
			t.Errorf("want %s: %v", code, err)
		}
	}
	// when the draft is decreed, then the agreement leads there and begins nothing new
	put(t, st, "standard", "service", "none")
	if _, err := st.Write(ctx, data.Action{Label: "test", Edits: []data.Edit{get(t, st, "standard", id).Set("status", data.TextValue("decreed"))}}); err != nil {
		t.Fatal(err)
	}
	if after, err := DraftFrom(ctx, st, data.NilID, agreed); err != nil || after != id {
		t.Errorf("after the decree: %s (%v), want %s", after, err, id)
	}
}

func TestServicesAreSwitched(t *testing.T) {
	ctx, st := context.Background(), open(t)
	put(t, st, "standard", "service", "KON-01", "version", 1)
	if err := SetOffered(ctx, st, data.NilID, "", "LEG-02", true); err != nil {
		t.Fatal(err)
	}
	if err := SetOffered(ctx, st, data.NilID, "", "IMI-01", true); err != nil {
		t.Fatal(err)
	}
	if err := SetOffered(ctx, st, data.NilID, "", "KON-01", false); err != nil {
		t.Fatal(err)
	}
	c, err := Load(ctx, st, scope)
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Mission.List("services"); !slices.Equal(got, []string{"IMI-01", "LEG-02"}) {
		t.Errorf("offered: %v", got)
	}
	if shown := c.Shown(); len(shown) != 3 { // the switched-off one still has a standard
		t.Errorf("%d services shown", len(shown))
	}
}

func TestCompare(t *testing.T) {
	w := words.New("id")
	a := data.Record{Fields: map[string]data.Value{"requirements": data.TextValue("Paspor lama"), "fee_amount": data.TextValue("0"), "fee": data.TextValue("Tanpa biaya sama sekali")}}
	b := data.Record{Fields: map[string]data.Value{"requirements": data.TextValue("Paspor lama "), "fee_amount": data.TextValue("1250.5"), "fee_currency": data.TextValue("SGD"), "duration_value": data.IntValue(3), "duration_unit": data.TextValue("working_days")}}
	got := Compare(w, a, b)
	want := []Difference{{"duration", 3, "", "3 hari kerja"}, {"fee", 4, "Tanpa biaya sama sekali", "SGD 1.250,50"}}
	if !slices.Equal(got, want) {
		t.Errorf("differences %+v, want %+v", got, want)
	}
}

func TestPledges(t *testing.T) {
	ctx, st := context.Background(), open(t)
	old := put(t, st, "pledge", "text", "Janji lama", "signed_on", "2024-01-01", "published_on", "2024-01-02", "published_at", "papan")
	r := put(t, st, "pledge", "text", PledgeText(words.New("id"), "KBRI Singapura"))
	if n := len(PledgeNeeds(r)); n != 3 {
		t.Errorf("%d needs of a fresh pledge: %v", n, PledgeNeeds(r))
	}
	all, err := Pledges(ctx, st, scope)
	if err != nil {
		t.Fatal(err)
	}
	if now, _ := CurrentPledge(ctx, st, scope); now.ID != old.ID {
		t.Errorf("in force: %s", now.ID)
	}
	if edits := EndPledges(all, r.ID, "2026-01-01"); len(edits) != 1 || edits[0].Record != old.ID {
		t.Errorf("ends %v", edits)
	}
}
