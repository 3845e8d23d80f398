// Package consultation is the page Konsultasi: the list of public
// consultations, and one of them in tabs in the order of work. What holds for
// consultations is in data/consult; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package consultation

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
	"pinisi/data/consult"
	"pinisi/data/rules"
	"pinisi/data/setup"
	"pinisi/data/standards"
	"pinisi/data/store"
	"pinisi/data/workday"
)

// Page is the page Konsultasi.
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
	fresh                bool    // open is a new one, of which nothing is written yet
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.detail = newDetail(p)
	p.empty = widgets.NewEmptyState("consultation", words.T("consultation.choose"), "", nil)
	p.right = container.NewStack(p.empty)
	p.split = widgets.NewSplitView(p.list.content, p.right)
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "consultation") {
			p.reloadList()
		}
		if p.open != data.NilID && session.Touches(e, "consultation", "participant", "session", "attendance", "input", "agreement", "followup", "attachment", "mission", "holiday", "ruleset", "link", "standard") {
			p.reload()
		}
	})
	p.reloadList()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.split }

// Show opens a consultation, or the one that a participant, input or agreement
// belongs to; data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.reloadList()
	if id != data.NilID {
		p.openRecord(id)
	}
}

// Begin opens a new consultation; it is stored with the first thing noted.
func (p *Page) Begin() {
	p.Leave()
	p.open, p.fresh = p.s.Store.NewID(), true
	p.loadDetail.Drop()
	p.list.Mark(data.NilID)
	zone := setup.Zone(p.s.Profile.Scope)
	rec := data.Record{Kind: "consultation", ID: p.open, Fields: map[string]data.Value{
		"status": data.TextValue(data.ConsultationDraft), "zone": data.TextValue(zone),
		"form": data.TextValue("fkp"), "mode": data.TextValue("luring"),
	}}
	p.detail.tabs.Go(consult.TabPlan)
	p.detail.show(&snapshot{meeting: &consult.Meeting{Consultation: rec}, zone: zone})
	p.front()
	p.detail.plan.title.Focus()
}

// first makes the record of a new consultation along with the first thing
// noted in it; nothing afterwards.
func (p *Page) first() []data.Edit {
	if !p.fresh {
		return nil
	}
	p.fresh = false
	r := p.detail.now.meeting.Consultation
	return data.Create("consultation", r.ID, r.Scope, r.Fields)
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.tabs.Commit() }

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.loadList.Drop()
	p.loadDetail.Drop()
	for _, part := range p.detail.tabs.Made() {
		part.close()
	}
}

func (p *Page) openRecord(id data.ID) {
	if id != p.open {
		p.Leave()
		p.fresh = false
	}
	p.loadDetail.Drop()
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*snapshot, error) {
		rec, err := p.s.Store.Find(ctx, id)
		if errors.Is(err, data.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		_, whole, ok, err := bound.Whole(ctx, p.s.Store, rec)
		if err != nil || !ok || whole.Kind != "consultation" {
			return nil, err
		}
		now, err := read(ctx, p.s, whole.ID)
		if now != nil {
			now.part = rec
		}
		return now, err
	}, func(now *snapshot) {
		if now == nil {
			p.gone()
			return
		}
		another := p.open != now.meeting.Consultation.ID
		p.open, p.fresh = now.meeting.Consultation.ID, false
		p.list.Mark(p.open)
		if another {
			p.detail.tabs.Go(firstTab(now.meeting))
		}
		p.detail.show(now)
		p.detail.reveal(now.part)
		p.front()
	})
}

// firstTab is where work goes on in a consultation.
func firstTab(m *consult.Meeting) string {
	switch m.Consultation.Text("status") {
	case data.ConsultationSigned, data.ConsultationPublished:
		return consult.TabPublication
	case data.ConsultationDone:
		return consult.TabRecord
	}
	if len(m.Participants) > 0 {
		return consult.TabInputs
	}
	return consult.TabPlan
}

// reload reads the open consultation anew.
func (p *Page) reload() {
	id := p.open
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*snapshot, error) {
		return read(ctx, p.s, id)
	}, func(now *snapshot) {
		switch {
		case now == nil && p.fresh:
		case now == nil:
			p.gone()
		default:
			p.fresh = false
			p.detail.show(now)
		}
	})
}

// front brings the detail into view.
func (p *Page) front() {
	widgets.ShowOnly(p.right, p.detail.content)
	p.split.Open()
}

func (p *Page) gone() {
	p.close()
	p.s.Note(words.T("consultation.gone"))
}

func (p *Page) close() {
	p.open, p.fresh = data.NilID, false
	p.loadDetail.Drop()
	widgets.ShowOnly(p.right, p.empty)
	p.list.Mark(data.NilID)
	p.split.Close()
}

// snapshot is what the detail shows.
type snapshot struct {
	meeting *consult.Meeting
	offered []string // services of the mission
	zone    string   // of the reader's mission
	author  string   // name of who works here
	part    data.Record

	sources   []source // what the topic was chosen from
	deadlines []consult.Deadline
	rules     rules.Info             // of the deadlines
	standing  map[string]data.Record // version of the standard that is worked with, by service
}

// read is nil when there is no such consultation, or no longer.
func read(ctx context.Context, s *session.Session, id data.ID) (*snapshot, error) {
	st := s.Store
	m, err := consult.Load(ctx, st, id)
	if errors.Is(err, data.ErrNotFound) || err == nil && m.Consultation.Gone() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	now := &snapshot{meeting: m, zone: setup.Zone(st.Profile().Scope)}
	mission, err := setup.Noted(ctx, st, m.Consultation.Scope)
	if err != nil {
		return nil, err
	}
	now.offered = mission.List("services")
	staff, err := st.Get(ctx, "staff", s.Author)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return nil, err
	}
	now.author = staff.Text("name")
	if now.sources, err = sources(ctx, st, id); err != nil {
		return nil, err
	}
	deadlines, info, err := consult.ReadRules(ctx, st)
	if err != nil {
		return nil, err
	}
	calendar, err := workday.Load(ctx, st, m.Consultation.Scope)
	if err != nil {
		return nil, err
	}
	now.rules, now.deadlines = info, m.Deadlines(deadlines, calendar, s.Now())
	catalogue, err := standards.Load(ctx, st, m.Consultation.Scope)
	if err != nil {
		return nil, err
	}
	now.standing = map[string]data.Record{}
	for _, service := range catalogue.Services {
		now.standing[service.Code] = service.Work()
	}
	return now, nil
}
