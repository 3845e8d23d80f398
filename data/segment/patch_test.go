package segment

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"pinisi/data"

	"pgregory.net/rapid"
)

const note = "Ruang tunggu bersih dan petunjuk arah jelas, tetapi kursi kurang pada jam sibuk. Petugas menjelaskan syarat dengan sabar. Papan informasi biaya belum diperbarui sejak tarif berubah."

func TestPatchTakesOnlyWhatChanged(t *testing.T) {
	for name, test := range map[string]struct {
		base, next string
		most       int // bytes of the patch; 0: the whole is smaller
	}{
		"a word exchanged":              {note, strings.Replace(note, "sibuk", "ramai", 1), 16},
		"a letter put in":               {note, strings.Replace(note, "kursi", "kursinya", 1), 10},
		"a sentence at the end":         {note, note + " Loket kedua dibuka.", 26},
		"one at the beginning":          {note, "Diperiksa ulang. " + note, 24},
		"the second taken out":          {note, strings.Replace(note, " Petugas menjelaskan syarat dengan sabar.", "", 1), 8},
		"three words, far apart":        {note, strings.NewReplacer("bersih", "rapi", "sabar", "baik", "tarif", "harga").Replace(note), 30},
		"nothing":                       {note, note, 1},
		"a letter of two bytes":         {note + " é", note + " è", 8},
		"other letters, same rear byte": {strings.Repeat("sama ", 20) + "\u00e9", strings.Repeat("sama ", 20) + "\u0129", 8},
		"another text":                  {note, "Semua layanan dipindahkan ke gedung baru dengan antrean daring; warga menerima nomor lewat pesan singkat.", 0},
		"a short text":                  {"Antre lama.", "Antre cepat.", 0},
		"from a short one":              {"x", note, 0},
	} {
		op := Op{Value: data.TextValue(test.next), Base: test.base, Prev: []data.LocalDot{{Seq: 1}}}
		patch, sum := op.patch()
		if test.most == 0 {
			if patch != nil {
				t.Errorf("%s: a patch of %d bytes for %d", name, len(patch), len(test.next))
			}
			continue
		}
		if patch == nil || len(patch) > test.most {
			t.Errorf("%s: %d bytes: %q", name, len(patch), patch)
			continue
		}
		back := Op{Patch: patch, Sum: sum}
		if v, err := back.Resolve(test.base); err != nil || v != op.Value {
			t.Errorf("%s: resolved to %+v, %v", name, v, err)
		}
		if v, err := back.Resolve(test.base + "."); !errors.Is(err, data.ErrBadSegment) {
			t.Errorf("%s: from another text: %+v, %v", name, v, err)
		}
	}
}

func TestPatchTravels(t *testing.T) {
	prev := []data.LocalDot{{Seq: 1}}
	next := data.TextValue(note + " Loket kedua dibuka.")
	s := small()
	s.From = 2
	s.Runs[0].Ops = []Op{
		{Field: "note", Value: next, Base: note, Prev: prev},
		{Field: "note", Value: next, Base: note},                             // names nothing that it starts from
		{Field: "name", Value: next, Base: note, Prev: prev, Personal: true}, // would tell of what may be erased
		{Field: "note", Value: data.TextValue("lain"), Base: note, Prev: prev},
	}
	b := encode(t, s)
	got, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	for i, op := range got.Runs[0].Ops {
		if (op.Patch != nil) != (i == 0) || op.Patch != nil && !op.Value.IsNull() {
			t.Errorf("change %d: %+v", i, op)
		}
		v, err := op.Resolve(note)
		if err != nil || v != s.Runs[0].Ops[i].Value {
			t.Errorf("change %d: resolved to %+v, %v", i, v, err)
		}
	}
	again, err := Decode(encode(t, got))
	if err != nil || !reflect.DeepEqual(again, got) {
		t.Errorf("written again: %+v, %v", again, err)
	}
}

func TestDiffAlwaysFits(t *testing.T) {
	word := rapid.SampledFrom([]string{"a", "ab", "é", "😀", " ", ", ", "\n", "layanan", "layan"})
	text := rapid.Map(rapid.SliceOfN(word, 0, 60), func(w []string) string { return strings.Join(w, "") })
	rapid.Check(t, func(t *rapid.T) {
		base, next := text.Draw(t, "base"), text.Draw(t, "next")
		if rapid.Bool().Draw(t, "edit") { // mostly the same
			cut := len(base) / 2
			for cut > 0 && cut < len(base) && base[cut]&0xc0 == 0x80 {
				cut--
			}
			next = base[:cut] + word.Draw(t, "word") + base[cut:]
		}
		got, at := "", 0
		for _, s := range diff(base, next) {
			got += base[at:at+s.keep] + s.text
			at += s.keep + s.drop
		}
		if got += base[at:]; got != next {
			t.Fatalf("%q to %q became %q by %+v", base, next, got, diff(base, next))
		}
	})
}

func TestDiffOfVeryDifferentTextsIsBounded(t *testing.T) {
	base, next := strings.Repeat("a b c d ", 5000), strings.Repeat("e f g h ", 5000)
	if steps := diff("x "+base+" y", "x "+next+" y"); len(steps) != 1 {
		t.Errorf("%d steps", len(steps))
	}
}

func FuzzPatch(f *testing.F) {
	f.Add("abc", "abd", []byte("\x01\x02\x01\x01d"))
	f.Add("", "", []byte("\x00"))
	f.Add("é", "è", []byte("\x01\x01\x00\x00"))
	f.Add("abc", "", []byte("\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00\x00"))
	f.Add(note, note+".", []byte("\x02\x00\x00\x01\x03\x01\x00x"))
	f.Fuzz(func(t *testing.T, base, next string, patch []byte) {
		base, next = data.TextValue(base).S, data.TextValue(next).S
		op := Op{Patch: patch, Sum: sumOf(next)}
		if v, err := op.Resolve(base); err == nil && patch != nil && v != data.TextValue(next) {
			t.Fatalf("resolved to %+v", v)
		}
		if s, ok := applyPatch(base, patch); ok && !validPatch(patch) {
			t.Fatalf("a malformed patch gave %q", s)
		}
		made := makePatch(base, next)
		if made == nil {
			return
		}
		if !validPatch(made) {
			t.Fatalf("%q to %q by %q, which is malformed", base, next, made)
		}
		if s, ok := applyPatch(base, made); !ok || s != next {
			t.Fatalf("%q to %q became %q", base, next, s)
		}
	})
}
