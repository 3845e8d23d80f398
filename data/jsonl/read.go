package jsonl

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"

	"pinisi/data"
)

// MaxLine is the longest line taken, in bytes.
const MaxLine = 8 << 20

// eachLine calls f with every line that is not blank and its number, from 1.
// A line over MaxLine comes as an error of import.too_long. The slice is
// valid during the call only.
func eachLine(ctx context.Context, r io.Reader, f func(number int, line []byte, err error) error) error {
	in := bufio.NewReaderSize(r, 1<<16)
	in = bufio.NewReaderSize(decoded(in), 1<<16)
	var line []byte
	for number := 1; ; number++ {
		if number%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		var long bool
		var err error
		line, long, err = readLine(in, line[:0])
		if err != nil && err != io.EOF {
			return fmt.Errorf("read line %d: %w", number, err)
		}
		var bad error
		if long {
			bad = data.Fail("import.too_long", nil, "Max", MaxLine>>20)
		}
		if text := bytes.TrimSpace(line); len(text) > 0 || long {
			if err := f(number, text, bad); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// decoded drops the mark that Windows editors put in front of UTF-8, and turns
// the UTF-16 that PowerShell writes into UTF-8.
func decoded(in *bufio.Reader) io.Reader {
	head, _ := in.Peek(3) // a shorter file has no mark; a read error comes again below
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		_, _ = in.Discard(3) // they were peeked
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(in)
	}
	return in
}

// readLine appends the next line to buf. It reads past a line that is too long.
func readLine(in *bufio.Reader, buf []byte) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(buf)+len(part) > MaxLine {
			long = true
			buf = buf[:0]
		}
		if !long {
			buf = append(buf, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return buf, long, err
		}
	}
}
