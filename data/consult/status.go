package consult

import (
	"context"
	"fmt"
	"slices"

	"pinisi/data"
	"pinisi/data/store"
)

// Need is one thing that a step waits for.
type Need struct {
	Key   string         // of the translation that says it
	Args  map[string]any // its placeholders
	Tab   string         // where it is done: one of the Tab constants
	Field string         // of the consultation, if it is one
	// Advice does not stop the step: it says what a careful officer would add.
	Advice bool
}

// The tabs of a consultation, in the order of work.
const (
	TabPlan         = "plan"
	TabParticipants = "participants"
	TabInputs       = "inputs"
	TabAgreements   = "agreements"
	TabFollowUps    = "followups"
	TabRecord       = "record" // berita acara
	TabPublication  = "publication"
)

// Tabs are all tabs in the order of work.
var Tabs = []string{TabPlan, TabParticipants, TabInputs, TabAgreements, TabFollowUps, TabRecord, TabPublication}

// Next is the status after the given one, "" after the last.
func Next(status string) string {
	switch status {
	case "", data.ConsultationDraft:
		return data.ConsultationSigned
	case data.ConsultationSigned:
		return data.ConsultationPublished
	case data.ConsultationPublished:
		return data.ConsultationDone
	}
	return ""
}

// Needs are the things that the next step waits for, and advice; nil when
// there is no further step.
func (m *Meeting) Needs() []Need {
	switch Next(m.Consultation.Text("status")) {
	case data.ConsultationSigned:
		return m.needsToSign()
	case data.ConsultationPublished:
		return m.needsToPublish()
	case data.ConsultationDone:
		return m.needsToFinish()
	}
	return nil
}

// Blocking are the needs without the advice.
func Blocking(needs []Need) []Need {
	var b []Need
	for _, n := range needs {
		if !n.Advice {
			b = append(b, n)
		}
	}
	return b
}

type list struct {
	m     *Meeting
	needs []Need
}

func (l *list) add(missing bool, key, tab, field string, args ...any) {
	if missing {
		l.needs = append(l.needs, Need{Key: "consultation.need." + key, Args: data.Fail("", nil, args...).Args, Tab: tab, Field: field})
	}
}

func (l *list) advise(missing bool, key, tab string, args ...any) {
	l.add(missing, key, tab, "", args...)
	if missing {
		l.needs[len(l.needs)-1].Advice = true
	}
}

// adviseField advises to fill a field of the consultation in.
func (l *list) adviseField(field, key, tab string) {
	missing := l.m.Consultation.Text(field) == ""
	l.advise(missing, key, tab)
	if missing {
		l.needs[len(l.needs)-1].Field = field
	}
}

func (l *list) field(name, tab string) {
	l.add(l.m.Consultation.Text(name) == "", name, tab, name)
}

func (m *Meeting) needsToSign() []Need {
	l := &list{m: m}
	mode := m.Consultation.Text("mode")
	l.field("title", TabPlan)
	l.field("form", TabPlan)
	l.field("mode", TabPlan)
	l.field("starts_at", TabPlan)
	if (mode == "luring" || mode == "hibrida") && !m.anySession("place") {
		l.field("place", TabPlan)
	}
	if (mode == "daring" || mode == "hibrida") && !m.anySession("link") {
		l.field("link", TabPlan)
	}
	l.add(len(m.Present()) == 0, "participants", TabParticipants, "")
	l.add(len(m.Inputs) == 0, "inputs", TabInputs, "")
	open, unreasoned := 0, 0
	for _, in := range m.Inputs {
		decision, said := in.Text("decision"), in.Text("response") != "" || in.Text("reason") != ""
		switch {
		case decision == "" && in.Text("type") == "appreciation": // thanks need no answer
		case decision == "" || !said:
			open++
		case decision == "rejected" && in.Text("reason") == "":
			unreasoned++
		}
	}
	l.add(open > 0, "answers", TabInputs, "", "N", open)
	l.add(unreasoned > 0, "reasons", TabInputs, "", "N", unreasoned)
	l.add(len(m.Agreements) == 0, "agreements", TabAgreements, "")
	disputed := 0
	for _, a := range m.Agreements {
		if a.Text("outcome") == data.NotAgreed && a.Text("reason") == "" {
			disputed++
		}
	}
	l.add(disputed > 0, "disputed", TabAgreements, "", "N", disputed)
	l.field("record_number", TabRecord)
	l.field("signed_on", TabRecord)
	if c := m.conflicts(); c > 0 {
		l.add(true, "conflicts", "", "", "N", c)
	}

	p := m.Unsur()
	l.advise(p.Internal, "internal", TabPlan)
	l.advise(!p.Internal && p.Present < len(data.Unsur), "unsur", TabParticipants, "N", p.Present)
	invited := len(m.Invited())
	l.advise(invited > 0, "invited", TabParticipants, "N", invited)
	for _, s := range m.Sittings() {
		l.advise(s.Session.ID != data.NilID && len(s.People) == 0, "session_empty", TabParticipants, "Title", m.SessionName(s.Session))
	}
	l.advise(m.Consultation.Text("minutes") == "" && !m.anySession("minutes"), "minutes", TabRecord)
	l.adviseField("chair", "chair", TabPlan)
	l.adviseField("signatories", "signatories", TabRecord)
	l.advise(len(m.Evidence) == 0, "evidence", TabRecord)
	l.advise(len(m.FollowUps) == 0, "plan", TabFollowUps)
	return l.needs
}

// anySession reports whether a session says something in a field of text.
func (m *Meeting) anySession(field string) bool {
	return slices.ContainsFunc(m.Sessions, func(s data.Record) bool { return s.Text(field) != "" })
}

// SessionName is what a session is called: its title, or else its number in the
// order of the sessions.
func (m *Meeting) SessionName(session data.Record) string {
	if t := session.Text("title"); t != "" {
		return t
	}
	for i, s := range m.Sessions {
		if s.ID == session.ID {
			return fmt.Sprint(i + 1)
		}
	}
	return ""
}

// Files are the evidence of a role, of any sort without one ("").
func (m *Meeting) Files(role string) []data.Record {
	var files []data.Record
	for _, a := range m.Evidence {
		if a.Text("role") == role {
			files = append(files, a)
		}
	}
	return files
}

// HasFile reports whether there is a file of a role.
func (m *Meeting) HasFile(role string) bool { return len(m.Files(role)) > 0 }

// conflicts counts the parts that would be locked while two values still stand.
func (m *Meeting) conflicts() int {
	n := len(m.Consultation.Conflicts)
	for _, part := range [][]data.Record{m.Participants, m.Inputs, m.Agreements, m.Sessions, m.Attendance} {
		for _, r := range part {
			n += len(r.Conflicts)
		}
	}
	return n
}

func (m *Meeting) needsToPublish() []Need {
	l := &list{m: m}
	l.field("published_on", TabPublication)
	l.field("published_at", TabPublication)
	l.add(m.Consultation.Text("published_on") != "" && m.Consultation.Text("published_on") < m.Consultation.Text("signed_on"),
		"published_before", TabPublication, "published_on")
	l.advise(!m.HasFile("signed"), "signed_copy", TabRecord)
	l.advise(!m.HasFile("publication"), "proof", TabPublication)
	l.advise(len(m.FollowUps) == 0, "plan", TabFollowUps)
	return l.needs
}

func (m *Meeting) needsToFinish() []Need {
	l := &list{m: m}
	open := 0
	for _, f := range m.FollowUps {
		if s := f.Text("status"); s != "done" && s != "cancelled" {
			open++
		}
	}
	l.add(len(m.FollowUps) == 0, "followups", TabFollowUps, "")
	l.add(open > 0, "followups_open", TabFollowUps, "", "N", open)
	l.adviseField("reported_on", "reported", TabPublication)
	l.adviseField("checked_on", "checked", TabPublication)
	return l.needs
}

// Advance takes the consultation one step on. consultation.not_ready when
// something is missing ([Meeting.Needs] says what). Signing numbers inputs and
// agreements 1, 2, 3 … for good and seals the evidence, in the same action.
func (m *Meeting) Advance(ctx context.Context, st *store.Store, author data.ID) error {
	next := Next(m.Consultation.Text("status"))
	if next == "" {
		return data.Fail("consultation.no_step", nil, "Title", m.Consultation.Text("title"))
	}
	if missing := Blocking(m.Needs()); len(missing) > 0 {
		return data.Fail("consultation.not_ready", nil, "Title", m.Consultation.Text("title"), "N", len(missing))
	}
	var edits []data.Edit
	if next == data.ConsultationSigned {
		edits = append(renumber(m.Inputs), renumber(m.Agreements)...)
		var held []string
		for _, r := range slices.Concat(m.Inputs, m.Agreements) {
			held = append(held, r.ID.String())
		}
		edits = append(edits, m.Consultation.Set("signed_items", data.ListValue(held)))
		for _, file := range m.Evidence {
			switch file.Text("role") {
			case "signed", "publication", "report": // come after the signature, and may be put right
			default:
				edits = append(edits, file.Set("sealed", data.BoolValue(true)))
			}
		}
	}
	edits = append(edits, m.Consultation.Set("status", data.TextValue(next)))
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "consultation.undo." + next, Edits: edits}); err != nil {
		return fmt.Errorf("take consultation %s to %s: %w", m.Consultation.ID, next, err)
	}
	return nil
}

// Correction is the edit that adds a correction note, the only way to correct
// what was signed. Earlier notes stay as they are.
func Correction(c data.Record, date, who, text string) data.Edit {
	note := "[" + date
	if who != "" {
		note += ", " + who
	}
	note += "] " + text
	if old := c.Text("notes"); old != "" {
		note = old + "\n" + note
	}
	return c.Set("notes", data.TextValue(note))
}
