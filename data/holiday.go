package data

// Holiday is a day on which a mission does not work (hari libur), beside its
// weekend. Its id follows from the mission's record and the day.
var Holiday = AddKind(Kind{
	Name: "holiday", Parent: "mission", Key: "on", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "mission", Type: TypeRef, Ref: "mission"},
		{Num: 2, Name: "on", Type: TypeDate},
		{Num: 3, Name: "name", Type: TypeText},
	},
})
