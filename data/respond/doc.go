// Package respond is how users' answers come in (lembar responden): the form
// that is put to a person, one person's answers as a record, and all of them as
// a set. F-03 and SKM share it; their answers never mix, since each has its own
// kind of record. It knows no window.
package respond
