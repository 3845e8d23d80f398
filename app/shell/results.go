package shell

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// results is what the search found, floating under the search line. The
// keyboard stays in the line; Down goes into the results.
type results struct {
	of    *Shell
	panel *fyne.Container
	frame *widgets.Frame
	list  *widgets.RecordList
	found records
}

type records []widgets.Record

func (r records) Len() int { return len(r) }

func (r records) Row(i int) (widgets.Record, bool) { return r[i], true }

func newResults(s *Shell) *results {
	r := &results{of: s}
	r.list = widgets.NewRecordList(r.found, widgets.ListParts{
		Bare: true, Headings: true, Empty: widgets.NewEmptyState("search", words.T("common.none_found"), "", nil),
	})
	r.list.OnOpened = r.open
	r.frame = widgets.NewFrame(r.list)
	r.panel = container.NewStack(r.frame)
	r.panel.Hide()
	return r
}

func (r *results) open(id string) {
	r.hide()
	r.of.head.ClearSearch()
	r.of.window.Canvas().Unfocus()
	if r.of.options.Open != nil {
		r.of.options.Open(id)
	}
}

func (r *results) hide() {
	if r.panel.Visible() {
		r.panel.Hide()
	}
}

// focus moves the keyboard into the results.
func (r *results) focus() {
	if r.panel.Visible() && len(r.found) > 0 {
		r.list.Focus()
	}
}

func (r *results) set(found []widgets.Record) {
	r.found = found
	r.list.SetRows(r.found)
	r.list.Select("", -1)
	height := 2 * look.Gap
	for _, row := range found {
		if height += look.Text(60) + look.Tight; row.Heading {
			height -= look.Text(26)
		}
	}
	if len(found) == 0 {
		height += look.Text(120)
	}
	r.frame.SetHeight(min(height, look.Text(560)))
	r.panel.Show()
	r.of.box.Refresh()
}

// searched is told what is typed in the search line.
func (s *Shell) searched(text string, enter bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		s.results.hide()
		return
	}
	if enter {
		if s.options.All != nil {
			s.results.hide()
			s.options.All(text)
		}
		return
	}
	if s.options.Search != nil {
		s.options.Search(text)
	}
}

// SetResults shows what was found for a text. An answer that comes after the
// person typed something else is dropped.
func (s *Shell) SetResults(text string, found []widgets.Record) {
	if strings.TrimSpace(s.head.SearchText()) == text && text != "" {
		s.results.set(found)
	}
}
