// Package survey is the page Survei: the list of satisfaction surveys (SKM),
// and one of them in tabs in the order of work. What a survey is, comes to and
// may become is decided in data/survey; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package survey

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/survey"
)

// Page is the page Survei.
type Page struct {
	s      *session.Session
	desk   *bound.Desk[snapshot]
	list   *bound.Listing
	detail *detail
	cancel func()
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.detail = newDetail(p)
	p.desk = bound.NewDesk(s, bound.DeskParts[snapshot]{
		List: p.list, Idle: widgets.NewEmptyState("survey", words.T("survey.choose"), "", nil), Detail: p.detail.content,
		Record: func(now *snapshot) data.Record { return now.sheet.Survey },
		Show:   p.detail.show, Commit: p.detail.tabs.Commit, Gone: "survey.gone",
	})
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "survey", "survey_response") {
			p.list.Reload()
		}
		if p.desk.Opened() != data.NilID && session.Touches(e, "survey", "survey_response", "followup", "mission") {
			p.reload()
		}
	})
	p.list.Reload()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.desk.Split }

// Show opens a survey, or the one that a response belongs to; data.NilID
// leaves what is open.
func (p *Page) Show(id data.ID) {
	p.list.Reload()
	if id != data.NilID {
		p.openRecord(id, "")
	}
}

// Begin asks for a new survey.
func (p *Page) Begin() {
	b := newBegin(p)
	p.desk.Lay(b.Content)
	b.Unit.Focus()
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.tabs.Commit() }

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.desk.Close()
	p.detail.close()
}

// Dropped takes files for the import of responses.
func (p *Page) Dropped(_ fyne.Position, files []fyne.URI) bool {
	return p.desk.Opened() != data.NilID && len(files) > 0 && p.detail.dropped(files[0].Path())
}

// openRecord opens a survey, by its own id or by that of one of its responses;
// tab "" is where work goes on.
func (p *Page) openRecord(id data.ID, tab string) {
	p.desk.Open(id, func(ctx context.Context) (*snapshot, error) {
		rec, err := p.s.Store.Find(ctx, id)
		if err != nil {
			return nil, err
		}
		if rec.Kind == "survey_response" {
			return read(ctx, p.s.Store, rec.Ref("survey"))
		}
		return read(ctx, p.s.Store, id)
	}, func(now *snapshot, another bool) {
		switch {
		case tab != "":
			p.detail.tabs.Go(tab)
		case another:
			p.detail.tabs.Go(firstTab(now.sheet))
		}
		if tab == tabPlan { // just begun
			p.detail.reveal(tabPlan, "from_on")
		}
	})
}

// firstTab is where work goes on in a survey.
func firstTab(s *survey.Sheet) string {
	switch {
	case survey.Locked(s.Survey) && s.Survey.Text("reported_on") == "" && len(s.Followups) > 0:
		return tabPublication
	case survey.Locked(s.Survey):
		return tabResult
	case s.Survey.Text("from_on") == "":
		return tabPlan
	}
	return tabEntry
}

// reload reads the open survey anew.
func (p *Page) reload() {
	id := p.desk.Opened()
	p.desk.Reload(func(ctx context.Context) (*snapshot, error) { return read(ctx, p.s.Store, id) })
}

// snapshot is what the detail shows.
type snapshot struct {
	sheet   *survey.Sheet
	offered []string // services of the mission
}

func read(ctx context.Context, st *store.Store, id data.ID) (*snapshot, error) {
	sheet, err := survey.Load(ctx, st, id)
	if err != nil {
		return nil, err
	}
	now := &snapshot{sheet: sheet}
	mission, err := setup.Noted(ctx, st, sheet.Survey.Scope)
	if err != nil {
		return nil, err
	}
	now.offered = mission.List("services")
	return now, nil
}

// readOnly reports whether nothing can be written about a survey here at all.
func (p *Page) readOnly(r data.Record) bool { return p.s.ReadOnly() || bound.Foreign(p.s, r) }
