package search

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// reader makes rows of what was found.
type reader struct {
	st           *store.Store
	found        *store.Found
	headquarters bool
	withoutNames bool
	wholes       map[data.ID]data.Record // of parts read before
}

func newReader(s *session.Session, found *store.Found, withoutNames bool) *reader {
	return &reader{st: s.Store, found: found, headquarters: s.Headquarters(), withoutNames: withoutNames, wholes: map[data.ID]data.Record{}}
}

// rows are the records of a kind from one on, those that fit best first.
func (x *reader) rows(ctx context.Context, kind string, offset, limit int) ([]widgets.Record, error) {
	hits, err := x.found.Hits(ctx, kind, offset, limit)
	if err != nil {
		return nil, err
	}
	rows := make([]widgets.Record, 0, len(hits))
	for _, h := range hits {
		row, err := x.row(ctx, h)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// row shows a part under the title of its whole, with the words around what was found.
func (x *reader) row(ctx context.Context, h store.Hit) (widgets.Record, error) {
	whole := h.Record
	if id := whole.Parent(); id != data.NilID {
		known, ok := x.wholes[id]
		if !ok {
			_, found, shown, err := bound.Whole(ctx, x.st, h.Record)
			if err != nil {
				return widgets.Record{}, err
			}
			if known = h.Record; shown {
				known = found
			}
			x.wholes[id] = known
		}
		whole = known
	}
	row := widgets.Record{ID: h.Record.ID.String(), Title: title(whole, x.withoutNames), Icon: bound.KindIcon(h.Record.Kind)}
	row.Line, row.LineMarks = nearMark(Marked(h.Snippet))
	if row.Line == "" || row.Line == row.Title {
		row.Line, row.LineMarks = "", nil
		if own := title(h.Record, x.withoutNames); own != row.Title {
			row.Line = own
		} else {
			row.Line = when(h.Record)
		}
	}
	if x.headquarters {
		row.Title = bound.MissionName(whole.Scope) + " · " + row.Title
	}
	return row, nil
}

// when tells a record apart from others of its name: its first date and its unit.
func when(r data.Record) string {
	var parts []string
	if k := data.KindOf(r.Kind); k != nil {
		for _, f := range k.Fields {
			if day := r.Text(f.Name); (f.Type == data.TypeDate || f.Type == data.TypeTime) && len(day) >= len(time.DateOnly) {
				parts = append(parts, words.Date(day[:len(time.DateOnly)]))
				break
			}
		}
	}
	if unit := r.Text("unit"); unit != "" && r.Headline(data.OnScreen) != unit {
		parts = append(parts, unit)
	}
	return strings.Join(parts, " · ")
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
