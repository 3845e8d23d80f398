package documents

import "pinisi/data/report"

// What the pages of outreach, innovation and integration offer.
var (
	OfOutreach = []Offer{
		{"outreach_pdf", report.Outreach, report.PDF}, {"outreach_docx", report.Outreach, report.DOCX}, {"outreach_xlsx", report.Outreach, report.XLSX},
	}
	OfProposal  = []Offer{{"proposal_docx", report.Proposal, report.DOCX}, {"proposal_pdf", report.Proposal, report.PDF}}
	OfReadiness = []Offer{{"readiness_pdf", report.Readiness, report.PDF}, {"readiness_docx", report.Readiness, report.DOCX}}
)
