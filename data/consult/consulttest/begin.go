// Package consulttest begins consultations for tests. The window writes a
// consultation with the first thing that is noted in it.
package consulttest

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
		fields["starts_at"] = moment(n.Starts)
	}
	if !n.Ends.IsZero() {
		fields["ends_at"] = moment(n.Ends)
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

func moment(t time.Time) data.Value { return data.TextValue(t.UTC().Format(time.RFC3339)) }
