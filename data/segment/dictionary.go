package segment

import (
	_ "embed"

	"github.com/klauspost/compress/zstd"
)

// dictionary is what segments say again and again: names of kinds and fields,
// and Indonesian words as instruments and notes use them. It ships with the
// program, and everything packed names its version; an old version stays here
// when a new one is made, for what was packed with it.
//
// It is made from workloads of other seeds than the benchmark's own, by
// gen.mjs of the exchange workload:
//
//	for s in 7 8 9 10; do node gen.mjs DIR/$s $s; done
//	PINISI_CORPUS=DIR/7:DIR/8:DIR/9:DIR/10 go generate ./data/segment
//
//go:generate go test -tags ci -count 1 -run ^TestMakeDictionary$ .
//go:embed dictionary.bin
var dictionary []byte

// DictionaryID is the version of the dictionary that new data is packed with.
const DictionaryID = 1

var dictionaries = [][]byte{dictionary}

func encoderOptions(o ...zstd.EOption) []zstd.EOption {
	return append(o, zstd.WithEncoderDict(dictionary), zstd.WithEncoderCRC(false))
}

func decoderOptions(o ...zstd.DOption) []zstd.DOption {
	return append(o, zstd.WithDecoderDicts(dictionaries...))
}
