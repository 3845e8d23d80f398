package followup

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
)

// list is the view Daftar: rows at the left, the form at the right.
type list struct {
	*bound.List
	page    *Page
	content fyne.CanvasObject
	status  *widgets.PickList
	sort    *widgets.PickList
	empty   *bound.Empty
}

// Filters beside the statuses.
const (
	filterAll  = "all"
	filterOpen = "open"
	filterLate = "late"
	filterSoon = "soon"
)

// Orders of the list.
const (
	sortDue     = "due"
	sortChanged = "changed"
	sortOffice  = "office"
)

func newList(p *Page) *list {
	l := &list{page: p}
	var choices []widgets.Option
	for _, id := range []string{filterOpen, filterLate, filterSoon} {
		choices = append(choices, widgets.Option{ID: id, Text: words.T("followup.filter." + id)})
	}
	for _, id := range statuses {
		choices = append(choices, widgets.Option{ID: id, Text: words.T("followup.status." + id)})
	}
	choices = append(choices, widgets.Option{ID: filterAll, Text: words.T("followup.filter.all")})
	l.status = widgets.NewChoice("", choices)
	l.status.Set(filterOpen)
	l.status.OnPicked = func(string) { p.apply() }
	var orders []widgets.Option
	for _, id := range []string{sortDue, sortChanged, sortOffice} {
		orders = append(orders, widgets.Option{ID: id, Text: words.T("followup.sort." + id)})
	}
	l.sort = widgets.NewChoice("", orders)
	l.sort.Set(sortDue)
	l.sort.OnPicked = func(string) { p.reloadList() }
	l.empty = bound.NewEmpty("follow-up", words.T("followup.empty"), words.T("followup.empty.filtered"), words.T("followup.empty.clear"), l.clear)
	l.List = bound.NewList(widgets.ListParts{Bare: true, Empty: l.empty.Object}, p.openRecord, p.reloadList)
	l.Records.OnOpened = func(string) { p.front() }
	top := widgets.Inset(look.Roomy, look.Gap, widgets.RowGrow(look.Gap, 0, l.status, widgets.Sized(look.Text(118), 0, l.sort)))
	l.content = bound.Under(bound.Sheet(top), l.Records)
	return l
}

func (l *list) object() fyne.CanvasObject { return l.content }

func (l *list) focus(data.ID) { l.Records.Focus() }

// clear shows all.
func (l *list) clear() {
	l.status.Set(filterAll)
	l.page.head.clear()
	l.page.reloadList()
}

func (l *list) show(f *set) {
	var kept []data.Record
	for _, r := range f.kept {
		if l.keeps(r, f.today(r)) {
			kept = append(kept, r)
		}
	}
	switch l.sort.ID() {
	case sortDue:
		slices.SortStableFunc(kept, byDue)
	case sortOffice:
		slices.SortStableFunc(kept, func(a, b data.Record) int {
			return cmp.Or(cmp.Compare(a.Text("office"), b.Text("office")), byDue(a, b))
		})
	}
	l.empty.Filtered(l.page.head.narrowed() || len(f.records) > 0)
	l.Set(l.page.rows(kept, f))
	if open := l.page.open; open != data.NilID && !l.page.fresh {
		l.Mark(open)
	}
}

func (l *list) keeps(r data.Record, today string) bool {
	due, _ := followup.DueOf(r, today)
	switch want := l.status.ID(); want {
	case filterAll:
		return true
	case filterOpen:
		return due != followup.Closed
	case filterLate:
		return due == followup.Late
	case filterSoon:
		return due == followup.Soon
	default:
		return followup.Status(r) == want
	}
}
