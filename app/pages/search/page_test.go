package search

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/store"
)

// every kind is either shown among the results, with an icon and a word, or
// named as one that no page shows.
func TestEveryKindHasItsPlace(t *testing.T) {
	if err := words.Use("id"); err != nil {
		t.Fatal(err)
	}
	for _, k := range data.Kinds() {
		in, out := rank(k.Name) < len(order), slices.Contains(nowhere, k.Name)
		if in == out {
			t.Errorf("%s: among the shown kinds %v, among those shown nowhere %v", k.Name, in, out)
		}
		if !in {
			continue
		}
		if _, err := fs.Stat(assets.Icons(), bound.KindIcon(k.Name)+".svg"); err != nil {
			t.Errorf("%s: no icon %q", k.Name, bound.KindIcon(k.Name))
		}
		if bound.KindWord(k.Name) == k.Name {
			t.Errorf("%s has no word", k.Name)
		}
	}
	for _, k := range order {
		if data.KindOf(k) == nil {
			t.Errorf("%s is no kind", k)
		}
	}
}

type pageCase struct {
	*sessiontest.Session
	t    *testing.T
	page *Page
	w    fyne.Window
}

func show(t *testing.T, s *sessiontest.Session) *pageCase {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	p := NewPage(s.Session)
	t.Cleanup(p.Close)
	c := &pageCase{s, t, p, s.Show(t, p.Content(), fyne.NewSize(1140, 680))}
	p.Show(data.NilID)
	s.Settle()
	return c
}

func (c *pageCase) texts() string {
	c.Settle()
	return strings.Join(sessiontest.Texts(c.page.Content()), "\n")
}

func (c *pageCase) wants(want ...string) {
	c.t.Helper()
	all := c.texts()
	for _, text := range want {
		if no, found := strings.CutPrefix(text, "-"); found == strings.Contains(all, no) {
			c.t.Errorf("want %q in:\n%s", text, all)
		}
	}
}

func (c *pageCase) create(kind string, fields map[string]data.Value) data.ID {
	c.t.Helper()
	id := c.Store.NewID()
	if _, err := c.Store.Write(context.Background(), data.Action{Edits: data.Create(kind, id, "", fields)}); err != nil {
		c.t.Fatal(err)
	}
	return id
}

func (c *pageCase) key(name fyne.KeyName) {
	c.t.Helper()
	c.Settle()
	f := c.w.Canvas().Focused()
	if f == nil {
		c.t.Fatalf("the keyboard is nowhere for %s", name)
	}
	f.TypedKey(&fyne.KeyEvent{Name: name})
	c.Settle()
}

// pick chooses as a person does.
func pick(l *widgets.PickList, id string) {
	l.Set(id)
	l.OnPicked(id)
}

// chip taps the chip of that text.
func (c *pageCase) chip(text string) {
	c.t.Helper()
	for _, items := range []func() []widgets.ChipItem{c.page.head.kindChips, c.page.head.savedChips} {
		for _, i := range items() {
			if i.Text == text {
				i.Tapped()
				c.Settle()
				return
			}
		}
	}
	c.t.Fatalf("no chip %q in:\n%s", text, c.texts())
}

func newCase(t *testing.T) *pageCase {
	s := sessiontest.New(t)
	c := &pageCase{Session: s, t: t}
	text := data.TextValue
	meeting := c.create("consultation", map[string]data.Value{"title": text("FKP standar paspor"), "starts_at": text("2025-05-01T02:00:00Z")})
	c.create("participant", map[string]data.Value{"consultation": data.RefValue(meeting), "name": text("Budi Paspor"), "organization": text("Paguyuban")})
	c.create("complaint", map[string]data.Value{"title": text("Antrean paspor"), "tracking_id": text("7001"), "received_on": text("2026-02-01"), "unit": text("Loket 2"), "reporter": text("Siti Paspor")})
	c.create("complaint", map[string]data.Value{"title": text("Paspor rahasia"), "tracking_id": text("7002"), "text": text("pungutan"), "received_on": text("2026-02-01"), "secret": data.BoolValue(true)})
	c.create("followup", map[string]data.Value{"action": text("Loket paspor kedua"), "period": text("2026"), "unit": text("Loket 2")})
	n := show(t, s)
	return n
}

func TestResultsAreNarrowedByKeyboard(t *testing.T) {
	c := newCase(t)
	// given the page, when words are typed, then results stand by kind with their number
	c.wants("Awal kata sudah cukup")
	for _, r := range "paspor" {
		c.w.Canvas().Focused().TypedRune(r)
	}
	c.wants("Konsultasi publik · 1", "Peserta · 1", "Pengaduan · 1", "Tindak lanjut · 1", "Antrean paspor", "-Paspor rahasia")
	sessiontest.Picture(t, c.w, "search")
	// when Enter goes into the results and opens the first
	c.key(fyne.KeyReturn)
	c.key(fyne.KeyDown)
	c.key(fyne.KeyReturn)
	if len(c.Opened) != 1 || c.Opened[0].Page != session.PageConsultation {
		t.Errorf("opened %+v", c.Opened)
	}
	// when filters are set
	pick(c.page.head.unit, "Loket 2")
	c.wants("Pengaduan · 1", "Tindak lanjut · 1", "-Konsultasi publik · 1")
	c.page.head.clear()
	pick(c.page.head.year, "2025")
	c.wants("Konsultasi publik · 1", "Peserta · 1", "-Pengaduan · 1")
	c.page.head.clear()
	c.page.head.free.SetChecked(true)
	c.wants("Konsultasi publik · 1", "-Peserta · 1", "-Siti", "-Budi")
	c.page.head.clear()
	// and one kind shows all of it, two kinds two groups
	c.chip("Tindak lanjut")
	c.wants("Loket paspor kedua", "-Antrean paspor")
	c.chip("Pengaduan")
	c.wants("Loket paspor kedua", "Antrean paspor", "-FKP standar paspor")
	c.chip("Semua jenis")
	c.wants("FKP standar paspor")
	// a secret complaint is found by its number alone, and says no more
	c.page.head.line.Set("7002")
	c.wants("7002", "-Paspor rahasia", "-pungutan")
	c.page.head.line.Set("pungutan")
	c.wants("Tidak ada yang cocok")
}

func TestSearchesAreSavedRenamedAndForgotten(t *testing.T) {
	c := newCase(t)
	c.page.head.line.Set("paspor")
	pick(c.page.head.year, "2026")
	c.Settle()
	answer := func(name string) {
		t.Helper()
		f, ok := c.w.Canvas().Focused().(interface{ SetText(string) })
		if !ok {
			t.Fatalf("nothing to write the name into: %T", c.w.Canvas().Focused())
		}
		f.SetText(name)
		c.key(fyne.KeyReturn)
	}
	c.page.head.askName()
	answer("Paspor tahun ini")
	c.page.put(question{})
	c.wants("Paspor tahun ini", "-Antrean paspor")
	c.chip("Paspor tahun ini")
	c.wants("Antrean paspor", "Loket paspor kedua", "-FKP standar paspor")
	if c.page.head.year.ID() != "2026" || c.page.head.line.Text() != "paspor" {
		t.Errorf("a saved search puts year %q and words %q", c.page.head.year.ID(), c.page.head.line.Text())
	}
	c.page.head.askOtherName()
	answer("Paspor 2026")
	c.wants("Paspor 2026", "-Paspor tahun ini")
	// it is there the next time, for this person
	again := show(t, c.Session)
	again.wants("Paspor 2026")
	again.page.head.remove(again.page.kept.Saved[0])
	again.wants("-Paspor 2026")
}

func TestEnterInTheLineShowsAllAndIsRemembered(t *testing.T) {
	c := newCase(t)
	c.page.Ask("paspor", "complaint")
	c.wants("Antrean paspor", "-FKP standar paspor")
	if !slices.Equal(c.page.asked.Kinds, []string{"complaint"}) {
		t.Errorf("asked for %v", c.page.asked.Kinds)
	}
	c.page.Ask("loket", "")
	c.page.Ask("PASPOR", "")
	c.wants("FKP standar paspor")
	if !slices.Equal(c.page.kept.Recent, []string{"PASPOR", "loket"}) {
		t.Errorf("remembered %q", c.page.kept.Recent)
	}
}

func TestPagesAreReadAsTheyComeIntoView(t *testing.T) {
	s := sessiontest.New(t)
	var edits []data.Edit
	for i := range 400 {
		edits = append(edits, data.Create("followup", s.Store.NewID(), "", map[string]data.Value{"action": data.TextValue(fmt.Sprintf("Paspor nomor %d", i))})...)
	}
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	c := show(t, s)
	c.page.Ask("paspor", "followup")
	c.wants("Paspor nomor 399", "-Paspor nomor 0")
	c.key(fyne.KeyEnd)
	c.wants("Paspor nomor 0")
	if n := len(c.page.paged.rows); n >= 400 {
		t.Errorf("%d of 400 rows were read for two views", n)
	}
	c.key(fyne.KeyReturn)
	if len(c.Opened) != 1 || c.Opened[0].Page != session.PageFollowUp {
		t.Errorf("opened %+v", c.Opened)
	}
}

func TestHeadquartersNarrowsByMission(t *testing.T) {
	s := sessiontest.Of(t, store.Headquarters)
	for _, scope := range []string{"kjri-penang", "kri-tawau"} {
		if _, err := s.Store.Write(context.Background(), data.Action{Edits: data.Create("followup", s.Store.NewID(), scope, map[string]data.Value{"action": data.TextValue("Paspor " + scope)})}); err != nil {
			t.Fatal(err)
		}
	}
	c := show(t, s)
	c.page.Ask("paspor", "")
	c.wants("KJRI Penang · Paspor kjri-penang", "Paspor kri-tawau")
	pick(c.page.head.mission, "kjri-penang")
	c.wants("Paspor kjri-penang", "-Paspor kri-tawau")
}
