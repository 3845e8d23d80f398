package widgets

import (
	"fyne.io/fyne/v2"

	"pinisi/app/words"
)

// ParsedField is an AutoField whose text stands for a stored value of another
// form: a date, a time, a number. What cannot be understood is marked and stays
// in the field; it is not handed over.
type ParsedField struct {
	composite
	// OnCommit hands over stored values, "" for an emptied field.
	OnCommit func(Edit)

	field  *AutoField
	parse  func(text string) (stored string, ok bool)
	format func(stored string) string
	wrong  string // key of the text that says what is expected
	value  string // stored form, as outside knows it or as last handed over
	bad    bool   // the field holds what cannot be understood
	said   string // the problem that the page told
}

func newParsedField(label string, parse func(string) (string, bool), format func(string) string, wrong string) *ParsedField {
	p := &ParsedField{field: NewAutoField(label), parse: parse, format: format, wrong: wrong}
	p.field.entry.whole = true
	p.field.OnCommit = p.commit
	p.field.onEscape = func() bool {
		if !p.bad {
			return false
		}
		p.adopt(p.value)
		return true
	}
	p.build(p, p.field)
	return p
}

func (p *ParsedField) commit(e Edit) {
	stored, ok := p.parse(e.Text)
	if !ok {
		p.bad = true
		p.field.SetError(words.T(p.wrong))
		if e.Newer != nil {
			if v, ok := p.parse(*e.Newer); ok {
				p.value = v
			}
		}
		return
	}
	seen := p.value
	p.adopt(stored)
	if stored == seen && e.Newer == nil {
		return
	}
	edit := Edit{Text: stored, Seen: seen}
	if e.Newer != nil {
		if v, ok := p.parse(*e.Newer); ok {
			edit.Newer = &v
		}
	}
	if p.OnCommit != nil {
		p.OnCommit(edit)
	}
}

// adopt shows a stored value as the saved one.
func (p *ParsedField) adopt(stored string) {
	p.value, p.bad = stored, false
	text := p.show(stored)
	p.field.saved, p.field.seen = text, text
	p.field.show(text)
	p.field.SetError(p.said)
}

func (p *ParsedField) show(stored string) string {
	if stored == "" {
		return ""
	}
	return p.format(stored)
}

// SetValue tells the stored value as it is outside; see AutoField.SetText.
func (p *ParsedField) SetValue(stored string) {
	switch {
	case p.bad:
		p.value = stored // waits until the person has put the text right
	case p.field.dirty():
		p.field.SetText(p.show(stored))
	default:
		p.adopt(stored)
	}
}

// Value returns the stored value as it was last handed over or told.
func (p *ParsedField) Value() string { return p.value }

// Bad says whether the field holds what cannot be understood.
func (p *ParsedField) Bad() bool { return p.bad }

// SetError shows a problem with the value, "" for none.
func (p *ParsedField) SetError(problem string) {
	p.said = problem
	if !p.bad {
		p.field.SetError(problem)
	}
}

// Field returns the text field, for its hint, conflict mark and focus.
func (p *ParsedField) Field() *AutoField { return p.field }

// Commit hands over what is written and not yet saved.
func (p *ParsedField) Commit() { p.field.Commit() }

// Enable lets the person write.
func (p *ParsedField) Enable() { p.field.Enable() }

// Disable shows the value without letting it be changed.
func (p *ParsedField) Disable() { p.field.Disable() }

var _ fyne.Widget = (*ParsedField)(nil)
