// Package segment writes consecutive changes of one stream as one immutable,
// signed piece of bytes, column by column, and reads it back.
//
// Segments are what the store keeps as its log, what the hub stores and what
// travels: the very same bytes everywhere. They are signed uncompressed, so
// that each place may compress them as suits it: [Pack] at rest, a [Writer]
// for all segments of an exchange.
//
// # Format
//
// Numbers are unsigned varints as in encoding/binary, always in the fewest
// bytes; signed ones are zigzag. A column is 0 and its numbers, or one more
// than the number that all of them are. Version 1:
//
//	header, signed      version 1; public key (32 bytes); epoch; scope with its
//	                    length; number of the first change; how many changes;
//	                    HLC of the first run; how many personal values; lengths
//	                    of the public codes, texts and raw bytes
//	lengths             of the personal codes and texts, if there are any
//	codes               public, personal: numbers
//	texts               public, personal: UTF-8 end to end
//	raw                 public, personal: ids, sums, salts
//	signature           Ed25519 of SHA-256("pinisi segment 1\n" ‖ header ‖
//	                    SHA-256(public codes ‖ texts ‖ raw) ‖ root)
//
// The public codes are, in this order: the times of the ids; the names of kinds
// and fields; the authors; the streams that dots name; the shapes (a kind, its
// fields, which are personal, how many dots each names), so that one more run
// of a usual shape costs a byte; of each run its shape, record, time and
// author; parents and keys of derived records; the dots as steps from the last
// of their stream; then of each field of each kind its values: how each is
// written (forms.go), the steps of differences, lengths and numbers.
//
// Ids of records are written once, in the order in which they are first named,
// and referred to by number; one that follows from a parent and a key
// ([data.DerivedID]) is not written at all.
//
// Personal values are not signed themselves: the root is over salted
// commitments to them (personal.go), so that [Erase] can take them out of a
// segment that stays valid.
//
// The format never changes. A new one takes a new version, and this one stays
// readable; TestFormatStays and its files in testdata hold it.
package segment
