// Package survey is the page Survei: the list of satisfaction surveys (SKM),
// and one of them in tabs in the order of work. What a survey is, comes to and
// may become is decided in data/survey; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package survey

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	split  *widgets.SplitView
	right  *fyne.Container
	empty  fyne.CanvasObject
	list   *list
	detail *detail
	cancel func()

	loadList, loadDetail session.Slot
	open                 data.ID // shown at the right
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.detail = newDetail(p)
	p.empty = widgets.NewEmptyState("survey", words.T("survey.choose"), "", nil)
	p.right = container.NewStack(p.empty)
	p.split = widgets.NewSplitView(p.list.content, p.right)
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "survey", "survey_response") {
			p.reloadList()
		}
		if p.open != data.NilID && session.Touches(e, "survey", "survey_response", "followup", "mission") {
			p.reload()
		}
	})
	p.reloadList()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.split }

// Show opens a survey, or the one that a response belongs to; data.NilID
// leaves what is open.
func (p *Page) Show(id data.ID) {
	p.reloadList()
	if id != data.NilID {
		p.openRecord(id, "")
	}
}

// Begin asks for a new survey.
func (p *Page) Begin() {
	p.close()
	b := newBegin(p)
	widgets.ShowOnly(p.right, b.Content)
	p.split.Open()
	b.Unit.Focus()
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.tabs.Commit() }

// Close ends the page.
func (p *Page) Close() {
	p.Leave()
	p.cancel()
	p.loadList.Drop()
	p.loadDetail.Drop()
	p.detail.close()
}

// Dropped takes files for the import of responses.
func (p *Page) Dropped(_ fyne.Position, files []fyne.URI) bool {
	return p.open != data.NilID && len(files) > 0 && p.detail.dropped(files[0].Path())
}

// openRecord reads a survey, by its own id or by that of one of its responses,
// and shows it; tab "" is where work goes on.
func (p *Page) openRecord(id data.ID, tab string) {
	if id != p.open {
		p.Leave()
	}
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*snapshot, error) {
		rec, err := p.s.Store.Find(ctx, id)
		if errors.Is(err, data.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if rec.Kind == "survey_response" {
			id = rec.Ref("survey")
		}
		return read(ctx, p.s.Store, id)
	}, func(now *snapshot) {
		if now == nil {
			p.gone()
			return
		}
		another := p.open != now.sheet.Survey.ID
		p.open = now.sheet.Survey.ID
		p.list.Mark(p.open)
		p.detail.show(now)
		switch {
		case tab != "":
			p.detail.tabs.Go(tab)
		case another:
			p.detail.tabs.Go(firstTab(now.sheet))
		}
		widgets.ShowOnly(p.right, p.detail.content)
		p.split.Open()
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
	id := p.open
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*snapshot, error) {
		return read(ctx, p.s.Store, id)
	}, func(now *snapshot) {
		if now == nil {
			p.gone()
			return
		}
		p.detail.show(now)
	})
}

func (p *Page) gone() {
	p.close()
	p.s.Note(words.T("survey.gone"))
}

func (p *Page) close() {
	p.Leave()
	p.open = data.NilID
	p.loadDetail.Drop()
	widgets.ShowOnly(p.right, p.empty)
	p.list.Mark(data.NilID)
	p.split.Close()
}

// snapshot is what the detail shows.
type snapshot struct {
	sheet   *survey.Sheet
	offered []string // services of the mission
}

// read is nil when there is no such survey, or no longer.
func read(ctx context.Context, st *store.Store, id data.ID) (*snapshot, error) {
	sheet, err := survey.Load(ctx, st, id)
	if errors.Is(err, data.ErrNotFound) || err == nil && sheet.Survey.Gone() {
		return nil, nil
	}
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
