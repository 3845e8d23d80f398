package segment

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pinisi/data"

	"pgregory.net/rapid"
)

// people is a segment with personal values in it.
func people() *Segment {
	s := small()
	s.Runs[0].Kind = "participant"
	s.Runs[0].Ops = []Op{
		{Field: "name", Personal: true, Value: data.TextValue("Siti Rahayu")},
		{Field: "organization", Value: data.TextValue("Diaspora Indonesia")},
		{Field: "phone", Personal: true, Value: data.TextValue("+65 8123 4567")},
		{Field: "age", Personal: true, Value: data.IntValue(41)},
	}
	return s
}

func field(name string) func(Run, Op, uint64) bool {
	return func(_ Run, op Op, _ uint64) bool { return op.Field == name }
}

// TestCommitmentsAreAsDocumented computes by the standard library what the
// signature covers.
func TestCommitmentsAreAsDocumented(t *testing.T) {
	f, err := parse(encode(t, people()))
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.open()
	if err != nil {
		t.Fatal(err)
	}
	sum := func(key, message []byte) []byte {
		h := hmac.New(sha256.New, key)
		h.Write(message)
		return h.Sum(nil)
	}
	root := sha256.New()
	for i, value := range [][]byte{[]byte("\x04Siti Rahayu"), []byte("\x04+65 8123 4567"), []byte("\x02\x00\x00\x00\x00\x00\x00\x00\x29")} {
		salt := sum(make([]byte, 16), binary.BigEndian.AppendUint64(nil, uint64(i)))[:16]
		root.Write(sum(salt, value))
	}
	if got := p.root(); !bytes.Equal(got[:], root.Sum(nil)) {
		t.Errorf("root %x", got)
	}
	body := sha256.New()
	for _, part := range [][]byte{f.public.codes, f.public.texts, f.public.raw} {
		body.Write(part)
	}
	signed := sha256.New()
	for _, part := range [][]byte{[]byte("pinisi segment 1\n"), f.header, body.Sum(nil), root.Sum(nil)} {
		signed.Write(part)
	}
	if !ed25519.Verify(f.key, signed.Sum(nil), f.signature) {
		t.Error("the signature is of something else")
	}
}

func TestPersonalValuesAreOutsideOfWhatIsSigned(t *testing.T) {
	f, err := parse(encode(t, people()))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range [][]byte{f.header, f.public.codes, f.public.texts, f.public.raw} {
		if bytes.Contains(part, []byte("Siti")) || bytes.Contains(part, []byte("8123")) {
			t.Errorf("%q tells a personal value", part)
		}
	}
}

func TestEraseTakesWhatIsChosenAndNothingElse(t *testing.T) {
	b := encode(t, people())
	whole, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Erase(b, field("name"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(c)
	if err != nil {
		t.Fatalf("what is left does not verify: %v", err)
	}
	v := got.Runs[0].Ops[0].Value
	if v.T != data.Erased || len(v.S) != 32 {
		t.Errorf("the erased value is %+v", v)
	}
	got.Runs[0].Ops[0].Value = whole.Runs[0].Ops[0].Value
	if !reflect.DeepEqual(got, whole) {
		t.Errorf("left %+v\nof   %+v", got, whole)
	}
	if bytes.Contains(c, []byte("Siti")) {
		t.Error("the name is still there")
	}
}

// TestErasedNamesCannotBeGuessed: who knows the name and all that is left of
// the segment cannot make its commitment, for the salt is gone with it.
func TestErasedNamesCannotBeGuessed(t *testing.T) {
	_, sign := device("d")
	seed := []byte("0123456789abcdef")
	b, err := Encode(bytes.NewReader(seed), people(), sign)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Erase(b, field("name"))
	if err != nil {
		t.Fatal(err)
	}
	var m mac
	p := secrets{values: []data.Value{data.TextValue("Siti Rahayu")}}
	copy(p.seed[:], seed)
	salt := p.salt(0, &m)
	if !bytes.Contains(b, seed) {
		t.Fatal("the seed is nowhere to be found before")
	}
	if bytes.Contains(c, seed) || bytes.Contains(c, salt[:]) {
		t.Error("the seed or the salt is still there")
	}
}

func TestEraseInAnyOrderIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := encode(t, given(t))
		chosen := func(fields ...string) func(Run, Op, uint64) bool {
			return func(_ Run, op Op, _ uint64) bool { return slices.Contains(fields, op.Field) }
		}
		erase := func(b []byte, which func(Run, Op, uint64) bool) []byte {
			c, err := Erase(b, which)
			if err != nil {
				t.Fatalf("erase: %v", err)
			}
			return c
		}
		one := erase(erase(b, chosen("note")), chosen("score"))
		other := erase(erase(erase(b, chosen("score")), chosen("note")), chosen("note", "score"))
		if !bytes.Equal(one, other) || !bytes.Equal(one, erase(b, chosen("note", "score"))) {
			t.Fatalf("%x and %x", one, other)
		}
		whole, err := Decode(b)
		if err != nil {
			t.Fatal(err)
		}
		left, err := Decode(one)
		if err != nil {
			t.Fatalf("what is left: %v", err)
		}
		for i, run := range whole.Runs {
			for j, op := range run.Ops {
				l := left.Runs[i].Ops[j]
				if gone := op.Personal && (op.Field == "note" || op.Field == "score"); gone != (l.Value != op.Value) {
					t.Fatalf("%+v became %+v", op, l)
				}
			}
		}
		if !bytes.Equal(erase(b, func(Run, Op, uint64) bool { return false }), b) {
			t.Fatal("erasing nothing changed it")
		}
	})
}

// TestErasedIsNoWayToForge: what stands in the personal section must be what
// was signed, whatever form it takes.
func TestErasedIsNoWayToForge(t *testing.T) {
	b := encode(t, people())
	c, err := Erase(b, func(Run, Op, uint64) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	f, err := parse(b)
	if err != nil {
		t.Fatal(err)
	}
	p, err := f.open()
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(p *secrets){
		"another name":       func(p *secrets) { p.values[0] = data.TextValue("Sari Rahayu") },
		"names exchanged":    func(p *secrets) { p.values[0], p.values[1] = p.values[1], p.values[0] },
		"a text as a number": func(p *secrets) { p.values[2] = data.TextValue(strings.Repeat("\x00", 7) + ")") },
		"another seed":       func(p *secrets) { p.seed[0]++ },
		"another commitment": func(p *secrets) {
			p.salted, p.salts, p.gone = true, make([][16]byte, 3), []bool{true, true, true}
			for i := range p.values {
				p.values[i] = data.Value{T: data.Erased, S: strings.Repeat("x", 32)}
			}
		},
	} {
		q := p
		q.values = append([]data.Value(nil), p.values...)
		spoil(&q)
		forged := assemble(f.header, f.public, q.seal(), f.personal, f.signature)
		if _, err := Decode(forged); !errors.Is(err, data.ErrBadSegment) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Verify(c); err != nil {
		t.Errorf("all erased: %v", err)
	}
}
