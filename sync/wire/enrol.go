package wire

import (
	"slices"
	"time"
)

// Enrol asks to let a device in; the key is that of its TLS certificate.
type Enrol struct {
	Version int
	Secret  []byte
	Name    string // of the device, for people
	Scope   string // that its records have already; empty: none yet
}

// Encode is the message's bytes.
func (e Enrol) Encode() []byte {
	b := appendNumber(nil, 1, uint64(e.Version))
	b = appendBytes(b, 2, e.Secret)
	b = appendBytes(b, 3, e.Name)
	return appendBytes(b, 4, e.Scope)
}

// DecodeEnrol reads an Enrol.
func DecodeEnrol(b []byte) (Enrol, error) {
	var e Enrol
	err := eachField(b, func(num int, n uint64, v []byte) error {
		switch num {
		case 1:
			e.Version = int(min(n, 1<<30))
		case 2:
			e.Secret = v
		case 3:
			e.Name = string(v)
		case 4:
			e.Scope = string(v)
		}
		return nil
	})
	return e, wrap("enrolment", err)
}

// Enrolled answers an Enrol.
type Enrolled struct {
	Version int
	Scope   string
	Name    string // of the device, as headquarters calls it
	Clock   time.Time
}

// Encode is the message's bytes.
func (e Enrolled) Encode() []byte {
	b := appendNumber(nil, 1, uint64(e.Version))
	b = appendBytes(b, 2, e.Scope)
	b = appendBytes(b, 3, e.Name)
	return appendNumber(b, 4, milliseconds(e.Clock))
}

// DecodeEnrolled reads an Enrolled.
func DecodeEnrolled(b []byte) (Enrolled, error) {
	var e Enrolled
	err := eachField(b, func(num int, n uint64, v []byte) error {
		switch num {
		case 1:
			e.Version = int(min(n, 1<<30))
		case 2:
			e.Scope = string(v)
		case 3:
			e.Name = string(v)
		case 4:
			e.Clock = moment(n)
		}
		return nil
	})
	return e, wrap("answer to an enrolment", err)
}

// Problem is the body of an answer that is not 200 OK.
type Problem struct {
	Code string // with "sync." before it, a key of the translations
	Args map[string]string
}

// ContentType tells a Problem of ours from a page of somebody in between.
const ContentType = "application/pinisi"

// Encode is the message's bytes.
func (p Problem) Encode() []byte {
	b := appendBytes(nil, 1, p.Code)
	keys := make([]string, 0, len(p.Args))
	for k := range p.Args {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		b = appendPresent(b, 2, k)
		b = appendPresent(b, 3, p.Args[k])
	}
	return b
}

// DecodeProblem reads a Problem.
func DecodeProblem(b []byte) (Problem, error) {
	p := Problem{Args: map[string]string{}}
	key := ""
	err := eachField(b, func(num int, _ uint64, v []byte) error {
		switch num {
		case 1:
			p.Code = string(v)
		case 2:
			key = string(v)
		case 3:
			p.Args[key] = string(v)
		}
		return nil
	})
	return p, wrap("problem", err)
}
