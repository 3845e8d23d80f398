package innovation

import (
	"context"
	"strings"
	"testing"

	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/innovate"
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

func (d *desk) add(kind string, fields map[string]data.Value) data.ID {
	d.T.Helper()
	id := d.Store.NewID()
	d.Put(data.Create(kind, id, "", fields)...)
	return id
}

func (d *desk) innovation() data.Record {
	d.T.Helper()
	id := d.add("innovation", map[string]data.Value{"title": data.TextValue("Antrean"), "stage": data.TextValue("running"), "started_on": data.TextValue("2023-01-02")})
	r, err := d.Store.Get(context.Background(), "innovation", id)
	if err != nil {
		d.T.Fatal(err)
	}
	return r
}

func (d *desk) proposal(year, group string) data.ID {
	d.T.Helper()
	id, err := innovate.Begin(context.Background(), d.Store, d.Author, innovate.New{Innovation: d.innovation(), Year: year, Group: group})
	if err != nil {
		d.T.Fatal(err)
	}
	d.Settle()
	d.p.Show(id)
	d.Settle()
	return id
}

func (d *desk) sheet(id data.ID) *innovate.Sheet {
	d.T.Helper()
	s, err := innovate.Load(context.Background(), d.Store, id, "2026-03-24")
	if err != nil {
		d.T.Fatal(err)
	}
	return s
}

func (d *desk) form() *form { return d.p.detail.tabs.Go(tabProposals).(*proposals).form }

func TestAnInnovationIsBegunByKeyboard(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.Settle()
	d.Type("\n")
	d.Says("Nama inovasi perlu diisi.")
	d.Type("Antrean lewat pesan\n")
	list, err := d.Store.List(context.Background(), store.Query{Kind: "innovation"})
	if err != nil || len(list) != 1 || list[0].Text("stage") != "learning" {
		t.Fatalf("%v %v", list, err)
	}
	d.Says("Antrean lewat pesan", "Tahap belajar", "tanggal mulai belum diisi", "Masalah dan hasil")
	d.Picture("innovation-about")
}

func TestWordsAreCountedWhileOneTypes(t *testing.T) {
	d := open(t)
	id := d.proposal("2025", "umum")
	d.Says("KIPP 2025 · Umum", "Belum diisi · batas 200 kata", "Batas 200 kata usulan Pinisi, bukan batas resmi.", "8 dari 8 bagian masih kosong", "Nilai lulus 85.", "0 kata seluruhnya")
	d.Picture("proposal-empty")
	// when words are typed, they are counted before anything is saved
	one := d.form().sections.all[0]
	one.field.Focus()
	d.Type("antrean dipesan dari rumah")
	d.Says("4 dari 200 kata", "4 kata seluruhnya")
	if got := d.sheet(id).Words(); got != 0 {
		t.Errorf("%d words are saved already", got)
	}
	d.p.Leave()
	d.Settle()
	if got := d.sheet(id).Parts[0]; got.Words != 4 {
		t.Errorf("saved %+v", got)
	}
	d.Says("7 dari 8 bagian masih kosong")
	// and the limit is said when it is reached and when it is over
	for _, test := range []struct {
		words int
		want  string
	}{{200, "200 dari 200 kata, sisa 0"}, {203, "203 dari 200 kata, lebih 3"}} {
		d.Put(d.sheet(id).Parts[0].Record.Set("text", data.TextValue(strings.Repeat("kata ", test.words))))
		d.Says(test.want)
	}
	d.Says("Melebihi batas kata: Ringkasan.", "7 dari 8 bagian masih kosong")
	d.Picture("proposal-over")
	// a limit of the official form stands in its place
	d.Put(d.sheet(id).Parts[0].Record.Set("word_limit", data.IntValue(500)))
	d.Says("203 dari 500 kata", "Batas 500 kata menurut formulir resmi yang Anda isi.")
}

func TestASubmittedProposalIsLockedAndItsResultNoted(t *testing.T) {
	d := open(t)
	id := d.proposal("2021", "replikasi")
	d.form().sections.all[0].field.Focus()
	d.Type("singkat")
	d.Tap(t, "Tandai diajukan")
	d.Settle()
	d.Says("Tandai proposal sudah diajukan?", "10 bagian masih kosong", "Pinisi tidak mengirimkannya")
	d.Picture("proposal-submit")
	d.Tap(t, "Tandai diajukan")
	d.Settle()
	s := d.sheet(id)
	if s.Proposal.Text("status") != data.ProposalSubmitted || s.Parts[0].Text != "singkat" {
		t.Fatalf("%v %q", s.Proposal.Fields, s.Parts[0].Text)
	}
	d.Says("Diajukan 24 Mar 2026 dan terkunci.")
	d.Tap(t, "Lolos")
	d.Settle()
	d.Tap(t, "Catat hasil")
	d.Settle()
	if got := d.sheet(id).Proposal.Text("status"); got != data.ProposalPassed {
		t.Errorf("status %q", got)
	}
	d.Says("Hasil 24 Mar 2026: Lolos")
}

func TestProposalsAreBegunByYearAndGroup(t *testing.T) {
	d := open(t)
	d.p.Show(d.innovation().ID)
	d.Settle()
	p := d.p.detail.tabs.Go(tabProposals).(*proposals)
	d.Says("2026 (aturan 2025 dipakai)")
	p.year.Set("2021")
	p.year.OnPicked("2021")
	p.group.Set("khusus")
	d.Tap(t, "Mulai menulis")
	d.Settle()
	d.Says("KIPP 2021 · Khusus", "Deskripsi awal", "belum ada penghargaan yang tercatat")
	list, err := d.Store.List(context.Background(), store.Query{Kind: "proposal"})
	if err != nil || len(list) != 1 || list[0].Text("rules_version") != "1.0" {
		t.Fatalf("%v %v", list, err)
	}
	d.Tap(t, "Semua proposal")
	d.Says("Draf", "Proposal baru")
}

func TestTheIndicatorsSayWhy(t *testing.T) {
	d := open(t)
	r := d.innovation()
	d.Put(r.Set("legal_state", data.TextValue("in_force")), r.Set("budget", data.BoolValue(true)))
	d.add("award", map[string]data.Value{"innovation": data.RefValue(r.ID), "name": data.TextValue("Unit terbaik"), "level": data.TextValue("internal")})
	d.p.Show(r.ID)
	d.Settle()
	d.p.detail.tabs.Go(tabLevels)
	d.Says("Penciptaan inovasi (A29, B28)", "Level 5", `"Antrean" meraih Unit terbaik.`, "Level 3", "38 bulan sampai 24 Mar 2026", "Evaluasi unit mengambil yang tertinggi")
	d.Picture("innovation-levels")
	d.p.detail.tabs.Go(tabSupport)
	d.Says("Unit terbaik", "internal")
	d.Picture("innovation-support")
}

func TestAnAwardIsAddedAndFilledInPlace(t *testing.T) {
	d := open(t)
	r := d.innovation()
	d.p.Show(r.ID)
	d.Settle()
	p := d.p.detail.tabs.Go(tabSupport).(*support)
	p.name.Focus()
	d.Type("Top 45\n")
	// then its next field has the keyboard
	d.Type("Kementerian PANRB")
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
	d.Put(data.Create("innovation", id, "kjri-penang", map[string]data.Value{"title": data.TextValue("Antrean")})...)
	d.Put(data.Create("proposal", proposal, "kjri-penang", map[string]data.Value{"innovation": data.RefValue(id), "title": data.TextValue("Antrean"), "year": data.TextValue("2025"), "group": data.TextValue("umum"), "competition": data.TextValue("KIPP"), "status": data.TextValue("draft")})...)
	d.p.Show(proposal)
	d.Says("KJRI Penang", "Catatan perwakilan", "KIPP 2025 · Umum")
	for _, forbidden := range []string{"Tandai diajukan", "Hapus proposal", "Ubah batas"} {
		if strings.Contains(d.Texts(), forbidden) {
			t.Errorf("headquarters is offered %q", forbidden)
		}
	}
	d.Picture("proposal-headquarters")
}
