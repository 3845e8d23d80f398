package settings

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// instruments is the card of the instrument versions that this device knows;
// headquarters publishes new ones from it.
type instruments struct {
	s        *session.Session
	card     *widgets.Card
	list     *fyne.Container
	told     *fyne.Container // what was wrong with a file, until it was read
	publish  *widgets.Button // nil at a mission
	fromBook *widgets.Button // nil at a mission
	compare  *comparing
	reveal   func(card, under fyne.CanvasObject)
	slot     session.Slot
}

// newInstruments makes the card; reveal scrolls the page to it.
func newInstruments(s *session.Session, reveal func(card, under fyne.CanvasObject)) *instruments {
	i := &instruments{s: s, reveal: reveal, list: widgets.Column(look.Roomy), told: widgets.Column(look.Gap)}
	i.told.Hide()
	i.compare = newComparing(i)
	parts := []fyne.CanvasObject{i.list}
	if s.Headquarters() {
		i.publish = widgets.NewButton(widgets.Plain, words.T("settings.instruments.publish"), "", i.choose)
		i.fromBook = widgets.NewButton(widgets.Plain, words.T("instrumentdiff.take"), "", i.chooseBook)
		if s.ReadOnly() {
			i.publish.Disable()
			i.fromBook.Disable()
		}
		parts = append(parts, widgets.Divider(), widgets.Row(look.Gap, i.fromBook, i.publish), i.told,
			widgets.Small(words.T("settings.instruments.publish.hint")))
	} else {
		parts = append(parts, widgets.Small(words.T("settings.instruments.hint")))
	}
	parts = append(parts, i.compare.part)
	i.card = widgets.NewCard(words.T("settings.instruments"), nil, parts...)
	return i
}

// reload reads the versions anew.
func (i *instruments) reload() {
	session.Load(i.s, &i.slot, func(ctx context.Context) (*assess.Catalogue, error) { return assess.ReadCatalogue(ctx, i.s.Store) }, i.show)
}

func (i *instruments) show(c *assess.Catalogue) {
	i.list.Objects = nil
	for _, v := range c.Versions {
		i.list.Add(i.versionRow(v))
	}
	for _, left := range c.LeftOut {
		i.list.Add(i.leftOutRow(left))
	}
	i.compare.offer(c.Versions)
	i.list.Refresh()
	i.card.Refresh()
}

func (i *instruments) versionRow(v assess.Version) fyne.CanvasObject {
	use := widgets.NewStatusPill(widgets.Neutral, words.T("settings.instruments.older")).WithIcon("clock")
	switch {
	case v.Withdrawn:
		use = widgets.NewStatusPill(widgets.Wait, words.T("settings.instruments.withdrawn")).WithIcon("lock")
	case v.Newest:
		use = widgets.NewStatusPill(widgets.Good, words.T("settings.instruments.newest"))
	}
	origin := words.T("settings.instruments.shipped")
	if v.Record != data.NilID {
		origin = words.T("settings.instruments.published")
	}
	variant := v.Variant
	if key := "evaluation.variant." + v.Variant; words.Has(key) {
		variant = words.T(key)
	}
	return widgets.Column(look.Tight,
		widgets.RowGrow(look.Roomy, 0, widgets.Body(v.Title.In(words.Now().Lang())), use),
		widgets.RowGrow(look.Roomy, 0,
			widgets.Small(words.T("settings.instruments.version", "ID", v.ID, "Version", v.Version, "Variant", variant, "Origin", origin)),
			widgets.NewButton(widgets.Quiet, words.T("instrumentdiff.export"), "download", func() { i.chooseExport(v.Instrument) }).Compact()))
}

// leftOutRow says what was published and cannot be used, and why.
func (i *instruments) leftOutRow(left assess.LeftOut) fyne.CanvasObject {
	name := strings.TrimSpace(left.Code + " " + left.Version)
	if name == "" {
		name = left.Record.String()
	}
	row := widgets.Column(look.Tight,
		widgets.RowGrow(look.Roomy, 0, widgets.Body(name), widgets.NewStatusPill(widgets.Bad, words.T("settings.instruments.left_out"))))
	for _, f := range left.Faults {
		row.Add(widgets.Hint(f.Text(words.Now().Lang())))
	}
	if left.Conflict && i.s.Headquarters() {
		row.Add(widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("settings.instruments.decide"), "conflict", func() {
			i.s.Open(session.PageSync, left.Record)
		}).Compact()))
	}
	return row
}

// faultLines are faults in words, each with its place in the file.
func faultLines(faults []*instrument.InvalidError) []string {
	var lines []string
	for _, f := range faults {
		line := f.Text(words.Now().Lang())
		if f.Place != "" && !strings.Contains(line, f.Place) {
			line = f.Place + ": " + line
		}
		lines = append(lines, line)
	}
	return lines
}

// tell keeps what was wrong with a file in view until it was read.
func (i *instruments) tell(file string, faults []*instrument.InvalidError) {
	lines := faultLines(faults)
	if len(lines) > 1 {
		for n := range lines {
			lines[n] = fmt.Sprintf("%d. %s", n+1, lines[n])
		}
	}
	banner := widgets.NewBanner(widgets.Error, words.T("settings.instruments.refused", "File", file, "N", len(faults)), strings.Join(lines, "\n"), "", nil)
	banner.Copied = func(string) { i.s.Toast(words.T("syncpage.copied")) }
	banner.OnClosed = i.hush
	i.told.Objects = []fyne.CanvasObject{banner}
	i.told.Show()
	i.told.Refresh()
	i.card.Refresh()
	i.reveal(i.card, i.publish) // both were drawn before: what was not has no place yet
}

// hush takes away what was said of an earlier file.
func (i *instruments) hush() {
	i.told.Objects = nil
	i.told.Hide()
	i.card.Refresh()
}
