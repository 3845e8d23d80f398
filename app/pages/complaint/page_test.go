package complaint

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/store"
)

// The session's clock stands at 2026-03-24 09:00 UTC, 17:00 in Singapore.
func window(t *testing.T) (*sessiontest.Session, *Page) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.New(t)
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1142, 720))
	return s, p
}

func write(t *testing.T, s *sessiontest.Session, pairs ...string) data.ID {
	t.Helper()
	fields := map[string]data.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		fields[pairs[i]] = data.TextValue(pairs[i+1])
		if pairs[i+1] == "yes" {
			fields[pairs[i]] = data.BoolValue(true)
		}
	}
	id := s.Store.NewID()
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: data.Create("complaint", id, "", fields)}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	return id
}

func get(t *testing.T, s *sessiontest.Session, id data.ID) data.Record {
	t.Helper()
	r, err := s.Store.Get(context.Background(), "complaint", id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func says(o fyne.CanvasObject, text string) bool {
	return slices.ContainsFunc(sessiontest.Texts(o), func(s string) bool { return strings.Contains(s, text) })
}

func TestTheHeadTellsTheFigureWithNAndWhatWasSkipped(t *testing.T) {
	s, p := window(t)
	write(t, s, "title", "Satu", "channel", "counter", "received_on", "2026-03-09", "answered_on", "2026-03-10", "status", "done", "closed_on", "2026-03-12")
	write(t, s, "title", "Dua", "channel", "counter", "received_on", "2026-03-13", "answered_on", "2026-03-16", "status", "done")
	write(t, s, "title", "Tiga", "channel", "counter", "received_on", "2026-03-12", "status", "processing")
	for _, test := range []struct{ count, what, figure, basis string }{
		{countWorking, string(complain.ReplyAfterReceipt), "Rata-rata 1,0 hari kerja · median 1 · terlama 1", "n = 2 · dilewati 1: 1 belum ada peristiwa akhir · 1 lewat batas, 0 segera jatuh tempo"},
		{countCalendar, string(complain.ReplyAfterReceipt), "Rata-rata 2,0 hari kalender · median 2 · terlama 3", "n = 2 · dilewati 1: 1 belum ada peristiwa akhir · 1 lewat batas, 0 segera jatuh tempo"},
		{countCalendar, string(complain.ClosingAfterReceipt), "Rata-rata 3,0 hari kalender · median 3 · terlama 3", "n = 1 · dilewati 2: 2 belum ada peristiwa akhir · 1 lewat batas, 0 segera jatuh tempo"},
		{countWorking, string(complain.ReplyAfterDisposition), "Waktu tindak lanjut belum dapat dihitung", "n = 0 · dilewati 3: 1 belum ada peristiwa akhir, 2 tanpa tanggal awal · 1 lewat batas, 0 segera jatuh tempo"},
	} {
		p.head.count.Set(test.count)
		p.head.what.Set(test.what)
		p.apply()
		if p.head.figure.Content() != test.figure || p.head.basis.Content() != test.basis {
			t.Errorf("%s in %s days: %q, %q; want %q, %q", test.what, test.count, p.head.figure.Content(), p.head.basis.Content(), test.figure, test.basis)
		}
	}
}

func TestFiltersNarrow(t *testing.T) {
	s, p := window(t)
	write(t, s, "title", "Lewat", "channel", "counter", "class", "complaint", "received_on", "2026-03-10", "status", "processing")
	write(t, s, "title", "Segera", "channel", "email", "class", "information", "received_on", "2026-03-18", "status", "processing", "service", "IMI-01")
	write(t, s, "title", "Lama", "channel", "counter", "class", "aspiration", "received_on", "2025-09-10", "status", "done")
	titles := func() string {
		var all []string
		for i := range p.list.rows.Len() {
			r, _ := p.list.rows.Row(i)
			all = append(all, r.Title)
		}
		return strings.Join(all, " ")
	}
	if titles() != "Lewat Segera Lama" {
		t.Errorf("by what is due: %s", titles())
	}
	for _, test := range []struct {
		set  func()
		want string
	}{
		{func() { p.head.state.Set(filterLate) }, "Lewat"}, {func() { p.head.state.Set(filterSoon) }, "Segera"}, {func() { p.head.state.Set(filterOpen) }, "Lewat Segera"},
		{func() { p.head.state.Set(complain.Done) }, "Lama"}, {func() { p.head.class.Set("information") }, "Segera"}, {func() { p.head.channel.Set("counter") }, "Lewat Lama"},
		{func() { p.head.service.Set("IMI-01") }, "Segera"}, {func() { p.head.period.Set("2025") }, "Lama"}, {func() { p.head.period.Set("2025-S2") }, "Lama"}, {func() { p.head.period.Set("2026-S2") }, ""},
	} {
		p.head.clear()
		test.set()
		p.apply()
		if titles() != test.want {
			t.Errorf("got %q, want %q", titles(), test.want)
		}
	}
}

// A new complaint by hand: title, text, and it is there, received today.
func TestANewComplaintByKeyboard(t *testing.T) {
	s, p := window(t)
	p.Begin()
	s.Settle()
	c := s.Window.Canvas()
	for _, r := range "AC mati" {
		c.Focused().TypedRune(r)
	}
	c.FocusNext()
	s.Settle()
	all, err := s.Store.List(context.Background(), store.Query{Kind: "complaint"})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d complaints, %v", len(all), err)
	}
	r := all[0]
	if r.Text("title") != "AC mati" || r.Text("received_on") != "2026-03-24" || r.Text("channel") != "counter" || r.Text("class") != "complaint" || r.Text("status") != complain.Processing {
		t.Errorf("%v", r.Fields)
	}
	for _, r := range "Ruang tunggu." {
		c.Focused().TypedRune(r)
	}
	p.Leave()
	s.Settle()
	if r := get(t, s, r.ID); r.Text("text") != "Ruang tunggu." {
		t.Errorf("%v", r.Fields)
	}
	if !says(p.Content(), "Jawab paling lambat 31 Mar 2026 · sisa 5 hari kerja") {
		t.Errorf("no clock: %q", sessiontest.Texts(p.right))
	}
}

func TestNothingIsStoredOfANewComplaintThatNobodyFilled(t *testing.T) {
	s, p := window(t)
	p.Begin()
	s.Settle()
	p.close()
	s.Settle()
	if n, err := s.Store.Count(context.Background(), store.Query{Kind: "complaint"}); n != 0 || err != nil {
		t.Errorf("%d complaints, %v", n, err)
	}
}

func TestASecretComplaintShowsItsTextOnlyWhenAsked(t *testing.T) {
	s, p := window(t)
	id := write(t, s, "title", "Judul gelap", "text", "Isi gelap", "response", "Jawaban gelap", "reporter", "Citra", "tracking_id", "77", "received_on", "2026-03-20", "secret", "yes")
	p.Show(id)
	s.Settle()
	for _, hidden := range []string{"Judul gelap", "Isi gelap", "Jawaban gelap", "Citra"} {
		if says(p.Content(), hidden) {
			t.Errorf("%q is shown", hidden)
		}
	}
	if !says(p.list.content, "Pengaduan rahasia 77") {
		t.Errorf("the list says %q", sessiontest.Texts(p.list.content))
	}
	s.Tap(t, "Tampilkan isi")
	if !says(p.right, "Isi gelap") || says(p.list.content, "gelap") {
		t.Errorf("after asking: %q", sessiontest.Texts(p.Content()))
	}
	// another complaint and back: veiled again
	other := write(t, s, "title", "Biasa", "received_on", "2026-03-20")
	p.Show(other)
	s.Settle()
	p.Show(id)
	s.Settle()
	if says(p.Content(), "Isi gelap") {
		t.Error("it is still shown after another one was opened")
	}
	// and what follows from it copies nothing
	p.detail.planFollowUp()
	s.Settle()
	actions, err := s.Store.List(context.Background(), store.Query{Kind: "followup"})
	if err != nil || len(actions) != 1 || strings.Contains(actions[0].Text("finding"), "gelap") || actions[0].Ref("source") != id {
		t.Errorf("%v, %v", actions, err)
	}
	p.detail.makeTopic(get(t, s, id), newTopic, nil)
	s.Settle()
	meetings, err := s.Store.List(context.Background(), store.Query{Kind: "consultation"})
	if err != nil || len(meetings) != 1 || strings.Contains(meetings[0].Text("title"), "gelap") {
		t.Errorf("%v, %v", meetings, err)
	}
	links, err := s.Store.List(context.Background(), store.Query{Kind: "link"})
	if err != nil || len(links) != 1 || links[0].Ref("from") != id || links[0].Ref("to") != meetings[0].ID {
		t.Errorf("%v, %v", links, err)
	}
	if last := s.Opened[len(s.Opened)-1]; last.Page != session.PageConsultation || last.ID != meetings[0].ID {
		t.Errorf("opened %+v", last)
	}
}

func TestAnonymousReportersAreNotShown(t *testing.T) {
	s, p := window(t)
	id := write(t, s, "title", "Loket", "reporter", "Budi Hartono", "received_on", "2026-03-20", "anonymous", "yes")
	p.Show(id)
	s.Settle()
	if says(p.Content(), "Budi Hartono") || !says(p.right, "Loket") {
		t.Errorf("%q", sessiontest.Texts(p.right))
	}
}

func TestDatesAndStatusFollowEachOther(t *testing.T) {
	s, p := window(t)
	id := write(t, s, "title", "Loket", "channel", "counter", "received_on", "2026-03-20", "status", "verified")
	p.Show(id)
	s.Settle()
	edits := p.detail.allow("answered_on", get(t, s, id).Set("answered_on", data.TextValue("2026-03-23")))
	if len(edits) != 2 || edits[1].Field != "status" || edits[1].Value.S != complain.Processing {
		t.Errorf("answered: %v", edits)
	}
	if edits := p.detail.allow("status", get(t, s, id).Set("status", data.TextValue(complain.Done))); len(edits) != 2 || edits[1].Value.S != "2026-03-24" {
		t.Errorf("done: %v", edits)
	}
	if edits := p.detail.allow("closed_on", get(t, s, id).Set("closed_on", data.TextValue("2026-03-25"))); edits != nil {
		t.Errorf("a day to come was taken: %v", edits)
	}
}

func TestImportOfAFile(t *testing.T) {
	s, p := window(t)
	path := filepath.Join(t.TempDir(), "lapor.csv")
	if err := os.WriteFile(path, []byte("Tracking ID;Tanggal Laporan;Judul;Status;Anonim;Nama Pelapor\n1;20/03/2026;Satu;Selesai;Ya;Budi\n2;kapan;Dua;Selesai;;\n3;21/03/2026;Tiga;Gawat;;\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.importFile()
	s.Settle()
	if !p.Dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)}) {
		t.Fatal("the file was not taken")
	}
	s.Settle()
	for _, want := range []string{"1 pengaduan baru", "2 baris tidak dapat diambil", "1 pelapor anonim", "Baris 3 · Tanggal Laporan", "Baris 4 · Status"} {
		if !says(p.right, want) {
			t.Errorf("the trial does not say %q", want)
		}
	}
	// the word gets its meaning
	p.imports.columns.SetValue("status", "Gawat", complain.Processing)
	p.imports.try()
	s.Settle()
	s.Tap(t, "Impor 2 pengaduan, lewati 1 baris")
	all, err := s.Store.List(context.Background(), store.Query{Kind: "complaint"})
	if err != nil || len(all) != 2 {
		t.Fatalf("%d complaints, %v; %q", len(all), err, s.Banners)
	}
	for _, r := range all {
		if r.Text("reporter") != "" {
			t.Errorf("the name of an anonymous reporter was taken: %v", r.Fields)
		}
	}
	// the same again brings nothing, and the meaning is remembered
	p.importFile()
	p.imports.read(path)
	s.Settle()
	if !says(p.right, "Tidak ada yang baru dalam berkas ini.") || !says(p.right, "2 pengaduan sudah ada dan sama") || len(p.imports.dry.Unknown) != 0 {
		t.Errorf("again: %q", sessiontest.Texts(p.right))
	}
	s.Undo()
	s.Settle()
	if n, err := s.Store.Count(context.Background(), store.Query{Kind: "complaint"}); n != 0 || err != nil {
		t.Errorf("%d complaints after undo, %v", n, err)
	}
}

func BenchmarkTenThousand(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.New(b)
	var edits []data.Edit
	for i := range 10_000 {
		edits = append(edits, data.Create("complaint", s.Store.NewID(), "", map[string]data.Value{
			"title": data.TextValue("Antrean"), "channel": data.TextValue("counter"), "received_on": data.TextValue("2026-03-" + string(rune('0'+i%2)) + string(rune('1'+i%9))), "status": data.TextValue(complain.Processing),
		})...)
	}
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		b.Fatal(err)
	}
	p := New(s.Session)
	defer p.Close()
	w := test.NewWindow(p.Content())
	defer w.Close()
	w.Resize(fyne.NewSize(1142, 720))
	s.Settle()
	if n := p.list.rows.Len(); n != 10_000 {
		b.Fatalf("%d rows", n)
	}
	for b.Loop() {
		p.apply() // what the window's goroutine does
	}
}

// Headquarters reads what missions wrote, each on its own calendar, and writes nothing.
func TestHeadquartersReadsOnly(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.Of(t, store.Headquarters)
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1142, 720))
	id := s.Store.NewID()
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: data.Create("complaint", id, "kbri-riyadh", map[string]data.Value{
		"title": data.TextValue("Antrean"), "channel": data.TextValue("counter"), "received_on": data.TextValue("2026-03-10"), "status": data.TextValue(complain.Processing)})}); err != nil {
		t.Fatal(err)
	}
	p.Show(id)
	s.Settle()
	if !says(p.list.content, "KBRI Riyadh") || !says(p.right, "Antrean") || says(p.Content(), "Impor…") || says(p.right, "Hapus pengaduan") {
		t.Errorf("%q", sessiontest.Texts(p.Content()))
	}
	p.Begin()
	s.Settle()
	if p.fresh {
		t.Error("a complaint was begun at headquarters")
	}
}

func TestASmallWindowShowsComplaintsUnderTheHead(t *testing.T) {
	s, p := window(t)
	write(t, s, "title", "Satu", "channel", "counter", "received_on", "2026-03-09", "answered_on", "2026-03-10", "status", "processing")
	s.Show(t, p.Content(), fyne.NewSize(636, 378)) // beside the sidebar of a window of 860x440
	if h := p.head.content.Size().Height; h > 170 {
		t.Errorf("the head takes %v of 378", h)
	}
	p.Begin()
	s.Settle()
	if p.head.content.Visible() {
		t.Error("the head stays above a detail that is alone")
	}
	p.close()
	s.Settle()
	if !p.head.content.Visible() {
		t.Error("the head is not back above the list")
	}
}
