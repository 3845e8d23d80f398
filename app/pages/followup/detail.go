package followup

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/store"
)

// detail is the form of one action.
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
	status   *widgets.PickList
	why      *widgets.AutoField
	bin      *widgets.Button
	foreign  fyne.CanvasObject // a mission's, at headquarters
	evidence *bound.Evidence
	now      shown
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, s: p.s, title: widgets.Title(""), pill: widgets.NewStatusPill(widgets.Neutral, ""),
		due: widgets.NewStatusPill(widgets.Neutral, "").WithIcon("clock"), today: widgets.Small("").Whole(), source: widgets.Column(look.Gap)}
	f := bound.New(p.s, "followup.undo.edit")
	d.form = f
	f.Filter = d.firstEdit
	label := func(name string) string { return words.T("followup.field." + name) }
	line := func(name string) *widgets.AutoField { return f.Text(name, widgets.NewAutoField(label(name))) }
	area := func(name string, rows int) *widgets.AutoField {
		return f.Text(name, widgets.NewAutoArea(label(name), rows))
	}
	date := func(name string) *widgets.ParsedField {
		return f.Date(name, widgets.NewDateField(label(name), p.s.Now))
	}

	d.finding = area("finding", 2)
	action, output := line("action"), line("output")
	action.SetExample(words.T("followup.field.action.hint"))
	output.SetExample(words.T("followup.field.output.hint"))
	cause, detail := area("root_cause", 2), area("detail", 2)
	office, owner := line("office"), line("owner")
	start, due, done := date("start_on"), date("due_on"), date("done_on")

	d.status = widgets.NewChoice(label("status"), nil)
	var options []widgets.Option
	for _, s := range []string{followup.Planned, followup.Running, followup.Done, followup.Cancelled} {
		options = append(options, widgets.Option{ID: s, Text: words.T("followup.status." + s)})
	}
	d.status.SetOptions(options)
	f.Other("status", d.showStatus, func(on bool) {
		if on {
			d.status.Enable()
		} else {
			d.status.Disable()
		}
	})
	d.status.OnPicked = d.setStatus
	percent := f.Number("percent", widgets.NewNumberField(label("percent"), 0, 100))
	note, obstacle := area("progress_note", 2), area("obstacle", 2)
	d.why = area("reason", 2)
	d.evidence = bound.NewEvidence(p.s, "", "consultation.undo.evidence", "consultation.undo.evidence_delete")

	d.foreign = bound.ForeignNotice()
	d.bin = widgets.NewButton(widgets.Quiet, words.T("followup.delete"), "trash", d.remove)
	d.content = widgets.Page(
		widgets.Column(look.Gap, d.title, widgets.Wrapped(look.Gap, d.pill, d.due), d.source, d.foreign),
		widgets.NewCard(words.T("followup.card.finding"), nil, d.finding, action, output, bound.Columns(300, cause, detail)),
		widgets.NewCard(words.T("followup.card.who"), d.today, bound.Columns(300, office, owner), bound.Columns(180, start, due, done)),
		widgets.NewCard(words.T("followup.card.progress"), nil, bound.Columns(240, d.status, percent), d.why, note, obstacle),
		widgets.NewCard(words.T("followup.card.evidence"), nil, d.evidence.Strip, widgets.Small(words.T("followup.evidence.hint"))),
		widgets.Row(0, d.bin),
	)
	return d
}

// firstEdit gives a new action its status with the first field that is filled.
func (d *detail) firstEdit(_ string, e data.Edit) []data.Edit {
	if !d.page.fresh {
		return []data.Edit{e}
	}
	if e.Value.IsNull() {
		return nil
	}
	d.page.fresh = false
	return append(data.Create("followup", e.Record, e.Scope, map[string]data.Value{"status": data.TextValue(followup.Planned)}), e)
}

func (d *detail) day() string { return followup.Today(d.s.Now(), d.now.zone) }

func (d *detail) show(now shown) {
	d.now = now
	r := now.record
	row := Row(r, d.day())
	d.title.Set(row.Title)
	d.showPills(r)
	d.today.Set(words.T("followup.today", "Date", words.Date(d.day())))
	d.form.Show(r)
	d.evidence.KeepAll(r.Text("status") == followup.Done) // what shows that it is done stays
	d.evidence.Show(r, now.evidence)
	if r.Text("status") == followup.Cancelled || r.Text("reason") != "" {
		d.why.Show()
	} else {
		d.why.Hide()
	}
	d.showSource()
	foreign := bound.Foreign(d.s, r)
	readOnly := d.s.ReadOnly() || foreign
	d.form.Lock(readOnly)
	d.evidence.Lock(readOnly)
	if readOnly {
		d.bin.Hide()
	} else {
		d.bin.Show()
	}
	if foreign {
		d.foreign.Show()
	} else {
		d.foreign.Hide()
	}
	d.content.Refresh()
}

func (d *detail) showPills(r data.Record) {
	state := widgets.Neutral
	switch r.Text("status") {
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

func (d *detail) showSource() {
	d.source.RemoveAll()
	src := d.now.source
	switch {
	case src.ID == data.NilID:
		return
	case src.Deleted:
		d.source.Add(widgets.Small(words.T("followup.source.gone")))
		return
	}
	kind := src.Kind
	if key := "followup.source." + kind; words.Has(key) {
		kind = words.T(key)
	}
	text := words.T("followup.source") + ": " + kind
	if title := sourceTitle(src, d.now.whole); title != "" {
		text += " – " + title
	}
	line := widgets.Hint(text)
	if d.now.page == "" {
		d.source.Add(line)
		return
	}
	page, id := d.now.page, d.now.whole.ID
	if page == session.PageConsultation {
		id = src.ID // the page finds the tab of an input or agreement
	}
	d.source.Add(widgets.RowGrow(look.Gap, 0, line, widgets.NewButton(widgets.Quiet, words.T("followup.source.open"), "back", func() { d.s.Open(page, id) })))
}

// sourceTitle names the source in a line.
func sourceTitle(src, whole data.Record) string {
	title := func(r data.Record) string {
		if r.Kind == "evaluation" {
			return r.Text("unit") + " " + r.Text("period")
		}
		if k := data.KindOf(r.Kind); k != nil && k.Title != "" {
			return r.Text(k.Title)
		}
		return ""
	}
	text := title(src)
	if whole.ID != src.ID && whole.ID != data.NilID {
		if outer := title(whole); outer != "" {
			text += " (" + outer + ")"
		}
	}
	return text
}

func (d *detail) showStatus(r data.Record) {
	s := r.Text("status")
	if s == "" {
		s = followup.Planned
	}
	d.status.Set(s)
	d.status.SetError(bound.Clash(len(r.Conflicts["status"])))
}

// setStatus takes the action to a status. What that needs is said beside the
// field, and the status stays as it was.
func (d *detail) setStatus(status string) {
	d.form.Commit()
	id := d.now.record.ID
	if status == followup.Cancelled {
		back := func() { d.showStatus(d.form.Record()) }
		back()
		widgets.Ask(d.s.Window.Canvas(), widgets.Question{
			Title: words.T("followup.cancel.do"), Text: words.T("followup.cancel.say", "Title", d.title.Content()),
			Yes: words.T("followup.cancel.do"), Reason: words.T("followup.field.reason"),
		}, func(reason string) {
			d.change(id, status, func(r data.Record) []data.Edit { return []data.Edit{r.Set("reason", data.TextValue(reason))} })
		})
		return
	}
	d.change(id, status, nil)
}

// change reads the action as it is now, behind what was just saved, and writes
// the status by the rules.
func (d *detail) change(id data.ID, status string, with func(data.Record) []data.Edit) {
	day := d.day()
	var refused error
	d.s.Change(func(ctx context.Context) error {
		r, err := d.s.Store.Get(ctx, "followup", id)
		if errors.Is(err, data.ErrNotFound) {
			r, err = data.Record{Kind: "followup", ID: id}, nil
		}
		if err != nil {
			return err
		}
		evidence, err := d.s.Store.Count(ctx, store.Query{Kind: "attachment", Parent: id})
		if err != nil {
			return err
		}
		var edits []data.Edit
		checked := r
		if with != nil {
			edits = with(r)
			checked.Fields = map[string]data.Value{}
			for name, v := range r.Fields {
				checked.Fields[name] = v
			}
			for _, e := range edits {
				checked.Fields[e.Field] = e.Value
			}
		}
		more, err := followup.SetStatus(checked, status, evidence, day)
		if err != nil {
			refused = err
			return nil
		}
		_, err = d.s.Store.Write(ctx, data.Action{Author: d.s.Author, Label: "followup.undo.status", Edits: append(edits, more...)})
		return err
	}, func() {
		if refused != nil && d.now.record.ID == id {
			d.showStatus(d.form.Record())
			d.status.SetError(session.ErrorText(refused))
			d.content.Refresh()
			return
		}
		d.page.fresh = false
	})
}

func (d *detail) remove() {
	r := d.form.Record()
	if d.page.fresh {
		d.page.close()
		return
	}
	d.s.Write("followup.undo.delete", []data.Edit{r.Delete()}, func() {
		d.s.Toast(words.T("followup.deleted"))
		d.page.close()
		d.page.reloadList()
	})
}
