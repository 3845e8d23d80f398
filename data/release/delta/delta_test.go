package delta_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"pinisi/data/release/delta"
)

func apply(t testing.TB, old, difference []byte, size int) ([]byte, error) {
	t.Helper()
	var out bytes.Buffer
	err := delta.Apply(&out, bytes.NewReader(old), int64(len(old)), bytes.NewReader(difference), int64(len(difference)), int64(size))
	if out.Len() > size {
		t.Fatalf("%d bytes came out, at most %d were asked for", out.Len(), size)
	}
	return out.Bytes(), err
}

// program is bytes like those of a program: words of code, and addresses that
// move when something before them grows.
func program(functions int, shift uint32, skip int) []byte {
	r := rand.New(rand.NewPCG(7, 7))
	var b []byte
	for i := range functions {
		body := make([]byte, 20+r.IntN(60))
		for j := range body {
			body[j] = byte(r.Uint32())
		}
		if i == skip {
			continue
		}
		b = append(b, body...)
		b = binary.LittleEndian.AppendUint32(b, uint32(i*64)+shift)
	}
	return b
}

func TestTheNewBytesFollowFromTheOld(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 5000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	code := program(3000, 0, -1)
	for name, test := range map[string]struct {
		old, new []byte
		most     int // bytes of the difference
	}{
		"nothing":                      {nil, nil, 80},
		"from nothing":                 {nil, noise, 5200},
		"to nothing":                   {noise, nil, 80},
		"the same":                     {code, code, 100},
		"short":                        {[]byte("abc"), []byte("abd"), 100},
		"a piece is gone":              {noise, append(bytes.Clone(noise[:1000]), noise[1200:]...), 120},
		"a piece is new":               {noise, append(append(bytes.Clone(noise[:1000]), "sisipan yang tidak ada sebelumnya"...), noise[1000:]...), 160},
		"halves change places":         {noise, append(bytes.Clone(noise[2500:]), noise[:2500]...), 120},
		"every address has moved":      {code, program(3000, 4096, -1), len(code) / 8},
		"a function is gone and moved": {code, program(3000, 64, 100), len(code) / 8},
		"all zero":                     {make([]byte, 4000), make([]byte, 9000), 200},
	} {
		t.Run(name, func(t *testing.T) {
			var d, again bytes.Buffer
			if err := delta.Write(&d, test.old, test.new); err != nil {
				t.Fatal(err)
			}
			if err := delta.Write(&again, test.old, test.new); err != nil || !bytes.Equal(d.Bytes(), again.Bytes()) {
				t.Errorf("made twice, it is not the same: %v", err)
			}
			got, err := apply(t, test.old, d.Bytes(), len(test.new))
			if err != nil || !bytes.Equal(got, test.new) {
				t.Fatalf("%d bytes came out of %d: %v", len(got), len(test.new), err)
			}
			if d.Len() > test.most {
				t.Errorf("the difference of %d and %d bytes is %d, at most %d expected", len(test.old), len(test.new), d.Len(), test.most)
			}
		})
	}
}

func TestDamagedDifferencesAreRefused(t *testing.T) {
	old, new := program(300, 0, -1), program(300, 512, 20)
	var d bytes.Buffer
	if err := delta.Write(&d, old, new); err != nil {
		t.Fatal(err)
	}
	for n := range d.Len() { // cut anywhere
		if got, err := apply(t, old, d.Bytes()[:n], len(new)); err == nil {
			t.Fatalf("the first %d bytes of %d were taken: %d came out", n, d.Len(), len(got))
		} else if !errors.Is(err, delta.Bad) {
			t.Fatalf("the first %d bytes: %v", n, err)
		}
	}
	for name, test := range map[string]struct {
		difference []byte
		size       int
	}{
		"something after its end": {append(bytes.Clone(d.Bytes()), 0), len(new)},
		"more is asked for":       {d.Bytes(), len(new) + 1},
		"less is asked for":       {d.Bytes(), len(new) - 1},
	} {
		if _, err := apply(t, old, test.difference, test.size); !errors.Is(err, delta.Bad) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// old bytes that are not there
	if _, err := apply(t, old[:100], d.Bytes(), len(new)); !errors.Is(err, delta.Bad) {
		t.Errorf("a shorter old version: %v", err)
	}
}

// given more than the decoder keeps in memory
func TestLargeContentStreams(t *testing.T) {
	const size = 150 << 20
	packed, err := delta.Pack(make([]byte, size))
	if err != nil {
		t.Fatal(err)
	}
	z, err := delta.Open(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	if n, err := io.Copy(io.Discard, z); err != nil || n != size {
		t.Errorf("%d bytes came out of %d: %v", n, size, err)
	}
}

func FuzzApply(f *testing.F) {
	old, new := program(20, 0, -1), program(20, 64, 3)
	for _, pair := range [][2][]byte{{old, new}, {nil, new}, {old, nil}, {old, old}} {
		var d bytes.Buffer
		if err := delta.Write(&d, pair[0], pair[1]); err != nil {
			f.Fatal(err)
		}
		f.Add(pair[0], d.Bytes(), len(pair[1]))
	}
	f.Fuzz(func(t *testing.T, old, difference []byte, size int) {
		if size < 0 || size > 1<<20 {
			return
		}
		got, err := apply(t, old, difference, size)
		if err == nil && len(got) != size {
			t.Errorf("%d bytes without an error, want %d", len(got), size)
		}
	})
}

func FuzzWrite(f *testing.F) {
	f.Add([]byte("yang lama sekali"), []byte("yang baru sekali"))
	f.Add(program(10, 0, -1), program(10, 8, 2))
	f.Fuzz(func(t *testing.T, old, new []byte) {
		var d bytes.Buffer
		if err := delta.Write(&d, old, new); err != nil {
			t.Fatal(err)
		}
		if got, err := apply(t, old, d.Bytes(), len(new)); err != nil || !bytes.Equal(got, new) {
			t.Errorf("%q from %q by %x: %q %v", new, old, d.Bytes(), got, err)
		}
	})
}

// BenchmarkPrograms measures two real programs: PINISI_OLD and PINISI_NEW.
func BenchmarkPrograms(b *testing.B) {
	old, err1 := os.ReadFile(os.Getenv("PINISI_OLD"))
	new, err2 := os.ReadFile(os.Getenv("PINISI_NEW"))
	if err := errors.Join(err1, err2); err != nil {
		b.Skip("PINISI_OLD and PINISI_NEW name no two programs: ", err)
	}
	for range b.N {
		began := time.Now()
		whole, err := delta.Pack(new)
		if err != nil {
			b.Fatal(err)
		}
		packed := time.Since(began)
		began = time.Now()
		var d bytes.Buffer
		if err := delta.Write(&d, old, new); err != nil {
			b.Fatal(err)
		}
		made := time.Since(began)
		began = time.Now()
		got, err := apply(b, old, d.Bytes(), len(new))
		if err != nil || !bytes.Equal(got, new) {
			b.Fatal("the new program does not follow: ", err)
		}
		b.ReportMetric(float64(len(whole)), "whole-bytes")
		b.ReportMetric(float64(d.Len()), "patch-bytes")
		b.ReportMetric(float64(d.Len())/float64(len(whole)), "patch/whole")
		b.ReportMetric(packed.Seconds(), "s-whole")
		b.ReportMetric(made.Seconds(), "s-patch")
		b.ReportMetric(time.Since(began).Seconds(), "s-apply")
	}
}
