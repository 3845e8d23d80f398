package consultation

import (
	"pinisi/app/pages/documents"
	"pinisi/data/report"
)

// The documents that the tabs offer.
var (
	ofParticipants = []documents.Offer{
		{ID: "signin_pdf", Kind: report.SignIn, Format: report.PDF}, {ID: "signin_unsur_pdf", Kind: report.SignIn, Format: report.PDF}, {ID: "signin_docx", Kind: report.SignIn, Format: report.DOCX},
		{ID: "attendance_pdf", Kind: report.Attendance, Format: report.PDF}, {ID: "attendance_docx", Kind: report.Attendance, Format: report.DOCX},
	}
	ofRecord = []documents.Offer{
		{ID: "proceedings_pdf", Kind: report.Proceedings, Format: report.PDF}, {ID: "proceedings_docx", Kind: report.Proceedings, Format: report.DOCX},
		{ID: "minutes_pdf", Kind: report.Minutes, Format: report.PDF}, {ID: "minutes_docx", Kind: report.Minutes, Format: report.DOCX},
		{ID: "attendance_pdf", Kind: report.Attendance, Format: report.PDF},
	}
	ofPublication = []documents.Offer{
		{ID: "forum_pdf", Kind: report.Consultation, Format: report.PDF}, {ID: "forum_docx", Kind: report.Consultation, Format: report.DOCX},
	}
)

// documents is the button that makes documents of the open consultation.
func (d *detail) documents(offers []documents.Offer) *documents.Button {
	return documents.New(d.s, offers, func() report.Request {
		d.tabs.Commit() // what is being typed belongs into the document
		return report.Request{ID: d.id()}
	})
}
