package assess_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

var now = time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)

// device is a store of one scope with one member of staff.
func device(t *testing.T, scope string) (*store.Store, data.ID) {
	t.Helper()
	ctx := context.Background()
	tick := now
	st, err := store.Open(ctx, t.TempDir(), store.Options{Now: func() time.Time { tick = tick.Add(time.Millisecond); return tick }})
	if err != nil {
		t.Fatalf("open a store: %v", err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
	if err := st.SetProfile(ctx, store.Profile{Scope: scope, Language: "id"}); err != nil {
		t.Fatalf("set the profile: %v", err)
	}
	who := st.NewID()
	home := scope
	if scope == store.Headquarters {
		home = data.SharedScope
	}
	write(t, st, who, data.Create("staff", who, home, map[string]data.Value{"name": data.TextValue("Siti Aminah")}))
	return st, who
}

func write(t *testing.T, st *store.Store, author data.ID, edits []data.Edit) {
	t.Helper()
	if _, err := st.Write(context.Background(), data.Action{Author: author, Label: "test", Edits: edits}); err != nil {
		t.Fatalf("write %+v: %v", edits, err)
	}
}

var consular = assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"}

func begin(t *testing.T, st *store.Store, author data.ID, n assess.New) data.ID {
	t.Helper()
	id, err := assess.Begin(context.Background(), st, author, n)
	if err != nil {
		t.Fatalf("begin %+v: %v", n, err)
	}
	return id
}

func load(t *testing.T, st *store.Store, id data.ID) *assess.Sheet {
	t.Helper()
	s, err := assess.Load(context.Background(), st, id)
	if err != nil {
		t.Fatalf("load %s: %v", id, err)
	}
	return s
}

// vector is the first test vector of the instrument's facts.
func vector(t *testing.T) map[string]int {
	t.Helper()
	raw, err := os.ReadFile("../instrument/testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Examples []struct {
			Answers map[string]int `json:"jawaban_f02"`
		} `json:"contoh"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Examples) == 0 || len(file.Examples[0].Answers) != 30 {
		t.Fatalf("the first vector has no 30 answers: %+v", file.Examples)
	}
	return file.Examples[0].Answers
}

func code(err error) string {
	var e *data.Error
	if errors.As(err, &e) {
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestBeginChecksWhatItIsGiven(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	with := func(change func(*assess.New)) assess.New { n := consular; change(&n); return n }
	for _, test := range []struct {
		name string
		new  assess.New
		want string
	}{
		{"no period", with(func(n *assess.New) { n.Period = "" }), "evaluation.period_wrong"},
		{"words as period", with(func(n *assess.New) { n.Period = "tahun ini" }), "evaluation.period_wrong"},
		{"a third half", with(func(n *assess.New) { n.Period = "2026-S3" }), "evaluation.period_wrong"},
		{"a year of long ago", with(func(n *assess.New) { n.Period = "1926" }), "evaluation.period_wrong"},
		{"no unit", with(func(n *assess.New) { n.Unit = "  " }), "evaluation.unit_missing"},
		{"another line", with(func(n *assess.New) { n.Line = "pariwisata" }), "evaluation.line_missing"},
		{"another variant", with(func(n *assess.New) { n.Variant = "hibrida" }), "evaluation.variant_missing"},
		{"a year", consular, ""},
		{"the same again, spelled otherwise", with(func(n *assess.New) { n.Unit = " seksi  konsuler" }), "evaluation.begun_already"},
		{"the same, online", with(func(n *assess.New) { n.Variant = "daring" }), ""},
		{"a half, in small letters", with(func(n *assess.New) { n.Period = "2026-s1" }), ""},
	} {
		_, err := assess.Begin(context.Background(), st, who, test.new)
		if code(err) != test.want {
			t.Errorf("%s: got %q, want %q", test.name, code(err), test.want)
		}
	}
}

func TestBegunEvaluationNamesWhatItIsBasedOn(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	n := consular
	n.Today = now
	e := load(t, st, begin(t, st, who, n)).Evaluation
	for field, want := range map[string]string{
		"period": "2026", "unit": "Seksi Konsuler", "status": "draft", "instrument": "pekppp-2023-luring", "instrument_version": "1.0.0",
		"method_f02": "rata_rata", "method_f03": "rerata_aspek", "evaluator": "Siti Aminah", "evaluated_on": "2026-03-24",
	} {
		if e.Text(field) != want {
			t.Errorf("%s = %q, want %q", field, e.Text(field), want)
		}
	}
	if e.Scope != "kbri-singapura" {
		t.Errorf("scope %q", e.Scope)
	}
}

func TestAnswersOfTheVectorGiveItsIndex(t *testing.T) {
	// given an evaluation with the answers of the test vector
	st, who := device(t, "kbri-singapura")
	id := begin(t, st, who, consular)
	for indicator, level := range vector(t) {
		write(t, st, who, load(t, st, id).Choose(indicator, level))
	}
	// when it is read
	s := load(t, st, id)
	// then its F-02 index is the vector's, exactly
	if got := s.Result.F02.Fraction(); got != "329/100" {
		t.Errorf("index F-02 = %s, want 329/100", got)
	}
	if len(s.Missing()) != 0 {
		t.Errorf("missing %v, want none", s.Missing())
	}
}

func TestAnEmptiedLevelIsBlankNotZero(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	id := begin(t, st, who, consular)
	write(t, st, who, load(t, st, id).Choose("A01", 0))
	if level, ok := load(t, st, id).Level("A01"); !ok || level != 0 {
		t.Fatalf("after 0: %d, %v", level, ok)
	}
	write(t, st, who, load(t, st, id).Choose("A01", -1))
	if level, ok := load(t, st, id).Level("A01"); ok {
		t.Errorf("after emptying: %d, want blank", level)
	}
	if edits := load(t, st, id).Choose("A02", -1); len(edits) != 0 {
		t.Errorf("emptying what is empty writes %v", edits)
	}
}

func TestTheWayThroughTheStatuses(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	id := begin(t, st, who, consular)
	ctx := context.Background()
	step := func(what string, err error, want, status string) {
		t.Helper()
		if code(err) != want {
			t.Fatalf("%s: got %q, want %q", what, code(err), want)
		}
		if got := load(t, st, id).Evaluation.Text("status"); got != status {
			t.Fatalf("%s: status %q, want %q", what, got, status)
		}
	}
	step("finalise an empty one", assess.Finalise(ctx, st, who, id, now), "evaluation.incomplete", "draft")
	step("reopen a draft", assess.Reopen(ctx, st, who, id, "salah", now), "evaluation.wrong_status", "draft")
	for indicator, level := range vector(t) {
		write(t, st, who, load(t, st, id).Choose(indicator, level))
	}
	step("finalise", assess.Finalise(ctx, st, who, id, now), "", "final")
	step("finalise twice", assess.Finalise(ctx, st, who, id, now), "evaluation.wrong_status", "final")
	_, err := st.Write(ctx, data.Action{Author: who, Label: "test", Edits: load(t, st, id).Choose("A01", 1)})
	step("answer a final one", err, "errors.locked", "final")
	_, err = load(t, st, id).Attach(st, "A01", assess.File{Path: "/x/foto.jpg", SHA256: strings.Repeat("0", 64)})
	step("attach to a final one", err, "errors.locked", "final")
	step("accept at the mission", assess.Accept(ctx, st, who, id, "baik", now), "evaluation.headquarters_only", "final")
	step("return at the mission", assess.Return(ctx, st, who, id, "kurang", now), "evaluation.headquarters_only", "final")
	step("reopen without a reason", assess.Reopen(ctx, st, who, id, " \n", now), "evaluation.reason_missing", "final")
	step("reopen", assess.Reopen(ctx, st, who, id, "bukti A03 tertukar", now), "", "draft")
	if got := load(t, st, id).Evaluation.Text("status_reason"); got != "bukti A03 tertukar" {
		t.Errorf("reason %q", got)
	}
	write(t, st, who, load(t, st, id).Choose("A01", 4))
}

func TestHeadquartersReturnsAndAccepts(t *testing.T) {
	// given a complete evaluation of a mission on headquarters' device
	st, who := device(t, store.Headquarters)
	ctx := context.Background()
	n := consular
	n.Scope = "kjri-johor-bahru"
	id := begin(t, st, who, n)
	if got := load(t, st, id).Evaluation.Scope; got != n.Scope {
		t.Fatalf("scope %q, want %q", got, n.Scope)
	}
	for indicator, level := range vector(t) {
		write(t, st, who, load(t, st, id).Choose(indicator, level))
	}
	if err := assess.Accept(ctx, st, who, id, "baik", now); code(err) != "evaluation.wrong_status" {
		t.Errorf("accept a draft: %v", err)
	}
	for _, step := range []struct {
		do     func() error
		status string
	}{
		{func() error { return assess.Finalise(ctx, st, who, id, now) }, "final"},
		{func() error { return assess.Accept(ctx, st, who, id, "sesuai bukti", now) }, "accepted"},
		{func() error { return assess.Return(ctx, st, who, id, "bukti A05 lama", now) }, "returned"},
		{func() error { return assess.Finalise(ctx, st, who, id, now) }, "final"},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("to %s: %v", step.status, err)
		}
		if got := load(t, st, id).Evaluation.Text("status"); got != step.status {
			t.Fatalf("status %q, want %q", got, step.status)
		}
	}
	if err := assess.Return(ctx, st, who, id, "", now); code(err) != "evaluation.reason_missing" {
		t.Errorf("return without a reason: %v", err)
	}
}

func TestLastYearsLevelsAreBesideThisYears(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	for _, period := range []string{"2023", "2025", "2027"} {
		n := consular
		n.Period = period
		id := begin(t, st, who, n)
		write(t, st, who, load(t, st, id).Choose("A04", int(period[3]-'0')%6))
	}
	s := load(t, st, begin(t, st, who, consular))
	if s.LastPeriod != "2025" {
		t.Fatalf("last period %q, want 2025", s.LastPeriod)
	}
	if n, ok := s.LastYear["A04"].Int("score"); !ok || n != 5 {
		t.Errorf("A04 of 2025: %d %v, want 5", n, ok)
	}
}

func TestEvidenceBelongsToItsIndicator(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	id := begin(t, st, who, consular)
	edits, err := load(t, st, id).Attach(st, "A07", assess.File{Path: "/media/usb/papan layanan.jpg", SHA256: strings.Repeat("a", 64), Size: 1200, MediaType: "image/jpeg"})
	if err != nil {
		t.Fatal(err)
	}
	write(t, st, who, edits)
	files := load(t, st, id).Attachments["A07"]
	if len(files) != 1 || files[0].Text("name") != "papan layanan.jpg" {
		t.Fatalf("evidence of A07: %+v", files)
	}
	if edits, err = load(t, st, id).Detach(files[0]); err != nil {
		t.Fatal(err)
	}
	write(t, st, who, edits)
	if left := load(t, st, id).Attachments; len(left) != 0 {
		t.Errorf("evidence after taking it away: %+v", left)
	}
}

func TestProgressCountsWhatIsAnswered(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	id := begin(t, st, who, consular)
	for _, indicator := range []string{"A01", "A02", "A30"} {
		write(t, st, who, load(t, st, id).Choose(indicator, 0))
	}
	write(t, st, who, load(t, st, id).Answer("A04", "note", data.TextValue("catatan saja")))
	got, err := assess.ProgressOf(context.Background(), st, []data.Record{load(t, st, id).Evaluation})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Answered != 3 || got[0].Total != 30 {
		t.Errorf("got %+v, want 3 of 30", got)
	}
}

func TestAPublishedVersionServesNewEvaluationsOnly(t *testing.T) {
	// given an evaluation begun with the shipped version
	st, who := device(t, store.Headquarters)
	n := consular
	n.Scope = "kbri-singapura"
	old := begin(t, st, who, n)
	// when headquarters publishes 1.1.0
	shipped := load(t, st, old).Instrument.Definition()
	newer := strings.Replace(shipped, `"version": "1.0.0"`, `"version": "1.1.0"`, 1)
	if newer == shipped {
		t.Fatal("the shipped file has no version 1.0.0")
	}
	value, err := data.ParseJSON([]byte(newer))
	if err != nil {
		t.Fatal(err)
	}
	broken, err := data.ParseJSON([]byte(`{"format": 1, "id": "x"}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, definition := range []data.Value{broken, value} {
		write(t, st, who, data.Create("instrument", st.NewID(), data.SharedScope, map[string]data.Value{"code": data.TextValue("pekppp-2023-luring"), "definition": definition}))
	}
	// then the old one keeps its version, and a new one takes the new version
	if got := load(t, st, old).Instrument.Version; got != "1.0.0" {
		t.Errorf("begun before: %s", got)
	}
	n.Period = "2027"
	if got := load(t, st, begin(t, st, who, n)).Instrument.Version; got != "1.1.0" {
		t.Errorf("begun after: %s", got)
	}
	// and one whose version is not here says so
	unknown := begin(t, st, who, assess.New{Period: "2028", Unit: "A", Line: "pelindungan", Variant: "luring", Scope: "kbri-singapura"})
	write(t, st, who, []data.Edit{load(t, st, unknown).Evaluation.Set("instrument_version", data.TextValue("9.0"))})
	if _, err := assess.Load(context.Background(), st, unknown); code(err) != "evaluation.no_instrument_version" {
		t.Errorf("unknown version: %v", err)
	}
}

func TestTwoFirstAnswersOfOneIndicatorBothStay(t *testing.T) {
	// given an evaluation that two devices of a mission have
	ctx := context.Background()
	a, siti := device(t, "kbri-singapura")
	b, budi := device(t, "kbri-singapura")
	id := begin(t, a, siti, consular)
	storetest.Exchange(t, a, b)
	// when both answer A01 without having seen the other's answer, B on a form
	// that was open when A's answer arrived
	open := load(t, b, id)
	write(t, a, siti, load(t, a, id).Choose("A01", 2))
	storetest.Exchange(t, a, b)
	write(t, b, budi, open.Choose("A01", 4))
	// then both levels stay, and the evaluation cannot be made final before a person decided
	answer, err := b.Get(ctx, "answer", assess.AnswerID(id, "A01"))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(answer.Conflicts["score"]); got != 2 {
		t.Fatalf("values of A01: %d (%+v), want 2", got, answer)
	}
	for indicator, level := range vector(t) {
		if indicator != "A01" {
			write(t, b, budi, load(t, b, id).Choose(indicator, level))
		}
	}
	if err := assess.Finalise(ctx, b, budi, id, now); code(err) != "evaluation.conflicted" {
		t.Errorf("finalise with two values: %q", code(err))
	}
}
