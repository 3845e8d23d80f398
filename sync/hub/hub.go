package hub

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

// Options are what a hub needs from outside; zero fields take the real thing.
type Options struct {
	Now  func() time.Time
	Rand io.Reader
	Log  *slog.Logger
	// Stall is how long a connection may stand still inside a request before it
	// is cut; a slow one that moves is not. Zero is two minutes.
	Stall time.Duration
}

// Hub answers devices. It is safe for concurrent use.
type Hub struct {
	store Store
	files folder
	cert  tls.Certificate
	opt   Options
}

// New makes a hub on a store and a folder for evidence files.
func New(s Store, files string, cert tls.Certificate, opt Options) *Hub {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Rand == nil {
		opt.Rand = rand.Reader
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Stall == 0 {
		opt.Stall = 2 * time.Minute
	}
	return &Hub{store: s, files: folder{dir: files}, cert: cert, opt: opt}
}

const (
	databaseFile    = "hub.db"
	settingAddress  = "addresses"
	defaultValidity = 72 * time.Hour
)

// Init makes a hub's folder: its key, its certificate and its database.
// addresses are where devices find it: names or IP addresses, with a port
// unless it is 443.
func Init(ctx context.Context, dir string, addresses []string, opt Options) error {
	if len(addresses) == 0 {
		return &data.Error{Code: "hub.no_address"}
	}
	for i, a := range addresses {
		addresses[i] = strings.ToLower(strings.TrimSpace(a))
		if !addressPattern.MatchString(addresses[i]) {
			return data.Fail("hub.bad_address", nil, "Address", a)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, keyFile)); err == nil {
		return data.Fail("hub.exists", nil, "Folder", dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return data.Fail("hub.no_folder", err, "Folder", dir)
	}
	rnd := opt.Rand
	if rnd == nil {
		rnd = rand.Reader
	}
	s, err := OpenSQLite(ctx, filepath.Join(dir, databaseFile), rnd)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.SetSetting(ctx, settingAddress, strings.Join(addresses, ",")); err != nil {
		return err
	}
	return makeCertificate(dir, rnd) // last: its presence says that the folder is whole
}

var addressPattern = regexp.MustCompile(`^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?$`)

// Open opens a folder that Init made.
func Open(ctx context.Context, dir string, opt Options) (*Hub, error) {
	cert, err := loadCertificate(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, data.Fail("hub.not_here", err, "Folder", dir)
	}
	if err != nil {
		return nil, err
	}
	rnd := opt.Rand
	if rnd == nil {
		rnd = rand.Reader
	}
	s, err := OpenSQLite(ctx, filepath.Join(dir, databaseFile), rnd)
	if err != nil {
		return nil, err
	}
	return New(s, filepath.Join(dir, "files"), cert, opt), nil
}

// Close closes the store.
func (h *Hub) Close() error { return h.store.Close() }

// Store is what the hub keeps.
func (h *Hub) Store() Store { return h.store }

// NewCode makes an invitation for one device of a scope: a mission's id or
// store.Headquarters. Nobody can show its secret again.
func (h *Hub) NewCode(ctx context.Context, scope, name string, valid time.Duration) (wire.Code, error) {
	var c wire.Code
	if !scopePattern.MatchString(scope) || scope == data.SharedScope {
		return c, data.Fail("hub.bad_scope", nil, "Scope", scope)
	}
	addresses, err := h.store.Setting(ctx, settingAddress)
	if err != nil {
		return c, err
	}
	pin, err := PinOf(h.cert)
	if err != nil {
		return c, err
	}
	c.Addresses = strings.Split(addresses, ",")
	copy(c.Pin[:], pin[:])
	if _, err := io.ReadFull(h.opt.Rand, c.Secret[:]); err != nil {
		return c, fmt.Errorf("make a code: %w", err)
	}
	if valid <= 0 {
		valid = defaultValidity
	}
	now := h.opt.Now()
	if err := h.store.AddCode(ctx, Code{Hash: sha256.Sum256(c.Secret[:]), Scope: scope, Name: name, MadeAt: now, Until: now.Add(valid)}); err != nil {
		return c, err
	}
	h.opt.Log.InfoContext(ctx, "code made", "scope", scope, "name", name, "valid", valid)
	return c, nil
}

// Revoke shuts a device out from now on; what it sent before stays.
func (h *Hub) Revoke(ctx context.Context, id data.DeviceID) error {
	if err := h.store.Revoke(ctx, id, h.opt.Now()); err != nil {
		return err
	}
	h.opt.Log.InfoContext(ctx, "device revoked", "device", id)
	return nil
}

// scopePattern is what a scope may be called; it names folders too.
var scopePattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// scopes are what a device may read: its own and the shared one; nil is all.
func (d Device) scopes() []string {
	if d.Scope == store.Headquarters {
		return nil
	}
	return []string{d.Scope, data.SharedScope}
}

func (d Device) mayRead(scope string) bool {
	return d.Scope == store.Headquarters || scope == d.Scope || scope == data.SharedScope
}

func (d Device) mayWrite(scope string) bool {
	return d.Scope == store.Headquarters || scope == d.Scope
}

// ServeHTTP answers a device.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// Headers that net/http would add cost bytes in every answer and say nothing.
	w.Header()["Date"] = nil
	w.Header()["Content-Type"] = nil
	key, ok := deviceKey(r)
	switch {
	case !ok:
		h.problem(w, r, http.StatusForbidden, &data.Error{Code: "sync.not_enrolled"})
	case r.URL.Path == wire.PathEnrol && r.Method == http.MethodPost:
		h.enrol(w, r, key)
	default:
		d, err := h.store.Device(r.Context(), data.DeviceOf(key))
		switch {
		case errors.Is(err, data.ErrNotFound):
			h.problem(w, r, http.StatusForbidden, &data.Error{Code: "sync.not_enrolled"})
		case err != nil:
			h.problem(w, r, http.StatusInternalServerError, err)
		case !d.RevokedAt.IsZero():
			h.problem(w, r, http.StatusForbidden, data.Fail(ErrRevoked.Code, nil, "When", d.RevokedAt.Format(time.RFC3339)))
		case r.URL.Path == wire.PathSync && r.Method == http.MethodPost:
			h.exchange(w, r, d)
		case strings.HasPrefix(r.URL.Path, wire.PathFiles):
			h.file(w, r, d)
		default:
			h.problem(w, r, http.StatusNotFound, &data.Error{Code: "sync.hub_error"})
		}
	}
}

// deviceKey is the key that the other side of the connection proved to hold.
func deviceKey(r *http.Request) (ed25519.PublicKey, bool) {
	if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
		return nil, false
	}
	key, ok := r.TLS.PeerCertificates[0].PublicKey.(ed25519.PublicKey)
	return key, ok
}

// problem answers with an error that the device can show, and logs it.
func (h *Hub) problem(w http.ResponseWriter, r *http.Request, status int, err error) {
	p := wire.Problem{Code: "sync.hub_error"}
	var e *data.Error
	if errors.As(err, &e) {
		p.Code, p.Args = e.Code, map[string]string{}
		for k, v := range e.Args {
			p.Args[k] = fmt.Sprint(v)
		}
	}
	level := slog.LevelWarn
	if status >= 500 {
		level = slog.LevelError
	}
	host, _, splitErr := net.SplitHostPort(r.RemoteAddr)
	if splitErr != nil {
		host = r.RemoteAddr
	}
	attrs := []any{"status", status, "path", r.URL.Path, "from", host, "error", err}
	if key, ok := deviceKey(r); ok {
		attrs = append(attrs, "device", data.DeviceOf(key))
	}
	h.opt.Log.Log(r.Context(), level, "refused", attrs...)
	w.Header().Set("Content-Type", wire.ContentType)
	w.WriteHeader(status)
	if _, err := w.Write(p.Encode()); err != nil {
		h.opt.Log.DebugContext(r.Context(), "answer lost", "error", err)
	}
}
