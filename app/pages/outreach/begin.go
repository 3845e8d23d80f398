package outreach

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/outreach"
)

// begin asks what a new activity is.
type begin struct {
	p       *Page
	content fyne.CanvasObject
	title   *widgets.AutoField
	channel *widgets.PickList
	on      *widgets.ParsedField
	busy    bool
}

func newBegin(p *Page) *begin {
	b := &begin{p: p}
	b.title = widgets.NewAutoField(words.T("kinds.outreach.title"))
	b.title.SetExample(words.T("outreach.title_example"))
	b.title.OnEnter = b.start
	b.channel = widgets.NewPickList(words.T("kinds.outreach.channel"), channelOptions())
	b.on = widgets.NewDateField(words.T("kinds.outreach.held_on"), p.s.Now)
	b.content = widgets.NewFollowFocus(widgets.Page(widgets.NewCard(words.T("outreach.begin_title"), nil,
		b.title, bound.Columns(220, b.channel, b.on),
		widgets.Row(look.Gap,
			widgets.NewButton(widgets.Primary, words.T("outreach.begin"), "check", b.start),
			widgets.NewButton(widgets.Quiet, words.T("outreach.begin_cancel"), "", p.desk.Clear)))))
	return b
}

// start writes the activity, as planned unless its day has passed, and opens it.
func (b *begin) start() {
	title := strings.TrimSpace(b.title.Text())
	if title == "" {
		b.title.SetError(words.T("outreach.title_missing"))
		b.title.Focus()
		return
	}
	if b.busy {
		return
	}
	b.busy = true
	s, id := b.p.s, b.p.s.Store.NewID()
	scope := bound.OwnScope(s)
	fields := map[string]data.Value{"title": data.TextValue(title), "status": data.TextValue(outreach.Planned)}
	if c := b.channel.ID(); c != "" {
		fields["channel"] = data.TextValue(c)
	}
	if on := b.on.Value(); on != "" {
		fields["held_on"] = data.TextValue(on)
		if on < b.p.today(scope) {
			fields["status"] = data.TextValue(outreach.Held)
		}
	}
	s.Write("outreach.undo.begin", data.Create("outreach", id, scope, fields), func() { b.p.openRecord(id) })
}

func channelOptions() []widgets.Option {
	var all []widgets.Option
	for _, id := range outreach.Channels() {
		all = append(all, widgets.Option{ID: id, Text: words.Capital(words.T("kinds.outreach.channel." + id))})
	}
	return all
}
