package upgrade

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"pinisi/data"
)

// takeOver is the argument that makes the program the keeper of its folder.
const takeOver = "--take-over"

// watched is how long the keeper waits for the new version to say that it
// works. One that still runs then is left alone: it may be making a large
// database ready.
const watched = 2 * time.Minute

// IsKeeper reports whether the program was started as the keeper.
func IsKeeper(args []string) bool { return len(args) == 1 && args[0] == takeOver }

// Hand gives the folder to the keeper, which puts the next version in place as
// soon as this program has ended, and with start starts it with args. Call it
// when everything is ready to end; an error means that nothing will happen.
func (f *Folder) Hand(from, to string, start bool, args []string) error {
	if p, ok := readProgram(f.next(fileVersion)); !ok || p.Version != to {
		return f.explain(fmt.Errorf("version %s is not whole", to))
	}
	return f.hand(state{Phase: swapping, From: from, To: to, Start: start, Args: args})
}

// GoBack does the same with the version before.
func (f *Folder) GoBack(running string, args []string) error {
	p, ok := f.Before()
	if !ok {
		return f.explain(errors.New("the version before is not there"))
	}
	return f.hand(state{Phase: backing, From: p.Version, To: running, Start: true, Args: args, Wished: true})
}

// GiveUp is for a new version that cannot do its work: the one before is put
// back when this program has ended. why is for the log.
func (f *Folder) GiveUp(running string, why error, args []string) error {
	s, ok := f.state()
	if !ok || s.Phase != trial || s.To != running {
		return f.explain(fmt.Errorf("version %s is not on trial", running))
	}
	f.note(&s, "version %s gave up: %v", running, why)
	s.Phase, s.Start, s.Args = backing, true, args
	if err := f.setState(s); err != nil {
		return f.explain(err)
	}
	return f.explain(f.keeper()) // one that watches already goes on instead
}

func (f *Folder) hand(s state) error {
	if old, ok := f.state(); ok && old.open() {
		return data.Fail(ErrBusy.Code, nil)
	}
	if err := f.setState(s); err != nil {
		return f.explain(err)
	}
	if err := f.keeper(); err != nil {
		return f.explain(errors.Join(err, f.clearState()))
	}
	return nil
}

// startKeeper starts before\pinisi.exe. The keeper reads from this program until
// that ends, which is how it knows.
func (f *Folder) startKeeper() error {
	cmd := exec.Command(f.before(exe()), takeOver)
	cmd.Env = withoutTrial()
	cmd.SysProcAttr = apart()
	pipe, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return fmt.Errorf("start the keeper: %w", err)
	}
	lives = append(lives, pipe)
	return nil
}

// lives are open as long as this program runs; unreferenced they would be closed
// with the garbage.
var lives []io.Closer

func withoutTrial() []string {
	return slices.DeleteFunc(os.Environ(), func(e string) bool { return strings.HasPrefix(e, environment+"=") })
}

// Keep is what the keeper does: it runs from before\, and changes the folder
// above it once input ends.
func Keep(input io.Reader) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the keeper's own folder: %w", err)
	}
	dir := filepath.Dir(self)
	if filepath.Base(dir) != dirBefore {
		return fmt.Errorf("the keeper runs in %s, where it keeps nothing", dir)
	}
	f := Open(filepath.Dir(dir))
	if _, err := io.Copy(io.Discard, input); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("wait for the program to end: %w", err)
	}
	// Another keeper may be at work, or have just been killed.
	lock := flock.New(f.before(fileLock))
	ctx, cancel := context.WithTimeout(context.Background(), 2*watched)
	defer cancel()
	if _, err := lock.TryLockContext(ctx, again); err != nil {
		return fmt.Errorf("wait for the other keeper: %w", err)
	}
	defer lock.Unlock() // the process ends
	if s, ok := f.state(); !ok || !s.open() {
		return nil // that one has done everything
	}
	return f.keep(f.launch)
}

// kept reports whether a keeper is at work: the new version has confirmed
// itself, and the keeper has not seen it yet.
func (f *Folder) kept() bool {
	if missing(f.before(fileLock)) {
		return false
	}
	lock := flock.New(f.before(fileLock))
	ok, err := lock.TryLock()
	if err == nil && ok {
		err = lock.Unlock()
	}
	return err != nil || !ok
}

// end is how a start of the program ended, as far as the keeper saw it.
type end int

const (
	confirmed end = iota // it works, or a person closed it, or it is still running
	broken               // it ended by itself
)

// keep finishes what is under way, starts the program and watches a new one.
func (f *Folder) keep(launch func(state) (end, error)) error {
	s, ok := f.state()
	if !ok {
		return nil
	}
	if s.Phase == swapping {
		if err := f.swap(&s); err != nil {
			f.note(&s, "version %s could not be put in place: %v", s.To, err)
			s.Phase = backing
			if err := f.setState(s); err != nil {
				return err
			}
		}
	}
	if s.Phase == trial && s.Start {
		for n := 0; n < mostStarts && s.Phase == trial; n++ {
			ended, err := launch(s)
			if err == nil && ended == confirmed {
				return nil
			}
			if now, ok := f.state(); ok {
				s = now // the new version counts its starts
			}
			f.note(&s, "version %s did not come up: %v", s.To, err)
			if err := f.setState(s); err != nil {
				return err
			}
		}
		s.Phase = backing
		if err := f.setState(s); err != nil {
			return err
		}
	}
	if s.Phase == backing {
		if err := f.putBack(&s); err != nil {
			f.note(&s, "version %s could not be put back: %v", s.From, err)
			return errors.Join(err, f.setState(s))
		}
	}
	if s.Start {
		_, err := launch(s)
		return err
	}
	return nil
}

// launch starts the program in place; one that is on trial is watched.
func (f *Folder) launch(s state) (end, error) {
	cmd := exec.Command(f.here(exe()), s.Args...)
	cmd.Dir = f.dir
	cmd.Env = withoutTrial()
	cmd.SysProcAttr = apart()
	if err := cmd.Start(); err != nil {
		return broken, err
	}
	if s.Phase != trial {
		return confirmed, cmd.Process.Release()
	}
	ctx, cancel := context.WithTimeout(context.Background(), watched)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	look := time.NewTicker(again)
	defer look.Stop()
	for {
		select {
		case err := <-done:
			now, ok := f.state()
			switch {
			case ok && now.Phase == backing:
				return broken, errors.New("it gave up")
			case ok && now.Phase == trial && err != nil:
				return broken, err
			}
			return confirmed, nil // a person closed it, or it has started itself another way
		case <-look.C:
			if _, ok := f.state(); !ok {
				return confirmed, nil
			}
		case <-ctx.Done():
			return confirmed, nil // still at it
		}
	}
}
