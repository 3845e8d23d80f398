package people

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/people"
)

// requests is the card of what persons asked for.
type requests struct {
	page *Page
	card fyne.CanvasObject
	rows *fyne.Container
}

func newRequests(p *Page) *requests {
	r := &requests{page: p, rows: widgets.Column(look.Gap)}
	add := widgets.NewButton(widgets.Plain, words.T("people.request.new"), "plus", r.ask).Compact()
	if p.s.ReadOnly() {
		add.Disable()
	}
	r.card = widgets.NewCard(words.T("people.requests"), add, r.rows)
	return r
}

// keptDone is how many done requests are shown.
const keptDone = 10

func (r *requests) show(all []people.Request) {
	r.rows.RemoveAll()
	done := 0
	for _, q := range all {
		if q.Done() {
			if done++; done > keptDone {
				continue
			}
		}
		r.rows.Add(r.row(q))
	}
	if len(all) == 0 {
		r.rows.Add(widgets.Hint(words.T("people.requests.none")))
	}
	r.rows.Refresh()
	r.page.arrange()
}

func (r *requests) row(q people.Request) fyne.CanvasObject {
	s := r.page.s
	title := q.Text("number") + " · " + bound.ChoiceWord("privacy_request", "type", q.Text("type"))
	if name := q.Text("name"); name != "" {
		title += " · " + name
	}
	head := widgets.Body(title)
	if q.ID == r.page.request {
		head.Bold()
	}
	if q.Done() {
		line := words.T("people.request.done_line", "When", words.Moment(q.Time("done_at"), s.Now()), "Outcome", bound.ChoiceWord("privacy_request", "outcome", q.Text("outcome")))
		return widgets.Column(0, head, widgets.Small(line))
	}
	pill := widgets.NewStatusPill(widgets.Wait, words.T("people.request.due", "When", words.Moment(q.Due, s.Now())))
	if q.Late {
		pill.Set(widgets.Bad, words.T("people.request.late", "When", words.Moment(q.Due, s.Now())))
	}
	buttons := []fyne.CanvasObject{widgets.Column(0, head, widgets.Small(q.Text("detail"))), pill}
	if name := q.Text("name"); name != "" {
		buttons = append(buttons, widgets.NewButton(widgets.Quiet, words.T("people.find.do"), "search", func() { r.page.search(name) }).Compact())
	}
	if !s.ReadOnly() {
		buttons = append(buttons, widgets.NewButton(widgets.Plain, words.T("people.request.finish"), "check", func() { r.finish(q) }).Compact())
	}
	return widgets.RowGrow(look.Gap, 0, buttons...)
}

// ask notes a new request.
func (r *requests) ask() {
	s := r.page.s
	kind := widgets.NewChoice(words.T("kinds.privacy_request.type"), options("privacy_request", "type", "access", "correct", "erase", "stop"))
	kind.Set("access")
	name := widgets.NewAutoField(words.T("kinds.privacy_request.name"))
	contact := widgets.NewAutoField(words.T("kinds.privacy_request.contact"))
	detail := widgets.NewAutoArea(words.T("kinds.privacy_request.detail"), 2)
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("people.request.new"), Text: words.T("people.request.text"), Yes: words.T("people.request.note"),
		Body: widgets.Column(look.Gap, kind, name, contact, detail)}, func(string) {
		n := people.NewRequest{Type: kind.ID(), Received: s.Now(), Name: name.Text(), Contact: contact.Text(), Detail: detail.Text()}
		s.Change(func(ctx context.Context) error {
			_, err := people.Receive(ctx, s.Store, s.Author, n)
			return err
		}, func() { s.Offer(words.T("people.request.noted"), s.Undo) })
	})
}

// finish closes a request.
func (r *requests) finish(q people.Request) {
	s := r.page.s
	outcome := widgets.NewChoice(words.T("kinds.privacy_request.outcome"), options("privacy_request", "outcome", "fulfilled", "partly", "refused", "nothing_found"))
	outcome.Set("fulfilled")
	note := widgets.NewAutoArea(words.T("kinds.privacy_request.outcome_note"), 2)
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("people.request.finish.title", "Number", q.Text("number")), Text: words.T("people.request.finish.text"), Grave: true,
		Yes: words.T("people.request.finish.do"), Body: widgets.Column(look.Gap, outcome, note)}, func(string) {
		s.Change(func(ctx context.Context) error {
			err := people.Finish(ctx, s.Store, s.Author, q.ID, outcome.ID(), note.Text(), s.Now())
			if errors.Is(err, data.ErrNotFound) { // taken back meanwhile
				return nil
			}
			return err
		}, func() { s.Toast(words.T("people.request.finished", "Number", q.Text("number"))) })
	})
}
