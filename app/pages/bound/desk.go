package bound

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// DeskParts is what a Desk is made of. What is read of a record is a Now.
type DeskParts[Now any] struct {
	List   *Listing
	Idle   fyne.CanvasObject // stands at the right while no record is open
	Detail fyne.CanvasObject // stands there while one is
	Record func(*Now) data.Record
	Show   func(*Now) // in the detail
	Commit func()     // saves what is being typed
	Gone   string     // the text that the record is no longer there
	Closed func()     // no record is open any more; may be nil
}

// Desk is a page of records: their list, and beside it the one that is open.
type Desk[Now any] struct {
	Split *widgets.SplitView

	s     *session.Session
	of    DeskParts[Now]
	right *fyne.Container
	slot  session.Slot
	open  data.ID
}

// NewDesk makes it; nothing is open.
func NewDesk[Now any](s *session.Session, of DeskParts[Now]) *Desk[Now] {
	d := &Desk[Now]{s: s, of: of, right: container.NewStack(of.Idle)}
	d.Split = widgets.NewSplitView(of.List.Content, d.right)
	return d
}

// Opened is the record that is open, data.NilID for none.
func (d *Desk[Now]) Opened() data.ID { return d.open }

// Open reads a record, by its own id or by that of one of its parts, and brings
// it into view. read gives nil or data.ErrNotFound for one that is not there.
// shown is told whether another record was open before; it may be nil.
func (d *Desk[Now]) Open(id data.ID, read func(context.Context) (*Now, error), shown func(now *Now, another bool)) {
	if id != d.open {
		d.of.Commit()
	}
	d.load(read, func(now *Now) {
		whole := d.of.Record(now).ID
		another := d.open != whole
		d.open = whole
		d.of.List.Mark(whole)
		d.of.Show(now)
		widgets.ShowOnly(d.right, d.of.Detail)
		d.Split.Open()
		if shown != nil {
			shown(now, another)
		}
	})
}

// Reload reads the open record anew.
func (d *Desk[Now]) Reload(read func(context.Context) (*Now, error)) { d.load(read, d.of.Show) }

func (d *Desk[Now]) load(read func(context.Context) (*Now, error), show func(*Now)) {
	session.Load(d.s, &d.slot, func(ctx context.Context) (*Now, error) {
		now, err := read(ctx)
		if errors.Is(err, data.ErrNotFound) {
			return nil, nil
		}
		return now, err
	}, func(now *Now) {
		if now == nil || d.of.Record(now).Gone() {
			d.Clear()
			d.s.Note(words.T(d.of.Gone))
			return
		}
		show(now)
	})
}

// Lay brings something else to the right, such as the form that begins a record.
func (d *Desk[Now]) Lay(o fyne.CanvasObject) {
	d.Clear()
	widgets.ShowOnly(d.right, o)
	d.Split.Open()
}

// Clear opens no record.
func (d *Desk[Now]) Clear() {
	d.of.Commit()
	d.open = data.NilID
	d.slot.Drop()
	if d.of.Closed != nil {
		d.of.Closed()
	}
	widgets.ShowOnly(d.right, d.of.Idle)
	d.of.List.Mark(data.NilID)
	d.Split.Close()
}

// Close ends the desk and its list, and saves what is being typed.
func (d *Desk[Now]) Close() {
	d.of.Commit()
	d.slot.Drop()
	d.of.List.Close()
}
