package segment

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"pinisi/data"
)

// resign makes the test's device the author of b, so that what is inside is
// looked at. Nil if b is not even cut like a segment.
func resign(b []byte) []byte {
	key, sign := device("d")
	c := bytes.Clone(b)
	if len(c) > 33 {
		copy(c[1:], key)
	}
	f, err := parse(c)
	if err != nil {
		return nil
	}
	secret, err := f.open()
	if err != nil {
		return nil
	}
	copy(f.signature, sign(digest(f.header, f.public, secret.root())))
	return c
}

// everything is a segment with every form of value, derived records, dots and a patch.
func everything() *Segment {
	s := people()
	s.From = 7
	parent := data.ID{1}
	s.Streams = []data.Stream{{Device: data.DeviceID{9}, Epoch: 2, Scope: "pusat"}}
	s.Runs = append(s.Runs,
		Run{HLC: s.Runs[0].HLC + 1, Author: data.ID{7}, Kind: "answer", Parent: parent, Key: "I01", Record: data.DerivedID("answer", parent, "I01"), Ops: []Op{
			{Field: "evaluation", Value: data.RefValue(parent)}, {Field: "indicator", Value: data.TextValue("I01")},
			{Field: "score", Value: data.IntValue(4), Prev: []data.LocalDot{{Seq: 3}, {Stream: 1, Seq: 90}}, Seen: []data.LocalDot{{Stream: 1, Seq: 80}}},
			{Field: "note", Value: data.TextValue(note + " Baik."), Base: note, Prev: []data.LocalDot{{Stream: 1, Seq: 91}}},
		}},
		Run{HLC: s.Runs[0].HLC + 1<<20, Kind: "new kind", Record: data.ID{3}, Ops: []Op{
			{Field: "a", Value: data.FloatValue(0.5)}, {Field: "a", Value: data.BoolValue(true)}, {Field: "a"}, {Field: "a", Value: data.TextValue("2026-03-24")},
			{Field: "a", Value: data.TextValue("2026-03-24T09:00:00Z")}, {Field: "a", Value: data.TextValue("00112233445566778899aabbccddeeff")},
			{Field: "a", Value: data.ListValue([]string{"x"})}, {Field: "a", Value: data.TextValue("baru")}, {Field: "a", Value: data.TextValue("baru")},
			{Field: "a", Value: data.Value{T: data.Erased, S: "0123456789abcdef0123456789abcdef"}}, {Field: "a", Value: data.RefValue(data.ID{9})},
			{Field: data.FieldDeleted, Value: data.BoolValue(true)},
		}})
	return s
}

// FuzzDecode tries bytes as they are, and signed by the test's device.
func FuzzDecode(f *testing.F) {
	b := encode(f, everything())
	f.Add(b)
	f.Add(encode(f, small()))
	erased, err := Erase(b, field("name"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(erased)
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := Decode(b); err != nil && !errors.Is(err, data.ErrBadSegment) {
			t.Fatalf("%v is no error that was promised", err)
		}
		if b = resign(b); b != nil {
			readable(t, b)
		}
	})
}

// FuzzSections tries the inside of segments, with lengths and signature made to fit.
func FuzzSections(f *testing.F) {
	for _, s := range []*Segment{small(), people(), everything()} {
		b := encode(f, s)
		p, err := parse(b)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint16(p.changes), uint16(p.personal), p.public.codes, p.public.texts, p.public.raw, p.secret.codes, p.secret.texts, p.secret.raw)
	}
	f.Fuzz(func(t *testing.T, changes, personal uint16, codes, texts, raw, secretCodes, secretTexts, secretRaw []byte) {
		s := small()
		s.From = 7
		s.Runs[0].Ops = make([]Op, max(int(changes), 1))
		if personal == 0 {
			secretCodes, secretTexts, secretRaw = nil, nil, nil
		}
		public := section{codes, texts, raw}
		header := appendHeader(s, int(personal), &regions{codes, texts, raw})
		b := resign(assemble(header, public, section{secretCodes, secretTexts, secretRaw}, int(personal), make([]byte, 64)))
		if b != nil {
			readable(t, b)
		}
	})
}

// readable holds what is true of whatever a device signs.
func readable(t *testing.T, b []byte) {
	s, err := Decode(b)
	if err != nil {
		if !errors.Is(err, data.ErrBadSegment) {
			t.Fatalf("%v is no error that was promised", err)
		}
		return
	}
	if err := Verify(b); err != nil {
		t.Fatalf("decoded, yet not verified: %v", err)
	}
	if n := s.Changes(); n == 0 || n > MaxChanges {
		t.Fatalf("%d changes", n)
	}
	again, err := Decode(encode(t, s)) // what can be read can be written
	if err != nil {
		t.Fatalf("written again: %v\n%+v", err, s)
	}
	for i := range again.Runs { // see TestRoundTrip
		if again.Runs[i].Parent == data.NilID {
			s.Runs[i].Parent, s.Runs[i].Key = data.NilID, ""
		}
	}
	if !reflect.DeepEqual(again, s) {
		t.Fatalf("written again\n%+v\nwas\n%+v", again, s)
	}
	c, err := Erase(b, func(Run, Op, uint64) bool { return true })
	if err != nil || Verify(c) != nil {
		t.Fatalf("erase: %v", err)
	}
}

// TestFormatStays fails when a change of the code changes what is written or
// read: segments are kept for ever. A new format takes a new version number.
func TestFormatStays(t *testing.T) {
	want := golden(t, "v1.segment", encode(t, everything()))
	if got := encode(t, everything()); !bytes.Equal(got, want) {
		t.Errorf("it is written differently:\n%x\nwas\n%x", got, want)
	}
	s, err := Decode(want)
	if err != nil {
		t.Fatal(err)
	}
	if op := s.Runs[1].Ops[3]; s.Runs[0].Ops[0].Value.S != "Siti Rahayu" || op.Patch == nil || s.To() != 7+uint64(s.Changes())-1 {
		t.Errorf("it is read differently: %+v", s)
	}
	packed := golden(t, "v1.packed", Pack(want))
	if got, err := Unpack(packed); err != nil || !bytes.Equal(got, want) {
		t.Errorf("what was packed with dictionary 1 comes back as %d bytes, %v", len(got), err)
	}
}
