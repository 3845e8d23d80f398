package widgets

import (
	"pinisi/app/look"
	"pinisi/app/words"
)

// Doubt is what may be wrong with a text, and what could stand in its place.
type Doubt struct {
	Text    string // a sentence; "" is no doubt
	Instead string // the text without what is doubted
}

// doubtLine is a quiet line under a field: the sentence, and the two ways out.
// It stands in nobody's way.
type doubtLine struct {
	composite
	sentence *Text
	now      Doubt
}

func newDoubtLine(take, leave func()) *doubtLine {
	d := &doubtLine{sentence: Small("").In(look.Wait)}
	d.build(d, RowGrow(look.Gap, 0, d.sentence,
		NewButton(Quiet, words.T("sensitive.mask"), "", take).Compact(),
		NewButton(Quiet, words.T("sensitive.leave"), "", leave).Compact()))
	d.Hide()
	return d
}

// set shows a doubt, or nothing; it reports whether that changed what is shown.
func (d *doubtLine) set(doubt Doubt) bool {
	if d.now == doubt {
		return false
	}
	d.now = doubt
	d.sentence.Set(doubt.Text)
	ShowIf(d, doubt.Text != "")
	return true
}
