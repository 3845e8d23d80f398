package data

// Statuses of a consultation, in the order of work (domain fkp.md §7).
const (
	ConsultationDraft     = "draft"
	ConsultationSigned    = "signed"    // berita acara ditandatangani: inputs and agreements are locked
	ConsultationPublished = "published" // terbit
	ConsultationDone      = "done"      // selesai
)

// Unsur are the five public elements that PEKPPP counts (domain fkp.md §3);
// "provider" is the service's own side and never counts.
var Unsur = []string{"users", "experts", "agencies", "civil_society", "media"}

// Consultation is a public consultation (FKP) or a focus group (FGD).
var Consultation = AddKind(Kind{
	Name: "consultation", Title: "title",
	Fields: []Field{
		{Num: 1, Name: "form", Type: TypeChoice, Choices: []string{"fkp", "fgd", "dialog", "lokakarya"}}, // bentuk
		{Num: 2, Name: "internal", Type: TypeBool},                                                       // never counts as public participation
		{Num: 3, Name: "mode", Type: TypeChoice, Choices: []string{"luring", "daring", "hibrida"}},
		{Num: 4, Name: "title", Type: TypeText},
		{Num: 5, Name: "topic", Type: TypeLongText},
		{Num: 6, Name: "services", Type: TypeList}, // codes of services.json
		{Num: 7, Name: "starts_at", Type: TypeTime, Indexed: true},
		{Num: 8, Name: "ends_at", Type: TypeTime},
		{Num: 9, Name: "zone", Type: TypeText}, // IANA
		{Num: 10, Name: "place", Type: TypeText},
		{Num: 11, Name: "link", Type: TypeText},
		{Num: 12, Name: "status", Type: TypeChoice, Choices: []string{ConsultationDraft, ConsultationSigned, ConsultationPublished, ConsultationDone}, Indexed: true},
		{Num: 13, Name: "minutes", Type: TypeLongText}, // notulen
		{Num: 14, Name: "record_number", Type: TypeText},
		{Num: 15, Name: "signed_on", Type: TypeDate}, // of the berita acara
		{Num: 16, Name: "published_on", Type: TypeDate},
		{Num: 17, Name: "published_at", Type: TypeText}, // channel or address
		{Num: 18, Name: "organizer", Type: TypeText},
		{Num: 19, Name: "notes", Type: TypeLongText},
		{Num: 20, Name: "agenda", Type: TypeLongText},            // susunan acara
		{Num: 21, Name: "material", Type: TypeLongText},          // bahan paparan, draft standards
		{Num: 22, Name: "terms", Type: TypeLongText},             // kerangka acuan
		{Num: 23, Name: "assignment", Type: TypeText},            // surat tugas or SK tim, by its number
		{Num: 24, Name: "invitation", Type: TypeText},            // undangan, by its number
		{Num: 25, Name: "legal_basis", Type: TypeLongText},       // dasar hukum
		{Num: 26, Name: "chair", Type: TypeText, Personal: true}, // pimpinan rapat
		{Num: 27, Name: "chair_role", Type: TypeText},
		{Num: 28, Name: "moderator", Type: TypeText, Personal: true},
		{Num: 29, Name: "note_taker", Type: TypeText, Personal: true},
		{Num: 30, Name: "team", Type: TypeLongText, Personal: true}, // tim penyelenggara, a person with role on each line
		{Num: 31, Name: "presentation", Type: TypeLongText},         // summary of what was presented
		{Num: 32, Name: "closing", Type: TypeLongText},
		{Num: 33, Name: "signatories", Type: TypeLongText, Personal: true}, // who signs for the participants: name, organisation on each line
		{Num: 34, Name: "published_note", Type: TypeLongText},              // what was published, for whom
		{Num: 35, Name: "reported_on", Type: TypeDate},                     // laporan FKP
		{Num: 36, Name: "report_number", Type: TypeText},
		{Num: 37, Name: "reported_to", Type: TypeText},
		{Num: 38, Name: "checked_on", Type: TypeDate}, // the latest check of the follow-ups
		{Num: 39, Name: "recording", Type: TypeBool},  // participants agreed to a recording
		// signed_items are the ids of the inputs and agreements that the signed
		// berita acara holds: what another computer brings later is told apart.
		{Num: 40, Name: "signed_items", Type: TypeList},
	},
	Guard: guardConsultation,
})

// guardConsultation locks what the signed berita acara says; its status goes
// on, and what comes after it is written: publication, report, checks, notes.
func guardConsultation(r Record, field string, _ Value) error {
	switch field {
	case "status", "published_on", "published_at", "published_note", "reported_on", "report_number", "reported_to", "checked_on", "notes":
		return nil
	}
	return guardSigned(r, field, Value{})
}

// guardSigned locks the parts of a consultation once its berita acara is signed.
func guardSigned(r Record, _ string, _ Value) error {
	if r.Kind == "consultation" && r.Text("status") != "" && r.Text("status") != ConsultationDraft {
		return Fail(ErrLocked.Code, nil, "Kind", r.Kind, "Title", r.Text("title"))
	}
	return nil
}

// guardParticipant locks who is counted in the signed berita acara; how a
// person is called and reached can still be put right.
func guardParticipant(r Record, field string, v Value) error {
	switch field {
	case "name", "organization", "role", "phone", "email", "consent", "consent_on":
		return nil
	}
	return guardSigned(r, field, v)
}
