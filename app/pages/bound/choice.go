package bound

import (
	"fyne.io/fyne/v2/widget"

	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// Clash says under a chooser that people disagree, "" for fewer than two values.
func Clash(values int) string {
	if values < 2 {
		return ""
	}
	return words.T("bound.clash", "N", values)
}

// Pick ties a field that is one of several texts.
func (f *Form) Pick(name string, w *widgets.PickList) *widgets.PickList {
	b, save := f.other(name, func(r data.Record) { w.Set(r.Text(name)) }, enabler(w))
	b.mark = func(values int) { w.SetError(Clash(values)) }
	w.OnPicked = func(id string) { save(text(id)) }
	return w
}

// PickNumber ties a field that is one of several whole numbers, by their digits.
func (f *Form) PickNumber(name string, w *widgets.PickList) *widgets.PickList {
	b, save := f.other(name, func(r data.Record) { w.Set(r.Text(name)) }, enabler(w))
	b.mark = func(values int) { w.SetError(Clash(values)) }
	w.OnPicked = func(id string) { save(whole(id)) }
	return w
}

// Picks ties a field that is a list of texts.
func (f *Form) Picks(name string, w *widgets.MultiPick) *widgets.MultiPick {
	save := f.Other(name, func(r data.Record) { w.Set(r.List(name)) }, enabler(w))
	w.OnChanged = func(ids []string) {
		if len(ids) == 0 {
			save(data.Value{})
		} else {
			save(data.ListValue(ids))
		}
	}
	return w
}

// Check ties a field that is yes or no.
func (f *Form) Check(name string, w *widget.Check) *widget.Check {
	showing := false
	save := f.Other(name, func(r data.Record) {
		showing = true
		w.SetChecked(r.Bool(name))
		showing = false
	}, enabler(w))
	w.OnChanged = func(on bool) {
		if !showing {
			save(data.BoolValue(on))
		}
	}
	return w
}

func whole(s string) data.Value {
	v, err := data.ParseJSON([]byte(s))
	if err != nil || v.T != data.Int {
		return data.Value{}
	}
	return v
}
