package consult

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Came reports whether a participant was there: noted at the meeting (a blank
// presence), marked as attended, or in any session. Who was only invited, or
// said to come, or declined, or stayed away, was not.
func Came(participant data.Record, attendance []data.Record) bool {
	if participant.Gone() {
		return false
	}
	if p := participant.Text("presence"); p == "" || p == data.Attended {
		return true
	}
	for _, a := range attendance {
		if !a.Gone() && a.Ref("participant") == participant.ID {
			return true
		}
	}
	return false
}

// Attended are the participants who were there ([Came]), in the given order.
func Attended(participants, attendance []data.Record) []data.Record {
	in := map[data.ID]bool{}
	for _, a := range attendance {
		if !a.Gone() {
			in[a.Ref("participant")] = true
		}
	}
	var there []data.Record
	for _, p := range participants {
		if in[p.ID] && !p.Gone() || Came(p, nil) {
			there = append(there, p)
		}
	}
	return there
}

// Sessions reads the sessions of a consultation, in the order in which they
// begin, and who came to each.
func Sessions(ctx context.Context, st *store.Store, consultation data.ID) (sessions, attendance []data.Record, err error) {
	if sessions, err = st.List(ctx, store.Query{Kind: "session", Parent: consultation, Order: "created"}); err != nil {
		return nil, nil, fmt.Errorf("read the sessions of consultation %s: %w", consultation, err)
	}
	slices.SortStableFunc(sessions, func(a, b data.Record) int {
		x, y := a.Text("starts_at"), b.Text("starts_at")
		if (x == "") != (y == "") { // without a time: last
			return cmp.Compare(y, x)
		}
		return cmp.Or(cmp.Compare(x, y), bytes.Compare(a.ID[:], b.ID[:]))
	})
	for _, s := range sessions {
		came, err := st.List(ctx, store.Query{Kind: "attendance", Parent: s.ID, Order: "created"})
		if err != nil {
			return nil, nil, fmt.Errorf("read who came to session %s: %w", s.ID, err)
		}
		attendance = append(attendance, came...)
	}
	return sessions, attendance, nil
}

// Sitting is who came to one session; to the whole meeting where it has none.
type Sitting struct {
	Session  data.Record   // the zero record: the consultation as a whole
	People   []data.Record // participants who came, in the order in which they were noted
	Onsite   int           // luring
	Online   int           // daring
	Presence               // of this session alone
}

// Sittings are the sessions with who came to each, in the order in which they
// begin; without sessions one, with everybody who came.
func (m *Meeting) Sittings() []Sitting {
	if len(m.Sessions) == 0 {
		s := Sitting{People: m.Present()}
		for _, p := range s.People {
			s.count(p.Text("mode"), m.Consultation.Text("mode"))
		}
		s.Presence = count(m.Consultation, s.People)
		return []Sitting{s}
	}
	all := make([]Sitting, 0, len(m.Sessions))
	for _, session := range m.Sessions {
		s := Sitting{Session: session}
		for _, p := range m.Participants {
			a, ok := m.AttendanceOf(session.ID, p.ID)
			if !ok || p.Gone() {
				continue
			}
			s.People = append(s.People, p)
			s.count(cmp.Or(a.Text("mode"), p.Text("mode")), session.Text("mode"))
		}
		s.Presence = count(m.Consultation, s.People)
		all = append(all, s)
	}
	return all
}

// count adds one person by the mode noted for it, or else by that of the session.
func (s *Sitting) count(mode, of string) {
	if cmp.Or(mode, of) == "daring" {
		s.Online++
	} else {
		s.Onsite++
	}
}

// AttendanceOf is the record that a participant came to a session, if there is one.
func (m *Meeting) AttendanceOf(session, participant data.ID) (data.Record, bool) {
	for _, a := range m.Attendance {
		if a.Ref("session") == session && a.Ref("participant") == participant && !a.Gone() {
			return a, true
		}
	}
	return data.Record{}, false
}

// Present are the participants who were there.
func (m *Meeting) Present() []data.Record { return Attended(m.Participants, m.Attendance) }

// Unsur counts the public elements among those who were there.
func (m *Meeting) Unsur() Presence { return count(m.Consultation, m.Present()) }

// Invited are the participants of whom nothing says yet whether they came.
func (m *Meeting) Invited() []data.Record {
	var open []data.Record
	for _, p := range m.Participants {
		if s := p.Text("presence"); (s == "invited" || s == "confirmed") && !Came(p, m.Attendance) {
			open = append(open, p)
		}
	}
	return open
}

// Arrive are the edits by which a participant has come to a session (or to the
// meeting as a whole: the zero session) at a moment, in a mode (luring, daring;
// blank: not noted), written at "door" or "desk".
func Arrive(participant, session data.Record, mode string, at time.Time, noted string) []data.Edit {
	if session.ID == data.NilID {
		edits := []data.Edit{participant.Set("presence", data.TextValue(data.Attended))}
		if mode != "" {
			edits = append(edits, participant.Set("mode", data.TextValue(mode)))
		}
		return edits
	}
	fields := map[string]data.Value{
		"session": data.RefValue(session.ID), "participant": data.RefValue(participant.ID),
		"noted_at": data.TextValue(noted), data.FieldDeleted: data.BoolValue(false),
	}
	if mode != "" {
		fields["mode"] = data.TextValue(mode)
	}
	if !at.IsZero() {
		fields["came_at"] = Stamp(at)
	}
	edits := data.Create("attendance", AttendanceID(session.ID, participant.ID), session.Scope, fields)
	if p := participant.Text("presence"); p != "" && p != data.Attended {
		edits = append(edits, participant.Set("presence", data.TextValue(data.Attended)))
	}
	return edits
}

// Depart are the edits that take an arrival back: the person did not come to
// the session. Who came to no other counts as absent then.
func (m *Meeting) Depart(participant, session data.Record) []data.Edit {
	absent := participant.Set("presence", data.TextValue("absent"))
	if session.ID == data.NilID {
		return []data.Edit{absent}
	}
	var edits []data.Edit
	elsewhere := false
	for _, a := range m.Attendance {
		switch {
		case a.Gone() || a.Ref("participant") != participant.ID:
		case a.Ref("session") == session.ID:
			edits = append(edits, a.Delete())
		default:
			elsewhere = true
		}
	}
	if !elsewhere {
		edits = append(edits, absent)
	}
	return edits
}

// AttendanceID is the id of a participant's coming to a session: two tables at
// the door meet in one record.
func AttendanceID(session, participant data.ID) data.ID {
	return data.DerivedID("attendance", session, participant.String())
}
