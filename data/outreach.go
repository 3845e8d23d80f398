package data

// Outreach is an activity that tells people of services and of how to complain
// (sosialisasi).
var Outreach = AddKind(Kind{
	Name: "outreach", Title: "title",
	Fields: []Field{
		{Num: 1, Name: "title", Type: TypeText},
		{Num: 2, Name: "channel", Type: TypeChoice, Choices: []string{"meeting", "mobile", "broadcast", "press", "website", "social", "message", "print", "other"}},
		{Num: 3, Name: "held_on", Type: TypeDate, Indexed: true},
		{Num: 4, Name: "until_on", Type: TypeDate},
		{Num: 5, Name: "place", Type: TypeText}, // or address on the net
		{Num: 6, Name: "unit", Type: TypeText},
		{Num: 7, Name: "services", Type: TypeList},                         // codes of services.json
		{Num: 8, Name: "audience", Type: TypeList},                         // unsur
		{Num: 9, Name: "reach", Type: TypeInt, Min: 0, Max: 1_000_000_000}, // people reached
		{Num: 10, Name: "reach_how", Type: TypeText},                       // how that was counted
		{Num: 11, Name: "message", Type: TypeLongText},                     // what was told
		{Num: 12, Name: "material", Type: TypeLongText},
		{Num: 13, Name: "complaint_channels", Type: TypeList}, // of data.Complaint's channels, that it told of
		{Num: 14, Name: "complaint_link", Type: TypeText},     // address that it gave
		{Num: 15, Name: "result", Type: TypeLongText},
		{Num: 16, Name: "status", Type: TypeChoice, Choices: []string{"planned", "held", "cancelled"}, Indexed: true},
	},
})
