package shell

import (
	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// Help shows the keys over the window, unless a dialog is open.
func (s *Shell) Help() {
	c := s.window.Canvas()
	if c.Overlays().Top() != nil {
		return
	}
	rows := widgets.Column(look.Gap)
	for _, k := range []struct{ keys, what string }{
		{words.T("common.help_key_go"), words.T("common.help_go")},
		{"Ctrl+N", words.T("common.help_new")},
		{"Ctrl+K", words.T("common.help_search")},
		{"Ctrl+Z", words.T("common.help_undo")},
		{words.T("common.help_key_next"), words.T("common.help_next")},
		{"Enter", words.T("common.help_enter")},
		{"Esc", words.T("common.help_escape")},
		{words.T("common.help_key_digits"), words.T("common.help_digits")},
		{"Delete", words.T("common.help_delete")},
		{words.T("common.help_key_date"), words.T("common.help_date")},
		{"F1, ?", words.T("common.help_help")},
	} {
		rows.Add(widgets.RowGrow(look.Roomy, 1, widgets.Sized(look.Text(130), 0, widgets.Body(k.keys).Bold()), widgets.Body(k.what)))
	}
	widgets.ShowOver(c, words.T("common.help"), rows, 480)
}
