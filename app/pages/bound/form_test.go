package bound

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/store"
)

type desk struct {
	*sessiontest.Session
	t      *testing.T
	form   *Form
	action *widgets.AutoField
	status *widgets.PickList
	due    *widgets.ParsedField
	id     data.ID
}

// open shows a form over one follow-up that is read anew at each change.
func open(t *testing.T) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	d := &desk{Session: sessiontest.New(t), t: t}
	d.form = New(d.Session.Session, "test")
	d.action = d.form.Text("action", widgets.NewAutoField("Rencana"))
	d.due = d.form.Date("due_on", widgets.NewDateField("Tenggat", d.Now))
	d.status = d.form.Pick("status", widgets.NewChoice("Status", []widgets.Option{{ID: "planned", Text: "Belum"}, {ID: "running", Text: "Berjalan"}}))
	d.id = d.Store.NewID()
	d.write(data.Create("followup", d.id, "", map[string]data.Value{"action": data.TextValue("Lama"), "status": data.TextValue("planned")})...)
	t.Cleanup(d.Watch(func(store.Event) { d.form.Show(d.record()) }))
	d.Session.Show(t, widgets.Column(8, d.action, d.due, d.status), fyne.NewSize(400, 300))
	d.form.Show(d.record())
	return d
}

func (d *desk) write(edits ...data.Edit) {
	d.t.Helper()
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Edits: edits}); err != nil {
		d.t.Fatal(err)
	}
	d.Settle()
}

func (d *desk) record() data.Record {
	d.t.Helper()
	r, err := d.Store.Get(context.Background(), "followup", d.id)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) leave() {
	d.Window.Canvas().Unfocus()
	d.Settle()
}

func (d *desk) types(text string) {
	test.Type(d.Window.Canvas().Focused(), text)
	d.Settle()
}

func TestAFieldSavesItselfWhenLeft(t *testing.T) {
	d := open(t)
	d.action.Focus()
	d.types("Baru ")
	if got := d.record().Text("action"); got != "Lama" {
		t.Errorf("stored while typing: %q", got)
	}
	d.leave()
	if got := d.record().Text("action"); got != "Baru Lama" {
		t.Errorf("stored after leaving: %q", got)
	}
	d.due.Field().Focus()
	d.types("24/3/2026")
	d.leave()
	d.status.OnPicked("running")
	d.Settle()
	if r := d.record(); r.Text("due_on") != "2026-03-24" || r.Text("status") != "running" {
		t.Errorf("stored %v", r.Fields)
	}
	// what comes from elsewhere is shown
	d.write(d.record().Set("action", data.TextValue("Dari tempat lain")))
	if d.action.Text() != "Dari tempat lain" {
		t.Errorf("shown: %q", d.action.Text())
	}
}

func TestWhatIsTypedBelongsToTheRecordItWasTypedFor(t *testing.T) {
	d := open(t)
	other := d.Store.NewID()
	d.write(data.Create("followup", other, "", map[string]data.Value{"action": data.TextValue("Lain")})...)
	d.action.Focus()
	d.types("Satu ")
	r, err := d.Store.Get(context.Background(), "followup", other)
	if err != nil {
		t.Fatal(err)
	}
	first := d.id
	d.id = other
	d.form.Show(r) // another record while the field is being typed in
	d.Settle()
	if r, err := d.Store.Get(context.Background(), "followup", first); err != nil || r.Text("action") != "Satu Lama" {
		t.Errorf("the first record has %q (%v)", r.Text("action"), err)
	}
	if got := d.record().Text("action"); got != "Lain" || d.action.Text() != "Lain" {
		t.Errorf("the other one has %q, shown %q", got, d.action.Text())
	}
}

// A field with two values is not written in place: an edit there would settle
// what nobody has decided.
func TestAFieldInConflictIsDecidedElsewhere(t *testing.T) {
	d := open(t)
	clash := d.record()
	clash.Conflicts = map[string][]data.Version{"action": {{}, {}}, "status": {{}, {}}}
	d.form.Show(clash)
	if !d.action.Disabled() {
		t.Error("a text with two values can be typed over")
	}
	d.status.OnPicked("running")
	d.Settle()
	if got := d.record().Text("status"); got != "planned" {
		t.Errorf("a choice with two values was written: %q", got)
	}
	d.form.Show(d.record()) // decided
	if d.action.Disabled() {
		t.Error("after the decision the field stays locked")
	}
}

func TestALockedFormWritesNothing(t *testing.T) {
	d := open(t)
	d.form.Lock(true)
	d.status.OnPicked("running")
	d.Settle()
	if got := d.record().Text("status"); got != "planned" || !d.action.Disabled() {
		t.Errorf("a locked form wrote %q", got)
	}
	d.form.Lock(false)
	d.status.OnPicked("running")
	d.Settle()
	if got := d.record().Text("status"); got != "running" {
		t.Errorf("an unlocked form did not write: %q", got)
	}
}
