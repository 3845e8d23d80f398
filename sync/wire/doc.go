// Package wire is what devices and the hub say to each other: the frames and
// messages of an exchange, and the text form of enrolment codes. It knows no
// network, no database and no rules.
//
// # Shape
//
// Bodies of requests and answers are frames one after the other: a type, a
// length, the payload. A receiver skips types that it does not know. Messages
// are numbered fields in the wire format of Protocol Buffers; a receiver skips
// numbers that it does not know. So an old and a new version always understand
// each other in what both know; docs/sync.md is the reference.
package wire

// Version is the newest version of the protocol that this program speaks. Both
// sides name theirs and keep to the smaller one.
const Version = 1

// Where the hub listens to what.
const (
	PathSync  = "/v1/sync"
	PathEnrol = "/v1/enrol"
	PathFiles = "/v1/files/" // + SHA-256, ?scope=S, for PUT also &at=N&size=T
)
