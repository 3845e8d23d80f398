package outreach

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/pages/related"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/outreach"
	"pinisi/data/report"
)

// detail is one activity.
type detail struct {
	page     *Page
	s        *session.Session
	content  fyne.CanvasObject
	head     *bound.Head
	scroll   *widgets.FollowFocus
	body     fyne.CanvasObject
	form     *bound.Form
	services *bound.ServicesPick
	files    *bound.Evidence
	link     *widgets.AutoField
	offers   *fyne.Container // the mission's own ways to complain
	around   *complaints
	related  *related.Card
	held     fyne.CanvasObject // "was it held?"
	remove   *widgets.Button
	now      *snapshot
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, s: p.s, now: &snapshot{}}
	papers := documents.New(p.s, documents.OfOutreach, func() report.Request {
		d.commit()
		return report.Request{Period: year(d.now.record, p.today(d.now.record.Scope)), Scope: d.now.record.Scope}
	})
	d.head = bound.NewHead(p.s, papers.Content)
	d.related = related.New(p.s)
	d.around = newComplaints(d)
	d.body = widgets.Page(d.fields()...)
	d.scroll = widgets.NewFollowFocus(d.body)
	d.content = bound.Under(widgets.Column(0, d.head.Content, widgets.Divider()), container.NewStack(d.scroll))
	return d
}

// year is the period of the documents of an activity.
func year(r data.Record, today string) string {
	if on := r.Text("held_on"); len(on) >= 4 {
		return on[:4]
	}
	return today[:4]
}

func (d *detail) fields() []fyne.CanvasObject {
	f := bound.New(d.s, "outreach.undo.edit")
	d.form = f
	label := func(name string) string { return words.T("kinds.outreach." + name) }
	line := func(name string) *widgets.AutoField { return f.Text(name, widgets.NewAutoField(label(name))) }
	area := func(name string, rows int) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoArea(label(name), rows))
		w.SetExample(words.T("outreach." + name + "_example"))
		return w
	}
	var statuses []widgets.Option
	for _, id := range []string{outreach.Planned, outreach.Held, outreach.Cancelled} {
		statuses = append(statuses, widgets.Option{ID: id, Text: words.T("outreach.status." + id)})
	}
	status := f.Pick("status", widgets.NewChoice(label("status"), statuses))
	channel := f.Pick("channel", widgets.NewPickList(label("channel"), channelOptions()))
	from := f.Date("held_on", widgets.NewDateField(label("held_on"), d.s.Now))
	until := f.Date("until_on", widgets.NewDateField(label("until_on"), d.s.Now))
	until.Field().SetHint(words.T("outreach.until_hint"))
	var audience []widgets.Option
	for _, id := range data.Unsur {
		audience = append(audience, widgets.Option{ID: id, Text: words.T("consultation.unsur." + id)})
	}
	reach := f.Number("reach", widgets.NewNumberField(label("reach"), 0, 1_000_000_000))
	reach.Field().SetHint(words.T("outreach.reach_hint"))
	how := line("reach_how")
	how.SetExample(words.T("outreach.reach_how_example"))
	place := line("place")
	place.SetExample(words.T("outreach.place_example"))
	d.services = f.Services("services", label("services"))
	d.files = bound.NewEvidence(d.s, words.T("outreach.files"), "outreach.undo.file", "outreach.undo.file_remove")

	var told []widgets.Option
	channels, _ := data.Complaint.Field("channel")
	for _, id := range channels.Choices {
		told = append(told, widgets.Option{ID: id, Text: words.Capital(words.T("kinds.complaint.channel." + id))})
	}
	named := f.Picks("complaint_channels", widgets.NewMultiPick(label("complaint_channels"), told))
	d.link = line("complaint_link")
	d.link.SetExample(words.T("outreach.complaint_link_example"))
	d.offers = widgets.Wrapped(look.Gap)
	lodge := widgets.NewButton(widgets.Plain, words.T("outreach.complain"), "complaint", func() { d.s.New(session.PageComplaint) }).Compact()
	widgets.ShowIf(lodge, !d.s.ReadOnly())

	yes := widgets.NewButton(widgets.Primary, words.T("outreach.was_held"), "check", func() { d.set(outreach.Held) }).Compact()
	no := widgets.NewButton(widgets.Plain, words.T("outreach.was_cancelled"), "", func() { d.set(outreach.Cancelled) }).Compact()
	d.held = bound.Tinted(look.SeaTint, widgets.Inset(look.Roomy, look.Gap, widgets.RowGrow(look.Gap, 0, widgets.Body(words.T("outreach.passed_ask")), no, yes)))
	d.remove = widgets.NewButton(widgets.Danger, words.T("outreach.delete"), "trash", d.delete)
	return []fyne.CanvasObject{
		d.held,
		widgets.NewCard(words.T("outreach.card.activity"), nil, line("title"),
			bound.Columns(220, status, channel), bound.Columns(220, from, until), bound.Columns(220, place, line("unit"))),
		widgets.NewCard(words.T("outreach.card.audience"), nil, f.Picks("audience", widgets.NewMultiPick(label("audience"), audience)),
			bound.Columns(220, reach, how), d.services.Object),
		widgets.NewCard(words.T("outreach.card.told"), nil, area("message", 3), area("material", 2), d.files.Strip),
		widgets.NewCard(words.T("outreach.card.complaints"), lodge, named, d.link, d.offers),
		d.around.card,
		widgets.NewCard(words.T("kinds.outreach.result"), nil, area("result", 3)),
		d.related.Content,
		widgets.Row(0, d.remove),
	}
}

func (d *detail) commit() { d.form.Commit() }

func (d *detail) close() { d.related.Close() }

func (d *detail) show(now *snapshot) {
	d.now = now
	r := now.record
	today := d.page.today(r.Scope)
	row := Row(r, today)
	d.head.Show(r, row, row.Line)
	off := d.page.readOnly(r)
	d.services.Offer(now.services)
	d.form.Show(r)
	d.form.Lock(off)
	d.files.Show(r, now.files)
	d.files.Lock(off)
	d.showOffers(off)
	d.around.show(now)
	d.related.Show(r)
	widgets.ShowIf(d.held, !off && row.State == widgets.Wait)
	widgets.ShowIf(d.remove, !off)
	d.body.Refresh()
	d.scroll.Refresh()
	d.content.Refresh()
}

// showOffers puts the mission's own ways to complain under the address, to be
// taken with a click.
func (d *detail) showOffers(off bool) {
	d.offers.Objects = nil
	for _, line := range d.now.channels() {
		if off || strings.Contains(d.now.record.Text("complaint_link"), line) {
			continue
		}
		d.offers.Add(widgets.NewButton(widgets.Plain, "+ "+line, "", func() { d.take(line) }).Compact())
	}
	if len(d.now.channels()) == 0 && !off {
		d.offers.Add(widgets.Small(words.T("outreach.no_channels")).Whole())
	}
	widgets.ShowIf(d.offers, len(d.offers.Objects) > 0)
	d.offers.Refresh()
}

// take adds one of the mission's ways to complain to the address.
func (d *detail) take(line string) {
	d.commit()
	r := d.now.record
	text := strings.TrimSpace(d.link.Text())
	if text != "" {
		text += "; "
	}
	d.s.Write("outreach.undo.edit", []data.Edit{r.Set("complaint_link", data.TextValue(text+line))}, nil)
}

func (d *detail) set(status string) {
	d.s.Write("outreach.undo.edit", []data.Edit{d.now.record.Set("status", data.TextValue(status))}, nil)
}

func (d *detail) delete() {
	r := d.now.record
	widgets.Ask(d.s.Window.Canvas(), widgets.Question{Title: words.T("outreach.delete.title"), Yes: words.T("outreach.delete"), Grave: true,
		Text: words.T("outreach.delete.hint", "Title", r.Text("title"))}, func(string) {
		d.s.Write("outreach.undo.delete", []data.Edit{r.Delete()}, func() { d.s.Offer(words.T("outreach.delete.done"), d.s.Undo) })
	})
}
