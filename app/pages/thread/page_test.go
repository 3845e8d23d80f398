package thread

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/store"
)

type fixture struct {
	*sessiontest.Session
	p                                    *Page
	complaint, meeting, input, agreement data.ID
}

// begin is a complaint that became a topic, an input and an agreement, and
// twenty follow-ups from the agreement.
func begin(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{Session: sessiontest.New(t)}
	text := data.TextValue
	put := func(kind string, fields map[string]data.Value) data.Record {
		id := f.Store.NewID()
		if _, err := f.Store.Write(context.Background(), data.Action{Author: f.Author, Edits: data.Create(kind, id, "", fields)}); err != nil {
			t.Fatal(err)
		}
		r, err := f.Store.Get(context.Background(), kind, id)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	complaint := put("complaint", map[string]data.Value{"title": text("Antrean paspor lama"), "received_on": text("2026-01-03"), "status": text("verified")})
	meeting := put("consultation", map[string]data.Value{"title": text("FKP paspor"), "starts_at": text("2026-02-03T02:00:00Z")})
	if _, err := f.Store.Write(context.Background(), data.Action{Author: f.Author, Edits: data.LinkEdits(complaint, meeting, "")}); err != nil {
		t.Fatal(err)
	}
	f.complaint, f.meeting = complaint.ID, meeting.ID
	f.input = put("input", map[string]data.Value{"consultation": data.RefValue(meeting.ID), "text": text("Buka loket kedua")}).ID
	f.agreement = put("agreement", map[string]data.Value{"consultation": data.RefValue(meeting.ID), "input": data.RefValue(f.input), "text": text("Loket kedua dibuka")}).ID
	for i := range 20 {
		put("followup", map[string]data.Value{"source": data.RefValue(f.agreement), "source_kind": text("agreement"), "action": text(fmt.Sprint("Aksi ", i+1)), "due_on": text("2026-06-30")})
	}
	put("complaint", map[string]data.Value{"title": text("Parkir sempit"), "received_on": text("2026-01-04"), "status": text("verified")})
	f.Settle()
	f.p = New(f.Session.Session)
	t.Cleanup(f.p.Close)
	f.Show(t, f.p.Content(), fyne.NewSize(1142, 700))
	return f
}

func (f *fixture) texts() string { return strings.Join(sessiontest.Texts(f.p.Content()), "\n") }

func (f *fixture) key(names ...fyne.KeyName) {
	for _, n := range names {
		f.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
		f.Settle()
	}
}

func TestTheThreadIsWalkedByKeys(t *testing.T) {
	f := begin(t)
	// given the thread of the complaint
	f.p.Show(f.complaint)
	f.Settle()
	g := f.p.walk.graph
	g.Focus()
	if got := f.texts(); !strings.Contains(got, "FKP paspor") || !strings.Contains(got, "menjadi topik") {
		t.Fatalf("the picture lacks the consultation: %s", got)
	}
	// when one walks right to the agreement and centres it
	f.key(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight)
	if g.At() != f.agreement.String() {
		t.Fatalf("right three times is at %s", g.At())
	}
	f.key(fyne.KeySpace)
	if f.p.walk.focus != f.agreement {
		t.Fatal("Space does not put the agreement into focus")
	}
	// then the complaint is still to the left, and the way back is above
	if got := f.texts(); !strings.Contains(got, "Antrean paspor lama") || !strings.Contains(got, "›") {
		t.Errorf("the way that was walked is not shown: %s", got)
	}
	// twenty follow-ups are folded, and unfold
	if !strings.Contains(f.texts(), "+17 lagi") {
		t.Fatalf("the follow-ups are not folded: %s", f.texts())
	}
	for id := range f.p.walk.picture.folds {
		g.Go(id)
	}
	f.key(fyne.KeyReturn)
	if n := len(f.p.walk.picture.nodes); n != 24 || len(f.p.walk.picture.folds) != 0 {
		t.Errorf("%d cards after unfolding", n)
	}
	// Enter opens the record on its page
	f.key(fyne.KeyHome, fyne.KeyReturn)
	if want := (sessiontest.Opened{Page: session.PageConsultation, ID: f.agreement}); !slices.Contains(f.Opened, want) {
		t.Errorf("opened %+v, want %+v", f.Opened, want)
	}
	// Backspace goes back to the complaint, and from there to the year
	f.key(fyne.KeyBackspace)
	if f.p.walk.focus != f.complaint {
		t.Error("Backspace does not go back")
	}
	f.p.walk.graph.Focus()
	f.key(fyne.KeyBackspace)
	if f.p.walk.focus != data.NilID || !strings.Contains(f.texts(), "Jejak setahun") {
		t.Errorf("Backspace does not leave to the year: %s", f.texts())
	}
}

func TestFewerAndMoreSteps(t *testing.T) {
	f := begin(t)
	f.p.Show(f.complaint)
	f.Settle()
	has := func(text string) bool { return strings.Contains(f.texts(), text) }
	f.p.walk.graph.Focus()
	for range 3 {
		f.Window.Canvas().Focused().TypedRune('-')
		f.Settle()
	}
	if !has("1 langkah") || has("Loket kedua dibuka") || !has("+2 lagi") {
		t.Errorf("one step shows %s", f.texts())
	}
	f.Window.Canvas().Focused().TypedRune('+')
	f.Settle()
	if !has("2 langkah") || !has("Loket kedua dibuka") {
		t.Errorf("two steps show %s", f.texts())
	}
}

func TestTheTableSaysTheSame(t *testing.T) {
	f := begin(t)
	f.p.Show(f.agreement)
	f.Settle()
	f.p.walk.show(tabTable)
	f.Settle()
	got := f.texts()
	for _, want := range []string{"Buka loket kedua  ›  • Loket kedua dibuka", "Masukan (3 Feb 2026) – disepakati – Kesepakatan", "Antrean paspor lama  ›  FKP paspor"} {
		if !strings.Contains(got, want) {
			t.Errorf("the table lacks %q: %s", want, got)
		}
	}
	// Enter goes to the other end of the line
	f.key(fyne.KeyHome, fyne.KeyReturn)
	if f.p.walk.focus != f.meeting {
		t.Errorf("Enter on the first line goes to %s", f.p.walk.name())
	}
}

func TestTheYearNamesWhatIsMissing(t *testing.T) {
	f := begin(t)
	f.p.Show(data.NilID)
	f.Settle()
	got := f.texts()
	for _, want := range []string{"2 pengaduan, 1 masukan konsultasi", "1 suara pengguna belum ditindaklanjuti", "Antrean paspor lama", "Loket kedua dibuka", "Perubahan masih berjalan", "Belum ditindaklanjuti", "Parkir sempit"} {
		if !strings.Contains(got, want) {
			t.Errorf("the year lacks %q: %s", want, got)
		}
	}
	// a record is found by words and opens its thread
	f.p.year.finder.line.Focus()
	for _, r := range "parkir" {
		f.Window.Canvas().Focused().TypedRune(r)
	}
	f.Settle()
	if !strings.Contains(strings.Join(sessiontest.Texts(f.p.year.finder.rows), "\n"), "Parkir sempit") {
		t.Fatalf("not found: %s", f.texts())
	}
	// the keyboard goes down to what was found, and up again
	line := f.Window.Canvas().Focused()
	f.key(fyne.KeyDown)
	if f.Window.Canvas().Focused() == line {
		t.Error("Down stays in the line")
	}
	f.key(fyne.KeyUp)
	if f.Window.Canvas().Focused() != line {
		t.Error("Up from the first row does not lead back to the line")
	}
	// and what is written meanwhile comes in by itself
	if _, err := f.Store.Write(context.Background(), data.Action{Edits: data.Create("complaint", f.Store.NewID(), "", map[string]data.Value{"title": data.TextValue("Baru"), "received_on": data.TextValue("2026-02-01")})}); err != nil {
		t.Fatal(err)
	}
	f.Settle()
	if !strings.Contains(f.texts(), "3 pengaduan") {
		t.Errorf("the year does not follow: %s", f.texts())
	}
}

// A page without anything says so.
func TestNothingYet(t *testing.T) {
	s := sessiontest.New(t)
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1142, 700))
	p.Show(data.NilID)
	s.Settle()
	if got := strings.Join(sessiontest.Texts(p.Content()), "\n"); !strings.Contains(got, "Belum ada yang tercatat pada 2026.") || strings.Contains(got, "0 pengaduan") {
		t.Errorf("an empty year says %s", got)
	}
	p.Show(s.Store.NewID())
	s.Settle()
	if got := strings.Join(sessiontest.Texts(p.Content()), "\n"); !strings.Contains(got, "Tidak ada di komputer ini") {
		t.Errorf("a missing record says %s", got)
	}
}

// At headquarters the year is that of one mission, which can be chosen.
func TestHeadquartersChoosesAMission(t *testing.T) {
	s := sessiontest.Of(t, store.Headquarters)
	for _, scope := range []string{"kbri-singapura", "kjri-johor-bahru"} {
		if _, err := s.Store.Write(context.Background(), data.Action{Edits: data.Create("complaint", s.Store.NewID(), scope, map[string]data.Value{
			"title": data.TextValue("Keluhan di " + scope), "received_on": data.TextValue("2026-02-01")})}); err != nil {
			t.Fatal(err)
		}
	}
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1142, 700))
	p.Show(data.NilID)
	s.Settle()
	texts := func() string { return strings.Join(sessiontest.Texts(p.Content()), "\n") }
	first := p.year.scope
	other := map[string]string{"kbri-singapura": "kjri-johor-bahru", "kjri-johor-bahru": "kbri-singapura"}[first]
	if !strings.Contains(texts(), "Keluhan di "+first) || strings.Contains(texts(), "Keluhan di "+other) {
		t.Fatalf("the year of %q shows %s", first, texts())
	}
	p.year.mission.OnPicked(other)
	s.Settle()
	if !strings.Contains(texts(), "Keluhan di "+other) || strings.Contains(texts(), "Keluhan di "+first) {
		t.Errorf("the year of %q shows %s", other, texts())
	}
}
