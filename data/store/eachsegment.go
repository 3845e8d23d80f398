package store

import (
	"context"
	"fmt"
	"slices"

	"pinisi/data"
	"pinisi/data/segment"
)

// eachSegment reads every sealed segment, in the order in which they came.
func (w *writer) eachSegment(ctx context.Context, f func(*segment.Segment) error) error {
	all, err := w.numbers("SELECT n FROM segment ORDER BY n")
	if err != nil {
		return err
	}
	return w.readSegments(ctx, all, func(_ int64, _ []byte, seg *segment.Segment) error { return f(seg) })
}

// eachSegmentOf reads the segments that any of the devices wrote.
func (w *writer) eachSegmentOf(ctx context.Context, devices map[data.DeviceID]bool, f func(n int64, b []byte, seg *segment.Segment) error) error {
	var all []int64
	for _, sid := range w.streamsOf(devices) {
		some, err := w.numbers("SELECT n FROM segment WHERE sid=? ORDER BY first", sid)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	return w.readSegments(ctx, all, f)
}

func (w *writer) readSegments(ctx context.Context, numbers []int64, f func(n int64, b []byte, seg *segment.Segment) error) error {
	for _, n := range numbers {
		if err := ctx.Err(); err != nil {
			return err
		}
		b, err := readPacked(w.query, n)
		if err != nil {
			return err
		}
		seg, err := segment.Decode(b)
		if err != nil {
			return fmt.Errorf("%w: segment %d: %w", ErrDamaged, n, err)
		}
		if err := f(n, b, seg); err != nil {
			return err
		}
	}
	return nil
}

// numbers are the whole numbers that a query selects.
func (w *writer) numbers(query string, args ...any) ([]int64, error) {
	rows, err := w.query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, rows.Err()
}

func (w *writer) streamsOf(devices map[data.DeviceID]bool) []uint32 {
	w.s.names.mu.RLock()
	defer w.s.names.mu.RUnlock()
	var sids []uint32
	for st, e := range w.s.names.streams {
		if devices[st.Device] {
			sids = append(sids, e.sid)
		}
	}
	slices.Sort(sids)
	return sids
}
