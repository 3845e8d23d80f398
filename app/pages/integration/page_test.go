package integration

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/integrate"
	"pinisi/data/store"
)

type desk struct {
	*sessiontest.Desk
	p *Page
}

func open(t *testing.T) *desk { t.Helper(); return openOf(t, sessiontest.New(t)) }

func openOf(t *testing.T, s *sessiontest.Session) *desk {
	t.Helper()
	d, p := sessiontest.Open(t, s, New)
	return &desk{d, p}
}

// only is the one system in the store.
func (d *desk) only() *integrate.Sheet {
	d.T.Helper()
	list, err := d.Store.List(context.Background(), store.Query{Kind: "system"})
	if err != nil || len(list) != 1 {
		d.T.Fatalf("systems %v, %v; want one", list, err)
	}
	s, err := integrate.Load(context.Background(), d.Store, list[0].ID)
	if err != nil {
		d.T.Fatal(err)
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
	d.Says("Peduli WNI", "Keterangan per Maret 2023", "diluncurkan September 2018")
	d.Picture("integration-offers")
	d.Tap(t, "Mulai: Safe Travel")
	d.Settle()
	s := d.only()
	if s.System.Text("name") != "Safe Travel" || states(s) != "" {
		t.Errorf("%v %s", s.System.Fields, states(s))
	}
	d.Says("0 dari 15 siap", "Belum siap: API tersedia; Berkas OpenAPI", "15 butir belum dinilai dan dihitung belum siap.", "Per Maret 2023: belum ada tim teknis.")
	d.p.desk.Clear()
	d.Says("Mulai: Peduli WNI")
	if strings.Contains(d.Texts(), "Mulai: Safe Travel") {
		t.Error("a system that is here is offered again")
	}
}

func TestASystemOfHeadquartersIsNotOfferedToAMission(t *testing.T) {
	d := open(t)
	if _, err := d.Store.Write(context.Background(), data.Action{Edits: data.Create("system", d.Store.NewID(), data.SharedScope, map[string]data.Value{"name": data.TextValue("Peduli WNI")})}); err != nil {
		t.Fatal(err)
	}
	d.Settle()
	d.p.desk.Clear()
	d.Settle()
	if strings.Contains(d.Texts(), "Mulai: Peduli WNI") || !strings.Contains(d.Texts(), "Mulai: Safe Travel") {
		t.Error(d.Texts())
	}
}

func TestItemsAreSetByKeys(t *testing.T) {
	d := open(t)
	d.Tap(t, "Mulai: Peduli WNI")
	d.Settle()
	it := d.p.detail.tabs.Go(tabItems).(*items)
	it.list.Focus(data.NilID)
	d.Type("2")
	d.Press(fyne.KeyDown)
	d.Type("P")
	d.Press(fyne.KeyDown, fyne.KeyDown)
	d.Type("t")
	d.Press(fyne.KeyUp)
	d.Type("0")
	if got := states(d.only()); got != "api=ready openapi=process auth=none sandbox=not_applicable" {
		t.Errorf("states %s", got)
	}
	d.Says("1 dari 14 siap", "11 butir belum dinilai")
	d.Picture("integration-items")
	// Delete takes it back, Enter opens the row and its proof can be typed
	d.Press(fyne.KeyDelete)
	d.Press(fyne.KeyReturn)
	d.Type("https://contoh.id/oauth")
	d.p.Leave()
	d.Settle()
	s := d.only()
	if got := states(s); got != "api=ready openapi=process sandbox=not_applicable" || s.Lines[2].Record.Text("evidence") != "https://contoh.id/oauth" {
		t.Errorf("states %s, evidence %q", got, s.Lines[2].Record.Text("evidence"))
	}
	d.Picture("integration-item-open")
}

func TestABlockerLeadsToAFollowUp(t *testing.T) {
	d := open(t)
	d.Tap(t, "Mulai: Peduli WNI")
	d.Settle()
	n := d.p.detail.tabs.Go(tabNotes).(*notes)
	n.text[integrate.Blocker].Focus()
	d.Type("Belum ada tim teknis\n")
	d.Type("Pusat TIK")
	d.Tap(t, "Buat tindak lanjut")
	d.Settle()
	s := d.only()
	if len(s.Blockers) != 1 || s.Blockers[0].Text("office") != "Pusat TIK" || len(s.FollowUps) != 1 || s.FollowUps[0].Text("finding") != "Peduli WNI: Belum ada tim teknis" || s.FollowUps[0].Text("period") != "2026" {
		t.Fatalf("%v %v", s.Blockers, s.FollowUps)
	}
	d.Says("Peduli WNI: Belum ada tim teknis")
	d.p.detail.tabs.Go(tabNotes)
	d.Says("1 tindak lanjut", "Belum teratasi")
	// past the system's target it is late
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "t", Edits: []data.Edit{s.System.Set("target_on", data.TextValue("2026-03-20"))}}); err != nil {
		t.Fatal(err)
	}
	d.Says("Lewat 4 hari")
	d.Picture("integration-notes")
	d.p.Show(s.Blockers[0].ID)
	d.Says("Sudah teratasi")
}

func TestAnotherSystemIsBegunByName(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.Settle()
	d.Type("\n")
	d.Says("Nama sistem perlu diisi.")
	d.Type("Antrean daring\n")
	d.Says("Antrean daring", "0 dari 15 siap")
	d.p.detail.tabs.Go(tabSystem)
	d.Says("Kontak teknis (jabatan)", "Jenis data")
	d.Picture("integration-system")
}

func TestHeadquartersSetsNoItemOfAMission(t *testing.T) {
	d := openOf(t, sessiontest.Of(t, store.Headquarters))
	id, err := integrate.Begin(context.Background(), d.Store, d.Author, "kjri-penang", "Antrean", "id")
	if err != nil {
		t.Fatal(err)
	}
	d.Settle()
	d.p.Show(id)
	d.Says("KJRI Penang", "Catatan perwakilan", "0 dari 15 siap")
	it := d.p.detail.tabs.Go(tabItems).(*items)
	it.list.Focus(data.NilID)
	d.Type("2")
	d.Press(fyne.KeyReturn)
	if got := states(d.only()); got != "" {
		t.Errorf("states %s", got)
	}
	d.Picture("integration-headquarters")
	// its own systems it does
	d.p.Begin()
	d.Settle()
	d.Type("Portal\n")
	d.Says("Portal", "0 dari 15 siap")
}
