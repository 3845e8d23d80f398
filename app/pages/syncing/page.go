// Package syncing is the page Sinkronisasi: how things stand with headquarters,
// in words that never claim more than is so; what is not confirmed; enrolment;
// the queue of fields with more than one value; and the history of exchanges.
//
// Everything here belongs to the UI goroutine.
package syncing

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// Agent is what the page needs of the one that syncs (pinsync.Agent).
type Agent interface {
	Now()
	Cancel()
	Status() pinsync.Status
	Subscribe(func(pinsync.Status)) (cancel func())
}

// Page is the page Sinkronisasi.
type Page struct {
	s      *session.Session
	agent  Agent
	scroll *widgets.FollowFocus
	whole  fyne.CanvasObject
	unsub  []func()

	state     *stateCard
	enrol     *enrolCard
	conflicts *queue
	history   *history
	quarry    *fyne.Container

	slot    session.Slot
	ended   bool
	status  pinsync.Status
	pending *store.Pending // nil while it is not known
}

// New makes the page.
func New(s *session.Session, agent Agent) *Page {
	p := &Page{s: s, agent: agent, quarry: widgets.Column(0)}
	p.quarry.Hide()
	p.state, p.enrol, p.conflicts, p.history = newState(p), newEnrol(p), newQueue(p), newHistory(p)
	p.whole = widgets.Page(p.state.card, p.enrol.card, p.conflicts.content, p.state.details, p.quarry, p.history.card)
	p.scroll = widgets.NewFollowFocus(p.whole)
	p.unsub = append(p.unsub, s.Watch(func(e store.Event) {
		if !e.Remote {
			p.pending = nil // what was written just now is not at headquarters
			p.state.show()
		}
		p.reload()
	}))
	p.unsub = append(p.unsub, agent.Subscribe(func(st pinsync.Status) {
		s.Do(func() { p.told(st) })
	}))
	p.status = agent.Status()
	p.reload()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.scroll }

// Show reads anew; a record's id goes to its conflict.
func (p *Page) Show(id data.ID) {
	if id != data.NilID {
		p.conflicts.wanted = id
	}
	p.status = p.agent.Status()
	p.reload()
}

// Leave saves nothing: decisions are taken by their buttons.
func (p *Page) Leave() {}

// Close ends the page.
func (p *Page) Close() {
	p.ended = true
	for _, f := range p.unsub {
		f()
	}
	p.slot.Drop()
	p.conflicts.slot.Drop()
	p.enrol.stop()
}

func (p *Page) refresh() {
	p.whole.Refresh()
	p.scroll.Refresh()
}

// told shows what the agent says. When an exchange ended everything is read anew.
func (p *Page) told(st pinsync.Status) {
	if p.ended {
		return
	}
	was := p.status
	p.status = st
	p.state.show()
	p.enrol.show()
	if was.Running != st.Running || was.State != st.State || was.Pending != st.Pending || was.LastSuccess != st.LastSuccess {
		p.reload()
	}
}

// standing is what the store knows beside the agent.
type standing struct {
	pending     store.Pending
	history     []store.SyncEntry
	quarantined int
	clashes     []clash
	enrolled    bool
	info        pinsync.Info
}

func (p *Page) reload() {
	limit := p.history.limit
	session.Load(p.s, &p.slot, func(ctx context.Context) (now standing, err error) {
		st := p.s.Store
		if now.pending, err = st.Pending(ctx); err != nil {
			return now, err
		}
		if now.history, err = st.SyncHistory(ctx, limit+1); err != nil {
			return now, err
		}
		bad, err := st.Quarantine(ctx)
		if err != nil {
			return now, err
		}
		now.quarantined = len(bad)
		if now.info, now.enrolled, err = pinsync.Enrolled(ctx, st); err != nil {
			return now, err
		}
		now.clashes, err = readClashes(ctx, p.s)
		return now, err
	}, p.show)
}

func (p *Page) show(now standing) {
	p.pending = &now.pending
	p.state.enrolled = now.enrolled
	p.state.info = now.info
	p.state.show()
	p.enrol.show()
	p.history.show(now.history)
	p.conflicts.show(now.clashes)
	p.showQuarantine(now.quarantined)
	p.refresh()
	p.enrol.weigh(now)
}
