package bound

import "pinisi/app/widgets"

// Parsed ties a field whose stored form is a text that the field understands,
// such as a decimal number.
func (f *Form) Parsed(name string, w *widgets.ParsedField) *widgets.ParsedField {
	return f.parsed(name, w, text)
}
