package people

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/people"
)

// mostShown is how many records are shown; what is done is done to those.
const mostShown = 100

// results are the records in which somebody stands, with a mark on each field
// that is to be corrected or erased.
type results struct {
	page    *Page
	content *fyne.Container
	found   []people.Record
	chosen  map[string]people.Choice
	copy    *widgets.Button
	correct *widgets.Button
	erase   *widgets.Button
	sum     *widgets.Text
	open    session.Slot
}

func newResults(p *Page) *results {
	r := &results{page: p, content: widgets.Column(look.Gap), sum: widgets.Small("")}
	r.copy = widgets.NewButton(widgets.Plain, words.T("people.copy"), "download", r.askCopy)
	r.correct = widgets.NewButton(widgets.Plain, words.T("people.correct"), "edit", r.askCorrect)
	r.erase = widgets.NewButton(widgets.Plain, words.T("people.erase"), "close", r.askErase)
	return r
}

func (r *results) show(found []people.Record) {
	r.found = found[:min(len(found), mostShown)]
	r.chosen = map[string]people.Choice{}
	r.content.RemoveAll()
	if len(found) == 0 {
		r.content.Refresh()
		return
	}
	for _, c := range people.Choose(r.found) {
		if people.Mine(r.page.s.Store, c.Record.Record) {
			r.chosen[key(c)] = c
		}
	}
	r.content.Add(widgets.Divider())
	for _, rec := range r.found {
		r.content.Add(r.block(rec))
	}
	if len(found) > mostShown {
		r.content.Add(widgets.Small(words.T("people.more", "N", len(found)-mostShown)))
	}
	r.content.Add(widgets.Divider())
	r.content.Add(widgets.RowGrow(look.Gap, 0, r.sum, r.copy, r.correct, r.erase))
	r.count()
	r.content.Refresh()
}

func key(c people.Choice) string { return c.Record.ID.String() + "/" + c.Field }

// choices are those that are marked, in the order shown.
func (r *results) choices() []people.Choice {
	var all []people.Choice
	for _, rec := range r.found {
		for _, p := range rec.Places {
			c := people.Choice{Record: rec, Field: p.Field}
			if _, on := r.chosen[key(c)]; on && !slices.ContainsFunc(all, func(o people.Choice) bool { return key(o) == key(c) }) {
				all = append(all, c)
			}
		}
	}
	return all
}

func (r *results) count() {
	n := len(r.chosen)
	r.sum.Set(words.T("people.chosen", "N", n))
	for _, b := range []*widgets.Button{r.correct, r.erase} {
		if n == 0 || r.page.s.ReadOnly() {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}

// block is one record: what it is, then the fields.
func (r *results) block(rec people.Record) fyne.CanvasObject {
	title := words.T("kinds." + rec.Kind)
	if k := data.KindOf(rec.Kind); k != nil && k.Title != "" {
		if f, _ := k.Field(k.Title); !f.Personal && f.Searched() && rec.Headline(data.OnScreen) != "" {
			title += " · " + words.Short(rec.Headline(data.OnScreen), 70)
		}
	}
	if rec.Of != "" {
		title += " · " + words.Short(rec.Of, 60)
	}
	var more []string
	if r.page.s.Headquarters() {
		more = append(more, bound.MissionName(rec.Scope))
	}
	if rec.Deleted {
		more = append(more, words.T("people.deleted"))
	}
	mine := people.Mine(r.page.s.Store, rec.Record)
	if !mine {
		more = append(more, words.T("people.not_mine"))
	}
	head := widgets.RowGrow(look.Gap, 0, widgets.Body(title).Bold().OneLine(), widgets.Small(strings.Join(more, " · ")).Whole(),
		widgets.NewButton(widgets.Quiet, words.T("people.open"), "", func() { r.visit(rec.ID) }).Compact())
	rows := []fyne.CanvasObject{head}
	for _, p := range rec.Places {
		rows = append(rows, r.place(rec, p, mine))
	}
	return widgets.Column(look.Tight, rows...)
}

var howWords = map[people.How]string{
	people.Exact: "", people.Near: "people.how.near", people.Beside: "people.how.beside", people.Former: "people.how.former", people.Mention: "people.how.mention",
}

// place is one field of a record.
func (r *results) place(rec people.Record, p people.Place, mine bool) fyne.CanvasObject {
	f, _ := data.KindOf(rec.Kind).Field(p.Field)
	label := words.T(f.Label(rec.Kind))
	value, marks := around(p)
	text := widgets.Body(label + ": " + value)
	var spans []widgets.Span
	for _, m := range marks {
		at := len(label) + 2
		spans = append(spans, widgets.Span{From: m.From + at, To: m.To + at})
	}
	text.Mark(spans)
	how := widgets.Small("").Whole()
	if w := howWords[p.How]; w != "" {
		how.Set(words.T(w))
	}
	if p.How == people.Mention {
		return widgets.RowTop(look.Gap, 1, widgets.Space(look.Text(28), 0), text, how)
	}
	c := people.Choice{Record: rec, Field: p.Field}
	check := widget.NewCheck("", nil)
	_, check.Checked = r.chosen[key(c)]
	if !mine {
		check.Disable()
	}
	check.OnChanged = func(on bool) {
		if on {
			r.chosen[key(c)] = c
		} else {
			delete(r.chosen, key(c))
		}
		r.count()
	}
	return widgets.RowGrow(look.Gap, 1, widgets.Sized(look.Text(28), 0, check), text, how)
}

// around is a value, or of a long one the part around the first span.
func around(p people.Place) (string, []people.Span) {
	const reach = 60
	flat := strings.ReplaceAll(p.Value, "\n", " ")
	if len(p.Spans) == 0 {
		return words.Short(flat, 160), nil
	}
	from, to := max(p.Spans[0].From-reach, 0), min(p.Spans[0].To+reach, len(flat))
	for from > 0 && flat[from-1] != ' ' {
		from--
	}
	for to < len(flat) && flat[to] != ' ' {
		to++
	}
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(flat) {
		after = "…"
	}
	var marks []people.Span
	for _, s := range p.Spans {
		if s.From >= from && s.To <= to {
			marks = append(marks, people.Span{From: s.From - from + len(before), To: s.To - from + len(before)})
		}
	}
	return before + flat[from:to] + after, marks
}

// visit opens a record on its page.
func (r *results) visit(id data.ID) {
	s := r.page.s
	bound.OpenRecord(s, &r.open, id, func() { s.Note(words.T("people.no_page")) })
}
