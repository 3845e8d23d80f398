package consult

import (
	"context"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/consult/consulttest"
)

// given a list of invitees, when people write themselves in at the door, then
// an invitee is found by name, a name without consent is not kept, and everybody
// has come to the session.
func TestAtTheDoor(t *testing.T) {
	ctx, st := context.Background(), open(t)
	id, err := consulttest.Begin(ctx, st, data.NilID, consulttest.New{Form: "fkp", Mode: "hibrida", Title: "Standar", Zone: "Asia/Singapore"})
	if err != nil {
		t.Fatal(err)
	}
	sid := st.NewID()
	write(t, st, data.Create("session", sid, "", map[string]data.Value{"consultation": data.RefValue(id)})...)
	write(t, st, data.Create("participant", st.NewID(), "", map[string]data.Value{"consultation": data.RefValue(id),
		"name": data.TextValue("Sari Dewi"), "unsur": data.TextValue("experts"), "presence": data.TextValue("invited")})...)
	now := time.Date(2026, 3, 24, 1, 0, 0, 0, time.UTC)
	come := func(v Visitor) *Meeting {
		t.Helper()
		m, err := Load(ctx, st, id)
		if err != nil {
			t.Fatal(err)
		}
		write(t, st, m.Welcome(st.NewID(), v, m.Sessions[0], now, "2026-03-24")...)
		if m, err = Load(ctx, st, id); err != nil {
			t.Fatal(err)
		}
		return m
	}
	m := come(Visitor{Name: " sari  DEWI", Organization: "PPI", Unsur: "experts", Mode: "luring", Consent: true})
	if p := m.Participants[0]; len(m.Participants) != 1 || p.Text("organization") != "PPI" || p.Text("consent_on") != "2026-03-24" || p.Text("presence") != data.Attended {
		t.Errorf("the invitee: %v", p.Fields)
	}
	for i, v := range []Visitor{
		{Name: "Sari Dewi", Unsur: "experts", Mode: "luring", Consent: true}, // another of that name
		{Name: "Sari Dewi", Unsur: "media", Mode: "luring", Consent: true},   // of another element
		{Name: "Rahasia", Organization: "Koran", Unsur: "media", Mode: "daring"},
	} {
		if m = come(v); len(m.Participants) != i+2 || len(m.Attendance) != i+2 {
			t.Fatalf("%+v: %d participants, %d came", v, len(m.Participants), len(m.Attendance))
		}
	}
	for _, p := range m.Participants {
		if p.Text("name") == "Rahasia" {
			t.Error("a name without consent was kept")
		}
	}
	if s := m.Sittings()[0]; s.Onsite != 3 || s.Online != 1 || s.Present != 2 {
		t.Errorf("the session: %+v", s)
	}
}
