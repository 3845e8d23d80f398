package innovation

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/innovate"
)

// proposals is the tab Proposal: the proposals of the innovation, or the form
// of one of them.
type proposals struct {
	d           *detail
	host        *fyne.Container
	scroll      *widgets.FollowFocus
	page        fyne.CanvasObject
	rows        *fyne.Container
	year, group *widgets.PickList
	start       *widgets.Button
	begin       fyne.CanvasObject
	source      *widgets.Text
	form        *form
	busy        bool
}

func newProposals(d *detail) *proposals {
	p := &proposals{d: d, rows: widgets.Column(look.Tight), source: widgets.Small("")}
	p.year = widgets.NewChoice(words.T("innovation.proposal.year"), nil)
	p.year.OnPicked = func(string) { p.showGroups() }
	p.group = widgets.NewChoice(words.T("innovation.proposal.group"), nil)
	p.start = widgets.NewButton(widgets.Primary, words.T("innovation.proposal.begin"), "plus", p.take)
	p.begin = widgets.NewCard(words.T("innovation.proposal.new"), nil, bound.Columns(220, p.year, p.group), p.source, widgets.Row(0, p.start))
	p.page = widgets.Page(widgets.NewCard(words.T("innovation.tab.proposals"), nil, p.rows), p.begin)
	p.scroll = widgets.NewFollowFocus(p.page)
	p.form = newForm(p)
	p.host = container.NewStack(p.scroll)
	return p
}

func (p *proposals) Object() fyne.CanvasObject { return p.host }
func (p *proposals) Commit()                   { p.form.commit() }
func (p *proposals) close()                    {}

func (p *proposals) Show(now *snapshot) {
	if now.sheet != nil && now.sheet.Proposal.ID == p.d.proposal {
		another := p.form.of() != p.d.proposal
		p.form.show(now.sheet)
		widgets.ShowOnly(p.host, p.form.content)
		if another {
			p.form.scroll.ScrollTo(0)
		}
		return
	}
	p.showList(now)
	widgets.ShowOnly(p.host, p.scroll)
}

func (p *proposals) showList(now *snapshot) {
	p.rows.Objects = nil
	for i, r := range now.proposals {
		if i > 0 {
			p.rows.Add(widgets.Divider())
		}
		state, word := statusWord(r)
		year, _ := now.rules.Of(r.Text("year"))
		group := r.Text("group")
		if g, ok := year.Group(group); ok {
			group = g.Name.In(lang())
		}
		line := words.T("innovation.proposal.line", "Competition", r.Text("competition"), "Year", r.Text("year"), "Group", group)
		p.rows.Add(bound.NewPress(widgets.Inset(look.Gap, look.Gap, widgets.RowGrow(look.Gap, 0,
			widgets.Column(2, widgets.Body(r.Text("title")), widgets.Small(line)), widgets.NewStatusPill(state, word))), func() { p.open(r.ID) }).Named(line))
	}
	if len(now.proposals) == 0 {
		p.rows.Add(widgets.Hint(words.T("innovation.proposal.empty")))
	}
	widgets.ShowIf(p.begin, !p.d.locked())
	var years []widgets.Option
	for _, y := range slices.Backward(now.rules.Years) {
		years = append(years, widgets.Option{ID: y.Year, Text: y.Year})
	}
	if this := now.today[:4]; len(years) == 0 || years[0].ID != this {
		like, _ := now.rules.Of(this)
		years = append([]widgets.Option{{ID: this, Text: words.T("innovation.proposal.year_like", "Year", this, "Like", like.Year)}}, years...)
	}
	p.year.SetOptions(years)
	if p.year.ID() == "" {
		p.year.Set(years[0].ID)
	}
	p.showGroups()
	p.rows.Refresh()
	p.page.Refresh()
	p.scroll.Refresh()
}

// showGroups offers the groups of the year that is chosen.
func (p *proposals) showGroups() {
	year, _ := p.d.now.rules.Of(p.year.ID())
	var options []widgets.Option
	for _, g := range year.Groups {
		options = append(options, widgets.Option{ID: g.ID, Text: g.Name.In(lang())})
	}
	p.group.SetOptions(options)
	if _, ok := year.Group(p.group.ID()); !ok {
		p.group.Set(options[0].ID)
	}
	p.source.Set(words.T("innovation.proposal.rules", "Version", p.d.now.rules.Version, "Source", year.Source.In(lang())))
	p.page.Refresh()
}

// take begins a proposal and opens its form.
func (p *proposals) take() {
	if p.busy {
		return
	}
	p.busy = true
	s := p.d.page.s
	n := innovate.New{Innovation: p.d.now.record, Year: p.year.ID(), Group: p.group.ID()}
	var id data.ID
	s.Change(func(ctx context.Context) (err error) {
		id, err = innovate.Begin(ctx, s.Store, s.Author, n)
		return err
	}, func() {
		p.busy = false
		p.open(id)
	})
}

// open shows the form of a proposal, the list with data.NilID.
func (p *proposals) open(id data.ID) {
	p.form.commit()
	p.d.proposal = id
	if id == data.NilID {
		p.d.now.sheet = nil
		p.Show(p.d.now)
	}
	p.d.page.reload()
}

// statusWord says how a proposal stands.
func statusWord(r data.Record) (widgets.State, string) {
	switch r.Text("status") {
	case data.ProposalSubmitted:
		return widgets.Wait, said("kinds.proposal.status.submitted")
	case data.ProposalPassed:
		return widgets.Good, said("kinds.proposal.status.passed")
	case data.ProposalAwarded:
		return widgets.Good, said("kinds.proposal.status.awarded")
	case data.ProposalRejected:
		return widgets.Bad, said("kinds.proposal.status.rejected")
	}
	return widgets.Neutral, said("kinds.proposal.status.draft")
}

// said is a label with a capital, where it stands alone.
func said(key string) string {
	text := words.T(key)
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
