// Package documents makes documents of what a page shows: one button that asks
// which, where and whether with names, makes it in the background, and opens it
// when it is there. What the documents hold is decided in data/report.
//
// Everything here belongs to the UI goroutine.
package documents

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/opener"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/setup"
)

// Offer is a document that can be made.
type Offer struct {
	ID           string // its texts are report.offer.<ID> and report.offer.<ID>.detail
	Kind, Format string
}

// OfEvaluation, OfSurvey, OfPlan and OfComplaints are what the pages of these offer.
var (
	OfEvaluation = []Offer{
		{"report_pdf", report.Evaluation, report.PDF}, {"report_docx", report.Evaluation, report.DOCX}, {"lke", report.Evaluation, report.XLSX},
		{"recap_pdf", report.Respondents, report.PDF}, {"recap_docx", report.Respondents, report.DOCX}, {"recap_xlsx", report.Respondents, report.XLSX}, {"plan_pdf", report.FollowUps, report.PDF}, {"evidence", report.Evidence, report.ZIP},
	}
	OfSurvey = []Offer{
		{"survey_pdf", report.Survey, report.PDF}, {"survey_docx", report.Survey, report.DOCX}, {"survey_xlsx", report.Survey, report.XLSX}, {"plan_pdf", report.FollowUps, report.PDF},
	}
	OfPlan = []Offer{{"plan_pdf", report.FollowUps, report.PDF}, {"plan_docx", report.FollowUps, report.DOCX}}

	OfComplaints = []Offer{{"complaints_pdf", report.Complaints, report.PDF}, {"complaints_docx", report.Complaints, report.DOCX}, {"complaints_xlsx", report.Complaints, report.XLSX}}
)

// apartID is the offer of a sheet to be signed with a part for each unsur.
const apartID = "signin_unsur_pdf"

// Button is the button "Dokumen…". While a document is made it tells how far
// that is, and pressing it gives up; afterwards "Buka" stands beside it.
type Button struct {
	Content fyne.CanvasObject

	s      *session.Session
	offers []Offer
	of     func() report.Request // what is to be made of: ID, or Period and Scope
	button *widgets.Button
	open   *widgets.Button
	row    *fyne.Container
	cancel context.CancelFunc // nil while nothing is made
	made   string             // file made last
}

// New makes the button. of says of what documents are made now.
func New(s *session.Session, offers []Offer, of func() report.Request) *Button {
	b := &Button{s: s, offers: offers, of: of}
	b.button = widgets.NewButton(widgets.Plain, words.T("report.window"), "download", b.press).Compact()
	b.open = widgets.NewButton(widgets.Quiet, words.T("report.window.open"), "", b.show).Compact()
	b.open.Hide()
	b.row = widgets.Row(look.Tight, b.open, b.button)
	b.Content = b.row
	return b
}

func (b *Button) press() {
	if b.cancel != nil {
		b.cancel()
		return
	}
	b.ask()
}

// make makes a document as a file.
func (b *Button) make(r report.Request, file string, over bool) {
	ctx, cancel := context.WithCancel(b.s.Context())
	b.cancel = cancel
	b.open.Hide()
	b.say(0)
	var last atomic.Int64
	r.Progress = func(done float64) {
		if percent := int64(done * 100); last.Swap(percent) != percent {
			b.s.Do(func() { b.say(int(percent)) })
		}
	}
	work := func(context.Context) error { return report.Save(ctx, b.s.Store, file, r, over) }
	// Behind what is still being stored: it belongs into the document.
	b.s.Change(func(context.Context) error { return nil }, func() { b.s.Background(work, b.finished(ctx, cancel, r, file, over)) })
}

// finished tells what came of it.
func (b *Button) finished(ctx context.Context, cancel context.CancelFunc, r report.Request, file string, over bool) func(error) {
	return func(err error) {
		gaveUp := ctx.Err() != nil
		cancel()
		b.cancel = nil
		b.button.SetText(words.T("report.window"))
		switch {
		case err == nil:
			b.made = file
			b.open.Show()
			b.s.Toast(words.T("report.window.done", "Name", filepath.Base(file), "Folder", filepath.Dir(file)))
		case gaveUp:
			b.s.Note(words.T("report.window.gave_up"))
		default:
			b.s.Fail(err, func() { b.make(r, file, over) })
		}
		b.row.Refresh()
	}
}

// say tells how far the document is, unless it is there by now.
func (b *Button) say(percent int) {
	if b.cancel != nil {
		b.button.SetText(words.T("report.window.making", "Percent", percent))
		b.row.Refresh()
	}
}

// show opens the document with the program that the system has for it.
func (b *Button) show() {
	if _, err := os.Stat(b.made); err != nil {
		b.s.Fail(data.Fail("errors.file_gone", err, "Path", b.made), nil)
		return
	}
	if err := opener.Path(b.made); err != nil {
		b.s.Fail(data.Fail("report.window.no_viewer", err, "Path", b.made), nil)
	}
}

// today is the date at the mission that a document is about.
func (b *Button) today(r report.Request) string {
	scope := r.Scope
	if scope == "" {
		scope = b.s.Profile.Scope
	}
	return setup.Today(b.s.Now(), scope)
}

// exists reports whether something is there already.
func exists(file string) bool {
	_, err := os.Stat(file)
	return !errors.Is(err, os.ErrNotExist)
}
