package instrument

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

const (
	// formatRead is the file format that this program reads.
	formatRead = 1
	// maxSize bounds what is read; a shipped file has about 60 kB.
	maxSize = 4 << 20
)

// Parse reads and checks an instrument file. What is wrong with the file comes as
// one or more *InvalidError (see Faults); an error of r itself is passed on
// wrapped. Fields that this version does not know are ignored.
func Parse(r io.Reader) (*Instrument, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read the instrument file: %w", err)
	}
	var found faults
	if len(data) > maxSize {
		found.add("too_large", "", "Limit", maxSize>>20)
		return nil, found.err()
	}
	if !utf8.Valid(data) { // encoding/json would put other letters in place
		found.add("not_utf8", "")
		return nil, found.err()
	}
	// A newer format may not even decode into our types, so it is told first.
	var header struct {
		Format int `json:"format"`
	}
	if json.Unmarshal(data, &header) == nil && header.Format > formatRead {
		found.add("newer_format", "format", "Found", header.Format, "Want", formatRead)
		return nil, found.err()
	}
	ins := &Instrument{definition: string(data)}
	if err := json.Unmarshal(data, ins); err != nil {
		found.notJSON(data, err)
		return nil, found.err()
	}
	if ins.digest, err = digest(data); err != nil {
		return nil, fmt.Errorf("digest the instrument file: %w", err)
	}
	ins.index()
	check(ins, &found)
	if err := found.err(); err != nil {
		return nil, err
	}
	return ins, nil
}

// index makes the look-ups by id.
func (ins *Instrument) index() {
	ins.indicators, ins.aspectOf = map[string]*Indicator{}, map[string]*Aspect{}
	for a := range ins.F02.Aspects {
		aspect := &ins.F02.Aspects[a]
		for i := range aspect.Indicators {
			ins.indicators[aspect.Indicators[i].ID] = &aspect.Indicators[i]
			ins.aspectOf[aspect.Indicators[i].ID] = aspect
		}
	}
	for i := range ins.F02.Additional {
		ins.indicators[ins.F02.Additional[i].ID] = &ins.F02.Additional[i]
	}
}

// notJSON notes why a file could not be decoded, and where if the error tells.
func (f *faults) notJSON(data []byte, err error) {
	line := func(offset int64) int {
		return 1 + bytes.Count(data[:min(max(offset, 0), int64(len(data)))], []byte("\n"))
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		f.add("syntax", "", "Line", line(syntax.Offset), "Detail", err.Error())
	case errors.As(err, &kind):
		f.add("wrong_type", kind.Field, "Line", line(kind.Offset), "Found", kind.Value)
	default: // from our own types' UnmarshalJSON, which do not know where they stand
		f.add("bad_value", "", "Detail", err.Error())
	}
}

// digest is the same for two texts that hold the same JSON values: 4.5 and 4.50
// are one number.
func digest(data []byte) (string, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return "", err
	}
	canonical, err := json.Marshal(oneNumber(value)) // sorts the keys
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}

// oneNumber spells every number in one way; one beyond a float64 stays as it is.
func oneNumber(value any) any {
	switch v := value.(type) {
	case json.Number:
		if f, err := v.Float64(); err == nil {
			return f
		}
	case []any:
		for i := range v {
			v[i] = oneNumber(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = oneNumber(v[key])
		}
	}
	return value
}
