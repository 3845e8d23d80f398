package respond

import (
	"strconv"
	"strings"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	poll "pinisi/data/respond"
)

// sheetRows are the paper sheets, the newest first.
type sheetRows struct {
	set     *poll.Set
	at      []int // places in the set
	pending []sheet
}

func rowsOf(set *poll.Set, pending []sheet) sheetRows {
	rows := sheetRows{set: set, pending: pending}
	for i := len(set.Responses) - 1; i >= 0; i-- {
		if set.Responses[i].Text("channel") == poll.Paper {
			rows.at = append(rows.at, i)
		}
	}
	return rows
}

// Len implements widgets.Rows.
func (s *sheetRows) Len() int { return len(s.pending) + len(s.at) }

// Row implements widgets.Rows.
func (s *sheetRows) Row(i int) (widgets.Record, bool) {
	if i < len(s.pending) {
		one := s.pending[len(s.pending)-1-i]
		return widgets.Record{ID: "pending " + one.ID, Title: words.T("entry.sheet", "N", one.Number), Line: spell(one.Levels),
			State: widgets.Wait, Word: words.T("entry.paper.storing")}, true
	}
	r := s.set.Responses[s.at[i-len(s.pending)]]
	n, _ := r.Int("number")
	row := widgets.Record{ID: r.ID.String(), Title: words.T("entry.sheet", "N", int(n))}
	parts := []string{spell(r.Answers)}
	if on := r.Text("taken_on"); on != "" {
		parts = append(parts, words.Date(on))
	}
	if code := r.Text("service"); code != "" {
		parts = append(parts, bound.ServiceName(code))
	}
	row.Line = strings.Join(parts, "  ·  ")
	switch {
	case len(r.Conflicts) > 0:
		row.State, row.Word, row.Mark = widgets.Bad, words.T("entry.paper.disagreed"), true
	case !s.set.Complete(r.Answers):
		row.State, row.Word = widgets.Wait, words.T("entry.paper.not_whole")
	}
	return row, true
}

// spell writes answers as digits.
func spell(answers []int) string {
	var b strings.Builder
	for i, a := range answers {
		if i > 0 {
			b.WriteByte(' ')
		}
		if a < 0 {
			b.WriteString("–")
		} else {
			b.WriteString(strconv.Itoa(a))
		}
	}
	return b.String()
}
