package integration

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/integrate"
	"pinisi/data/store"
)

// begin asks which system is new: one that is known already, with a click, or
// any other by its name. Without asking it is what stands at the right while
// no system is open.
type begin struct {
	p            *Page
	asking       bool
	content      *widgets.FollowFocus
	page         fyne.CanvasObject
	name         *widgets.AutoField
	offers       *fyne.Container
	known        fyne.CanvasObject // the card of offers
	choose, only fyne.CanvasObject // what stands over the offers, and without any
	slot         session.Slot
	busy         bool
}

func newBegin(p *Page, asking bool) *begin {
	b := &begin{p: p, asking: asking, offers: widgets.Column(look.Roomy)}
	b.name = widgets.NewAutoField(words.T("kinds.system.name"))
	b.name.SetExample(words.T("integration.name_example"))
	b.name.OnEnter = func() { b.start(b.name.Text()) }
	b.known = widgets.NewCard(words.T("integration.offers"), nil, b.offers)
	b.known.Hide()
	var parts []fyne.CanvasObject
	if asking {
		parts = append(parts, widgets.NewCard(words.T("integration.begin_title"), nil, b.name, widgets.Row(look.Gap,
			widgets.NewButton(widgets.Primary, words.T("integration.begin"), "check", func() { b.start(b.name.Text()) }),
			widgets.NewButton(widgets.Quiet, words.T("integration.begin_cancel"), "", p.desk.Clear))))
	} else {
		b.choose = widgets.NewEmptyState("integration", words.T("integration.choose"), "", nil)
		b.only = widgets.NewEmptyState("integration", words.T("integration.choose_only"), "", nil)
		parts = append(parts, b.choose, b.only)
	}
	b.page = widgets.Page(append(parts, b.known)...)
	b.content = widgets.NewFollowFocus(b.page)
	return b
}

// offered are the systems that are known and not here yet.
type offered struct {
	offers []integrate.Offer
}

func (b *begin) reload() {
	s := b.p.s
	session.Load(s, &b.slot, func(ctx context.Context) (o offered, err error) {
		if s.ReadOnly() {
			return o, nil
		}
		rules, err := integrate.ReadRules(ctx, s.Store)
		if err != nil {
			return o, err
		}
		all := store.Query{Kind: "system", Fields: []string{"name"}} // headquarters' as well: they are in the list
		if s.Headquarters() {
			all.Scope = bound.OwnScope(s)
		}
		here, err := s.Store.List(ctx, all)
		if err != nil {
			return o, err
		}
		for _, offer := range rules.Offers {
			if !slices.ContainsFunc(here, func(r data.Record) bool { return strings.EqualFold(r.Text("name"), offer.Name) }) {
				o.offers = append(o.offers, offer)
			}
		}
		return o, nil
	}, b.show)
}

func (b *begin) show(o offered) {
	b.offers.Objects = nil
	for i, offer := range o.offers {
		if i > 0 {
			b.offers.Add(widgets.Divider())
		}
		b.offers.Add(widgets.Column(look.Tight+2, widgets.Body(offer.Name).Bold(), widgets.Body(offer.About.In(lang())),
			widgets.Small(words.T("integration.offer_as_of", "AsOf", words.Month(offer.AsOf), "Source", offer.Source.In(lang()))),
			widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("integration.offer", "Name", offer.Name), "plus", func() { b.start(offer.Name) }).Compact())))
	}
	widgets.ShowIf(b.known, len(o.offers) > 0)
	if !b.asking {
		widgets.ShowIf(b.choose, len(o.offers) > 0)
		widgets.ShowIf(b.only, len(o.offers) == 0)
	}
	b.offers.Refresh()
	b.page.Refresh()
	b.content.Refresh()
}

// start begins the system of this name and opens it.
func (b *begin) start(name string) {
	if b.busy {
		return
	}
	b.busy = true
	b.name.SetError("")
	s := b.p.s
	var id data.ID
	var refused error
	s.Change(func(ctx context.Context) (err error) {
		id, err = integrate.Begin(ctx, s.Store, s.Author, bound.OwnScope(s), name, lang())
		if errors.Is(err, &data.Error{Code: "integration.name_missing"}) || errors.Is(err, &data.Error{Code: "integration.there_already"}) {
			refused, err = err, nil
		}
		return err
	}, func() {
		b.busy = false
		if refused != nil {
			b.name.SetError(session.ErrorText(refused))
			b.name.Focus()
			return
		}
		b.p.openRecord(id)
	})
}
