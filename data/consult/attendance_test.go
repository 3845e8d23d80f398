package consult

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/consult/consulttest"
)

// given participants in every state of presence, when those who were there are
// counted, then invitees, who declined and who stayed away are not among them.
func TestWhoWasThere(t *testing.T) {
	session := record("session", nil)
	for presence, want := range map[string]bool{
		"": true, "attended": true, "invited": false, "confirmed": false, "declined": false, "absent": false,
	} {
		f := map[string]data.Value{"unsur": data.TextValue("users")}
		if presence != "" {
			f["presence"] = data.TextValue(presence)
		}
		p := record("participant", f)
		if got := Came(p, nil); got != want {
			t.Errorf("presence %q: came %v, want %v", presence, got, want)
		}
		came := record("attendance", map[string]data.Value{"session": data.RefValue(session.ID), "participant": data.RefValue(p.ID)})
		if n := Unsur(record("consultation", nil), []data.Record{p}, []data.Record{came}).Present; n != 1 {
			t.Errorf("presence %q, in a session: %d unsur, want 1", presence, n)
		}
		came.Deleted = true
		if n := len(Attended([]data.Record{p}, []data.Record{came})); (n == 1) != want {
			t.Errorf("presence %q, taken out of the session again: %d there, want %v", presence, n, want)
		}
	}
}

// given two sessions, one on site and one online, when people come to one or
// both, then each session has its own count by mode and the whole counts each
// element once.
func TestSittingsCountByMode(t *testing.T) {
	m := &Meeting{Consultation: record("consultation", map[string]data.Value{"mode": data.TextValue("hibrida")})}
	one := record("session", map[string]data.Value{"mode": data.TextValue("luring")})
	two := record("session", map[string]data.Value{"mode": data.TextValue("daring")})
	m.Sessions = []data.Record{one, two}
	m.Participants = participants("users", "users", "media", "provider")
	for i := range m.Participants {
		m.Participants[i].Fields["presence"] = data.TextValue("invited")
	}
	come := func(p int, s data.Record, mode string) {
		f := map[string]data.Value{"session": data.RefValue(s.ID), "participant": data.RefValue(m.Participants[p].ID)}
		if mode != "" {
			f["mode"] = data.TextValue(mode)
		}
		m.Attendance = append(m.Attendance, record("attendance", f))
	}
	come(0, one, "luring")
	come(0, two, "daring")
	come(1, one, "daring") // joined the room by video
	come(2, two, "")       // as the session is
	s := m.Sittings()
	if len(s) != 2 || s[0].Onsite != 1 || s[0].Online != 1 || s[0].Present != 1 || s[1].Onsite != 0 || s[1].Online != 2 || s[1].Present != 2 {
		t.Errorf("sittings %+v", s)
	}
	if p := m.Unsur(); p.Present != 2 || p.Heads["users"] != 2 || p.Others != 0 {
		t.Errorf("the whole: %+v", p)
	}
	if open := m.Invited(); len(open) != 1 || open[0].ID != m.Participants[3].ID {
		t.Errorf("waiting for %d invitees, want the provider's only", len(open))
	}
	m.Sessions, m.Attendance = nil, nil
	m.Participants = participants("users", "media")
	m.Participants[1].Fields["mode"] = data.TextValue("daring")
	if s := m.Sittings(); len(s) != 1 || s[0].Onsite != 1 || s[0].Online != 1 || s[0].Session.ID != data.NilID {
		t.Errorf("without sessions: %+v", s)
	}
}

// given a session on another day and in another zone, when it is read, then it
// has the zone of its own, and that of the consultation without one.
func TestSessionsAcrossZones(t *testing.T) {
	c := record("consultation", map[string]data.Value{"zone": data.TextValue("Asia/Jakarta")})
	start, err := At("2026-03-24", "09.00", "Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	s := record("session", map[string]data.Value{"starts_at": Stamp(start)})
	for reader, want := range map[string]string{"Asia/Kuala_Lumpur": "10:00", "Asia/Singapore": "10:00", "Asia/Kuching": "10:00"} {
		w := WhenSession(s, c, reader)
		if w.Start.Format("15:04") != "09:00" || w.LocalStart.Format("15:04") != want {
			t.Errorf("for %s: %s there, %s here; want 09:00 and %s", reader, w.Start.Format("15:04"), w.LocalStart.Format("15:04"), want)
		}
	}
	s.Fields["zone"] = data.TextValue("Asia/Tokyo")
	if w := WhenSession(s, c, "Asia/Jakarta"); w.Start.Format("15:04") != "11:00" || w.LocalStart.Format("15:04") != "09:00" {
		t.Errorf("in its own zone: %+v", w)
	}
	late, err := At("2026-03-24", "23.30", "America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	far := record("session", map[string]data.Value{"starts_at": Stamp(late), "zone": data.TextValue("America/New_York")})
	if day := dayIn(c, []data.Record{s, far}); day != "2026-03-24" {
		t.Errorf("the last day is %s, want the one on the session's own clock", day)
	}
}

// given a session, when a participant arrives twice and leaves again, then one
// record says so, and the presence follows.
func TestArriveAndDepart(t *testing.T) {
	ctx, st := context.Background(), open(t)
	id, err := consulttest.Begin(ctx, st, data.NilID, consulttest.New{Form: "fkp", Mode: "hibrida", Title: "Standar", Zone: "Asia/Singapore"})
	if err != nil {
		t.Fatal(err)
	}
	who, sid := st.NewID(), st.NewID()
	write(t, st, data.Create("participant", who, "", map[string]data.Value{"consultation": data.RefValue(id), "unsur": data.TextValue("media"), "presence": data.TextValue("invited")})...)
	write(t, st, data.Create("session", sid, "", map[string]data.Value{"consultation": data.RefValue(id), "mode": data.TextValue("luring")})...)
	load := func() *Meeting {
		m, err := Load(ctx, st, id)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	m := load()
	at := time.Date(2026, 3, 24, 1, 0, 0, 0, time.UTC)
	write(t, st, Arrive(m.Participants[0], m.Sessions[0], "luring", at, "door")...)
	write(t, st, Arrive(m.Participants[0], m.Sessions[0], "luring", at, "desk")...)
	if m = load(); len(m.Attendance) != 1 || m.Unsur().Present != 1 || m.Participants[0].Text("presence") != data.Attended {
		t.Fatalf("%d records, %d unsur, presence %q", len(m.Attendance), m.Unsur().Present, m.Participants[0].Text("presence"))
	}
	write(t, st, m.Depart(m.Participants[0], m.Sessions[0])...)
	if m = load(); len(m.Attendance) != 0 || m.Unsur().Present != 0 {
		t.Fatalf("after leaving: %d records, %d unsur", len(m.Attendance), m.Unsur().Present)
	}
	write(t, st, Arrive(m.Participants[0], m.Sessions[0], "daring", at, "desk")...)
	if m = load(); len(m.Attendance) != 1 || m.Sittings()[0].Online != 1 {
		t.Fatalf("back again: %+v", m.Sittings())
	}
}

// given a signed consultation, when any part of what was signed is written,
// then it is refused, also as an undo; how a participant is called is not.
func TestWhatWasSignedStays(t *testing.T) {
	ctx, st := context.Background(), open(t)
	id, err := consulttest.Begin(ctx, st, data.NilID, consulttest.New{Form: "fkp", Mode: "luring", Title: "Standar", Zone: "Asia/Singapore"})
	if err != nil {
		t.Fatal(err)
	}
	text, ref := data.TextValue, data.RefValue(id)
	who, sid, input := st.NewID(), st.NewID(), st.NewID()
	write(t, st, slices.Concat(
		data.Create("participant", who, "", map[string]data.Value{"consultation": ref, "unsur": text("media")}),
		data.Create("session", sid, "", map[string]data.Value{"consultation": ref}),
		data.Create("input", input, "", map[string]data.Value{"consultation": ref, "number": data.IntValue(1), "text": text("Antre")}))...)
	m, err := Load(ctx, st, id)
	if err != nil {
		t.Fatal(err)
	}
	// signed elsewhere: the action here before it is the creation of the parts
	if _, err := st.Write(ctx, data.Action{Label: "elsewhere", Force: true, Lasting: true, Edits: []data.Edit{m.Consultation.Set("status", text("signed"))}}); err != nil {
		t.Fatal(err)
	}
	if m, err = Load(ctx, st, id); err != nil {
		t.Fatal(err)
	}
	another := st.NewID()
	for name, edits := range map[string][]data.Edit{
		"title":                 {m.Consultation.Set("title", text("Lain"))},
		"minutes":               {m.Consultation.Set("minutes", text("Lain"))},
		"deletion":              {m.Consultation.Delete()},
		"unsur":                 {m.Participants[0].Set("unsur", text("users"))},
		"presence":              {m.Participants[0].Set("presence", text("absent"))},
		"a participant less":    {m.Participants[0].Delete()},
		"a participant more":    data.Create("participant", another, "", map[string]data.Value{"consultation": ref, "unsur": text("users")}),
		"minutes of a session":  {m.Sessions[0].Set("minutes", text("Lain"))},
		"somebody at a session": Arrive(m.Participants[0], m.Sessions[0], "luring", time.Time{}, "desk"),
		"an input less":         {m.Inputs[0].Delete()},
		"an answer":             {m.Inputs[0].Set("response", text("Ya"))},
		"an input more":         data.Create("input", another, "", map[string]data.Value{"consultation": ref, "text": text("Baru")}),
		"an agreement more":     data.Create("agreement", another, "", map[string]data.Value{"consultation": ref, "text": text("Baru")}),
	} {
		if _, err := st.Write(ctx, data.Action{Label: "test", Edits: edits}); !errors.Is(err, data.ErrLocked) {
			t.Errorf("%s was written: %v", name, err)
		}
	}
	for range 2 { // the parts, then the consultation itself
		if _, err := st.Undo(ctx, data.NilID); !errors.Is(err, data.ErrLocked) {
			t.Errorf("an undo past the signature: %v", err)
		}
	}
	write(t, st, m.Participants[0].Set("name", text("Sari")), m.Consultation.Set("reported_on", text("2026-04-01")))
	if m, err = Load(ctx, st, id); err != nil || len(m.Inputs) != 1 || len(m.Participants) != 1 || m.Participants[0].Text("name") != "Sari" {
		t.Errorf("afterwards: %d inputs, %d participants, %v", len(m.Inputs), len(m.Participants), err)
	}
}

// given a signed berita acara, when an input with a number of it arrives from
// another computer, then the signed one keeps its label and the other is late.
func TestLabelsStayAfterSigning(t *testing.T) {
	early, signed := record("input", map[string]data.Value{"number": data.IntValue(1)}), record("input", map[string]data.Value{"number": data.IntValue(1)})
	if string(early.ID[:]) > string(signed.ID[:]) {
		early, signed = signed, early
	}
	c := record("consultation", map[string]data.Value{"status": data.TextValue("signed"), "signed_items": data.ListValue([]string{signed.ID.String()})})
	labels := Labels(c, []data.Record{early, signed})
	if labels[signed.ID] != "1" || labels[early.ID] != "1b" {
		t.Errorf("labels %v", labels)
	}
	if Late(c, signed) || !Late(c, early) {
		t.Errorf("late: the signed one %v, the other %v", Late(c, signed), Late(c, early))
	}
	if c.Fields["status"] = data.TextValue("draft"); Late(c, early) {
		t.Error("late in a draft")
	}
}
