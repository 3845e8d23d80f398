package innovation

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/innovate"
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
	all := sessiontest.Texts(d.p.Content())
	for _, o := range d.Window.Canvas().Overlays().List() {
		all = append(all, sessiontest.Texts(o)...)
	}
	return strings.Join(all, "\n")
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

func (d *desk) write(edits ...data.Edit) {
	d.t.Helper()
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "t", Edits: edits}); err != nil {
		d.t.Fatal(err)
	}
	d.Settle()
}

func (d *desk) add(kind string, fields map[string]data.Value) data.ID {
	d.t.Helper()
	id := d.Store.NewID()
	d.write(data.Create(kind, id, "", fields)...)
	return id
}

func (d *desk) innovation() data.Record {
	d.t.Helper()
	id := d.add("innovation", map[string]data.Value{"title": data.TextValue("Antrean"), "stage": data.TextValue("running"), "started_on": data.TextValue("2023-01-02")})
	r, err := d.Store.Get(context.Background(), "innovation", id)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) proposal(year, group string) data.ID {
	d.t.Helper()
	id, err := innovate.Begin(context.Background(), d.Store, d.Author, innovate.New{Innovation: d.innovation(), Year: year, Group: group})
	if err != nil {
		d.t.Fatal(err)
	}
	d.Settle()
	d.p.Show(id)
	d.Settle()
	return id
}

func (d *desk) sheet(id data.ID) *innovate.Sheet {
	d.t.Helper()
	s, err := innovate.Load(context.Background(), d.Store, id, "2026-03-24")
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

func (d *desk) types(text string) {
	d.t.Helper()
	for _, r := range text {
		focused := d.Window.Canvas().Focused()
		if focused == nil {
			d.t.Fatalf("nothing has the keyboard before %q", r)
		}
		if r == '\n' {
			focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		} else {
			focused.TypedRune(r)
		}
		d.Settle()
	}
}

func (d *desk) form() *form { return d.p.detail.tabs.Go(tabProposals).(*proposals).form }

func TestAnInnovationIsBegunByKeyboard(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.Settle()
	d.types("\n")
	d.says("Nama inovasi perlu diisi.")
	d.types("Antrean lewat pesan\n")
	list, err := d.Store.List(context.Background(), store.Query{Kind: "innovation"})
	if err != nil || len(list) != 1 || list[0].Text("stage") != "learning" {
		t.Fatalf("%v %v", list, err)
	}
	d.says("Antrean lewat pesan", "Tahap belajar", "tanggal mulai belum diisi", "Masalah dan hasil")
	d.picture("innovation-about")
}

func TestWordsAreCountedWhileOneTypes(t *testing.T) {
	d := open(t)
	id := d.proposal("2025", "umum")
	d.says("KIPP 2025 · Umum", "Belum diisi · batas 200 kata", "Batas 200 kata usulan Pinisi, bukan batas resmi.", "8 dari 8 bagian masih kosong", "Nilai lulus 85.", "0 kata seluruhnya")
	d.picture("proposal-empty")
	// when words are typed, they are counted before anything is saved
	one := d.form().sections.all[0]
	one.field.Focus()
	d.types("antrean dipesan dari rumah")
	d.says("4 dari 200 kata", "4 kata seluruhnya")
	if got := d.sheet(id).Words(); got != 0 {
		t.Errorf("%d words are saved already", got)
	}
	d.p.Leave()
	d.Settle()
	if got := d.sheet(id).Parts[0]; got.Words != 4 {
		t.Errorf("saved %+v", got)
	}
	d.says("7 dari 8 bagian masih kosong")
	// and the limit is said when it is reached and when it is over
	for words, want := range map[int]string{200: "200 dari 200 kata, sisa 0", 203: "203 dari 200 kata, lebih 3"} {
		d.write(d.sheet(id).Parts[0].Record.Set("text", data.TextValue(strings.Repeat("kata ", words))))
		d.says(want)
	}
	d.says("Melebihi batas kata: Ringkasan.", "1 bagian masih kosong"[:1])
	d.picture("proposal-over")
	// a limit of the official form stands in its place
	d.write(d.sheet(id).Parts[0].Record.Set("word_limit", data.IntValue(500)))
	d.says("203 dari 500 kata", "Batas 500 kata menurut formulir resmi yang Anda isi.")
}

func TestASubmittedProposalIsLockedAndItsResultNoted(t *testing.T) {
	d := open(t)
	id := d.proposal("2021", "replikasi")
	d.form().sections.all[0].field.Focus()
	d.types("singkat")
	d.Tap(t, "Tandai diajukan")
	d.Settle()
	d.says("Tandai proposal sudah diajukan?", "10 bagian masih kosong", "Pinisi tidak mengirimkannya")
	d.picture("proposal-submit")
	d.Tap(t, "Tandai diajukan")
	d.Settle()
	s := d.sheet(id)
	if s.Proposal.Text("status") != data.ProposalSubmitted || s.Parts[0].Text != "singkat" {
		t.Fatalf("%v %q", s.Proposal.Fields, s.Parts[0].Text)
	}
	d.says("Diajukan 24 Mar 2026 dan terkunci.")
	d.Tap(t, "Lolos")
	d.Settle()
	d.Tap(t, "Catat hasil")
	d.Settle()
	if got := d.sheet(id).Proposal.Text("status"); got != data.ProposalPassed {
		t.Errorf("status %q", got)
	}
	d.says("Hasil 24 Mar 2026: Lolos")
}

func TestProposalsAreBegunByYearAndGroup(t *testing.T) {
	d := open(t)
	d.p.Show(d.innovation().ID)
	d.Settle()
	p := d.p.detail.tabs.Go(tabProposals).(*proposals)
	d.says("2026 (aturan 2025 dipakai)")
	p.year.Set("2021")
	p.year.OnPicked("2021")
	p.group.Set("khusus")
	d.Tap(t, "Mulai menulis")
	d.Settle()
	d.says("KIPP 2021 · Khusus", "Deskripsi awal", "belum ada penghargaan yang tercatat")
	list, err := d.Store.List(context.Background(), store.Query{Kind: "proposal"})
	if err != nil || len(list) != 1 || list[0].Text("rules_version") != "1.0" {
		t.Fatalf("%v %v", list, err)
	}
	d.Tap(t, "Semua proposal")
	d.says("Draf", "Proposal baru")
}

func TestTheIndicatorsSayWhy(t *testing.T) {
	d := open(t)
	r := d.innovation()
	d.write(r.Set("legal_state", data.TextValue("in_force")), r.Set("budget", data.BoolValue(true)))
	d.add("award", map[string]data.Value{"innovation": data.RefValue(r.ID), "name": data.TextValue("Unit terbaik"), "level": data.TextValue("internal")})
	d.p.Show(r.ID)
	d.Settle()
	d.p.detail.tabs.Go(tabLevels)
	d.says("Penciptaan inovasi (A29, B28)", "Level 5", `"Antrean" meraih Unit terbaik.`, "Level 3", "38 bulan sampai 24 Mar 2026", "Evaluasi unit mengambil yang tertinggi")
	d.picture("innovation-levels")
	d.p.detail.tabs.Go(tabSupport)
	d.says("Unit terbaik", "internal")
	d.picture("innovation-support")
}

func TestAnAwardIsAddedAndFilledInPlace(t *testing.T) {
	d := open(t)
	r := d.innovation()
	d.p.Show(r.ID)
	d.Settle()
	p := d.p.detail.tabs.Go(tabSupport).(*support)
	p.name.Focus()
	d.types("Top 45\n")
	// then its next field has the keyboard
	d.types("Kementerian PANRB")
	d.p.Leave()
	d.Settle()
	list, err := d.Store.List(context.Background(), store.Query{Kind: "award", Parent: r.ID})
	if err != nil || len(list) != 1 || list[0].Text("name") != "Top 45" || list[0].Text("giver") != "Kementerian PANRB" {
		t.Fatalf("%v %v", list, err)
	}
}

func TestHeadquartersReadsAMissionsProposal(t *testing.T) {
	d := openOf(t, sessiontest.Of(t, store.Headquarters))
	id, proposal := d.Store.NewID(), d.Store.NewID()
	d.write(data.Create("innovation", id, "kjri-penang", map[string]data.Value{"title": data.TextValue("Antrean")})...)
	d.write(data.Create("proposal", proposal, "kjri-penang", map[string]data.Value{"innovation": data.RefValue(id), "title": data.TextValue("Antrean"), "year": data.TextValue("2025"), "group": data.TextValue("umum"), "competition": data.TextValue("KIPP"), "status": data.TextValue("draft")})...)
	d.p.Show(proposal)
	d.says("KJRI Penang", "Catatan perwakilan", "KIPP 2025 · Umum")
	for _, forbidden := range []string{"Tandai diajukan", "Hapus proposal", "Ubah batas"} {
		if strings.Contains(d.texts(), forbidden) {
			t.Errorf("headquarters is offered %q", forbidden)
		}
	}
	d.picture("proposal-headquarters")
}
