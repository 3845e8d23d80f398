package data

// Stream is where a device numbers its changes of one scope: 1, 2, 3 … without
// gaps. Epoch rises when a device finds that its numbers were taken already
// (it was restored from a backup), so that no number ever names two changes.
type Stream struct {
	Device DeviceID
	Epoch  uint32
	Scope  string
}

// Dot names one change for ever.
type Dot struct {
	Stream Stream
	Seq    uint64 // from 1
}

// Change is one edit of one field of one record.
type Change struct {
	Dot    Dot
	HLC    HLC    // one for all changes of one user action
	Author ID     // the staff record of who wrote it; NilID for the program itself
	Kind   string // of the record
	Record ID
	Field  string
	Value  Value
	Prev   []Dot // the changes of this field that the author saw
	// Seen are further changes that those in Prev had superseded, per stream
	// the last one; earlier changes of the own stream are always superseded.
	// With them a change that comes late is known to be no conflict. For the
	// field "deleted" they cover every field of the record as the author saw it.
	Seen []Dot
}

// FieldDeleted is the field of every kind that marks a record as deleted.
const FieldDeleted = "deleted"
