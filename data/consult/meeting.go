package consult

import (
	"context"
	"fmt"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// New is what is asked when a consultation is begun. Everything but Form may
// be blank: a draft may hold gaps.
type New struct {
	Scope    string // of the mission; empty: the device's own
	Form     string // one of the choices of "form"
	Internal bool   // a meeting of offices only: never counts as public participation
	Mode     string // luring, daring, hibrida
	Title    string
	Topic    string
	Services []string // codes of assets' services
	Starts   time.Time
	Ends     time.Time
	Zone     string // IANA, of the mission or of the host
	Place    string
	Link     string
}

// Begin writes a new draft and returns its id.
func Begin(ctx context.Context, st *store.Store, author data.ID, n New) (data.ID, error) {
	id := st.NewID()
	fields := map[string]data.Value{"status": data.TextValue(data.ConsultationDraft)}
	text := func(name, s string) {
		if s != "" {
			fields[name] = data.TextValue(s)
		}
	}
	text("form", n.Form)
	text("mode", n.Mode)
	text("title", n.Title)
	text("topic", n.Topic)
	text("zone", n.Zone)
	text("place", n.Place)
	text("link", n.Link)
	if n.Internal {
		fields["internal"] = data.BoolValue(true)
	}
	if len(n.Services) > 0 {
		fields["services"] = data.ListValue(n.Services)
	}
	if !n.Starts.IsZero() {
		fields["starts_at"] = Stamp(n.Starts)
	}
	if !n.Ends.IsZero() {
		fields["ends_at"] = Stamp(n.Ends)
	}
	_, err := st.Write(ctx, data.Action{
		Author: author, Label: "consultation.undo.begin",
		Edits: data.Create("consultation", id, n.Scope, fields),
	})
	if err != nil {
		return data.NilID, fmt.Errorf("begin a consultation: %w", err)
	}
	return id, nil
}

// Meeting is a consultation with all its parts, as they were read: a snapshot.
type Meeting struct {
	Consultation data.Record
	Participants []data.Record // in the order in which they were noted; invitees too ([Meeting.Present])
	Sessions     []data.Record // in the order in which they begin
	Attendance   []data.Record // of all sessions
	Inputs       []data.Record // by number
	Agreements   []data.Record // by number
	FollowUps    []data.Record // of the consultation, its inputs and its agreements
	Evidence     []data.Record // attachments of the consultation
}

// Load reads a consultation and its parts. data.ErrNotFound if there is none.
func Load(ctx context.Context, st *store.Store, id data.ID) (*Meeting, error) {
	c, err := st.Get(ctx, "consultation", id)
	if err != nil {
		return nil, fmt.Errorf("read consultation %s: %w", id, err)
	}
	m := &Meeting{Consultation: c}
	for _, part := range []struct {
		kind string
		into *[]data.Record
	}{
		{"participant", &m.Participants}, {"input", &m.Inputs},
		{"agreement", &m.Agreements}, {"attachment", &m.Evidence},
	} {
		if *part.into, err = st.List(ctx, store.Query{Kind: part.kind, Parent: id, Order: "created"}); err != nil {
			return nil, fmt.Errorf("read the %s records of consultation %s: %w", part.kind, id, err)
		}
	}
	if m.Sessions, m.Attendance, err = Sessions(ctx, st, id); err != nil {
		return nil, err
	}
	byNumber(m.Inputs, signedItems(c))
	byNumber(m.Agreements, signedItems(c))
	sources := []data.ID{id}
	for _, r := range append(append([]data.Record{}, m.Inputs...), m.Agreements...) {
		sources = append(sources, r.ID)
	}
	for _, source := range sources {
		found, err := st.List(ctx, store.Query{Kind: "followup", Where: map[string]data.Value{"source": data.RefValue(source)}, Order: "created"})
		if err != nil {
			return nil, fmt.Errorf("read the follow-ups of %s: %w", source, err)
		}
		m.FollowUps = append(m.FollowUps, found...)
	}
	return m, nil
}

// Locked reports whether the berita acara is signed, so that participants'
// words and what was agreed no longer change; corrections are notes.
func Locked(consultation data.Record) bool {
	s := consultation.Text("status")
	return s != "" && s != data.ConsultationDraft
}
