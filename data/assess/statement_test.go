package assess_test

import (
	"context"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
	"pinisi/data/suggest"
)

// unit is a store of a mission with an evaluation of 2026 and its author.
type unit struct {
	*testing.T
	st     *store.Store
	author data.ID
	id     data.ID
}

func newUnit(t *testing.T) *unit {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	u := &unit{T: t, st: st, author: st.NewID()}
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Staff: u.author, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	u.id = u.begin("2026")
	return u
}

func (u *unit) begin(period string) data.ID {
	u.Helper()
	id, err := assess.Begin(context.Background(), u.st, u.author, assess.New{Period: period, Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		u.Fatal(err)
	}
	return id
}

func (u *unit) sheet() *assess.Sheet {
	u.Helper()
	return u.sheetOf(u.id)
}

func (u *unit) sheetOf(id data.ID) *assess.Sheet {
	u.Helper()
	s, err := assess.Load(context.Background(), u.st, id)
	if err != nil {
		u.Fatal(err)
	}
	return s
}

func (u *unit) write(edits []data.Edit) {
	u.Helper()
	if _, err := u.st.Write(context.Background(), data.Action{Author: u.author, Label: "t", Edits: edits}); err != nil {
		u.Fatal(err)
	}
}

func (u *unit) undo() {
	u.Helper()
	if _, err := u.st.Undo(context.Background(), u.author); err != nil {
		u.Fatal(err)
	}
}

// offers services that the mission lists.
func (u *unit) offersServices(codes ...string) {
	u.Helper()
	u.write(data.Create("mission", data.DerivedID("mission", data.NilID, "kbri-singapura"), "", map[string]data.Value{
		"code": data.TextValue("kbri-singapura"), "services": data.ListValue(codes),
	}))
}

func (u *unit) facts() *suggest.Facts {
	u.Helper()
	f, err := suggest.Gather(context.Background(), u.st, u.sheet().Evaluation, "2026-03-24")
	if err != nil {
		u.Fatal(err)
	}
	return f
}

// offer is how the first question stands to the records, with its value and source.
func (u *unit) offer(want assess.Offer, value, source string) {
	u.Helper()
	s, f := u.sheet(), u.facts()
	q, ok := s.Instrument.Statement("F01-01")
	if !ok {
		u.Fatal("no question F01-01")
	}
	r := s.StatementStub("F01-01")
	if got := s.OfferOf(q, f.Fact(q.Fact)); got != want || r.Text("value") != value || r.Text("source") != source || len(r.Conflicts) > 0 {
		u.Errorf("offer %d, value %q from %q, conflicts %v; want %d, %q from %q", got, r.Text("value"), r.Text("source"), r.Conflicts, want, value, source)
	}
}

const march = "2026-03-03"

func TestAPrefilledStatementNeverGoesStaleSilently(t *testing.T) {
	u := newUnit(t)
	// given no records: nothing is offered
	u.offer(assess.NoOffer, "", "")
	// when the mission lists two services: they are proposed
	u.offersServices("IMI-01", "KON-01")
	u.offer(assess.Propose, "", "")
	// when they are taken
	s := u.sheet()
	q, _ := s.Instrument.Statement("F01-01")
	u.write(s.Take(q, u.facts().Fact(q.Fact), march))
	u.offer(assess.Taken, "2", "services")
	if at := u.sheet().StatementStub("F01-01").Time("source_at"); at.Format(time.DateOnly) != march {
		t.Errorf("taken at %s", at)
	}
	// when the records change, the value stays and is called stale
	u.offersServices("IMI-01", "KON-01", "KON-02")
	u.offer(assess.Stale, "2", "services")
	// when the new value is taken
	s = u.sheet()
	u.write(s.Take(q, u.facts().Fact(q.Fact), march))
	u.offer(assess.Taken, "3", "services")
	// when the records are gone, that is said too
	u.write([]data.Edit{{Kind: "mission", Record: data.DerivedID("mission", data.NilID, "kbri-singapura"), Field: "services"}})
	u.offer(assess.Stale, "3", "services")
	// and a person who keeps it makes it their own
	u.write(u.sheet().Keep("F01-01"))
	u.offer(assess.NoOffer, "3", "")
	u.offersServices("IMI-01")
	u.offer(assess.Apart, "3", "")
}

func TestAPersonsOwnValueIsNeverOverwritten(t *testing.T) {
	u := newUnit(t)
	u.offersServices("IMI-01", "KON-01")
	// given a value that a person wrote
	s := u.sheet()
	u.write(s.State("F01-01", s.StatementStub("F01-01").Set("value", data.TextValue("5"))))
	u.offer(assess.Apart, "5", "")
	// when everything is filled from the records
	if edits := u.sheet().TakeAll(u.facts(), march); len(edits) > 0 {
		t.Errorf("fills %v", edits)
	}
	// and the same number written by hand is agreed to
	s = u.sheet()
	u.write(s.State("F01-01", s.StatementStub("F01-01").Set("value", data.TextValue("2.0"))))
	u.offer(assess.Agreed, "2.0", "")
}

func TestEditingWhatWasTakenMakesItAPersonsOwn(t *testing.T) {
	u := newUnit(t)
	u.offersServices("IMI-01", "KON-01")
	u.write(u.sheet().TakeAll(u.facts(), march))
	u.offer(assess.Taken, "2", "services")
	s := u.sheet()
	u.write(s.State("F01-01", s.StatementStub("F01-01").Set("value", data.TextValue("4"))))
	u.offer(assess.Apart, "4", "")
	if r := u.sheet().StatementStub("F01-01"); r.Text("source_value") != "" || r.Text("source_at") != "" {
		t.Errorf("still from the records: %v", r.Fields)
	}
	// a note leaves the source as it is
	u.undo()
	u.offer(assess.Taken, "2", "services")
	s = u.sheet()
	u.write(s.State("F01-01", s.StatementStub("F01-01").Set("note", data.TextValue("lihat daftar"))))
	u.offer(assess.Taken, "2", "services")
}

func TestFillingIsOneActionThatUndoTakesBack(t *testing.T) {
	u := newUnit(t)
	u.offersServices("IMI-01", "KON-01")
	for range 3 {
		u.write(u.sheet().TakeAll(u.facts(), march))
		u.offer(assess.Taken, "2", "services")
		u.undo()
		u.offer(assess.Propose, "", "")
	}
	if done, all := u.sheet().Stated(); done != 0 || all < 20 {
		t.Errorf("%d of %d", done, all)
	}
	// emptying a blank one writes nothing
	s := u.sheet()
	if edits := s.State("F01-02", s.StatementStub("F01-02").Set("value", data.Value{})); len(edits) > 0 {
		t.Errorf("writes %v", edits)
	}
}

func TestTwoPeopleStateOneQuestion(t *testing.T) {
	u := newUnit(t)
	// given another computer that knows the evaluation
	ctx := context.Background()
	other, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { other.Close() })
	budi := other.NewID()
	if err := other.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Staff: budi, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, u.st, other)
	storetest.Exchange(t, other, u.st)
	// when both answer one question differently
	mine := u.sheet()
	u.write(mine.State("F01-01", mine.StatementStub("F01-01").Set("value", data.TextValue("3"))))
	theirs, err := assess.Load(ctx, other, u.id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Write(ctx, data.Action{Author: budi, Label: "t", Edits: theirs.State("F01-01", theirs.StatementStub("F01-01").Set("value", data.TextValue("4")))}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, u.st, other)
	storetest.Exchange(t, other, u.st)
	// then they meet in one record, and both values are kept
	s := u.sheet()
	r := s.StatementStub("F01-01")
	if len(s.Statements) != 1 || len(r.Conflicts["value"]) != 2 || s.Conflicts() != 1 {
		t.Fatalf("%d statements, conflicts %v", len(s.Statements), r.Conflicts)
	}
	// and nothing is offered until they are decided
	u.offersServices("IMI-01")
	q, _ := s.Instrument.Statement("F01-01")
	if got := u.sheet().OfferOf(q, u.facts().Fact(q.Fact)); got != assess.NoOffer {
		t.Errorf("offer %d", got)
	}
}

func TestTwoPeopleWhoTakeTheSameFactDoNotDisagree(t *testing.T) {
	u := newUnit(t)
	u.offersServices("IMI-01", "KON-01")
	other, budi := device(t, "kbri-singapura")
	storetest.Exchange(t, u.st, other)
	// when both fill F-01 from the same records on one day
	u.write(u.sheet().TakeAll(u.facts(), march))
	theirs := load(t, other, u.id)
	facts, err := suggest.Gather(context.Background(), other, theirs.Evaluation, "2026-03-24")
	if err != nil {
		t.Fatal(err)
	}
	write(t, other, budi, theirs.TakeAll(facts, march))
	storetest.Exchange(t, other, u.st)
	// then nothing is left to decide
	if s := u.sheet(); s.Conflicts() != 0 {
		t.Errorf("%d conflicts: %v", s.Conflicts(), s.StatementStub("F01-01").Conflicts)
	}
	u.offer(assess.Taken, "2", "services")
}

func TestAnAnswerThatUndoTookAwayCanBeGivenAgain(t *testing.T) {
	u := newUnit(t)
	// given a level and a note that were brought in one action, and undone
	s := u.sheet()
	u.write(s.BringEdits(u.st, "A01", assess.Bring{Level: 2, Note: "dari tahun lalu"}))
	u.undo()
	// when another level is chosen
	u.write(u.sheet().Choose("A01", 5))
	// then it is there, without the note of before
	s = u.sheet()
	if level, ok := s.Level("A01"); !ok || level != 5 || s.Answers["A01"].Text("note") != "" || s.Conflicts() != 0 {
		t.Errorf("level %d %v, %v, %d conflicts", level, ok, s.Answers["A01"].Fields, s.Conflicts())
	}
	// and undo takes that back too
	u.undo()
	if _, ok := u.sheet().Level("A01"); ok {
		t.Error("still chosen after undo")
	}
}

func TestAFactThatIsNoAnswerIsNotOffered(t *testing.T) {
	u := newUnit(t)
	s := u.sheet()
	q := &instrument.Statement{ID: "X", Type: instrument.AnswerNumber, Fact: "f"}
	for _, value := range []string{"banyak", "", "-1"} {
		fact := suggest.Fact{Key: "f", Known: true, Value: value}
		if got := s.OfferOf(q, fact); got != assess.NoOffer || len(s.Take(q, fact, march)) > 0 {
			t.Errorf("%q: offer %d", value, got)
		}
	}
}

func TestBringingFromLastYearFillsOnlyWhatIsBlank(t *testing.T) {
	u := newUnit(t)
	// given last year's level, note and two pieces of evidence
	past := u.begin("2025")
	last := u.sheetOf(past)
	u.write(append(last.Choose("A04", 3), last.Stub("A04").Set("note", data.TextValue("sebagian layanan"))))
	last = u.sheetOf(past)
	for _, name := range []string{"ba.pdf", "foto.jpg"} {
		edits, err := last.Attach(u.st, "A04", assess.File{Path: name, SHA256: name + "-sha", Size: 12})
		if err != nil {
			t.Fatal(err)
		}
		u.write(edits)
	}
	bring := func() assess.Bring {
		s := u.sheet()
		files, err := s.LastYearFiles(context.Background(), u.st)
		if err != nil {
			t.Fatal(err)
		}
		return s.BringOf("A04", files["A04"])
	}
	for range 2 {
		b := bring()
		if b.Level != 3 || b.Note != "sebagian layanan" || len(b.Files) != 2 {
			t.Fatalf("brings %+v", b)
		}
		// when it is brought
		u.write(u.sheet().BringEdits(u.st, "A04", b))
		s := u.sheet()
		level, _ := s.Level("A04")
		if level != 3 || s.Answers["A04"].Text("note") != "sebagian layanan" || len(s.Attachments["A04"]) != 2 || s.Conflicts() != 0 {
			t.Fatalf("level %d, %v, %v", level, s.Answers["A04"].Fields, s.Attachments["A04"])
		}
		for _, f := range s.Attachments["A04"] {
			if f.Text("sha256") != f.Text("name")+"-sha" || f.Ref("owner") != assess.AnswerID(u.id, "A04") {
				t.Errorf("evidence %v", f.Fields)
			}
		}
		// then there is nothing more to bring, and last year keeps its own
		if b := bring(); !b.Empty() {
			t.Errorf("brings again %+v", b)
		}
		if n := len(u.sheetOf(past).Attachments["A04"]); n != 2 {
			t.Errorf("last year has %d pieces", n)
		}
		// and undo takes all of it back
		u.undo()
		if s := u.sheet(); len(s.Attachments["A04"]) > 0 || s.Stub("A04").Text("note") != "" {
			t.Fatalf("left after undo: %v %v", s.Answers["A04"].Fields, s.Attachments["A04"])
		}
	}
	// a level that is chosen stays; the rest comes
	u.write(u.sheet().Choose("A04", 5))
	if b := bring(); b.Level != assess.NoLevel || b.Note == "" || len(b.Files) != 2 {
		t.Errorf("over a chosen level: %+v", b)
	}
	u.write(u.sheet().BringEdits(u.st, "A04", bring()))
	if level, _ := u.sheet().Level("A04"); level != 5 {
		t.Errorf("level %d, want the chosen 5", level)
	}
	// one that last year had nothing of brings nothing
	if b := u.sheet().BringOf("A05", nil); !b.Empty() || len(u.sheet().BringEdits(u.st, "A05", b)) > 0 {
		t.Errorf("brings %+v", b)
	}
}
