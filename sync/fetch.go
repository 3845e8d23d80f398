package sync

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

const (
	firstFetch   = 128 << 10 // bytes of one GET while the line is not known
	mostFetch    = 8 << 20
	fetchSeconds = 10
)

// fetchSize is bytes of one GET. A break costs nothing of it, since what came
// stays; but what people write meanwhile waits for its end.
func (c *Client) fetchSize() int64 {
	if c.rate == 0 {
		return firstFetch
	}
	return min(max(int64(c.rate*fetchSeconds), leastPiece), mostFetch)
}

// fetchFile brings a file down, from where an earlier try broke off, piece by
// piece. It leaves the rest for later when the line says stop.
func (x *exchange) fetchFile(ctx context.Context, file store.File, size int64, stop func() bool) error {
	defer x.expect(func(p *Progress) { p.File = "" })
	for {
		at := x.r.Partial(file.SHA256)
		if at > size {
			at = 0
		}
		x.expect(func(p *Progress) { p.File, p.ToGet = file.Name, p.Got+size-at })
		x.tell("files")
		began := time.Now()
		whole, err := x.fetchPiece(ctx, file, at, size)
		if err != nil {
			return err
		}
		if whole {
			break
		}
		if file.Release && x.c.rate < shared {
			if err := pause(ctx, time.Since(began)); err != nil {
				return err
			}
		}
		if err := x.waiting(ctx); err != nil || stop() {
			return err
		}
	}
	x.result.FilesGot++
	return x.r.ConfirmFile(ctx, file.SHA256) // headquarters has what came from there
}

// shared is the speed in bytes a second below which a new program takes no more
// than half of the line, as others in the office work on it.
const shared = 128 << 10

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(min(d, time.Minute))
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// fetchPiece brings the next bytes of a file down; whole says that it was the last.
func (x *exchange) fetchPiece(ctx context.Context, file store.File, at, size int64) (whole bool, err error) {
	if at == size && size > 0 { // all came, and was not put in its place
		return true, x.r.Receive(ctx, file.SHA256, at, size, http.NoBody, nil)
	}
	end := min(at+x.c.fetchSize(), size)
	var header []string
	if at > 0 || end < size {
		header = []string{"Range", fmt.Sprintf("bytes=%d-%d", at, end-1)}
	}
	began := time.Now()
	a, err := x.c.request(ctx, http.MethodGet, filePath(file), nil, header...)
	if err != nil {
		return false, err
	}
	defer a.close()
	x.result.Requests++
	if a.status == http.StatusOK { // all of it, whatever was asked for
		at, end = 0, size
	}
	err = x.r.Receive(ctx, file.SHA256, at, size, a.body, func(int64) { x.tell("files") })
	if errors.Is(err, io.ErrUnexpectedEOF) && end < size && x.r.Partial(file.SHA256) == end {
		x.c.measure(end-at, time.Since(began))
		return false, nil // as much as was asked for
	}
	return true, err
}

// Fetch brings one file down that is not here, whatever its size and the line's
// price: a person waits for it, so it spares no one either. It goes after an
// exchange that runs, and ends at once with ctx; what came stays for the next try.
func (c *Client) Fetch(ctx context.Context, file store.File, progress func(Progress)) error {
	if err := c.turn(ctx); err != nil {
		return err
	}
	defer c.mu.Unlock()
	file.Release = false
	if err := c.connect(ctx); err != nil {
		return err
	}
	x := &exchange{c: c, r: c.replica, began: c.opt.Now(), report: progress}
	x.sent0, x.got0 = c.line.sent.Load(), c.line.got.Load()
	if err := x.fetchFile(ctx, file, file.Size, func() bool { return false }); err != nil {
		return c.explain(ctx, err)
	}
	return nil
}

// turn waits for the exchange that runs, and takes its place.
func (c *Client) turn(ctx context.Context) error {
	for !c.mu.TryLock() {
		if err := pause(ctx, turnEvery); err != nil {
			return data.Fail("sync.cancelled", err)
		}
	}
	return nil
}

const turnEvery = 50 * time.Millisecond
