package integration

import (
	"fmt"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/integrate"
)

// items is the tab Kesiapan: how many items are ready, those that are not by
// name, and every item with its state and proof. A key sets the state of the row
// that has the keyboard.
type items struct {
	d      *detail
	scroll *widgets.FollowFocus
	page   fyne.CanvasObject
	share  *widgets.Text
	left   *widgets.Text
	open   *widgets.Text
	list   *bound.OpenList
	source *widgets.Text
	lines  map[data.ID]integrate.Line
	order  []data.ID
	state  *widgets.PickList // of the open item
	files  *bound.Evidence   // of the open item
}

// keys are what sets each of integrate.States: its digit and its letter.
var keys = map[rune]string{
	'0': integrate.None, '1': integrate.Process, '2': integrate.Ready, '3': integrate.NotApplicable,
	'b': integrate.None, 'p': integrate.Process, 's': integrate.Ready, 't': integrate.NotApplicable,
}

func newItems(d *detail) *items {
	p := &items{d: d, share: widgets.NewText("", look.TextSize+2).Bold(), left: widgets.Body(""), open: widgets.Hint(""), source: widgets.Small(""), lines: map[data.ID]integrate.Line{}}
	p.list = bound.NewOpenList(d.page.s, "integration.undo.item", "")
	p.list.Line, p.list.Fields, p.list.Resized = p.line, p.fields, p.resize
	p.list.Filter = func(r data.Record, _ string, e data.Edit) []data.Edit {
		return append(integrate.First(d.now.System, p.lines[r.ID]), e)
	}
	p.list.Shown = p.shown
	p.list.OnRune = func(r data.Record, typed rune) {
		if state, ok := keys[unicode.ToLower(typed)]; ok {
			p.set(r.ID, state)
		}
	}
	p.list.OnKey = func(r data.Record, key fyne.KeyName) bool {
		if key != fyne.KeyDelete && key != fyne.KeyBackspace {
			return false
		}
		p.set(r.ID, "")
		return true
	}
	p.page = widgets.Page(
		widgets.NewCard(words.T("integration.items"), nil, widgets.Column(look.Tight, p.share, p.left, p.open), widgets.Small(words.T("integration.items.keys")), widgets.Divider(), p.list.Content, p.source))
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *items) Object() fyne.CanvasObject { return p.scroll }
func (p *items) Commit()                   { p.list.Commit() }
func (p *items) close()                    {}
func (p *items) resize()                   { p.page.Refresh(); p.scroll.Refresh() }

// reveal opens an item.
func (p *items) reveal(id data.ID) { p.list.Open(id) }

func (p *items) Show(now *integrate.Sheet) {
	sh := now.Share()
	p.share.Set(shareWord(sh))
	left := words.T("integration.all_ready")
	if names := notReady(sh); len(names) > 0 {
		left = words.T("integration.left", "List", strings.Join(names, "; "))
	}
	p.left.Set(left)
	p.open.Set(words.T("integration.unassessed", "N", words.Count(sh.Unassessed)))
	widgets.ShowIf(p.open, sh.Unassessed > 0)
	p.source.Set(words.T("integration.items.ours", "Version", now.Rules.Version, "Source", now.Rules.Source.In(lang())))
	var records []data.Record
	p.lines = map[data.ID]integrate.Line{}
	p.order = nil
	for _, l := range now.Lines {
		rec := l.Record
		if rec.ID == data.NilID { // a record in waiting, which the first word or state makes
			rec = data.Record{Kind: "readiness", ID: integrate.ReadinessID(now.System.ID, l.ID), Scope: now.System.Scope, Fields: map[string]data.Value{}}
		}
		p.lines[rec.ID] = l
		p.order = append(p.order, rec.ID)
		records = append(records, rec)
	}
	p.list.Show(records, p.d.locked())
	p.resize()
}

func (p *items) line(r data.Record) fyne.CanvasObject {
	l := p.lines[r.ID]
	number := ""
	for i, id := range p.order {
		if id == r.ID {
			number = fmt.Sprintf("%d.", i+1)
		}
	}
	state, word, icon := stateWord(l.State)
	var under []string
	if !l.Known {
		under = append(under, words.T("integration.items.no_longer"))
	}
	if on := r.Text("since_on"); on != "" && l.State != "" {
		under = append(under, words.T("integration.since", "On", words.Date(on)))
	}
	for _, f := range []string{"evidence", "note"} {
		if t := strings.Join(strings.Fields(r.Text(f)), " "); t != "" {
			under = append(under, t)
		}
	}
	if n := len(l.Files); n > 0 {
		under = append(under, words.T("integration.files_count", "N", words.Count(n)))
	}
	text := widgets.Column(2, widgets.Body(l.Name.In(lang())))
	if len(under) > 0 {
		text.Add(widgets.Small(strings.Join(under, " · ")))
	}
	return widgets.RowGrow(look.Gap, 1, widgets.Sized(look.Text(26), 0, widgets.Hint(number)), text, widgets.NewStatusPill(state, word).WithIcon(icon))
}

// stateWord is a state in a colour, a word and an icon.
func stateWord(state string) (widgets.State, string, string) {
	switch state {
	case integrate.Ready:
		return widgets.Good, words.T("integration.state.ready"), ""
	case integrate.Process:
		return widgets.Wait, words.T("integration.state.process"), "clock"
	case integrate.None:
		return widgets.Bad, words.T("integration.state.none"), "close"
	case integrate.NotApplicable:
		return widgets.Neutral, words.T("integration.state.not_applicable"), "info"
	}
	return widgets.Neutral, words.T("integration.state.open"), "edit"
}

func (p *items) fields(f *bound.Form, r data.Record) ([]fyne.CanvasObject, interface{ Focus() }) {
	label := func(name string) string { return words.T("kinds.readiness." + name) }
	var options []widgets.Option
	for i, id := range integrate.States {
		options = append(options, widgets.Option{ID: id, Text: words.T("integration.state." + id), Detail: fmt.Sprint(i)})
	}
	p.state = widgets.NewPickList(words.T("integration.state"), options)
	p.state.OnPicked = func(id string) { p.set(r.ID, id) }
	evidence := f.Text("evidence", widgets.NewAutoField(label("evidence")))
	evidence.SetExample(words.T("integration.evidence_example"))
	note := f.Text("note", widgets.NewAutoArea(label("note"), 2))
	p.files = bound.NewEvidence(p.d.page.s, words.T("integration.files"), "integration.undo.file", "integration.undo.file_remove")
	p.files.First = func() []data.Edit { return integrate.First(p.d.now.System, p.lines[r.ID]) }
	all := []fyne.CanvasObject{widgets.Hint(p.lines[r.ID].Ask.In(lang())), bound.Columns(240, p.state, evidence), note, p.files.Strip}
	if !p.d.locked() {
		all = append(all, widgets.Row(look.Gap,
			widgets.NewButton(widgets.Plain, words.T("integration.item.close"), "check", func() { p.list.Close(); p.list.Focus(r.ID) }).Compact(),
			widgets.NewButton(widgets.Quiet, words.T("integration.item.blocker"), "warning", func() {
				p.list.Commit()
				p.d.tabs.Go(tabNotes).(*notes).begin(p.lines[r.ID])
			}).Compact()))
	}
	return all, evidence
}

// shown hands the open item's state and files what was read anew.
func (p *items) shown(r data.Record) {
	l := p.lines[r.ID]
	p.state.Set(l.State)
	if p.d.locked() {
		p.state.Disable()
	}
	p.files.Show(r, l.Files)
	p.files.Lock(p.d.locked())
}

// set takes an item to a state, the same one leaves it.
func (p *items) set(id data.ID, state string) {
	if p.d.locked() {
		return
	}
	p.list.Commit()
	s := p.d.now.System
	p.d.page.s.Write("integration.undo.state", integrate.SetState(s, p.lines[id], state, p.d.page.today(s.Scope)), nil)
}
