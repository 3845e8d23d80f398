package evaluation

import (
	"pinisi/app/pages/documents"
	"pinisi/data/report"
)

// newDocuments is the button of the documents of the open evaluation. What is
// being typed is stored first, so that it stands in them.
func newDocuments(f *form) *documents.Button {
	return documents.New(f.p.s, documents.OfEvaluation, func() report.Request {
		f.commit()
		return report.Request{ID: f.sheet.Evaluation.ID}
	})
}
