package standard

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/standards"
)

// reviews is the tab Peninjauan: when the next review is due and why then, and
// what reviews and monitorings found.
type reviews struct {
	d       *detail
	scroll  *widgets.FollowFocus
	page    fyne.CanvasObject
	due     *widgets.Text
	pill    *widgets.StatusPill
	basis   *widgets.Text
	buttons *fyne.Container
	entry   *widgets.Card
	list    *fyne.Container

	kind    *widgets.PickList
	on      *widgets.ParsedField
	finding *widgets.AutoField
	result  *widgets.PickList
	office  *widgets.AutoField
	editing data.ID // the review that is changed; data.NilID: a new one
	version data.ID // of which it is
	saving  bool
	now     *snapshot
}

func newReviews(d *detail) *reviews {
	v := &reviews{d: d, due: widgets.Body("").Bold(), basis: widgets.Small(""), pill: widgets.NewStatusPill(widgets.Neutral, "").WithIcon("clock"), list: widgets.Column(0)}
	v.buttons = widgets.Row(look.Gap,
		widgets.NewButton(widgets.Primary, words.T("standard.review.note"), "plus", func() { v.edit(data.Record{}, standards.ReviewOf) }),
		widgets.NewButton(widgets.Plain, words.T("standard.review.monitor"), "plus", func() { v.edit(data.Record{}, standards.Monitored) }))
	label := func(name string) string { return words.T("kinds.review." + name) }
	choices := func(field string, ids ...string) (all []widgets.Option) {
		for _, id := range ids {
			all = append(all, widgets.Option{ID: id, Text: words.Capital(words.T("kinds.review." + field + "." + id))})
		}
		return all
	}
	v.kind = widgets.NewChoice(label("type"), choices("type", standards.ReviewOf, standards.Monitored))
	v.on = widgets.NewDateField(label("on"), d.page.s.Now)
	v.finding = widgets.NewAutoArea(label("finding"), 3)
	v.finding.SetExample(words.T("standard.review.example"))
	v.result = widgets.NewPickList(label("result"), choices("result", "keep", "change", "retire"))
	v.office = widgets.NewAutoField(label("office"))
	v.office.SetExample(words.T("standard.review.office_example"))
	v.entry = widgets.NewCard(words.T("standard.review.entry"), nil, bound.Columns(200, v.kind, v.on, v.result), v.finding, v.office,
		widgets.Row(look.Gap, widgets.NewButton(widgets.Primary, words.T("standard.review.save"), "check", v.save),
			widgets.NewButton(widgets.Quiet, words.T("standard.review.cancel"), "", v.leave)))
	v.entry.Hide()
	v.scroll, v.page = under(
		widgets.NewCard(words.T("standard.card.due"), v.pill, v.due, v.basis, v.buttons),
		v.entry,
		widgets.NewCard(words.T("standard.card.reviews"), nil, v.list),
	)
	return v
}

func (v *reviews) Object() fyne.CanvasObject { return v.scroll }
func (v *reviews) reveal(string)             {}

// Commit keeps what is being written of a review.
func (v *reviews) Commit() {
	if v.entry.Visible() && strings.TrimSpace(v.finding.Text()) != "" {
		v.save()
	}
}

func (v *reviews) Show(now *snapshot) {
	if v.now != nil && v.version != data.NilID && v.now.sheet.Version.ID != now.sheet.Version.ID {
		v.entry.Hide()
	}
	v.now = now
	v.showDue(now.sheet)
	v.list.Objects = nil
	for i, r := range now.sheet.Reviews {
		if i > 0 {
			v.list.Add(widgets.Divider())
		}
		v.list.Add(v.row(r))
	}
	if len(now.sheet.Reviews) == 0 {
		v.list.Add(widgets.Hint(words.T("standard.review.none")))
	}
	widgets.ShowIf(v.buttons, !v.d.page.readOnly() && !v.entry.Visible())
	v.page.Refresh()
	v.scroll.Refresh()
}

// showDue says when the standard in force is due, and by whose interval.
func (v *reviews) showDue(sheet *standards.Sheet) {
	s, rules, today := sheet.Service, sheet.Catalogue.Rules, v.d.page.today()
	on := s.NextReview(rules)
	v.pill.Hide()
	if s.Current().ID == data.NilID || on == "" {
		v.due.Set(words.T("standard.review.not_yet"))
		v.basis.Set("")
		return
	}
	v.due.Set(words.T("standard.review.due", "Date", words.Date(on)))
	months, own := s.Interval(rules)
	by := words.T("standard.rule.own")
	if !own {
		by = whose(rules)
	}
	from := words.T("standard.review.from_decree")
	if s.Reviewed != "" && s.Reviewed >= s.Current().Text("decreed_on") {
		from = words.T("standard.review.from_review", "Date", words.Date(s.Reviewed))
	}
	v.basis.Set(words.T("standard.review.basis", "Months", months, "By", by, "From", from))
	for _, m := range s.Due(rules, today) {
		if m.Reason != standards.ReviewDue {
			continue
		}
		v.pill.Show()
		if m.Late() {
			v.pill.Set(widgets.Bad, words.T("standard.review.late", "N", -m.Days))
		} else {
			v.pill.Set(widgets.Wait, words.T("standard.review.soon", "N", m.Days))
		}
	}
}

func (v *reviews) row(r data.Record) fyne.CanvasObject {
	word := func(field string) string {
		if id := r.Text(field); id != "" {
			return words.T("kinds.review." + field + "." + id)
		}
		return ""
	}
	head := words.Date(r.Text("on")) + " · " + word("type")
	if res := word("result"); res != "" {
		head += " · " + words.T("standard.review.result", "Result", res)
	}
	version := v.now.sheet.Service.Label(r.Ref("standard"))
	line := words.T("standard.version", "Version", version)
	if office := r.Text("office"); office != "" {
		line += " · " + office
	}
	text := widgets.Column(2, widgets.Body(head).Bold(), widgets.Body(r.Text("finding")), widgets.Small(line))
	if v.d.page.readOnly() {
		return widgets.Inset(look.Gap, look.Gap, text)
	}
	edit := widgets.NewButton(widgets.Quiet, "", "edit", func() { v.edit(r, r.Text("type")) }).Compact()
	edit.Hint = words.T("standard.review.edit")
	bin := widgets.NewButton(widgets.Quiet, "", "trash", func() {
		p, id, of := v.d.page, r.ID, r.Ref("standard")
		p.change(func(ctx context.Context) error {
			return standards.DeleteReview(ctx, p.s.Store, p.s.Author, of, id)
		}, "standard.review.deleted")
	}).Compact()
	bin.Hint = words.T("standard.review.delete")
	plan := widgets.NewButton(widgets.Quiet, words.T("standard.review.followup"), "follow-up", func() { v.plan(r) }).Compact()
	return widgets.Inset(look.Gap, look.Gap, widgets.RowGrow(look.Gap, 0, text, plan, edit, bin))
}

// plan begins a follow-up from what a review found, and opens it.
func (v *reviews) plan(r data.Record) {
	s := v.d.page.s
	var id data.ID
	s.Change(func(ctx context.Context) (err error) {
		from := followup.Source{Kind: "review", ID: r.ID, Finding: r.Text("finding"), Period: followup.Year(r.Text("on")), Unit: r.Text("office")}
		id, err = followup.Begin(ctx, s.Store, s.Author, r.Scope, from, "")
		return err
	}, func() { s.Open(session.PageFollowUp, id) })
}

// edit opens the entry for a noted review, or a new one of a kind: of the
// standard in force.
func (v *reviews) edit(r data.Record, kind string) {
	v.editing, v.version = r.ID, r.Ref("standard")
	on := r.Text("on")
	if r.ID == data.NilID {
		v.version, on = v.now.sheet.Version.ID, v.d.page.today()
		if now := v.now.sheet.Service.Current(); now.ID != data.NilID {
			v.version = now.ID
		}
	}
	v.kind.Set(kind)
	v.on.SetValue(on)
	v.on.SetError("")
	v.finding.SetText(r.Text("finding"))
	v.finding.SetError("")
	v.result.Set(r.Text("result"))
	v.office.SetText(r.Text("office"))
	v.entry.Show()
	v.buttons.Hide()
	v.page.Refresh()
	v.scroll.Refresh()
	v.finding.Focus()
}

func (v *reviews) leave() {
	v.entry.Hide()
	widgets.ShowIf(v.buttons, !v.d.page.readOnly())
	v.page.Refresh()
	v.scroll.Refresh()
}

// save notes the review; what is wrong with it is said beside its field.
func (v *reviews) save() {
	if v.saving {
		return
	}
	v.saving = true
	v.on.Commit()
	v.on.SetError("")
	v.finding.SetError("")
	noted := standards.Review{Type: v.kind.ID(), On: v.on.Value(), Finding: v.finding.Text(), Result: v.result.ID(), Office: v.office.Text()}
	if v.on.Bad() {
		noted.On = ""
	}
	p, id, of, today := v.d.page, v.editing, v.version, v.d.page.today()
	var refused error
	p.s.Change(func(ctx context.Context) error {
		_, err := standards.SaveReview(ctx, p.s.Store, p.s.Author, of, id, noted, today)
		var said *data.Error
		if errors.As(err, &said) && (said.Code == "standards.review_date" || said.Code == "standards.review_finding") {
			refused, err = err, nil
		}
		if err != nil { // it may be tried again
			p.s.Do(func() { v.saving = false })
		}
		return err
	}, func() {
		v.saving = false
		switch {
		case refused == nil:
			v.leave()
			p.s.Toast(words.T("standard.review.saved"))
		case errors.Is(refused, &data.Error{Code: "standards.review_date"}):
			v.on.SetError(session.ErrorText(refused))
			v.on.Field().Focus()
		default:
			v.finding.SetError(session.ErrorText(refused))
			v.finding.Focus()
		}
		v.page.Refresh()
	})
}
