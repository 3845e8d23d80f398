package segment

import "pinisi/data"

// Segment is a piece of a stream: its changes From, From+1, …
type Segment struct {
	Stream  data.Stream
	Key     []byte        // the device's Ed25519 public key
	From    uint64        // seq of the first change
	Streams []data.Stream // what dots name: LocalDot.Stream 0 is Stream itself, n is Streams[n-1]
	Runs    []Run
}

// Run is consecutive changes of one record within one user action.
type Run struct {
	HLC    data.HLC
	Author data.ID
	Kind   string
	Record data.ID
	// Parent and Key, when set, derive Record ([data.DerivedID]); it then costs no bytes.
	Parent data.ID
	Key    string
	Ops    []Op
}

// Op is one change of a run.
type Op struct {
	Field      string
	Personal   bool // the value travels beside the change, which carries only its commitment
	Value      data.Value
	Prev, Seen []data.LocalDot

	// Base is, when encoding, the text that Prev[0] had: if a patch from it is
	// smaller than the text, the patch travels.
	Base string
	// Patch is, after decoding, the way from the text of Prev[0] to the value,
	// which is then still Null: [Op.Resolve] makes it.
	Patch []byte
	Sum   [8]byte // first bytes of the SHA-256 of the whole text, with Patch
}

// Changes is the number of changes in the segment.
func (s *Segment) Changes() int {
	n := 0
	for i := range s.Runs {
		n += len(s.Runs[i].Ops)
	}
	return n
}

// To is the seq of the last change.
func (s *Segment) To() uint64 { return s.From + uint64(s.Changes()) - 1 }
