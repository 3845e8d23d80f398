package complaint

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	followpage "pinisi/app/pages/followup"
	"pinisi/app/pages/related"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/setup"
)

// detail is the form of one complaint, in the order in which it is taken down
// and then dealt with.
type detail struct {
	page    *Page
	s       *session.Session
	content fyne.CanvasObject
	form    *bound.Form
	now     shown

	head, sub *widgets.Text
	pill, due *widgets.StatusPill
	clash     *widgets.Button
	foreign   fyne.CanvasObject
	title     *widgets.AutoField
	service   *widgets.PickList
	limit     *widgets.PickList
	dates     map[string]*widgets.ParsedField
	inside    []fyne.CanvasObject // what a secret complaint hides
	reporter  fyne.CanvasObject
	notNamed  *widgets.Text
	veil      fyne.CanvasObject // stands where they do
	unveiled  data.ID           // the secret complaint whose content was asked for
	clocks    *fyne.Container
	sources   *widgets.Text
	evidence  *bound.Evidence
	followups *fyne.Container
	lead      fyne.CanvasObject
	copied    *widgets.Text // that a secret text is not
	related   *related.Card
	bin       *widgets.Button
	begun     *fyne.Container // what only a stored complaint has
	choosing  session.Slot
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, s: p.s, dates: map[string]*widgets.ParsedField{}}
	d.head, d.sub = widgets.Title(""), widgets.Hint("")
	d.pill, d.due = widgets.NewStatusPill(widgets.Neutral, ""), widgets.NewStatusPill(widgets.Neutral, "").WithIcon("clock")
	d.clash = widgets.NewButton(widgets.Quiet, words.T("complaint.clash"), "conflict", func() { d.s.Open(session.PageSync, d.now.record.ID) }).Compact()
	d.foreign = bound.ForeignNotice()
	f := bound.New(p.s, "complaint.undo.edit")
	d.form = f
	f.Filter = d.allow
	label := func(name string) string { return words.T("kinds.complaint." + name) }
	line := func(name string) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoField(label(name)))
		if key := "complaint.example." + name; words.Has(key) {
			w.SetExample(words.T(key))
		}
		return w
	}
	area := func(name string, rows int) *widgets.AutoField {
		return f.Text(name, widgets.NewAutoArea(label(name), rows))
	}
	date := func(name string) *widgets.ParsedField {
		d.dates[name] = f.Date(name, widgets.NewDateField(label(name), p.s.Now))
		return d.dates[name]
	}
	pick := func(name string) *widgets.PickList {
		return f.Pick(name, widgets.NewPickList(label(name), choices(name)))
	}
	check := func(name string) *widget.Check {
		return f.Check(name, widget.NewCheck(words.T("complaint.mark."+name), nil))
	}
	d.title = line("title")
	text := area("text", 4)
	received, channel, class := date("received_on"), pick("channel"), pick("class")
	d.service = f.Pick("service", widgets.NewPickList(label("service"), nil))
	unit, number, category := line("unit"), line("tracking_id"), line("category")
	var components []widgets.Option
	for i, name := range data.StandardComponents {
		components = append(components, widgets.Option{ID: words.Count(i + 1), Text: words.T("kinds.standard." + name)})
	}
	component := f.PickNumber("standard_component", widgets.NewPickList(label("standard_component"), components))
	anonymous, secret := check("anonymous"), check("secret")
	d.reporter = bound.Columns(240, line("reporter"), line("contact"))
	d.notNamed = widgets.Hint(words.T("complaint.anonymous_hint"))

	status := pick("status")
	d.limit = f.Pick("limit", widgets.NewPickList(label("limit"), nil))
	dates := bound.Columns(160, date("verified_on"), date("passed_on"), date("answered_on"), date("last_reply_on"), date("closed_on"))
	response, reason := area("response", 3), area("closed_reason", 1)
	rating := f.Number("rating", widgets.NewNumberField(label("rating"), 0, 5))
	count := f.Number("followup_count", widgets.NewNumberField(label("followup_count"), 0, 9999))
	agency := line("agency")
	d.clocks, d.sources = widgets.Column(look.Gap), widgets.Small("")
	d.evidence = bound.NewEvidence(p.s, words.T("complaint.evidence"), "consultation.undo.evidence", "consultation.undo.evidence_delete")
	d.followups = widgets.Column(look.Tight)
	d.lead = widgets.Wrapped(look.Gap,
		widgets.NewButton(widgets.Plain, words.T("complaint.lead.followup"), "follow-up", d.planFollowUp),
		widgets.NewButton(widgets.Plain, words.T("complaint.lead.topic"), "consultation", d.askTopic),
		widgets.NewButton(widgets.Plain, words.T("complaint.lead.indicator"), "evaluation", d.askIndicator))
	d.related = related.New(p.s)
	d.bin = widgets.NewButton(widgets.Quiet, words.T("complaint.delete"), "trash", d.remove)

	contents := widgets.Column(look.Roomy, d.title, text)
	answer := widgets.Column(look.Roomy, response, reason)
	reporting := widgets.Column(look.Gap, d.reporter)
	d.inside = []fyne.CanvasObject{contents, answer, reporting}
	d.veil = bound.Tinted(look.Shade, widgets.Inset(look.Roomy, look.Gap, widgets.RowGrow(look.Gap, 1, widgets.NewIcon("lock", look.Quiet, 18),
		widgets.Body(words.T("complaint.secret_hint")), widgets.NewButton(widgets.Plain, words.T("complaint.unveil"), "", d.unveil).Compact())))
	card := func(name string, parts ...fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewCard(words.T("complaint.card."+name), nil, parts...)
	}
	d.copied = widgets.Small(words.T("complaint.leads_hint"))
	d.begun = widgets.Column(look.Roomy,
		card("leads", d.copied, d.lead, d.followups),
		d.related.Content, widgets.Row(0, d.bin))
	d.content = widgets.Page(
		widgets.Column(look.Gap, d.head, widgets.Wrapped(look.Gap, d.pill, d.due, d.clash), d.sub, d.foreign),
		card("what", d.veil, contents, bound.Columns(160, received, channel, class), bound.Columns(240, d.service, unit),
			widgets.Column(0, anonymous, secret), reporting, d.notNamed, bound.Columns(160, number, category, component)),
		card("handling", bound.Columns(200, status, d.limit), dates, d.clocks, d.sources, answer, bound.Columns(160, agency, count, rating), d.evidence.Strip),
		d.begun,
	)
	return d
}

// allow holds what a field is about to save to the rules, and writes along what
// follows from it. A new complaint gets what it was begun with along with the
// first field that is filled.
func (d *detail) allow(name string, e data.Edit) []data.Edit {
	if d.page.fresh && e.Value.IsNull() {
		return nil
	}
	r := d.form.Record()
	if field := d.dates[name]; field != nil {
		if on := e.Value.String(); on > d.now.book.Today {
			field.SetError(words.T("complaint.future", "Today", words.Date(d.now.book.Today)))
			return nil
		}
		field.SetError("")
	}
	edits := []data.Edit{e}
	switch value := e.Value.String(); {
	case name == "status" && value == complain.Done && r.Text("closed_on") == "":
		edits = append(edits, r.Set("closed_on", data.TextValue(d.now.book.Today)))
	case name == "closed_on" && value != "" && complain.Open(r):
		edits = append(edits, r.Set("status", data.TextValue(complain.Done)))
	case name == "answered_on" && value != "" && complain.Open(r) && r.Text("status") != complain.Processing:
		edits = append(edits, r.Set("status", data.TextValue(complain.Processing)))
	}
	if !d.page.fresh {
		return edits
	}
	d.page.fresh = false
	fields := map[string]data.Value{}
	for name, v := range r.Fields {
		fields[name] = v
	}
	for _, e := range edits {
		delete(fields, e.Field)
	}
	return append(data.Create("complaint", e.Record, e.Scope, fields), edits...)
}

// begin shows the form of a new complaint: received today, at the counter.
func (d *detail) begin() {
	scope := bound.OwnScope(d.s)
	now := &shown{book: d.page.all.books[scope]}
	if now.book.Today == "" {
		now.book.Today = setup.Today(d.s.Now(), scope)
	}
	now.record = data.Record{Kind: "complaint", ID: d.page.open, Scope: scope, Seen: data.Seen{}, Fields: map[string]data.Value{
		"received_on": data.TextValue(now.book.Today), "channel": data.TextValue("counter"), "class": data.TextValue("complaint"), "status": data.TextValue(complain.Processing),
	}}
	d.show(now)
}

// hide veils what a secret complaint says again.
func (d *detail) hide() { d.unveiled = data.NilID }

func (d *detail) unveil() {
	d.unveiled = d.now.record.ID
	d.veils(d.now.record)
	d.content.Refresh()
}

// veils shows what may be seen on the complaint's own page.
func (d *detail) veils(r data.Record) {
	secret := r.Withheld("text", data.OnScreen)
	open := !secret || d.unveiled == r.ID
	for _, o := range d.inside {
		widgets.ShowIf(o, open)
	}
	widgets.ShowIf(d.veil, !open)
	widgets.ShowIf(d.copied, secret)
	widgets.ShowIf(d.inside[2], open && !r.Bool("anonymous"))
	widgets.ShowIf(d.notNamed, r.Bool("anonymous"))
	if open && r.Text("title") != "" {
		d.head.Set(r.Text("title"))
	} else {
		d.head.Set(complain.Title(words.Now(), r, data.OnScreen))
	}
}

func (d *detail) show(now *shown) {
	r := now.record
	if !d.page.fresh && r.Withheld("text", data.OnScreen) && d.now.record.ID == r.ID && !d.now.record.Withheld("text", data.OnScreen) {
		d.unveiled = r.ID // it became secret under the eyes of who writes it
	}
	d.now = *now
	d.service.SetOptions(bound.Services(now.offered, []string{r.Text("service")}))
	d.showLimits(now.book, r)
	d.form.Show(r)
	d.veils(r)
	if d.page.fresh {
		d.head.Set(words.T("complaint.new"))
	}
	d.pill.Set(statusState(r), statusWord(r))
	next, due := now.book.Next(r)
	due = due && !d.page.fresh
	if due {
		d.due.Set(clockState(next), next.Say(words.Now()))
	}
	widgets.ShowIf(d.due, due)
	widgets.ShowIf(d.clash, len(r.Conflicts) > 0)
	var sub []string
	if d.s.Headquarters() {
		sub = append(sub, bound.MissionName(r.Scope))
	}
	if batch := r.Text("batch"); batch != "" {
		sub = append(sub, words.T("complaint.from_file", "File", batch))
	}
	d.sub.Set(strings.Join(sub, " · "))
	widgets.ShowIf(d.sub, len(sub) > 0)
	d.showClocks(now.book, r)
	d.evidence.Show(r, now.evidence)
	d.followups.Objects = nil
	followpage.Lines(d.s, d.followups, now.followups, now.book.Today, func(data.Record) string { return "" })
	foreign := bound.Foreign(d.s, r)
	locked := d.s.ReadOnly() || foreign
	d.form.Lock(locked)
	d.evidence.Lock(locked || d.page.fresh)
	widgets.ShowIf(d.foreign, foreign)
	widgets.ShowIf(d.lead, !locked)
	widgets.ShowIf(d.bin, !locked)
	widgets.ShowIf(d.begun, !d.page.fresh)
	if !d.page.fresh {
		d.related.Show(r)
	}
	d.content.Refresh()
	d.page.scroll.Refresh()
}

// showLimits offers the completion limits; blank is that of the class.
func (d *detail) showLimits(b complain.Book, r data.Record) {
	var options []widgets.Option
	for _, c := range b.Completion {
		options = append(options, widgets.Option{ID: c.Code, Text: c.Name.In(words.Now().Lang()), Detail: words.T("complaint.limit_days", "N", c.Days)})
	}
	d.limit.SetOptions(options)
}

// showClocks tells each limit with its state, and whose the limits are.
func (d *detail) showClocks(b complain.Book, r data.Record) {
	d.clocks.Objects = nil
	assumed := false
	for _, c := range b.Clocks(r) {
		assumed = assumed || c.Assumed
		d.clocks.Add(widgets.RowGrow(look.Gap, 1, widgets.NewStatusPill(clockState(c), clockWord(c)).WithIcon("clock"), widgets.Body(c.Say(words.Now()))))
	}
	text := ""
	if len(d.clocks.Objects) > 0 {
		text = b.Info.Source.In(words.Now().Lang())
		if b.Info.Ours {
			text = words.T("complaint.limits_ours") + " " + text
		}
		if assumed && b.ByClassOurs {
			text += " " + words.T("complaint.limit_assumed")
		}
	}
	d.sources.Set(text)
	widgets.ShowIf(d.sources, text != "")
	widgets.ShowIf(d.clocks, len(d.clocks.Objects) > 0)
}

// remove deletes the complaint; undo brings it back.
func (d *detail) remove() {
	r := d.now.record
	d.page.close()
	d.s.Write("complaint.undo.delete", []data.Edit{r.Delete()}, func() { d.s.Offer(words.T("complaint.deleted"), d.s.Undo) })
}
