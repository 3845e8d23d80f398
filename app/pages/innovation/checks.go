package innovation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data/innovate"
)

// checks is the card of what the rules ask for beside the sections, and of the
// sections that are missing or too long.
type checks struct {
	card fyne.CanvasObject
	rows *fyne.Container
	sum  *widgets.Text
}

func newChecks() *checks {
	c := &checks{rows: widgets.Column(look.Tight + 2), sum: widgets.Small("").Right().OneLine()}
	c.card = widgets.NewCard(words.T("innovation.proposal.checks"), widgets.Sized(look.Text(160), 0, c.sum), c.rows)
	return c
}

func (c *checks) show(s *innovate.Sheet) {
	c.rows.Objects = nil
	add := func(o innovate.Outcome, text string) {
		icon, tint := "check", look.Good
		switch o {
		case innovate.Unknown:
			icon, tint = "info", look.Quiet
		case innovate.Warned:
			icon, tint = "warning", look.Wait
		case innovate.Failed:
			icon, tint = "warning", look.Bad
		}
		c.rows.Add(widgets.RowTop(look.Gap, 1, widgets.NewIcon(icon, tint, 18), widgets.Body(text)))
	}
	if missing := s.Missing(); len(missing) > 0 {
		add(innovate.Warned, words.T("innovation.proposal.missing", "N", len(missing), "All", len(s.Parts), "List", names(missing)))
	} else {
		add(innovate.Passed, words.T("innovation.proposal.complete"))
	}
	if over := s.Over(); len(over) > 0 {
		add(innovate.Failed, words.T("innovation.proposal.over", "List", names(over)))
	}
	for _, check := range s.Checks() {
		add(check.Outcome, words.T("innovation.check."+check.Key, spoken(check.Args)...))
	}
	n := failed(s) + len(s.Over())
	c.sum.Set("")
	if n > 0 {
		c.sum.Set(words.T("innovation.proposal.checks_count", "N", n))
	}
	c.rows.Refresh()
}

// spoken writes values as the language does: dates, and names in two languages.
func spoken(args map[string]any) []any {
	var pairs []any
	for name, v := range args {
		switch x := v.(type) {
		case assets.Text:
			v = x.In(lang())
		case string:
			if name == "At" {
				v = words.Date(x)
			}
		}
		pairs = append(pairs, name, v)
	}
	return pairs
}
