package standard

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/related"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/standards"
)

// steps is the tab Tahapan: what was discussed, decreed and published when and
// where, the decree itself, and what the next step waits for.
type steps struct {
	d        *detail
	scroll   *widgets.FollowFocus
	page     fyne.CanvasObject
	draft    *bound.Form // until the decree
	life     *bound.Form // afterwards too
	talks    *widgets.PickList
	focus    map[string]func()
	next     *fyne.Container
	evidence *bound.Evidence
	remove   *widgets.Button
	openTalk *widgets.Button
	rule     *widgets.Text
	related  *related.Card
}

func newSteps(d *detail) *steps {
	s := &steps{d: d, focus: map[string]func(){}, next: widgets.Column(look.Gap), rule: widgets.Small(""), related: related.New(d.page.s)}
	label := func(name string) string { return words.T("kinds.standard." + name) }
	s.draft, s.life = bound.New(d.page.s, "standard.undo.edit"), bound.New(d.page.s, "standard.undo.edit")
	date := func(f *bound.Form, name string) *widgets.ParsedField {
		w := f.Date(name, widgets.NewDateField(label(name), d.page.s.Now))
		s.focus[name] = func() { w.Field().Focus() }
		return w
	}
	line := func(f *bound.Form, name string) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoField(label(name)))
		if key := "standard.example." + name; words.Has(key) {
			w.SetExample(words.T(key))
		}
		s.focus[name] = w.Focus
		return w
	}
	s.talks = widgets.NewPickList(words.T("standard.field.consultation"), nil)
	s.draft.Pick("consultation", s.talks)
	s.focus["consultation"] = s.talks.Focus
	s.openTalk = widgets.NewButton(widgets.Quiet, words.T("standard.open_consultation"), "consultation", func() {
		d.page.s.Open(sessionConsultation, s.draft.Record().Ref("consultation"))
	}).Compact()
	why := s.draft.Text("change_note", widgets.NewAutoArea(label("change_note"), 2))
	s.focus["change_note"] = why.Focus
	months := s.life.Number("review_months", widgets.NewNumberField(label("review_months"), 1, 120))
	s.evidence = bound.NewEvidence(d.page.s, words.T("standard.decree_file"), "consultation.undo.evidence", "consultation.undo.evidence_delete")
	s.remove = widgets.NewButton(widgets.Quiet, words.T("standard.delete"), "trash", s.askDelete)
	s.scroll, s.page = under(
		widgets.NewCard(words.T("standard.step.next"), nil, s.next),
		widgets.NewCard(words.T("standard.card.talk"), nil, s.talks, widgets.Row(0, s.openTalk), why),
		widgets.NewCard(words.T("standard.card.decree"), nil, bound.Columns(200, line(s.draft, "decree_number"), date(s.draft, "decreed_on"), date(s.life, "effective_on")), s.evidence.Strip),
		widgets.NewCard(words.T("standard.card.publish"), nil, bound.Columns(240, date(s.life, "published_on"), line(s.life, "published_at"))),
		widgets.NewCard(words.T("standard.card.interval"), nil, bound.Columns(240, months, widgets.Space(0, 0)), s.rule),
		s.related.Content,
		widgets.Row(0, s.remove),
	)
	return s
}

func (s *steps) Object() fyne.CanvasObject { return s.scroll }

func (s *steps) Show(now *snapshot) {
	r := now.sheet.Version
	var talks []widgets.Option
	for _, c := range now.consultations {
		title := c.Text("title")
		if title == "" {
			title = words.T("standard.untitled")
		}
		detail := ""
		if w := consult.When(c, ""); !w.Start.IsZero() {
			detail = words.Now().Date(w.Start)
		}
		if c.Bool("internal") {
			detail += " · " + words.T("standard.internal")
		}
		talks = append(talks, widgets.Option{ID: c.ID.String(), Text: title, Detail: detail})
	}
	s.talks.SetOptions(talks)
	s.draft.Show(r)
	s.life.Show(r)
	s.draft.Lock(s.d.locked())
	s.life.Lock(s.d.page.readOnly())
	s.evidence.Show(r, now.evidence)
	s.evidence.Lock(s.d.page.readOnly())
	widgets.ShowIf(s.openTalk, r.Ref("consultation") != data.NilID)
	rules := now.sheet.Catalogue.Rules
	s.rule.Set(words.T("standard.rule", "Months", rules.ReviewMonths, "Whose", whose(rules)))
	widgets.ShowIf(s.remove, !s.d.locked())
	s.related.Show(r)
	s.showNext(now.sheet)
	s.page.Refresh()
	s.scroll.Refresh()
}

// whose says who set the rules.
func whose(r standards.Rules) string {
	if r.Info.Ours {
		return words.T("standard.rule.ours")
	}
	return r.Info.Title.In(words.Now().Lang())
}

func (s *steps) Commit() {
	s.draft.Commit()
	s.life.Commit()
}

func (s *steps) reveal(field string) {
	if f := s.focus[field]; f != nil {
		f()
	}
}

// showNext says what each step that can be taken waits for.
func (s *steps) showNext(sheet *standards.Sheet) {
	s.next.Objects = nil
	list := standards.Steps(sheet.Version)
	if sheet.Version.Text("status") == data.StandardPublished && !s.d.page.readOnly() {
		s.next.Add(widgets.Body(words.T("standard.step.in_force")))
		s.next.Add(widgets.Row(0, widgets.NewButton(widgets.Primary, s.d.anewText(), "plus", s.d.newVersion)))
		s.next.Add(widgets.Divider())
	}
	for i, to := range list {
		if i > 0 {
			s.next.Add(widgets.Divider())
		}
		s.addStep(sheet, to, i == 0)
	}
	if len(list) == 0 {
		s.next.Add(widgets.Hint(words.T("standard.step.none")))
	}
	s.next.Refresh()
}

func (s *steps) addStep(sheet *standards.Sheet, to string, first bool) {
	all := sheet.Needs(to)
	missing := standards.Blocking(all)
	if len(missing) > 0 {
		s.next.Add(widgets.Body(words.T("standard.step.missing", "Step", words.T("standard.step."+to), "N", len(missing))).Bold())
	} else {
		s.next.Add(widgets.Body(words.T("standard.step.ready." + to)))
	}
	for _, n := range all {
		s.next.Add(s.need(n))
	}
	kind := widgets.Plain
	if first && to != data.StandardRetired {
		kind = widgets.Primary
	}
	b := widgets.NewButton(kind, words.T("standard.step."+to), "check", func() { s.ask(to) })
	if len(missing) > 0 || s.d.page.readOnly() {
		b.Disable()
	}
	s.next.Add(widgets.Row(0, b))
}

func (s *steps) need(n standards.Need) fyne.CanvasObject {
	icon, tint := "warning", look.Wait
	if n.Advice {
		icon, tint = "info", look.Quiet
	}
	text := widgets.Body(needText(n))
	if n.Field == "" && n.Key != "standard.need.conflicts" && n.Key != "standard.need.pledge" {
		return widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 1, widgets.NewIcon(icon, tint, 18), text))
	}
	return bound.NewPress(widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 1,
		widgets.NewIcon(icon, tint, 18), text, widgets.Body(words.T("standard.go")).In(look.Sea).Whole())), func() {
		switch {
		case n.Field != "":
			s.d.reveal(n.Field)
		case n.Key == "standard.need.pledge":
			s.d.page.openPledge()
		default:
			s.d.page.s.Open(sessionSync, s.draft.Record().ID)
		}
	}).Named(needText(n))
}

// needText says a need in words.
func needText(n standards.Need) string {
	var args []any
	for name, value := range n.Args {
		if name == "Component" {
			name, value = "Name", words.T("kinds.standard."+value.(string))
		}
		args = append(args, name, value)
	}
	return words.T(n.Key, args...)
}

// ask takes a step, after a question where it locks or ends something.
func (s *steps) ask(to string) {
	s.Commit()
	if to != data.StandardDecreed && to != data.StandardRetired {
		s.take(to)
		return
	}
	widgets.Ask(s.d.page.s.Window.Canvas(), widgets.Question{Title: words.T("standard.step." + to), Text: words.T("standard.step.confirm." + to), Yes: words.T("standard.step." + to), Grave: to == data.StandardRetired},
		func(string) { s.take(to) })
}

func (s *steps) take(to string) {
	p, id := s.d.page, s.draft.Record().ID
	today := p.today()
	p.change(func(ctx context.Context) error {
		return standards.Advance(ctx, p.s.Store, p.s.Author, id, to, today)
	}, "standard.step.done."+to)
}

func (s *steps) askDelete() {
	p, r := s.d.page, s.draft.Record()
	widgets.Ask(p.s.Window.Canvas(), widgets.Question{Title: words.T("standard.delete"), Text: words.T("standard.delete.say"), Yes: words.T("standard.delete"), Grave: true}, func(string) {
		p.version = data.NilID // shows what is left of the service
		p.s.Write("standard.undo.delete", []data.Edit{r.Delete()}, func() { p.s.Toast(words.T("standard.deleted")) })
	})
}
