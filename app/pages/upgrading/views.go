package upgrading

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// Progress covers the window while a version is installed.
type Progress struct {
	card fyne.CanvasObject
	text *widgets.Text
	bar  *widget.ProgressBar
	stop *widgets.Button
}

// NewProgress begins; cancel may be nil where nothing can be cancelled.
func NewProgress(title string, cancel func()) *Progress {
	p := &Progress{text: widgets.Hint(words.T("upgrade.preparing")), bar: widget.NewProgressBar()}
	p.stop = widgets.NewButton(widgets.Plain, words.T("upgrade.cancel"), "", cancel)
	if cancel == nil {
		p.stop.Hide()
	}
	p.bar.TextFormatter = func() string { return "" }
	p.card = widgets.NewCard("", nil, widgets.Column(look.Roomy,
		widgets.Title(title), widgets.Body(words.T("upgrade.saved")), p.bar, p.text, widgets.Row(0, p.stop)))
	return p
}

// Object is what is shown.
func (p *Progress) Object() fyne.CanvasObject { return p.card }

// Set says how much of the new version is made.
func (p *Progress) Set(done, total int64) {
	if total > 0 {
		p.bar.SetValue(min(float64(done)/float64(total), 1))
	}
}

// Last says that everything is ready and the window goes now.
func (p *Progress) Last(start bool) {
	p.bar.SetValue(1)
	p.stop.Hide()
	if start {
		p.text.Set(words.T("upgrade.restarting"))
	} else {
		p.text.Set(words.T("upgrade.ending"))
	}
}

// Line is the offer on Beranda; nil when there is none.
func (u *Upgrades) Line(canvas func() fyne.Canvas) fyne.CanvasObject {
	if !u.Shown() || u.busy != nil {
		return nil
	}
	buttons := widgets.Wrapped(look.Gap,
		widgets.NewButton(widgets.Primary, words.T("upgrade.install"), "", u.Install),
		widgets.NewButton(widgets.Plain, words.T("upgrade.what_is_new"), "", func() { u.showNotes(canvas()) }),
		widgets.NewButton(widgets.Quiet, words.T("upgrade.later"), "", u.Later))
	return widgets.NewCard("", nil, widgets.RowTop(look.Gap+look.Tight, 1,
		widgets.NewIcon("download", look.Sea, 22),
		widgets.Column(look.Gap,
			widgets.Column(2, widgets.Body(words.T("upgrade.ready", "Version", u.state.Offer.Version)).Bold(), widgets.Small(words.T("upgrade.ready.why"))),
			buttons)))
}

func (u *Upgrades) showNotes(c fyne.Canvas) {
	widgets.ShowOver(c, words.T("upgrade.new_in", "Version", u.state.Offer.Version),
		widgets.Column(look.Gap, widgets.Small(words.T("upgrade.published", "Date", words.Date(u.state.Offer.Published))), widgets.Body(u.notes())), 560)
}

// notes are what is new, in the language in use.
func (u *Upgrades) notes() string {
	for _, lang := range []string{words.Now().Lang(), "id", "en"} {
		if text := strings.TrimSpace(u.state.Offer.Notes[lang]); text != "" {
			return text
		}
	}
	return words.T("upgrade.no_notes")
}

// Card is Pembaruan in Pengaturan.
type Card struct {
	*widgets.Card
	u      *Upgrades
	canvas func() fyne.Canvas
	body   *fyne.Container
	cancel func()
}

// NewCard makes the card; Close it with its page.
func (u *Upgrades) NewCard(canvas func() fyne.Canvas) *Card {
	c := &Card{u: u, canvas: canvas, body: widgets.Column(look.Gap + look.Tight)}
	c.Card = widgets.NewCard(words.T("upgrade.title"), nil, c.body)
	c.cancel = u.Watch(c.show)
	c.show()
	return c
}

// Close ends it.
func (c *Card) Close() { c.cancel() }

// Shown looks again.
func (c *Card) Shown() { c.u.Look() }

func fact(name string, value fyne.CanvasObject) fyne.CanvasObject {
	return widgets.RowTop(look.Roomy, 1, widgets.Sized(look.Text(150), 0, widgets.Hint(name)), value)
}

func (c *Card) show() {
	s, known := c.u.State()
	version := s.Version
	if version == "" {
		version = "–"
	}
	parts := []fyne.CanvasObject{fact(words.T("upgrade.running"), widgets.Body(version))}
	switch {
	case !known:
		parts = append(parts, widgets.Hint(words.T("upgrade.looking")))
	case s.Offered:
		parts = append(parts, c.offered(s)...)
	default:
		parts = append(parts, c.nothing(s)...)
	}
	if known && s.Before != "" && s.Why == nil {
		parts = append(parts, widgets.Divider(),
			widgets.Row(look.Gap, widgets.NewButton(widgets.Plain, words.T("upgrade.go_back", "Version", s.Before), "undo", c.askBack)),
			widgets.Small(words.T("upgrade.go_back.hint", "Version", s.Before)))
	}
	c.body.Objects = parts
	c.body.Refresh()
	c.Card.Refresh()
}

// nothing says why no newer version is offered.
func (c *Card) nothing(s State) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{}
	if s.Bad != nil {
		parts = append(parts, widgets.NewStatusPill(widgets.Bad, words.T("upgrade.refused")), widgets.Body(errorText(s.Bad)))
	}
	switch {
	case s.Why != nil:
		parts = append(parts, widgets.Body(errorText(s.Why)))
	case !s.Enrolled:
		parts = append(parts, widgets.Body(words.T("upgrade.not_enrolled")))
	case s.Bad == nil:
		parts = append(parts, widgets.Body(words.T("upgrade.nothing_newer")))
	}
	return parts
}

func errorText(err error) string {
	var known *data.Error
	if errors.As(err, &known) && words.Has(known.Code) {
		return session.ErrorText(err)
	}
	return words.T("upgrade.unknown_error")
}

// offered says how far a newer version is.
func (c *Card) offered(s State) []fyne.CanvasObject {
	o := s.Offer
	value := widgets.Column(look.Tight, widgets.Body(o.Version).Bold(), widgets.Small(words.T("upgrade.published", "Date", words.Date(o.Published))))
	parts := []fyne.CanvasObject{
		fact(words.T("upgrade.newer"), value),
		fact(words.T("upgrade.signature"), widgets.Row(0, widgets.NewStatusPill(widgets.Good, words.T("upgrade.signature.good")))),
		fact(words.T("upgrade.package"), widgets.Body(c.amount(s))),
		fact(words.T("upgrade.what_is_new"), widgets.Body(c.u.notes())),
	}
	switch {
	case s.Failed:
		return append(parts, widgets.NewStatusPill(widgets.Bad, words.T("upgrade.failed_here")), widgets.Body(words.T("upgrade.failed_here.why", "Version", o.Version)))
	case s.Why != nil:
		return append(parts, widgets.Body(errorText(s.Why)))
	}
	if s.Left {
		parts = append(parts, widgets.Hint(words.T("upgrade.left")))
	}
	if o.Ready {
		row := widgets.Wrapped(look.Gap, widgets.NewButton(widgets.Plain, words.T("upgrade.install"), "", c.u.Install))
		if c.u.Shown() {
			row.Add(widgets.NewButton(widgets.Quiet, words.T("upgrade.later"), "", c.u.Later))
		}
		parts = append(parts, row, widgets.Small(words.T("upgrade.ready.why")))
	}
	switch {
	case c.u.fetch != nil:
		parts = append(parts, c.u.fetch.card)
	case c.u.Fetchable():
		parts = append(parts, widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("upgrade.fetch", "Size", words.Bytes(o.Size-o.Here)), "download", c.u.Fetch)))
	}
	check := widget.NewCheck(words.T("upgrade.at_close"), nil)
	check.SetChecked(s.AtClose)
	check.OnChanged = c.u.SetAtClose
	return append(parts, check)
}

// amount is how much of the package is here, and how the rest comes.
func (c *Card) amount(s State) string {
	o := s.Offer
	key := "upgrade.package.part"
	switch {
	case o.Ready:
		key = "upgrade.package.here"
	case s.Why != nil: // nothing is fetched in vain
		key = "upgrade.package.size"
	case !s.Enrolled:
		key = "upgrade.package.unconnected"
	case s.Waits && c.u.fetch == nil:
		key = "upgrade.package.waits"
	}
	return words.T(key, "Here", words.Bytes(o.Here), "Size", words.Bytes(o.Size))
}

// askBack asks before going back, and says what it means for the data.
func (c *Card) askBack() {
	s, _ := c.u.State()
	text := words.T("upgrade.go_back.ask", "Version", s.Before, "Running", s.Version)
	if s.Older {
		text += "\n\n" + words.T("upgrade.go_back.older", "Version", s.Before)
	}
	widgets.Ask(c.canvas(), widgets.Question{Title: words.T("upgrade.go_back", "Version", s.Before), Text: text, Yes: words.T("upgrade.go_back.yes", "Version", s.Before), Grave: s.Older},
		func(string) { c.u.GoBack() })
}
