package search

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"pinisi/app/session"
	"pinisi/data/store"
)

// question is what is asked on the page Pencarian.
type question struct {
	Text       string   `json:"text,omitempty"`
	Kinds      []string `json:"kinds,omitempty"`
	Scope      string   `json:"scope,omitempty"`
	Year       int      `json:"year,omitempty"`
	Unit       string   `json:"unit,omitempty"`
	PersonFree bool     `json:"person_free,omitempty"`
}

// finding asks for all kinds: which of them are shown is chosen among what was found.
func (q question) finding() store.Finding {
	return store.Finding{Text: q.Text, Kinds: order, Scope: q.Scope, Year: q.Year, Unit: q.Unit, PersonFree: q.PersonFree}
}

func (q question) same(o question) bool {
	return q.Text == o.Text && q.Scope == o.Scope && q.Year == o.Year && q.Unit == o.Unit && q.PersonFree == o.PersonFree && slices.Equal(q.Kinds, o.Kinds)
}

func (q question) narrowed() bool {
	return q.Scope != "" || q.Year != 0 || q.Unit != "" || q.PersonFree || len(q.Kinds) > 0
}

// named is a question that was saved under a name.
type named struct {
	Name string `json:"name"`
	question
}

// kept is what this device remembers of the searches of one member of staff.
type kept struct {
	Saved  []named  `json:"saved,omitempty"`
	Recent []string `json:"recent,omitempty"`
}

// mostRecent and mostSaved are how many are remembered: chips that fit three lines.
const (
	mostRecent = 6
	mostSaved  = 24
)

func key(s *session.Session) string { return "search.kept." + s.Author.String() }

func readKept(ctx context.Context, s *session.Session) (kept, error) {
	var k kept
	text, err := s.Store.Setting(ctx, key(s))
	if err != nil || text == "" {
		return k, err
	}
	if json.Unmarshal([]byte(text), &k) != nil {
		return kept{}, nil // not readable any more: begin anew, nothing depends on it
	}
	return k, nil
}

// change changes what is remembered, in the background.
func change(s *session.Session, f func(*kept), done func()) {
	if s.ReadOnly() {
		return
	}
	s.Background(func(ctx context.Context) error {
		k, err := readKept(ctx, s)
		if err != nil {
			return err
		}
		f(&k)
		b, err := json.Marshal(k)
		if err != nil {
			return err
		}
		return s.Store.SetSetting(ctx, key(s), string(b))
	}, func(err error) {
		if err != nil {
			s.Fail(err, nil)
		} else if done != nil {
			done()
		}
	})
}

// remember puts a text first among the latest ones.
func remember(s *session.Session, text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	change(s, func(k *kept) {
		k.Recent = slices.DeleteFunc(k.Recent, func(t string) bool { return strings.EqualFold(t, text) })
		k.Recent = append([]string{text}, k.Recent...)
		k.Recent = k.Recent[:min(len(k.Recent), mostRecent)]
	}, nil)
}

// save keeps a question under a name, in place of one of that name.
func (k *kept) save(name string, q question) {
	for i, n := range k.Saved {
		if strings.EqualFold(n.Name, name) {
			k.Saved[i] = named{name, q}
			return
		}
	}
	k.Saved = append(k.Saved, named{name, q})
	k.Saved = k.Saved[max(0, len(k.Saved)-mostSaved):]
}

// rename gives a saved question another name; one that has it already goes.
func (k *kept) rename(from, to string) {
	i := slices.IndexFunc(k.Saved, func(n named) bool { return n.Name == from })
	if i < 0 {
		return
	}
	one := k.Saved[i]
	one.Name = to
	k.Saved[i] = one
	seen := 0
	k.Saved = slices.DeleteFunc(k.Saved, func(n named) bool {
		seen++
		return seen-1 != i && strings.EqualFold(n.Name, to)
	})
}

func (k *kept) remove(name string) {
	k.Saved = slices.DeleteFunc(k.Saved, func(n named) bool { return n.Name == name })
}
