package consultation

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/consult/consulttest"
	"pinisi/data/store"
)

type desk struct {
	*sessiontest.Session
	t testing.TB
	p *Page
}

func open(t testing.TB) *desk { return openOf(t, "kbri-singapura") }

func openOf(t testing.TB, scope string) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.Of(t, scope)
	p := New(s.Session)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1166, 700))
	return &desk{Session: s, t: t, p: p}
}

func (d *desk) focused() fyne.Focusable {
	d.t.Helper()
	c := d.Window.Canvas()
	if c.Focused() == nil {
		d.t.Fatal("nothing has the keyboard")
	}
	return c.Focused()
}

// types types into what has the keyboard.
func (d *desk) types(text string) {
	d.t.Helper()
	test.Type(d.focused(), text)
	d.Settle()
}

// tab presses Tab so many times.
func (d *desk) tab(times int) {
	for range times {
		d.Window.Canvas().FocusNext()
	}
	d.Settle()
}

func (d *desk) press(keys ...fyne.KeyName) {
	d.t.Helper()
	for _, k := range keys {
		d.focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	d.Settle()
}

// pick opens the list that has the keyboard and takes its nth option, from 0.
func (d *desk) pick(n int) {
	d.t.Helper()
	d.press(fyne.KeyReturn)
	for range n {
		d.press(fyne.KeyDown)
	}
	d.press(fyne.KeyReturn)
}

func (d *desk) meeting() *consult.Meeting {
	d.t.Helper()
	m, err := consult.Load(context.Background(), d.Store, d.p.open)
	if err != nil {
		d.t.Fatal(err)
	}
	return m
}

func (d *desk) tabOf(id string) { d.p.detail.tabs.Go(id); d.Settle() }

// A whole consultation by keyboard: noted, attended, said, answered, agreed,
// signed, locked, corrected, published, followed up, done.
func TestAWholeConsultationByKeyboard(t *testing.T) {
	d := open(t)
	ctx := context.Background()

	// begin: nothing is stored before something is typed
	d.p.Begin()
	d.Settle()
	if n, err := d.Store.Count(ctx, store.Query{Kind: "consultation"}); err != nil || n != 0 {
		t.Fatalf("%d consultations before the first word (%v)", n, err)
	}
	d.types("Peninjauan standar paspor")
	d.tab(1)
	d.press() // the form of FKP stays as proposed
	m := d.meeting()
	if m.Consultation.Text("title") != "Peninjauan standar paspor" || m.Consultation.Text("zone") != "Asia/Singapore" || m.Consultation.Text("form") != "fkp" {
		t.Fatalf("after the title: %v", m.Consultation.Fields)
	}

	// when and where: 09.00 in Jakarta is 10.00 in Singapore
	d.p.detail.plan.when.date.Field().Focus()
	d.types("24/3/2026")
	d.tab(1) // start
	d.types("9.00")
	d.tab(1)
	d.types("1130")
	d.tab(1)
	d.p.detail.plan.when.zone.Set("Asia/Jakarta")
	d.p.detail.plan.when.zone.OnPicked("Asia/Jakarta")
	d.Settle()
	m = d.meeting()
	if m.Consultation.Text("starts_at") != "2026-03-24T02:00:00Z" || m.Consultation.Text("ends_at") != "2026-03-24T04:30:00Z" {
		t.Errorf("times %q to %q", m.Consultation.Text("starts_at"), m.Consultation.Text("ends_at"))
	}
	if want := "FKP · Luring · 24 Mar 2026, 09.00–11.30 (Asia/Jakarta) · Di Asia/Singapore: 10.00–12.30"; d.p.detail.when.Content() != want {
		t.Errorf("shown as %q, want %q", d.p.detail.when.Content(), want)
	}
	d.p.detail.plan.place.Focus()
	d.types("Ruang Nusantara")
	d.tab(1)

	// participants: element, organisation, name, mode, role, Enter
	d.tabOf(consult.TabParticipants)
	d.p.detail.tabs.Go(consult.TabParticipants).reveal(data.NilID, "")
	for i, org := range []string{"Himpunan PMI", "PPI Singapura", "Imigrasi", "Aisyiyah", "Kantor berita"} {
		d.pick(map[bool]int{true: 0, false: 1}[i == 0]) // the list opens at the last choice
		d.tab(1)
		d.types(org)
		d.tab(3)
		d.press(fyne.KeyReturn)
		if got := d.p.detail.now.meeting.Unsur().Present; got != i+1 {
			t.Fatalf("after %q the page counts %d unsur, want %d", org, got, i+1)
		}
	}
	if got := d.p.detail.now.meeting.Participants[4].Text("organization"); got != "Kantor berita" {
		t.Errorf("fifth participant is of %q", got)
	}

	// inputs as in a chat
	d.tabOf(consult.TabInputs)
	d.p.detail.tabs.Go(consult.TabInputs).reveal(data.NilID, "")
	for _, text := range []string{"Antrean terlalu lama", "Petugas ramah", "Formulir dalam bahasa Inggris"} {
		d.types(text)
		d.press(fyne.KeyReturn)
	}
	m = d.meeting()
	if len(m.Inputs) != 3 || m.Inputs[2].Text("text") != "Formulir dalam bahasa Inggris" {
		t.Fatalf("inputs %v", m.Inputs)
	}
	for i, r := range m.Inputs {
		if n, _ := r.Int("number"); n != int64(i+1) || r.Get("participant").T != data.Null {
			t.Errorf("input %d: number %d, participant %v", i, n, r.Get("participant"))
		}
	}
	// answers later: each opens at its answer
	for _, answer := range []string{"Loket kedua dibuka", "Terima kasih", "Disiapkan"} {
		d.p.detail.tabs.Go(consult.TabInputs).reveal(data.NilID, "")
		d.Settle()
		d.types(answer)
		d.tab(1)
		d.pick(0)
		d.tab(1)
	}

	// agreement: from, to, component
	d.tabOf(consult.TabAgreements)
	d.p.detail.tabs.Go(consult.TabAgreements).reveal(data.NilID, "")
	d.types("Jangka waktu paspor")
	d.press(fyne.KeyReturn)
	d.tab(1)                // it opened at the service
	d.press(fyne.KeyReturn) // component
	d.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	d.tab(2)
	d.types("5 hari kerja")
	d.tab(1)
	d.types("3 hari kerja")
	d.tab(1)
	m = d.meeting()
	if r := m.Agreements[0]; r.Text("from_value") != "5 hari kerja" || r.Text("to_value") != "3 hari kerja" || r.Text("component") != "3" {
		t.Errorf("agreement %v", r.Fields)
	}

	// follow-up of the agreement
	d.tabOf(consult.TabFollowUps)
	d.p.detail.tabs.Go(consult.TabFollowUps).reveal(data.NilID, "")
	d.types("Ubah SK standar pelayanan")
	d.press(fyne.KeyReturn)

	// berita acara: what is missing is said, and the button waits
	d.tabOf(consult.TabRecord)
	record := d.p.detail.tabs.Go(consult.TabRecord).(*minutes)
	if !record.step.button.Disabled() {
		t.Error("it can be signed without number and date")
	}
	if record.notice.Visible() || d.p.detail.plan.notice.Visible() {
		t.Error("what is not signed is said to be locked")
	}
	record.reveal(data.NilID, "record_number")
	d.types("BA-07/2026")
	d.tab(1)
	d.types("24 Mar 2026")
	d.tab(1)
	if record.step.button.Disabled() {
		t.Fatalf("still missing: %+v", consult.Blocking(d.p.detail.now.meeting.Needs()))
	}
	test.Tap(record.step.button)
	d.Settle()
	d.press(fyne.KeyReturn) // the question's button has the keyboard
	m = d.meeting()
	if m.Consultation.Text("status") != data.ConsultationSigned {
		t.Fatalf("status %q; banners %q", m.Consultation.Text("status"), d.Banners)
	}

	// locked: nothing can be typed into inputs any more, a correction is a note
	d.tabOf(consult.TabInputs)
	in := d.p.detail.tabs.Go(consult.TabInputs).(*inputs)
	if in.dock.Visible() || len(in.notice.Objects) == 0 {
		t.Error("after signing inputs can still be typed")
	}
	d.tabOf(consult.TabPlan)
	d.tabOf(consult.TabRecord)
	if !record.notice.Visible() || !d.p.detail.plan.notice.Visible() {
		t.Error("locked fields do not say why they are")
	}
	for _, s := range record.files.strips {
		if (s.Strip.OnRemove != nil) != (s.role == "signed") {
			t.Errorf("files of role %q behind a signed record: removable %v", s.role, s.Strip.OnRemove != nil)
		}
	}
	record.reveal(data.NilID, "notes")
	d.types("Masukan 1: yang dimaksud loket paspor")
	record.correct()
	d.Settle()
	if got, want := d.meeting().Consultation.Text("notes"), "[2026-03-24, Siti Aminah] Masukan 1: yang dimaksud loket paspor"; got != want { // as documents read it
		t.Errorf("note %q, want %q", got, want)
	}
	if got, want := record.written.Content(), "[24 Mar 2026, Siti Aminah] Masukan 1: yang dimaksud loket paspor"; got != want {
		t.Errorf("shown as %q, want %q", got, want)
	}

	// publication
	d.tabOf(consult.TabPublication)
	pub := d.p.detail.tabs.Go(consult.TabPublication).(*publication)
	pub.reveal(data.NilID, "published_on")
	d.types("30/3/2026")
	d.tab(1)
	d.types("https://kemlu.go.id/singapura")
	d.tab(1)
	test.Tap(pub.step.button)
	d.Settle()
	if got := d.meeting().Consultation.Text("status"); got != data.ConsultationPublished {
		t.Fatalf("status %q; banners %q", got, d.Banners)
	}
	if !pub.step.button.Disabled() {
		t.Error("it can be finished while a follow-up is open")
	}
	m = d.meeting()
	if len(m.FollowUps) != 1 {
		t.Fatalf("follow-ups %v", m.FollowUps)
	}
	if _, err := d.Store.Write(ctx, data.Action{Edits: []data.Edit{m.FollowUps[0].Set("status", data.TextValue("done"))}}); err != nil {
		t.Fatal(err)
	}
	d.Settle()
	test.Tap(pub.step.button)
	d.Settle()
	if got := d.meeting().Consultation.Text("status"); got != data.ConsultationDone {
		t.Errorf("status %q; banners %q", got, d.Banners)
	}
	if len(d.Banners) != 0 {
		t.Errorf("banners %q", d.Banners)
	}
	if d.p.list.Rows[0].Word != "Selesai" {
		t.Errorf("list says %q", d.p.list.Rows[0].Word)
	}
}

func TestMissingThingsLeadToWhereTheyAreFilledIn(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.types("FKP")
	d.tab(1)
	for _, need := range d.p.detail.now.meeting.Needs() {
		d.p.detail.jump(need)
		d.Settle()
		if d.p.detail.tabs.Open != need.Tab {
			t.Errorf("%s leads to tab %q, want %q", need.Key, d.p.detail.tabs.Open, need.Tab)
		}
		if need.Field != "" && d.Window.Canvas().Focused() == nil {
			t.Errorf("%s: no field has the keyboard", need.Key)
		}
	}
}

func TestInternalMeetingWarns(t *testing.T) {
	d := open(t)
	id, err := consulttest.Begin(context.Background(), d.Store, d.Author, consulttest.New{Form: "fgd", Internal: true, Title: "Koordinasi"})
	if err != nil {
		t.Fatal(err)
	}
	var edits []data.Edit
	for range 40 {
		edits = append(edits, data.Create("participant", d.Store.NewID(), "", map[string]data.Value{"consultation": data.RefValue(id), "unsur": data.TextValue("agencies")})...)
	}
	if _, err := d.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	d.p.Show(id)
	d.Settle()
	now := d.p.detail.now.meeting
	if got := now.Unsur().Present; got != 0 || len(now.Participants) != 40 {
		t.Errorf("%d unsur of %d participants", got, len(now.Participants))
	}
	needs := now.Needs()
	if !slices.ContainsFunc(needs, func(n consult.Need) bool { return n.Key == "consultation.need.internal" && n.Advice }) {
		t.Errorf("no warning among %v", needs)
	}
}

func TestWrongTimesAreSaidAndKept(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.types("FKP")
	d.tab(1)
	w := d.p.detail.plan.when
	w.date.Field().Focus()
	d.types("24/3/2026")
	d.tab(1)
	if got := d.meeting().Consultation.Text("starts_at"); got != "2026-03-24T01:00:00Z" || w.start.Value() != "09:00" {
		t.Errorf("a date alone stores %q and shows %q: want the proposed 09:00 in Singapore", got, w.start.Value())
	}
	w.end.Field().Focus()
	d.types("8.00")
	d.tab(1)
	if got := d.meeting().Consultation.Text("ends_at"); got != "" || w.end.Value() != "08:00" {
		t.Errorf("an end before the start: stored %q, field %q", got, w.end.Value())
	}
}

func TestAnInputIsRevealedFromElsewhere(t *testing.T) {
	d := open(t)
	id, err := consulttest.Begin(context.Background(), d.Store, d.Author, consulttest.New{Form: "fkp", Title: "FKP"})
	if err != nil {
		t.Fatal(err)
	}
	input := d.Store.NewID()
	if _, err := d.Store.Write(context.Background(), data.Action{Edits: data.Create("input", input, "", map[string]data.Value{
		"consultation": data.RefValue(id), "text": data.TextValue("Antrean"), "number": data.IntValue(1),
	})}); err != nil {
		t.Fatal(err)
	}
	d.p.Show(input)
	d.Settle()
	if d.p.open != id || d.p.detail.tabs.Open != consult.TabInputs || d.p.detail.tabs.Go(consult.TabInputs).(*inputs).list.opened != input {
		t.Errorf("open %v, tab %q", d.p.open, d.p.detail.tabs.Open)
	}
}

func TestEvidenceAndUndo(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.types("FKP")
	d.tab(1)
	d.tabOf(consult.TabRecord)
	file := filepath.Join(t.TempDir(), "daftar-hadir.pdf")
	if err := os.WriteFile(file, []byte("daftar"), 0o600); err != nil {
		t.Fatal(err)
	}
	record := d.p.detail.tabs.Go(consult.TabRecord).(*minutes)
	record.files.strips[0].Add(file)
	d.Settle()
	if e := d.meeting().Evidence; len(e) != 1 || e[0].Text("role") != "photo" {
		t.Fatalf("evidence %v", e)
	}
	d.Undo()
	d.Settle()
	if len(d.meeting().Evidence) != 0 {
		t.Errorf("after undo there is evidence: %v", d.meeting().Evidence)
	}
	record.files.strips[0].Add(filepath.Join(t.TempDir(), "hilang.pdf"))
	d.Settle()
	if len(d.Banners) != 1 {
		t.Errorf("a file that vanished said %q, want one banner", d.Banners)
	}
}

func TestDeletingAsksAndCanBeUndone(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.types("FKP")
	d.tab(1)
	id := d.p.open
	test.Tap(d.p.detail.plan.remove)
	d.Settle()
	d.press(fyne.KeyReturn)
	if r, err := d.Store.Get(context.Background(), "consultation", id); err != nil || !r.Deleted || d.p.open != data.NilID || len(d.p.list.Rows) != 0 {
		t.Fatalf("deleted %v (%v), open %v, %d rows", r.Deleted, err, d.p.open, len(d.p.list.Rows))
	}
	d.Undo()
	d.Settle()
	if len(d.p.list.Rows) != 1 {
		t.Errorf("after undo %d rows", len(d.p.list.Rows))
	}
}

func TestServicesAreThoseThatTheMissionOffers(t *testing.T) {
	if got := len(bound.Services(nil, nil)); got != 37 {
		t.Errorf("%d services when the mission said nothing, want 37", got)
	}
	got := bound.Services([]string{"IMI-01"}, []string{"KON-01"})
	if len(got) != 2 {
		t.Errorf("one offered, one chosen before: %v", got)
	}
}

// Headquarters reads what a mission wrote, and narrows its list to one.
func TestHeadquartersReadsAMissionsConsultation(t *testing.T) {
	d := openOf(t, store.Headquarters)
	var ids []data.ID
	for _, scope := range []string{"kbri-singapura", "kjri-johor-bahru"} {
		id, err := consulttest.Begin(context.Background(), d.Store, d.Author, consulttest.New{Scope: scope, Form: "fkp", Title: "FKP " + scope})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	d.Settle()
	if len(d.p.list.Rows) != 2 {
		t.Fatalf("%d rows, want those of both missions", len(d.p.list.Rows))
	}
	d.p.list.mission.Pick.Set("kjri-johor-bahru")
	d.p.reloadList()
	d.Settle()
	if len(d.p.list.Rows) != 1 || d.p.list.Rows[0].ID != ids[1].String() {
		t.Errorf("of one mission: %v", d.p.list.Rows)
	}
	d.p.Show(ids[0])
	d.Settle()
	d.tabOf(consult.TabInputs)
	if !d.p.detail.plan.title.Disabled() || d.p.detail.tabs.Go(consult.TabInputs).(*inputs).dock.Visible() || !d.p.detail.foreign.Visible() {
		t.Error("headquarters can write into a mission's consultation")
	}
	// its own it may write
	d.p.Begin()
	d.Settle()
	d.types("Rapat pusat")
	d.tab(1)
	if r := d.meeting().Consultation; r.Text("title") != "Rapat pusat" || r.Scope != data.SharedScope || d.p.detail.plan.title.Disabled() {
		t.Errorf("headquarters' own: %q in %q", r.Text("title"), r.Scope)
	}
}

func TestASmallWindowShowsInputsAboveTheLine(t *testing.T) {
	d := open(t)
	d.p.Begin()
	d.Settle()
	d.types("FKP paspor")
	d.press(fyne.KeyReturn)
	d.tabOf(consult.TabInputs)
	in := d.p.detail.tabs.Go(consult.TabInputs).(*inputs)
	for _, at := range []struct {
		height float32
		all    bool
	}{{700, true}, {378, false}, {700, true}} {
		d.Show(t, d.p.Content(), fyne.NewSize(636, at.height))
		if got := in.service.Visible() && in.content.Layout.(*docked).spare.Visible(); got != at.all {
			t.Errorf("in %v: choices shown is %v", at.height, got)
		}
		if in.scroll.Size().Height < 20 {
			t.Errorf("in %v: the inputs have %v of %v, the line %v", at.height, in.scroll.Size().Height, in.content.Size().Height, in.dock.Size().Height)
		}
	}
}
