package data

// Staff is a person who writes records (petugas).
var Staff = AddKind(Kind{
	Name: "staff", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "name", Type: TypeText, Personal: true},
		{Num: 2, Name: "role", Type: TypeText}, // jabatan
		{Num: 3, Name: "email", Type: TypeText, Personal: true},
		{Num: 4, Name: "inactive", Type: TypeBool},
	},
})
