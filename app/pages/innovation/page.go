// Package innovation is the page Inovasi: the list of innovations, and one of
// them with what supports and proves it, its proposals for the competition
// (KIPP), and what it would give the indicators on innovation. Rules and counts
// are decided in data/innovate and data/suggest; here they are shown and typed.
//
// Everything here belongs to the UI goroutine.
package innovation

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/innovate"
	"pinisi/data/instrument"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/suggest"
)

// Page is the page Inovasi.
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
		List: p.list, Idle: widgets.NewEmptyState("innovation", words.T("innovation.choose"), "", nil), Detail: p.detail.content,
		Record: func(now *snapshot) data.Record { return now.record },
		Show:   p.detail.show, Commit: p.detail.tabs.Commit, Gone: "innovation.gone",
	})
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "innovation", "proposal") {
			p.list.Reload()
		}
		if p.desk.Opened() != data.NilID && session.Touches(e, "innovation", "proposal", "proposal_section", "award", "attachment", "mission", "ruleset") {
			p.reload()
		}
	})
	p.list.Reload()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.desk.Split }

// Show opens an innovation, or the one that a proposal, its section or an award
// belongs to; data.NilID leaves what is open.
func (p *Page) Show(id data.ID) {
	p.list.Reload()
	if id != data.NilID {
		p.openRecord(id, "")
	}
}

// Begin asks for a new innovation.
func (p *Page) Begin() {
	b := newBegin(p)
	p.desk.Lay(b.content)
	b.title.Focus()
}

// Leave saves what is being typed.
func (p *Page) Leave() { p.detail.tabs.Commit() }

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.desk.Close()
	p.detail.close()
}

// Dropped takes files as proof of the open innovation, or as annexes of the
// proposal that is open.
func (p *Page) Dropped(_ fyne.Position, files []fyne.URI) bool {
	return p.desk.Opened() != data.NilID && p.detail.dropped(files)
}

// snapshot is what the detail shows.
type snapshot struct {
	record    data.Record
	files     []data.Record
	awards    []data.Record
	proposals []data.Record // newest year first
	proposal  data.ID       // whose form is open, data.NilID for none
	sheet     *innovate.Sheet
	rules     innovate.Rules
	judged    suggest.Judged
	creation  indicators
	resources indicators
	offered   []string // services of the mission
	today     string
}

// indicators are those of all instruments that rest on one fact: their codes,
// and the texts of levels.
type indicators struct {
	codes []string
	text  func(level int) string
}

// read reads an innovation. proposal is the one whose form is open, or data.NilID.
func (p *Page) read(ctx context.Context, id, proposal data.ID) (*snapshot, error) {
	st := p.s.Store
	r, err := st.Get(ctx, "innovation", id)
	if err != nil {
		return nil, err
	}
	now := &snapshot{record: r, proposal: proposal, today: setup.Today(p.s.Now(), r.Scope)}
	for _, list := range []struct {
		into *[]data.Record
		q    store.Query
	}{{&now.files, store.Query{Kind: "attachment", Parent: id, Order: "created"}}, {&now.awards, store.Query{Kind: "award", Parent: id, Order: "awarded_on", Desc: true}},
		{&now.proposals, store.Query{Kind: "proposal", Parent: id, Order: "year", Desc: true}}} {
		if *list.into, err = st.List(ctx, list.q); err != nil {
			return nil, err
		}
	}
	for _, one := range now.proposals {
		if one.ID == proposal {
			if now.sheet, err = innovate.Load(ctx, st, proposal, now.today); err != nil {
				return nil, err
			}
		}
	}
	if now.rules, err = innovate.ReadRules(ctx, st); err != nil {
		return nil, err
	}
	if now.judged, err = suggest.OfInnovation(ctx, st, r, now.today); err != nil {
		return nil, err
	}
	mission, err := setup.Noted(ctx, st, r.Scope)
	if err != nil {
		return nil, err
	}
	now.offered = mission.List("services")
	all, err := assess.Instruments(ctx, st)
	if err != nil {
		return nil, err
	}
	now.creation, now.resources = resting(all, "innovation"), resting(all, "innovation_resources")
	return now, nil
}

// resting are the indicators that rest on a fact, each code once.
func resting(all *instrument.Registry, fact string) indicators {
	var found indicators
	found.text = func(int) string { return "" }
	seen := map[string]bool{}
	for _, ins := range all.All() {
		for _, ind := range ins.Indicators() {
			if ind.Fact != fact || seen[ind.ID] {
				continue
			}
			seen[ind.ID] = true
			found.codes = append(found.codes, ind.ID)
			levels := ind.Levels
			found.text = func(level int) string {
				for _, l := range levels {
					if l.Value == level {
						return l.Text.In(lang())
					}
				}
				return ""
			}
		}
	}
	slices.Sort(found.codes)
	return found
}

// openRecord opens an innovation, by its own id or by that of one of its parts;
// tab "" is the first, or the one of the part.
func (p *Page) openRecord(id data.ID, tab string) {
	p.desk.Open(id, func(ctx context.Context) (*snapshot, error) {
		var proposal data.ID
		rec, err := p.s.Store.Find(ctx, id)
		for range 3 { // a section is a part of a proposal, that of an innovation
			if err != nil || rec.Kind == "innovation" || rec.Parent() == data.NilID {
				break
			}
			switch rec.Kind {
			case "proposal":
				proposal = rec.ID
				tab = tabProposals
			case "award":
				tab = tabSupport
			}
			rec, err = p.s.Store.Find(ctx, rec.Parent())
		}
		if err != nil {
			return nil, err
		}
		return p.read(ctx, rec.ID, proposal)
	}, func(_ *snapshot, another bool) {
		switch {
		case tab != "":
			p.detail.tabs.Go(tab)
		case another:
			p.detail.tabs.Go(tabAbout)
		}
	})
}

// reload reads the open innovation anew.
func (p *Page) reload() {
	id, proposal := p.desk.Opened(), p.detail.proposal
	p.desk.Reload(func(ctx context.Context) (*snapshot, error) { return p.read(ctx, id, proposal) })
}

// readOnly reports whether nothing can be written about an innovation here.
func (p *Page) readOnly(r data.Record) bool { return p.s.ReadOnly() || bound.Foreign(p.s, r) }

func lang() string { return words.Now().Lang() }
