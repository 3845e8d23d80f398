package syncing

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
	pinsync "pinisi/sync"
)

// agent is an agent that a test speaks for.
type agent struct {
	status pinsync.Status
	told   func(pinsync.Status)
	asked  int
	ended  int
}

func (a *agent) Now()                   { a.asked++ }
func (a *agent) Cancel()                { a.ended++ }
func (a *agent) Status() pinsync.Status { return a.status }
func (a *agent) Subscribe(f func(pinsync.Status)) func() {
	a.told = f
	return func() { a.told = nil }
}

type desk struct {
	*sessiontest.Session
	t     *testing.T
	p     *Page
	agent *agent
}

func open(t *testing.T) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	d := &desk{Session: sessiontest.New(t), t: t, agent: &agent{}}
	d.p = New(d.Session.Session, d.agent)
	t.Cleanup(d.p.Close)
	d.Session.Show(t, d.p.Content(), fyne.NewSize(1166, 900))
	return d
}

// say is the agent telling a status.
func (d *desk) say(s pinsync.Status) {
	d.agent.status = s
	d.agent.told(s)
	d.Settle()
}

// texts is all that the page says.
func (d *desk) texts() string {
	var all []string
	walk(d.p.whole, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widgets.Text:
			all = append(all, o.Content())
		case *widgets.Button:
			all = append(all, "["+o.Text()+"]")
		}
	})
	return strings.Join(all, "\n")
}

// button is the visible button of that word.
func (d *desk) button(word string) *widgets.Button {
	d.t.Helper()
	var found *widgets.Button
	walk(d.p.whole, func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == word {
			found = b
		}
	})
	if found == nil {
		d.t.Fatalf("no button %q among:\n%s", word, d.texts())
	}
	return found
}

func walk(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	f(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, f)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, f)
		}
	}
}

func (d *desk) write(edits ...data.Edit) {
	d.t.Helper()
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Edits: edits}); err != nil {
		d.t.Fatal(err)
	}
	d.Settle()
}

// another opens a second device of the mission that holds all the first one has.
func (d *desk) another() (*store.Store, data.ID) {
	d.t.Helper()
	ctx := context.Background()
	later := sessiontest.Now.Add(10 * time.Minute)
	st, err := store.Open(ctx, d.t.TempDir(), store.Options{Now: func() time.Time { return later }})
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura"}); err != nil {
		d.t.Fatal(err)
	}
	storetest.Exchange(d.t, d.Store, st)
	budi := st.NewID()
	if _, err := st.Write(ctx, data.Action{Author: budi, Edits: data.Create("staff", budi, "", map[string]data.Value{"name": data.TextValue("Budi Hartono")})}); err != nil {
		d.t.Fatal(err)
	}
	return st, budi
}

// clash makes two values of a text on two devices and brings them together.
func (d *desk) clash(kind, field, here, there string) (data.ID, *store.Store) {
	d.t.Helper()
	ctx := context.Background()
	id := d.Store.NewID()
	d.write(data.Create(kind, id, "", map[string]data.Value{field: data.TextValue("awal")})...)
	other, budi := d.another()
	set := func(st *store.Store, author data.ID, text string) {
		r, err := st.Get(ctx, kind, id)
		if err != nil {
			d.t.Fatal(err)
		}
		if _, err := st.Write(ctx, data.Action{Author: author, Edits: []data.Edit{r.Set(field, data.TextValue(text))}}); err != nil {
			d.t.Fatal(err)
		}
	}
	set(d.Store, d.Author, here)
	set(other, budi, there)
	storetest.Exchange(d.t, other, d.Store)
	d.Settle()
	return id, other
}

func (d *desk) get(kind string, id data.ID) data.Record {
	d.t.Helper()
	r, err := d.Store.Get(context.Background(), kind, id)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

// given a field that two devices wrote, when the right value is taken on the
// page with a reason, then it stands on both, the other is in the history, and
// the reason is on record.
func TestAConflictIsDecidedOnThePage(t *testing.T) {
	d := open(t)
	id, other := d.clash("followup", "finding", "SK belum dicetak", "SK sudah dicetak")
	all := d.texts()
	for _, want := range []string{"SK belum dicetak", "SK sudah dicetak", "Siti Aminah", "Budi Hartono", "komputer ini", "Temuan"} {
		if !strings.Contains(all, want) {
			t.Errorf("the page does not say %q:\n%s", want, all)
		}
	}
	var reason fyne.Focusable
	walk(d.p.conflicts.content, func(o fyne.CanvasObject) {
		if f, ok := o.(fyne.Focusable); ok && reason == nil {
			reason = f
		}
	})
	test.Type(reason, "Sudah dicetak kemarin")
	test.Tap(d.button(words.T("common.take_right")))
	d.Settle()
	r := d.get("followup", id)
	if r.Text("finding") != "SK sudah dicetak" || len(r.Conflicts) != 0 {
		t.Errorf("after the decision: %q, conflicts %v", r.Text("finding"), r.Conflicts)
	}
	history, err := d.Store.History(context.Background(), "followup", id)
	if err != nil {
		t.Fatal(err)
	}
	kept := false
	for _, c := range history {
		kept = kept || c.Value.S == "SK belum dicetak"
	}
	if !kept {
		t.Error("the value that was not taken is gone from the history")
	}
	decisions, err := d.Store.List(context.Background(), store.Query{Kind: "decision", Parent: id})
	if err != nil || len(decisions) != 1 || decisions[0].Text("reason") != "Sudah dicetak kemarin" {
		t.Errorf("reasons on record: %v (%v)", decisions, err)
	}
	if len(d.p.conflicts.content.Objects) != 0 {
		t.Error("the queue still shows a conflict")
	}
	storetest.Exchange(t, d.Store, other)
	if r, err := other.Get(context.Background(), "followup", id); err != nil || r.Text("finding") != "SK sudah dicetak" || len(r.Conflicts) != 0 {
		t.Errorf("on the other device: %q, %v (%v)", r.Text("finding"), r.Conflicts, err)
	}
}

// A value that arrives while a person decides was not seen: it stays.
func TestADecisionCoversOnlyWhatWasSeen(t *testing.T) {
	d := open(t)
	id, other := d.clash("followup", "finding", "satu", "dua")
	seen := d.p.conflicts.shown
	r, err := other.Get(context.Background(), "followup", id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Write(context.Background(), data.Action{Edits: []data.Edit{r.Set("finding", data.TextValue("tiga"))}}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, other, d.Store) // the page has not drawn it yet
	d.p.conflicts.decided(seen, widgets.Decision{Take: 0})
	d.Settle()
	after := d.get("followup", id)
	if len(after.Conflicts["finding"]) != 2 {
		t.Errorf("conflicts after the decision: %v; want the new value beside it", after.Conflicts)
	}
	if !strings.Contains(d.texts(), "tiga") {
		t.Errorf("the page does not show the new value:\n%s", d.texts())
	}
}

func TestTheSameChoiceForAllTheRest(t *testing.T) {
	d := open(t)
	ctx := context.Background()
	var ids []data.ID
	for range 3 {
		id := d.Store.NewID()
		d.write(data.Create("followup", id, "", map[string]data.Value{"finding": data.TextValue("awal")})...)
		ids = append(ids, id)
	}
	other, budi := d.another()
	for _, id := range ids {
		r := d.get("followup", id)
		there, err := other.Get(ctx, "followup", id)
		if err != nil {
			t.Fatal(err)
		}
		d.write(r.Set("finding", data.TextValue("kiri")))
		if _, err := other.Write(ctx, data.Action{Author: budi, Edits: []data.Edit{there.Set("finding", data.TextValue("kanan"))}}); err != nil {
			t.Fatal(err)
		}
	}
	storetest.Exchange(t, other, d.Store)
	d.Settle()
	if len(d.p.conflicts.all) != 3 {
		t.Fatalf("%d conflicts, want 3", len(d.p.conflicts.all))
	}
	d.p.conflicts.decided(d.p.conflicts.all[0], widgets.Decision{Take: 1, All: true})
	d.Settle()
	for _, id := range ids {
		if r := d.get("followup", id); r.Text("finding") != "kanan" || len(r.Conflicts) != 0 {
			t.Errorf("%s: %q, %v", id, r.Text("finding"), r.Conflicts)
		}
	}
}

func TestADeletionBesideAnEdit(t *testing.T) {
	d := open(t)
	ctx := context.Background()
	id := d.Store.NewID()
	d.write(data.Create("followup", id, "", map[string]data.Value{"action": data.TextValue("Buka loket")})...)
	other, budi := d.another()
	there, err := other.Get(ctx, "followup", id)
	if err != nil {
		t.Fatal(err)
	}
	d.write(d.get("followup", id).Delete())
	if _, err := other.Write(ctx, data.Action{Author: budi, Edits: []data.Edit{there.Set("action", data.TextValue("Buka loket kedua"))}}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, other, d.Store)
	d.Settle()
	all := d.texts()
	if !strings.Contains(all, "Dihapus atau dipertahankan?") || strings.Contains(all, "["+words.T("common.merge")+"]") {
		t.Errorf("the page says:\n%s", all)
	}
	keep := -1
	for i, v := range d.p.conflicts.shown.shown {
		if !v.Deleted {
			keep = i
		}
	}
	d.p.conflicts.decided(d.p.conflicts.shown, widgets.Decision{Take: keep})
	d.Settle()
	if r := d.get("followup", id); r.Deleted || len(r.Conflicts) != 0 || r.Text("action") != "Buka loket kedua" {
		t.Errorf("kept: deleted %v, conflicts %v, %q", r.Deleted, r.Conflicts, r.Text("action"))
	}
}

// The five states, each in words; and the promise that this computer may be
// replaced only when it is true.
func TestThePageNeverClaimsMoreThanIsTrue(t *testing.T) {
	d := open(t)
	ctx := context.Background()
	promise := words.T("syncpage.say.all_sent")
	if all := d.texts(); !strings.Contains(all, words.T("syncpage.state.not_enrolled")) || strings.Contains(all, promise) {
		t.Errorf("before enrolment the page says:\n%s", all)
	}
	if err := d.Store.SetSetting(ctx, "sync.hub", `{"address":"pusat.example","pin":"00","scope":"kbri-singapura","device":"LOKET-1"}`); err != nil {
		t.Fatal(err)
	}
	_, enrolled, err := pinsync.Enrolled(ctx, d.Store)
	if err != nil {
		t.Fatal(err)
	}
	if !enrolled {
		t.Skip("enrolment is kept elsewhere than this test knows")
	}
	// the agent says all is there, while the store knows better
	d.say(pinsync.Status{State: pinsync.AllSent, LastSuccess: sessiontest.Now})
	if all := d.texts(); strings.Contains(all, promise) || !strings.Contains(all, words.T("syncpage.state.saved")) {
		t.Errorf("with changes that nobody confirmed the page says:\n%s", all)
	}
	// headquarters confirms all
	if err := d.Store.Seal(ctx, 1<<16); err != nil {
		t.Fatal(err)
	}
	have, err := d.Store.Vector(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for stream, seq := range have {
		if err := d.Store.Confirm(ctx, stream, seq); err != nil {
			t.Fatal(err)
		}
	}
	d.say(pinsync.Status{State: pinsync.AllSent, LastSuccess: sessiontest.Now.Add(time.Second)})
	if all := d.texts(); !strings.Contains(all, promise) {
		t.Errorf("with everything confirmed the page says:\n%s", all)
	}
	// something is written: the promise goes at once, before anything is counted
	if _, err := d.Store.Write(ctx, data.Action{Edits: data.Create("followup", d.Store.NewID(), "", map[string]data.Value{"action": data.TextValue("x")})}); err != nil {
		t.Fatal(err)
	}
	d.Settle()
	if all := d.texts(); strings.Contains(all, promise) {
		t.Errorf("after a new change the page says:\n%s", all)
	}
	for state, want := range map[pinsync.State]string{
		pinsync.NoLine: "syncpage.state.no_line", pinsync.NeedsYou: "syncpage.state.needs_you", pinsync.Sending: "syncpage.state.sending", pinsync.Saved: "syncpage.state.saved",
	} {
		d.say(pinsync.Status{State: state})
		if all := d.texts(); !strings.Contains(all, words.T(want)) || strings.Contains(all, promise) {
			t.Errorf("state %d: want %q in\n%s", state, words.T(want), all)
		}
	}
}

func TestProgressErrorsAndButtons(t *testing.T) {
	d := open(t)
	d.say(pinsync.Status{State: pinsync.Sending, Running: true, Progress: pinsync.Progress{Phase: "send", Sent: 1500, ToSend: 4000, ToGet: 1000}})
	if all := d.texts(); !strings.Contains(all, "1,5 kB dari 5,0 kB") {
		t.Errorf("progress is not said in bytes of bytes:\n%s", all)
	}
	test.Tap(d.button(words.T("syncpage.cancel")))
	if d.agent.ended != 1 {
		t.Error("cancel does not reach the agent")
	}
	d.say(pinsync.Status{State: pinsync.NoLine, NextTry: sessiontest.Now.Add(20 * time.Minute), Err: data.Fail("sync.no_line", nil, "Hub", "pusat.example")})
	if all := d.texts(); !strings.Contains(all, "Dicoba lagi pukul 09.20") || !strings.Contains(all, "pusat.example") {
		t.Errorf("no line is said as:\n%s", all)
	}
	test.Tap(d.button(words.T("syncpage.copy")))
	if got := fyne.CurrentApp().Clipboard().Content(); !strings.Contains(got, "sync.no_line") {
		t.Errorf("copied %q", got)
	}
	test.Tap(d.button(words.T("syncpage.now")))
	if d.agent.asked != 1 {
		t.Error("sync now does not reach the agent")
	}
}

func TestEnrolment(t *testing.T) {
	d := open(t)
	fails := true
	d.p.enrol.enroll = func(_ context.Context, code, device string) (pinsync.Info, error) {
		if fails {
			return pinsync.Info{}, data.Fail("sync.code_used", errors.New("409"))
		}
		return pinsync.Info{Address: "pusat.example"}, nil
	}
	test.Tap(d.p.enrol.do)
	d.Settle()
	if all := d.texts(); !strings.Contains(all, words.T("syncpage.enroll.empty")) {
		t.Errorf("without a code:\n%s", all)
	}
	d.p.enrol.code.Focus()
	test.Type(d.Window.Canvas().Focused(), "pusat.example/ABCDE")
	d.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.Settle()
	if all := d.texts(); !strings.Contains(all, words.T("sync.code_used")) {
		t.Errorf("a used code:\n%s", all)
	}
	fails = false
	test.Tap(d.p.enrol.do)
	d.Settle()
	if len(d.Toasts) != 1 || d.agent.asked != 1 || d.p.enrol.code.Text() != "" {
		t.Errorf("after enrolment: toasts %q, asked %d, code %q", d.Toasts, d.agent.asked, d.p.enrol.code.Text())
	}
}

func TestHistory(t *testing.T) {
	d := open(t)
	for i := range 12 {
		e := store.SyncEntry{At: sessiontest.Now.Add(time.Duration(i) * time.Minute), OK: i != 11, Sent: 1200, Got: 3400, Changes: 5, Received: 7, Took: 2 * time.Second}
		if i == 11 {
			e.Code, e.Args = "sync.no_line", map[string]any{"Hub": "pusat.example"}
		}
		if err := d.Store.LogSync(context.Background(), e); err != nil {
			t.Fatal(err)
		}
	}
	d.p.reload()
	d.Settle()
	all := d.texts()
	for _, want := range []string{"1,2 kB", "3,4 kB", "pusat.example", words.T("syncpage.history.more")} {
		if !strings.Contains(all, want) {
			t.Errorf("history lacks %q:\n%s", want, all)
		}
	}
	test.Tap(d.button(words.T("syncpage.history.more")))
	d.Settle()
	if strings.Contains(d.texts(), words.T("syncpage.history.more")) {
		t.Error("there is nothing more, yet more is offered")
	}
}

func TestValuesAreSaidInWords(t *testing.T) {
	d := open(t)
	for _, c := range []struct {
		kind, field string
		v           data.Value
		want        string
	}{
		{"consultation", "mode", data.TextValue("hibrida"), words.T("kinds.consultation.mode.hibrida")},
		{"consultation", "internal", data.BoolValue(true), "Ya"},
		{"consultation", "signed_on", data.TextValue("2026-03-24"), "24 Mar 2026"},
		{"consultation", "starts_at", data.TextValue("2026-03-24T02:00:00Z"), "24 Mar 2026, 10.00 (Asia/Singapore)"},
		{"consultation", "services", data.ListValue([]string{"IMI-01"}), "Paspor biasa (baru/penggantian)"},
		{"answer", "score", data.IntValue(3), "3"},
		{"answer", "score", data.Value{}, ""},
		{"of a newer version", "x", data.TextValue("y"), "y"},
	} {
		if got := valueText(context.Background(), d.Store, c.kind, c.field, c.v); got != c.want {
			t.Errorf("%s.%s: %q, want %q", c.kind, c.field, got, c.want)
		}
	}
}
