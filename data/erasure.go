package data

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Erasure says that the values which a personal field of a record had are gone
// for ever (penghapusan data pribadi, UU 27/2022 art. 8 and 16). It is written
// once and holds no value: which changes it covers, on what ground, why. It
// travels with the changes of its scope and reaches only changes of that scope;
// whoever takes it in takes the values out of everything it holds. Who did it
// and when the log tells, as of every record.
var Erasure = AddKind(Kind{
	Name: "erasure", Title: "of_kind",
	Fields: []Field{
		{Num: 1, Name: "of_kind", Type: TypeText, Coded: true},
		{Num: 2, Name: "record", Type: TypeRef, Indexed: true},
		{Num: 3, Name: "field", Type: TypeText, Coded: true},
		{Num: 4, Name: "basis", Type: TypeChoice, Choices: []string{"request", "consent_withdrawn", "retention_over", "correction"}},
		{Num: 5, Name: "reason", Type: TypeLongText},
		{Num: 6, Name: "request", Type: TypeRef, Ref: "privacy_request"},
		{Num: 7, Name: "covers", Type: TypeJSON}, // Coverage
	},
	Guard: func(of Record, field string, v Value) error {
		if of.Kind == "erasure" && !of.Get("covers").IsNull() { // what is erased stays erased
			return Fail(ErrLocked.Code, nil, "Kind", of.Kind, "Title", of.Text("of_kind"))
		}
		return nil
	},
})

// PrivacyRequest is what a person asked for about the data on them (permintaan
// subjek data pribadi, UU 27/2022 art. 5-13). Who asked and how to reach them
// stand in it until it is done, and are erased then.
var PrivacyRequest = AddKind(Kind{
	Name: "privacy_request", Title: "number",
	Fields: []Field{
		{Num: 1, Name: "number", Type: TypeText},
		{Num: 2, Name: "type", Type: TypeChoice, Choices: []string{"access", "correct", "erase", "stop"}},
		{Num: 3, Name: "received_at", Type: TypeTime},
		{Num: 4, Name: "due_at", Type: TypeTime},
		{Num: 5, Name: "name", Type: TypeText, Personal: true},
		{Num: 6, Name: "contact", Type: TypeText, Personal: true},
		{Num: 7, Name: "detail", Type: TypeLongText, Personal: true},
		{Num: 8, Name: "done_at", Type: TypeTime, Indexed: true},
		{Num: 9, Name: "outcome", Type: TypeChoice, Choices: []string{"fulfilled", "partly", "refused", "nothing_found"}},
		{Num: 10, Name: "outcome_note", Type: TypeLongText},
	},
})

// Coverage is which changes of a field an erasure covers.
type Coverage struct {
	// UpTo is the number of the last change covered of each stream of the
	// erasure's scope.
	UpTo map[StreamOf]uint64
	// Stamps are the HLCs of the covered changes that were there: a device that
	// was restored from a backup sends a change again under another number, and
	// it is known by its stamp.
	Stamps []HLC
}

// StreamOf names a stream within a scope.
type StreamOf struct {
	Device DeviceID
	Epoch  uint32
}

// Has reports whether a change is covered: the seq-th of the stream, of that stamp.
func (c Coverage) Has(s Stream, seq uint64, h HLC) bool {
	if upTo, known := c.UpTo[StreamOf{s.Device, s.Epoch}]; known && seq <= upTo {
		return true
	}
	if _, found := slices.BinarySearch(c.Stamps, h); !found {
		return false
	}
	for of := range c.UpTo {
		if of.Device == s.Device {
			return true
		}
	}
	return false
}

type coverageJSON struct {
	UpTo   map[string]uint64 `json:"upto"`
	Stamps []HLC             `json:"stamps"`
}

// Value is the coverage as the field has it.
func (c Coverage) Value() Value {
	out := coverageJSON{UpTo: map[string]uint64{}, Stamps: slices.Compact(slices.Sorted(slices.Values(c.Stamps)))}
	for s, n := range c.UpTo {
		out.UpTo[fmt.Sprintf("%s/%d", s.Device, s.Epoch)] = n
	}
	if out.Stamps == nil {
		out.Stamps = []HLC{}
	}
	v, _ := ParseJSON(mustJSON(out))
	return v
}

// ParseCoverage reads the field.
func ParseCoverage(v Value) (Coverage, error) {
	bad := func(err error) (Coverage, error) {
		return Coverage{}, fmt.Errorf("read what an erasure covers: %w", err)
	}
	if v.T != JSON {
		return bad(ErrBadValue)
	}
	var in coverageJSON
	if err := json.Unmarshal([]byte(v.S), &in); err != nil {
		return bad(err)
	}
	c := Coverage{UpTo: map[StreamOf]uint64{}, Stamps: slices.Sorted(slices.Values(in.Stamps))}
	for name, n := range in.UpTo {
		device, epoch, ok := strings.Cut(name, "/")
		id, err := hex.DecodeString(device)
		if !ok || err != nil || len(id) != len(DeviceID{}) {
			return bad(ErrBadValue)
		}
		e, err := strconv.ParseUint(epoch, 10, 32)
		if err != nil {
			return bad(err)
		}
		c.UpTo[StreamOf{DeviceID(id), uint32(e)}] = n
	}
	return c, nil
}
