package related

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/store"
)

type fixture struct {
	*sessiontest.Session
	card                       *Card
	complaint, meeting, action data.Record
}

// begin makes a complaint, a consultation and an action from the complaint.
func begin(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{Session: sessiontest.New(t)}
	text := data.TextValue
	add := func(kind string, fields map[string]data.Value) data.Record {
		id := f.Store.NewID()
		if _, err := f.Store.Write(context.Background(), data.Action{Author: f.Author, Edits: data.Create(kind, id, "", fields)}); err != nil {
			t.Fatal(err)
		}
		r, err := f.Store.Get(context.Background(), kind, id)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	f.complaint = add("complaint", map[string]data.Value{"title": text("Antrean paspor lama"), "received_on": text("2026-02-03")})
	f.meeting = add("consultation", map[string]data.Value{"title": text("FKP paspor")})
	f.action = add("followup", map[string]data.Value{"source": data.RefValue(f.complaint.ID), "source_kind": text("complaint"), "action": text("Buka loket kedua")})
	f.Settle()
	f.card = New(f.Session.Session)
	t.Cleanup(f.card.Close)
	f.Show(t, widgets.NewFollowFocus(widgets.Page(f.card.Content)), fyne.NewSize(760, 640))
	return f
}

func (f *fixture) texts() string { return strings.Join(sessiontest.Texts(f.card.Content), "\n") }

func (f *fixture) press(t *testing.T, text string) {
	t.Helper()
	for _, o := range sessiontest.Objects(f.Window.Canvas().Content()) {
		if b, ok := o.(interface {
			Text() string
			Tapped(*fyne.PointEvent)
		}); ok && b.Text() == text {
			b.Tapped(&fyne.PointEvent{})
			f.Settle()
			return
		}
	}
	t.Fatalf("nothing to press says %q among %q", text, f.texts())
}

func TestWhatARecordLedToIsOneClickAway(t *testing.T) {
	f := begin(t)
	// given the card of the complaint
	f.card.Show(f.complaint)
	f.Settle()
	got := f.texts()
	for _, want := range []string{"Belum ada asal yang tercatat.", "Buka loket kedua", "Tindak lanjut · ditindaklanjuti"} {
		if !strings.Contains(got, want) {
			t.Errorf("the card lacks %q: %s", want, got)
		}
	}
	// when the action is pressed, then its page opens with it
	f.press(t, "Buka loket kedua")
	if want := (sessiontest.Opened{Page: session.PageFollowUp, ID: f.action.ID}); !slices.Contains(f.Opened, want) {
		t.Errorf("opened %+v, want %+v", f.Opened, want)
	}
	// and the thread opens from its button
	f.press(t, "Jejak")
	if want := (sessiontest.Opened{Page: session.PageThread, ID: f.complaint.ID}); !slices.Contains(f.Opened, want) {
		t.Errorf("opened %+v, want %+v", f.Opened, want)
	}
}

func TestALinkIsMadeFoundFromBothEndsAndTakenAway(t *testing.T) {
	ctx := context.Background()
	f := begin(t)
	f.card.Show(f.complaint)
	f.Settle()
	// given the dialog, which offers consultations for a complaint
	f.press(t, "Tautkan…")
	over := f.Window.Canvas().Overlays().Top()
	if over == nil {
		t.Fatal("no dialog")
	}
	if got := strings.Join(sessiontest.Texts(over), "\n"); !strings.Contains(got, "FKP paspor") {
		t.Fatalf("the dialog does not offer the consultation: %s", got)
	}
	// when the first row is chosen with the keyboard, then the link is there
	test.Type(f.Window.Canvas().Focused(), "fkp")
	f.Settle()
	f.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	f.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.Settle()
	if f.Window.Canvas().Overlays().Top() != nil {
		t.Fatal("the dialog stays")
	}
	if got := f.texts(); !strings.Contains(got, "FKP paspor") || !strings.Contains(got, "menjadi topik") {
		t.Fatalf("the card lacks the link: %s", got)
	}
	links, err := f.Store.List(ctx, store.Query{Kind: "link"})
	if err != nil || len(links) != 1 || links[0].Ref("from") != f.complaint.ID || links[0].Ref("to") != f.meeting.ID {
		t.Fatalf("links %+v, %v", links, err)
	}
	// and the consultation's card names the complaint
	f.card.Show(f.meeting)
	f.Settle()
	if got := f.texts(); !strings.Contains(got, "Antrean paspor lama") {
		t.Errorf("the other end lacks the link: %s", got)
	}
	// when it is taken away, then it is gone, and undo brings it back
	for _, o := range sessiontest.Objects(f.card.Content) {
		if b, ok := o.(*widgets.Button); ok && b.Hint == "Hapus tautan" {
			b.Tapped(nil)
		}
	}
	f.Settle()
	if got := f.texts(); strings.Contains(got, "Antrean paspor lama") {
		t.Errorf("the link is still there: %s", got)
	}
	f.Undo()
	f.Settle()
	if got := f.texts(); !strings.Contains(got, "Antrean paspor lama") {
		t.Errorf("undo did not bring the link back: %s", got)
	}
}

func TestOnlyOwnAndSharedRecordsAreOffered(t *testing.T) {
	f := begin(t)
	other := f.Store.NewID()
	if _, err := f.Store.Write(context.Background(), data.Action{Edits: data.Create("consultation", other, "kjri-johor-bahru", map[string]data.Value{"title": data.TextValue("FKP Johor")})}); err != nil {
		t.Fatal(err)
	}
	found, err := candidates(context.Background(), f.Store, "consultation", "", f.complaint)
	if err != nil || len(found) != 1 || found[0].ID != f.meeting.ID {
		t.Errorf("offered %+v, %v", found, err)
	}
}
