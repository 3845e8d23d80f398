package wire

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

func TestBatchesComeBack(t *testing.T) {
	for _, segments := range [][][]byte{{}, {[]byte("one")}, {[]byte("one"), bytes.Repeat([]byte("two"), 100_000), {}}} {
		b, err := Pack(segments)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Unpack(b)
		if err != nil || len(got) != len(segments) {
			t.Fatalf("%d segments came back as %d: %v", len(segments), len(got), err)
		}
		for i := range got {
			if !bytes.Equal(got[i], segments[i]) {
				t.Errorf("segment %d of %d changed", i, len(segments))
			}
		}
		for cut := range min(len(b), 100) {
			if _, err := Unpack(b[:cut]); err == nil && len(segments) > 0 {
				t.Errorf("a batch cut at %d of %d bytes is read without an error", cut, len(b))
			}
		}
	}
}

func BenchmarkPackSmall(b *testing.B) {
	for b.Loop() {
		if _, err := Pack([][]byte{bytes.Repeat([]byte("abcdefg"), 50)}); err != nil {
			b.Fatal(err)
		}
	}
}

func stream(n byte, scope string) data.Stream {
	return data.Stream{Device: data.DeviceID{n}, Epoch: uint32(n) % 3, Scope: scope}
}

func TestMessagesComeBack(t *testing.T) {
	v := store.Vector{stream(1, "kbri-singapura"): 5, stream(2, "kbri-singapura"): 1 << 40, stream(3, "pusat"): 0}
	clock := time.UnixMilli(1_800_000_000_123).UTC()
	name := FileName{SHA256: [32]byte{1, 2, 3}, Scope: "pusat"}
	hello := Hello{Version: 3, Mark: []byte{1, 0}, Vector: v, Clock: clock, Batch: 77, Unsent: []FileName{name, name}, Wanted: []FileName{name}, Asks: v}
	if got, err := DecodeHello(hello.Encode()); err != nil || !reflect.DeepEqual(got, hello) {
		t.Errorf("hello %+v came back as %+v, %v", hello, got, err)
	}
	empty := Hello{Version: 1, Vector: store.Vector{}}
	if got, err := DecodeHello(empty.Encode()); err != nil || got.Vector == nil {
		t.Errorf("an empty vector came back as none: %+v, %v", got, err)
	}
	done := Done{Version: 1, Mark: []byte("m"), Clock: clock, Compare: true, Lacks: v, Have: []uint64{0, 9}, Complete: []bool{false, true}, Offer: []uint64{0, 5},
		Tails: []Tail{{stream(1, "kbri-singapura"), 7, [16]byte{1}}, {stream(2, "kbri-singapura"), 8, [16]byte{2}}}}
	if got, err := DecodeDone(done.Encode()); err != nil || !reflect.DeepEqual(got, done) {
		t.Errorf("done %+v came back as %+v, %v", done, got, err)
	}
	refusal := Refusal{Index: 3, Reason: Forked, Has: 12}
	if got, err := DecodeRefusal(refusal.Encode()); err != nil || got != refusal {
		t.Errorf("refusal %+v came back as %+v, %v", refusal, got, err)
	}
	enrol := Enrol{Version: 1, Secret: []byte("secret"), Name: "Loket 2", Scope: "kbri-singapura"}
	if got, err := DecodeEnrol(enrol.Encode()); err != nil || !reflect.DeepEqual(got, enrol) {
		t.Errorf("enrolment %+v came back as %+v, %v", enrol, got, err)
	}
	enrolled := Enrolled{Version: 1, Scope: "s", Name: "n", Clock: clock}
	if got, err := DecodeEnrolled(enrolled.Encode()); err != nil || got != enrolled {
		t.Errorf("answer %+v came back as %+v, %v", enrolled, got, err)
	}
	problem := Problem{Code: "sync.revoked", Args: map[string]string{"When": "2026", "Empty": ""}}
	if got, err := DecodeProblem(problem.Encode()); err != nil || !reflect.DeepEqual(got, problem) {
		t.Errorf("problem %+v came back as %+v, %v", problem, got, err)
	}
}

func TestUnknownFieldsAreSkipped(t *testing.T) {
	// Given a message of a newer version, with fields of each type that we do not know
	b := appendNumber(nil, 99, 5)
	b = appendBytes(b, 98, []byte("new"))
	b = append(b, 97<<3&0x7f|0x80|1, 97>>4, 1, 2, 3, 4, 5, 6, 7, 8)
	b = append(b, Hello{Version: 7}.Encode()...)
	// Then what we know is read
	if h, err := DecodeHello(b); err != nil || h.Version != 7 {
		t.Errorf("got %+v, %v", h, err)
	}
}

func TestFrames(t *testing.T) {
	b := AppendFrame(nil, FrameHello, []byte("hello"))
	b = AppendFrame(b, 200, bytes.Repeat([]byte{7}, 200_000))
	r := NewReader(bytes.NewReader(b))
	for i, want := range []struct {
		t FrameType
		n int
	}{{FrameHello, 5}, {200, 200_000}} {
		if ft, p, err := r.Next(); err != nil || ft != want.t || len(p) != want.n {
			t.Fatalf("frame %d: type %d, %d bytes, %v", i, ft, len(p), err)
		}
	}
	if _, _, err := r.Next(); err != io.EOF {
		t.Errorf("at the end: %v", err)
	}
	for _, cut := range []int{1, 3, 8, 9, 10, len(b) - 1} {
		r := NewReader(bytes.NewReader(b[:cut]))
		var err error
		for err == nil {
			_, _, err = r.Next()
		}
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("cut at %d: %v", cut, err)
		}
	}
	huge := append([]byte{byte(FrameBatch)}, 0xff, 0xff, 0xff, 0xff, 0x7f)
	if _, _, err := NewReader(bytes.NewReader(huge)).Next(); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a frame of 32 GiB: %v", err)
	}
}

func TestCodeIsTypedByHand(t *testing.T) {
	c := Code{Addresses: []string{"hub.kemlu.go.id", "10.1.2.3:8443"}}
	for i := range c.Pin {
		c.Pin[i] = byte(7 * i)
	}
	copy(c.Secret[:], "0123456789")
	text := c.String()
	file := "# Kode pendaftaran\n# Loket 2\n" + text + "\n"
	for _, typed := range []string{text, strings.ToLower(text), " " + strings.ReplaceAll(text, "-", " ") + "\n", strings.NewReplacer("1", "l", "0", "o").Replace(text[strings.Index(text, "/"):]), file, "\ufeff" + strings.ReplaceAll(file, "\n", "\r\n")} {
		if strings.HasPrefix(typed, "/") {
			typed = strings.Join(c.Addresses, ",") + typed
		}
		got, err := ParseCode(typed)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(c) {
			t.Errorf("typed %q: %v, %v", typed, got, err)
		}
	}
	// A single wrong letter is found, and nearly always in its group.
	slash, inGroup, all := strings.Index(text, "/")+1, 0, 0
	for i := slash; i < len(text); i++ {
		if text[i] == '-' {
			continue
		}
		for _, other := range "0123456789ABCDEFGHJKMNPQRSTVWXYZ" {
			if byte(other) == text[i] {
				continue
			}
			wrong := text[:i] + string(other) + text[i+1:]
			_, err := ParseCode(wrong)
			var m *MistypedError
			if err == nil {
				t.Fatalf("accepted %q", wrong)
			}
			if all++; errors.As(err, &m) && m.Group == (i-slash)/6+1 {
				inGroup++
			}
		}
	}
	if inGroup*100 < all*95 {
		t.Errorf("only %d of %d mistakes were found in their group", inGroup, all)
	}
	var m *MistypedError
	if _, err := ParseCode(strings.Replace(text, "hub", "hup", 1)); !errors.As(err, &m) || m.Group != 0 {
		t.Errorf("a wrong address: %v", err)
	}
	for _, none := range []string{"", "hello", "hub/", "/" + text[slash:], text[:len(text)-1], strings.Repeat("é", 60) + "/" + strings.Repeat("é", 30)} {
		if _, err := ParseCode(none); err == nil {
			t.Errorf("accepted %q", none)
		}
	}
}

func FuzzMessages(f *testing.F) {
	f.Add(Hello{Version: 1, Mark: []byte("m"), Vector: store.Vector{stream(1, "a"): 2}, Unsent: []FileName{{Scope: "x"}}}.Encode())
	f.Add(Done{Mark: []byte("m"), Lacks: store.Vector{stream(1, "a"): 2}, Have: []uint64{1}, Offer: []uint64{2}}.Encode())
	f.Add(Refusal{Index: 1}.Encode())
	f.Add(Problem{Code: "c", Args: map[string]string{"a": "b"}}.Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, err := DecodeHello(b); err == nil {
			if again, err := DecodeHello(h.Encode()); err != nil || !reflect.DeepEqual(h.Vector, again.Vector) {
				t.Errorf("%x: %+v, then %+v, %v", b, h, again, err)
			}
		}
		_, _ = DecodeDone(b)
		_, _ = DecodeRefusal(b)
		_, _ = DecodeEnrol(b)
		_, _ = DecodeEnrolled(b)
		_, _ = DecodeProblem(b)
		r := NewReader(bytes.NewReader(b))
		for {
			if _, p, err := r.Next(); err != nil {
				break
			} else if len(p) < 1<<16 {
				_, _ = Unpack(p)
			}
		}
	})
}

func FuzzParseCode(f *testing.F) {
	f.Add(Code{Addresses: []string{"hub"}}.String())
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := ParseCode(s); err == nil {
			if again, err := ParseCode(c.String()); err != nil || fmt.Sprint(again) != fmt.Sprint(c) {
				t.Errorf("%q: %v, then %v, %v", s, c, again, err)
			}
		}
	})
}
