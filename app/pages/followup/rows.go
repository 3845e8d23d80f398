package followup

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
)

// Row is an action as a row of a list or a card, late and soon by the date today.
func Row(r data.Record, today string) widgets.Record {
	state, word := dueWord(r, today)
	line := r.Text("office")
	if line == "" {
		line = statusWord(r)
	}
	return widgets.Record{ID: r.ID.String(), Title: title(r), Line: line, State: state, Word: word, Icon: dueIcon(r, today), Mark: len(r.Conflicts) > 0}
}

// Lines puts actions below each other, each a row that leads to its form; of
// says what an action follows from, "" for nothing.
func Lines(s *session.Session, into *fyne.Container, actions []data.Record, today string, of func(data.Record) string) {
	for i, r := range actions {
		if i > 0 {
			into.Add(widgets.Divider())
		}
		row := Row(r, today)
		into.Add(Line(s, r, today, row.Title, strings.Trim(of(r)+" · "+row.Line, " ·")))
	}
}

// Line is a row of these words that leads to an action, and says how it stands.
func Line(s *session.Session, action data.Record, today, title, line string) fyne.CanvasObject {
	row := Row(action, today)
	return bound.NewPress(widgets.Inset(look.Gap, look.Gap, widgets.RowGrow(look.Gap, 0,
		widgets.Column(2, widgets.Body(title), widgets.Small(line)),
		widgets.NewStatusPill(row.State, row.Word).WithIcon(row.Icon))), func() { s.Open(session.PageFollowUp, action.ID) })
}

// row is Row with the mission, at headquarters, and the period where all are shown.
func (p *Page) row(r data.Record, f *set) widgets.Record {
	row := Row(r, f.today(r))
	var line []string
	if p.s.Headquarters() {
		line = append(line, bound.MissionName(r.Scope))
	}
	if period := followup.Period(r); period != "" && p.head.period.ID() == everything {
		line = append(line, period)
	}
	row.Line = strings.Join(append(line, row.Line), " · ")
	return row
}

func (p *Page) rows(records []data.Record, f *set) bound.Rows {
	rows := make(bound.Rows, 0, len(records))
	for _, r := range records {
		rows = append(rows, p.row(r, f))
	}
	return rows
}

func title(r data.Record) string {
	for _, field := range []string{"action", "finding"} {
		if text := strings.Join(strings.Fields(r.Text(field)), " "); text != "" {
			return text
		}
	}
	return words.T("followup.untitled")
}

func statusWord(r data.Record) string {
	s := followup.Status(r)
	if key := "followup.status." + s; words.Has(key) {
		return words.T(key)
	}
	return s // of a newer version
}

// dueWord says how an action stands against its date, in a word and its colour.
func dueWord(r data.Record, today string) (widgets.State, string) {
	due, days := followup.DueOf(r, today)
	switch due {
	case followup.Late:
		return widgets.Bad, words.T("followup.due.late", "N", -days)
	case followup.Soon:
		if days == 0 {
			return widgets.Wait, words.T("followup.due.today")
		}
		return widgets.Wait, words.T("followup.due.soon", "N", days)
	case followup.InTime:
		return widgets.Neutral, words.Date(r.Text("due_on"))
	case followup.Closed:
		if followup.Status(r) == followup.Done {
			if done := r.Text("done_on"); done != "" {
				return widgets.Good, words.T("followup.due.done", "Date", words.Date(done))
			}
			return widgets.Good, words.T("followup.status.done")
		}
		return widgets.Neutral, statusWord(r)
	}
	return widgets.Neutral, words.T("followup.due.none")
}

// dueIcon is the icon beside that word; "" is the state's own.
func dueIcon(r data.Record, today string) string {
	due, _ := followup.DueOf(r, today)
	switch {
	case due == followup.InTime || due == followup.NoDate:
		return "calendar"
	case followup.Status(r) == followup.Cancelled:
		return "close"
	case followup.Status(r) == followup.Carried:
		return "upload"
	}
	return ""
}
