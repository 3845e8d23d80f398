package outreach

import (
	"context"
	"strings"
	"testing"

	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/setup"
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

func (d *desk) add(kind string, pairs ...any) data.ID {
	d.T.Helper()
	fields := map[string]data.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case string:
			fields[pairs[i].(string)] = data.TextValue(v)
		case int:
			fields[pairs[i].(string)] = data.IntValue(int64(v))
		case []string:
			fields[pairs[i].(string)] = data.ListValue(v)
		}
	}
	id := d.Store.NewID()
	if kind == "mission" {
		id = setup.MissionID(d.Profile.Scope)
	}
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "t", Edits: data.Create(kind, id, "", fields)}); err != nil {
		d.T.Fatal(err)
	}
	d.Settle()
	return id
}

func (d *desk) get(id data.ID) data.Record {
	d.T.Helper()
	r, err := d.Store.Get(context.Background(), "outreach", id)
	if err != nil {
		d.T.Fatal(err)
	}
	return r
}

func TestAnActivityIsBegunByKeyboard(t *testing.T) {
	d := open(t)
	d.Says("Belum ada kegiatan sosialisasi")
	d.p.Begin()
	d.Settle()
	d.Type("\n")
	d.Says("Nama kegiatan perlu diisi.")
	d.Type("Layanan keliling di Batu Pahat\n")
	list, err := d.Store.List(context.Background(), store.Query{Kind: "outreach"})
	if err != nil || len(list) != 1 || list[0].Text("status") != "planned" || list[0].Scope != "kbri-singapura" {
		t.Fatalf("%v %v", list, err)
	}
	d.Says("Layanan keliling di Batu Pahat", "Direncanakan", "belum bertanggal")
	d.Picture("outreach-new")
}

func TestFiguresOfThePeriodDoNotAddUpChannels(t *testing.T) {
	d := open(t)
	d.add("outreach", "title", "A", "status", "held", "held_on", "2026-02-01", "channel", "meeting", "reach", 40, "complaint_channels", []string{"sp4n"})
	d.add("outreach", "title", "B", "status", "held", "held_on", "2026-01-01", "channel", "social", "reach", 12000)
	d.add("outreach", "title", "C", "status", "held", "held_on", "2026-01-02", "channel", "social")
	d.add("outreach", "title", "D", "status", "planned", "held_on", "2026-06-02", "channel", "social")
	d.Says("3 terlaksana, 1 direncanakan, 0 batal.", "1 dari 3 kegiatan terlaksana mengenalkan kanal pengaduan.", "12.000 (1 dari 2 dihitung)", "Antarsaluran tidak dijumlahkan.")
	if strings.Contains(d.Texts(), "12.040") {
		t.Error("reaches of two channels were added up")
	}
	d.Picture("outreach-figures")
	d.p.overview.period.OnPicked("2025")
	d.p.overview.period.Set("2025")
	d.p.overview.reload()
	d.Says("Belum ada kegiatan pada periode ini.")
}

func TestTheMissionsOwnWaysToComplainAreOffered(t *testing.T) {
	d := open(t)
	d.add("mission", "code", "kbri-singapura", "complaint_channels", "lapor.go.id\nSiaga +65 6737 7422\n")
	id := d.add("outreach", "title", "A", "status", "planned", "held_on", "2026-03-20")
	d.p.Show(id)
	d.Settle()
	d.Says("Perlu dipastikan", "Tanggalnya sudah lewat")
	d.Tap(t, "+ lapor.go.id")
	d.Settle()
	d.Tap(t, "+ Siaga +65 6737 7422")
	d.Settle()
	if got := d.get(id).Text("complaint_link"); got != "lapor.go.id; Siaga +65 6737 7422" {
		t.Errorf("address %q", got)
	}
	d.Tap(t, "Terlaksana")
	d.Settle()
	if got := d.get(id).Text("status"); got != "held" {
		t.Errorf("status %q", got)
	}
	d.Tap(t, "Catat aduan")
	if n := len(d.Opened); n == 0 || d.Opened[n-1].Page != "complaint" || !d.Opened[n-1].New {
		t.Errorf("opened %v", d.Opened)
	}
}

func TestComplaintsAreShownBesideWithoutAClaim(t *testing.T) {
	d := open(t)
	for _, on := range []string{"2025-12-05", "2026-02-03", "2026-02-05"} {
		d.add("complaint", "received_on", on, "channel", "sp4n")
	}
	id := d.add("outreach", "title", "A", "status", "held", "held_on", "2026-01-20", "complaint_channels", []string{"sp4n"})
	d.p.Show(id)
	d.Says("Desember 2025", "Januari 2026 · bulan kegiatan", "Maret 2026 · bulan berjalan", "Angka ini tidak membuktikan")
	d.Picture("outreach-detail")
}

func TestWhatIsDeletedElsewhereIsSaid(t *testing.T) {
	d := open(t)
	id := d.add("outreach", "title", "A", "status", "held")
	d.p.Show(id)
	d.Settle()
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "t", Edits: []data.Edit{d.get(id).Delete()}}); err != nil {
		t.Fatal(err)
	}
	d.Says("Ringkasan periode")
	if len(d.Toasts) != 1 || d.Toasts[0] != "Kegiatan ini sudah dihapus." {
		t.Errorf("toasts %v", d.Toasts)
	}
}

func TestHeadquartersSeesTheFiguresOfOneMissionOrAll(t *testing.T) {
	d := openOf(t, sessiontest.Of(t, store.Headquarters))
	for _, scope := range []string{"kjri-penang", "kri-tawau"} {
		id := d.Store.NewID()
		if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "t", Edits: data.Create("outreach", id, scope, map[string]data.Value{
			"title": data.TextValue("Temu " + scope), "status": data.TextValue("held"), "held_on": data.TextValue("2026-02-01"), "channel": data.TextValue("meeting")})}); err != nil {
			t.Fatal(err)
		}
	}
	d.Says("2 terlaksana", "KJRI Penang")
	d.p.list.Mission.Pick.Set("kjri-penang")
	d.p.list.Mission.Pick.OnPicked("kjri-penang")
	d.Says("1 terlaksana")
	d.Picture("outreach-headquarters")
}
