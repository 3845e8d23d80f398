package sync

import (
	"context"
	"errors"
	"fmt"
	"io"
	gosync "sync"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

// exchange is one run of [Client.Sync].
type exchange struct {
	c      *Client
	r      Replica
	result Result
	report func(Progress)
	began  time.Time

	telling             gosync.Mutex
	progress            Progress
	sent0, got0, shake0 int64

	queue   []store.Sealed // of the request that runs
	refused map[int]bool   // of them
	// disputed are own streams of which the hub has other changes than this device.
	disputed map[data.Stream]bool
	acked    int // how many of them the hub has answered for
	// unmarked says that receipts were kept that no mark covers yet.
	unmarked bool
	again    bool // something came up that another request settles
	files    files
}

const (
	maxRequests = 8       // text requests of one exchange, those apart that carry the rest of a long queue; more is a mistake somewhere
	maxQueue    = 8 << 20 // bytes of segments, before compression, that one request takes up
)

func (x *exchange) run(ctx context.Context) error {
	if err := x.text(ctx); err != nil {
		return err
	}
	return x.evidence(ctx)
}

// text exchanges changes until neither side lacks any.
func (x *exchange) text(ctx context.Context) error {
	compare := false
	x.disputed = map[data.Stream]bool{}
	for tries := 0; tries < maxRequests; {
		if err := x.r.Seal(ctx, x.c.segmentSize()); err != nil {
			return err
		}
		more, err := x.fill(ctx)
		if err != nil {
			return err
		}
		mark, err := x.c.mark(ctx)
		if err != nil {
			return err
		}
		hello := wire.Hello{Version: wire.Version, Mark: mark, Clock: x.c.opt.Now(), Batch: x.c.batchSize()}
		x.again = false
		if compare || mark == nil || x.c.broken {
			if err := x.compare(ctx, &hello); err != nil {
				return err
			}
		}
		if err := x.files.list(ctx, x, &hello); err != nil {
			return err
		}
		x.c.broken = x.c.broken || len(x.queue) > 0
		done, err := x.post(ctx, hello)
		if err != nil {
			x.c.broke()
			return err
		}
		x.c.broken = false
		x.c.held()
		clear(x.disputed)
		x.files.answer(done)
		if err := x.arrived(ctx, done.Tails); err != nil {
			return err
		}
		if compare, err = x.settle(ctx, done); err != nil {
			return err
		}
		compare = compare || len(done.Tails) > 0
		if !compare && !more && !x.again {
			return nil
		}
		if !more {
			tries++
		}
	}
	return data.Fail("sync.hub_error", errors.New("the exchange does not come to an end"))
}

// compare says what is here. Of own streams only what the hub confirmed
// counts: under the rest of the numbers it may hold what another life of this
// device wrote.
func (x *exchange) compare(ctx context.Context, hello *wire.Hello) (err error) {
	if hello.Vector, err = x.r.Vector(ctx); err != nil {
		return err
	}
	open, err := x.r.Unconfirmed(ctx)
	if err != nil {
		return err
	}
	hello.Asks = store.Vector{}
	for s, confirmed := range open {
		if s.Device != x.r.Device() {
			continue
		}
		if hello.Vector[s] = confirmed; confirmed == 0 {
			delete(hello.Vector, s)
		}
		if x.disputed[s] {
			x.again = true // what becomes of ours is sent by the next request
		} else {
			hello.Asks[s] = confirmed
		}
	}
	if x.c.broken && len(x.queue) > 0 {
		// What was sent before the break may be there: ask before sending again.
		x.queue, x.again = nil, true
	}
	return nil
}

// fill takes segments that the hub has not confirmed into the queue.
func (x *exchange) fill(ctx context.Context) (more bool, err error) {
	x.queue, x.refused, x.acked = nil, map[int]bool{}, 0
	size := 0
	full := errors.New("full")
	err = x.r.Outbox(ctx, func(s store.Sealed) error {
		if x.c.refused[segmentName(s)] || x.disputed[s.Stream] {
			return nil
		}
		if size += len(s.Bytes); size > maxQueue && len(x.queue) > 0 {
			return full
		}
		x.queue = append(x.queue, s)
		return nil
	})
	if errors.Is(err, full) {
		return true, nil
	}
	return false, err
}

// settle draws the consequences of an answer: what the hub lost is not
// confirmed any more. It reports whether the next request must compare vectors.
func (x *exchange) settle(ctx context.Context, done wire.Done) (compare bool, err error) {
	if done.Compare {
		v, err := x.r.Vector(ctx)
		if err != nil {
			return false, err
		}
		for s, n := range v {
			if done.Lacks[s] < n {
				if err := x.r.Unconfirm(ctx, s, done.Lacks[s]); err != nil {
					return false, err
				}
			}
		}
		clear(x.c.refused)
		return true, nil
	}
	for s, n := range done.Lacks {
		if err := x.r.Unconfirm(ctx, s, n); err != nil {
			return false, err
		}
	}
	if len(done.Lacks) > 0 {
		// A request of its own only if there is something to send: it may be
		// what the user wrote since, or what the hub refuses.
		if err := x.r.Seal(ctx, x.c.segmentSize()); err != nil {
			return false, err
		}
		err := x.r.Outbox(ctx, func(s store.Sealed) error {
			x.again = x.again || !x.c.refused[segmentName(s)]
			return nil
		})
		if err != nil {
			return false, err
		}
	}
	if done.Mark != nil {
		x.unmarked = false
		return false, x.c.setMark(ctx, done.Mark)
	}
	return false, nil
}

// body is the request's bytes: the hello, then the queue in batches.
func (x *exchange) body(hello wire.Hello) ([]byte, error) {
	b := wire.AppendFrame(nil, wire.FrameHello, hello.Encode())
	var batch [][]byte
	raw, sent := 0, 0
	flush := func() error {
		pack := wire.Pack
		if wire.Plain(x.c.batchSize(), sent) {
			pack = wire.PackPlain
		}
		packed, err := pack(batch)
		if err != nil {
			return err
		}
		b = wire.AppendFrame(b, wire.FrameBatch, packed)
		sent += raw
		batch, raw = nil, 0
		return nil
	}
	for _, s := range x.queue {
		if raw > 0 && raw+len(s.Bytes) > x.c.batchSize() {
			if err := flush(); err != nil {
				return nil, err
			}
		}
		batch = append(batch, s.Bytes)
		raw += len(s.Bytes)
	}
	if len(batch) > 0 {
		if err := flush(); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// post sends one request and takes its answer in as it comes.
func (x *exchange) post(ctx context.Context, hello wire.Hello) (wire.Done, error) {
	var done wire.Done
	body, err := x.body(hello)
	if err != nil {
		return done, err
	}
	x.expect(func(p *Progress) { *p = Progress{ToSend: p.Sent + int64(len(body)), Sent: p.Sent, Got: p.Got} })
	x.tell("connect")
	began, moved := time.Now(), x.c.line.sent.Load()+x.c.line.got.Load()
	answer, err := x.c.request(ctx, "POST", wire.PathSync, body)
	if err != nil {
		return done, err
	}
	defer answer.close()
	x.result.Requests++
	x.tell("receive")
	in := wire.NewReader(answer.body)
	for {
		t, payload, err := in.Next()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return done, fmt.Errorf("read the hub's answer: %w", err)
		}
		switch t {
		case wire.FrameAck:
			err = x.acknowledged(ctx, payload)
		case wire.FrameRefuse:
			err = x.refusal(ctx, payload)
		case wire.FrameBatch:
			err = x.apply(ctx, payload)
		case wire.FrameMark:
			err, x.unmarked = x.c.setMark(ctx, payload), false
		case wire.FrameDone:
			if done, err = wire.DecodeDone(payload); err != nil {
				return done, err
			}
			x.result.ClockOffset = x.c.opt.Now().Add(-answer.delay).Sub(done.Clock)
			x.c.measure(x.c.line.sent.Load()+x.c.line.got.Load()-moved, time.Since(began))
			return done, answer.drain()
		}
		if err != nil {
			return done, err
		}
		x.tell("receive")
	}
}

// apply takes a batch in.
func (x *exchange) apply(ctx context.Context, payload []byte) error {
	segments, err := wire.Unpack(payload)
	if err != nil {
		return err
	}
	a, err := x.r.Apply(ctx, segments, true)
	if err != nil {
		return err
	}
	if a.Quarantined > 0 {
		x.c.opt.Log.WarnContext(ctx, "segments were quarantined", "count", a.Quarantined)
	}
	x.result.GotChanges += a.Changes
	x.result.GotRecords += a.Records
	x.result.Conflicts = a.Conflicts
	return nil
}
