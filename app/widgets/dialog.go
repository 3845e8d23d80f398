package widgets

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// Question is what a dialog asks. Enter means Yes, Escape means no.
type Question struct {
	Title string
	Text  string
	Yes   string // the word of what will be done: "Finalkan", not "Ya"
	Grave bool   // cannot easily be undone
	// Reason, if not "", is the label of a line for a reason, which must be given.
	Reason string
	Given  string // stands in that line at first
	// Body, if not nil, is shown under the text.
	Body fyne.CanvasObject
}

// Ask shows a question over the window. yes is called with the reason, trimmed,
// "" if none was asked for. The returned function closes the dialog as Escape does.
func Ask(c fyne.Canvas, q Question, yes func(reason string)) (closeIt func()) {
	var up *widget.PopUp
	before := c.OnTypedKey()
	over := false
	finish := func() {
		if !over {
			over = true
			up.Hide()
			c.SetOnTypedKey(before)
		}
	}
	reason := newEntry(false)
	reason.SetText(q.Given)
	reason.CursorColumn = utf8.RuneCountInString(q.Given)
	missing := Body(words.T("common.reason_needed")).In(look.Bad)
	missing.Hide()
	accept := func() {
		given := strings.TrimSpace(reason.Text)
		if q.Reason != "" && given == "" {
			missing.Show()
			up.Refresh()
			focus(reason)
			return
		}
		finish()
		yes(given)
	}
	kind := Primary
	if q.Grave {
		kind = Danger
	}
	yesButton := NewButton(kind, q.Yes, "", accept)
	body := Column(look.Roomy, Section(q.Title))
	if q.Text != "" {
		body.Add(Body(q.Text))
	}
	if q.Body != nil {
		body.Add(q.Body)
	}
	if q.Reason != "" {
		body.Add(Column(look.Tight, Body(q.Reason), newRinged(reason), missing))
	}
	body.Add(RowGrow(look.Gap, 0, Space(0, 0), NewButton(Plain, words.T("common.back"), "", finish), yesButton))
	keys := func(key *fyne.KeyEvent) {
		switch key.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			accept()
		case fyne.KeyEscape:
			finish()
		}
	}
	reason.onKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter || key.Name == fyne.KeyEscape {
			keys(key)
			return true
		}
		return false
	}
	up = showModal(c, body, 440)
	c.SetOnTypedKey(keys)
	if q.Reason != "" {
		focus(reason)
	} else {
		focus(yesButton)
	}
	return finish
}

// ShowOver shows any content over the window, closed with Escape, with its
// button, or by calling the returned function. With actions the button that
// closes is a quiet way back beside them, at the foot.
func ShowOver(c fyne.Canvas, title string, content fyne.CanvasObject, width float32, actions ...*Button) (closeIt func()) {
	var up *widget.PopUp
	before := c.OnTypedKey()
	over := false
	finish := func() {
		if !over {
			over = true
			up.Hide()
			c.SetOnTypedKey(before)
		}
	}
	done := NewButton(Primary, words.T("common.close"), "", finish)
	if len(actions) > 0 {
		done = NewButton(Plain, words.T("common.back"), "", finish)
	}
	foot := []fyne.CanvasObject{Space(0, 0), done}
	for _, a := range actions {
		foot = append(foot, a)
	}
	up = showModal(c, Column(look.Roomy, Section(title), content, RowGrow(look.Gap, 0, foot...)), width)
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape || key.Name == fyne.KeyF1 {
			finish()
		}
	})
	focus(done)
	return finish
}

func showModal(c fyne.Canvas, content fyne.CanvasObject, width float32) *widget.PopUp {
	inner := Inset(look.Wide, look.Wide, content)
	width = min(look.Text(width), c.Size().Width-2*look.Roomy)
	frame := &modalFrame{width: width}
	frame.build(frame, inner)
	up := widget.NewModalPopUp(frame, c)
	up.Show()
	return up
}

// modalFrame has the size its content needs at a fixed width.
type modalFrame struct {
	composite
	width float32
}

// MinSize implements fyne.CanvasObject.
func (m *modalFrame) MinSize() fyne.Size {
	return fyne.NewSize(m.width, heightFor(m.content, m.width))
}
