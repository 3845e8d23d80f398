package delta

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Apply reads the difference and the old bytes and writes the new ones, which
// are size long. It needs little memory whatever the input. The result is
// whatever the difference says: the caller checks its hash. A damaged or hostile
// difference fails with Bad; it never makes more than size bytes.
func Apply(w io.Writer, old io.ReaderAt, oldSize int64, difference io.ReaderAt, differenceSize, size int64) error {
	head := bufio.NewReaderSize(io.NewSectionReader(difference, 0, differenceSize), 64)
	b := make([]byte, len(magic))
	if _, err := io.ReadFull(head, b); err != nil || string(b) != magic {
		return bad("this is no difference: %w", errors.Join(err))
	}
	at := int64(len(magic))
	var lengths [3]int64
	for i := range lengths {
		n, err := binary.ReadUvarint(head)
		if err != nil || n > uint64(differenceSize) {
			return bad("length %d of part %d: %w", n, i, errors.Join(err))
		}
		lengths[i] = int64(n)
		at += int64(len(binary.AppendUvarint(nil, n)))
	}
	var parts [3]*bufio.Reader
	for i, n := range lengths {
		if n > differenceSize-at {
			return bad("part %d is %d bytes of %d", i, n, differenceSize-at)
		}
		part, err := Open(io.NewSectionReader(difference, at, n))
		if err != nil {
			return err
		}
		defer part.Close()
		parts[i] = bufio.NewReader(part)
		at += n
	}
	if at != differenceSize {
		return bad("%d bytes too many", differenceSize-at)
	}
	a := applying{out: w, old: old, oldSize: oldSize, control: parts[0], diff: parts[1], extra: parts[2], left: size, buffer: make([]byte, 64<<10), before: make([]byte, 64<<10)}
	for a.left > 0 {
		if err := a.step(); err != nil {
			return err
		}
	}
	return nil
}

type applying struct {
	out                  io.Writer
	old                  io.ReaderAt
	oldSize, from, left  int64
	control, diff, extra *bufio.Reader
	buffer, before       []byte
}

func (a *applying) step() error {
	add, err := a.count()
	if err != nil {
		return err
	}
	take, err := a.count()
	if err != nil {
		return err
	}
	move, err := binary.ReadVarint(a.control)
	switch {
	case err != nil:
		return bad("read control: %w", err)
	case add+take > a.left:
		return bad("%d and %d bytes where %d are left", add, take, a.left)
	case add > a.oldSize-a.from:
		return bad("%d old bytes from %d on, of %d", add, a.from, a.oldSize)
	}
	a.left -= add + take
	for add > 0 {
		b, before := a.buffer[:min(add, int64(len(a.buffer)))], a.before[:min(add, int64(len(a.buffer)))]
		if _, err := io.ReadFull(a.diff, b); err != nil {
			return bad("read differences: %w", err)
		}
		if n, err := a.old.ReadAt(before, a.from); n < len(before) {
			return fmt.Errorf("read the old version at %d: %w", a.from, err)
		}
		for i := range b {
			b[i] += before[i]
		}
		if _, err := a.out.Write(b); err != nil {
			return err
		}
		add -= int64(len(b))
		a.from += int64(len(b))
	}
	for take > 0 {
		b := a.buffer[:min(take, int64(len(a.buffer)))]
		if _, err := io.ReadFull(a.extra, b); err != nil {
			return bad("read extra bytes: %w", err)
		}
		if _, err := a.out.Write(b); err != nil {
			return err
		}
		take -= int64(len(b))
	}
	if move < -a.from || move > a.oldSize-a.from {
		return bad("move by %d from %d of %d", move, a.from, a.oldSize)
	}
	a.from += move
	return nil
}

// most is more bytes than either version may have, so that no sum overflows.
const most = 1 << 40

func (a *applying) count() (int64, error) {
	n, err := binary.ReadUvarint(a.control)
	if err != nil || n > most {
		return 0, bad("read control: %d: %w", n, errors.Join(err))
	}
	return int64(n), nil
}
