package store

import (
	"io"
	"time"

	"pinisi/data"
)

// Options are what a store needs from outside; zero fields take the real thing.
type Options struct {
	Now  func() time.Time // the wall clock
	Rand io.Reader        // randomness of keys and ids
	// ReadOnly opens without the lock and refuses writes; a database of a newer
	// version is opened so by itself.
	ReadOnly bool

	twin bool // a throw-away copy that Verify compares with
}

// Profile is whose device this is.
type Profile struct {
	Scope    string  // the mission's code, "kantor-pusat" (Headquarters) or empty before set-up
	Staff    data.ID // the staff record of the person in front of it
	Language string  // "id" or "en"
}

// Headquarters is the profile's scope of a device that sees every mission; its
// own records go to data.SharedScope.
const Headquarters = "kantor-pusat"

// Query says which records of a kind to list. The zero value of a field does not narrow.
type Query struct {
	Kind    string
	Scope   string
	Parent  data.ID
	Where   map[string]data.Value // fields that equal these
	Text    string                // words that any text of the record begins with
	Fields  []string              // known fields to read; nil: all, and the unknown ones. Long lists are lighter so
	Order   string                // a field; "" is by latest change; "created" by id (time of making)
	Desc    bool
	Limit   int
	Offset  int
	Deleted bool // the deleted ones, instead of those that are not
}

// Hit is a record found by its words.
type Hit struct {
	Record  data.Record
	Snippet string // text around the words, which stand between \x01 and \x02
}

// Conflict is a field on which people disagree.
type Conflict struct {
	Kind     string
	Record   data.ID
	Scope    string
	Field    string // data.FieldDeleted: deleted beside an edit
	Title    string // of the record
	Versions []data.Version
}

// Event tells that records changed. Subscribers read what they show anew.
type Event struct {
	Generation uint64             // rises with every commit
	Kinds      map[string]bool    // kinds touched
	Records    map[data.ID]string // records touched → kind; nil when there were too many to name
	Remote     bool               // came from elsewhere
}

// ActionID names a user action for undo.
type ActionID data.HLC

// Pending is what this device wrote and headquarters has not confirmed.
type Pending struct {
	Changes     int
	Records     int   // -1: too many to count now
	Bytes       int64 // an estimate of what it takes to send them, attachments apart
	Files       int
	FileBytes   int64
	OldestSince time.Time
}

// Sealed is one segment of the log.
type Sealed struct {
	Stream   data.Stream
	From, To uint64
	Bytes    []byte // canonical, uncompressed, signed
}

// Applied is what came of a batch of segments.
type Applied struct {
	Segments    int // taken in
	Known       int // had before
	Waiting     int // kept until what they build on arrives
	Quarantined int // kept apart, with the reason in Quarantine
	Changes     int
	Records     int
	Conflicts   int // open conflicts after it
}

// Vector is how much of each stream a replica has.
type Vector map[data.Stream]uint64

// Report is what Verify found.
type Report struct {
	Segments, Changes, Records int
	Problems                   []string // empty: the tables are what the log makes of them, and every file is whole
}

// Quarantined is a segment that failed its checks.
type Quarantined struct {
	At     time.Time
	Stream data.Stream
	From   uint64
	Reason string
	Size   int
}

// File is an attachment's content.
type File struct {
	SHA256 string
	Size   int64
	Name   string
	Scope  string
	// Release says that it is a package of a program release and nothing else.
	Release bool
}

// MaxFile is the largest attachment taken, in bytes.
const MaxFile = 2 << 30
