package respond

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	poll "pinisi/data/respond"
)

// paper is the typing of paper sheets (ketik lembar). Each finished sheet is
// stored at once; the one in hand survives leaving the page and a crash.
type paper struct {
	e       *Entry
	content *fyne.Container
	title   *widgets.Text
	number  *widgets.ParsedField
	date    *widgets.ParsedField
	service *widgets.PickList
	typer   *typer
	pace    *widgets.Text
	fixing  *fyne.Container // the buttons of a correction
	list    *widgets.RecordList
	rows    sheetRows

	in      sheet          // in hand
	aside   *sheet         // the new sheet that waits while an old one is corrected
	editing *poll.Response // the sheet that is corrected, nil for a new one
	pending []sheet
	keeper  keeper
	ready   bool // the draft was read
	started time.Time
	typed   int           // sheets in this sitting
	spent   time.Duration // for them
	last    time.Duration
}

func newPaper(e *Entry) way {
	p := &paper{e: e, title: widgets.Section(""), pace: widgets.Small("").OneLine()}
	p.keeper = keeper{s: e.s, key: "entry.paper." + e.form().Of.ID.String()}
	p.number = widgets.NewNumberField(words.T("entry.paper.number"), 1, 999_999)
	p.date = widgets.NewDateField(words.T("entry.paper.date"), e.s.Now)
	p.service = widgets.NewPickList(words.T("entry.paper.service"), serviceOptions(e.label.Services))
	p.typer = newTyper(e.s, e.form())
	p.typer.onTyped, p.typer.onWhole = p.changed, p.whole
	p.number.OnCommit = func(edit widgets.Edit) {
		if n, err := strconv.Atoi(edit.Text); err == nil {
			p.in.Number = n
		}
		p.changed()
	}
	p.date.OnCommit = func(edit widgets.Edit) { p.in.Date = edit.Text; p.changed() }
	p.service.OnPicked = func(id string) { p.in.Service = id; p.changed(); p.typer.focus() }
	for _, f := range []*widgets.ParsedField{p.number, p.date} {
		f.Field().OnEnter = func() { p.typer.focus() }
	}
	p.fixing = widgets.Row(look.Gap,
		widgets.NewButton(widgets.Plain, words.T("entry.paper.stop_fixing"), "", func() { p.newSheet(); p.typer.focus() }).Compact(),
		widgets.NewButton(widgets.Danger, words.T("entry.paper.delete"), "trash", p.delete).Compact())
	p.fixing.Hide()
	p.list = widgets.NewRecordList(&p.rows, widgets.ListParts{Bare: true, Empty: widgets.Hint(words.T("entry.paper.no_sheets"))})
	p.list.OnOpened = p.fix
	p.list.OnSelected = p.fix
	p.content = widgets.Column(look.Roomy, e.head(words.T("entry.way.paper")),
		widgets.NewCard("", nil,
			widgets.RowGrow(look.Gap, 0, p.title, p.fixing),
			bound.Columns(110, p.number, p.date, p.service),
			p.typer.content, p.pace),
		widgets.NewCard(words.T("entry.paper.sheets"), nil, widgets.Sized(0, look.Text(260), p.list)))
	p.read()
	return p
}

func (p *paper) object() fyne.CanvasObject { return p.content }

// read takes up the sheet that was left.
func (p *paper) read() {
	s := p.e.s
	var text string
	s.Background(func(ctx context.Context) (err error) {
		text, err = s.Store.Setting(ctx, p.keeper.key)
		return err
	}, func(err error) {
		if p.e.closed || p.e.way != p {
			return
		}
		var d draft
		if err == nil && text != "" {
			err = json.Unmarshal([]byte(text), &d)
		}
		if err != nil {
			s.Fail(err, nil)
		}
		p.ready = true
		p.in = d.Sheet
		if p.in.Date == "" {
			p.in.Date = s.Now().Format(time.DateOnly)
		}
		for _, left := range d.Pending { // done, but the program ended before they were stored
			p.store(left)
		}
		if p.in.Number == 0 || p.taken(p.in.Number) && p.blank() {
			p.in.Number = p.nextNumber()
		}
		p.draw()
		if p.blank() {
			p.typer.hint()
		} else {
			p.typer.message.SetIn(words.T("entry.paper.taken_up"), look.Quiet)
		}
		p.typer.focus()
	})
}

// blank reports whether nothing was typed of the sheet in hand.
func (p *paper) blank() bool {
	return !slices.ContainsFunc(p.in.Levels, func(l int) bool { return l != unset })
}

// draw shows the sheet in hand.
func (p *paper) draw() {
	if p.editing != nil {
		p.title.Set(words.T("entry.paper.fixing", "N", p.in.Number))
		p.fixing.Show()
	} else {
		p.title.Set(words.T("entry.sheet", "N", p.in.Number))
		p.fixing.Hide()
	}
	p.number.SetValue(strconv.Itoa(p.in.Number))
	p.date.SetValue(p.in.Date)
	p.service.Set(p.in.Service)
	if p.in.Levels == nil {
		p.typer.clear()
	} else {
		p.typer.set(p.in.Levels)
	}
	p.warnNumber()
	p.showPace()
	p.content.Refresh()
}

// warnNumber says beside the number when it was used before.
func (p *paper) warnNumber() {
	problem := ""
	if p.taken(p.in.Number) {
		problem = words.T("entry.paper.number_taken", "N", p.in.Number)
	}
	p.number.SetError(problem)
}

// taken reports whether another sheet of paper has the number.
func (p *paper) taken(n int) bool {
	if slices.ContainsFunc(p.pending, func(s sheet) bool { return s.Number == n }) {
		return true
	}
	return slices.ContainsFunc(p.e.responses().Responses, func(r poll.Response) bool {
		if p.editing != nil && r.ID == p.editing.ID || r.Text("channel") != poll.Paper {
			return false
		}
		have, ok := r.Int("number")
		return ok && int(have) == n
	})
}

func (p *paper) nextNumber() int {
	next := p.e.responses().NextNumber()
	for _, s := range p.pending {
		next = max(next, s.Number+1)
	}
	return next
}

// changed keeps what is typed.
func (p *paper) changed() {
	if !p.ready {
		return
	}
	if p.started.IsZero() {
		p.started = p.e.s.Now()
	}
	p.in.Levels = slices.Clone(p.typer.grid.levels)
	if p.editing == nil {
		p.title.Set(words.T("entry.sheet", "N", p.in.Number))
	}
	p.warnNumber()
	p.keep()
}

func (p *paper) keep() {
	d := draft{Sheet: p.in, Pending: p.pending}
	if p.aside != nil {
		d.Sheet = *p.aside
	}
	p.keeper.keep(d)
}

// whole stores the sheet and makes room for the next.
func (p *paper) whole(answers []int) {
	p.number.Commit()
	p.date.Commit()
	switch {
	case p.number.Bad() || p.date.Bad():
		p.typer.say(words.T("entry.paper.field_bad"))
	case p.taken(p.in.Number):
		p.typer.say(words.T("entry.paper.number_taken", "N", p.in.Number))
	case !slices.ContainsFunc(answers, func(a int) bool { return a != poll.Blank }):
		p.typer.say(words.T("entry.paper.nothing"))
	case p.editing != nil:
		p.correct(answers)
	default:
		p.in.ID = p.e.s.Store.NewID().String()
		p.in.Levels = answers
		done := p.in
		p.last = p.e.s.Now().Sub(p.started)
		p.typed, p.spent = p.typed+1, p.spent+p.last
		p.store(done)
		p.newSheet()
	}
}

// store writes a finished sheet; until it is durable the draft holds it too.
func (p *paper) store(done sheet) {
	id, err := data.ParseID(done.ID)
	if err != nil {
		p.e.s.Log.Error("a kept sheet has no id", "error", err)
		return
	}
	if slices.ContainsFunc(p.e.responses().Responses, func(r poll.Response) bool { return r.ID == id }) {
		return
	}
	f := p.e.form()
	p.pending = append(p.pending, done)
	p.keep()
	p.e.s.Write("entry.undo.sheet", f.Add(id, poll.Entry{
		Number: done.Number, Answers: done.Levels, Channel: poll.Paper, TakenOn: done.Date, Service: done.Service,
	}), func() {
		// It stays beside the list until the set that holds it was read.
		p.showRows()
	})
	p.showRows()
}

// newSheet shows the sheet that comes next: the one put aside, or a blank one
// with number, service and date carried on.
func (p *paper) newSheet() {
	p.started = time.Time{}
	p.editing = nil
	if p.aside != nil {
		p.in, p.aside = *p.aside, nil
	} else {
		p.in = sheet{Number: p.in.Number + 1, Date: p.in.Date, Service: p.in.Service}
		if p.taken(p.in.Number) {
			p.in.Number = p.nextNumber()
		}
	}
	p.list.Select("", -1)
	p.draw()
	p.keep()
}

func (p *paper) showPace() {
	if p.typed == 0 {
		p.pace.Set("")
		return
	}
	seconds := func(d time.Duration) int { return int((d + time.Second/2) / time.Second) }
	p.pace.Set(words.T("entry.paper.pace", "N", p.typed, "Last", seconds(p.last), "Mean", seconds(p.spent/time.Duration(p.typed))))
}

// show follows the set: sheets that are in it need no keeping any more.
func (p *paper) show() {
	before := len(p.pending)
	p.pending = slices.DeleteFunc(p.pending, func(s sheet) bool {
		return slices.ContainsFunc(p.e.responses().Responses, func(r poll.Response) bool { return r.ID.String() == s.ID })
	})
	if p.ready && len(p.pending) != before {
		p.keep()
	}
	if p.ready {
		p.warnNumber()
	}
	p.showRows()
}

func (p *paper) showRows() {
	p.rows = rowsOf(p.e.responses(), p.pending)
	p.list.SetRows(&p.rows)
	if p.editing != nil {
		p.list.Select(p.editing.ID.String(), -1)
	}
}

func (p *paper) leave() {
	p.number.Commit()
	p.date.Commit()
	if p.ready {
		p.keep()
	}
}

func (p *paper) close() {}
