package consultation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/consult"
)

// files are strips of files of a consultation, one for each role.
type files struct {
	d      *detail
	strips []strip
}

type strip struct {
	role  string
	later bool // may be removed behind the signature: it comes after it
	*bound.Evidence
}

// add makes the strip of a role.
func (f *files) add(role string, later bool) fyne.CanvasObject {
	name := role
	if name == "" {
		name = "other"
	}
	e := bound.NewEvidence(f.d.s, words.T("consultation.files."+name), "consultation.undo.evidence", "consultation.undo.evidence_delete")
	e.First, e.Role = f.d.page.first, role
	f.strips = append(f.strips, strip{role, later, e})
	return e.Strip
}

func (f *files) show(m *consult.Meeting) {
	for _, s := range f.strips {
		s.KeepAll(consult.Locked(m.Consultation) && !s.later)
		s.Show(m.Consultation, m.Files(s.role))
		s.Lock(f.d.readOnly())
	}
}

// card is a card of strips, side by side where they have room.
func (f *files) card(title string, strips ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewCard(title, nil, bound.Columns(300, strips...))
}
