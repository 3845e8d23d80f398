package people

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/rules"
	"pinisi/data/store"
)

// Terms are the deadlines of requests (assets/rules/privacy.json).
type Terms struct {
	Hours map[string]int `json:"hours"` // by type of request, from its receipt
	Ours  []string       `json:"ours"`  // the types whose deadline no law sets
}

func init() { rules.Declare("privacy", Terms.check) }

// types are what a person may ask for, as the schema has them.
func types() []string {
	f, _ := data.PrivacyRequest.Field("type")
	return f.Choices
}

func (t Terms) check() error {
	for _, kind := range types() {
		if t.Hours[kind] <= 0 {
			return fmt.Errorf("hours of %s: %d is no deadline", kind, t.Hours[kind])
		}
	}
	for _, kind := range t.Ours {
		if !slices.Contains(types(), kind) {
			return fmt.Errorf("ours: %s is no type of request", kind)
		}
	}
	return nil
}

// Request is a request with its deadline.
type Request struct {
	data.Record
	Due  time.Time
	Late bool // the deadline has passed
}

// Due is the requests of a scope (empty: all) that are not done, the earliest
// deadline first.
func Due(ctx context.Context, st *store.Store, scope string, now time.Time) ([]Request, error) {
	all, err := Requests(ctx, st, scope, now)
	return slices.DeleteFunc(all, func(r Request) bool { return r.Done() }), err
}

// Done reports whether the request was answered.
func (r Request) Done() bool { return !r.Time("done_at").IsZero() }

// Requests is all requests of a scope (empty: all), open ones by their
// deadline, then the done ones, the latest first.
func Requests(ctx context.Context, st *store.Store, scope string, now time.Time) ([]Request, error) {
	records, err := st.List(ctx, store.Query{Kind: "privacy_request", Scope: scope})
	if err != nil {
		return nil, fmt.Errorf("read the personal data requests: %w", err)
	}
	var all []Request
	for _, r := range records {
		due := r.Time("due_at")
		all = append(all, Request{Record: r, Due: due, Late: !due.IsZero() && now.After(due)})
	}
	slices.SortStableFunc(all, func(a, b Request) int {
		switch {
		case a.Done() != b.Done():
			if a.Done() {
				return 1
			}
			return -1
		case a.Done():
			return b.Time("done_at").Compare(a.Time("done_at"))
		}
		return a.Due.Compare(b.Due)
	})
	return all, nil
}

// NewRequest is what is known when a request comes in.
type NewRequest struct {
	Type     string
	Received time.Time
	Scope    string // empty: the device's own
	Name     string
	Contact  string
	Detail   string
}

// ErrNoType is a request without one of the types.
var ErrNoType = &data.Error{Code: "people.no_type"}

// Receive notes a request, with its number and deadline.
func Receive(ctx context.Context, st *store.Store, author data.ID, n NewRequest) (data.ID, error) {
	if !slices.Contains(types(), n.Type) {
		return data.NilID, ErrNoType
	}
	var terms Terms
	if _, err := rules.Read(ctx, st, "privacy", &terms); err != nil {
		return data.NilID, err
	}
	id := st.NewID()
	fields := map[string]data.Value{
		"number": data.TextValue(number(id, n.Received)), "type": data.TextValue(n.Type),
		"received_at": moment(n.Received), "due_at": moment(n.Received.Add(time.Duration(terms.Hours[n.Type]) * time.Hour)),
	}
	for field, text := range map[string]string{"name": n.Name, "contact": n.Contact, "detail": n.Detail} {
		if text = strings.TrimSpace(text); text != "" {
			fields[field] = data.TextValue(text)
		}
	}
	_, err := st.Write(ctx, data.Action{Author: author, Label: "people.undo.receive", Edits: data.Create("privacy_request", id, n.Scope, fields)})
	if err != nil {
		return data.NilID, fmt.Errorf("note a personal data request: %w", err)
	}
	return id, nil
}

// number is what the person is told to refer to: year and the random end of the
// id, since two computers without a line cannot count together.
func number(id data.ID, at time.Time) string {
	return fmt.Sprintf("PDP-%d-%s", at.Year(), strings.ToUpper(id.String()[30:]))
}

func moment(t time.Time) data.Value { return data.TextValue(t.UTC().Format(time.RFC3339)) }

// ErrNoOutcome is a request to be closed without saying how it ended.
var ErrNoOutcome = &data.Error{Code: "people.no_outcome"}

// Finish closes a request: outcome is one of the schema's, note names nobody.
// Who asked is erased with it, for the request needs it no more; what stays is
// its number, what was asked and what came of it.
func Finish(ctx context.Context, st *store.Store, author, id data.ID, outcome, note string, now time.Time) error {
	r, err := st.Get(ctx, "privacy_request", id)
	if err != nil {
		return fmt.Errorf("close a personal data request: %w", err)
	}
	f, _ := data.PrivacyRequest.Field("outcome")
	if !slices.Contains(f.Choices, outcome) {
		return ErrNoOutcome
	}
	edits := []data.Edit{r.Set("done_at", moment(now)), r.Set("outcome", data.TextValue(outcome))}
	if note = strings.TrimSpace(note); note != "" {
		edits = append(edits, r.Set("outcome_note", data.TextValue(note)))
	}
	var targets []store.Erasing
	for _, field := range []string{"name", "contact", "detail"} {
		targets = append(targets, store.Erasing{Kind: "privacy_request", Record: id, Field: field})
	}
	_, err = st.Erase(ctx, store.Erase{Author: author, Basis: "retention_over", Request: id, Of: targets, Also: edits})
	if err != nil {
		return fmt.Errorf("close a personal data request: %w", err)
	}
	return nil
}
