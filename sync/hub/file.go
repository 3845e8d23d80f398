package hub

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

// folder keeps evidence by scope and SHA-256. A scope has its own copy: a
// device must hold a file to bring it in, knowing its name is not enough.
type folder struct {
	dir string
	mu  sync.Mutex // held while a piece is appended
}

func (f *folder) path(name wire.FileName) string {
	sha := hex.EncodeToString(name.SHA256[:])
	return filepath.Join(f.dir, name.Scope, sha[:2], sha)
}

// partial is how much of an unfinished file is here.
func (f *folder) partial(name wire.FileName) int64 {
	info, err := os.Stat(f.path(name) + ".part")
	if err != nil {
		return 0
	}
	return info.Size()
}

// errMoved says that the file is not as long as the piece's offset: another
// connection was faster, or this one begins at the wrong place.
var errMoved = errors.New("the piece does not begin where the file ends")

// append adds a piece at an offset and makes it durable.
func (f *folder) append(name wire.FileName, at int64, piece []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	path := f.path(name) + ".part"
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make a folder: %w", err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open a file: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("look at a file: %w", err)
	}
	if info.Size() != at {
		return errMoved
	}
	if _, err := file.WriteAt(piece, at); err != nil {
		return fmt.Errorf("write a file: %w", errors.Join(err, file.Truncate(at)))
	}
	if err := file.Sync(); err != nil {
		return fmt.Errorf("write a file: %w", err)
	}
	return nil
}

// finish makes a file that has all its bytes whole, if its hash is right, and
// throws it away if not.
func (f *folder) finish(name wire.FileName) (ok bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	path := f.path(name)
	file, err := os.Open(path + ".part")
	if errors.Is(err, os.ErrNotExist) {
		_, err = os.Stat(path) // another connection finished it
		return err == nil, err
	}
	if err != nil {
		return false, fmt.Errorf("read a file: %w", err)
	}
	h := sha256.New()
	_, err = io.Copy(h, file)
	if err := errors.Join(err, file.Close()); err != nil {
		return false, fmt.Errorf("read a file: %w", err)
	}
	if [32]byte(h.Sum(nil)) != name.SHA256 {
		return false, os.Remove(path + ".part")
	}
	if err := os.Rename(path+".part", path); err != nil {
		return false, fmt.Errorf("keep a file: %w", err)
	}
	return true, syncFolder(filepath.Dir(path))
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("keep a file: %w", err)
	}
	err = d.Sync()
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	if err != nil && !errors.Is(err, os.ErrInvalid) { // Windows cannot
		return fmt.Errorf("keep a file: %w", err)
	}
	return nil
}

// What a cut costs of a file: bytes and time between two moments at which what
// came in is made durable.
const (
	pieceSize = 64 << 10
	pieceTime = 250 * time.Millisecond
)

// piece reads up to n bytes, fewer on a slow line or before an error.
func (m *moving) piece(n int64) ([]byte, error) {
	b := make([]byte, 0, n)
	for began := time.Now(); int64(len(b)) < n && time.Since(began) < pieceTime; {
		k, err := m.Read(b[len(b):n])
		if b = b[:len(b)+k]; err != nil {
			return b, err
		}
	}
	return b, nil
}

// file answers GET and PUT of /v1/files/<sha256>?scope=S.
func (h *Hub) file(w http.ResponseWriter, r *http.Request, d Device) {
	var name wire.FileName
	name.Scope = r.URL.Query().Get("scope")
	n, err := hex.Decode(name.SHA256[:], []byte(truncated(strings.TrimPrefix(r.URL.Path, wire.PathFiles), 64)))
	if err != nil || n != len(name.SHA256) || !scopePattern.MatchString(name.Scope) {
		h.problem(w, r, http.StatusBadRequest, data.Fail(errBody.Code, err))
		return
	}
	switch {
	case r.Method == http.MethodGet && d.mayRead(name.Scope):
		h.getFile(w, r, name)
	case r.Method == http.MethodPut && d.mayWrite(name.Scope):
		h.putFile(w, r, d, name)
	default:
		h.problem(w, r, http.StatusForbidden, data.Fail("sync.not_allowed", nil, "Scope", name.Scope))
	}
}

func truncated(s string, n int) string { return s[:min(n, len(s))] }

func (h *Hub) getFile(w http.ResponseWriter, r *http.Request, name wire.FileName) {
	if _, err := h.store.File(r.Context(), name); err != nil {
		status := http.StatusInternalServerError
		if errors.Is(err, data.ErrNotFound) {
			status, err = http.StatusNotFound, data.Fail("sync.no_file", err)
		}
		h.problem(w, r, status, err)
		return
	}
	f, err := os.Open(h.files.path(name))
	if err != nil {
		h.problem(w, r, http.StatusInternalServerError, err)
		return
	}
	defer f.Close()
	m := h.moving(w, r, 0)
	defer m.rest()
	http.ServeContent(struct{ http.ResponseWriter }{m}, r, "", time.Time{}, f) // without ReadFrom, so that each piece has its deadline
}

// putFile appends the body at ?at=N to a file of ?size=T bytes. It answers 200
// when the file is whole, 409 with "Offset: N" when the body belongs elsewhere.
func (h *Hub) putFile(w http.ResponseWriter, r *http.Request, d Device, name wire.FileName) {
	at, err1 := strconv.ParseInt(r.URL.Query().Get("at"), 10, 64)
	size, err2 := strconv.ParseInt(r.URL.Query().Get("size"), 10, 64)
	if err := errors.Join(err1, err2); err != nil || at < 0 || size < at || size > store.MaxFile {
		h.problem(w, r, http.StatusBadRequest, data.Fail(errBody.Code, err))
		return
	}
	if _, err := h.store.File(r.Context(), name); err == nil {
		return // it is whole already
	} else if !errors.Is(err, data.ErrNotFound) {
		h.problem(w, r, http.StatusInternalServerError, err)
		return
	}
	m := h.moving(w, r, size-at)
	defer m.rest()
	for at < size || size == 0 {
		piece, err := m.piece(min(pieceSize, size-at))
		if len(piece) > 0 || size == 0 {
			if werr := h.files.append(name, at, piece); errors.Is(werr, errMoved) {
				w.Header().Set("Offset", strconv.FormatInt(h.files.partial(name), 10))
				h.problem(w, r, http.StatusConflict, data.Fail("sync.moved", nil))
				return
			} else if werr != nil {
				h.problem(w, r, http.StatusInsufficientStorage, data.Fail("sync.hub_full", werr))
				return
			}
			at += int64(len(piece))
		}
		if errors.Is(err, io.EOF) || size == 0 {
			break
		}
		if err != nil {
			h.opt.Log.InfoContext(r.Context(), "file broke off", "device", d.ID, "file", hex.EncodeToString(name.SHA256[:]), "at", at, "size", size, "error", err)
			return
		}
	}
	if at < size { // a piece; the device sends the next
		w.WriteHeader(http.StatusAccepted)
		return
	}
	ok, err := h.files.finish(name)
	if err == nil && ok {
		err = h.store.AddFile(r.Context(), File{Name: name, Size: size, At: h.opt.Now(), By: d.ID})
	}
	switch {
	case err != nil:
		h.problem(w, r, http.StatusInternalServerError, err)
	case !ok:
		h.problem(w, r, http.StatusUnprocessableEntity, data.Fail("sync.file_damaged", nil))
	default:
		h.opt.Log.InfoContext(r.Context(), "file taken in", "device", d.ID, "scope", name.Scope, "file", hex.EncodeToString(name.SHA256[:]), "size", size)
	}
}
