// Package data is Pinisi's domain: records, their kinds and fields, and the
// changes that make them. It knows no SQL, no network and no window.
//
// # Records and changes
//
// A [Record] has a kind, an id and a scope (the mission that it belongs to, or
// [SharedScope]). What happened to it is a set of [Change]s, each one edit of
// one field, numbered without gaps in its [Stream]. The current state is what
// [Register.Apply] makes of any set of changes, in any order, any number of
// times: nothing that was written is dropped, and what two people wrote
// without having seen each other's words stays readable as a conflict.
//
// # Kinds
//
// A kind is one file that calls [AddKind] with its fields. The store
// derives its table, its search index and its exports from that alone.
//
// Package data/segment writes changes as signed segments, data/store keeps
// them in SQLite, data/instrument computes the PEKPPP index.
package data
