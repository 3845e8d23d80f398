package upgrade

import (
	"errors"
	"fmt"
	"os"
)

// environment marks the starts that a start of the new version makes itself, so
// that they do not count as tries.
const environment = "PINISI_TRIAL"

// News is what a start learns of the program's own folder.
type News struct {
	// Updated: this version is new here and has to Confirm that it works; From
	// is the one before.
	Updated bool
	// Failed: the version To did not work here, and the one before runs again.
	Failed bool
	// Returned: a person went back from the version To.
	Returned bool
	From, To string
	Trail    []string // what happened meanwhile, for the log
}

// Start is the first thing that the program does. When handed is true, a change
// of its folder was under way and the keeper goes on with it: the program ends at
// once, and is started again by the keeper.
func (f *Folder) Start(version string, args []string) (news News, handed bool, err error) {
	s, ok := f.state()
	if !ok {
		return News{}, false, nil
	}
	news = News{From: s.From, To: s.To, Trail: s.Trail}
	switch s.Phase {
	case failed:
		news.Failed = true
		return news, false, nil
	case returned:
		news.Returned = true
		return news, false, nil
	case trial:
		if version != s.To { // the installer has put another version in place
			return News{Trail: s.Trail}, false, f.clearState()
		}
		if os.Getenv(environment) == s.To {
			news.Updated = true
			return news, false, nil
		}
		if s.Tries++; s.Tries <= mostStarts {
			news.Updated = true
			return news, false, errors.Join(f.setState(s), os.Setenv(environment, s.To))
		}
		f.note(&s, "version %s was started %d times and did not come up", s.To, mostStarts)
		s.Phase = backing
	case swapping, backing:
		if s.Phase == swapping && version != s.From && version != s.To {
			return News{Trail: s.Trail}, false, f.clearState()
		}
	default:
		return News{Trail: s.Trail}, false, f.clearState()
	}
	if _, ok := f.Before(); !ok { // somebody removed it: there is no keeper, and nothing to go back to
		return News{Trail: s.Trail}, false, f.clearState()
	}
	s.Start, s.Args = true, args
	if err := f.setState(s); err != nil {
		return News{}, false, fmt.Errorf("note that the program is to be started: %w", err)
	}
	if err := f.keeper(); err != nil {
		return News{}, false, err
	}
	return news, true, nil
}

// Confirm says that this version has its window and its data open, and that
// what Start told was taken in. It also tidies: what was half made goes, and so
// does a version before that is the one that runs.
func (f *Folder) Confirm(version string) error {
	s, ok := f.state()
	if ok && s.open() {
		return nil // the keeper is at work, or is waiting
	}
	if ok {
		if err := f.clearState(); err != nil {
			return fmt.Errorf("confirm version %s: %w", version, err)
		}
	}
	if !missing(f.next("")) {
		if err := f.disk.RemoveAll(f.next("")); err != nil {
			return fmt.Errorf("remove what was half made: %w", err)
		}
	}
	if before, whole := f.Before(); (!whole || before.Version == version) && !missing(f.before("")) && !f.kept() {
		if err := f.disk.RemoveAll(f.before("")); err != nil {
			return fmt.Errorf("remove the version before: %w", err)
		}
	}
	return nil
}
