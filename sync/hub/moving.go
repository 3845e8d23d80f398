package hub

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// moving cuts a connection that stands still, never one that is slow: each
// read and write gets its own deadline. [moving.rest] takes them off again, so
// that the next request of the connection begins without.
type moving struct {
	http.ResponseWriter
	control *http.ResponseController
	body    io.Reader
	stall   time.Duration
	read    int64
	whole   bool // the body was read to its end
}

func (h *Hub) moving(w http.ResponseWriter, r *http.Request, limit int64) *moving {
	return &moving{ResponseWriter: w, control: http.NewResponseController(w), body: http.MaxBytesReader(w, r.Body, limit), stall: h.opt.Stall, whole: r.Body == http.NoBody}
}

// Deadlines belong to the operating system, so they are of the real clock. A
// transport without them (in tests) needs none.

func (m *moving) Read(p []byte) (int, error) {
	_ = m.control.SetReadDeadline(time.Now().Add(m.stall))
	n, err := m.body.Read(p)
	m.read += int64(n)
	m.whole = m.whole || errors.Is(err, io.EOF)
	if m.whole {
		// The server goes on reading in the background, to notice that the other side went away.
		_ = m.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

func (m *moving) Write(p []byte) (int, error) {
	_ = m.control.SetWriteDeadline(time.Now().Add(m.stall))
	return m.ResponseWriter.Write(p)
}

func (m *moving) flush() error {
	_ = m.control.SetWriteDeadline(time.Now().Add(m.stall))
	if err := m.control.Flush(); err != nil && err != http.ErrNotSupported { //nolint:errorlint // tests without it
		return err
	}
	return nil
}

func (m *moving) rest() {
	if m.whole {
		_ = m.control.SetReadDeadline(time.Time{})
	} else { // the server would wait for the rest of the body, for ever
		_ = m.control.SetReadDeadline(time.Now())
	}
	_ = m.control.SetWriteDeadline(time.Time{})
}
