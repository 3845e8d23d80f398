package segment

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"pinisi/data"
)

func stream(t testing.TB, frames [][]byte, flush int) []byte {
	var out bytes.Buffer
	w, err := NewWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range frames {
		if err := w.Write(f); err != nil {
			t.Fatal(err)
		}
		if flush > 0 && i%flush == 0 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// readAll reads frames until the stream ends or fails.
func readAll(t testing.TB, b []byte) (frames [][]byte, err error) {
	r, err := NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for {
		f, err := r.Next()
		if err != nil {
			return frames, err
		}
		frames = append(frames, f)
	}
}

func someFrames(t testing.TB) [][]byte {
	big := make([]byte, 3<<20)
	random := rand.NewChaCha8([32]byte{})
	random.Read(big[1<<20:])
	frames := [][]byte{encode(t, small()), {}, []byte("no segment"), encode(t, people()), encode(t, small()), big, {0}}
	for i := range 3 * maxGroup {
		frames = append(frames, fmt.Append(nil, i))
	}
	return frames
}

func TestStreamGivesBackItsFrames(t *testing.T) {
	frames := someFrames(t)
	for _, flush := range []int{0, 1, 100} {
		got, err := readAll(t, stream(t, frames, flush))
		if err != io.EOF || len(got) != len(frames) {
			t.Fatalf("flushed every %d: %d of %d frames, then %v", flush, len(got), len(frames), err)
		}
		for i := range frames {
			if !bytes.Equal(got[i], frames[i]) {
				t.Errorf("flushed every %d: frame %d differs", flush, i)
			}
		}
	}
	if got, err := readAll(t, stream(t, nil, 0)); err != io.EOF || len(got) != 0 {
		t.Errorf("no frames: %d, %v", len(got), err)
	}
}

func TestPlainStreamIsReadTheSame(t *testing.T) {
	var out bytes.Buffer
	w, err := NewPlainWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	frames := someFrames(t)
	for _, f := range frames {
		if err := w.Write(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := readAll(t, out.Bytes())
	if err != io.EOF || !slices.EqualFunc(got, frames, bytes.Equal) {
		t.Errorf("%d of %d frames, %v", len(got), len(frames), err)
	}
}

func TestFlushedFrameArrivesAtOnce(t *testing.T) {
	in, out := io.Pipe()
	asked := make(chan []byte)
	done := make(chan error, 1)
	go func() {
		w, err := NewWriter(out)
		for f := range asked {
			if err == nil {
				err = w.Write(f)
			}
			if err == nil {
				err = w.Flush()
			}
		}
		done <- errors.Join(err, w.Close(), out.Close())
	}()
	asked <- []byte("first") // a reader may only begin once there is something to read
	r, err := NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, want := range []string{"first", "second", string(encode(t, people())), "last"} {
		if want != "first" {
			asked <- []byte(want) // nothing follows until this was read
		}
		if got, err := r.Next(); err != nil || string(got) != want {
			t.Fatalf("%q, %v; want %q", got, err, want)
		}
	}
	close(asked)
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("after the last: %v", err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestCutStreamGivesWhatCameWhole(t *testing.T) {
	frames := [][]byte{encode(t, small()), []byte("second"), encode(t, people()), []byte("fourth")}
	whole := stream(t, frames, 1)
	most := 0
	for n := range whole {
		got, err := readAll(t, whole[:n])
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("cut to %d of %d bytes: %v", n, len(whole), err)
		}
		for i := range got {
			if !bytes.Equal(got[i], frames[i]) {
				t.Errorf("cut to %d bytes: frame %d differs", n, i)
			}
		}
		if len(got) < most {
			t.Errorf("cut to %d bytes: %d frames, with less there were %d", n, len(got), most)
		}
		most = max(most, len(got))
	}
	if most != len(frames) {
		t.Errorf("all but the last byte: %d frames", most)
	}
}

func TestStreamRefusesWhatIsTooLarge(t *testing.T) {
	w, err := NewWriter(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if w.Write(make([]byte, MaxSize+1)) == nil {
		t.Error("a frame that is too large was written")
	}
	for name, group := range map[string][]byte{
		"a frame that is too large":  {1, 0x81, 0x80, 0x80, 8, 0, 0},
		"a part that is too large":   {1, 0, 0, 0x81, 0x80, 0x80, 8},
		"parts that are too large":   {1, 0x80, 0x80, 0x80, 8, 0, 1},
		"no frame":                   {0},
		"too many frames":            {0x81, 8},
		"too much in a group":        {2, 0x80, 0x80, 0x80, 8, 0, 0, 1, 0, 0},
		"an unknown way of words":    {1, 0, 1, 0, 2, 1, 'x'},
		"words of another length":    {1, 0, 1, 0, 0, 2, 'x', 'x'},
		"too long for what it says":  {1, 0, 1, 0, 1, 19},
		"too many words said":        {1, 0, 0x81, 0x80, 0x20, 0, 1, 0},
		"a number that is malformed": bytes.Repeat([]byte{0xff}, 11),
	} {
		var b bytes.Buffer
		w, err := NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.enc.Write(group); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := readAll(t, b.Bytes()); !errors.Is(err, data.ErrBadSegment) {
			t.Errorf("%s: %d frames, %v", name, len(got), err)
		}
	}
	if _, err := readAll(t, []byte("no stream at all")); !errors.Is(err, data.ErrBadSegment) {
		t.Errorf("other bytes: %v", err)
	}
}

func TestWriterKeepsItsFirstError(t *testing.T) {
	w, err := NewWriter(failing{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); !errors.Is(err, errFailing) {
		t.Errorf("flush: %v", err)
	}
	if err := w.Write([]byte("y")); !errors.Is(err, errFailing) {
		t.Errorf("write: %v", err)
	}
	if err := w.Close(); !errors.Is(err, errFailing) {
		t.Errorf("close: %v", err)
	}
}

var errFailing = errors.New("the line broke")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFailing }

func FuzzReader(f *testing.F) {
	f.Add(stream(f, [][]byte{encode(f, small()), {}, []byte("x")}, 1), 1)
	f.Add(stream(f, [][]byte{bytes.Repeat([]byte("ab"), 300)}, 0), 0)
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd}, 0)
	f.Fuzz(func(t *testing.T, b []byte, flush int) {
		if frames, err := readAll(t, b); err == nil {
			t.Fatalf("%d frames without an end", len(frames))
		} else if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, data.ErrBadSegment) {
			t.Fatalf("%v is no error that was promised", err)
		}
		frames := [][]byte{b, nil, b}
		got, err := readAll(t, stream(t, frames, flush&3))
		if err != io.EOF || len(got) != 3 || !bytes.Equal(got[0], b) || len(got[1]) > 0 || !bytes.Equal(got[2], b) {
			t.Fatalf("%d frames, %v", len(got), err)
		}
	})
}

func FuzzUnpack(f *testing.F) {
	f.Add(Pack(encode(f, people())))
	f.Add(Pack(nil))
	f.Add(Pack(make([]byte, 1<<20)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if out, err := Unpack(b); err != nil && !errors.Is(err, data.ErrBadSegment) || len(out) > MaxSize {
			t.Fatalf("%d bytes, %v", len(out), err)
		}
		if out, err := Unpack(Pack(b)); err != nil || !bytes.Equal(out, b) {
			t.Fatalf("came back as %d bytes, %v", len(out), err)
		}
	})
}
