package followup

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/related"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/setup"
)

// detail is the form of one action: Temuan, Rencana, Pelaksanaan, Verifikasi.
type detail struct {
	page     *Page
	s        *session.Session
	content  fyne.CanvasObject
	form     *bound.Form
	title    *widgets.Text
	pill     *widgets.StatusPill
	due      *widgets.StatusPill
	today    *widgets.Text
	source   *fyne.Container
	finding  *widgets.AutoField
	percent  *widgets.ParsedField
	dates    map[string]*widgets.ParsedField
	status   *widgets.PickList
	why      *widgets.AutoField
	verified *widgets.Text // that it can be verified only when done
	bin      *widgets.Button
	foreign  fyne.CanvasObject // a mission's, at headquarters
	evidence *bound.Evidence
	related  *related.Card
	now      shown
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, s: p.s, title: widgets.Title(""), pill: widgets.NewStatusPill(widgets.Neutral, ""),
		due: widgets.NewStatusPill(widgets.Neutral, "").WithIcon("clock"), today: widgets.Small("").Whole(), source: widgets.Column(look.Tight),
		dates: map[string]*widgets.ParsedField{}, verified: widgets.Hint(words.T("followup.verify.later"))}
	f := bound.New(p.s, "followup.undo.edit")
	d.form = f
	f.Filter = d.allow
	label := func(name string) string { return words.T("followup.field." + name) }
	line := func(name string) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoField(label(name)))
		if key := "followup.field." + name + ".hint"; words.Has(key) {
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

	d.finding = area("finding", 2)
	d.status = widgets.NewChoice(label("status"), nil)
	f.Other("status", d.showStatus, func(on bool) {
		if on {
			d.status.Enable()
		} else {
			d.status.Disable()
		}
	})
	d.status.OnPicked = d.setStatus
	cause := area("root_cause", 2)
	action, more, output := line("action"), area("detail", 2), line("output")
	office, executor, owner := line("office"), line("executor"), line("owner")
	start, due := date("start_on"), date("due_on")
	period, unit := line("period"), line("unit")
	resources := area("resources", 1)
	d.percent = f.Number("percent", widgets.NewNumberField(label("percent"), 0, 100))
	d.why = area("reason", 2)
	note, obstacle := area("progress_note", 2), area("obstacle", 2)
	done := date("done_on")
	verifier, verified := line("verifier"), date("verified_on")
	d.evidence = bound.NewEvidence(p.s, words.T("followup.card.evidence"), "consultation.undo.evidence", "consultation.undo.evidence_delete")

	d.foreign = bound.ForeignNotice()
	d.bin = widgets.NewButton(widgets.Quiet, words.T("followup.delete"), "trash", d.remove)
	card := func(name string, aside fyne.CanvasObject, parts ...fyne.CanvasObject) fyne.CanvasObject {
		return widgets.NewCard(words.T("followup.card."+name), aside, parts...)
	}
	d.related = related.New(p.s)
	d.content = widgets.Page(
		widgets.Column(look.Gap, d.title, widgets.Wrapped(look.Gap, d.pill, d.due), d.source, d.foreign),
		card("finding", nil, d.finding, cause),
		card("plan", d.today, action, more, output, bound.Columns(240, office, executor), bound.Columns(180, start, due, period),
			bound.Columns(240, unit, owner), resources),
		card("progress", nil, bound.Columns(180, d.status, d.percent, done), d.why, note, obstacle,
			d.evidence.Strip, widgets.Small(words.T("followup.evidence.hint"))),
		card("verify", nil, d.verified, bound.Columns(240, verifier, verified)),
		d.related.Content, widgets.Row(0, d.bin),
	)
	return d
}

// allow holds what a field is about to save to the rules. A new action gets its
// status, and what it was begun with, along with the first field that is filled.
func (d *detail) allow(name string, e data.Edit) []data.Edit {
	if d.page.fresh && e.Value.IsNull() {
		return nil
	}
	r := d.form.Record()
	edits := []data.Edit{e}
	if field := d.dates[name]; field != nil {
		if err := followup.CheckDate(r, name, e.Value.String(), d.day()); err != nil {
			d.refuse(field, name, err)
			return nil
		}
		d.dates["start_on"].SetError("")
		d.dates["due_on"].SetError("")
		field.SetError("")
	}
	if name == "percent" {
		more, err := followup.SetPercent(r, e.Value, d.day())
		if err != nil {
			d.refuse(d.percent, name, err)
			return nil
		}
		d.percent.SetError("")
		edits = append(edits, more[1:]...) // the first is e itself, by what this form had seen
	}
	if !d.page.fresh {
		return edits
	}
	d.page.fresh = false
	fields := map[string]data.Value{"status": data.TextValue(followup.Planned)}
	for name, v := range r.Fields {
		fields[name] = v
	}
	for _, e := range edits {
		delete(fields, e.Field)
	}
	return append(data.Create("followup", e.Record, e.Scope, fields), edits...)
}

// refuse puts back what a field had, and says why.
func (d *detail) refuse(field *widgets.ParsedField, name string, err error) {
	field.SetValue(d.form.Record().Text(name))
	field.SetError(say(err))
	d.content.Refresh()
}

func (d *detail) day() string { return setup.Today(d.s.Now(), d.now.scope) }

// begin shows a new action of which nothing is written yet.
func (d *detail) begin(fields map[string]data.Value) {
	d.show(shown{record: data.Record{Kind: "followup", ID: d.page.open, Fields: fields}, scope: bound.OwnScope(d.s)})
}

func (d *detail) show(now shown) {
	if now.record.ID != d.now.record.ID {
		for _, field := range d.dates {
			field.SetError("")
		}
		d.percent.SetError("")
		d.status.SetError("")
	}
	d.now = now
	r := now.record
	d.title.Set(title(r))
	d.showPills(r)
	d.today.Set(words.T("followup.today", "Date", words.Date(d.day())))
	d.form.Show(r)
	widgets.ShowIf(d.related.Content, !d.page.fresh)
	if !d.page.fresh {
		d.related.Show(r)
	}
	d.percent.Field().SetHint("")
	if followup.FullNotDone(r) {
		d.percent.Field().SetHint(words.T("followup.full_not_done"))
	}
	done := followup.Status(r) == followup.Done
	d.evidence.KeepAll(done) // what shows that it is done stays
	d.evidence.Show(r, now.evidence)
	widgets.ShowIf(d.why, followup.Status(r) == followup.Cancelled || r.Text("reason") != "")
	widgets.ShowIf(d.verified, !done)
	d.showSource()
	foreign := bound.Foreign(d.s, r)
	readOnly := d.s.ReadOnly() || foreign || followup.Status(r) == followup.Carried
	d.form.Lock(readOnly)
	d.evidence.Lock(readOnly)
	widgets.ShowIf(d.bin, !d.s.ReadOnly() && !foreign)
	widgets.ShowIf(d.foreign, foreign)
	d.content.Refresh()
}

func (d *detail) showPills(r data.Record) {
	state := widgets.Neutral
	switch followup.Status(r) {
	case followup.Done:
		state = widgets.Good
	case followup.Running:
		state = widgets.Wait
	}
	d.pill.Set(state, statusWord(r))
	due, word := dueWord(r, d.day())
	if kind, _ := followup.DueOf(r, d.day()); kind == followup.Closed || kind == followup.NoDate {
		word = ""
	} else if kind == followup.InTime {
		word = words.T("followup.due.on", "Date", word)
	}
	d.due.Set(due, word)
}

// showSource says where the action comes from and what it goes on with; each
// line leads there.
func (d *detail) showSource() {
	d.source.RemoveAll()
	link := func(icon, text string, open func()) {
		d.source.Add(widgets.Row(0, widgets.NewButton(widgets.Quiet, text, icon, open).Compact()))
	}
	r, src := d.now.record, d.now.source
	switch {
	case src.ID == data.NilID:
	case src.Deleted:
		d.source.Add(widgets.Small(words.T("followup.source.gone")))
	default:
		text := words.T("followup.source.from", "Source", sourceTitle(src, d.now.whole, r.Text("source_part")))
		if d.now.page == "" {
			d.source.Add(widgets.Hint(text))
			break
		}
		page, id := d.now.page, d.now.whole.ID
		if page == session.PageConsultation {
			id = src.ID // the page finds the tab of an input or agreement
		}
		link("back", text, func() { d.s.Open(page, id) })
	}
	period := func(r data.Record) string { return "“" + title(r) + "” (" + followup.Period(r) + ")" }
	if before := d.now.before; before.ID != data.NilID {
		link("undo", words.T("followup.carried.from", "Title", period(before)), func() { d.page.openRecord(before.ID) })
	}
	if after := d.now.after; after.ID != data.NilID {
		link("upload", words.T("followup.carried.to", "Title", period(after)), func() { d.page.openRecord(after.ID) })
	}
}

func (d *detail) showStatus(r data.Record) {
	s := followup.Status(r)
	var options []widgets.Option
	for _, id := range statuses {
		if id != followup.Carried || s == id {
			options = append(options, widgets.Option{ID: id, Text: words.T("followup.status." + id)})
		}
	}
	d.status.SetOptions(options)
	d.status.Set(s)
	d.status.SetError(bound.Clash(len(r.Conflicts["status"])))
}

// setStatus takes the action to a status. What that needs is said beside the
// field, and the status stays as it was.
func (d *detail) setStatus(status string) {
	d.form.Commit()
	r := d.now.record
	refused := func(err error) {
		if err == nil {
			d.page.fresh = false
			return
		}
		if d.now.record.ID == r.ID {
			d.showStatus(d.form.Record())
			d.status.SetError(say(err))
			d.content.Refresh()
		}
	}
	if status == followup.Cancelled {
		d.showStatus(d.form.Record())
		d.page.askReason(r, func(reason string) { d.page.setStatus(r.ID, status, because(reason), refused) })
		return
	}
	var with func(data.Record) []data.Edit
	if d.page.fresh { // what it was begun with
		with = func(now data.Record) []data.Edit { return data.Create("followup", now.ID, now.Scope, r.Fields) }
	}
	d.page.setStatus(r.ID, status, with, refused)
}

func (d *detail) remove() {
	r := d.form.Record()
	if d.page.fresh {
		d.page.leaveDetail()
		return
	}
	d.s.Write("followup.undo.delete", []data.Edit{r.Delete()}, func() {
		d.s.Toast(words.T("followup.deleted"))
		d.page.leaveDetail()
		d.page.reloadList()
	})
}
