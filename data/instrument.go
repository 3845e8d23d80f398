package data

// InstrumentVersion is a version of the PEKPPP instrument that headquarters
// published; Definition is the file that data/instrument reads.
var InstrumentVersion = AddKind(Kind{
	Name: "instrument", Shared: true, Title: "code",
	Fields: []Field{
		{Num: 1, Name: "code", Type: TypeText},
		{Num: 2, Name: "version", Type: TypeText},
		{Num: 3, Name: "definition", Type: TypeJSON},
	},
})
