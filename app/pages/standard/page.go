// Package standard is the page Standar: the services of the mission with the
// state of their standards, one standard in tabs in the order of work, and the
// mission's pledge (maklumat pelayanan). What holds for standards is in
// data/standards; here it is shown and typed.
//
// Everything here belongs to the UI goroutine.
package standard

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
	"pinisi/data/report"
	"pinisi/data/setup"
	"pinisi/data/standards"
	"pinisi/data/store"
)

// What stands at the right.
const (
	nothing    = ""
	atService  = "service"
	atPledge   = "pledge"
	atServices = "services"
)

// Page is the page Standar.
type Page struct {
	s        *session.Session
	split    *widgets.SplitView
	right    *fyne.Container
	empty    fyne.CanvasObject
	list     *list
	detail   *detail
	pledge   *pledge
	services *services
	cancel   func()

	loadList, loadDetail session.Slot
	at                   string  // what stands at the right
	service              string  // the code of the service that is open
	version              data.ID // the version of it that is shown; data.NilID: the one that people work with
}

// New makes the page.
func New(s *session.Session) *Page {
	p := &Page{s: s}
	p.list = newList(p)
	p.detail = newDetail(p)
	p.pledge = newPledge(p)
	p.services = newServices(p)
	p.empty = widgets.NewEmptyState("standard", words.T("standard.choose"), "", nil)
	p.right = container.NewStack(p.empty)
	p.split = widgets.NewSplitView(p.list.content, p.right)
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "standard", "mission", "review", "pledge", "consultation", "attachment", "ruleset", "link") {
			p.reloadList()
			p.reload()
		}
	})
	p.reloadList()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.split }

// Show opens a version of a standard, the one that a review belongs to, or the
// pledge; data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.reloadList()
	if id == data.NilID {
		return
	}
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (data.Record, error) {
		rec, err := p.s.Store.Find(ctx, id)
		if err == nil && rec.Kind == "review" {
			rec, err = p.s.Store.Get(ctx, "standard", rec.Ref("standard"))
		}
		if errors.Is(err, data.ErrNotFound) {
			return data.Record{}, nil
		}
		return rec, err
	}, func(rec data.Record) {
		switch {
		case rec.Kind == "pledge":
			p.list.scopeOf(rec.Scope)
			p.openPledge()
		case rec.Kind == "standard" && !rec.Gone():
			p.list.scopeOf(rec.Scope)
			p.openVersion(rec.Text("service"), rec.ID)
		default:
			p.s.Note(words.T("standard.gone"))
		}
	})
}

// Begin begins a new version of the service that is open, or a first one.
func (p *Page) Begin() {
	switch {
	case p.s.ReadOnly() || p.s.Headquarters():
	case p.at != atService:
		p.list.rows.Focus()
		p.s.Note(words.T("standard.choose_first"))
	default:
		p.detail.newVersion()
	}
}

// Leave saves what is being typed.
func (p *Page) Leave() {
	p.detail.commit()
	p.pledge.form.Commit()
	p.pledge.live.Commit()
	p.services.form.Commit()
}

// Close ends the page.
func (p *Page) Close() {
	p.Leave()
	p.cancel()
	p.loadList.Drop()
	p.loadDetail.Drop()
	p.pledge.related.Close()
	for _, one := range p.detail.tabs.Made() {
		if steps, ok := one.(*steps); ok {
			steps.related.Close()
		}
	}
}

// scope is the mission whose standards are shown, "" at headquarters while none is chosen.
func (p *Page) scope() string {
	if p.s.Headquarters() {
		return p.list.mission.Scope()
	}
	return p.s.Profile.Scope
}

// today is the mission's date.
func (p *Page) today() string { return setup.Today(p.s.Now(), p.scope()) }

// readOnly reports whether nothing can be written here at all.
func (p *Page) readOnly() bool { return p.s.ReadOnly() || p.s.Headquarters() }

func (p *Page) openService(code string) { p.openVersion(code, data.NilID) }

func (p *Page) openVersion(code string, version data.ID) {
	if p.at != atService || code != p.service || version != p.version {
		p.Leave()
	}
	p.at, p.service, p.version = atService, code, version
	p.list.rows.Select(code, p.list.have.Index(code))
	p.reload()
}

func (p *Page) openPledge() {
	p.Leave()
	p.at, p.service = atPledge, ""
	p.list.rows.Select("", -1)
	p.reload()
}

func (p *Page) openServices() {
	p.Leave()
	p.at, p.service = atServices, ""
	p.list.rows.Select("", -1)
	p.reload()
}

// reload reads what stands at the right anew.
func (p *Page) reload() {
	at, code, version, scope := p.at, p.service, p.version, p.scope()
	if at == nothing {
		return
	}
	session.Load(p.s, &p.loadDetail, func(ctx context.Context) (*snapshot, error) {
		return read(ctx, p.s.Store, scope, at, code, version)
	}, func(now *snapshot) {
		if now == nil {
			p.close()
			p.s.Note(words.T("standard.gone"))
			return
		}
		switch at {
		case atService:
			p.detail.show(now)
			widgets.ShowOnly(p.right, p.detail.content)
		case atPledge:
			p.pledge.show(now)
			widgets.ShowOnly(p.right, p.pledge.content)
		case atServices:
			p.services.show(now.sheet.Catalogue)
			widgets.ShowOnly(p.right, p.services.content)
		}
		p.split.Open()
	})
}

func (p *Page) close() {
	p.at, p.service, p.version = nothing, "", data.NilID
	p.loadDetail.Drop()
	widgets.ShowOnly(p.right, p.empty)
	p.list.rows.Select("", -1)
	p.split.Close()
}

// snapshot is what the right side shows.
type snapshot struct {
	sheet         *standards.Sheet // its Version is blank where the service has none
	consultations []data.Record    // of the mission, the latest first
	evidence      []data.Record    // attachments of the version
	pledges       []data.Record
	size          float64 // of the letters of the sheet for the counter, in points; 0: it fits no page
	fits          bool    // and whether they are large enough
}

// read is nil when there is no such service or version, or no longer.
func read(ctx context.Context, st *store.Store, scope, at, code string, version data.ID) (*snapshot, error) {
	c, err := standards.Load(ctx, st, scope)
	if err != nil {
		return nil, err
	}
	now := &snapshot{sheet: &standards.Sheet{Catalogue: c, Service: &standards.Service{}}}
	if at == atPledge {
		now.pledges, err = standards.Pledges(ctx, st, scope)
		return now, err
	}
	if at != atService {
		return now, nil
	}
	s := c.Service(code)
	if s == nil {
		return nil, nil
	}
	if version == data.NilID {
		version = s.Work().ID
	}
	if version == data.NilID {
		now.sheet.Service = s
		return now, nil
	}
	if now.sheet, err = standards.LoadSheet(ctx, st, version); errors.Is(err, data.ErrNotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if now.consultations, err = st.List(ctx, store.Query{Kind: "consultation", Scope: scope, Order: "starts_at", Desc: true, Fields: []string{"title", "starts_at", "zone", "internal", "status"}}); err != nil {
		return nil, err
	}
	if now.size, now.fits, err = report.CounterFit(ctx, st, report.Request{Kind: report.Counter, ID: version, Lang: words.Now().Lang()}); err != nil {
		return nil, err
	}
	now.evidence, err = st.List(ctx, store.Query{Kind: "attachment", Parent: version, Order: "created"})
	return now, err
}

// change stores something and says so when it is.
func (p *Page) change(work func(context.Context) error, done string) {
	p.s.Change(work, func() {
		if done != "" {
			p.s.Toast(words.T(done))
		}
	})
}

// under is a scrolling page of cards.
func under(parts ...fyne.CanvasObject) (*widgets.FollowFocus, fyne.CanvasObject) {
	page := widgets.Page(parts...)
	return widgets.NewFollowFocus(page), page
}

var _ bound.Part[*snapshot] = (*components)(nil)
