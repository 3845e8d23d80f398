package sync

import (
	"errors"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// State is what the one quiet indicator says. It never claims more than is so.
type State int

// The states of a device towards headquarters.
const (
	NotEnrolled State = iota // headquarters does not know this device; everything is saved here
	AllSent                  // headquarters has confirmed everything that was written here
	Saved                    // saved here, not yet sent
	Sending                  // an exchange runs that moves something
	NoLine                   // no connection; trying again at NextTry
	NeedsYou                 // a conflict, a refusal, a wrong clock: see Err and Conflicts
)

// Status is a snapshot of the agent.
type Status struct {
	State                State
	Pending              store.Pending
	Progress             Progress
	LastSuccess, NextTry time.Time
	Err                  *data.Error // of the last exchange; nil when it went well
	Conflicts            int
	Hub                  string
	Proxy                string // through which the last exchange went, "" without one
	// ClockOffset is how far this computer's clock is ahead of the hub's.
	ClockOffset time.Duration
	Running     bool // an exchange runs, perhaps one that moves nothing
}

// maxOffset is how wrong a clock may be before a person should set it.
const maxOffset = 5 * time.Minute

// passing are errors that time may heal; the others need a person.
var passing = map[string]bool{
	"sync.no_line": true, "sync.no_name": true, "sync.hub_error": true, "sync.not_hub": true, "sync.cancelled": true, "sync.failed": true, "sync.hub_full": true, "sync.proxy_silent": true,
}

// judge derives the state from what is known.
func (s *Status) judge(enrolled bool, refused int) {
	if enrolled && s.Err == nil && refused > 0 {
		s.Err = data.Fail("sync.refused", nil, "Count", refused)
	}
	if enrolled && s.Err == nil && s.ClockOffset.Abs() > maxOffset {
		s.Err = data.Fail("sync.clock", nil, "Minutes", int(s.ClockOffset.Abs().Round(time.Minute)/time.Minute))
	}
	left := s.Pending.Changes > 0 || s.Pending.Files > 0
	p := s.Progress
	switch {
	case !enrolled:
		s.State = NotEnrolled
	case s.Running && (left || p.Sent+p.Got > noise):
		s.State = Sending
	case s.Conflicts > 0 || s.Err != nil && !passing[s.Err.Code]:
		s.State = NeedsYou
	case s.Err != nil && s.Err.Code != "sync.cancelled":
		s.State = NoLine
	case left:
		s.State = Saved
	default:
		s.State = AllSent
	}
}

// noise is how many bytes an exchange without changes may take, with a new connection.
const noise = 8 << 10

// asError is the error that people can be told of.
func asError(err error) *data.Error {
	var e *data.Error
	if errors.As(err, &e) {
		return e
	}
	return data.Fail("sync.failed", err)
}
