//go:build !windows

package instance

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"github.com/gofrs/flock"
)

// announce is for the installer of Windows; elsewhere nobody asks.
func announce(string) error { return nil }

// listen holds a lock and listens on a socket beside it: a socket alone stays
// behind when its program is killed.
func listen(name string) (listener, error) {
	dir, err := runtimeDir()
	if err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(dir, name+".lock"))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the name of the program: %w", err)
	}
	if !held {
		return nil, errTaken
	}
	path := filepath.Join(dir, name+".sock")
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("remove an old socket: %w", err), lock.Unlock())
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("listen for further starts: %w", err), lock.Unlock())
	}
	return &locked{l, lock}, nil
}

// locked is a listener that lets go of its lock when it is closed. The file of
// the lock stays: another program may already wait for it.
type locked struct {
	net.Listener
	lock *flock.Flock
}

func (l *locked) Accept() (conn, error) { return l.Listener.Accept() }

func (l *locked) Close() error { return errors.Join(l.Listener.Close(), l.lock.Unlock()) }

func dial(ctx context.Context, name string) (conn, error) {
	dir, err := runtimeDir()
	if err != nil {
		return nil, err
	}
	var d net.Dialer
	return d.DialContext(ctx, "unix", filepath.Join(dir, name+".sock"))
}

// runtimeDir is a folder that only this user enters: the system's for such
// things, or one of our own among temporary files.
func runtimeDir() (string, error) {
	// A socket's path has 104 bytes at most (sun_path), of which the name takes 37.
	if dir := os.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(dir) && len(dir) <= 64 {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir, nil
		}
	}
	dir := filepath.Join(os.TempDir(), "pinisi-"+strconv.Itoa(os.Getuid()))
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("make a folder for the socket: %w", err)
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return "", fmt.Errorf("look at the folder of the socket: %w", err)
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); !ok || !info.IsDir() || int(owner.Uid) != os.Getuid() || info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("the folder %s is open to others", dir) // somebody else made it
	}
	return dir, nil
}

func allowFront(int) {}
