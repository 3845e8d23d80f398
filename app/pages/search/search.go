// Package search finds records of all kinds by their words: for the search line
// over everything, whose results the frame shows, and on the page Pencarian with
// filters, all results and saved searches. What was chosen opens on its page.
package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// perKind is how many of a kind are shown under the search line.
const perKind = 3

// Begins the id of a row that stands for all results: of a kind, or of every kind.
const everyHit = "all:"

// Search answers the search line. It belongs to the UI goroutine.
type Search struct {
	s    *session.Session
	slot session.Slot
	open session.Slot
	all  func(text, kind string)
	text string // what was looked for last
}

// New makes it. all shows all results for a text on the page Pencarian, of one
// kind if it is not "".
func New(s *session.Session, all func(text, kind string)) *Search { return &Search{s: s, all: all} }

// Find looks in the background for records in which every word of text begins
// a word, and shows some of each kind under its heading. An answer that another
// question has overtaken is dropped.
func (f *Search) Find(text string, show func([]widgets.Record)) {
	text = strings.TrimSpace(text)
	f.text = text
	if text == "" {
		f.slot.Drop()
		show(nil)
		return
	}
	session.Load(f.s, &f.slot, func(ctx context.Context) ([]widgets.Record, error) {
		found, err := f.s.Store.Look(ctx, store.Finding{Text: text, Kinds: order})
		if err != nil {
			return nil, err
		}
		return grouped(ctx, newReader(f.s, found, false), perKind, true)
	}, show)
}

// kindsOf are the kinds found, in their order.
func kindsOf(found *store.Found) []string {
	kinds := found.Kinds()
	slices.SortStableFunc(kinds, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	return kinds
}

// grouped are some rows of each kind under a heading with the number of all;
// with last, a row for all results stands at the end.
func grouped(ctx context.Context, x *reader, each int, last bool) ([]widgets.Record, error) {
	var rows []widgets.Record
	for _, kind := range kindsOf(x.found) {
		some, err := x.rows(ctx, kind, 0, each)
		if err != nil {
			return nil, err
		}
		if len(some) == 0 {
			continue
		}
		head := widgets.Record{ID: everyHit + kind, Heading: true, Title: bound.KindWord(kind) + " · " + words.Count(x.found.Count(kind))}
		if x.found.Count(kind) > len(some) {
			head.Word = words.T("search.all_of_kind")
		}
		rows = append(append(rows, head), some...)
	}
	if last && len(rows) > 0 {
		rows = append(rows, widgets.Record{ID: everyHit, Title: words.T("search.all"), Line: words.T("search.all.count", "N", x.found.Total())})
	}
	return rows, nil
}

// Open shows the record of that id on the page that it belongs to, or all
// results when the id says so.
func (f *Search) Open(id string) {
	if kind, ok := strings.CutPrefix(id, everyHit); ok {
		f.all(f.text, kind)
		return
	}
	remember(f.s, f.text)
	open(f.s, &f.open, id)
}

func open(s *session.Session, slot *session.Slot, id string) {
	if rec, err := data.ParseID(id); err == nil {
		bound.OpenRecord(s, slot, rec, func() { s.Note(words.T("search.no_page")) })
	}
}

// Close forgets the questions under way.
func (f *Search) Close() {
	f.slot.Drop()
	f.open.Drop()
}
