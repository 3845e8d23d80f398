// Package people is the page Data pribadi (UU 27/2022): where a person is
// named, a copy for her, correction, erasure, and the requests with their
// deadlines. What holds for them is in data/people.
//
// Everything here belongs to the UI goroutine.
package people

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/people"
	"pinisi/data/store"
)

// Page is the page Data pribadi.
type Page struct {
	s        *session.Session
	content  *widgets.FollowFocus
	cards    fyne.CanvasObject
	line     *widgets.FilterLine
	told     *widgets.Text
	results  *results
	requests *requests
	cancel   func()

	find, list session.Slot
	asked      string // what the results are for
	request    data.ID
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s, told: widgets.Small(words.T("people.find.help"))}
	p.line = widgets.NewFilterLine(words.T("people.find.line"), func(text string) {
		if text == "" {
			p.look()
		}
	})
	p.line.OnDown = p.look
	p.results = newResults(p)
	p.requests = newRequests(p)
	search := widgets.NewCard(words.T("people.find"), nil,
		widgets.RowGrow(look.Gap, 0, p.line, widgets.NewButton(widgets.Primary, words.T("people.find.do"), "search", p.look)),
		p.told, p.results.content)
	about := widgets.NewCard(words.T("people.about"), nil, widgets.Body(words.T("people.about.text")))
	p.cards = widgets.Page(search, p.requests.card, about)
	p.content = widgets.NewFollowFocus(p.cards)
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "privacy_request") {
			p.reload()
		}
		if p.asked != "" && e.Remote {
			p.look()
		}
	})
	p.reload()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Show reads what may have changed; id may be a request, which is then marked.
func (p *Page) Show(id data.ID) {
	p.request = id
	p.reload()
	if id == data.NilID {
		p.line.Focus()
	}
}

// Begin notes a new request.
func (p *Page) Begin() { p.requests.ask() }

// Leave has nothing to save: everything here is asked and confirmed.
func (p *Page) Leave() {}

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.find.Drop()
	p.list.Drop()
	p.results.open.Drop()
}

// scope is what this device looks through.
func (p *Page) scope() string {
	if p.s.Headquarters() {
		return ""
	}
	return p.s.Profile.Scope
}

// look searches for what stands in the line.
func (p *Page) look() {
	text := p.line.Text()
	p.asked = ""
	if text == "" {
		p.find.Drop()
		p.told.Set(words.T("people.find.help"))
		p.results.show(nil)
		p.arrange()
		return
	}
	p.told.Set(words.T("people.find.wait"))
	session.Load(p.s, &p.find, func(ctx context.Context) ([]people.Record, error) {
		found, err := people.Find(ctx, p.s.Store, text, "")
		if errors.Is(err, people.ErrNobody) {
			return nil, nil
		}
		return found, err
	}, func(found []people.Record) {
		p.asked = text
		sure := 0
		for _, r := range found {
			if r.Sure() {
				sure++
			}
		}
		switch {
		case len(found) == 0:
			p.told.Set(words.T("people.find.none"))
		default:
			p.told.Set(words.T("people.find.count", "N", len(found), "Sure", sure))
		}
		p.results.show(found)
		p.arrange()
	})
}

// arrange lays the cards out anew, one of which has changed its height.
func (p *Page) arrange() {
	p.cards.Refresh()
	p.content.Refresh()
}

// search looks for somebody who asked.
func (p *Page) search(text string) {
	p.line.Set(text)
	p.look()
	p.content.Reveal(p.line)
}

// reload reads the requests.
func (p *Page) reload() {
	session.Load(p.s, &p.list, func(ctx context.Context) ([]people.Request, error) {
		return people.Requests(ctx, p.s.Store, p.scope(), p.s.Now())
	}, func(all []people.Request) { p.requests.show(all) })
}
