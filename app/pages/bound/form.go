// Package bound is what pages of records share: a list with the record that is
// open beside it (Desk, Listing), its tabs (Parts), its fields and files (Form,
// Evidence), and the way to a record on another page (OpenRecord).
//
// Each field saves itself as one action when it is left; what arrives from
// elsewhere is shown at once, unless a person is writing there: then both values
// are kept, and the field says so.
//
// Everything here belongs to the UI goroutine.
package bound

import (
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
)

// Form is the fields of a page that stand for one record.
type Form struct {
	s      *session.Session
	label  string // of the action, for undo
	rec    data.Record
	fields []*field
	locked bool
	// Filter may refuse or change what a field is about to save: nil edits are
	// not written. May be nil.
	Filter func(name string, e data.Edit) []data.Edit
}

// field is one field and the snapshot that the person saw when the writing began.
type field struct {
	name string
	seen data.Record
	show func(data.Record)
	// now is what stands in the field, last what it had when it was shown or
	// saved: they differ while the person is writing. nil for fields that save at once.
	now  func() string
	last string
	// clash: people disagree on the field. It is not written here then, since an
	// edit would settle unseen what a person is to decide with both values before them.
	clash  bool
	off    bool // as the widget was told last
	commit func()
	enable func(bool)
	mark   func(values int)
}

// New makes a form whose edits carry the undo label.
func New(s *session.Session, label string) *Form { return &Form{s: s, label: label} }

// Record is the newest snapshot.
func (f *Form) Record() data.Record { return f.rec }

// Show hands the fields a new snapshot. One of another record first saves what
// was being written about the former.
func (f *Form) Show(rec data.Record) {
	other := f.rec.ID != rec.ID
	if other && f.rec.ID != data.NilID {
		f.Commit()
	}
	f.rec = rec
	for _, b := range f.fields {
		writing := b.now != nil && b.now() != b.last
		if other || !writing {
			b.seen = rec
		}
		b.show(rec)
		b.clash = len(rec.Conflicts[b.name]) > 1 && !(writing && !other)
		f.switchField(b)
		if b.now != nil && (other || !writing) {
			b.last = b.now()
		}
		if b.mark != nil {
			b.mark(len(rec.Conflicts[b.name]))
		}
	}
}

// Commit saves what is written and not saved yet.
func (f *Form) Commit() {
	for _, b := range f.fields {
		if b.commit != nil {
			b.commit()
		}
	}
}

// Lock shows the values without letting them be changed. A field on which
// people disagree is locked in any case, and leads to where it is decided.
func (f *Form) Lock(locked bool) {
	f.locked = locked
	for _, b := range f.fields {
		f.switchField(b)
	}
}

// switchField allows or forbids writing in a field.
func (f *Form) switchField(b *field) {
	if off := f.locked || b.clash; off != b.off {
		b.off = off
		b.enable(!off)
	}
}

func (f *Form) write(b *field, v data.Value) {
	if f.rec.ID == data.NilID {
		return
	}
	e := b.seen.Set(b.name, v)
	b.seen = f.rec
	if b.now != nil {
		b.last = b.now()
	}
	edits := []data.Edit{e}
	if f.Filter != nil {
		edits = f.Filter(b.name, e)
	}
	f.s.Write(f.label, edits, nil)
}

// text is nothing when blank: an emptied field has no value.
func text(s string) data.Value {
	if s == "" {
		return data.Value{}
	}
	return data.TextValue(s)
}

// Text ties a field of text.
func (f *Form) Text(name string, w *widgets.AutoField) *widgets.AutoField {
	b := &field{name: name, commit: w.Commit, mark: w.SetConflict, enable: enabler(w)}
	b.show = func(r data.Record) { w.SetText(r.Text(name)) }
	b.now = w.Text
	w.OnCommit = func(e widgets.Edit) { f.write(b, text(e.Text)) }
	w.OnConflict = f.toConflicts
	w.Check = func(text string) widgets.Doubt { return Sensitive(f.rec.Kind, name, text) }
	w.OnLet = Let
	f.fields = append(f.fields, b)
	return w
}

// Date ties a field of a date, stored as 2026-03-24.
func (f *Form) Date(name string, w *widgets.ParsedField) *widgets.ParsedField {
	return f.parsed(name, w, text)
}

// Parsed ties a field whose stored form is a text that the field understands,
// such as a decimal number.
func (f *Form) Parsed(name string, w *widgets.ParsedField) *widgets.ParsedField {
	return f.parsed(name, w, text)
}

// Number ties a field of a whole number.
func (f *Form) Number(name string, w *widgets.ParsedField) *widgets.ParsedField {
	return f.parsed(name, w, whole)
}

func (f *Form) parsed(name string, w *widgets.ParsedField, value func(string) data.Value) *widgets.ParsedField {
	b := &field{name: name, commit: w.Commit, mark: w.Field().SetConflict, enable: enabler(w)}
	b.show = func(r data.Record) { w.SetValue(r.Text(name)) }
	b.now = w.Field().Text
	w.OnCommit = func(e widgets.Edit) { f.write(b, value(e.Text)) }
	w.Field().OnConflict = f.toConflicts
	f.fields = append(f.fields, b)
	return w
}

// Other ties any other field: show draws it from a snapshot, enable allows
// change. Its edits go through the returned function.
func (f *Form) Other(name string, show func(data.Record), enable func(bool)) (save func(data.Value)) {
	_, save = f.other(name, show, enable)
	return save
}

func (f *Form) other(name string, show func(data.Record), enable func(bool)) (*field, func(data.Value)) {
	b := &field{name: name, show: show, enable: enable}
	f.fields = append(f.fields, b)
	return b, func(v data.Value) {
		if b.off {
			return
		}
		f.write(b, v)
	}
}

func (f *Form) toConflicts() { f.s.Open(session.PageSync, f.rec.ID) }

type switched interface {
	Enable()
	Disable()
}

func enabler(w switched) func(bool) {
	return func(on bool) {
		if on {
			w.Enable()
		} else {
			w.Disable()
		}
	}
}
