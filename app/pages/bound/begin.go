package bound

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// Begin asks which period and unit a new evaluation or survey is of.
type Begin struct {
	Card         fyne.CanvasObject
	Content      fyne.CanvasObject // the page around it, made by who asks
	Period, Unit *widgets.AutoField

	s    *session.Session
	kind string
	slot session.Slot
	busy bool
}

// NewBegin makes the card of a kind of record; its words are in the translation
// area of that name. more are further fields; start and cancel are
// called by the buttons.
func NewBegin(s *session.Session, kind string, start, cancel func(), more ...fyne.CanvasObject) *Begin {
	b := &Begin{s: s, kind: kind}
	b.Period = widgets.NewAutoField(words.T("kinds." + kind + ".period"))
	b.Period.SetText(strconv.Itoa(s.Now().Year()))
	b.Period.SetHint(words.T(kind + ".period_hint"))
	b.Unit = widgets.NewAutoField(words.T(kind + ".unit"))
	b.Unit.SetExample(words.T(kind + ".unit_example"))
	chips := UnitChips(s, &b.slot, kind, func(unit string) {
		b.Unit.SetText(unit)
		b.Unit.Focus()
	}, func() { b.Content.Refresh() })
	fields := append([]fyne.CanvasObject{b.Period, b.Unit, chips}, more...)
	b.Card = widgets.NewCard(words.T(kind+".begin_title"), nil, append(fields, widgets.Row(look.Gap,
		widgets.NewButton(widgets.Primary, words.T(kind+".begin"), "check", start),
		widgets.NewButton(widgets.Quiet, words.T(kind+".begin_cancel"), "", cancel)))...)
	return b
}

// Write begins the record, once however often it is asked for. What was filled
// wrongly is said beside its field: what check found, or what write refuses.
func (b *Begin) Write(check error, write func(context.Context) (data.ID, error), begun func(data.ID)) {
	if b.busy {
		return
	}
	b.Period.SetError("")
	b.Unit.SetError("")
	if check != nil {
		b.refuse(check)
		return
	}
	b.busy = true
	var id data.ID
	var refused error
	b.s.Change(func(ctx context.Context) (err error) {
		if id, err = write(ctx); b.fieldOf(err) != nil {
			refused, err = err, nil
		}
		return err
	}, func() {
		b.busy = false
		if refused != nil {
			b.refuse(refused)
			return
		}
		begun(id)
	})
}

func (b *Begin) refuse(err error) {
	field := b.fieldOf(err)
	if field == nil {
		b.s.Fail(err, nil)
		return
	}
	field.SetError(session.ErrorText(err))
	field.Focus()
}

// fieldOf is the field that an error is about, nil for another error.
func (b *Begin) fieldOf(err error) *widgets.AutoField {
	is := func(code string) bool { return errors.Is(err, &data.Error{Code: b.kind + code}) }
	switch {
	case is(".period_wrong"):
		return b.Period
	case is(".unit_missing"), is(".begun_already"):
		return b.Unit
	}
	return nil
}
