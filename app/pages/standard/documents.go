package standard

import (
	"fyne.io/fyne/v2"

	"pinisi/app/pages/documents"
	"pinisi/app/session"
	"pinisi/data"
	"pinisi/data/report"
)

const (
	sessionSync         = session.PageSync
	sessionConsultation = session.PageConsultation
)

// What the page offers.
var (
	ofStandard = []documents.Offer{
		{ID: "counter_a4", Kind: report.Counter, Format: report.PDF}, {ID: "counter_a3", Kind: report.CounterA3, Format: report.PDF},
		{ID: "standard_pdf", Kind: report.Standard, Format: report.PDF}, {ID: "standard_docx", Kind: report.Standard, Format: report.DOCX},
		{ID: "counters_a4", Kind: report.Counters, Format: report.PDF}, {ID: "counters_a3", Kind: report.CountersA3, Format: report.PDF},
		{ID: "standards_json", Kind: report.Standards, Format: report.JSON},
	}
	ofPledge = []documents.Offer{{ID: "pledge_pdf", Kind: report.Pledge, Format: report.PDF}, {ID: "pledge_docx", Kind: report.Pledge, Format: report.DOCX}}
)

// newDocuments is the button of the documents of a version. What is being typed
// is stored first, so that it stands in them.
func (d *detail) newDocuments(id data.ID) fyne.CanvasObject {
	return documents.New(d.page.s, ofStandard, func() report.Request {
		d.tabs.Commit()
		return report.Request{ID: id, Scope: d.page.scope()}
	}).Content
}
