// Package instance keeps to one window for each data folder, user and session
// of the system: a second start hands what it was asked for to the first and
// ends.
//
// The first holds a name made from the folder: a named pipe on Windows, a
// socket in the user's folder for such things elsewhere. Only the same user
// reaches it. What comes over it is checked like anything from outside, and can
// do no more than bring the window forward and name files to open.
//
// A folder that is held in another session or on another computer is not seen
// here: the store's own lock is for that.
package instance

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Role is what this program is among those that were started for one folder.
type Role int

// The zero Role is for a system that gives no way to find out.
const (
	Alone      Role = iota
	First           // this one has the folder
	Second          // another one has it, and did what was asked: end now
	Unanswered      // another one has it and does not answer
)

func (r Role) String() string { return [...]string{"alone", "first", "second", "unanswered"}[r] }

// How long things may take.
const (
	answerWithin = 5 * time.Second  // from the question to the window being in front
	endWithin    = 20 * time.Second // that another one may take to store what was typed
	lookAgain    = 150 * time.Millisecond
)

// errTaken means that another program holds the name.
var errTaken = errors.New("another program holds the name")

// conn is one caller, listener where they come; of the system.
type (
	conn interface {
		io.ReadWriteCloser
		SetDeadline(time.Time) error
	}
	listener interface {
		Accept() (conn, error)
		Close() error
	}
)

// Instance is this program among those of its folder.
type Instance struct {
	name    string
	request Request

	mu       sync.Mutex
	role     Role
	listener listener
	ending   bool
	ended    chan struct{} // closed when ending

	served chan struct{} // closed when handle is set
	handle func(Request, func(taken bool))
	once   sync.Once
}

// Start finds out what this program is for a data folder. Where another one
// has the folder it is asked to come forward and open the request's files,
// which takes a few seconds at most, or some more when it is just ending. The
// error says why there is no way to find out, with the role Alone.
func Start(ctx context.Context, dir string, request Request) (*Instance, error) {
	request.Open = request.Open[:min(len(request.Open), mostFiles)] // the first would not believe more
	i := &Instance{name: nameOf(dir), request: request, served: make(chan struct{}), ended: make(chan struct{})}
	_, err := i.Try(ctx)
	return i, err
}

// Files are those that this program was started with.
func (i *Instance) Files() []string { return i.request.Open }

// Role is what the last try found.
func (i *Instance) Role() Role {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.role
}

// Try looks again, such as when the other one did not answer and may have ended.
// It does nothing for the first.
func (i *Instance) Try(ctx context.Context) (Role, error) {
	if r := i.Role(); r == First || r == Second {
		return r, nil
	}
	role, l, err := i.find(ctx)
	i.mu.Lock()
	defer i.mu.Unlock()
	i.role = role
	if l != nil {
		i.listener = l
		go i.accept(l) // ends with Close
	}
	return role, err
}

func (i *Instance) find(ctx context.Context) (Role, listener, error) {
	ctx, cancel := context.WithTimeout(ctx, endWithin)
	defer cancel()
	for {
		l, err := listen(i.name)
		if err == nil {
			return First, l, nil
		}
		if !errors.Is(err, errTaken) {
			return Alone, nil, err
		}
		switch said, err := ask(ctx, i.name, i.request); {
		case err == nil && said == taken:
			return Second, nil, nil
		case errors.Is(err, errSilent):
			return Unanswered, nil, nil
		}
		// It is ending, or was just beginning or ended: the name becomes free or answers.
		select {
		case <-ctx.Done():
			return Unanswered, nil, nil
		case <-time.After(lookAgain):
		}
	}
}

// ask hands a request to the program that holds the name.
func ask(ctx context.Context, name string, r Request) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	c, err := dial(ctx, name)
	if err != nil {
		if ctx.Err() != nil {
			return "", errSilent
		}
		return "", err
	}
	defer c.Close()
	if end, ok := ctx.Deadline(); ok {
		if err := c.SetDeadline(end); err != nil {
			return "", err
		}
	}
	return converse(c, r)
}

// Serve hands requests to handle from now on; those that came before are
// waiting. handle is called on a goroutine of its own and says through done
// whether the program took the request; it did not when it is ending.
func (i *Instance) Serve(handle func(r Request, done func(taken bool))) {
	i.once.Do(func() {
		i.handle = handle
		close(i.served)
	})
}

func (i *Instance) accept(l listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			if i.over() || errors.Is(err, net.ErrClosed) {
				return
			}
			time.Sleep(lookAgain) // such as out of handles: it passes or the program ends
			continue
		}
		go i.answer(c)
	}
}

// answer serves one caller, who has as long as anyone waits for an answer.
func (i *Instance) answer(c conn) {
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(2 * answerWithin)); err != nil {
		return
	}
	hear(c, func(r Request) answer {
		if i.over() {
			return ending
		}
		limit := time.NewTimer(2 * answerWithin)
		defer limit.Stop()
		select {
		case <-i.served:
		case <-i.ended:
			return ending
		case <-limit.C:
			return ""
		}
		said := make(chan bool, 1)
		i.handle(r, func(taken bool) { said <- taken })
		select {
		case ok := <-said:
			if ok {
				return taken
			}
			return ending
		case <-i.ended:
			return ending
		case <-limit.C:
			return ""
		}
	})
}

func (i *Instance) over() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.ending
}

// End says to others, also to those who are waiting, that this program is
// ending: they wait until it closes.
func (i *Instance) End() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if !i.ending {
		i.ending = true
		close(i.ended)
	}
}

// Close lets go of the name.
func (i *Instance) Close() error {
	i.End()
	i.mu.Lock()
	l := i.listener
	i.listener = nil
	i.mu.Unlock()
	if l == nil {
		return nil
	}
	return l.Close()
}

// nameOf is the same for every spelling of a folder, which need not exist yet.
func nameOf(dir string) string {
	sum := sha256.Sum256([]byte(followed(dir)))
	return "pinisi-" + hex.EncodeToString(sum[:12])
}

// followed follows links as far as the folder exists.
func followed(dir string) string {
	dir = filepath.Clean(dir)
	rest := ""
	for at := dir; ; {
		if there, err := filepath.EvalSymlinks(at); err == nil {
			dir = filepath.Join(there, rest)
			break
		}
		above := filepath.Dir(at)
		if above == at {
			break
		}
		rest = filepath.Join(filepath.Base(at), rest)
		at = above
	}
	if runtime.GOOS == "windows" {
		dir = strings.ToLower(dir)
	}
	return dir
}
