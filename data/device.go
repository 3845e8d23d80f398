package data

// Device is a computer by the name that its people know it by, so that others
// can say whose value stands beside theirs. Its id follows from its code.
var Device = AddKind(Kind{
	Name: "device", Key: "code", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "code", Type: TypeText},                 // DeviceID in hexadecimal
		{Num: 2, Name: "name", Type: TypeText, Personal: true}, // often holds its owner's name
	},
})
