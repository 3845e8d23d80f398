package hub

import (
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
}

func (h *Hub) moving(w http.ResponseWriter, r *http.Request, limit int64) *moving {
	return &moving{ResponseWriter: w, control: http.NewResponseController(w), body: http.MaxBytesReader(w, r.Body, limit), stall: h.opt.Stall}
}

// Deadlines belong to the operating system, so they are of the real clock. A
// transport without them (in tests) needs none.

func (m *moving) Read(p []byte) (int, error) {
	_ = m.control.SetReadDeadline(time.Now().Add(m.stall))
	n, err := m.body.Read(p)
	m.read += int64(n)
	if err != nil {
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
	_ = m.control.SetReadDeadline(time.Time{})
	_ = m.control.SetWriteDeadline(time.Time{})
}
