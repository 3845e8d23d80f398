package upgrade

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// phase is what is under way in a program folder.
type phase string

const (
	swapping phase = "swap"   // from the version before to the next
	trial    phase = "trial"  // the new version is in place and has not shown yet that it works
	backing  phase = "back"   // back to the version before
	failed   phase = "failed" // the version before is in place again, and nobody was told yet
	returned phase = "return" // the same, as a person wished
)

// mostStarts is how often a version is started that never says that it works.
const mostStarts = 2

// state is what state.json says.
type state struct {
	Phase phase  `json:"phase"`
	From  string `json:"from"` // the version before
	To    string `json:"to"`   // the new version
	// Start: the program is started when the change is done, with Args.
	Start bool     `json:"start"`
	Args  []string `json:"args,omitempty"`
	Tries int      `json:"tries,omitempty"` // starts of the new version
	// Wished: a person asked to go back.
	Wished bool     `json:"wished,omitempty"`
	Trail  []string `json:"trail,omitempty"` // what happened, for the log
}

// open reports whether files are being changed.
func (s state) open() bool { return s.Phase == swapping || s.Phase == backing }

func (f *Folder) note(s *state, format string, args ...any) {
	s.Trail = append(s.Trail, f.now().UTC().Format(time.RFC3339)+" "+fmt.Sprintf(format, args...))
}

// state reads what is under way; false: nothing. What cannot be read counts as
// nothing: it is written in one step, so no power cut leaves it half.
func (f *Folder) state() (state, bool) {
	var s state
	text, err := os.ReadFile(f.before(fileState))
	if err != nil || json.Unmarshal(text, &s) != nil {
		return state{}, false
	}
	return s, true
}

func (f *Folder) setState(s state) error {
	if err := f.disk.MkdirAll(f.before("")); err != nil {
		return err
	}
	return f.write(f.before(fileState), s)
}

func (f *Folder) clearState() error {
	return f.patiently(brief, func() error { return f.disk.Remove(f.before(fileState)) })
}
