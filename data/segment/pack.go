package segment

import (
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"

	"pinisi/data"
)

// packer and unpacker are shared: both may be used at the same time from
// anywhere. They are made when first needed, for their tables are large.
var (
	packer = sync.OnceValues(func() (*zstd.Encoder, error) {
		return zstd.NewWriter(nil, encoderOptions(zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderConcurrency(2),
			zstd.WithWindowSize(1<<20), zstd.WithZeroFrames(true))...)
	})
	unpacker = sync.OnceValues(func() (*zstd.Decoder, error) {
		return zstd.NewReader(nil, decoderOptions(zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(MaxSize))...)
	})
)

// Pack compresses a segment for storage. The signature already guards its
// bytes, so there is no checksum besides.
func Pack(b []byte) []byte {
	enc, err := packer()
	if err != nil { // the options are constants of ours
		panic(fmt.Sprintf("segment: set up compression: %v", err))
	}
	return enc.EncodeAll(b, make([]byte, 0, len(b)/3+64))
}

// Unpack undoes [Pack]. Bytes that are not of its making, or would come out
// larger than [MaxSize], give an error that wraps [data.ErrBadSegment].
func Unpack(b []byte) ([]byte, error) {
	dec, err := unpacker()
	if err != nil {
		return nil, fmt.Errorf("set up decompression: %w", err)
	}
	out, err := dec.DecodeAll(b, nil)
	if err != nil {
		return nil, data.Fail(data.ErrBadSegment.Code, err, "Reason", "it cannot be unpacked")
	}
	return out, nil
}
