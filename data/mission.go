package data

// Mission is what a mission (perwakilan) says of itself beyond the list that
// ships: its letterhead, the services it offers. Its id follows from its code.
var Mission = AddKind(Kind{
	Name: "mission", Key: "code", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "code", Type: TypeText}, // "kbri-singapura"
		{Num: 2, Name: "name", Type: TypeText},
		{Num: 3, Name: "zone", Type: TypeText}, // IANA
		{Num: 4, Name: "services", Type: TypeList},
		{Num: 5, Name: "address", Type: TypeLongText},
		{Num: 6, Name: "units", Type: TypeList},          // unit lokus names offered for new evaluations
		{Num: 7, Name: "letterhead", Type: TypeLongText}, // kop surat, a line each
		{Num: 8, Name: "signatory_role", Type: TypeText}, // jabatan of who signs reports
		{Num: 9, Name: "signatory", Type: TypeText, Personal: true},
		{Num: 10, Name: "city", Type: TypeText}, // where documents are signed
		// weekend are the days without work, "sunday" to "saturday"; blank: Saturday and Sunday.
		{Num: 11, Name: "weekend", Type: TypeList},
		{Num: 12, Name: "complaint_channels", Type: TypeLongText}, // where users can complain, a channel each line
	},
})
