package data

// Attendance is that a participant came to a session (kehadiran). Its id
// follows from both, so that two tables at the door meet in one record.
var Attendance = AddKind(Kind{
	Name: "attendance", Parent: "session", Key: "participant", Title: "participant",
	Fields: []Field{
		{Num: 1, Name: "session", Type: TypeRef, Ref: "session"},
		{Num: 2, Name: "participant", Type: TypeRef, Ref: "participant", Indexed: true},
		{Num: 3, Name: "mode", Type: TypeChoice, Choices: []string{"luring", "daring"}},
		// Two tables that mark one person a minute apart do not disagree.
		{Num: 4, Name: "came_at", Type: TypeTime, Program: true},
		{Num: 5, Name: "noted_at", Type: TypeChoice, Choices: []string{"door", "desk"}, Program: true},
	},
	Guard: guardSigned,
})
