package data

// FollowUp is one action of a follow-up plan (rencana tindak lanjut; domain
// other.md §4) from a finding of any record.
var FollowUp = AddKind(Kind{
	Name: "followup", Title: "action",
	Fields: []Field{
		{Num: 1, Name: "source", Type: TypeRef, Indexed: true}, // evaluation, answer, consultation, input, agreement …
		{Num: 2, Name: "source_kind", Type: TypeText, Coded: true},
		{Num: 3, Name: "finding", Type: TypeLongText}, // temuan
		{Num: 4, Name: "root_cause", Type: TypeLongText},
		{Num: 5, Name: "action", Type: TypeText}, // rencana aksi
		{Num: 6, Name: "detail", Type: TypeLongText},
		{Num: 7, Name: "output", Type: TypeText},
		{Num: 8, Name: "office", Type: TypeText}, // responsible office (jabatan), not a person
		{Num: 9, Name: "owner", Type: TypeText, Personal: true},
		{Num: 10, Name: "start_on", Type: TypeDate},
		{Num: 11, Name: "due_on", Type: TypeDate, Indexed: true},
		{Num: 12, Name: "done_on", Type: TypeDate},
		{Num: 13, Name: "status", Type: TypeChoice, Choices: []string{"planned", "running", "done", "cancelled", "carried"}, Indexed: true},
		{Num: 14, Name: "percent", Type: TypeInt, Min: 0, Max: 100},
		{Num: 15, Name: "progress_note", Type: TypeLongText},
		{Num: 16, Name: "obstacle", Type: TypeLongText},
		{Num: 17, Name: "reason", Type: TypeLongText},  // why cancelled
		{Num: 18, Name: "source_part", Type: TypeText}, // what of the source: an indicator (A04), an unsur (U3)
		{Num: 19, Name: "resources", Type: TypeLongText},
		{Num: 20, Name: "executor", Type: TypeText}, // pelaksana, an office
		{Num: 21, Name: "verifier", Type: TypeText}, // verifikator, an office
		{Num: 22, Name: "verified_on", Type: TypeDate},
		{Num: 23, Name: "period", Type: TypeText, Indexed: true}, // of the plan that it belongs to
		{Num: 24, Name: "unit", Type: TypeText},
		{Num: 25, Name: "carried_from", Type: TypeRef, Ref: "followup", Indexed: true}, // the action of the period before that this one goes on with
	},
})
