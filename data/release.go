package data

// Release is a version of the program that headquarters gives to every mission
// (rilis program), for one platform. What it is stands in a statement that is
// signed with a key which no device holds (package data/release); its packages
// are the attachments under it. Its id follows from version and platform
// ([ReleaseID]).
var Release = AddKind(Kind{
	Name: "release", Shared: true, Title: "version",
	Fields: []Field{
		{Num: 1, Name: "version", Type: TypeText},
		{Num: 2, Name: "platform", Type: TypeText, Coded: true},      // as windows/amd64
		{Num: 3, Name: "statement", Type: TypeLongText, Coded: true}, // JSON, to the byte as it was signed
		{Num: 4, Name: "signature", Type: TypeText, Coded: true},     // the key's id and the signature
		{Num: 5, Name: "published_on", Type: TypeDate},
		{Num: 6, Name: "withdrawn", Type: TypeBool},
	},
	Guard: guardRelease,
})

// ReleaseID is the id of a version for a platform.
func ReleaseID(version, platform string) ID {
	return DerivedID("release", NilID, version+"\x00"+platform)
}

// guardRelease keeps what was published: it can be withdrawn, not rewritten.
func guardRelease(r Record, field string, v Value) error {
	if r.Kind != "release" || field == "withdrawn" || field == FieldDeleted || r.Fields[field].IsNull() {
		return nil
	}
	return Fail(ErrLocked.Code, nil, "Kind", "release", "Title", r.Text("version"))
}
