// Package jsonl moves records in and out of a store as text, one JSON object a
// line. It is what the command line and the window call import and export;
// the shape is described for people in docs/records.md.
//
//	{"kind":"answer","id":"…","scope":"kbri-singapura","fields":{"score":4,"note":"…"}}
//
// Import and export have one shape: what was exported can be imported as it
// is, here or elsewhere, and importing it twice changes nothing. Kinds and
// fields that this version does not know are taken and given like any other.
//
// The package knows neither files nor languages: errors carry translation keys
// (import.…) and the number of the line.
package jsonl
