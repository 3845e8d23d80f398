package standard

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/standards"
)

// services is where a mission says which services it offers, by group.
type services struct {
	page     *Page
	content  fyne.CanvasObject
	scroll   *widgets.FollowFocus
	body     fyne.CanvasObject
	groups   *fyne.Container
	picks    map[string]*widgets.MultiPick // by group
	hint     *widgets.Text
	form     *bound.Form // what the mission notes of itself
	channels *widgets.AutoField
	now      *standards.Catalogue
}

func newServices(p *Page) *services {
	s := &services{page: p, groups: widgets.Column(look.Roomy), picks: map[string]*widgets.MultiPick{}, hint: widgets.Hint("")}
	s.form = bound.New(p.s, "standard.undo.channels")
	s.form.Filter = func(_ string, e data.Edit) []data.Edit {
		if s.now.Mission.ID != data.NilID {
			return []data.Edit{e}
		}
		return append(data.Create("mission", e.Record, e.Scope, map[string]data.Value{"code": data.TextValue(e.Scope)}), e) // it begins with this
	}
	s.channels = s.form.Text("complaint_channels", widgets.NewAutoArea(words.T("standard.channels"), 4))
	s.channels.SetExample(words.T("standard.example.channels"))
	s.scroll, s.body = under(widgets.NewCard(words.T("standard.card.channels"), nil, s.channels, widgets.Small(words.T("standard.channels.hint"))), s.groups)
	s.content = bound.Under(widgets.Column(0, widgets.Inset(look.Wide, look.Gap+look.Tight, widgets.Column(look.Tight,
		widgets.Title(words.T("standard.services")).OneLine(), s.hint)), widgets.Divider()), s.scroll)
	return s
}

func (s *services) show(c *standards.Catalogue) {
	s.now = c
	m := c.Mission
	if m.ID == data.NilID {
		m = data.Record{Kind: "mission", ID: setup.MissionID(c.Scope), Scope: c.Scope, Seen: data.Seen{}}
	}
	s.form.Show(m)
	s.form.Lock(s.page.readOnly())
	var order []string
	options, chosen := map[string][]widgets.Option{}, map[string][]string{}
	n := 0
	for _, one := range inGroups(c) {
		if options[one.Group] == nil {
			order = append(order, one.Group)
		}
		options[one.Group] = append(options[one.Group], widgets.Option{ID: one.Code, Text: bound.ServiceName(one.Code), Detail: one.Code})
		if c.Listed && one.Offered {
			chosen[one.Group] = append(chosen[one.Group], one.Code)
			n++
		}
	}
	s.groups.Objects = nil
	for _, id := range order {
		pick := s.picks[id]
		if pick == nil {
			pick = widgets.NewMultiPick("", options[id])
			pick.OnChanged = func([]string) { s.save() }
			s.picks[id] = pick
		}
		pick.Set(chosen[id])
		if s.page.readOnly() {
			pick.Disable()
		}
		s.groups.Add(widgets.NewCard(words.Capital(group(id)), widgets.Small(words.T("standard.services.of", "N", len(chosen[id]), "All", len(options[id]))).Whole(), pick))
	}
	s.hint.Set(words.T("standard.services.unlisted"))
	if c.Listed {
		s.hint.Set(words.T("standard.services.hint", "N", n, "All", len(c.Services)))
	}
	s.body.Refresh()
	s.scroll.Refresh()
}

// save stores what is chosen in all groups.
func (s *services) save() {
	var codes []string
	for _, one := range s.now.Services {
		if pick := s.picks[one.Group]; pick != nil && slices.Contains(pick.IDs(), one.Code) {
			codes = append(codes, one.Code)
		}
	}
	p, scope := s.page, s.page.scope()
	p.change(func(ctx context.Context) error {
		return standards.SetServices(ctx, p.s.Store, p.s.Author, scope, codes)
	}, "")
}
