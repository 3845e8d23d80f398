package bound

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
)

// Head is what stands over a record: its name, how it stands, a line about it,
// and at headquarters whose it is.
type Head struct {
	Content fyne.CanvasObject

	s          *session.Session
	title, sub *widgets.Text
	pill       *widgets.StatusPill
	foreign    fyne.CanvasObject
}

// NewHead makes it; beside stands between the name and the pill.
func NewHead(s *session.Session, beside ...fyne.CanvasObject) *Head {
	h := &Head{s: s, title: widgets.Title("").OneLine(), sub: widgets.Hint("").OneLine(), pill: widgets.NewStatusPill(widgets.Neutral, ""), foreign: ForeignNotice()}
	line := append(append([]fyne.CanvasObject{h.title}, beside...), h.pill)
	h.Content = widgets.Inset(look.Wide, look.Gap+look.Tight, widgets.Column(look.Tight, widgets.RowGrow(look.Gap, 0, line...), h.sub, h.foreign))
	return h
}

// Show shows a record as a list has it; about is what its line says, without
// what is blank.
func (h *Head) Show(r data.Record, row widgets.Record, about ...string) {
	h.title.Set(row.Title)
	h.pill.WithIcon(row.Icon).Set(row.State, row.Word)
	var parts []string
	if h.s.Headquarters() {
		parts = append(parts, MissionName(r.Scope))
	}
	for _, text := range about {
		if text != "" {
			parts = append(parts, text)
		}
	}
	h.sub.Set(strings.Join(parts, " · "))
	widgets.ShowIf(h.foreign, Foreign(h.s, r))
}
