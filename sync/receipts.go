package sync

import (
	"context"
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"io"

	"pinisi/data/store"
	"pinisi/sync/wire"
)

// acknowledged keeps receipts: the hub answered for the first n segments.
func (x *exchange) acknowledged(ctx context.Context, payload []byte) error {
	n, k := binary.Uvarint(payload)
	if k <= 0 || n > uint64(len(x.queue)) {
		return fmt.Errorf("read an acknowledgement: %w", io.ErrUnexpectedEOF)
	}
	receipts := store.Vector{}
	for ; x.acked < int(n); x.acked++ {
		if s := x.queue[x.acked]; !x.refused[x.acked] {
			receipts[s.Stream] = max(receipts[s.Stream], s.To)
			x.result.SentChanges += int(s.To - s.From + 1)
		}
	}
	return x.confirm(ctx, receipts)
}

func (x *exchange) confirm(ctx context.Context, receipts store.Vector) error {
	if len(receipts) == 0 {
		return nil
	}
	if !x.unmarked {
		// The old mark says nothing of these receipts. If this exchange breaks
		// off and the hub is then restored from before it, only vectors tell.
		if err := x.c.setMark(ctx, nil); err != nil {
			return err
		}
		x.unmarked = true
	}
	return x.r.ConfirmAll(ctx, receipts)
}

// arrived keeps receipts of what an exchange brought up that broke off before
// its acknowledgement: the hub ends with the very segment that this device
// has. If it ends with another, this device was restored from a backup, and
// what the hub has comes down with the next answer.
func (x *exchange) arrived(ctx context.Context, tails []wire.Tail) error {
	if len(tails) == 0 {
		return nil
	}
	x.again = true
	receipts := store.Vector{}
	err := x.r.Outbox(ctx, func(s store.Sealed) error {
		for _, t := range tails {
			if s.Stream == t.Stream && s.To == t.Seq && len(s.Bytes) > ed25519.SignatureSize &&
				string(s.Bytes[len(s.Bytes)-ed25519.SignatureSize:][:len(t.Signature)]) == string(t.Signature[:]) {
				receipts[s.Stream] = s.To
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, t := range tails {
		x.disputed[t.Stream] = receipts[t.Stream] == 0
	}
	return x.confirm(ctx, receipts)
}

// refusal handles a segment that the hub did not take.
func (x *exchange) refusal(ctx context.Context, payload []byte) error {
	r, err := wire.DecodeRefusal(payload)
	if err != nil {
		return err
	}
	if r.Index >= len(x.queue) {
		return fmt.Errorf("read a refusal: %w", io.ErrUnexpectedEOF)
	}
	s := x.queue[r.Index]
	x.refused[r.Index] = true
	x.c.opt.Log.WarnContext(ctx, "the hub refused a segment", "reason", r.Reason.String(), "device", s.Stream.Device, "scope", s.Stream.Scope, "from", s.From, "to", s.To, "has", r.Has)
	switch {
	case r.Reason == wire.Gap:
		x.again = true
		return x.r.Unconfirm(ctx, s.Stream, r.Has)
	case r.Reason == wire.Forked && s.Stream.Device == x.r.Device():
		// This device was restored from a backup, or copied: our changes get
		// numbers that nobody has.
		x.again = true
		return x.r.Fork(ctx, s.Stream)
	}
	x.c.refused[segmentName(s)] = true
	x.result.Refused++
	return nil
}

// segmentName tells a segment from all others of this device.
func segmentName(s store.Sealed) string {
	return fmt.Sprintf("%s/%d/%s/%d", s.Stream.Device, s.Stream.Epoch, s.Stream.Scope, s.From)
}
