// Package report makes the documents of the work: the report of an evaluation
// (laporan PEKPPP Mandiri), its worksheet (LKE), the recap of what users
// answered (F-03), the report of a satisfaction survey (SKM), the plan of
// follow-ups, and the evidence as a folder. The same records give the same
// bytes, whenever and wherever a document is made.
//
// Names are masked unless they are asked for: those of persons on the documents
// themselves, and those that notes and remarks mention (package mask). The
// contents of evidence files are given as they are.
package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/filename"
	"pinisi/data/innovate"
	"pinisi/data/report/mask"
	"pinisi/data/standards"
	"pinisi/data/store"
)

// Kinds of documents.
const (
	Evaluation  = "evaluation"  // report, or as XLSX the worksheet (LKE)
	Respondents = "respondents" // recap of F-03
	Survey      = "survey"      // report of SKM
	Evidence    = "evidence"    // evidence of an evaluation by indicator
	FollowUps   = "followups"   // plan of an evaluation, a survey or any source

	SignIn       = "signin"       // sheet to be signed at the door of a consultation
	Attendance   = "attendance"   // who came to a consultation (daftar hadir)
	Minutes      = "minutes"      // what was said (notulen)
	Proceedings  = "proceedings"  // what was agreed, to be signed (berita acara)
	Consultation = "consultation" // from planning to publication (laporan FKP)

	Complaints = "complaints" // of a period, or of all missions

	Standard   = "standard"    // one version whole, with its 14 components (standar pelayanan)
	Counter    = "counter"     // one version on one page for the counter, A4
	CounterA3  = "counter_a3"  // the same on A3
	Counters   = "counters"    // every standard in force, a page each, A4
	CountersA3 = "counters_a3" // the same on A3
	Standards  = "standards"   // the published ones as JSON-LD (CPSV-AP)
	Pledge     = "pledge"      // maklumat pelayanan, one page

	Outreach  = "outreach"  // outreach of a period (sosialisasi)
	Proposal  = "proposal"  // of an innovation for a competition (KIPP)
	Readiness = "readiness" // of a system to be integrated (kesiapan integrasi)

	Thread = "thread" // of a record, or of a mission's year (jejak)
)

// Formats of files.
const (
	XLSX = "xlsx"
	DOCX = "docx"
	PDF  = "pdf"
	ZIP  = "zip"
	JSON = "json" // data for other programs
)

// Request says which document to make.
type Request struct {
	Kind     string
	ID       data.ID // of the record that it is about; data.NilID for a document of a period or of the mission
	Period   string  // of a document of a period (2026, 2026-S1); blank: that of ID
	Scope    string  // without ID: the mission; blank: the device's own
	Format   string
	Lang     string // "id" or "en"; blank: Indonesian
	Personal bool   // with names
	Rows     int    // of a sheet to be signed: empty rows, of each unsur with ByUnsur; 0: as many as are usual
	ByUnsur  bool   // of a sheet to be signed: a part for each unsur
	Today    string // the mission's date, on which it is told what is late; blank: that of the last change
	// Progress, if any, is told how much of the work is done, 0 to 1, from any goroutine.
	Progress func(done float64)
}

// made says how a kind of document is made. Each kind has an entry in [makers]
// and its code in a file of its own.
type made struct {
	kind    string
	formats []string // the usual one first
	// record is the kind of the record that the document is about, "*" any.
	// Blank: it is about a period of a mission, or about the mission.
	record string
	// period: it can be asked for with a period in place of a record.
	period bool
	build  func(*maker) error // of PDF and DOCX: fills maker.doc
	// write makes the other formats, by their name.
	write writers
}

// makers are in the order of the work. They are filled in by init, as what
// makes documents asks them.
var makers []made

type writers = map[string]func(*maker, io.Writer) error

func init() {
	pdfDocx, all := []string{PDF, DOCX}, []string{PDF, DOCX, XLSX}
	book := writers{XLSX: (*maker).workbook}
	sheet := func(draw func(m *maker, w io.Writer, a3 bool) error, a3 bool) writers {
		return writers{PDF: func(m *maker, w io.Writer) error { return draw(m, w, a3) }}
	}
	makers = []made{
		{kind: Evaluation, formats: all, record: "evaluation", build: (*maker).evaluation, write: book},
		{kind: Respondents, formats: all, record: "evaluation", build: (*maker).respondents, write: book},
		{kind: Evidence, formats: []string{ZIP}, record: "evaluation", write: writers{ZIP: (*maker).evidence}},
		{kind: Survey, formats: all, record: "survey", build: (*maker).survey, write: book},
		{kind: FollowUps, formats: pdfDocx, record: "*", period: true, build: (*maker).followUps},
		{kind: SignIn, formats: pdfDocx, record: "consultation", build: (*maker).signIn},
		{kind: Attendance, formats: pdfDocx, record: "consultation", build: (*maker).attendance},
		{kind: Minutes, formats: pdfDocx, record: "consultation", build: (*maker).minutes},
		{kind: Proceedings, formats: pdfDocx, record: "consultation", build: (*maker).proceedings},
		{kind: Consultation, formats: pdfDocx, record: "consultation", build: (*maker).forum},
		{kind: Complaints, formats: all, period: true, build: (*maker).complaints, write: writers{XLSX: (*maker).complaintBook}},
		{kind: Outreach, formats: all, period: true, build: (*maker).outreach, write: writers{XLSX: (*maker).outreachBook}},
		{kind: Proposal, formats: []string{DOCX, PDF}, record: "proposal", build: (*maker).proposal},
		{kind: Readiness, formats: pdfDocx, record: "system", build: (*maker).readiness},
		{kind: Thread, formats: all, record: "*", period: true, build: (*maker).thread, write: writers{XLSX: (*maker).threadBook}},
		{kind: Standard, formats: pdfDocx, record: "standard", build: (*maker).standard},
		{kind: Counter, formats: []string{PDF}, record: "standard", write: sheet((*maker).counter, false)},
		{kind: CounterA3, formats: []string{PDF}, record: "standard", write: sheet((*maker).counter, true)},
		{kind: Counters, formats: []string{PDF}, write: sheet((*maker).counters, false)},
		{kind: CountersA3, formats: []string{PDF}, write: sheet((*maker).counters, true)},
		{kind: Standards, formats: []string{JSON}, write: writers{JSON: (*maker).standardsJSON}},
		{kind: Pledge, formats: pdfDocx, record: "pledge", build: (*maker).pledge, write: sheet((*maker).pledgeSheet, false)},
	}
}

// how finds how a kind is made; nil for an unknown one.
func how(kind string) *made {
	for i := range makers {
		if makers[i].kind == kind {
			return &makers[i]
		}
	}
	return nil
}

// Kinds are the kinds of documents, in the order of the work.
func Kinds() []string {
	var all []string
	for _, m := range makers {
		all = append(all, m.kind)
	}
	return all
}

// Formats are those that a kind comes in, the usual one first; none of an unknown kind.
func Formats(kind string) []string {
	if m := how(kind); m != nil {
		return slices.Clone(m.formats)
	}
	return nil
}

// OfPeriod reports whether a kind is asked for with a period, or with neither a
// record nor a period: it is about the mission.
func OfPeriod(kind string) bool { m := how(kind); return m != nil && (m.period || m.record == "") }

// About is the kind of the record that a kind of document is about: "*" for
// any, "" for a period or the mission.
func About(kind string) string {
	if m := how(kind); m != nil {
		return m.record
	}
	return ""
}

// ErrUnsupported is a kind of document that there is not, or not in this format
// (report.no_kind, report.no_format).
var ErrUnsupported = errors.New("no such document")

// Check says whether there is such a document: nil, or an error that is
// [ErrUnsupported].
func (r Request) Check() error {
	m := how(r.Kind)
	if m == nil {
		return data.Fail("report.no_kind", ErrUnsupported, "Kind", r.Kind, "Kinds", strings.Join(Kinds(), ", "))
	}
	if !slices.Contains(m.formats, r.Format) {
		return data.Fail("report.no_format", ErrUnsupported, "Kind", r.Kind, "Format", r.Format, "Formats", strings.Join(m.formats, ", "))
	}
	return nil
}

func (r Request) tell(done float64) {
	if r.Progress != nil {
		r.Progress(done)
	}
}

// Write makes the document and writes it to w. It fails with [ErrUnsupported],
// data.ErrNotFound, or what reading the record fails with; a document that was
// not finished is no document.
func Write(ctx context.Context, st *store.Store, w io.Writer, r Request) error {
	if err := r.Check(); err != nil {
		return err
	}
	m, err := newMaker(ctx, st, r)
	if err != nil {
		return err
	}
	r.tell(0.02)
	if err := m.write(w); err != nil {
		return fmt.Errorf("make the document %s of %s: %w", r.Kind, r.ID, err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	r.tell(1)
	return nil
}

// Name proposes a name for the document's file, with its ending; it can be
// written on every system.
func Name(ctx context.Context, st *store.Store, r Request) (string, error) {
	if err := r.Check(); err != nil {
		return "", err
	}
	subject, draft, err := subjectOf(ctx, st, r)
	if err != nil {
		return "", err
	}
	w := words.New(r.Lang)
	kind := r.Kind
	if r.Format == XLSX && kind == Evaluation {
		kind = "lke"
	}
	name := w.T("report.name."+kind) + " " + subject
	if draft {
		name += " - " + w.T("report.mark.draft")
	}
	if r.Personal {
		name += " - " + w.T("report.name.personal")
	}
	return filename.Safe(name, 120) + "." + r.Format, nil
}

// subjectOf is what the document is about in a few words, and whether it is a draft.
func subjectOf(ctx context.Context, st *store.Store, r Request) (string, bool, error) {
	rec, err := r.about(ctx, st)
	if err != nil || rec.ID == data.NilID {
		return r.Period, false, err
	}
	name := subject(rec.Shown(r.reader()))
	if !r.Personal {
		m, err := mask.Load(ctx, st, rec.Scope, r.Lang)
		if err != nil {
			return "", false, err
		}
		name = m.Text(name)
	}
	return name, rec.Kind != "" && how(r.Kind).record != "*" && r.Kind != SignIn && isDraft(rec), nil
}

// reader is who a document is for, by what of a record is withheld from it.
func (r Request) reader() data.Audience {
	if r.Personal {
		return data.Named
	}
	return data.Outside
}

// about is the record that the document is about; blank when it is about a
// period or the mission.
func (r Request) about(ctx context.Context, st *store.Store) (rec data.Record, err error) {
	m := how(r.Kind)
	switch {
	case m.record == "" || m.period && r.Period != "":
		return data.Record{}, nil
	case m.record == "*":
		rec, err = st.Find(ctx, r.ID)
	default:
		rec, err = st.Get(ctx, m.record, r.ID)
	}
	if err != nil {
		return rec, fmt.Errorf("read what the document is about: %w", err)
	}
	return rec, nil
}

func subject(r data.Record) string {
	if r.Kind == "complaint" { // told apart by its number when its title is withheld
		return cmp.Or(r.Headline(data.Named), r.Text("tracking_id"))
	}
	text := r.Text("period")
	if u := r.Text("unit"); u != "" {
		text += " " + u
	}
	if v := r.Text("variant"); v != "" {
		text += " (" + v + ")"
	}
	if text == "" {
		text = r.Headline(data.Named)
	}
	return text
}

func isDraft(r data.Record) bool {
	switch r.Kind {
	case "proposal":
		return !innovate.Submitted(r)
	case "system":
		return false
	case "standard":
		return standards.Open(r)
	case "pledge":
		return r.Text("signed_on") == ""
	}
	if r.Kind == "consultation" {
		return !consult.Locked(r)
	}
	switch r.Text("status") {
	case data.EvaluationFinal, data.EvaluationAccepted:
		return false
	}
	return true
}
