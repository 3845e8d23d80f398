package followup

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
)

// board is the view Papan: a column for each status.
type board struct {
	page    *Page
	content fyne.CanvasObject
	board   *widgets.Board
}

// closed is the column of what was cancelled or carried over.
const closed = "closed"

func newBoard(p *Page) *board {
	b := &board{page: p}
	b.board = widgets.NewBoard([]widgets.BoardColumn{
		{ID: followup.Planned, Title: words.T("followup.status.planned"), Icon: "edit"},
		{ID: followup.Running, Title: words.T("followup.status.running"), Icon: "clock", State: widgets.Wait},
		{ID: followup.Done, Title: words.T("followup.status.done"), Icon: "check", State: widgets.Good},
		{ID: closed, Title: words.T("followup.board.closed"), Icon: "close"},
	})
	b.board.OnOpened = func(id string) {
		if rec, err := data.ParseID(id); err == nil {
			p.openRecord(rec)
		}
	}
	if !p.s.ReadOnly() {
		b.board.OnMove = b.move
	}
	scroll := container.NewHScroll(b.board)
	b.board.OnReach = func(from, to float32) {
		switch seen := scroll.Offset.X; {
		case from < seen:
			scroll.ScrollToOffset(fyne.NewPos(from, 0))
		case to > seen+scroll.Size().Width:
			scroll.ScrollToOffset(fyne.NewPos(to-scroll.Size().Width, 0))
		}
	}
	b.content = widgets.Inset(look.Roomy, look.Gap+look.Tight, scroll)
	return b
}

func (b *board) object() fyne.CanvasObject { return b.content }

func (b *board) focus(id data.ID) {
	if id == data.NilID || !b.board.FocusCard(id.String()) {
		b.board.FocusFirst()
	}
}

func (b *board) show(f *set) {
	columns := make([][]data.Record, 4)
	for _, r := range f.kept {
		at := 0
		switch followup.Status(r) {
		case followup.Running:
			at = 1
		case followup.Done:
			at = 2
		case followup.Cancelled, followup.Carried:
			at = 3
		}
		columns[at] = append(columns[at], r)
	}
	cards := make([][]widgets.Record, len(columns))
	for i, records := range columns {
		if i < 2 {
			slices.SortStableFunc(records, byDue)
		} else {
			slices.SortStableFunc(records, latestFirst)
		}
		cards[i] = b.page.rows(records, f)
	}
	b.board.Set(cards)
}

// move takes a card to the status of a column, by the rules.
func (b *board) move(id, column string) {
	rec, err := data.ParseID(id)
	if err != nil {
		return
	}
	i := slices.IndexFunc(b.page.all.records, func(r data.Record) bool { return r.ID == rec })
	if i < 0 {
		return
	}
	if column == closed {
		column = followup.Cancelled
	}
	b.page.moveTo(b.page.all.records[i], column)
}
