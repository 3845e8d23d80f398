package evaluation

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/session"
	"pinisi/app/words"
	awords "pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/suggest"
)

// help is what stands beside the answers: what the records say, last year's
// evidence, and the evidence of F-01. It is read in the background after the
// form is there.
type help struct {
	f         *form
	facts     *suggest.Facts           // nil until they are read
	lastFiles map[string][]data.Record // last year's evidence by indicator
	stated    map[string][]data.Record // evidence of F-01 by question

	factSlot, fileSlot session.Slot
	filesDue           bool   // evidence changed: read it with the next sheet
	of                 string // unit and period that the facts were asked for
}

func newHelp(f *form) *help {
	h := &help{f: f}
	h.readFacts()
	h.readFiles()
	return h
}

// changed follows what was written here or arrived.
func (h *help) changed(e store.Event) {
	if session.Touches(e, suggest.Kinds()...) {
		h.readFacts()
	}
	h.filesDue = h.filesDue || session.Touches(e, "attachment")
}

// sheetRead follows a sheet that was read anew.
func (h *help) sheetRead() {
	if h.filesDue {
		h.filesDue = false
		h.readFiles()
	}
	if subject(h.f.sheet.Evaluation) != h.of {
		h.readFacts()
	}
}

// subject is what an evaluation's facts depend on.
func subject(e data.Record) string { return e.Text("unit") + "\x00" + e.Text("period") }

func (h *help) readFacts() {
	s, e := h.f.p.s, h.f.sheet.Evaluation
	h.of = subject(e)
	today := h.f.today()
	session.Load(s, &h.factSlot, func(ctx context.Context) (*suggest.Facts, error) {
		return suggest.Gather(ctx, s.Store, e, today)
	}, func(facts *suggest.Facts) {
		if h.f.p.form == h.f {
			h.facts = facts
			h.f.helped()
		}
	})
}

// today is the date at the mission of the evaluation.
func (f *form) today() string {
	return setup.Today(f.p.s.Now(), f.sheet.Evaluation.Scope)
}

type helpFiles struct{ last, stated map[string][]data.Record }

func (h *help) readFiles() {
	s, sheet := h.f.p.s, h.f.sheet
	session.Load(s, &h.fileSlot, func(ctx context.Context) (files helpFiles, err error) {
		if files.last, err = sheet.LastYearFiles(ctx, s.Store); err != nil {
			return files, err
		}
		files.stated, err = sheet.StatementFiles(ctx, s.Store)
		return files, err
	}, func(files helpFiles) {
		if h.f.p.form == h.f {
			h.lastFiles, h.stated = files.last, files.stated
			h.f.helped()
		}
	})
}

// close drops what is being read.
func (h *help) close() {
	h.factSlot.Drop()
	h.fileSlot.Drop()
}

// helped draws what help has brought, without moving what the person is at.
func (f *form) helped() {
	f.still(func() {
		for _, c := range f.cards {
			c.showHelp()
		}
		if v, ok := f.page.(*statement); ok {
			v.show()
		}
	})
}

// still changes what the cards show and keeps in its place what has the
// keyboard, else what stands at the top of the view.
func (f *form) still(change func()) {
	driver := fyne.CurrentApp().Driver()
	var held fyne.CanvasObject
	if canvas := driver.CanvasForObject(f.content); canvas != nil {
		held, _ = canvas.Focused().(fyne.CanvasObject)
	}
	if held == nil || !within(f.column, driver.AbsolutePositionForObject(held)) {
		held = nil
		top := driver.AbsolutePositionForObject(f.column).Y
		for _, c := range f.cards {
			if at := driver.AbsolutePositionForObject(c.content); at.Y+c.content.Size().Height > top {
				held = c.content
				break
			}
		}
	}
	if held == nil {
		change()
		return
	}
	before := driver.AbsolutePositionForObject(held).Y
	change()
	if moved := driver.AbsolutePositionForObject(held).Y - before; moved != 0 {
		f.column.ScrollTo(f.column.Offset() + moved)
	}
}

// said is a sentence of the suggestions in the language of the window.
func said(s suggest.Said) string { return s.In(awords.New(lang())) }

// answerText is a stored answer to a question for people; a long text is cut.
func answerText(q *instrument.Statement, value string) string {
	said := q.Say(value, awords.New(lang()))
	if q.Type == instrument.AnswerText || !q.Takes(value) {
		return words.Short(said, 80)
	}
	return said
}

// dayOf is the date of a moment that stands for a day; see assess.Sheet.Take.
func dayOf(t time.Time) string { return words.Now().Date(t.UTC()) }

// pageOf is the page that shows a kind of record, "" where there is none yet.
func pageOf(kind string) string {
	switch kind {
	case "consultation":
		return session.PageConsultation
	case "followup":
		return session.PageFollowUp
	case "survey":
		return session.PageSurvey
	case "evaluation":
		return session.PageEvaluation
	case "mission":
		return session.PageSettings
	}
	return ""
}
