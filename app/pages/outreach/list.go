package outreach

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/outreach"
)

// newList is the left side of the page.
func newList(p *Page) *bound.Listing {
	return bound.NewListing(p.s, bound.Listed{
		Kind: "outreach", Area: "outreach", Fields: []string{"title", "channel", "held_on", "until_on", "status", "reach"},
		Orders: []bound.Order{{ID: "date", Compare: undatedFirst}, {ID: "changed"}, {ID: "title", Compare: bound.ByText("title")}},
		Above:  []fyne.CanvasObject{widgets.Row(0, widgets.NewButton(widgets.Quiet, words.T("outreach.figures"), "outreach", p.figures).Compact())},
		New:    p.Begin, Open: p.openRecord, Front: func() { p.desk.Split.Open() },
		Chosen: func() { p.overview.reload() },
		Row:    func(r data.Record) widgets.Record { return Row(r, p.today(r.Scope)) },
	})
}

// undatedFirst compares the days of activities, the latest first; one without a
// day is to be given one and stands before them.
func undatedFirst(a, b data.Record) int {
	x, y := a.Text("held_on"), b.Text("held_on")
	if (x == "") != (y == "") {
		return cmp.Compare(x, y)
	}
	return cmp.Compare(y, x)
}

// Row is an activity as a row of a list; today is the date at its mission.
func Row(r data.Record, today string) widgets.Record {
	title := r.Text("title")
	if title == "" {
		title = words.T("outreach.untitled")
	}
	var line []string
	if on := days(r); on != "" {
		line = append(line, on)
	} else {
		line = append(line, words.T("outreach.no_date"))
	}
	if c := r.Text("channel"); c != "" {
		line = append(line, words.T("kinds.outreach.channel."+c))
	}
	state, word, icon := stateOf(r, today)
	return widgets.Record{ID: r.ID.String(), Title: title, Line: strings.Join(line, " · "), State: state, Word: word, Icon: icon, Mark: len(r.Conflicts) > 0}
}

// days are the day or days of an activity.
func days(r data.Record) string {
	from, until := r.Text("held_on"), r.Text("until_on")
	if from != "" && until != "" && until != from {
		if day := words.Date(from); from[:7] == until[:7] { // 9 – 10 Sep 2026
			first, _, _ := strings.Cut(day, " ")
			return first + " – " + words.Date(until)
		}
		return words.Date(from) + " – " + words.Date(until)
	}
	return words.Date(from)
}

// stateOf says how an activity stands; one that is planned for a day that has
// passed waits for somebody to say what became of it.
func stateOf(r data.Record, today string) (widgets.State, string, string) {
	switch r.Text("status") {
	case outreach.Held:
		return widgets.Good, words.T("outreach.status.held"), ""
	case outreach.Cancelled:
		return widgets.Neutral, words.T("outreach.status.cancelled"), "close"
	}
	if last := max(r.Text("held_on"), r.Text("until_on")); last != "" && last < today {
		return widgets.Wait, words.T("outreach.status.passed"), "clock"
	}
	return widgets.Neutral, words.T("outreach.status.planned"), "calendar"
}
