// Package search finds records by their words for the search line over
// everything, and opens what was chosen on its page. The frame shows the results.
package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Limit is how many records are found at most.
const Limit = 50

// Search answers the search line. It belongs to the UI goroutine.
type Search struct {
	s    *session.Session
	slot session.Slot
	open session.Slot
}

// New makes it.
func New(s *session.Session) *Search { return &Search{s: s} }

// Find looks in the background for records in which every word of text begins
// a word, and shows them as rows: by kind, best first. An answer that another
// question has overtaken is dropped.
func (f *Search) Find(text string, show func([]widgets.Record)) {
	text = strings.TrimSpace(text)
	if text == "" {
		f.slot.Drop()
		show(nil)
		return
	}
	session.Load(f.s, &f.slot, func(ctx context.Context) ([]widgets.Record, error) {
		return find(ctx, f.s.Store, text, f.s.Headquarters())
	}, show)
}

// Open shows the record of that id on the page that it belongs to.
func (f *Search) Open(id string) {
	rec, err := data.ParseID(id)
	if err != nil {
		return
	}
	type place struct {
		page string
		id   data.ID
	}
	session.Load(f.s, &f.open, func(ctx context.Context) (place, error) {
		r, err := f.s.Store.Find(ctx, rec)
		if err != nil {
			return place{}, err
		}
		page, whole, ok, err := bound.Whole(ctx, f.s.Store, r)
		if err != nil || !ok {
			return place{}, err
		}
		switch {
		case page == session.PageConsultation: // it finds the tab of a part
			whole = r
		case page == session.PageEvaluation && slices.Contains(partsOfEvaluation, r.Kind):
			whole = r
		}
		return place{page, whole.ID}, nil
	}, func(to place) {
		if to.page != "" {
			f.s.Open(to.page, to.id)
		}
	})
}

// partsOfEvaluation are the kinds whose place in the form its page finds.
var partsOfEvaluation = []string{"answer", "statement", "response"}

// Close forgets the questions under way.
func (f *Search) Close() {
	f.slot.Drop()
	f.open.Drop()
}

// order is the order of kinds among the results; others follow.
var order = []string{"evaluation", "answer", "consultation", "agreement", "input", "participant", "followup", "survey", "survey_response", "attachment"}

func rank(kind string) int {
	if i := slices.Index(order, kind); i >= 0 {
		return i
	}
	return len(order)
}

func find(ctx context.Context, st *store.Store, text string, headquarters bool) ([]widgets.Record, error) {
	hits, err := st.Search(ctx, text, Limit)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(hits, func(a, b store.Hit) int { return cmp.Compare(rank(a.Record.Kind), rank(b.Record.Kind)) })
	var rows []widgets.Record
	for _, h := range hits {
		_, whole, shown, err := bound.Whole(ctx, st, h.Record)
		if err != nil {
			return nil, err
		}
		if !shown {
			continue // no page shows it: an instrument, a kind of a newer version
		}
		row := widgets.Record{ID: h.Record.ID.String(), Title: title(whole), Word: kindWord(h.Record.Kind), Icon: icons[whole.Kind]}
		row.Line, row.LineMarks = nearMark(Marked(h.Snippet))
		if row.Line == "" || row.Line == row.Title {
			row.Line, row.LineMarks = title(h.Record), nil
		}
		if headquarters {
			row.Title = setup.Name(whole.Scope) + " · " + row.Title
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// icons are those of the pages that show the records.
var icons = map[string]string{
	"evaluation": "evaluation", "consultation": "consultation", "followup": "follow-up", "survey": "survey", "staff": "person", "mission": "mission",
}

// beforeMark is how many letters stand before the first word that was found:
// a row is narrow, and the word is what the person looks for.
const beforeMark = 18

// nearMark begins a text shortly before its first mark.
func nearMark(text string, spans []widgets.Span) (string, []widgets.Span) {
	if len(spans) == 0 || utf8.RuneCountInString(text[:spans[0].From]) <= beforeMark+6 {
		return text, spans
	}
	from := spans[0].From
	for range beforeMark {
		_, n := utf8.DecodeLastRuneInString(text[:from])
		from -= n
	}
	if i := strings.IndexByte(text[from:spans[0].From-1], ' '); i >= 0 { // at a word, if there is one
		from += i + 1
	}
	const dots = "… "
	moved := make([]widgets.Span, len(spans))
	for i, s := range spans {
		moved[i] = widgets.Span{From: s.From - from + len(dots), To: s.To - from + len(dots)}
	}
	return dots + text[from:], moved
}

func kindWord(kind string) string {
	if key := "kinds." + kind; words.Has(key) {
		return words.T(key)
	}
	return kind
}

// title names a record in a line.
func title(r data.Record) string {
	text := strings.Join(strings.Fields(r.Headline(data.OnScreen)), " ")
	if r.Kind == "evaluation" {
		text = strings.TrimSpace(text + " " + r.Text("period"))
	}
	if text == "" {
		return kindWord(r.Kind)
	}
	return text
}

// Marked takes the marks out of a snippet and returns where the words stand.
func Marked(snippet string) (text string, spans []widgets.Span) {
	var b strings.Builder
	from := -1
	for _, r := range snippet {
		switch r {
		case '\x01':
			from = b.Len()
		case '\x02':
			if from >= 0 {
				spans = append(spans, widgets.Span{From: from, To: b.Len()})
			}
			from = -1
		case '\n', '\r', '\t':
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), spans
}
