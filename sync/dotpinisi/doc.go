// Package dotpinisi is the file type .pinisi: what headquarters hands over as a
// file and Pinisi opens by a double click.
//
// # Shape
//
// The first line names the type, so that one file type serves all:
//
//	pinisi VERSION KIND
//
// VERSION is a number, today 1; KIND is a word of small letters. What follows
// belongs to the kind. An enrolment is a JSON object of at most 64 KiB that a
// person can read in any text editor. The kind "packet" is set aside for sealed
// packets, which this version does not open. docs/sync.md is the reference.
//
// Files come from anywhere: everything here is bounded and checked.
package dotpinisi
