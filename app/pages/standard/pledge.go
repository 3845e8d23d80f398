package standard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/pages/related"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/setup"
	"pinisi/data/standards"
)

// pledge is the mission's pledge (maklumat pelayanan) with those before it.
type pledge struct {
	page    *Page
	content fyne.CanvasObject
	body    fyne.CanvasObject
	scroll  *widgets.FollowFocus
	form    *bound.Form
	live    *bound.Form // what may be noted after it was published
	pill    *widgets.StatusPill
	anew    *widgets.Button
	propose *widgets.Button
	card    *widgets.Card
	none    fyne.CanvasObject
	lacks   *fyne.Container
	older   *fyne.Container
	past    *widgets.Card
	papers  *fyne.Container
	made    data.ID // of which papers makes documents
	text    *widgets.AutoField
	focus   map[string]func()
	all     []data.Record
	mission data.Record // what the mission notes of itself
	open    data.ID     // the pledge shown; data.NilID: the newest
	foreign fyne.CanvasObject
	related *related.Card
}

func newPledge(p *Page) *pledge {
	g := &pledge{page: p, pill: widgets.NewStatusPill(widgets.Neutral, ""), lacks: widgets.Column(look.Tight), older: widgets.Column(0), papers: container.NewStack(), focus: map[string]func(){}}
	label := func(name string) string { return words.T("kinds.pledge." + name) }
	g.form, g.live = bound.New(p.s, "standard.undo.pledge"), bound.New(p.s, "standard.undo.pledge")
	g.live.Filter = g.publish
	g.text = g.form.Text("text", widgets.NewAutoArea(label("text"), 9))
	g.focus["text"] = g.text.Focus
	line := func(f *bound.Form, name string) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoField(label(name)))
		g.focus[name] = w.Focus
		return w
	}
	date := func(f *bound.Form, name string) *widgets.ParsedField {
		w := f.Date(name, widgets.NewDateField(label(name), p.s.Now))
		g.focus[name] = func() { w.Field().Focus() }
		return w
	}
	g.propose = widgets.NewButton(widgets.Quiet, words.T("standard.pledge.use_proposed"), "", func() {
		r := g.form.Record()
		p.s.Write("standard.undo.pledge", []data.Edit{r.Set("text", data.TextValue(standards.PledgeText(words.Now(), missionName(p.scope()))))}, nil)
	}).Compact()
	g.anew = widgets.NewButton(widgets.Plain, words.T("standard.pledge.new"), "plus", g.begin).Compact()
	number := line(g.form, "number")
	at := line(g.live, "published_at")
	at.SetExample(words.T("standard.example.published_at"))
	g.card = widgets.NewCard(words.T("standard.card.pledge"), g.pill, g.lacks, g.text, widgets.Row(0, g.propose),
		bound.Columns(220, number, date(g.form, "signed_on")),
		bound.Columns(220, line(g.form, "signatory_role"), line(g.form, "signatory")),
		bound.Columns(220, date(g.live, "published_on"), at), widgets.Small(words.T("standard.pledge.publish_hint")))
	begin := widgets.NewButton(widgets.Primary, words.T("standard.pledge.begin"), "plus", g.begin)
	if p.readOnly() {
		begin.Hide()
	}
	g.none = widgets.Column(look.Roomy, widgets.NewEmptyState("standard", words.T("standard.pledge.none"), "", nil), container.NewCenter(begin))
	g.past = widgets.NewCard(words.T("standard.card.pledges"), nil, g.older)
	g.foreign = bound.ForeignNotice()
	g.related = related.New(p.s)
	g.scroll, g.body = under(g.none, g.card, g.past, g.related.Content)
	head := widgets.Inset(look.Wide, look.Gap+look.Tight, widgets.Column(look.Tight,
		widgets.RowGrow(look.Gap, 0, widgets.Title(words.T("standard.pledge")).OneLine(), g.anew, g.papers),
		widgets.Hint(words.T("standard.pledge.hint")), g.foreign))
	g.content = bound.Under(widgets.Column(0, head, widgets.Divider()), g.scroll)
	return g
}

// publish ends the pledges before with the day on which this one is published.
func (g *pledge) publish(name string, e data.Edit) []data.Edit {
	edits := []data.Edit{e}
	if name == "published_on" && !e.Value.IsNull() {
		edits = append(edits, standards.EndPledges(g.all, e.Record, e.Value.String())...)
	}
	return edits
}

func missionName(scope string) string {
	if m, err := setup.Find(scope); err == nil {
		return m.LongName
	}
	return setup.Name(scope)
}

func (g *pledge) show(now *snapshot) {
	g.all, g.mission = now.pledges, now.sheet.Catalogue.Mission
	var r data.Record
	for _, one := range g.all {
		if one.ID == g.open {
			r = one
		}
	}
	if r.ID == data.NilID && len(g.all) > 0 {
		r = g.all[0]
		for _, one := range g.all { // one that is being written first, then that in force
			if one.Text("published_on") == "" {
				r = one
				break
			}
		}
	}
	has := r.ID != data.NilID
	widgets.ShowIf(g.foreign, g.page.s.Headquarters())
	widgets.ShowIf(g.none, !has)
	widgets.ShowIf(g.card, has)
	widgets.ShowIf(g.related.Content, has)
	widgets.ShowIf(g.past, len(g.all) > 1)
	widgets.ShowIf(g.papers, has)
	widgets.ShowIf(g.anew, has && !g.page.readOnly() && r.Text("published_on") != "")
	if has {
		g.showOne(r)
	}
	g.older.Objects = nil
	for i, one := range g.all {
		if i > 0 {
			g.older.Add(widgets.Divider())
		}
		g.older.Add(g.row(one, one.ID == r.ID))
	}
	g.body.Refresh()
	g.scroll.Refresh()
	g.content.Refresh()
}

func (g *pledge) showOne(r data.Record) {
	g.open = r.ID
	g.form.Show(r)
	g.live.Show(r)
	published := r.Text("published_on") != "" && len(standards.PledgeNeeds(r)) == 0
	g.form.Lock(g.page.readOnly() || published)
	g.live.Lock(g.page.readOnly() || r.Text("ended_on") != "")
	g.related.Show(r)
	g.pill.Set(pledgeState(r))
	widgets.ShowIf(g.propose, !published && !g.page.readOnly() && r.Text("text") == "")
	g.lacks.Objects = nil
	for _, n := range standards.PledgeNeeds(r) {
		field := n.Field
		g.lacks.Add(bound.NewPress(widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 1,
			widgets.NewIcon("warning", look.Wait, 18), widgets.Body(needText(n)), widgets.Body(words.T("standard.go")).In(look.Sea).Whole())), func() {
			if f := g.focus[field]; f != nil {
				f()
			} else {
				g.page.s.Open(sessionSync, r.ID)
			}
		}).Named(needText(n)))
	}
	g.card.Refresh() // the pill may be wider
	if g.made == r.ID {
		return
	}
	g.made = r.ID
	g.papers.Objects = []fyne.CanvasObject{documents.New(g.page.s, ofPledge, func() report.Request {
		g.form.Commit()
		g.live.Commit()
		return report.Request{ID: r.ID}
	}).Content}
	g.papers.Refresh()
}

func pledgeState(r data.Record) (widgets.State, string) {
	switch {
	case r.Text("ended_on") != "":
		return widgets.Neutral, words.T("standard.pledge.ended", "Date", words.Date(r.Text("ended_on")))
	case r.Text("published_on") != "":
		return widgets.Good, words.T("standard.pledge.published", "Date", words.Date(r.Text("published_on")))
	}
	return widgets.Neutral, words.T("standard.pledge.draft")
}

func (g *pledge) row(r data.Record, opened bool) fyne.CanvasObject {
	state, word := pledgeState(r)
	title := r.Text("number")
	if title == "" {
		title = words.T("standard.pledge.unnumbered")
	}
	id := r.ID
	press := bound.NewPress(widgets.Inset(look.Gap, look.Gap, widgets.RowGrow(look.Gap, 0, widgets.Body(title), widgets.NewStatusPill(state, word))), func() {
		g.form.Commit()
		g.open = id
		g.page.reload()
	})
	press.Opened = opened
	return press.Named(title)
}

// begin writes a new pledge with the proposed text, and who signs as the
// mission noted it.
func (g *pledge) begin() {
	p := g.page
	id := p.s.Store.NewID()
	fields := map[string]data.Value{"text": data.TextValue(standards.PledgeText(words.Now(), missionName(p.scope())))}
	if now := g.mission; now.ID != data.NilID {
		for _, name := range []string{"signatory", "signatory_role"} {
			fields[name] = now.Get(name)
		}
	}
	g.open = id
	p.s.Write("standard.undo.pledge", data.Create("pledge", id, p.scope(), fields), func() { p.s.Toast(words.T("standard.pledge.begun")) })
}
