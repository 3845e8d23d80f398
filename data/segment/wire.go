package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"

	"pinisi/data"
)

// A stream is groups of frames in one zstd stream: the number of frames, the
// lengths of the three parts of each ([parts]), how the words of the group are
// written, and their length so; then the first parts of all, the words and the
// third parts. Each kind gets zstd blocks of its own, for numbers or random
// bytes among words would spoil the statistics by which words are written.

// How the words of a group are written.
const (
	wordsPlain = iota
	wordsSaid  // by the [language] of dictionary 1, which knows the words of all groups so written before
)

// maxSaid is how many bytes of words in a stream are said. What is longer is
// mostly a first exchange over a good line, where zstd is 20 times as fast.
const maxSaid = 512 << 10

// Writer puts many frames, each a segment or any other bytes, into one zstd
// stream, so that a frame costs only what the ones before it did not say.
// It is not safe for concurrent use.
type Writer struct {
	enc   *zstd.Encoder
	pool  *sync.Pool
	group [][]byte
	size  int
	said  int
	lang  *language
	err   error
}

const (
	wireWindow = 4 << 20   // how far back in bytes the stream looks for repetitions
	wireGroup  = 256 << 10 // bytes after which a group ends by itself
	maxGroup   = 1 << 10   // frames of a group
)

// Encoders and decoders are kept for the next stream while memory allows: the
// tables of a thorough encoder are 70 MB, and to clear them takes 3 ms, which a
// few edits are not worth: those get a quick one.
var (
	thorough = encoderPool(zstd.SpeedBestCompression)
	quick    = encoderPool(zstd.SpeedBetterCompression)
	decoders = sync.Pool{New: func() any {
		dec, err := zstd.NewReader(nil, decoderOptions(zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(wireWindow), zstd.WithDecoderLowmem(true))...)
		if err != nil {
			return err
		}
		return dec
	}}
	errClosed = errors.New("segment: the stream is closed")
)

func encoderPool(level zstd.EncoderLevel) *sync.Pool {
	return &sync.Pool{New: func() any {
		enc, err := zstd.NewWriter(nil, encoderOptions(zstd.WithEncoderLevel(level), zstd.WithEncoderConcurrency(1),
			zstd.WithWindowSize(wireWindow), zstd.WithZeroFrames(true))...)
		if err != nil {
			return err
		}
		return enc
	}}
}

// NewWriter writes to w. Close ends the stream and gives back its memory.
func NewWriter(w io.Writer) (*Writer, error) { return newWriter(w, thorough) }

// NewQuickWriter is NewWriter for a few thousand bytes at most.
func NewQuickWriter(w io.Writer) (*Writer, error) { return newWriter(w, quick) }

func newWriter(w io.Writer, pool *sync.Pool) (*Writer, error) {
	switch enc := pool.Get().(type) {
	case *zstd.Encoder:
		enc.Reset(w)
		return &Writer{enc: enc, pool: pool}, nil
	case error:
		return nil, fmt.Errorf("begin a stream: %w", enc)
	}
	panic("segment: the pool holds something else")
}

// Write adds a frame, which must not change until Flush. It may wait in the
// Writer until Flush or Close.
func (w *Writer) Write(frame []byte) error {
	if len(frame) > MaxSize {
		return fmt.Errorf("write a frame: %d bytes are more than %d", len(frame), MaxSize)
	}
	if len(w.group) == maxGroup || w.size > 0 && w.size+len(frame) > wireGroup {
		w.send()
	}
	w.group = append(w.group, frame)
	w.size += len(frame)
	return w.err
}

// send writes the group.
func (w *Writer) send() {
	if len(w.group) == 0 || w.err != nil {
		w.group, w.size = nil, 0
		return
	}
	head := binary.AppendUvarint(nil, uint64(len(w.group)))
	var kinds [3][]byte
	for _, frame := range w.group {
		for i, n := range parts(frame) {
			head = binary.AppendUvarint(head, uint64(n))
			kinds[i], frame = append(kinds[i], frame[:n]...), frame[n:]
		}
	}
	how := uint64(wordsPlain)
	words := kinds[1]
	if n := len(words); n > 0 && w.said+n <= maxSaid {
		if w.lang == nil {
			w.lang = getLanguage()
		}
		how, words, w.said = wordsSaid, w.lang.say(words), w.said+n
	}
	head = binary.AppendUvarint(binary.AppendUvarint(head, how), uint64(len(words)))
	blocks := [3][]byte{append(head, kinds[0]...), words, kinds[2]}
	if how == wordsSaid { // they look as random as the rest
		blocks[1], blocks[2] = nil, append(words, kinds[2]...)
	}
	for _, b := range blocks {
		if w.err == nil && len(b) > 0 {
			if _, w.err = w.enc.Write(b); w.err == nil {
				w.err = w.enc.Flush()
			}
		}
	}
	w.group, w.size = w.group[:0], 0
}

// Flush sends what was written so far, so that the other side can read it.
func (w *Writer) Flush() error {
	w.send()
	return w.err
}

// Close ends the stream; it does not close what is below. A Writer that is
// given up without Close only costs its memory.
func (w *Writer) Close() error {
	w.send()
	if w.enc == nil {
		return w.err
	}
	err := w.enc.Close()
	if w.err != nil {
		err = w.err
	}
	w.enc.Reset(nil) // forget w
	w.pool.Put(w.enc)
	if w.lang != nil {
		languages.Put(w.lang)
	}
	w.enc, w.lang, w.err = nil, nil, errClosed
	return err
}

// Reader gives back the frames of a [Writer]. It is not safe for concurrent use.
type Reader struct {
	dec   *zstd.Decoder
	in    *bufio.Reader
	group [][]byte
	from  *counter
	heard int
	lang  *language
}

// counter knows whether anything came at all.
type counter struct {
	io.Reader
	n int
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += n
	return n, err
}

// NewReader reads from r. Close gives back its memory.
func NewReader(r io.Reader) (*Reader, error) {
	switch dec := decoders.Get().(type) {
	case *zstd.Decoder:
		from := &counter{Reader: r}
		if err := dec.Reset(from); err != nil {
			return nil, fmt.Errorf("begin to read a stream: %w", err)
		}
		return &Reader{dec: dec, in: bufio.NewReader(dec), from: from}, nil
	case error:
		return nil, fmt.Errorf("begin to read a stream: %w", dec)
	}
	panic("segment: the pool holds something else")
}

// Next waits for the next frame; io.EOF after the last. A stream that was cut
// gives io.ErrUnexpectedEOF, a frame of more than [MaxSize] bytes or bytes that
// are no such stream an error that wraps [data.ErrBadSegment].
func (r *Reader) Next() ([]byte, error) {
	if r.dec == nil {
		return nil, errClosed
	}
	if len(r.group) == 0 {
		if err := r.receive(); err != nil {
			return nil, err
		}
	}
	frame := r.group[0]
	r.group = r.group[1:]
	return frame, nil
}

// receive reads a group.
func (r *Reader) receive() error {
	n, err := binary.ReadUvarint(r.in)
	if err == io.EOF && r.from.n == 0 {
		return io.ErrUnexpectedEOF // even a stream of no frames says so
	}
	if err != nil {
		return wireError(err)
	}
	if n == 0 || n > maxGroup {
		return bad("a group of frames has no or too many")
	}
	sizes := make([][3]uint64, n)
	total := uint64(0)
	for i := range sizes {
		for j := range sizes[i] {
			if sizes[i][j], err = binary.ReadUvarint(r.in); err != nil {
				return wireError(cut(err))
			}
			if total += min(sizes[i][j], MaxSize+1); total > MaxSize {
				return bad("a group of frames is too large")
			}
		}
	}
	words := uint64(0)
	for i := range sizes {
		words += sizes[i][1]
	}
	how, err := binary.ReadUvarint(r.in)
	if err != nil {
		return wireError(cut(err))
	}
	length, err := binary.ReadUvarint(r.in)
	switch {
	case err != nil:
		return wireError(cut(err))
	case how > wordsSaid || how == wordsPlain && length != words:
		return bad("the words of a group are written in an unknown way")
	case how == wordsSaid && (r.heard+int(words) > maxSaid || length > 2*words+16):
		return bad("too many words are said")
	}
	group := make([][]byte, n)
	for i := range group {
		if group[i], err = r.read(nil, sizes[i][0]); err != nil {
			return err
		}
	}
	said, err := r.read(nil, length)
	if err != nil {
		return err
	}
	if how == wordsSaid {
		if r.lang == nil {
			r.lang = getLanguage()
		}
		said, r.heard = r.lang.listen(said, int(words)), r.heard+int(words)
	}
	for i := range group {
		group[i], said = append(group[i], said[:sizes[i][1]]...), said[sizes[i][1]:]
	}
	for i := range group {
		if group[i], err = r.read(group[i], sizes[i][2]); err != nil {
			return err
		}
	}
	r.group = group
	return nil
}

// read appends n bytes to b. What is announced is believed only so far as it comes.
func (r *Reader) read(b []byte, n uint64) ([]byte, error) {
	for n > 0 {
		step := min(n, 1<<16)
		at := len(b)
		b = append(b, make([]byte, step)...)
		if _, err := io.ReadFull(r.in, b[at:]); err != nil {
			return nil, wireError(cut(err))
		}
		n -= step
	}
	return b, nil
}

// cut is err of a place where the stream must not end.
func cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func wireError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return data.Fail(data.ErrBadSegment.Code, err, "Reason", "the stream cannot be read")
}

// Close gives back the Reader's memory; it does not close what is below. Frames
// that were read stay valid.
func (r *Reader) Close() {
	if r.dec == nil {
		return
	}
	if err := r.dec.Reset(nil); err == nil {
		decoders.Put(r.dec)
	}
	if r.lang != nil {
		languages.Put(r.lang)
	}
	r.dec, r.in, r.group, r.lang = nil, nil, nil, nil
}
