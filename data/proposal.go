package data

// Statuses of a proposal.
const (
	ProposalDraft     = "draft"
	ProposalSubmitted = "submitted" // diajukan: locked
	ProposalPassed    = "passed"    // lolos administrasi or finalist
	ProposalAwarded   = "awarded"
	ProposalRejected  = "rejected"
)

// Proposal is the entry of an innovation in a competition (proposal KIPP), by
// the sections and limits of its year and group (assets/rules/kipp.json).
var Proposal = AddKind(Kind{
	Name: "proposal", Parent: "innovation", Title: "title",
	Fields: []Field{
		{Num: 1, Name: "innovation", Type: TypeRef, Ref: "innovation"},
		{Num: 2, Name: "title", Type: TypeText},
		{Num: 3, Name: "competition", Type: TypeText}, // "KIPP"
		{Num: 4, Name: "year", Type: TypeText, Indexed: true},
		{Num: 5, Name: "group", Type: TypeText, Coded: true}, // of the rules: umum, replikasi, khusus
		{Num: 6, Name: "status", Type: TypeChoice, Choices: []string{ProposalDraft, ProposalSubmitted, ProposalPassed, ProposalAwarded, ProposalRejected}, Indexed: true},
		{Num: 7, Name: "submitted_on", Type: TypeDate},
		{Num: 8, Name: "result", Type: TypeText}, // award or reason
		{Num: 9, Name: "result_on", Type: TypeDate},
		{Num: 10, Name: "video", Type: TypeText},
		{Num: 11, Name: "rules_version", Type: TypeText, Coded: true},
		{Num: 12, Name: "closes_on", Type: TypeDate}, // of entries; blank: that of the rules, if they know it
		{Num: 13, Name: "video_seconds", Type: TypeInt, Min: 0, Max: 36_000},
		{Num: 14, Name: "video_checks", Type: TypeList}, // what of the video was looked at and is right: "picture", "language"
	},
	Guard: guardProposal,
})

// ProposalSection is one section of a proposal. Its id follows from both.
var ProposalSection = AddKind(Kind{
	Name: "proposal_section", Parent: "proposal", Key: "section", Title: "section",
	Fields: []Field{
		{Num: 1, Name: "proposal", Type: TypeRef, Ref: "proposal"},
		{Num: 2, Name: "section", Type: TypeText, Coded: true}, // id in the rules
		{Num: 3, Name: "text", Type: TypeLongText},
		// word_limit is what the official form of that year allows; blank: that of the rules.
		{Num: 4, Name: "word_limit", Type: TypeInt, Min: 1, Max: 100_000},
	},
	Guard: guardProposal,
})

// guardProposal locks what was submitted, but for what came of it.
func guardProposal(r Record, field string, _ Value) error {
	if s := r.Text("status"); s == "" || s == ProposalDraft {
		return nil
	}
	switch field {
	case "status", "submitted_on", "result", "result_on":
		return nil
	}
	return Fail(ErrLocked.Code, nil, "Kind", r.Kind, "Title", r.Text("title"))
}

// Award is a prize or recognition of an innovation (penghargaan).
var Award = AddKind(Kind{
	Name: "award", Parent: "innovation", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "innovation", Type: TypeRef, Ref: "innovation"},
		{Num: 2, Name: "name", Type: TypeText},
		{Num: 3, Name: "giver", Type: TypeText},
		{Num: 4, Name: "awarded_on", Type: TypeDate},
		{Num: 5, Name: "level", Type: TypeChoice, Choices: []string{"internal", "national", "international"}},
	},
})
