package respond

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
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
			bound.Columns(150, p.number, p.date, p.service),
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

// fix shows a stored sheet to be corrected or deleted.
func (p *paper) fix(id string) {
	i := slices.IndexFunc(p.e.responses().Responses, func(r poll.Response) bool { return r.ID.String() == id })
	if i < 0 || p.editing != nil && p.editing.ID.String() == id {
		return
	}
	r := p.e.responses().Responses[i]
	if len(r.Conflicts) > 0 { // people disagree on it: it is decided with both in view
		p.e.s.Open(session.PageSync, r.ID)
		return
	}
	if p.editing == nil {
		now := p.in
		p.aside = &now
	}
	p.editing = &r
	n, _ := r.Int("number")
	p.in = sheet{ID: id, Number: int(n), Levels: slices.Clone(r.Answers), Date: r.Text("taken_on"), Service: r.Text("service")}
	p.draw()
	p.typer.grid.at = 0
	p.typer.grid.moved()
	p.typer.focus()
}

// correct stores what was changed of a sheet.
func (p *paper) correct(answers []int) {
	r, f := *p.editing, p.e.form()
	var edits []data.Edit
	if right := f.Encode(answers); right != r.Text("answers") {
		if r.Checked() { // with the paper in hand: both entries are as it says
			edits = append(edits, f.Correct(r, answers)...)
		} else {
			edits = append(edits, r.Set("answers", data.TextValue(right)))
		}
	}
	if n, _ := r.Int("number"); int(n) != p.in.Number {
		edits = append(edits, r.Set("number", data.IntValue(int64(p.in.Number))))
	}
	for name, text := range map[string]string{"taken_on": p.in.Date, "service": p.in.Service} {
		if text == r.Text(name) {
			continue
		}
		v := data.Value{}
		if text != "" {
			v = data.TextValue(text)
		}
		edits = append(edits, r.Set(name, v))
	}
	if len(edits) > 0 {
		number := p.in.Number
		p.e.s.Write("entry.undo.correct", edits, func() {
			p.e.s.Offer(words.T("entry.paper.corrected", "N", number), p.e.s.Undo)
		})
	}
	p.newSheet()
	p.typer.focus()
}

// delete takes a sheet away; undo brings it back.
func (p *paper) delete() {
	if p.editing == nil {
		return
	}
	r, number := *p.editing, p.in.Number
	p.e.s.Write("entry.undo.delete", []data.Edit{r.Delete()}, func() {
		p.e.s.Offer(words.T("entry.paper.deleted", "N", number), p.e.s.Undo)
	})
	p.newSheet()
	p.typer.focus()
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

// sheetRows are the paper sheets, the newest first.
type sheetRows struct {
	set     *poll.Set
	at      []int // places in the set
	pending []sheet
}

func rowsOf(set *poll.Set, pending []sheet) sheetRows {
	rows := sheetRows{set: set, pending: pending}
	for i := len(set.Responses) - 1; i >= 0; i-- {
		if set.Responses[i].Text("channel") == poll.Paper {
			rows.at = append(rows.at, i)
		}
	}
	return rows
}

// Len implements widgets.Rows.
func (s *sheetRows) Len() int { return len(s.pending) + len(s.at) }

// Row implements widgets.Rows.
func (s *sheetRows) Row(i int) (widgets.Record, bool) {
	if i < len(s.pending) {
		one := s.pending[len(s.pending)-1-i]
		return widgets.Record{ID: "pending " + one.ID, Title: words.T("entry.sheet", "N", one.Number), Line: spell(one.Levels),
			State: widgets.Wait, Word: words.T("entry.paper.storing")}, true
	}
	r := s.set.Responses[s.at[i-len(s.pending)]]
	n, _ := r.Int("number")
	row := widgets.Record{ID: r.ID.String(), Title: words.T("entry.sheet", "N", int(n))}
	parts := []string{spell(r.Answers)}
	if on := r.Text("taken_on"); on != "" {
		parts = append(parts, words.Date(on))
	}
	if code := r.Text("service"); code != "" {
		parts = append(parts, serviceName(code, words.Now().Lang()))
	}
	row.Line = strings.Join(parts, "  ·  ")
	switch {
	case len(r.Conflicts) > 0:
		row.State, row.Word, row.Mark = widgets.Bad, words.T("entry.paper.disagreed"), true
	case !s.set.Complete(r.Answers):
		row.State, row.Word = widgets.Wait, words.T("entry.paper.not_whole")
	}
	return row, true
}

// spell writes answers as digits.
func spell(answers []int) string {
	var b strings.Builder
	for i, a := range answers {
		if i > 0 {
			b.WriteByte(' ')
		}
		if a < 0 {
			b.WriteString("–")
		} else {
			b.WriteString(strconv.Itoa(a))
		}
	}
	return b.String()
}
