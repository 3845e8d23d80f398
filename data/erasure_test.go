package data

import "testing"

func TestCoverage(t *testing.T) {
	a, b := DeviceID{1}, DeviceID{2}
	c := Coverage{UpTo: map[StreamOf]uint64{{a, 0}: 7, {a, 9}: 2}, Stamps: []HLC{500, 300, 500}}
	got, err := ParseCoverage(c.Value())
	if err != nil {
		t.Fatal(err)
	}
	if again := got.Value(); again != c.Value() {
		t.Errorf("written anew: %v, want %v", again, c.Value())
	}
	for _, test := range []struct {
		name   string
		device DeviceID
		epoch  uint32
		seq    uint64
		h      HLC
		want   bool
	}{
		{"the last of a stream", a, 0, 7, 1, true},
		{"an earlier one", a, 0, 1, 1, true},
		{"a later one", a, 0, 8, 1, false},
		{"another life of the device", a, 5, 1, 1, false},
		{"the same change sent by another life", a, 5, 1, 300, true},
		{"another device with the same stamp", b, 0, 1, 300, false},
		{"the other stream", a, 9, 3, 499, false},
	} {
		if has := got.Has(Stream{Device: test.device, Epoch: test.epoch, Scope: "x"}, test.seq, test.h); has != test.want {
			t.Errorf("%s: %v", test.name, has)
		}
	}
}

func TestCoverageRefusesWhatItCannotRead(t *testing.T) {
	for _, bad := range []string{`[]`, `{"upto":3}`, `{"upto":{"xyz":1}}`, `{"upto":{"00/0":1}}`, `{"upto":{"000102030405060708090a0b0c0d0e0f/x":1}}`, `{"upto":{"000102030405060708090a0b0c0d0e0f/0":-1}}`, `{"stamps":["a"]}`} {
		v, err := ParseJSON([]byte(bad))
		if err != nil {
			t.Fatal(err)
		}
		if c, err := ParseCoverage(v); err == nil {
			t.Errorf("%s: %+v", bad, c)
		}
	}
	if _, err := ParseCoverage(TextValue("{}")); err == nil {
		t.Error("a text was read")
	}
	if c, err := ParseCoverage(Value{T: JSON, S: `{}`}); err != nil || c.Has(Stream{}, 0, 0) {
		t.Errorf("nothing covers something: %+v %v", c, err)
	}
}
