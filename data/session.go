package data

// ConsultationSession is one sitting (sesi) of a consultation that has several:
// on another day, in another room, or over another line.
var ConsultationSession = AddKind(Kind{
	Name: "session", Parent: "consultation", Title: "title",
	Fields: []Field{
		{Num: 1, Name: "consultation", Type: TypeRef, Ref: "consultation"},
		{Num: 2, Name: "title", Type: TypeText},
		{Num: 3, Name: "starts_at", Type: TypeTime},
		{Num: 4, Name: "ends_at", Type: TypeTime},
		{Num: 5, Name: "zone", Type: TypeText}, // IANA; blank: the consultation's
		{Num: 6, Name: "mode", Type: TypeChoice, Choices: []string{"luring", "daring", "hibrida"}},
		{Num: 7, Name: "place", Type: TypeText},
		{Num: 8, Name: "link", Type: TypeText},
		{Num: 9, Name: "agenda", Type: TypeLongText},
		{Num: 10, Name: "minutes", Type: TypeLongText}, // notulen
	},
	Guard: guardSigned,
})
