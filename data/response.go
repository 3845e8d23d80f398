package data

// Channels are the ways in which a user's answers come in.
var Channels = []string{"counter", "paper", "import"} // mode loket, lembar kertas, impor

// Response is one user's form F-03 (lembar responden) of an evaluation. No
// name is asked; contact only if it was offered.
var Response = AddKind(Kind{
	Name: "response", Parent: "evaluation", Title: "number",
	Fields: append([]Field{{Num: 1, Name: "evaluation", Type: TypeRef, Ref: "evaluation"}}, responseFields...),
	Guard:  guardEvaluation,
})

// SurveyResponse is one user's form of an SKM survey. It is never counted as F-03, nor the other way.
var SurveyResponse = AddKind(Kind{
	Name: "survey_response", Parent: "survey", Title: "number",
	Fields: append([]Field{{Num: 1, Name: "survey", Type: TypeRef, Ref: "survey"}}, responseFields...),
	Guard:  guardSurvey,
})

// responseFields are the same for both, so that both are entered in the same ways.
var responseFields = []Field{
	{Num: 2, Name: "number", Type: TypeInt}, // of the sheet, from 1
	// answers has one digit for each question in the order of the form's version, "-" for a blank one.
	{Num: 3, Name: "answers", Type: TypeText, Coded: true},
	{Num: 4, Name: "channel", Type: TypeChoice, Choices: Channels},
	{Num: 5, Name: "language", Type: TypeText}, // in which it was asked
	{Num: 6, Name: "taken_on", Type: TypeDate},
	{Num: 7, Name: "service", Type: TypeText}, // code of services.json
	{Num: 8, Name: "remark", Type: TypeLongText},
	{Num: 9, Name: "contact", Type: TypeText, Personal: true},
	{Num: 10, Name: "second", Type: TypeText, Coded: true}, // answers as typed a second time, to check the entry of paper
	{Num: 11, Name: "checked_on", Type: TypeDate},
	{Num: 12, Name: "batch", Type: TypeText, Program: true}, // file of an import, and the mark of its content
	{Num: 13, Name: "differed", Type: TypeInt},              // answers that were another when typed a second time
}
