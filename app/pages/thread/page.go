// Package thread is the page Jejak: the thread of a mission's year, and that of
// one record as a picture and as a table. What led to what is decided in
// data/thread; here it is shown and walked.
//
// Everything here belongs to the UI goroutine.
package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/thread"
)

// Page is the page Jejak.
type Page struct {
	s      *session.Session
	host   *fyne.Container
	year   *yearView
	walk   *walkView
	cancel func()
}

// New makes the page. It shows the year until a record is asked for.
func New(s *session.Session) *Page {
	p := &Page{s: s, host: container.NewStack()}
	p.year = newYearView(p)
	p.walk = newWalkView(p)
	p.cancel = s.Watch(func(e store.Event) {
		if !session.Touches(e, append([]string{"link", "response", "survey_response", "mission"}, thread.Kinds...)...) {
			return
		}
		if p.walk.focus != data.NilID {
			p.walk.read()
		} else {
			p.year.stale = true
			if p.year.seen {
				p.year.read()
			}
		}
	})
	widgets.ShowOnly(p.host, p.year.content)
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.host }

// Show opens the thread of a record of any kind; data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	switch {
	case id != data.NilID:
		p.walk.begin(id)
		p.show(p.walk.content)
	case p.walk.focus != data.NilID:
		p.walk.read()
	default:
		p.year.show()
	}
}

// Leave implements the pages' interface: nothing is typed here that is stored.
func (p *Page) Leave() { p.year.seen = false }

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.year.close()
	p.walk.close()
}

// back goes to the year.
func (p *Page) back() {
	p.walk.leave()
	p.show(p.year.content)
	p.year.show()
}

func (p *Page) show(o fyne.CanvasObject) { widgets.ShowOnly(p.host, o) }
