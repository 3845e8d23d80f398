package settings

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/instrument"
)

// mostShown is how many differences of one part are shown before one asks for
// the rest: an edition with new words everywhere has hundreds.
const mostShown = 25

// differences is what differs between two versions, grouped by part and
// counted, with both texts of what changed.
func differences(all []instrument.Difference, changed func()) fyne.CanvasObject {
	lang := words.Now().Lang()
	body := widgets.Column(look.Roomy)
	if len(all) == 0 {
		body.Add(widgets.Hint(words.T("instrumentdiff.none")))
		return body
	}
	counts := map[string]int{}
	for _, d := range all {
		counts[d.Change]++
	}
	body.Add(widgets.Body(words.T("instrumentdiff.counts", "Count", len(all), "Added", counts[instrument.Added],
		"Removed", counts[instrument.Removed], "Changed", counts[instrument.Changed], "Moved", counts[instrument.Moved])))
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].Part == all[from].Part {
			to++
		}
		body.Add(differencesOf(all[from:to], lang, changed))
		from = to
	}
	return body
}

// differencesOf is one part's, the first of them until one asks for the rest.
func differencesOf(part []instrument.Difference, lang string, changed func()) fyne.CanvasObject {
	name := words.T("instrumentdiff.part." + part[0].Part)
	group := widgets.Column(look.Gap, widgets.Body(words.T("instrumentdiff.group", "Part", name, "Count", len(part))).Bold())
	shown := part[:min(mostShown, len(part))]
	for _, d := range shown {
		group.Add(difference(d, lang))
	}
	if rest := part[len(shown):]; len(rest) > 0 {
		more := widgets.NewButton(widgets.Plain, words.T("instrumentdiff.more", "Count", len(rest)), "", func() {
			group.Remove(group.Objects[len(group.Objects)-1])
			for _, d := range rest {
				group.Add(difference(d, lang))
			}
			changed()
		}).Compact()
		group.Add(widgets.Row(0, more))
	}
	return group
}

// difference is what it is about, how it changed, and both texts.
func difference(d instrument.Difference, lang string) fyne.CanvasObject {
	state := widgets.Neutral
	switch d.Change {
	case instrument.Added:
		state = widgets.Good
	case instrument.Removed:
		state = widgets.Bad
	}
	about := d.ID
	if d.Field != "" {
		if about != "" {
			about += " · "
		}
		about += d.FieldText(lang)
	}
	head := widgets.RowGrow(look.Roomy, 0, widgets.Body(about).Bold(), widgets.NewStatusPill(state, words.T("instrumentdiff.pill."+d.Change)))
	row := widgets.Column(look.Tight, head)
	name := d.Name.In(lang)
	switch d.Change {
	case instrument.Added, instrument.Removed:
		row.Add(widgets.Body(name))
		return row
	case instrument.Moved:
		row.Add(widgets.Small(words.T("instrumentdiff.order", "Name", name, "Old", d.Old, "New", d.New)))
		return row
	}
	if name != "" && name != d.New {
		row.Add(widgets.Small(name))
	}
	before, after := widgets.DiffWords(d.Old, d.New)
	row.Add(version(words.T("instrumentdiff.was"), d.Old, before, look.Quiet))
	row.Add(version(words.T("instrumentdiff.is"), d.New, after, look.Ink))
	return row
}

// version is one of two texts, what is not in the other marked.
func version(label, text string, marks []widgets.Span, ink fyne.ThemeColorName) fyne.CanvasObject {
	if text == "" {
		text, marks = "–", nil
	}
	return widgets.RowTop(look.Gap, 1, widgets.Sized(look.Text(64), 0, widgets.Small(label)), widgets.Body(text).In(ink).Mark(marks))
}
