package segment

import "github.com/klauspost/compress/zstd"

var dictionary []byte

func dictEncoder() []zstd.EOption {
	if len(dictionary) == 0 {
		return nil
	}
	return []zstd.EOption{zstd.WithEncoderDict(dictionary)}
}

func dictDecoder() []zstd.DOption {
	if len(dictionary) == 0 {
		return nil
	}
	return []zstd.DOption{zstd.WithDecoderDicts(dictionary)}
}
