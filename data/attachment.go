package data

// Attachment describes one evidence file (bukti dukung) of a record. The bytes
// are kept apart, once per content, under their SHA-256.
var Attachment = AddKind(Kind{
	Name: "attachment", Parent: "owner", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "owner", Type: TypeRef},
		{Num: 2, Name: "owner_kind", Type: TypeText},
		{Num: 3, Name: "sha256", Type: TypeText, Indexed: true}, // hexadecimal
		{Num: 4, Name: "name", Type: TypeText},
		{Num: 5, Name: "size", Type: TypeInt}, // bytes
		{Num: 6, Name: "media_type", Type: TypeText},
		{Num: 7, Name: "caption", Type: TypeText},
		{Num: 8, Name: "taken_on", Type: TypeDate},
		// role is what the file is to its owner: blank is evidence of any sort.
		{Num: 9, Name: "role", Type: TypeChoice, Choices: []string{"photo", "material", "invitation", "assignment", "attendance", "signed", "publication", "report", "decree", "award"}},
		// sealed is set with the signature of the record that the file is evidence
		// of: what was there then stays, what is added later may be removed again.
		{Num: 10, Name: "sealed", Type: TypeBool},
	},
	Guard: guardAttachment,
})

// guardAttachment keeps what was evidence of a berita acara when it was signed;
// how a file is described can still be put right.
func guardAttachment(r Record, field string, v Value) error {
	if r.Kind == "attachment" && r.Bool("sealed") && field != "caption" && field != "taken_on" {
		return Fail(ErrLocked.Code, nil, "Kind", r.Kind, "Title", r.Text("name"))
	}
	return guardEvaluation(r, field, v)
}
