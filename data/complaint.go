package data

// Complaint is a complaint, aspiration or question from a user (pengaduan;
// domain other.md §2), from SP4N-LAPOR! or another channel.
var Complaint = AddKind(Kind{
	Name: "complaint", Title: "title",
	Fields: []Field{
		{Num: 1, Name: "tracking_id", Type: TypeText, Indexed: true},
		{Num: 2, Name: "channel", Type: TypeChoice, Choices: []string{"sp4n", "counter", "phone", "email", "social", "hotline", "letter", "other"}},
		{Num: 3, Name: "class", Type: TypeChoice, Choices: []string{"complaint", "aspiration", "information"}}, // klasifikasi
		{Num: 4, Name: "category", Type: TypeText},
		{Num: 5, Name: "title", Type: TypeText},
		{Num: 6, Name: "text", Type: TypeLongText},
		{Num: 7, Name: "service", Type: TypeText},
		{Num: 8, Name: "unit", Type: TypeText},
		{Num: 9, Name: "status", Type: TypeChoice, Choices: []string{"unverified", "delayed", "verified", "processing", "done", "archived", "not_ours"}, Indexed: true},
		{Num: 10, Name: "received_on", Type: TypeDate, Indexed: true},
		{Num: 11, Name: "verified_on", Type: TypeDate},
		{Num: 12, Name: "passed_on", Type: TypeDate},   // disposisi
		{Num: 13, Name: "answered_on", Type: TypeDate}, // first follow-up
		{Num: 14, Name: "closed_on", Type: TypeDate},
		{Num: 15, Name: "anonymous", Type: TypeBool}, // name hidden from the agency
		{Num: 16, Name: "secret", Type: TypeBool},    // report hidden from the public
		{Num: 17, Name: "reporter", Type: TypeText, Personal: true},
		{Num: 18, Name: "contact", Type: TypeText, Personal: true},
		{Num: 19, Name: "response", Type: TypeLongText},
		{Num: 20, Name: "rating", Type: TypeInt, Min: 0, Max: 5},
		{Num: 21, Name: "batch", Type: TypeText, Program: true}, // file and moment of an import
		// limit is the code of the completion limit that applies (assets/rules/complaint.json); blank: by class.
		{Num: 22, Name: "limit", Type: TypeText, Coded: true},
		{Num: 23, Name: "followup_count", Type: TypeInt, Min: 0, Max: 9999},   // follow-ups that the channel counts
		{Num: 24, Name: "agency", Type: TypeText},                             // terdisposisi ke
		{Num: 25, Name: "standard_component", Type: TypeInt, Min: 1, Max: 14}, // of the service's standard that it is about
		{Num: 26, Name: "last_reply_on", Type: TypeDate},                      // the latest word of either side: closing is counted from it
		{Num: 27, Name: "closed_reason", Type: TypeLongText},
	},
	Marks: []string{"anonymous", "secret"}, Withhold: withholdComplaint,
})

// withholdComplaint is the one place that decides what of a complaint is shown
// where (domain other.md §2: neither mark's text is exported).
func withholdComplaint(r Record, field string, from Audience) bool {
	switch field {
	case "reporter", "contact":
		return r.marked("anonymous") || r.marked("secret")
	case "title":
		return r.marked("secret")
	case "text", "response", "closed_reason":
		return r.marked("secret") || from == Outside && r.marked("anonymous")
	}
	return false
}
