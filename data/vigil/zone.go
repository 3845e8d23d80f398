package vigil

import (
	"sync/atomic"
	"time"
)

// Here is the clock of this computer in the zone that it is in now. The zero
// value is ready; it is safe for concurrent use.
type Here struct {
	zone atomic.Pointer[time.Location]
	// Offset is the system's offset from UTC in seconds and its name now; nil: this system's.
	Offset func(time.Time) (seconds int, name string, ok bool)
}

// Now is the time here. While the zone is the one that the program started in
// it is time.Local's; after a change the offset of now, until the next start:
// moments of the other half of the year may then be an hour off.
func (h *Here) Now() time.Time {
	if z := h.zone.Load(); z != nil {
		return time.Now().In(z)
	}
	return time.Now()
}

// Read asks the system for its zone. Call it now and then.
func (h *Here) Read() {
	ask := h.Offset
	if ask == nil {
		ask = systemOffset
	}
	now := time.Now()
	seconds, name, ok := ask(now)
	if !ok {
		return
	}
	if _, own := now.In(time.Local).Zone(); own == seconds {
		h.zone.Store(nil)
		return
	}
	if z := h.zone.Load(); z != nil {
		if _, same := now.In(z).Zone(); same == seconds {
			return
		}
	}
	h.zone.Store(time.FixedZone(name, seconds))
}
