package standards

import (
	"context"
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// Need is one thing that a step of a version waits for.
type Need struct {
	Key   string         // of the translation that says it
	Args  map[string]any // its placeholders
	Field string         // of the version where it is done, if it is one
	// Advice does not stop the step: it says what a careful officer would see to.
	Advice bool
}

// Steps are the statuses that a version can be taken to now, the usual one
// first. What was decreed before this program came is entered without the
// consultation of then.
func Steps(r data.Record) []string {
	switch r.Text("status") {
	case "", data.StandardDraft:
		return []string{data.StandardConsulted, data.StandardDecreed}
	case data.StandardConsulted:
		return []string{data.StandardDecreed}
	case data.StandardDecreed:
		return []string{data.StandardPublished, data.StandardRetired}
	case data.StandardPublished:
		return []string{data.StandardRetired}
	}
	return nil
}

// Needs are the things that a step waits for, and advice.
func (s *Sheet) Needs(to string) []Need {
	l := &needs{r: s.Version}
	switch to {
	case data.StandardConsulted:
		l.field("consultation")
		l.advise(s.Consultation.Bool("internal"), "internal", "consultation")
		l.advise(s.Consultation.ID != data.NilID && !s.Consultation.Bool("internal") && s.Consultation.Text("signed_on") == "", "unsigned", "consultation")
	case data.StandardDecreed:
		missing := Missing(s.Version)
		public := 0
		for _, name := range missing {
			if Number(name) <= Public {
				public++
				l.add(true, "component", name, "Component", name)
			}
		}
		l.field("decree_number")
		l.field("decreed_on")
		l.conflicts()
		if n := len(missing) - public; n > 0 {
			l.advise(true, "internal_components", missing[len(missing)-1], "N", n)
		}
		l.advise(s.Version.Text("status") != data.StandardConsulted, "not_consulted", "consultation")
		n, _ := s.Version.Int("version")
		l.advise(n > 1 && s.Version.Text("change_note") == "", "change_note", "change_note")
	case data.StandardPublished:
		l.field("published_on")
		l.field("published_at")
		on, decreed := s.Version.Text("published_on"), s.Version.Text("decreed_on")
		l.add(on != "" && on < decreed, "published_before", "published_on")
		l.conflicts()
		l.advise(s.Pledge.ID == data.NilID, "pledge", "")
	}
	return l.all
}

type needs struct {
	r   data.Record
	all []Need
}

func (l *needs) add(missing bool, key, field string, args ...any) {
	if missing {
		l.all = append(l.all, Need{Key: "standard.need." + key, Args: data.Fail("", nil, args...).Args, Field: field})
	}
}

func (l *needs) field(name string) {
	l.add(strings.TrimSpace(l.r.Text(name)) == "", name, name)
}

func (l *needs) advise(missing bool, key, field string, args ...any) {
	l.add(missing, key, field, args...)
	if missing {
		l.all[len(l.all)-1].Advice = true
	}
}

func (l *needs) conflicts() {
	l.add(len(l.r.Conflicts) > 0, "conflicts", "", "N", len(l.r.Conflicts))
}

// Blocking are the needs without the advice.
func Blocking(all []Need) []Need {
	var b []Need
	for _, n := range all {
		if !n.Advice {
			b = append(b, n)
		}
	}
	return b
}

// Advance takes a version to a status, on the mission's date today, in one
// action: a decree gives it the next number for good, so that two drafts of one
// number do not stay so; publishing retires the versions before it. It fails
// with standards.no_step and standards.not_ready ([Sheet.Needs] says why).
func Advance(ctx context.Context, st *store.Store, author, id data.ID, to, today string) error {
	s, err := LoadSheet(ctx, st, id)
	if err != nil {
		return err
	}
	can := false
	for _, step := range Steps(s.Version) {
		can = can || step == to
	}
	if !can {
		return data.Fail("standards.no_step", nil, "Service", s.Version.Text("service"))
	}
	if n := len(Blocking(s.Needs(to))); n > 0 {
		return data.Fail("standards.not_ready", nil, "Service", s.Version.Text("service"), "N", n)
	}
	var edits []data.Edit
	r := s.Version
	switch to {
	case data.StandardDecreed:
		if n, _ := r.Int("version"); n != s.Service.next() {
			edits = append(edits, r.Set("version", data.IntValue(s.Service.next())))
		}
		if now := s.Service.Current(); now.ID != data.NilID && r.Ref("supersedes") != now.ID {
			edits = append(edits, r.Set("supersedes", data.RefValue(now.ID)))
		}
	case data.StandardPublished:
		for _, old := range s.Service.Versions {
			if old.ID != r.ID && before(old, r) {
				edits = append(edits, retire(old, r.Text("published_on"))...)
			}
		}
	case data.StandardRetired:
		edits = append(edits, retire(r, today)...)
	}
	if to != data.StandardRetired {
		edits = append(edits, r.Set("status", data.TextValue(to)))
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "standard.undo." + to, Edits: edits}); err != nil {
		return fmt.Errorf("take standard %s to %s: %w", id, to, err)
	}
	return nil
}

// before reports whether a version in force gives way to another: it was
// published, or was decreed under a smaller number.
func before(old, r data.Record) bool {
	a, _ := old.Int("version")
	b, _ := r.Int("version")
	switch old.Text("status") {
	case data.StandardPublished:
		return a <= b
	case data.StandardDecreed:
		return a < b
	}
	return false
}

func retire(r data.Record, on string) []data.Edit {
	return []data.Edit{r.Set("retired_on", data.TextValue(on)), r.Set("status", data.TextValue(data.StandardRetired))}
}
