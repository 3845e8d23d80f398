package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ValueType says what a [Value] holds.
type ValueType uint8

// The types of values. Their numbers are part of the segment format.
const (
	Null   ValueType = iota // nothing: not answered, not known
	Bool                    // I is 0 or 1
	Int                     // I
	Float                   // I holds the IEEE 754 bits; never NaN or infinite, never a whole number that fits an Int
	Text                    // S, valid UTF-8
	JSON                    // S is a canonical JSON array or object
	Erased                  // S is the 32-byte commitment of a personal value that was erased
)

// Value is what a field holds, in one canonical form: two values are the same
// if and only if they are equal with ==.
type Value struct {
	T ValueType
	I int64
	S string
}

// TextValue is a text. Bytes that are no UTF-8 are replaced.
func TextValue(s string) Value { return Value{T: Text, S: strings.ToValidUTF8(s, "\uFFFD")} }

// IntValue is a whole number.
func IntValue(n int64) Value { return Value{T: Int, I: n} }

// BoolValue is yes or no.
func BoolValue(b bool) Value {
	if b {
		return Value{T: Bool, I: 1}
	}
	return Value{T: Bool}
}

// FloatValue is a number; a whole one that fits becomes an Int, so that no two
// peers hold one number in two forms. NaN and infinities become Null.
func FloatValue(f float64) Value {
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return Value{}
	case f == math.Trunc(f) && f >= -1<<63 && f < 1<<63:
		return IntValue(int64(f))
	}
	return Value{T: Float, I: int64(math.Float64bits(f))}
}

// ListValue is a list of texts.
func ListValue(items []string) Value {
	if items == nil {
		items = []string{}
	}
	v, _ := ParseJSON(mustJSON(items))
	return v
}

// RefValue names a record; NilID is Null.
func RefValue(id ID) Value {
	if id == NilID {
		return Value{}
	}
	return TextValue(id.String())
}

func mustJSON(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil { // strings and their lists always marshal
		panic(err)
	}
	return b
}

// Float is the number of an Int or Float value.
func (v Value) Float() (float64, bool) {
	switch v.T {
	case Int:
		return float64(v.I), true
	case Float:
		return math.Float64frombits(uint64(v.I)), true
	}
	return 0, false
}

// List is the texts of a list value; other values give none.
func (v Value) List() []string {
	if v.T != JSON {
		return nil
	}
	var l []string
	if json.Unmarshal([]byte(v.S), &l) != nil {
		return nil
	}
	return l
}

// ID is the record that a reference names, or NilID.
func (v Value) ID() ID {
	if v.T == Text {
		if id, err := ParseID(v.S); err == nil {
			return id
		}
	}
	return NilID
}

// IsNull reports whether nothing is there.
func (v Value) IsNull() bool { return v.T == Null }

// String is the value as text for search, lists and logs of tests.
func (v Value) String() string {
	switch v.T {
	case Bool:
		return strconv.FormatBool(v.I != 0)
	case Int:
		return strconv.FormatInt(v.I, 10)
	case Float:
		return strconv.FormatFloat(math.Float64frombits(uint64(v.I)), 'g', -1, 64)
	case Text, JSON:
		return v.S
	}
	return ""
}

// ParseJSON reads any JSON value into its canonical form.
func ParseJSON(b []byte) (Value, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	var x any
	if err := dec.Decode(&x); err != nil {
		return Value{}, fmt.Errorf("read a JSON value: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return Value{}, fmt.Errorf("read a JSON value: more text behind it")
	}
	return fromJSON(x)
}

func fromJSON(x any) (Value, error) {
	switch x := x.(type) {
	case nil:
		return Value{}, nil
	case bool:
		return BoolValue(x), nil
	case string:
		return TextValue(x), nil
	case json.Number:
		return number(x)
	}
	c, err := canonical(x)
	if err != nil {
		return Value{}, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(c); err != nil { // map keys come out sorted
		return Value{}, err
	}
	s := strings.TrimSuffix(b.String(), "\n")
	if !utf8.ValidString(s) {
		return Value{}, fmt.Errorf("a JSON text is no UTF-8")
	}
	return Value{T: JSON, S: s}, nil
}

func number(n json.Number) (Value, error) {
	if i, err := n.Int64(); err == nil {
		return IntValue(i), nil
	}
	f, err := n.Float64()
	if err != nil {
		return Value{}, fmt.Errorf("number %s: %w", n, err)
	}
	return FloatValue(f), nil
}

// canonical makes every number inside lists and objects canonical too.
func canonical(x any) (any, error) {
	switch x := x.(type) {
	case json.Number:
		v, err := number(x)
		if err != nil {
			return nil, err
		}
		if v.T == Int {
			return v.I, nil
		}
		f, _ := v.Float()
		return f, nil
	case []any:
		for i := range x {
			var err error
			if x[i], err = canonical(x[i]); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for k := range x {
			var err error
			if x[k], err = canonical(x[k]); err != nil {
				return nil, err
			}
		}
	}
	return x, nil
}

// excerpt is the beginning of the value's text, for errors.
func (v Value) excerpt() string {
	if r := []rune(v.String()[:min(len(v.String()), 400)]); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return v.String()
}

// Valid reports whether v is in its canonical form. Values that the functions
// here made always are.
func (v Value) Valid() bool {
	switch v.T {
	case Null:
		return v == Value{}
	case Bool:
		return v.S == "" && (v.I == 0 || v.I == 1)
	case Int:
		return v.S == ""
	case Float:
		return v == FloatValue(math.Float64frombits(uint64(v.I)))
	case Text:
		return v.I == 0 && utf8.ValidString(v.S)
	case JSON:
		x, err := ParseJSON([]byte(v.S))
		return err == nil && x == v
	case Erased:
		return v.I == 0 && len(v.S) == 32
	}
	return false
}

// MarshalJSON writes the value as JSON; an erased one is null.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.T {
	case Bool, Int, Float:
		return []byte(v.String()), nil
	case JSON:
		return []byte(v.S), nil
	case Text:
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(v.S); err != nil {
			return nil, err
		}
		return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads any JSON value.
func (v *Value) UnmarshalJSON(b []byte) error {
	x, err := ParseJSON(b)
	if err == nil {
		*v = x
	}
	return err
}
