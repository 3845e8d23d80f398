package consult

import (
	"strings"
	"time"

	"pinisi/data"
)

// Visitor is what somebody writes at the door (daftar hadir).
type Visitor struct {
	Name         string
	Organization string
	Unsur        string // one of data.Unsur, or "provider"
	Mode         string // luring, daring
	Consent      bool   // to the name being kept; without it the name is not
}

// Welcome are the edits by which a visitor has come to a session, or to the
// meeting as a whole (the zero session). Who is on the list of invitees by that
// name and element is the same person; anybody else becomes a participant of
// the id. today is the date at the mission.
func (m *Meeting) Welcome(id data.ID, v Visitor, session data.Record, now time.Time, today string) []data.Edit {
	name, org := tidy(v.Name), tidy(v.Organization)
	if v.Consent && name != "" {
		for _, p := range m.Participants {
			if !p.Gone() && strings.EqualFold(tidy(p.Text("name")), name) && p.Text("unsur") == v.Unsur && m.awaited(p, session) {
				edits := []data.Edit{p.Set("consent", data.BoolValue(true)), p.Set("consent_on", data.TextValue(today)), p.Set("noted_at", data.TextValue("door"))}
				if p.Text("organization") == "" && org != "" {
					edits = append(edits, p.Set("organization", data.TextValue(org)))
				}
				return append(edits, Arrive(p, session, v.Mode, now, "door")...)
			}
		}
	}
	fields := map[string]data.Value{
		"consultation": data.RefValue(m.Consultation.ID), "unsur": data.TextValue(v.Unsur),
		"presence": data.TextValue(data.Attended), "noted_at": data.TextValue("door"),
	}
	for field, text := range map[string]string{"organization": org, "mode": v.Mode} {
		if text != "" {
			fields[field] = data.TextValue(text)
		}
	}
	if v.Consent && name != "" {
		fields["name"], fields["consent"], fields["consent_on"] = data.TextValue(name), data.BoolValue(true), data.TextValue(today)
	}
	edits := data.Create("participant", id, m.Consultation.Scope, fields)
	if session.ID != data.NilID {
		p := data.Record{Kind: "participant", ID: id, Scope: m.Consultation.Scope, Fields: fields}
		edits = append(edits, Arrive(p, session, v.Mode, now, "door")...)
	}
	return edits
}

// awaited reports whether a participant is on the list and has not come to the
// session, or to the meeting where there is none, yet.
func (m *Meeting) awaited(p, session data.Record) bool {
	if session.ID != data.NilID {
		_, came := m.AttendanceOf(session.ID, p.ID)
		return !came
	}
	return !Came(p, m.Attendance)
}
