package wire

import "testing"

func TestPlainWhereTheLineIsFasterThanTheWords(t *testing.T) {
	for _, test := range []struct {
		size, sent int
		plain      bool
	}{
		{32 << 10, 0, false},        // a bad line
		{32 << 10, 40 << 20, false}, // and much to send over it
		{256 << 10, 0, false},       // not known yet
		{256 << 10, 3 << 20, true},
		{1 << 20, 0, false}, // a good one, a day's changes
		{1 << 20, 1 << 20, true},
	} {
		if Plain(test.size, test.sent) != test.plain {
			t.Errorf("batches of %d after %d: %v", test.size, test.sent, !test.plain)
		}
	}
}
