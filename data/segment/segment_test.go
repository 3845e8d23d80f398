package segment

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"pinisi/data"

	"pgregory.net/rapid"
)

// device is a key pair of its own for every name.
func device(name string) (public ed25519.PublicKey, sign func([]byte) []byte) {
	seed := make([]byte, ed25519.SeedSize)
	copy(seed, name)
	private := ed25519.NewKeyFromSeed(seed)
	return private.Public().(ed25519.PublicKey), func(digest []byte) []byte { return ed25519.Sign(private, digest) }
}

// zeros is randomness that a test can repeat.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func encode(t interface{ Fatalf(string, ...any) }, s *Segment) []byte {
	_, sign := device("d")
	b, err := Encode(zeros{}, s, sign)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	return b
}

// small is a segment of one change.
func small() *Segment {
	key, _ := device("d")
	return &Segment{
		Stream: data.Stream{Device: data.DeviceOf(key), Scope: "kbri-singapura"}, Key: key, From: 1,
		Runs: []Run{{HLC: data.HLCAt(time.Unix(1795000000, 0)), Kind: "complaint", Record: data.ID{15: 1}, Ops: []Op{{Field: "status", Value: data.TextValue("baru")}}}},
	}
}

// given is a generator of segments with everything in them.
func given(t *rapid.T) *Segment {
	key, _ := device("d")
	id := rapid.Custom(func(t *rapid.T) (id data.ID) {
		copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		return id
	})
	ids := rapid.SliceOfN(id, 1, 6).Draw(t, "ids")
	name := rapid.SampledFrom([]string{"answer", "score", "note", "minutes", "é", "deleted"})
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"", "baru", "2026-03-24", "2026-02-30", "2026-03-24T09:00:00Z", "2026-03-24T24:00:00Z", "0000-01-01", "9999-12-31T23:59:59Z",
		strings.Repeat("0af9", 16), strings.Repeat("0aF9", 16), "00000000-0000-0000-0000-000000000000", "Tidak ada kendala yang berarti.",
	}), rapid.Map(rapid.SampledFrom(ids), data.ID.String), rapid.Map(id, data.ID.String))
	value := rapid.OneOf(
		rapid.Just(data.Value{}), rapid.Map(rapid.Bool(), data.BoolValue), rapid.Map(rapid.Int64(), data.IntValue),
		rapid.Map(rapid.Float64(), data.FloatValue), rapid.Map(text, data.TextValue), rapid.Map(rapid.SliceOf(text), data.ListValue),
		rapid.Custom(func(t *rapid.T) data.Value {
			return data.Value{T: data.Erased, S: string(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "commitment"))}
		}),
	)
	s := &Segment{Key: key, From: rapid.Uint64Range(1, 1<<40).Draw(t, "from")}
	s.Stream = data.Stream{Device: data.DeviceOf(key), Epoch: rapid.Uint32().Draw(t, "epoch"), Scope: "kbri-singapura"}
	for i := range rapid.IntRange(0, 3).Draw(t, "streams") {
		s.Streams = append(s.Streams, data.Stream{Device: data.DeviceID{byte(i)}, Epoch: rapid.Uint32().Draw(t, "epoch"), Scope: rapid.SampledFrom([]string{"pusat", "kbri-singapura"}).Draw(t, "scope")})
	}
	seq := s.From
	told := map[data.ID]Run{}
	for range rapid.IntRange(1, 12).Draw(t, "runs") {
		run := Run{HLC: data.HLC(rapid.Uint64().Draw(t, "hlc")), Author: rapid.SampledFrom(ids).Draw(t, "author"), Kind: name.Draw(t, "kind"), Record: rapid.SampledFrom(ids).Draw(t, "record")}
		if parent := rapid.SampledFrom(ids).Draw(t, "parent"); rapid.Bool().Draw(t, "derived") && parent != data.NilID {
			run.Parent, run.Key = parent, text.Draw(t, "key")
			run.Key = data.TextValue(run.Key).S
			run.Record = data.DerivedID(run.Kind, run.Parent, run.Key)
			told[run.Record] = run
		}
		dots := func(what string) (all []data.LocalDot) {
			for range rapid.IntRange(0, 2).Draw(t, what) {
				d := data.LocalDot{Stream: uint32(rapid.IntRange(0, len(s.Streams)).Draw(t, "stream")), Seq: rapid.Uint64Min(1).Draw(t, "seq")}
				if d.Stream == 0 {
					if seq == 1 {
						continue
					}
					d.Seq = d.Seq%(seq-1) + 1
				}
				all = append(all, d)
			}
			return all
		}
		for range rapid.IntRange(1, 4).Draw(t, "ops") {
			op := Op{Field: name.Draw(t, "field"), Personal: rapid.Bool().Draw(t, "personal"), Value: value.Draw(t, "value")}
			op.Prev, op.Seen = dots("prev"), dots("seen")
			run.Ops = append(run.Ops, op)
			seq++
		}
		s.Runs = append(s.Runs, run)
	}
	return s
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := given(t)
		b := encode(t, s)
		got, err := Decode(b)
		if err != nil {
			t.Fatalf("decode: %v\n%+v", err, s)
		}
		for i := range got.Runs { // a record named as parent before its own run is not told from what it follows
			if got.Runs[i].Parent == data.NilID {
				s.Runs[i].Parent, s.Runs[i].Key = data.NilID, ""
			}
		}
		if !reflect.DeepEqual(got, s) {
			t.Fatalf("got  %+v\nwant %+v", got, s)
		}
		if again := encode(t, s); !bytes.Equal(again, b) {
			t.Fatalf("the same segment gave other bytes")
		}
		stream, from, to, key, err := Header(b)
		if err != nil || stream != s.Stream || from != s.From || to != s.To() || !bytes.Equal(key, s.Key) {
			t.Fatalf("header: %v %d %d %x %v", stream, from, to, key, err)
		}
		if err := Verify(b); err != nil {
			t.Fatalf("verify: %v", err)
		}
	})
}

func TestEveryValueTypeComesBackExactly(t *testing.T) {
	values := []data.Value{
		{}, data.BoolValue(true), data.BoolValue(false), data.IntValue(0), data.IntValue(math.MinInt64), data.IntValue(math.MaxInt64),
		data.FloatValue(0.1), data.FloatValue(1e300), data.FloatValue(-5e-324), data.FloatValue(1 << 60), data.TextValue(""), data.TextValue("é\x00\n"),
		data.ListValue(nil), data.ListValue([]string{"a", "<b>"}), {T: data.JSON, S: `{"a":[1,2.5,null]}`}, {T: data.Erased, S: strings.Repeat("\xff", 32)},
	}
	s := small()
	s.Runs[0].Ops = nil
	for i, v := range values {
		for _, personal := range []bool{false, true} {
			s.Runs[0].Ops = append(s.Runs[0].Ops, Op{Field: fmt.Sprint("f", i%3), Personal: personal, Value: v})
		}
	}
	got, err := Decode(encode(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, s) {
		t.Errorf("got  %+v\nwant %+v", got, s)
	}
}

func TestAnyChangedByteIsRefused(t *testing.T) {
	s := small()
	s.Runs[0].Ops = append(s.Runs[0].Ops, Op{Field: "name", Personal: true, Value: data.TextValue("Siti Rahayu")})
	b := encode(t, s)
	for i := range b {
		for _, flip := range []byte{1, 0x80} {
			c := bytes.Clone(b)
			c[i] ^= flip
			if _, err := Decode(c); !errors.Is(err, data.ErrBadSegment) {
				t.Errorf("byte %d of %d changed by %#x: %v", i, len(b), flip, err)
			}
			if Verify(c) == nil {
				t.Errorf("byte %d of %d changed by %#x: verified", i, len(b), flip)
			}
		}
		if _, err := Decode(b[:i]); !errors.Is(err, data.ErrBadSegment) {
			t.Errorf("cut to %d of %d bytes: %v", i, len(b), err)
		}
	}
	if _, err := Decode(append(bytes.Clone(b), 0)); !errors.Is(err, data.ErrBadSegment) {
		t.Errorf("a byte more: %v", err)
	}
}

func TestEncodeRefusesWhatCannotBeRead(t *testing.T) {
	_, sign := device("d")
	other, _ := device("other")
	for name, spoil := range map[string]func(*Segment){
		"no changes":       func(s *Segment) { s.Runs = nil },
		"an empty run":     func(s *Segment) { s.Runs[0].Ops = nil },
		"another's key":    func(s *Segment) { s.Key = other },
		"no scope":         func(s *Segment) { s.Stream.Scope = "" },
		"a long scope":     func(s *Segment) { s.Stream.Scope = strings.Repeat("x", 256) },
		"number 0":         func(s *Segment) { s.From = 0 },
		"numbers run over": func(s *Segment) { s.From = math.MaxUint64 },
		"no kind":          func(s *Segment) { s.Runs[0].Kind = "" },
		"no field":         func(s *Segment) { s.Runs[0].Ops[0].Field = "" },
		"a wrong parent":   func(s *Segment) { s.Runs[0].Parent = data.ID{1} },
		"NaN": func(s *Segment) {
			s.Runs[0].Ops[0].Value = data.Value{T: data.Float, I: int64(math.Float64bits(math.NaN()))}
		},
		"a whole float":       func(s *Segment) { s.Runs[0].Ops[0].Value = data.Value{T: data.Float, I: int64(math.Float64bits(1))} },
		"no UTF-8":            func(s *Segment) { s.Runs[0].Ops[0].Value.S = "\xff" },
		"no canonical JSON":   func(s *Segment) { s.Runs[0].Ops[0].Value = data.Value{T: data.JSON, S: "[1.0]"} },
		"an unknown type":     func(s *Segment) { s.Runs[0].Ops[0].Value.T = 99 },
		"a dot of no stream":  func(s *Segment) { s.Runs[0].Ops[0].Prev = []data.LocalDot{{Stream: 1, Seq: 1}} },
		"a dot of the future": func(s *Segment) { s.Runs[0].Ops[0].Prev = []data.LocalDot{{Seq: 1}} },
		"a dot numbered 0":    func(s *Segment) { s.Runs[0].Ops[0].Seen = []data.LocalDot{{Seq: 0}} },
		"a patch of nothing":  func(s *Segment) { s.Runs[0].Ops[0] = Op{Field: "x", Patch: []byte{0}} },
		"a patch that is none": func(s *Segment) {
			s.From = 2
			s.Runs[0].Ops[0] = Op{Field: "x", Patch: []byte{9}, Prev: []data.LocalDot{{Seq: 1}}}
		},
		"too many changes": func(s *Segment) { s.Runs[0].Ops = make([]Op, MaxChanges+1) },
	} {
		s := small()
		spoil(s)
		if b, err := Encode(zeros{}, s, sign); err == nil {
			t.Errorf("%s: encoded to %x", name, b)
		}
	}
}

func TestPackGivesBackTheSameBytes(t *testing.T) {
	for _, b := range [][]byte{nil, {1}, bytes.Repeat([]byte("Tidak ada kendala. "), 5000)} {
		got, err := Unpack(Pack(b))
		if err != nil || !bytes.Equal(got, b) {
			t.Errorf("%d bytes: got %d, %v", len(b), len(got), err)
		}
	}
	for name, b := range map[string][]byte{"nothing that was packed": []byte("hello"), "a bomb": Pack(make([]byte, MaxSize+1)), "a cut one": Pack([]byte("abcdefgh"))[:8]} {
		if got, err := Unpack(b); !errors.Is(err, data.ErrBadSegment) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}
