package data

// InstrumentVersion is a version of the PEKPPP instrument that headquarters
// published; definition is the file that data/instrument reads. Its id follows
// from code and version (assess.InstrumentID), and its content never changes.
var InstrumentVersion = AddKind(Kind{
	Name: "instrument", Shared: true, Title: "code",
	Fields: []Field{
		{Num: 1, Name: "code", Type: TypeText},
		{Num: 2, Name: "version", Type: TypeText},
		{Num: 3, Name: "definition", Type: TypeJSON},
	},
})
