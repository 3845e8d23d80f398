package instance

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// announce lets the installer see that the program runs: while the process
// lives there is a mutex of that name in the user's session, which the
// installer and the uninstaller test. id is the program's (FyneApp.toml).
func announce(id string) error {
	name, err := windows.UTF16PtrFromString(MutexName(id))
	if err != nil {
		return err
	}
	// The handle is kept until the process ends. One that exists serves as well.
	if _, err := windows.CreateMutex(nil, false, name); err != nil && !errors.Is(err, windows.ERROR_ALREADY_EXISTS) {
		return fmt.Errorf("make the mutex for the installer: %w", err)
	}
	return nil
}

// listen holds a mutex and makes a pipe beside it, since not every system
// refuses the second program that makes a pipe of one name. Both are for this
// user alone and of this session: a window in another session cannot come to
// the front here.
func listen(name string) (listener, error) {
	path, sid, err := pipe(name)
	if err != nil {
		return nil, err
	}
	mutex, err := windows.UTF16PtrFromString(`Local\` + name + "-" + sid)
	if err != nil {
		return nil, err
	}
	lock, err := windows.CreateMutex(nil, false, mutex)
	if errors.Is(err, windows.ERROR_ALREADY_EXISTS) || errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		if lock != 0 {
			err = windows.CloseHandle(lock) // it would outlive the other program
		}
		return nil, errors.Join(errTaken, err)
	}
	if err != nil {
		return nil, fmt.Errorf("hold the name of the program: %w", err)
	}
	l, err := newPipes(path, sid)
	if err != nil {
		return nil, errors.Join(err, windows.CloseHandle(lock))
	}
	l.lock = lock
	return l, nil
}

// pipes makes one end of the pipe after the other, each for one caller.
type pipes struct {
	path     *uint16
	security *windows.SECURITY_DESCRIPTOR
	next     windows.Handle // waits for the next caller
	lock     windows.Handle
	came     windows.Handle     // event: a caller has come
	closed   windows.Handle     // event: Close was called
	waiting  windows.Overlapped // of the system while Accept waits: its place must not change
}

func newPipes(path, sid string) (*pipes, error) {
	wide, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	security, err := windows.SecurityDescriptorFromString("D:P(A;;GA;;;" + sid + ")")
	if err != nil {
		return nil, fmt.Errorf("say whose pipe it is: %w", err)
	}
	p := &pipes{path: wide, security: security}
	for _, event := range []*windows.Handle{&p.came, &p.closed} {
		if *event, err = windows.CreateEvent(nil, 1, 0, nil); err != nil {
			return nil, fmt.Errorf("make an event: %w", err)
		}
	}
	if p.next, err = p.end(); err != nil {
		return nil, fmt.Errorf("make the pipe for further starts: %w", err)
	}
	return p, nil
}

func (p *pipes) end() (windows.Handle, error) {
	return windows.CreateNamedPipe(p.path, windows.PIPE_ACCESS_DUPLEX|windows.FILE_FLAG_OVERLAPPED,
		windows.PIPE_TYPE_BYTE|windows.PIPE_REJECT_REMOTE_CLIENTS, windows.PIPE_UNLIMITED_INSTANCES, 64<<10, 64<<10, 0,
		&windows.SecurityAttributes{Length: uint32(unsafe.Sizeof(windows.SecurityAttributes{})), SecurityDescriptor: p.security})
}

// Accept waits for a caller. It belongs to one goroutine.
func (p *pipes) Accept() (conn, error) {
	if p.next == 0 { // making it failed the last time
		h, err := p.end()
		if err != nil {
			return nil, err
		}
		p.next = h
	}
	h := p.next
	p.waiting = windows.Overlapped{HEvent: p.came}
	if err := windows.ResetEvent(p.came); err != nil {
		return nil, err
	}
	err := windows.ConnectNamedPipe(h, &p.waiting)
	if errors.Is(err, windows.ERROR_IO_PENDING) {
		which, waited := windows.WaitForMultipleObjects([]windows.Handle{p.came, p.closed}, false, windows.INFINITE)
		if waited != nil || which != windows.WAIT_OBJECT_0 {
			var n uint32
			_ = windows.CancelIoEx(h, &p.waiting)                    // it may just have come
			_ = windows.GetOverlappedResult(h, &p.waiting, &n, true) // until it is told, it belongs to the system
			return nil, errors.Join(net.ErrClosed, waited, windows.CloseHandle(h), windows.CloseHandle(p.came), windows.CloseHandle(p.closed))
		}
		var n uint32
		err = windows.GetOverlappedResult(h, &p.waiting, &n, false)
	}
	p.next = 0
	if err != nil && !errors.Is(err, windows.ERROR_PIPE_CONNECTED) { // such as a caller that is gone again
		return nil, errors.Join(err, windows.CloseHandle(h))
	}
	// The next end is there before this caller is served, so that there always is one.
	if p.next, err = p.end(); err != nil {
		p.next = 0
	}
	return os.NewFile(uintptr(h), "pipe"), nil
}

// Close ends Accept and lets go of the mutex.
func (p *pipes) Close() error {
	return errors.Join(windows.SetEvent(p.closed), windows.CloseHandle(p.lock))
}

// dial opens the pipe. Who answers there learns nothing of the user's rights.
func dial(_ context.Context, name string) (conn, error) {
	path, _, err := pipe(name)
	if err != nil {
		return nil, err
	}
	wide, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateFile(wide, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING,
		windows.FILE_FLAG_OVERLAPPED|windows.SECURITY_SQOS_PRESENT|windows.SECURITY_ANONYMOUS, 0)
	if err != nil {
		return nil, fmt.Errorf("call the program that has the folder: %w", err)
	}
	return os.NewFile(uintptr(h), "pipe"), nil
}

func pipe(name string) (path, sid string, err error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return "", "", fmt.Errorf("ask who the user is: %w", err)
	}
	sid = user.User.Sid.String()
	var session uint32
	if err := windows.ProcessIdToSessionId(windows.GetCurrentProcessId(), &session); err != nil {
		return "", "", fmt.Errorf("ask which session this is: %w", err)
	}
	return fmt.Sprintf(`\\.\pipe\%s-%d-%s`, name, session, sid), sid, nil
}

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// allowFront lets another program come to the front in place of this one,
// which the user just started.
func allowFront(process int) {
	_, _, _ = allowSetForegroundWindow.Call(uintptr(uint32(process))) // else its button in the taskbar blinks
}
