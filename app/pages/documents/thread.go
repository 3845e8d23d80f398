package documents

import "pinisi/data/report"

// OfThread is what the thread of a record offers, OfYear that of a mission's year.
var (
	OfThread = []Offer{{"thread_pdf", report.Thread, report.PDF}, {"thread_docx", report.Thread, report.DOCX}, {"thread_xlsx", report.Thread, report.XLSX}}
	OfYear   = []Offer{{"year_pdf", report.Thread, report.PDF}, {"year_docx", report.Thread, report.DOCX}, {"year_xlsx", report.Thread, report.XLSX}}
)
