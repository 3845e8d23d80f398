package sync

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

const (
	askFiles     = 16        // files that one request asks about
	firstPiece   = 256 << 10 // bytes of one PUT: between two of them, changes may go first
	leastPiece   = 16 << 10
	pieceSeconds = 30
)

// files is what an exchange knows of evidence to move.
type files struct {
	unsent, wanted []store.File // as listed in the last hello
	have           []uint64     // how much of unsent the hub has
	whole          []bool
	offer          []uint64        // size of wanted there, 0: not there
	tried          map[string]bool // not again in this exchange
	silent         bool            // ask about none
}

// list puts into the hello what this device would send and fetch.
func (f *files) list(ctx context.Context, x *exchange, hello *wire.Hello) error {
	f.unsent, f.wanted = nil, nil
	if f.silent || x.c.opt.Metered() {
		return nil
	}
	unsent, err := x.r.UnsentFiles(ctx)
	if err != nil {
		return err
	}
	wanted, err := x.r.WantedFiles(ctx)
	if err != nil {
		return err
	}
	pick := func(from []store.File, keep func(store.File) bool) (files []store.File, names []wire.FileName) {
		for _, file := range from {
			name, err := fileName(file)
			if err != nil || f.tried[file.SHA256] || !keep(file) {
				continue // an attachment record with a wrong hash blocks nothing
			}
			if len(files) == askFiles {
				break
			}
			files, names = append(files, file), append(names, name)
		}
		return files, names
	}
	f.unsent, hello.Unsent = pick(unsent, func(store.File) bool { return true })
	now := x.c.opt.Now()
	there := func(file store.File) bool { return !now.Before(x.c.absent[file.SHA256]) }
	f.wanted, hello.Wanted = pick(wanted, func(file store.File) bool {
		return !file.Release && x.c.opt.AutoFetch(file) && there(file)
	})
	packages := slices.DeleteFunc(wanted, func(file store.File) bool { return !file.Release || !there(file) })
	if len(f.unsent)+len(f.wanted) > 0 || len(packages) == 0 { // a new program comes after all evidence
		return nil
	}
	if sha := x.c.opt.Release(ctx); sha != "" {
		f.wanted, hello.Wanted = pick(packages, func(file store.File) bool {
			return file.SHA256 == sha && !x.c.dear(file)
		})
	}
	return nil
}

// Waits reports whether a file does not come by itself for now because the line
// is paid by the byte; [Client.Fetch] brings it all the same. It asks the system
// and may take a moment.
func (c *Client) Waits(file store.File) bool { return c.dear(file) }

// dear reports whether a file waits for a cheaper line.
func (c *Client) dear(file store.File) bool {
	return c.opt.Metered() || file.Release && file.Size > smallFile && c.opt.Priced()
}

// absentFor is how long the hub is not asked again about a file that it did
// not have: the names would cost more than the rest of an exchange.
const absentFor = 30 * time.Minute

func (f *files) answer(done wire.Done) {
	f.have, f.whole, f.offer = done.Have, done.Complete, done.Offer
}

func fileName(f store.File) (wire.FileName, error) {
	name := wire.FileName{Scope: f.Scope}
	b, err := hex.DecodeString(f.SHA256)
	if err != nil || len(b) != len(name.SHA256) {
		return name, fmt.Errorf("the hash of the file %s is none: %w", f.Name, errors.Join(err))
	}
	copy(name.SHA256[:], b)
	return name, nil
}

// evidence moves files after the text: up what the hub lacks, down what this
// device wants, until there is nothing more to try.
func (x *exchange) evidence(ctx context.Context) error {
	f := &x.files
	f.tried = map[string]bool{}
	for {
		for i, file := range f.unsent {
			f.tried[file.SHA256] = true
			if i >= len(f.have) || i >= len(f.whole) {
				continue
			}
			if !f.whole[i] {
				if err := x.sendFile(ctx, file, int64(f.have[i])); err != nil {
					return err
				}
			}
			if err := x.r.ConfirmFile(ctx, file.SHA256); err != nil {
				return err
			}
			if !f.whole[i] {
				x.result.FilesSent++
			}
		}
		for i, file := range f.wanted {
			f.tried[file.SHA256] = true
			if i >= len(f.offer) || f.offer[i] == 0 {
				x.c.absent[file.SHA256] = x.c.opt.Now().Add(absentFor)
				continue
			}
			if err := x.fetchFile(ctx, file, int64(f.offer[i]), func() bool { return x.c.dear(file) }); err != nil {
				return err
			}
		}
		// Files that the exchange itself brought the names of, and more than one
		// request asks about.
		if err := f.list(ctx, x, &wire.Hello{}); err != nil || len(f.unsent)+len(f.wanted) == 0 {
			return err
		}
		if err := x.text(ctx); err != nil {
			return err
		}
	}
}

func filePath(f store.File, more ...string) string {
	q := url.Values{"scope": {f.Scope}}
	for i := 0; i+1 < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return wire.PathFiles + f.SHA256 + "?" + q.Encode()
}

// sendFile sends a file from where the hub has it, piece by piece.
func (x *exchange) sendFile(ctx context.Context, file store.File, at int64) error {
	in, err := x.r.OpenFile(file.SHA256)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return fmt.Errorf("look at the file %s: %w", file.Name, err)
	}
	size := info.Size()
	x.expect(func(p *Progress) { p.File, p.ToSend = file.Name, p.Sent+size-at })
	defer x.expect(func(p *Progress) { p.File = "" })
	corrected := 0
	for {
		x.tell("files")
		piece := make([]byte, min(size-at, x.c.pieceSize()))
		if _, err := in.ReadAt(piece, at); err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read the file %s: %w", file.Name, err)
		}
		a, err := x.c.request(ctx, http.MethodPut, filePath(file, "at", strconv.FormatInt(at, 10), "size", strconv.FormatInt(size, 10)), piece)
		if err != nil {
			x.c.broke()
			return err
		}
		err = a.drain()
		a.close()
		x.c.held()
		x.result.Requests++
		switch {
		case a.status == http.StatusConflict: // the hub has another length of it
			there, perr := strconv.ParseInt(a.header.Get("Offset"), 10, 64)
			if corrected++; perr != nil || there < 0 || there > size || corrected > 3 {
				return data.Fail("sync.hub_error", errors.Join(errors.New("the hub moves the file's offset"), perr))
			}
			at = there
			continue
		case err != nil:
			return err
		case a.status == http.StatusOK:
			x.tell("files")
			return nil
		}
		at += int64(len(piece))
		if err := x.waiting(ctx); err != nil {
			return err
		}
	}
}

// waiting lets changes written meanwhile go before the rest of a file.
func (x *exchange) waiting(ctx context.Context) error {
	if open, err := x.r.Unconfirmed(ctx); err != nil || len(open) == 0 {
		return err
	}
	kept := x.files
	x.files = files{silent: true}
	err := x.text(ctx)
	x.files = kept
	return err
}

func (c *Client) pieceSize() int64 {
	return max(max(firstPiece, int64(c.rate*pieceSeconds))>>c.breaks, leastPiece)
}
