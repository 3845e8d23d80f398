package tabular

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// readCSV reads separated values in whatever encoding and with whatever mark
// between them.
func readCSV(ctx context.Context, content []byte) (*Table, error) {
	text, err := decoded(content)
	if err != nil {
		return nil, fail("damaged", err)
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, fail("other_format", nil)
	}
	if bytes.IndexByte(text, '\n') < 0 {
		text = bytes.ReplaceAll(text, []byte{'\r'}, []byte{'\n'}) // lines of old Macs
	}
	number := 0
	comma, rest := hinted(text)
	if comma != 0 {
		number = 1 // the hint is a row too
	} else {
		comma = separator(text)
	}
	c := &collector{ctx: ctx, words: map[string]string{}}
	in := csv.NewReader(bytes.NewReader(rest))
	in.Comma, in.FieldsPerRecord, in.LazyQuotes, in.ReuseRecord = comma, -1, true, true
	lines, end := 0, int64(0) // read so far
	for {
		cells, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			var bad *csv.ParseError
			if errors.As(err, &bad) {
				return nil, fail("damaged_row", err, "Row", bad.Line)
			}
			return nil, fail("damaged", err)
		}
		// A quoted line break makes no new row, a blank line does.
		line, _ := in.FieldPos(0)
		number += 1 + max(0, line-lines-1)
		lines += bytes.Count(rest[end:in.InputOffset()], []byte{'\n'})
		end = in.InputOffset()
		if err := c.add(number, cells); err != nil {
			return nil, err
		}
	}
	return c.table(nil)
}

// decoded is the text in UTF-8: as it is, from UTF-16 with or without its mark,
// or else from Windows-1252, which older Excel writes.
func decoded(content []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(content, []byte("\xef\xbb\xbf")):
		return bytes.ToValidUTF8(content[3:], []byte("\uFFFD")), nil
	case bytes.HasPrefix(content, []byte("\xff\xfe")), bytes.HasPrefix(content, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(content)
	}
	head := content[:min(len(content), 4096)&^1]
	even, odd := 0, 0
	for i := 0; i+1 < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	switch {
	case len(head) >= 4 && odd > len(head)/4 && even == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Bytes(content)
	case len(head) >= 4 && even > len(head)/4 && odd == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Bytes(content)
	case utf8.Valid(content):
		return content, nil
	}
	return charmap.Windows1252.NewDecoder().Bytes(content)
}

// hinted takes the line "sep=;" off, by which Excel is told what separates.
func hinted(text []byte) (comma rune, rest []byte) {
	line, rest, _ := bytes.Cut(text, []byte{'\n'})
	line = bytes.Trim(line, "\r\" ")
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) && bytes.IndexByte([]byte(",;\t|"), line[4]) >= 0 {
		return rune(line[4]), rest
	}
	return 0, text
}

// separator is the mark that divides the first rows most evenly.
func separator(text []byte) rune {
	best, most := ',', 0
	for _, comma := range []rune{';', '\t', ',', '|'} {
		in := csv.NewReader(bytes.NewReader(text))
		in.Comma, in.FieldsPerRecord, in.LazyQuotes, in.ReuseRecord = comma, -1, true, true
		rows := map[int]int{} // by number of cells
		for range 50 {
			cells, err := in.Read()
			if err != nil {
				break
			}
			rows[len(cells)]++
		}
		for cells, n := range rows {
			if even := n * (cells - 1); even > most {
				best, most = comma, even
			}
		}
	}
	return best
}
