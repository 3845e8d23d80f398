package evaluation

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/suggest"
)

// cardHelp stands under the levels of an indicator: what the records suggest,
// what last year has, and what the unit says in F-01. Nothing to say shows nothing.
type cardHelp struct {
	c       *card
	content *fyne.Container
	key     string // what is drawn now
}

func newCardHelp(c *card) *cardHelp {
	h := &cardHelp{c: c, content: widgets.Column(look.Gap + look.Tight)}
	h.content.Hide()
	return h
}

// linksShown is how many records are named one by one.
const linksShown = 3

// known are the facts, none while they are being read.
func (h *help) known() *suggest.Facts {
	if h == nil {
		return nil
	}
	return h.facts
}

// showHelp draws it anew when what it says has changed.
func (c *card) showHelp() {
	h, sheet, id := c.help, c.f.sheet, c.indicator.ID
	level, chosen := sheet.Level(id)
	if !chosen {
		level = widgets.NoLevel
	}
	g, suggested := suggest.Suggest(c.indicator, c.f.help.known())
	var lastFiles []data.Record
	if c.f.help != nil {
		lastFiles = c.f.help.lastFiles[id]
	}
	last, hasLast := sheet.LastYear[id]
	bring := sheet.BringOf(id, lastFiles)
	stated := c.stated()
	open := !c.locked && !c.undecided

	var key []string
	if suggested {
		key = append(key, strconv.Itoa(g.Level), said(g.Reason), doubts(g), fmt.Sprint(len(g.Links)), strconv.FormatBool(level == g.Level))
	}
	if hasLast {
		key = append(key, last.Text("score"), last.Text("note"), fileNames(lastFiles), bringText(bring))
	}
	key = append(key, stated, strconv.FormatBool(open))
	if all := strings.Join(key, "\x00"); all != h.key {
		h.key = all
	} else {
		return
	}
	h.content.Objects = nil
	if suggested {
		h.content.Add(h.suggestion(g, level, open))
	}
	if hasLast && (last.Text("note") != "" || len(lastFiles) > 0 || last.Text("score") != "") {
		h.content.Add(h.lastYear(last, lastFiles, bring))
	}
	if stated != "" {
		h.content.Add(h.statement(stated))
	}
	widgets.ShowIf(h.content, len(h.content.Objects) > 0)
	h.content.Refresh()
	c.content.Refresh()
	c.f.column.Refresh()
}

func fileNames(files []data.Record) string {
	var names []string
	for _, f := range files {
		names = append(names, f.ID.String()+f.Text("name"))
	}
	return strings.Join(names, "\x00")
}

func doubts(g suggest.Suggestion) string {
	var all []string
	for _, d := range g.Doubts {
		all = append(all, said(d))
	}
	return strings.Join(all, " ")
}

// row is an icon, what it says, and a button at the right. The button has the
// room of the longest word that can stand there, so that the lines beside it do
// not break anew when the word changes or the button goes.
func row(icon string, tint fyne.ThemeColorName, body fyne.CanvasObject, button *widgets.Button, longest ...string) fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.NewIcon(icon, tint, 18), body}
	room := float32(0)
	for _, word := range longest {
		room = max(room, compact(widgets.Plain, word, nil).MinSize().Width)
	}
	switch {
	case button != nil:
		parts = append(parts, widgets.Sized(max(room, button.MinSize().Width), 0, widgets.RowGrow(0, 0, widgets.Space(0, 0), button)))
	case room > 0:
		parts = append(parts, widgets.Space(room, 0))
	}
	if _, line := body.(*widgets.Text); line {
		return widgets.RowGrow(look.Gap, 1, parts...) // one text stands level with its button
	}
	return widgets.RowTop(look.Gap, 1, parts...)
}

func compact(kind widgets.Kind, text string, pressed func()) *widgets.Button {
	return widgets.NewButton(kind, text, "", pressed).Compact()
}

func (h *cardHelp) suggestion(g suggest.Suggestion, level int, open bool) fyne.CanvasObject {
	c := h.c
	icon, tint, title := "innovation", look.Sea, words.T("suggest.card.suggests", "Level", g.Level)
	var use *widgets.Button
	switch {
	case !g.Fits():
		icon, tint, title = "warning", look.Wait, words.T("suggest.card.no_level")
	case level == g.Level:
		icon, tint, title = "check", look.Good, words.T("suggest.card.agrees", "Level", g.Level)
	case open:
		use = compact(widgets.Plain, words.T("suggest.card.use", "Level", g.Level), func() {
			c.levels.SetLevel(g.Level)
			c.levels.Focus()
			c.f.choose(c.indicator.ID, g.Level)
		})
	}
	body := widgets.Column(2, widgets.Body(title).Bold(), widgets.Hint(said(g.Reason)))
	if text := doubts(g); text != "" {
		body.Add(widgets.Small(text))
	}
	if links := linkRow(c.f, g.Links); links != nil {
		body.Add(links)
	}
	if !g.Fits() || c.locked {
		return row(icon, tint, body, nil)
	}
	return row(icon, tint, body, use, words.T("suggest.card.use", "Level", g.Level))
}

// linkRow leads to the first records that something rests on, nil where there
// is no page for any of them.
func linkRow(f *form, links []suggest.Link) fyne.CanvasObject {
	line, more := widgets.Wrapped(look.Tight), 0
	for _, l := range links {
		page := pageOf(l.Kind)
		switch {
		case page == "" || l.Title == "":
		case len(line.Objects) == linksShown:
			more++
		default:
			line.Add(widgets.NewButton(widgets.Quiet, words.Short(l.Title, 48), "", func() { f.p.s.Open(page, l.ID) }).Compact())
		}
	}
	if more > 0 {
		line.Add(widgets.Inset(0, look.Tight+3, widgets.Small(words.T("suggest.card.more", "N", more)).Whole()))
	}
	if len(line.Objects) == 0 {
		return nil
	}
	return line
}

func (h *cardHelp) lastYear(last data.Record, files []data.Record, bring assess.Bring) fyne.CanvasObject {
	c := h.c
	var parts []string
	if level := last.Text("score"); level != "" {
		parts = append(parts, words.T("suggest.card.last_level", "Level", level))
	}
	if note := last.Text("note"); note != "" {
		parts = append(parts, words.T("suggest.card.last_note", "Note", words.Short(note, 160)))
	}
	if len(files) > 0 {
		parts = append(parts, words.T("suggest.card.last_files", "N", len(files)))
	}
	text := widgets.Hint(words.T("suggest.card.last", "Period", c.f.sheet.LastPeriod, "What", strings.Join(parts, ", ")))
	var body fyne.CanvasObject = text
	if len(files) > 0 {
		evidence := bound.NewEvidence(c.f.p.s, "", "", "") // to be looked at, never changed from here
		evidence.Show(last, files)
		evidence.Lock(true)
		body = widgets.Column(look.Tight, text, evidence.Strip)
	}
	if c.locked {
		return row("clock", look.Quiet, body, nil)
	}
	here := words.T("suggest.card.brought")
	all := assess.Bring{Level: assess.NoLevel, Note: last.Text("note"), Files: files}
	if level, ok := last.Int("score"); ok {
		all.Level = int(level)
	}
	button := compact(widgets.Quiet, here, nil)
	if bring.Empty() {
		button.Disable()
	} else {
		button = compact(widgets.Quiet, bringText(bring), h.bring)
	}
	return row("clock", look.Quiet, body, button, here, bringText(all))
}

// bringText says what will be brought, "" for nothing.
func bringText(b assess.Bring) string {
	var parts []string
	if b.Level != assess.NoLevel {
		parts = append(parts, words.T("suggest.card.bring_level"))
	}
	if b.Note != "" {
		parts = append(parts, words.T("suggest.card.bring_note"))
	}
	if len(b.Files) > 0 {
		parts = append(parts, words.T("suggest.card.bring_files", "N", len(b.Files)))
	}
	if len(parts) == 0 {
		return ""
	}
	return words.T("suggest.card.bring", "What", strings.Join(parts, ", "))
}

// bring takes last year's level, note and evidence into what is blank here, as
// one action. What was typed just now is saved first and stays.
func (h *cardHelp) bring() {
	c, f := h.c, h.c.f
	c.fields.Commit()
	id := c.indicator.ID
	b := f.sheet.BringOf(id, f.help.lastFiles[id])
	if c.note.Text() != "" {
		b.Note = ""
	}
	c.levels.Focus()
	f.p.s.Write("suggest.undo.bring", f.sheet.BringEdits(f.p.s.Store, id, b), nil)
}

// stated is what the unit's answers say about the indicator, "" for nothing.
func (c *card) stated() string {
	var parts []string
	for _, q := range c.f.sheet.Instrument.Informing(c.indicator.ID) {
		value := c.f.sheet.Statements[q.ID].Text("value")
		if value == "" {
			continue
		}
		name := q.Short.In(lang())
		if name == "" {
			name = words.T("suggest.card.number", "N", q.Number)
		}
		parts = append(parts, name+" "+answerText(q, value))
	}
	return strings.Join(parts, " · ")
}

func (h *cardHelp) statement(text string) fyne.CanvasObject {
	f := h.c.f
	open := compact(widgets.Quiet, words.T("suggest.card.f01_open"), func() {
		if all := f.sheet.Instrument.Informing(h.c.indicator.ID); len(all) > 0 {
			f.stated(all[0].ID)
		}
	})
	return row("edit", look.Quiet, widgets.Hint(words.T("suggest.card.f01", "List", text)).OneLine(), open)
}
