package graphics

import (
	"slices"
	"testing"
	"time"
)

func TestWatchQuitsOnceWhenTheDeviceIsRemoved(t *testing.T) {
	const hung = 0x887A0006 // DXGI_ERROR_DEVICE_HUNG
	for name, test := range map[string]struct {
		answers []uint32 // one for each tick
		want    []uint32
	}{
		"never lost":                {[]uint32{present, present}, nil},
		"nothing is known":          {[]uint32{unknown, unknown}, nil},
		"lost at once":              {[]uint32{hung}, []uint32{hung}},
		"lost later, told one time": {[]uint32{present, hung, hung}, []uint32{hung}},
	} {
		t.Run(name, func(t *testing.T) {
			ticks, ended := make(chan time.Time), make(chan struct{})
			var asked int
			var told []uint32
			done := make(chan struct{})
			go func() {
				defer close(done)
				watch(ticks, ended, func() uint32 { asked++; return test.answers[asked-1] }, func(reason uint32) { told = append(told, reason) })
			}()
			for range test.answers {
				select {
				case ticks <- time.Time{}:
				case <-done: // it was told and looks no more
				}
			}
			close(ended)
			<-done
			if !slices.Equal(told, test.want) {
				t.Errorf("after the answers %#x it told %#x, want %#x", test.answers, told, test.want)
			}
		})
	}
}

func TestReopenStartsNothingWhereNothingWasLost(t *testing.T) {
	if err := Reopen(); err != nil {
		t.Errorf("Reopen: %v", err)
	}
}
