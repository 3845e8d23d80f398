package hub

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/segment"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

const (
	maxBody  = 256 << 20 // of one exchange upwards, bytes; a device sends 8 MiB and comes again
	maxFiles = 64        // that one Hello may ask about

	// Batches downwards, bytes before compression: what is lost when the line
	// breaks, against what compressing more at once saves.
	minBatch     = 1 << 10
	defaultBatch = 256 << 10
	maxBatch     = 4 << 20
)

// exchange is one POST /v1/sync.
type exchange struct {
	hub    *Hub
	ctx    context.Context
	device Device
	m      *moving
	length int64 // of the body, -1 if unknown
	hello  wire.Hello

	started bool // something of the answer is written
	taken   bool // something new came up
	forked  bool // the device's own stream holds other changes here
	// other are the streams of which this request brought another life: what
	// follows in them belongs to that life, also where its numbers would fit.
	other map[data.Stream]bool
	// brought are the arrivals of this request. Whatever else came of the
	// device's streams was written by another life of it.
	brought map[uint64]bool
	reach   store.Vector // up to where this request brought streams
	got     int
	sent    int
}

func (h *Hub) exchange(w http.ResponseWriter, r *http.Request, d Device) {
	x := &exchange{hub: h, ctx: r.Context(), device: d, m: h.moving(w, r, maxBody), length: r.ContentLength, brought: map[uint64]bool{}, other: map[data.Stream]bool{}, reach: store.Vector{}}
	defer x.m.rest()
	// Acknowledgements go out while segments still come in.
	if err := x.m.control.EnableFullDuplex(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		h.problem(w, r, http.StatusInternalServerError, err)
		return
	}
	began := h.opt.Now()
	err := x.run()
	if err != nil && !x.started && !x.m.whole {
		w.Header().Set("Connection", "close") // the rest of the body may never come
	}
	switch {
	case err == nil:
		level := slog.LevelDebug // most exchanges move nothing
		if x.got+x.sent > 0 {
			level = slog.LevelInfo
		}
		h.opt.Log.Log(x.ctx, level, "exchange", "device", d.ID, "scope", d.Scope, "took in", x.got, "sent", x.sent, "for", h.opt.Now().Sub(began))
	case !x.started && errors.Is(err, errBody):
		h.problem(w, r, http.StatusBadRequest, err)
	case !x.started:
		h.problem(w, r, http.StatusInternalServerError, err)
	default:
		// The device sees a cut answer and comes again; what was acknowledged is here.
		h.opt.Log.WarnContext(x.ctx, "exchange broke off", "device", d.ID, "took in", x.got, "sent", x.sent, "error", err)
		panic(http.ErrAbortHandler)
	}
}

// errBody is a body that is no exchange.
var errBody = &data.Error{Code: "sync.bad_request"}

func (x *exchange) run() error {
	in := wire.NewReader(x.m)
	t, payload, err := in.Next()
	if err != nil || t != wire.FrameHello {
		return data.Fail(errBody.Code, err)
	}
	if x.hello, err = wire.DecodeHello(payload); err != nil {
		return data.Fail(errBody.Code, err)
	}
	scopes := x.device.scopes()
	at, fits, err := x.position(scopes)
	if err != nil {
		return err
	}
	done := wire.Done{Version: wire.Version}
	if err := x.tails(&done); err != nil {
		return err
	}
	if err := x.takeAll(in); err != nil {
		return err
	}
	if err := x.seen(); err != nil {
		return err
	}
	ahead, err := x.ahead(done.Tails)
	if err != nil {
		return err
	}
	switch {
	case x.forked || ahead || x.hello.Vector == nil && !fits:
		done.Compare = true
		if done.Lacks, err = x.hub.store.Vector(x.ctx, scopes); err != nil {
			return err
		}
	default:
		if x.hello.Vector != nil {
			if done.Lacks, err = x.lacks(scopes); err != nil {
				return err
			}
		}
		if done.Mark, err = x.sendDown(scopes, at, len(done.Lacks)+len(done.Tails) == 0); err != nil {
			return err
		}
		if len(done.Tails) > 0 {
			done.Mark = nil
		}
	}
	if err := x.files(&done); err != nil {
		return err
	}
	done.Clock = x.hub.opt.Now()
	return x.frame(wire.FrameDone, done.Encode())
}

// position reads the mark: at is where the device stands, fits whether that is
// still what the hub has.
func (x *exchange) position(scopes []string) (at mark, fits bool, err error) {
	at, ok := decodeMark(x.hello.Mark)
	if x.hello.Vector != nil || !ok {
		at = mark{}
	}
	p, err := x.hub.store.Position(x.ctx, scopes, x.device.ID, at.cursor)
	fits = ok && at.incarnation == x.hub.store.Incarnation() && at.cursor <= p.Last && at.chain == p.Chain && at.own == p.Own
	return at, fits, err
}

// takeAll takes segments in, batch by batch, and acknowledges each when it is durable.
func (x *exchange) takeAll(in *wire.Reader) error {
	count := 0
	for {
		t, payload, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return data.Fail(errBody.Code, fmt.Errorf("read the next batch: %w", err))
		}
		if t != wire.FrameBatch {
			continue // a newer device says more than we know
		}
		sealed, err := wire.Unpack(payload)
		if err != nil {
			return data.Fail(errBody.Code, err)
		}
		if err := x.take(sealed, count); err != nil {
			return err
		}
		count += len(sealed)
		if err := x.frame(wire.FrameAck, binary.AppendUvarint(nil, uint64(count))); err != nil {
			return err
		}
		if x.m.read != x.length { // more comes: do not let the device wait for the news
			if err := x.m.flush(); err != nil {
				return fmt.Errorf("acknowledge: %w", err)
			}
		}
	}
}

// take judges and stores one batch; first is the number of its first segment
// in this request.
func (x *exchange) take(sealed [][]byte, first int) error {
	var batch []Incoming
	var index []int
	for i, b := range sealed {
		in, reason, err := x.judge(b)
		if err != nil {
			return err
		}
		if reason == 0 && x.other[in.Stream] {
			reason = wire.Forked
		}
		if reason != 0 {
			if err := x.refuse(wire.Refusal{Index: first + i, Reason: reason}, in); err != nil {
				return err
			}
			continue
		}
		batch, index = append(batch, in), append(index, first+i)
	}
	if len(batch) == 0 {
		return nil
	}
	verdicts, err := x.hub.store.Take(x.ctx, batch, x.hub.opt.Now())
	if err != nil {
		return err
	}
	for i, v := range verdicts {
		if v.New {
			x.taken = true
			x.brought[v.At] = true
			x.got++
		}
		if v.Reason == wire.Forked {
			x.other[batch[i].Stream] = true
			x.forked = x.forked || batch[i].Stream.Device == x.device.ID
		}
		if v.Reason == 0 {
			x.reach[batch[i].Stream] = max(x.reach[batch[i].Stream], batch[i].To)
		} else {
			if err := x.refuse(wire.Refusal{Index: index[i], Reason: v.Reason, Has: v.Has}, batch[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// judge says whether this device may bring this segment.
//
// A device brings its own segments and, when the hub was restored from a
// backup, what it holds of others. The author's rights count, also after it
// was revoked: what it signed before stays valid. If the hub lost the memory
// of the author itself, the rights of who brings it count, and who that was is
// kept beside the segment.
func (x *exchange) judge(b []byte) (Incoming, wire.Reason, error) {
	stream, from, to, key, err := segment.Header(b)
	in := Incoming{Stream: stream, From: from, To: to, Sealed: b, By: x.device.ID}
	if err != nil || segment.Verify(b) != nil {
		return in, wire.Damaged, nil
	}
	copy(in.Signature[:], b[len(b)-64:])
	if data.DeviceOf(key) != stream.Device || !scopePattern.MatchString(stream.Scope) || stream.Scope == store.Headquarters {
		return in, wire.Damaged, nil
	}
	author := x.device
	if stream.Device != x.device.ID {
		known, err := x.hub.store.Device(x.ctx, stream.Device)
		switch {
		case err == nil:
			author = known
		case !errors.Is(err, data.ErrNotFound):
			return in, 0, err
		}
	}
	if !author.mayWrite(stream.Scope) || !x.device.mayRead(stream.Scope) {
		return in, wire.NotAllowed, nil
	}
	return in, 0, nil
}

func (x *exchange) refuse(r wire.Refusal, in Incoming) error {
	x.hub.opt.Log.WarnContext(x.ctx, "segment refused", "device", x.device.ID, "reason", r.Reason.String(),
		"stream device", in.Stream.Device, "scope", in.Stream.Scope, "from", in.From, "to", in.To, "has", r.Has)
	return x.frame(wire.FrameRefuse, r.Encode())
}

// lacks is how far the hub has the streams of which the device has more.
func (x *exchange) lacks(scopes []string) (store.Vector, error) {
	here, err := x.hub.store.Vector(x.ctx, scopes)
	if err != nil {
		return nil, err
	}
	lacks := store.Vector{}
	for s, seq := range x.hello.Vector {
		if x.device.mayRead(s.Scope) && here[s] < seq {
			lacks[s] = here[s]
		}
	}
	return lacks, nil
}

// tails says what arrived of an exchange that broke off.
func (x *exchange) tails(done *wire.Done) error {
	for s, asked := range x.hello.Asks {
		if !x.device.mayRead(s.Scope) {
			continue
		}
		seq, signature, err := x.hub.store.Tail(x.ctx, s)
		if err != nil {
			return err
		}
		if seq > asked {
			done.Tails = append(done.Tails, wire.Tail{Stream: s, Seq: seq, Signature: signature})
		}
	}
	return nil
}

// ahead reports whether another life of the device brought more of a stream
// that it asks about, while this request ran.
func (x *exchange) ahead(told []wire.Tail) (bool, error) {
	for s, asked := range x.hello.Asks {
		if !x.device.mayRead(s.Scope) || slices.ContainsFunc(told, func(t wire.Tail) bool { return t.Stream == s }) {
			continue
		}
		seq, _, err := x.hub.store.Tail(x.ctx, s)
		if err != nil {
			return false, err
		}
		if seq > max(asked, x.reach[s]) {
			return true, nil
		}
	}
	return false, nil
}

// sendDown sends what the device lacks and returns its new mark, nil if the
// old one stands. Marks in between are left out while the hub lacks something
// itself: the device must then say so again after a cut.
func (x *exchange) sendDown(scopes []string, at mark, between bool) ([]byte, error) {
	now, err := x.hub.store.Position(x.ctx, scopes, x.device.ID, at.cursor)
	if err != nil {
		return nil, err
	}
	size := x.hello.Batch
	if size == 0 {
		size = defaultBatch
	}
	size = min(max(size, minBatch), maxBatch)
	var batch [][]byte
	var raw, sent int
	var arrived uint64
	send := func() error {
		pack := wire.Pack
		if wire.Plain(size, sent) {
			pack = wire.PackPlain
		}
		packed, err := pack(batch)
		if err != nil {
			return err
		}
		x.sent += len(batch)
		sent += raw
		batch, raw = nil, 0
		return x.frame(wire.FrameBatch, packed)
	}
	have := x.hello.Vector
	for s := range x.hello.Asks { // first it must be clear whose they are
		if have != nil {
			have[s] = math.MaxUint64
		}
	}
	err = x.hub.store.Since(x.ctx, scopes, at.cursor, now.Last, have, func(arrival uint64, sealed []byte) error {
		if x.brought[arrival] {
			return nil
		}
		if raw > 0 && raw+len(sealed) > size {
			if err := send(); err != nil {
				return err
			}
			if between {
				m, err := x.markAt(scopes, arrived)
				if err != nil {
					return err
				}
				if err := x.frame(wire.FrameMark, m); err != nil {
					return err
				}
			}
			if err := x.m.flush(); err != nil {
				return fmt.Errorf("send down: %w", err)
			}
		}
		batch, arrived = append(batch, sealed), arrival
		raw += len(sealed)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(batch) > 0 {
		if err := send(); err != nil {
			return nil, err
		}
	}
	if x.sent == 0 && !x.taken && x.hello.Vector == nil {
		return nil, nil // nothing for this device happened
	}
	return x.markAt(scopes, now.Last)
}

func (x *exchange) markAt(scopes []string, cursor uint64) ([]byte, error) {
	p, err := x.hub.store.Position(x.ctx, scopes, x.device.ID, cursor)
	if err != nil {
		return nil, err
	}
	return mark{incarnation: x.hub.store.Incarnation(), cursor: cursor, chain: p.Chain, own: p.Own}.encode(), nil
}

func (x *exchange) frame(t wire.FrameType, payload []byte) error {
	x.started = true
	if _, err := x.m.Write(wire.AppendFrame(nil, t, payload)); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

// seen notes the device's visit, not more often than every ten minutes.
func (x *exchange) seen() error {
	now := x.hub.opt.Now()
	var skew time.Duration
	if !x.hello.Clock.IsZero() {
		skew = x.hello.Clock.Sub(now)
	}
	if now.Sub(x.device.SeenAt).Abs() < 10*time.Minute && (skew-x.device.Skew).Abs() < time.Minute {
		return nil
	}
	return x.hub.store.Seen(x.ctx, x.device.ID, now, skew)
}

// files says of the device's files what is here.
func (x *exchange) files(done *wire.Done) error {
	for i, name := range x.hello.Unsent {
		if i >= maxFiles {
			break
		}
		size, whole := int64(0), false
		if x.device.mayWrite(name.Scope) && scopePattern.MatchString(name.Scope) {
			f, err := x.hub.store.File(x.ctx, name)
			switch {
			case err == nil:
				size, whole = f.Size, true
			case errors.Is(err, data.ErrNotFound):
				size = x.hub.files.partial(name)
			default:
				return err
			}
		}
		done.Have, done.Complete = append(done.Have, uint64(size)), append(done.Complete, whole)
	}
	for i, name := range x.hello.Wanted {
		if i >= maxFiles {
			break
		}
		var size int64
		if x.device.mayRead(name.Scope) {
			f, err := x.hub.store.File(x.ctx, name)
			if err != nil && !errors.Is(err, data.ErrNotFound) {
				return err
			}
			size = f.Size
		}
		done.Offer = append(done.Offer, uint64(size))
	}
	return nil
}
