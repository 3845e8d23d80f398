package data

// Attended is the presence of a participant who came.
const Attended = "attended"

// Participant is who was invited to a consultation or attended it (undangan, peserta).
var Participant = AddKind(Kind{
	Name: "participant", Parent: "consultation", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "consultation", Type: TypeRef, Ref: "consultation"},
		{Num: 2, Name: "name", Type: TypeText, Personal: true}, // optional
		{Num: 3, Name: "organization", Type: TypeText},
		{Num: 4, Name: "unsur", Type: TypeChoice, Choices: append(append([]string{}, Unsur...), "provider")},
		{Num: 5, Name: "mode", Type: TypeChoice, Choices: []string{"luring", "daring"}},
		{Num: 6, Name: "role", Type: TypeText},
		{Num: 7, Name: "phone", Type: TypeText, Personal: true},
		{Num: 8, Name: "email", Type: TypeText, Personal: true},
		{Num: 9, Name: "consent", Type: TypeBool},
		{Num: 10, Name: "consent_on", Type: TypeDate},
		// presence: blank is attended, as one who was noted at the meeting. An
		// invitee counts among those present only once attended.
		{Num: 11, Name: "presence", Type: TypeChoice, Choices: []string{"invited", "confirmed", "declined", "absent", Attended}},
		{Num: 12, Name: "noted_at", Type: TypeChoice, Choices: []string{"door", "desk"}, Program: true}, // where the name was written: mode loket, or by an officer
	},
	Guard: guardParticipant,
})
