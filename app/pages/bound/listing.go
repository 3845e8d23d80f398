package bound

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// Listed says what a Listing lists and how.
type Listed struct {
	Kind   string   // of the records
	Fields []string // that rows and orders read
	// Area is that of the texts: empty (also empty_read_only, and
	// empty_headquarters where there is one), empty.filtered, empty.clear, new
	// and sort.<order>. The icon has this name too.
	Area   string
	Orders []Order             // to choose from; the list begins with the first
	Above  []fyne.CanvasObject // over the rows, below the mission
	New    func()              // begins a record; not offered where nothing can be written
	Open   func(data.ID)       // shows a record
	Front  func()              // brings the record into view, in a narrow window too
	Chosen func()              // another mission was chosen; may be nil
	// Row shows a record. More, in its place, first reads what else the rows
	// need, of a mission or with "" of all.
	Row  func(data.Record) widgets.Record
	More func(ctx context.Context, mission string) (func(data.Record) widgets.Record, error)
}

// Order is one order of a list. Without Compare the record that was changed
// last comes first.
type Order struct {
	ID      string
	Compare func(a, b data.Record) int
}

// ByText compares the texts of a field in the order of the alphabet.
func ByText(field string) func(a, b data.Record) int {
	return func(a, b data.Record) int {
		return cmp.Compare(strings.ToLower(a.Text(field)), strings.ToLower(b.Text(field)))
	}
}

// Latest compares the dates, or periods, of a field: the latest first.
func Latest(field string) func(a, b data.Record) int {
	return func(a, b data.Record) int { return cmp.Compare(b.Text(field), a.Text(field)) }
}

// Listing is the left side of a page: all records of a kind, narrowed by words
// and at headquarters by mission.
type Listing struct {
	*List
	Content fyne.CanvasObject
	Mission *MissionFilter // seen at headquarters only

	s     *session.Session
	of    Listed
	empty *Empty
	slot  session.Slot
	open  data.ID
}

// NewListing makes it without rows; Reload reads them.
func NewListing(s *session.Session, of Listed) *Listing {
	l := &Listing{s: s, of: of}
	l.empty = NewEmpty(of.Area, words.T(nothingYet(s, of.Area)), words.T(of.Area+".empty.filtered"), words.T(of.Area+".empty.clear"), l.clear)
	parts := widgets.ListParts{Sort: of.Orders[0].ID, Empty: l.empty.Object}
	for _, o := range of.Orders {
		parts.Sorts = append(parts.Sorts, widgets.Option{ID: o.ID, Text: words.T(of.Area + ".sort." + o.ID)})
	}
	if !s.ReadOnly() {
		parts.New, parts.OnNew = words.T(of.Area+".new"), of.New
	}
	l.List = NewList(parts, of.Open, l.Reload)
	l.Records.OnOpened = func(string) { of.Front() }
	l.Mission = NewMissionFilter(l.chosen)
	above := of.Above
	if s.Headquarters() {
		above = append([]fyne.CanvasObject{l.Mission.Pick}, above...)
	}
	l.Content = l.Records
	if len(above) > 0 {
		l.Content = Under(Sheet(widgets.Inset(look.Roomy, look.Gap, widgets.Column(look.Gap, above...))), l.Records)
	}
	return l
}

// nothingYet is the text of a list to which nothing was written yet.
func nothingYet(s *session.Session, area string) string {
	switch key := area + ".empty_headquarters"; {
	case s.Headquarters() && words.Has(key):
		return key
	case s.ReadOnly():
		return area + ".empty_read_only"
	}
	return area + ".empty"
}

// Mark marks the record that is open, none with data.NilID.
func (l *Listing) Mark(id data.ID) {
	l.open = id
	l.List.Mark(id)
}

// Close stops reading.
func (l *Listing) Close() { l.slot.Drop() }

func (l *Listing) chosen() {
	l.Reload()
	if l.of.Chosen != nil {
		l.of.Chosen()
	}
}

// clear takes all filters away.
func (l *Listing) clear() {
	l.Mission.Clear()
	l.Text = ""
	l.Records.ClearFilter()
	l.chosen()
}

type found struct {
	records  []data.Record
	missions []widgets.Option
	row      func(data.Record) widgets.Record
}

// Reload reads the records anew.
func (l *Listing) Reload() {
	q := store.Query{Kind: l.of.Kind, Text: strings.TrimSpace(l.Text), Scope: l.Mission.Scope(), Desc: true, Fields: l.of.Fields}
	session.Load(l.s, &l.slot, func(ctx context.Context) (f found, err error) {
		if f.records, err = l.s.Store.List(ctx, q); err != nil {
			return f, err
		}
		if f.row = l.of.Row; l.of.More != nil {
			if f.row, err = l.of.More(ctx, q.Scope); err != nil {
				return f, err
			}
		}
		if l.s.Headquarters() {
			f.missions, err = Missions(ctx, l.s.Store, l.of.Kind)
		}
		return f, err
	}, l.show)
}

func (l *Listing) show(f found) {
	if f.missions != nil {
		l.Mission.SetMissions(f.missions)
	}
	for _, o := range l.of.Orders {
		if o.ID == l.Sort && o.Compare != nil {
			slices.SortStableFunc(f.records, o.Compare)
		}
	}
	l.empty.Filtered(l.Mission.Scope() != "" || l.Text != "")
	rows := make(Rows, 0, len(f.records))
	for _, r := range f.records {
		row := f.row(r)
		if l.s.Headquarters() {
			row.Line = MissionName(r.Scope) + " · " + row.Line
		}
		rows = append(rows, row)
	}
	l.Set(rows)
	if l.open != data.NilID {
		l.Mark(l.open)
	}
}
