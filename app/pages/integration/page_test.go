package integration

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/integrate"
	"pinisi/data/store"
)

type desk struct {
	*sessiontest.Session
	t *testing.T
	p *Page
}

func open(t *testing.T) *desk { t.Helper(); return openOf(t, sessiontest.New(t)) }

func openOf(t *testing.T, s *sessiontest.Session) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1166, 700))
	s.Settle()
	return &desk{s, t, p}
}

func (d *desk) picture(name string) { d.t.Helper(); sessiontest.Picture(d.t, d.Window, name) }

func (d *desk) texts() string {
	d.Settle()
	return strings.Join(sessiontest.Texts(d.p.Content()), "\n")
}

func (d *desk) says(want ...string) {
	d.t.Helper()
	all := d.texts()
	for _, w := range want {
		if !strings.Contains(all, w) {
			d.t.Errorf("the page does not say %q:\n%s", w, all)
		}
	}
}

func (d *desk) key(names ...fyne.KeyName) {
	d.t.Helper()
	for _, n := range names {
		d.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
		d.Settle()
	}
}

func (d *desk) types(text string) {
	d.t.Helper()
	for _, r := range text {
		if d.Window.Canvas().Focused() == nil {
			d.t.Fatalf("nothing has the keyboard before %q", r)
		}
		if r == '\n' {
			d.key(fyne.KeyReturn)
			continue
		}
		d.Window.Canvas().Focused().TypedRune(r)
		d.Settle()
	}
}

// only is the one system in the store.
func (d *desk) only() *integrate.Sheet {
	d.t.Helper()
	list, err := d.Store.List(context.Background(), store.Query{Kind: "system"})
	if err != nil || len(list) != 1 {
		d.t.Fatalf("systems %v, %v; want one", list, err)
	}
	s, err := integrate.Load(context.Background(), d.Store, list[0].ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

func states(s *integrate.Sheet) string {
	var all []string
	for _, l := range s.Lines {
		if l.State != "" {
			all = append(all, l.ID+"="+l.State)
		}
	}
	return strings.Join(all, " ")
}

func TestKnownSystemsAreOneClickEach(t *testing.T) {
	d := open(t)
	d.says("Peduli WNI", "Keterangan per Maret 2023", "diluncurkan September 2018")
	d.picture("integration-offers")
	d.Tap(t, "Mulai: Safe Travel")
	d.Settle()
	s := d.only()
	if s.System.Text("name") != "Safe Travel" || states(s) != "" {
		t.Errorf("%v %s", s.System.Fields, states(s))
	}
	d.says("0 dari 15 siap", "Belum siap: API tersedia; Berkas OpenAPI", "15 butir belum dinilai dan dihitung belum siap.", "Per Maret 2023: belum ada tim teknis.")
	d.p.close()
	d.says("Mulai: Peduli WNI")
	if strings.Contains(d.texts(), "Mulai: Safe Travel") {
		t.Error("a system that is here is offered again")
	}
}

func TestItemsAreSetByKeys(t *testing.T) {
	d := open(t)
	d.Tap(t, "Mulai: Peduli WNI")
	d.Settle()
	it := d.p.detail.tabs.Go(tabItems).(*items)
	it.list.Focus(data.NilID)
	d.types("2")
	d.key(fyne.KeyDown)
	d.types("P")
	d.key(fyne.KeyDown, fyne.KeyDown)
	d.types("t")
	d.key(fyne.KeyUp)
	d.types("0")
	if got := states(d.only()); got != "api=ready openapi=process auth=none sandbox=not_applicable" {
		t.Errorf("states %s", got)
	}
	d.says("1 dari 14 siap", "11 butir belum dinilai")
	d.picture("integration-items")
	// Delete takes it back, Enter opens the row and its proof can be typed
	d.key(fyne.KeyDelete)
	d.key(fyne.KeyReturn)
	d.types("https://contoh.id/oauth")
	d.p.Leave()
	d.Settle()
	s := d.only()
	if got := states(s); got != "api=ready openapi=process sandbox=not_applicable" || s.Lines[2].Record.Text("evidence") != "https://contoh.id/oauth" {
		t.Errorf("states %s, evidence %q", got, s.Lines[2].Record.Text("evidence"))
	}
	d.picture("integration-item-open")
}

func TestABlockerLeadsToAFollowUp(t *testing.T) {
	d := open(t)
	d.Tap(t, "Mulai: Peduli WNI")
	d.Settle()
	n := d.p.detail.tabs.Go(tabNotes).(*notes)
	n.text[integrate.Blocker].Focus()
	d.types("Belum ada tim teknis\n")
	d.types("Pusat TIK")
	d.Tap(t, "Buat tindak lanjut")
	d.Settle()
	s := d.only()
	if len(s.Blockers) != 1 || s.Blockers[0].Text("office") != "Pusat TIK" || len(s.FollowUps) != 1 || s.FollowUps[0].Text("finding") != "Peduli WNI: Belum ada tim teknis" || s.FollowUps[0].Text("period") != "2026" {
		t.Fatalf("%v %v", s.Blockers, s.FollowUps)
	}
	d.says("Peduli WNI: Belum ada tim teknis")
	d.p.detail.tabs.Go(tabNotes)
	d.says("1 tindak lanjut", "Belum teratasi")
	// past the system's target it is late
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "t", Edits: []data.Edit{s.System.Set("target_on", data.TextValue("2026-03-20"))}}); err != nil {
		t.Fatal(err)
	}
	d.says("Lewat 4 hari")
	d.picture("integration-notes")
	d.p.Show(s.Blockers[0].ID)
	d.says("Sudah teratasi")
}

func TestAnotherSystemIsBegunByName(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.Settle()
	d.types("\n")
	d.says("Nama sistem perlu diisi.")
	d.types("Antrean daring\n")
	d.says("Antrean daring", "0 dari 15 siap")
	d.p.detail.tabs.Go(tabSystem)
	d.says("Kontak teknis (jabatan)", "Jenis data")
	d.picture("integration-system")
}

func TestHeadquartersSetsNoItemOfAMission(t *testing.T) {
	d := openOf(t, sessiontest.Of(t, store.Headquarters))
	id, err := integrate.Begin(context.Background(), d.Store, d.Author, "kjri-penang", "Antrean", "id")
	if err != nil {
		t.Fatal(err)
	}
	d.Settle()
	d.p.Show(id)
	d.says("KJRI Penang", "Catatan perwakilan", "0 dari 15 siap")
	it := d.p.detail.tabs.Go(tabItems).(*items)
	it.list.Focus(data.NilID)
	d.types("2")
	d.key(fyne.KeyReturn)
	if got := states(d.only()); got != "" {
		t.Errorf("states %s", got)
	}
	d.picture("integration-headquarters")
	// its own systems it does
	d.p.Begin()
	d.Settle()
	d.types("Portal\n")
	d.says("Portal", "0 dari 15 siap")
}
