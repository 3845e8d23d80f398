package data

// Ruleset is a version of rules that are data: deadlines, limits, groups and
// checklists, with their source (package data/rules). Headquarters publishes
// one; the greatest version holds, the shipped one where there is no other. Its
// id follows from code and version ([RulesetID]).
var Ruleset = AddKind(Kind{
	Name: "ruleset", Shared: true, Title: "code",
	Fields: []Field{
		{Num: 1, Name: "code", Type: TypeText},
		{Num: 2, Name: "version", Type: TypeText},
		{Num: 3, Name: "definition", Type: TypeJSON},
	},
})

// RulesetID is the id of a version of rules.
func RulesetID(code, version string) ID { return DerivedID("ruleset", NilID, code+"\x00"+version) }
