package thread

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/related"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/thread"
)

// offered is how many records the search for one lists.
const offered = 8

// finder chooses the record whose thread is to be walked, by kind and words.
type finder struct {
	p       *Page
	content fyne.CanvasObject
	kind    *widgets.PickList
	line    *widgets.FilterLine
	rows    *fyne.Container
	slot    session.Slot
}

func newFinder(p *Page) *finder {
	f := &finder{p: p, rows: widgets.Column(look.Tight)}
	kinds := []widgets.Option{{ID: "*", Text: words.T("thread.link.kind.any")}}
	for _, k := range thread.Kinds {
		kinds = append(kinds, widgets.Option{ID: k, Text: bound.KindWord(k)})
	}
	f.kind = widgets.NewChoice("", kinds)
	f.kind.Set("*")
	f.kind.OnPicked = func(string) { f.find() }
	f.rows.Hide()
	f.line = widgets.NewFilterLine(words.T("thread.find.hint"), func(string) { f.find() })
	f.line.OnDown = func() { f.to(0) }
	f.content = widgets.NewCard(words.T("thread.find"), nil, widgets.RowGrow(look.Gap, 1, widgets.Sized(look.Text(200), 0, f.kind), f.line), f.rows).AnyWidth()
	return f
}

func (f *finder) find() {
	kind, text, st := f.kind.ID(), strings.TrimSpace(f.line.Text()), f.p.s.Store
	if text == "" && kind == "*" {
		f.slot.Drop()
		f.show(nil)
		return
	}
	session.Load(f.p.s, &f.slot, func(ctx context.Context) ([]thread.Node, error) {
		var ids []data.ID
		if kind == "*" {
			hits, err := st.Search(ctx, text, 6*offered)
			if err != nil {
				return nil, err
			}
			for _, h := range hits {
				if slices.Contains(thread.Kinds, h.Record.Kind) && len(ids) < offered {
					ids = append(ids, h.Record.ID)
				}
			}
		} else {
			list, err := st.List(ctx, store.Query{Kind: kind, Text: text, Desc: true, Limit: offered, Fields: []string{}})
			if err != nil {
				return nil, err
			}
			for _, r := range list {
				ids = append(ids, r.ID)
			}
		}
		return thread.Nodes(ctx, st, ids, words.Now().Lang())
	}, f.show)
}

func (f *finder) show(found []thread.Node) {
	f.rows.Objects = nil
	if len(found) == 0 && (f.line.Text() != "" || f.kind.ID() != "*") {
		f.rows.Add(widgets.Hint(words.T("thread.link.none")))
	}
	for _, n := range found {
		title, line := related.Title(n), bound.KindWord(n.Kind)
		if l := related.Line(n); l != "" {
			line += " · " + l
		}
		parts := []fyne.CanvasObject{widgets.NewIcon(bound.KindIcon(n.Kind), look.Quiet, 0), widgets.Column(2, widgets.Body(words.Short(title, 120)), widgets.Small(line))}
		if n.StatusWord != "" {
			parts = append(parts, widgets.NewStatusPill(related.State(n), n.StatusWord))
		}
		row := bound.NewPress(widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 1, parts...)), func() { f.p.Show(n.ID) }).Named(title)
		at := len(f.rows.Objects)
		row.OnKey = func(key fyne.KeyName) bool {
			switch key {
			case fyne.KeyDown:
				f.to(at + 1)
			case fyne.KeyUp:
				f.to(at - 1)
			case fyne.KeyEscape:
				f.line.Focus()
			default:
				return false
			}
			return true
		}
		f.rows.Add(row)
	}
	widgets.ShowIf(f.rows, len(f.rows.Objects) > 0)
	f.content.Refresh()
	f.p.year.page.Refresh()
	f.p.year.scroll.Refresh()
}

// to moves the keyboard to a row of what was found; above the first is the line.
func (f *finder) to(at int) {
	if at < 0 {
		f.line.Focus()
		return
	}
	if at < len(f.rows.Objects) {
		if row, ok := f.rows.Objects[at].(*bound.Press); ok {
			f.p.s.Window.Canvas().Focus(row)
		}
	}
}

func (f *finder) close() { f.slot.Drop() }

// itemWords are what a record in a cell of the year is: kind, date and status,
// and its title.
func itemWords(n thread.Node, unsur string) (kind, name string) {
	kind, name = bound.KindWord(n.Kind), named(n)
	if unsur != "" {
		name = unsur
		kind += " · " + related.Title(n)
	}
	for _, more := range []string{words.Date(n.Date), n.StatusWord} {
		if more != "" {
			kind += " · " + more
		}
	}
	if n.Kind == "answer" {
		kind += " · " + n.Detail
	}
	return kind, name
}
