package data

// Answer is the evaluator's judgement of one indicator (jawaban F-02) in an
// evaluation. Its id follows from both, so two evaluators meet in one record.
var Answer = AddKind(Kind{
	Name: "answer", Parent: "evaluation", Key: "indicator", Title: "indicator",
	Fields: []Field{
		{Num: 1, Name: "evaluation", Type: TypeRef, Ref: "evaluation"},
		{Num: 2, Name: "indicator", Type: TypeText},
		{Num: 3, Name: "score", Type: TypeInt, Min: 0, Max: 5}, // level; blank is not 0
		{Num: 4, Name: "note", Type: TypeLongText},
		// effort is what raising this indicator by one level takes, for the plan to rise; blank is 1.
		{Num: 5, Name: "effort", Type: TypeInt, Min: 1, Max: 9},
	},
	Guard: guardEvaluation,
})
