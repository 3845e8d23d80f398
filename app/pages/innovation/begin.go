package innovation

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// begin asks what a new innovation is.
type begin struct {
	p       *Page
	content fyne.CanvasObject
	title   *widgets.AutoField
	stage   *widgets.PickList
	on      *widgets.ParsedField
	busy    bool
}

func newBegin(p *Page) *begin {
	b := &begin{p: p}
	b.title = widgets.NewAutoField(words.T("kinds.innovation.title"))
	b.title.SetExample(words.T("innovation.title_example"))
	b.title.OnEnter = b.start
	b.stage = widgets.NewChoice(words.T("kinds.innovation.stage"), stages())
	b.stage.Set("learning")
	b.on = widgets.NewDateField(words.T("kinds.innovation.started_on"), p.s.Now)
	b.content = widgets.NewFollowFocus(widgets.Page(widgets.NewCard(words.T("innovation.begin_title"), nil,
		b.title, bound.Columns(220, b.stage, b.on),
		widgets.Row(look.Gap,
			widgets.NewButton(widgets.Primary, words.T("innovation.begin"), "check", b.start),
			widgets.NewButton(widgets.Quiet, words.T("innovation.begin_cancel"), "", p.desk.Clear)))))
	return b
}

func stages() []widgets.Option {
	var all []widgets.Option
	for _, id := range []string{"learning", "running", "ended"} {
		all = append(all, widgets.Option{ID: id, Text: words.T("innovation.stage." + id)})
	}
	return all
}

// start writes the innovation and opens it.
func (b *begin) start() {
	title := strings.TrimSpace(b.title.Text())
	if title == "" {
		b.title.SetError(words.T("innovation.title_missing"))
		b.title.Focus()
		return
	}
	if b.busy {
		return
	}
	b.busy = true
	s, id := b.p.s, b.p.s.Store.NewID()
	fields := map[string]data.Value{"title": data.TextValue(title), "stage": data.TextValue(b.stage.ID())}
	if on := b.on.Value(); on != "" {
		fields["started_on"] = data.TextValue(on)
	}
	s.Write("innovation.undo.begin", data.Create("innovation", id, bound.OwnScope(s), fields), func() { b.p.openRecord(id, tabAbout) })
}
