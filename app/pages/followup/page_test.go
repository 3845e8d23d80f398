package followup

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

func window(t *testing.T) (*sessiontest.Session, *Page) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.New(t)
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1166, 700))
	return s, p
}

func write(t *testing.T, s *sessiontest.Session, pairs ...string) data.ID {
	t.Helper()
	fields := map[string]data.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		fields[pairs[i]] = data.TextValue(pairs[i+1])
	}
	id := s.Store.NewID()
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: data.Create("followup", id, "", fields)}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	return id
}

func get(t *testing.T, s *sessiontest.Session, id data.ID) data.Record {
	t.Helper()
	r, err := s.Store.Get(context.Background(), "followup", id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The session's clock stands at 2026-03-24 09:00 UTC, 17:00 in Singapore.
func TestLateAndSoonAreSaidInWords(t *testing.T) {
	s, p := window(t)
	write(t, s, "action", "Nanti", "due_on", "2026-05-30", "status", "planned")
	write(t, s, "action", "Terlambat", "due_on", "2026-03-20", "status", "running")
	write(t, s, "action", "Hari ini", "due_on", "2026-03-24", "status", "planned")
	write(t, s, "action", "Tanpa tanggal", "status", "planned")
	write(t, s, "action", "Sudah", "due_on", "2026-01-01", "status", "done")
	words := map[string]string{}
	var order []string
	for _, r := range p.list.Rows {
		words[r.Title] = r.Word
		order = append(order, r.Title)
	}
	for title, want := range map[string]string{
		"Terlambat": "Terlambat 4 hari", "Hari ini": "Jatuh tempo hari ini", "Nanti": "30 Mei 2026", "Tanpa tanggal": "Tanpa tenggat",
	} {
		if words[title] != want {
			t.Errorf("%q says %q, want %q", title, words[title], want)
		}
	}
	if len(order) != 4 || order[0] != "Terlambat" || order[3] != "Tanpa tanggal" {
		t.Errorf("open ones by date: %q", order)
	}
	// and the filter narrows
	p.list.status.Set(filterLate)
	p.reloadList()
	s.Settle()
	if len(p.list.Rows) != 1 || p.list.Rows[0].Title != "Terlambat" {
		t.Errorf("late ones: %v", p.list.Rows)
	}
}

func TestANewOneIsStoredWithItsFirstWord(t *testing.T) {
	s, p := window(t)
	count := func() int {
		n, err := s.Store.Count(context.Background(), store.Query{Kind: "followup"})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	// given a new one that is left blank, nothing is stored
	p.Begin()
	s.Window.Canvas().FocusNext()
	s.Settle()
	if n := count(); n != 0 {
		t.Fatalf("%d records of a blank form", n)
	}
	// when its finding is typed and left
	p.Begin()
	test.Type(s.Window.Canvas().Focused(), "Antrean lama")
	s.Window.Canvas().FocusNext()
	s.Settle()
	s.Window.Canvas().FocusNext() // past the root cause
	test.Type(s.Window.Canvas().Focused(), "Buka loket kedua")
	s.Window.Canvas().FocusNext()
	s.Settle()
	// then it is one planned record with both, and in the list
	r := get(t, s, p.open)
	if count() != 1 || r.Text("finding") != "Antrean lama" || r.Text("action") != "Buka loket kedua" || r.Text("status") != followup.Planned {
		t.Errorf("%d records; %v", count(), r.Fields)
	}
	if len(p.list.Rows) != 1 || p.list.Rows[0].Title != "Buka loket kedua" {
		t.Errorf("list: %v", p.list.Rows)
	}
}

func TestDoneNeedsEvidence(t *testing.T) {
	s, p := window(t)
	id := write(t, s, "action", "Ubah standar", "status", "running")
	p.Show(id)
	s.Settle()
	p.detail.status.OnPicked(followup.Done)
	s.Settle()
	if got := get(t, s, id).Text("status"); got != followup.Running || p.detail.status.ID() != followup.Running {
		t.Errorf("without evidence: stored %q, shown %q", got, p.detail.status.ID())
	}
	photo := filepath.Join(t.TempDir(), "sk.pdf")
	if err := os.WriteFile(photo, []byte("SK"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.detail.evidence.Add(photo)
	s.Settle()
	p.detail.status.OnPicked(followup.Done)
	s.Settle()
	r := get(t, s, id)
	if percent, _ := r.Int("percent"); r.Text("status") != followup.Done || r.Text("done_on") != "2026-03-24" || percent != 100 {
		t.Errorf("with evidence: %v", r.Fields)
	}
	if len(s.Banners) != 0 {
		t.Errorf("banners %q", s.Banners)
	}
	if p.detail.evidence.Strip.OnRemove != nil {
		t.Error("the evidence of a finished action can be removed")
	}
}

func TestCancellingAsksForAReason(t *testing.T) {
	s, p := window(t)
	id := write(t, s, "action", "Ubah standar", "status", "planned")
	p.Show(id)
	s.Settle()
	p.detail.status.OnPicked(followup.Cancelled)
	s.Settle()
	if got := get(t, s, id).Text("status"); got != followup.Planned {
		t.Errorf("cancelled before a reason was given: %q", got)
	}
	test.Type(s.Window.Canvas().Focused(), "Anggaran dihapus")
	s.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.Settle()
	if r := get(t, s, id); r.Text("status") != followup.Cancelled || r.Text("reason") != "Anggaran dihapus" {
		t.Errorf("after the reason: %v", r.Fields)
	}
}

func TestSourceLeadsBack(t *testing.T) {
	s, p := window(t)
	meeting, agreement := s.Store.NewID(), s.Store.NewID()
	edits := data.Create("consultation", meeting, "", map[string]data.Value{"title": data.TextValue("FKP paspor"), "status": data.TextValue("draft")})
	edits = append(edits, data.Create("agreement", agreement, "", map[string]data.Value{"consultation": data.RefValue(meeting), "text": data.TextValue("Tiga hari")})...)
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	id, err := followup.Begin(context.Background(), s.Store, s.Author, "", followup.Source{Kind: "agreement", ID: agreement}, "Ubah standar")
	if err != nil {
		t.Fatal(err)
	}
	p.Show(id)
	s.Settle()
	if got := sourceTitle(p.detail.now.source, p.detail.now.whole, ""); got != "Konsultasi · FKP paspor · Kesepakatan konsultasi · Tiga hari" {
		t.Errorf("source said as %q", got)
	}
	if p.detail.now.page != session.PageConsultation || p.detail.now.whole.ID != meeting {
		t.Errorf("source leads to %q %v", p.detail.now.page, p.detail.now.whole.ID)
	}
}

// given a form in which a person writes, when another value arrives, then both
// are kept as a conflict.
func TestAValueThatArrivesWhileTypingIsKept(t *testing.T) {
	s, p := window(t)
	id := write(t, s, "action", "Ubah standar", "finding", "lama", "status", "planned")
	p.Show(id)
	s.Settle()
	seen := get(t, s, id)
	p.detail.finding.Focus()
	test.Type(s.Window.Canvas().Focused(), "saya ")
	_ = seen
	other, err := store.Open(context.Background(), t.TempDir(), store.Options{Now: s.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	storetest.Exchange(t, s.Store, other)
	there, err := other.Get(context.Background(), "followup", id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Write(context.Background(), data.Action{Edits: []data.Edit{there.Set("finding", data.TextValue("dari komputer lain"))}}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, other, s.Store)
	s.Settle()
	s.Window.Canvas().FocusNext()
	s.Settle()
	r := get(t, s, id)
	if len(r.Conflicts["finding"]) != 2 {
		t.Errorf("conflicts %v, finding %q", r.Conflicts, r.Text("finding"))
	}
}
