package evaluation

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/instrument"
)

// head names the open evaluation and how far it is.
type head struct {
	f        *form
	content  fyne.CanvasObject
	title    *widgets.Text
	sub      *widgets.Text
	pill     *widgets.StatusPill
	clash    *widgets.Button
	progress *widgets.ProgressLine
}

func newHead(f *form) *head {
	h := &head{f: f, title: widgets.Section("").OneLine(), sub: widgets.Small("").OneLine()}
	h.pill = widgets.NewStatusPill(widgets.Neutral, "")
	h.progress = widgets.NewProgressLine(0, 0)
	h.clash = widgets.NewButton(widgets.Quiet, "", "conflict", func() { f.p.s.Open(session.PageSync, f.firstConflict()) }).Compact()
	h.clash.Hide()
	line := widgets.RowGrow(look.Roomy, 0,
		widgets.Column(2, h.title, h.sub), h.clash, newDocuments(f).Content, h.pill, widgets.Sized(look.Text(150), 0, h.progress))
	h.content = widgets.Column(0, widgets.Inset(look.Roomy, look.Gap+look.Tight, line), widgets.Divider())
	return h
}

func (h *head) show() {
	e := h.f.sheet.Evaluation
	h.title.Set(words.T("evaluation.head", "Unit", e.Text("unit"), "Period", e.Text("period")))
	parts := []string{choice("variant", e.Text("variant")), choice("line", e.Text("line"))}
	if h.f.p.s.Headquarters() {
		parts = append([]string{missionName(e.Scope)}, parts...)
	}
	h.sub.Set(strings.Join(parts, " · "))
	h.pill.Set(status(e))
	h.progress.Set(h.f.sheet.Result.Answered, h.f.sheet.Result.Total)
	n := h.f.sheet.Conflicts()
	if n > 0 {
		h.clash.SetText(words.T("evaluation.conflicts", "N", n))
	}
	if h.clash.Visible() != (n > 0) {
		widgets.ShowIf(h.clash, n > 0)
		h.content.Refresh()
	}
}

// firstConflict is the record with a conflict that comes first in the form.
func (f *form) firstConflict() data.ID {
	if len(f.sheet.Evaluation.Conflicts) > 0 {
		return f.sheet.Evaluation.ID
	}
	for _, ind := range f.sheet.Instrument.Indicators() {
		if a := f.sheet.Answers[ind.ID]; len(a.Conflicts) > 0 {
			return a.ID
		}
	}
	for _, q := range f.sheet.Instrument.F01.Questions {
		if a := f.sheet.Statements[q.ID]; len(a.Conflicts) > 0 {
			return a.ID
		}
	}
	if f.sheet.Responses != nil {
		for _, r := range f.sheet.Responses.Responses {
			if len(r.Conflicts) > 0 {
				return r.ID
			}
		}
	}
	return f.sheet.Evaluation.ID
}

// headline is the result in one line. Without users' answers (F-03) there is no
// IPP, and the line does not pretend that the F-02 index were one.
func headline(r instrument.Result) string {
	_, few := r.FewUsers()
	switch {
	case r.IPP.Known() && few:
		return words.T("evaluation.headline_few", "IPP", r.Headline(lang()))
	case r.IPP.Known():
		return r.Headline(lang())
	case !r.F02.Known():
		return words.T("evaluation.headline_empty")
	case r.Provisional:
		return words.T("evaluation.headline_provisional", "F02", r.F02.Text(lang(), r.Decimals), "N", len(r.Missing))
	}
	return words.T("evaluation.headline_f02", "F02", r.F02.Text(lang(), r.Decimals))
}
