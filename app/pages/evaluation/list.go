package evaluation

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/store"
)

// list is the evaluations at the left, filtered and sorted.
type list struct {
	p        *Page
	s        *session.Session
	content  fyne.CanvasObject
	rows     *widgets.RecordList
	missions *widgets.PickList // nil at a mission: it has its own only
	all      []entry
	shown    []entry
	filter   string
	order    string
	slot     session.Slot
	progress progresses
}

// allMissions is the choice that does not narrow the list.
const allMissions = "*"

// entry is an evaluation with what the list filters and sorts by, made in the
// background: with thousands of them a key typed in the filter must not wait.
type entry struct {
	data.Record
	mission string
	text    string // in small letters
}

func newEntry(e data.Record) entry {
	_, word := status(e)
	mission := missionName(e.Scope)
	text := []string{e.Text("unit"), e.Text("period"), e.Text("evaluator"), choice("variant", e.Text("variant")), choice("line", e.Text("line")), mission, word}
	return entry{Record: e, mission: mission, text: strings.ToLower(strings.Join(text, " "))}
}

func newList(p *Page) *list {
	l := &list{p: p, s: p.s, order: "changed"}
	l.progress = progresses{s: p.s, done: func() { l.rows.Changed() }}
	parts := widgets.ListParts{
		Sorts: []widgets.Option{
			{ID: "changed", Text: words.T("evaluation.sort.changed")},
			{ID: "period", Text: words.T("evaluation.sort.period")},
			{ID: "unit", Text: words.T("evaluation.sort.unit")},
		},
		Sort: l.order,
	}
	if !p.s.ReadOnly() {
		parts.New, parts.OnNew = words.T("evaluation.new"), p.Begin
	}
	switch {
	case p.s.Headquarters():
		parts.Sorts = append(parts.Sorts, widgets.Option{ID: "mission", Text: words.T("evaluation.sort.mission")})
		parts.Empty = widgets.NewEmptyState("evaluation", words.T("evaluation.empty_headquarters"), "", nil)
	case p.s.ReadOnly():
		parts.Empty = widgets.NewEmptyState("evaluation", words.T("evaluation.empty_read_only"), "", nil)
	default:
		parts.Empty = widgets.NewEmptyState("evaluation", words.T("evaluation.empty"), "", nil)
	}
	l.rows = widgets.NewRecordList(l, parts)
	l.rows.OnSelected = func(id string) { l.picked(id, false) }
	l.rows.OnOpened = func(id string) { l.picked(id, true) }
	l.rows.OnFilter = func(text string) { l.filter = text; l.arrange() }
	l.rows.OnSort = func(id string) { l.order = id; l.arrange() }
	l.content = l.rows
	if p.s.Headquarters() {
		l.missions = widgets.NewChoice("", []widgets.Option{{ID: allMissions, Text: words.T("evaluation.all_missions")}})
		l.missions.OnPicked = func(string) { l.arrange() }
		l.missions.Set(allMissions)
		l.content = container.NewBorder(widgets.Inset(look.Roomy, look.Gap, l.missions), nil, nil, nil, l.rows)
	}
	return l
}

// Len implements widgets.Rows.
func (l *list) Len() int { return len(l.shown) }

// Row implements widgets.Rows.
func (l *list) Row(i int) (widgets.Record, bool) {
	if i < 0 || i >= len(l.shown) {
		return widgets.Record{}, false
	}
	e := l.shown[i]
	line := []string{e.Text("period"), choice("variant", e.Text("variant"))}
	if l.missions != nil {
		line = append([]string{e.mission}, line...)
	}
	mark := len(e.Conflicts) > 0
	if !assess.Locked(e.Record) {
		if p, ok := l.progress.of(e.Record); ok {
			mark = p.Conflicts > 0
			line = append(line, words.T("evaluation.row_progress", "Done", p.Answered, "All", p.Total))
		}
	}
	state, word := status(e.Record)
	return widgets.Record{
		ID: e.ID.String(), Title: e.Text("unit"), Line: strings.Join(line, " · "),
		State: state, Word: word, Mark: mark,
	}, true
}

// listed are the fields of an evaluation that the list and its progress read.
var listed = []string{"period", "unit", "line", "variant", "instrument", "instrument_version", "status", "evaluator"}

func (l *list) load() {
	session.Load(l.s, &l.slot, func(ctx context.Context) ([]entry, error) {
		records, err := l.s.Store.List(ctx, store.Query{Kind: "evaluation", Fields: listed})
		all := make([]entry, len(records))
		for i, r := range records {
			all[i] = newEntry(r)
		}
		return all, err
	}, func(all []entry) {
		l.all = all
		l.offerMissions()
		l.arrange()
	})
}

// changed follows an event: progress of the evaluations touched is counted again.
func (l *list) changed(e store.Event) {
	l.progress.forget()
	if session.Touches(e, "evaluation") {
		l.load()
	} else {
		l.rows.Changed()
	}
}

func (l *list) offerMissions() {
	if l.missions == nil {
		return
	}
	names := map[string]bool{}
	var options []widgets.Option
	for _, e := range l.all {
		if !names[e.Scope] {
			names[e.Scope] = true
			options = append(options, widgets.Option{ID: e.Scope, Text: e.mission})
		}
	}
	slices.SortFunc(options, func(a, b widgets.Option) int { return cmp.Compare(a.Text, b.Text) })
	l.missions.SetOptions(append([]widgets.Option{{ID: allMissions, Text: words.T("evaluation.all_missions")}}, options...))
}

// arrange filters and sorts what was read.
func (l *list) arrange() {
	wanted := strings.Fields(strings.ToLower(l.filter))
	l.shown = l.shown[:0:0]
	for _, e := range l.all {
		if l.missions != nil && l.missions.ID() != allMissions && e.Scope != l.missions.ID() {
			continue
		}
		if !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(e.text, w) }) {
			l.shown = append(l.shown, e)
		}
	}
	slices.SortStableFunc(l.shown, func(a, b entry) int {
		switch l.order {
		case "period":
			return cmp.Or(cmp.Compare(b.Text("period"), a.Text("period")), cmp.Compare(a.Text("unit"), b.Text("unit")))
		case "unit":
			return cmp.Or(cmp.Compare(strings.ToLower(a.Text("unit")), strings.ToLower(b.Text("unit"))), cmp.Compare(b.Text("period"), a.Text("period")))
		case "mission":
			return cmp.Or(cmp.Compare(a.mission, b.mission), cmp.Compare(b.Text("period"), a.Text("period")))
		}
		return cmp.Compare(b.Changed, a.Changed)
	})
	l.rows.Changed()
	if p := l.p; p.form != nil {
		l.select_(p.form.sheet.Evaluation.ID)
	}
}

// picked opens the row that a person chose; opened gives the form the keyboard.
func (l *list) picked(id string, opened bool) {
	parsed, err := data.ParseID(id)
	if err == nil {
		l.p.open(parsed, opened)
	}
}

// select_ marks the row of an evaluation without opening it.
func (l *list) select_(id data.ID) {
	row := slices.IndexFunc(l.shown, func(e entry) bool { return e.ID == id })
	text := ""
	if id != data.NilID {
		text = id.String()
	}
	if l.rows.Selected() == text {
		row = -1 // it may be scrolled away on purpose
	}
	l.rows.Select(text, row)
}

// choice is a stored choice of an evaluation in words.
func choice(field, value string) string {
	if value == "" {
		return ""
	}
	return words.T("evaluation." + field + "." + value)
}

// status is how an evaluation stands, as a pill shows it.
func status(e data.Record) (widgets.State, string) {
	switch s := e.Text("status"); s {
	case data.EvaluationFinal:
		return widgets.Good, words.T("evaluation.status.final")
	case data.EvaluationAccepted:
		return widgets.Good, words.T("evaluation.status.accepted")
	case data.EvaluationReturned:
		return widgets.Bad, words.T("evaluation.status.returned")
	}
	return widgets.Neutral, words.T("evaluation.status.draft")
}
