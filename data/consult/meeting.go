package consult

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/store"
)

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
