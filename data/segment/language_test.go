package segment

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSaidIsHeard(t *testing.T) {
	speaker, listener := getLanguage(), getLanguage()
	defer languages.Put(speaker)
	defer languages.Put(listener)
	rapid.Check(t, func(t *rapid.T) { // one after the other: both remember
		text := []byte(rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
			rapid.Map(rapid.IntRange(0, 300), func(n int) string { return strings.Repeat("Petugas ramah. ", n) })).Draw(t, "text"))
		said := speaker.say(text)
		if heard := listener.listen(said, len(text)); !bytes.Equal(heard, text) {
			t.Fatalf("said %q, heard %q", text, heard)
		}
	})
}

func TestLanguageHelps(t *testing.T) {
	l := getLanguage()
	defer languages.Put(l)
	if n := len(l.say([]byte(note))); n*3 > len(note) {
		t.Errorf("%d bytes for %d of Indonesian", n, len(note))
	}
	if n := len(l.say([]byte(note))); n > 12 {
		t.Errorf("%d bytes for saying it again", n)
	}
	noise := make([]byte, 1000)
	rand.NewChaCha8([32]byte{}).Read(noise)
	if n := len(l.say(noise)); n > 1300 {
		t.Errorf("%d bytes for 1000 of noise", n)
	}
}

// TestLanguageForgets: what one stream said is unknown to the next, whether it
// was little or much.
func TestLanguageForgets(t *testing.T) {
	l := getLanguage()
	fresh := l.say([]byte(note))
	for _, n := range []int{1, 10, 300} {
		l.set(educated())
		l.say([]byte(strings.Repeat("Zat xyz. ", n) + note))
		l.set(educated())
		if again := l.say([]byte(note)); !bytes.Equal(again, fresh) {
			t.Errorf("after %d sentences it guesses otherwise", n)
		}
	}
	l.set(educated())
	whole := &language{chances: newLanguage().chances, lastAt: make([]int32, 1<<lastLog)}
	whole.set(educated())
	for i := range l.chances {
		if !slices.Equal(l.chances[i], whole.chances[i]) {
			t.Errorf("context %d remembers", i)
		}
	}
	if !slices.Equal(l.lastAt, whole.lastAt) || l.weights != whole.weights || l.repeats != whole.repeats || !bytes.Equal(l.text, whole.text) {
		t.Error("it remembers")
	}
}

func BenchmarkShortSpeech(b *testing.B) {
	languages.Put(getLanguage())
	for b.Loop() {
		l := getLanguage()
		l.say([]byte(note))
		languages.Put(l)
	}
}

// TestLanguageStays fails when the guesses change: the other side may be older.
// A new language takes a new number in the stream.
func TestLanguageStays(t *testing.T) {
	l := getLanguage()
	defer languages.Put(l)
	text := []byte(strings.Repeat(note+"\n", 3) + "Ⓦ 2026-11-23 \x00\xff" + strings.ToUpper(note))
	said := golden(t, "v1.said", l.say(text))
	m := getLanguage()
	defer languages.Put(m)
	if heard := m.listen(said, len(text)); !bytes.Equal(heard, text) {
		t.Errorf("heard %q", heard)
	}
}

func FuzzListen(f *testing.F) {
	l := getLanguage()
	f.Add(l.say([]byte(note)), uint16(len(note)))
	f.Add([]byte{}, uint16(100))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff}, uint16(9))
	f.Fuzz(func(t *testing.T, said []byte, n uint16) {
		l.set(educated())
		heard := l.listen(said, int(n))
		if len(heard) != int(n) {
			t.Fatalf("heard %d bytes of %d", len(heard), n)
		}
		l.set(educated())
		again := l.say(heard)
		l.set(educated())
		if got := l.listen(again, int(n)); !bytes.Equal(got, heard) {
			t.Fatalf("said again %q, was %q", got, heard)
		}
	})
}

func BenchmarkLanguage(b *testing.B) {
	text, err := os.ReadFile("../../assets/instruments/pekppp-2023-luring.json")
	if err != nil {
		b.Fatal(err)
	}
	l := getLanguage()
	b.SetBytes(int64(len(text)))
	n := 0
	for b.Loop() {
		l.set(educated())
		n = len(l.say(text))
	}
	b.ReportMetric(float64(n)/float64(len(text)), "left")
}
