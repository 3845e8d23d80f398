package complaint

import (
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/complain"
	"pinisi/data/setup"
	"pinisi/data/tabular"
)

// showMapping lists what is taken from which column, with examples beside.
func (i *importing) showMapping() {
	options, place := i.file.Columns(), map[string]int{"": -1}
	for at, o := range options {
		place[o.ID] = at
	}
	line := func(target complain.Target) fyne.CanvasObject {
		pick := widgets.NewPickList("", options)
		example := widgets.Small("").OneLine()
		shown := func() {
			at := i.columns.Column(target.Field)
			switch {
			case at >= 0 && private(target.Field):
				pick.Set(tabular.Column(at))
				example.SetIn(words.T("complaint.import.private"), look.Quiet)
			case at >= 0:
				pick.Set(tabular.Column(at))
				example.SetIn(words.T("entry.import.example", "List", i.file.Examples(at, i.columns.Secret)), look.Quiet)
			case target.Field == "received_on":
				pick.Set("")
				example.SetIn(words.T("entry.import.choose_column"), look.Bad)
			default:
				pick.Set("")
				example.SetIn(words.T("entry.import.no_column"), look.Quiet)
			}
		}
		shown()
		pick.OnPicked = func(id string) {
			i.columns.Set(target.Field, place[id])
			shown()
			i.try()
		}
		return bound.Columns(230, widgets.Inset(0, look.Gap, widgets.Body(words.T(target.Label()))), widgets.Column(2, pick, example))
	}
	rows := widgets.Column(look.Gap)
	for _, target := range complain.Targets() {
		rows.Add(line(target))
	}
	zone := widgets.NewPickList(words.T("complaint.import.zone"), zones(setup.Zone(i.s.Profile.Scope)))
	zone.Set(i.columns.Zone)
	zone.OnPicked = func(id string) {
		i.columns.Zone = id
		i.try()
	}
	channel := widgets.NewPickList(words.T("complaint.import.channel"), choices("channel"))
	channel.Set(i.columns.Channel)
	channel.OnPicked = func(id string) {
		i.columns.Channel = id
		i.try()
	}
	i.mapping.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("entry.import.mapping"), nil,
		widgets.Hint(words.T("entry.import.mapping_hint")), bound.Columns(240, channel, zone), widgets.Small(words.T("complaint.import.zone_hint")), widgets.Divider(), rows)}
	i.refresh()
}

// private are the fields of which no example is shown.
func private(field string) bool { return field == "reporter" || field == "contact" }

// zones are the clocks that files have: Indonesia's, the mission's, UTC.
func zones(own string) []widgets.Option {
	list := []string{"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}
	if !slices.Contains(list, own) {
		list = append(list, own)
	}
	list = append(list, "UTC")
	var options []widgets.Option
	for _, z := range list {
		text := z
		if words.Has("complaint.zone." + z) {
			text = words.T("complaint.zone." + z)
		}
		options = append(options, widgets.Option{ID: z, Text: text})
	}
	return options
}

// showMeaning asks what words of the file mean that nobody knows.
func (i *importing) showMeaning() {
	i.meaning.Objects = nil
	if len(i.dry.Unknown) > 0 {
		rows := widgets.Column(look.Gap, widgets.Hint(words.T("complaint.import.meaning_hint")))
		for _, w := range i.dry.Unknown[:min(len(i.dry.Unknown), maxMeanings)] {
			pick := widgets.NewPickList("", meanings(w.Field))
			pick.OnPicked = func(id string) {
				i.columns.SetValue(w.Field, w.Word, id)
				i.try()
			}
			rows.Add(bound.Columns(230, widgets.Column(2, widgets.Body("“"+tabular.Excerpt(w.Word)+"”"), widgets.Small(words.T("complaint.import.word_rows", "Field", words.T("kinds.complaint."+w.Field), "N", w.Rows))), pick))
		}
		i.meaning.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("complaint.import.meaning"), nil, rows)}
	}
	i.refresh()
}

// maxMeanings is how many words are asked for at a time.
const maxMeanings = 12

// meanings are what a word of a field can mean.
func meanings(field string) []widgets.Option {
	var options []widgets.Option
	switch field {
	case "anonymous", "secret":
		options = []widgets.Option{{ID: "yes", Text: words.T("Yes")}, {ID: "no", Text: words.T("No")}}
	case "service":
		options = bound.Services(nil, nil)
	default:
		options = choices(field)
	}
	return append(options, widgets.Option{ID: complain.Blank, Text: words.T("complaint.import.leave_blank")})
}
