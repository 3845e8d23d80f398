package consultation

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/kiosk"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/consult/consulttest"
)

// begun opens a consultation with two sessions and people on the list.
func begun(t testing.TB, people int) (d *desk, sessions []data.ID) {
	t.Helper()
	d = open(t)
	ctx := context.Background()
	start, err := consult.At("2026-03-24", "9", "Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	id, err := consulttest.Begin(ctx, d.Store, d.Author, consulttest.New{Form: "fkp", Mode: "hibrida", Title: "Standar paspor", Starts: start, Zone: "Asia/Jakarta", Services: []string{"IMI-01"}})
	if err != nil {
		t.Fatal(err)
	}
	sessions = []data.ID{d.Store.NewID(), d.Store.NewID()}
	edits := data.Create("session", sessions[0], "", map[string]data.Value{"consultation": data.RefValue(id), "title": data.TextValue("Pagi"), "mode": data.TextValue("luring"), "starts_at": consult.Stamp(start)})
	edits = append(edits, data.Create("session", sessions[1], "", map[string]data.Value{"consultation": data.RefValue(id), "title": data.TextValue("Siang"), "mode": data.TextValue("daring"),
		"zone": data.TextValue("Asia/Tokyo"), "starts_at": consult.Stamp(start.Add(4 * time.Hour))})...)
	for i := range people {
		edits = append(edits, data.Create("participant", d.Store.NewID(), "", map[string]data.Value{"consultation": data.RefValue(id),
			"name": data.TextValue(fmt.Sprintf("Orang %02d", i)), "unsur": data.TextValue(data.Unsur[i%5]), "presence": data.TextValue("invited")})...)
	}
	if _, err := d.Store.Write(ctx, data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	d.p.Show(id)
	d.Settle()
	return d, sessions
}

// given 25 invitees, when their rows are gone through by L, D and T, then each
// stands in the session with the mode, and the keyboard is at the next row.
func TestAttendanceByKeys(t *testing.T) {
	d, sessions := begun(t, 25)
	d.tabOf(consult.TabParticipants)
	p := d.p.detail.tabs.Go(consult.TabParticipants).(*participants)
	p.session.Set(sessions[0].String())
	p.session.OnPicked(sessions[0].String())
	d.Settle()
	d.Window.Canvas().Focus(p.list.by[p.list.order[0]].press)
	keys := strings.Repeat("lldlt", 5)
	for _, key := range keys {
		d.focused().TypedRune(key)
	}
	d.Settle()
	m := d.meeting()
	s := m.Sittings()[0]
	if len(m.Attendance) != 20 || s.Onsite != 15 || s.Online != 5 {
		t.Fatalf("%d came, %d on site, %d online; want 20, 15, 5", len(m.Attendance), s.Onsite, s.Online)
	}
	if got := m.Unsur().Present; got != 4 { // every fifth, all of the media, stayed away
		t.Errorf("%d unsur, want 4", got)
	}
	for i, who := range m.Participants {
		want := "attended"
		if keys[i] == 't' {
			want = "absent"
		}
		if got := who.Text("presence"); got != want {
			t.Errorf("person %d is %q, want %q", i, got, want)
		}
	}
	// the list is narrowed by words, and Enter goes to the first
	p.filter.Set("orang 07")
	p.filter.Focus()
	d.press(fyne.KeyReturn)
	if len(p.list.order) != 1 || d.focused() != fyne.Focusable(p.list.by[p.list.order[0]].press) {
		t.Errorf("%d found, the keyboard is at %T", len(p.list.order), d.focused())
	}
	p.reveal(m.Participants[2].ID, "")
	d.Settle()
	if len(p.list.order) != 25 || p.list.opened != m.Participants[2].ID {
		t.Errorf("%d shown, open %v", len(p.list.order), p.list.opened)
	}
	// going through them again: who had come did not, and the other way round
	d.Window.Canvas().Focus(p.list.by[p.list.order[0]].press)
	for _, key := range strings.Repeat("tttdl", 5) {
		d.focused().TypedRune(key)
	}
	d.Settle()
	m = d.meeting()
	if s := m.Sittings()[0]; len(m.Attendance) != 10 || s.Onsite != 5 || s.Online != 5 {
		t.Errorf("the second time %d came, %d on site, %d online; want 10, 5, 5", len(m.Attendance), s.Onsite, s.Online)
	}
	if len(d.Banners) != 0 {
		t.Errorf("banners %q", d.Banners)
	}
}

// given sessions in two zones, when they are shown, then each with its own
// clock, and the reader's where that differs.
func TestSessionsShowTheirClocks(t *testing.T) {
	d, sessions := begun(t, 0)
	d.tabOf(consult.TabPlan)
	d.Settle()
	all := strings.Join(sessiontest.Texts(d.p.Content()), "\n")
	for _, want := range []string{"09.00 (Asia/Jakarta) · Di Asia/Singapore: 10.00", "15.00 (Asia/Tokyo) · Di Asia/Singapore: 14.00"} {
		if !strings.Contains(all, want) {
			t.Errorf("the page does not say %q:\n%s", want, all)
		}
	}
	// a session's time is typed on its own clock
	d.p.detail.plan.sessions.list.open(sessions[1])
	w := d.p.detail.plan.sessions.when
	w.start.Field().Focus()
	d.press(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	d.types("16.00")
	d.tab(1)
	for _, s := range d.meeting().Sessions {
		if s.ID == sessions[1] && s.Text("starts_at") != "2026-03-24T07:00:00Z" {
			t.Errorf("16.00 in Tokyo is stored as %s", s.Text("starts_at"))
		}
		if s.ID == sessions[0] && s.Text("zone") != "" {
			t.Errorf("the other session has got a zone: %q", s.Text("zone"))
		}
	}
}

// given a list on the clipboard, when it is pasted, then each line is an
// invitee, and one undo takes all back.
func TestAPastedListOfInvitees(t *testing.T) {
	d, _ := begun(t, 0)
	d.tabOf(consult.TabParticipants)
	fyne.CurrentApp().Clipboard().SetContent("1. Sari Dewi; PPI\n2. Budi; Imigrasi\n2. Budi; Imigrasi\n")
	p := newPaste(d.p.detail)
	p.open()
	p.done()
	d.Settle()
	if n := len(d.meeting().Participants); n != 0 {
		t.Fatalf("without an element %d were noted", n)
	}
	p.unsur.Set("experts")
	p.done()
	d.Settle()
	m := d.meeting()
	if len(m.Participants) != 2 || m.Participants[0].Text("name") != "Sari Dewi" || m.Participants[1].Text("organization") != "Imigrasi" || len(m.Present()) != 0 {
		t.Fatalf("noted %v", m.Participants)
	}
	d.Undo()
	d.Settle()
	if n := len(d.meeting().Participants); n != 0 {
		t.Errorf("after undo %d are left", n)
	}
}

// given a meeting that is on, when 20 inputs are typed with signs, then they
// stand in order with session, service, component and speaker.
func TestTwentyInputsAreTyped(t *testing.T) {
	d, sessions := begun(t, 3)
	d.tabOf(consult.TabInputs)
	in := d.p.detail.tabs.Go(consult.TabInputs).(*inputs)
	in.reveal(data.NilID, "")
	in.session.Set(sessions[1].String())
	for i := range 20 {
		switch i {
		case 5:
			d.types("#3 @02 + ")
		case 6:
			d.types("! ")
		}
		d.types(fmt.Sprintf("Masukan %d", i))
		d.press(fyne.KeyReturn)
	}
	m := d.meeting()
	if len(m.Inputs) != 20 {
		t.Fatalf("%d inputs", len(m.Inputs))
	}
	for i, r := range m.Inputs {
		n, _ := r.Int("number")
		c, _ := r.Int("component")
		kind, who, component := "", data.NilID, int64(0)
		if i >= 5 { // what was said of the place stays
			component = 3
		}
		switch i {
		case 5:
			who, kind = m.Participants[2].ID, "proposal" // who speaks is said anew
		case 6:
			kind = "complaint"
		}
		if n != int64(i+1) || r.Text("text") != fmt.Sprintf("Masukan %d", i) || r.Ref("session") != sessions[1] || r.Text("service") != "IMI-01" ||
			c != component || r.Text("type") != kind || r.Ref("participant") != who {
			t.Errorf("input %d: %v", i, r.Fields)
		}
	}
}

// given a complaint and a late follow-up on record, when the topic is chosen
// from them, then they are linked and their services are discussed.
func TestTheTopicIsChosenFromTheRecords(t *testing.T) {
	d, _ := begun(t, 0)
	ctx := context.Background()
	complaint, secret, late := d.Store.NewID(), d.Store.NewID(), d.Store.NewID()
	text := data.TextValue
	on := d.Now().AddDate(0, -1, 0).Format(time.DateOnly)
	edits := data.Create("complaint", complaint, "", map[string]data.Value{"title": text("Antre legalisasi"), "service": text("IMI-02"), "received_on": text(on)})
	edits = append(edits, data.Create("complaint", secret, "", map[string]data.Value{"tracking_id": text("88"), "title": text("Tidak boleh tampil"), "secret": data.BoolValue(true), "received_on": text(on)})...)
	edits = append(edits, data.Create("followup", late, "", map[string]data.Value{"action": text("Ubah SK"), "due_on": text("2020-01-01"), "status": text("running")})...)
	if _, err := d.Store.Write(ctx, data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	d.tabOf(consult.TabPlan)
	d.p.detail.plan.topics.pick()
	d.Settle()
	top := d.Window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing opened")
	}
	all := strings.Join(sessiontest.Texts(top), "\n")
	for _, want := range []string{"Antre legalisasi", "Aduan rahasia 88", "Ubah SK", "lewat tenggat"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not proposed:\n%s", want, all)
		}
	}
	if strings.Contains(all, "Tidak boleh tampil") {
		t.Error("the words of a secret complaint are shown")
	}
	for _, name := range []string{"Antre legalisasi", "88", "Ubah SK"} {
		d.Tap(t, name)
	}
	d.Tap(t, "Pakai 3 pilihan")
	d.Settle()
	now := d.p.detail.now
	if len(now.sources) != 3 || strings.Join(now.meeting.Consultation.List("services"), " ") != "IMI-01 IMI-02" {
		t.Fatalf("%d sources, services %v", len(now.sources), now.meeting.Consultation.List("services"))
	}
	if topic := now.meeting.Consultation.Text("topic"); !strings.Contains(topic, "Antre legalisasi") || strings.Contains(topic, "Tidak boleh") {
		t.Errorf("topic %q", topic)
	}
}

// given public consultations and meetings of offices, when they are listed,
// then the latter stand below a line of their own and can be left out.
func TestInternalMeetingsStandApart(t *testing.T) {
	d, _ := begun(t, 0)
	if _, err := consulttest.Begin(context.Background(), d.Store, d.Author, consulttest.New{Form: "fgd", Internal: true, Title: "Koordinasi"}); err != nil {
		t.Fatal(err)
	}
	d.Settle()
	titles := func() (all []string) {
		for _, r := range d.p.list.Rows {
			all = append(all, r.Title)
		}
		return all
	}
	if got := strings.Join(titles(), "|"); got != "Standar paspor|Rapat internal, tidak dihitung|Koordinasi" {
		t.Errorf("rows %s", got)
	}
	d.p.list.public.Set(publicOnly)
	d.p.reloadList()
	d.Settle()
	if got := strings.Join(titles(), "|"); got != "Standar paspor" {
		t.Errorf("public only: %s", got)
	}
}

// given a standard in force, when an agreement changes it, then its present
// words are offered, and a draft with the new ones is made and linked.
func TestAnAgreementBecomesAVersion(t *testing.T) {
	d, _ := begun(t, 0)
	ctx := context.Background()
	agreement := d.Store.NewID()
	text := data.TextValue
	edits := data.Create("standard", d.Store.NewID(), "", map[string]data.Value{"service": text("IMI-01"), "version": data.IntValue(1), "status": text("draft"), "duration": text("3 hari kerja")})
	edits = append(edits, data.Create("agreement", agreement, "", map[string]data.Value{"consultation": data.RefValue(d.p.open), "number": data.IntValue(1),
		"text": text("Lebih cepat"), "service": text("IMI-01"), "component": data.IntValue(3), "to_value": text("2 hari kerja")})...)
	if _, err := d.Store.Write(ctx, data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	d.Settle()
	d.tabOf(consult.TabAgreements)
	p := d.p.detail.tabs.Go(consult.TabAgreements).(*agreements)
	p.list.open(agreement)
	d.Settle()
	if !p.offer.Visible() || !strings.Contains(p.now.Content(), "3 hari kerja") || p.reason.Visible() {
		t.Fatalf("offered: %v %q; a reason is asked: %v", p.offer.Visible(), p.now.Content(), p.reason.Visible())
	}
	d.Tap(t, "Pakai sebagai semula")
	d.Settle()
	if got := d.meeting().Agreements[0].Text("from_value"); got != "3 hari kerja" || p.offer.Visible() {
		t.Errorf("from %q, still offered %v", got, p.offer.Visible())
	}
	p.outcome.OnPicked(data.NotAgreed)
	d.Settle()
	if !p.reason.Visible() {
		t.Error("no reason is asked for what was not agreed")
	}
	p.outcome.OnPicked(data.Agreed)
	d.Settle()
	var page string
	d.Session.Session.Open = func(at string, _ data.ID) { page = at }
	p.standard(agreement)
	d.Settle()
	if page != session.PageStandard || len(d.Banners) != 0 {
		t.Errorf("went to %q, banners %q", page, d.Banners)
	}
}

// given the mode at the door, when people write themselves in, are interrupted
// and the power is cut, then who finished is kept, nobody else is shown, and
// only the PIN leads out.
func TestTheDoor(t *testing.T) {
	d, sessions := begun(t, 5)
	var root fyne.CanvasObject
	var keys session.Keys
	left := ""
	d.Session.Session.Cover = func(o fyne.CanvasObject, k session.Keys) func(string, data.ID) {
		root, keys = o, k
		d.Show(t, o, fyne.NewSize(1366, 768))
		return func(page string, id data.ID) { left = page + " " + id.String() }
	}
	clock, now := &waits{}, sessiontest.Now
	d.Session.Session.Now = func() time.Time { return now }
	doorClock = clock.after
	defer func() { doorClock = nil }()
	d.tabOf(consult.TabParticipants)
	b := newDoorBegin(d.p.detail, data.Record{ID: sessions[0]})
	b.open()
	d.Settle()
	d.types("2580")
	d.tab(1)
	d.types("2580")
	d.press(fyne.KeyReturn)
	says := func(want string) {
		t.Helper()
		d.Settle()
		if all := strings.Join(sessiontest.Texts(root), "\n"); !strings.Contains(all, want) {
			t.Fatalf("the screen does not say %q:\n%s", want, all)
		}
	}
	says("Selamat datang")
	says("Pagi")
	// one with a name
	now = now.Add(time.Second)
	keys.Rune('1')
	says("Anda hadir sebagai")
	if all := strings.Join(sessiontest.Texts(root), "\n"); strings.Contains(all, "Orang") {
		t.Error("the door shows who is invited")
	}
	now = now.Add(time.Second)
	keys.Rune('5')
	d.types("Andi Wijaya")
	d.tab(1)
	d.types("Koran Kita")
	now = now.Add(time.Second)
	d.Tap(t, "Catat, dengan nama")
	says("Terima kasih!")
	// one without, who typed a name all the same
	keys.Rune('x')
	keys.Rune('2')
	says("You are here as")
	keys.Rune('1')
	d.types("Rahasia")
	now = now.Add(time.Second)
	d.Tap(t, "Sign in without it")
	says("Thank you!")
	m := d.meeting()
	if len(m.Participants) != 7 || len(m.Attendance) != 2 || m.Sittings()[0].Onsite != 2 || m.Unsur().Present != 2 {
		t.Fatalf("%d participants, %d came: %+v", len(m.Participants), len(m.Attendance), m.Sittings()[0])
	}
	for _, p := range m.Participants {
		switch p.Text("name") {
		case "Rahasia":
			t.Error("a name without consent was kept")
		case "Andi Wijaya":
			if !p.Bool("consent") || p.Text("consent_on") == "" || p.Text("noted_at") != "door" {
				t.Errorf("the one with a name: %v", p.Fields)
			}
		}
	}
	// one who goes away: nothing is kept
	keys.Rune('x')
	keys.Rune('1')
	now = now.Add(time.Second)
	keys.Rune('3')
	d.types("Pergi")
	clock.run(kiosk.IdleTime + (kiosk.Countdown+1)*time.Second)
	says("tidak disimpan")
	if n := len(d.meeting().Participants); n != 7 {
		t.Errorf("%d participants after one went away, want 7", n)
	}
	// the power is cut: it comes back as the door
	root = nil
	if !Resume(d.Session.Session) {
		t.Fatal("the door did not come back")
	}
	says("Selamat datang")
	d.Tap(t, "Petugas")
	for _, r := range "1111" {
		keys.Rune(r)
	}
	keys.Key(&fyne.KeyEvent{Name: fyne.KeyReturn})
	says("PIN")
	if left != "" {
		t.Fatal("a wrong PIN leads out")
	}
	for _, r := range "2580" {
		keys.Rune(r)
	}
	keys.Key(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.Settle()
	if left != session.PageConsultation+" "+d.p.open.String() {
		t.Errorf("went to %q", left)
	}
	if Resume(d.Session.Session) {
		t.Error("it is still on after the PIN")
	}
}

// waits is a clock of which a test says when time has passed.
type waits struct {
	now  time.Duration
	list []*wait
}

type wait struct {
	at time.Duration
	do func()
}

func (w *waits) after(d time.Duration, do func()) func() {
	one := &wait{w.now + d, do}
	w.list = append(w.list, one)
	return func() { one.do = nil }
}

// run lets time pass, and does what is due in its order.
func (w *waits) run(d time.Duration) {
	for end := w.now + d; ; {
		var next *wait
		for _, one := range w.list {
			if one.do != nil && one.at <= end && (next == nil || one.at < next.at) {
				next = one
			}
		}
		if next == nil {
			w.now = end
			return
		}
		w.now = next.at
		do := next.do
		next.do = nil
		do()
	}
}
