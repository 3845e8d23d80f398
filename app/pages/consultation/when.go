package consultation

import (
	"cmp"
	"context"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

// when is date, start, end and zone of a consultation. What is stored are two
// moments and the zone's name, so each of these fields may change both.
type when struct {
	d                *detail
	content          fyne.CanvasObject
	date, start, end *widgets.ParsedField
	zone             *widgets.PickList
	note             *widgets.Text
	rec              data.Record
	local            string
	undo             string             // label
	of               func() data.Record // of a session: its consultation; nil for a consultation itself
	locked           func() bool
	days             int // between the day of the start and that of the end
	storing          int // writes under way: what was read before them is old
}

// usualStart is proposed with the date, and seen before it counts.
const usualStart = "09:00"

func newWhen(d *detail) *when {
	w := &when{d: d, note: widgets.Small(""), undo: "consultation.undo.edit", locked: d.locked}
	label := func(name string) string { return words.T("consultation.field." + name) }
	w.date = widgets.NewDateField(label("date"), d.s.Now)
	w.start, w.end = widgets.NewTimeField(label("start")), widgets.NewTimeField(label("end"))
	w.zone = widgets.NewChoice(label("zone"), zones(d.s.Now()))
	w.date.OnCommit = func(widgets.Edit) {
		switch {
		case w.date.Value() == "":
			w.start.SetValue("")
			w.end.SetValue("")
		case w.start.Value() == "":
			w.start.SetValue(usualStart)
		}
		w.store()
	}
	w.start.OnCommit = func(widgets.Edit) { w.store() }
	w.end.OnCommit = func(widgets.Edit) { w.store() }
	w.zone.OnPicked = func(string) { w.store() }
	for _, f := range []*widgets.ParsedField{w.date, w.start, w.end} {
		f.Field().OnConflict = func() { d.s.Open(session.PageSync, w.rec.ID) }
	}
	w.content = widgets.Column(look.Gap, bound.Columns(150, w.date, w.start, w.end, w.zone), w.note)
	return w
}

func (w *when) show(r data.Record, local string) {
	if r.ID == w.rec.ID && w.storing > 0 { // what was typed meanwhile stays; read anew after the last write
		return
	}
	if r.ID != w.rec.ID {
		w.date.SetValue("")
	}
	w.rec, w.local = r, local
	t := consult.When(r, local)
	if w.of != nil {
		t = consult.WhenSession(r, w.of(), local)
	}
	clock := func(at time.Time) string {
		if at.IsZero() {
			return ""
		}
		return at.Format("15:04")
	}
	if !t.Start.IsZero() {
		w.date.SetValue(t.Start.Format(time.DateOnly))
		w.start.SetValue(clock(t.Start))
	} else if w.date.Value() == "" {
		w.start.SetValue("")
	}
	w.end.SetValue(clock(t.End))
	w.days = 0
	if !t.Start.IsZero() && !t.End.IsZero() {
		w.days = int(midnight(t.End).Sub(midnight(t.Start)).Hours() / 24)
	}
	w.zone.Set(w.zoneOf(r))
	w.date.Field().SetConflict(len(r.Conflicts["starts_at"]))
	w.end.Field().SetConflict(len(r.Conflicts["ends_at"]))
	clash := len(r.Conflicts["starts_at"])+len(r.Conflicts["ends_at"])+len(r.Conflicts["zone"]) > 0
	for _, f := range []interface {
		Enable()
		Disable()
	}{w.date, w.start, w.end, w.zone} {
		if clash || w.locked() { // decided with both values in view, not here
			f.Disable()
		} else {
			f.Enable()
		}
	}
	note := ""
	switch {
	case t.ZoneMistaken:
		note = words.T("consultation.when.unknown")
	case !t.LocalStart.IsZero():
		note = words.T("consultation.when.here", "Zone", t.LocalZone, "Time", here(t))
	}
	if w.days > 0 {
		if note != "" {
			note += " · "
		}
		note += words.T("consultation.when.ends_on", "On", words.Now().Date(t.End))
	}
	w.note.Set(note)
	widgets.ShowIf(w.note, note != "")
}

// zoneOf is the zone that the clocks of a record are in.
func (w *when) zoneOf(r data.Record) string {
	of := ""
	if w.of != nil {
		of = w.of().Text("zone")
	}
	return cmp.Or(r.Text("zone"), of, w.local)
}

// store writes what the fields say together. What they do not say yet, or
// wrongly, is said beside the field and stays there.
func (w *when) store() {
	w.start.SetError("")
	w.end.SetError("")
	date, zone := w.date.Value(), w.zone.ID()
	var edits []data.Edit
	set := func(field string, v data.Value) {
		if w.rec.Get(field) != v {
			edits = append(edits, w.rec.Set(field, v))
		}
	}
	if w.of == nil || zone != w.zoneOf(w.rec) { // a session has that of its consultation until it is told another
		set("zone", data.TextValue(zone))
	}
	start, ok := w.moment(w.start, date, zone)
	if ok {
		set("starts_at", start)
	}
	end, ok2 := w.moment(w.end, later(date, w.days), zone)
	switch {
	case ok2 && !start.IsNull() && !end.IsNull() && end.S <= start.S:
		w.end.SetError(words.T("consultation.end_before"))
	case ok2:
		set("ends_at", end)
	}
	if len(edits) > 0 {
		w.write(append(w.d.page.first(), edits...))
	}
}

// write stores edits, and shows nothing that was read before they are stored.
func (w *when) write(edits []data.Edit) {
	s := w.d.s
	w.storing++
	s.Change(func(ctx context.Context) error {
		_, err := s.Store.Write(ctx, data.Action{Author: s.Author, Label: w.undo, Edits: edits})
		s.Do(func() {
			if w.storing--; w.storing == 0 {
				w.d.page.reload()
			}
		})
		return err
	}, nil)
}

// midnight is the calendar day of a moment, on its own clock, in UTC.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// later is the date so many days after another; what is no date as it is.
func later(date string, days int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil || days <= 0 {
		return date
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// moment is what a clock field says on the date; null when it says nothing,
// not ok when it cannot be.
func (w *when) moment(f *widgets.ParsedField, date, zone string) (data.Value, bool) {
	switch {
	case f.Bad():
		return data.Value{}, false
	case f.Value() == "":
		return data.Value{}, true
	case date == "":
		f.SetError(words.T("consultation.needs_date"))
		return data.Value{}, false
	}
	at, err := consult.At(date, f.Value(), zone)
	if err != nil {
		f.SetError(session.ErrorText(err))
		return data.Value{}, false
	}
	return consult.Stamp(at), true
}

func (w *when) commit() {
	w.date.Commit()
	w.start.Commit()
	w.end.Commit()
}
