package hub

import (
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/sync/wire"
)

// maxEnrol is the largest enrolment in bytes; everyone may send one.
const maxEnrol = 2048

// clipped is a name as it may stand in a list.
func clipped(name string) string {
	letters := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(name, "")), " "))
	return string(letters[:min(len(letters), 60)])
}

// enrol lets a device in by a one-time code.
func (h *Hub) enrol(w http.ResponseWriter, r *http.Request, key ed25519.PublicKey) {
	rc := http.NewResponseController(w)
	if err := rc.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		h.problem(w, r, http.StatusInternalServerError, err)
		return
	}
	b, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxEnrol))
	if err != nil {
		h.problem(w, r, http.StatusBadRequest, err)
		return
	}
	e, err := wire.DecodeEnrol(b)
	if err != nil {
		h.problem(w, r, http.StatusBadRequest, err)
		return
	}
	now := h.opt.Now()
	d, err := h.store.UseCode(r.Context(), sha256.Sum256(e.Secret), Device{ID: data.DeviceOf(key), Key: key, Name: clipped(e.Name), EnrolledAt: now}, e.Scope)
	if err != nil {
		status := http.StatusInternalServerError
		for _, no := range []error{ErrCodeWrong, ErrCodeUsed, ErrCodeExpired, ErrOtherScope, ErrRevoked} {
			if errors.Is(err, no) {
				status = http.StatusForbidden
			}
		}
		h.problem(w, r, status, err)
		return
	}
	h.opt.Log.InfoContext(r.Context(), "device enrolled", "device", d.ID, "scope", d.Scope, "name", d.Name, "calls itself", e.Name, "from", r.RemoteAddr)
	answer := wire.Enrolled{Version: wire.Version, Scope: d.Scope, Name: d.Name, Clock: now}
	if _, err := w.Write(answer.Encode()); err != nil {
		h.opt.Log.WarnContext(r.Context(), "answer lost", "error", err)
	}
}
