package segment

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"unicode/utf8"

	"pinisi/data"
)

// A patch is the way from one text to another: the number of its steps, the
// steps, and the text that they put in. A step is three numbers of bytes: how
// many of the base to keep, then to drop, then to put in; what follows the last
// step stays. All cuts are between characters.

// Resolve makes the value of a change that came as a difference from the text
// base, which the change named by Prev[0] had. A change that came whole gives
// its value. The error wraps [data.ErrBadSegment] when base is another text
// than the one the writer had: then the whole must be asked for.
func (op *Op) Resolve(base string) (data.Value, error) {
	if op.Patch == nil {
		return op.Value, nil
	}
	s, ok := applyPatch(base, op.Patch)
	if !ok || sumOf(s) != op.Sum {
		return data.Value{}, bad("a difference does not fit the text it starts from")
	}
	return data.Value{T: data.Text, S: s}, nil
}

func sumOf(s string) [8]byte {
	sum := sha256.Sum256([]byte(s))
	return [8]byte(sum[:8])
}

// patch is how the change travels: as a difference, or whole when it is nil.
func (op *Op) patch() ([]byte, [8]byte) {
	if op.Patch != nil {
		return op.Patch, op.Sum
	}
	if op.Personal || op.Value.T != data.Text || op.Base == "" || len(op.Prev) == 0 || !utf8.ValidString(op.Base) {
		return nil, [8]byte{}
	}
	p := makePatch(op.Base, op.Value.S)
	if p == nil {
		return nil, [8]byte{}
	}
	return p, sumOf(op.Value.S)
}

// makePatch finds a patch, or nil if the whole text is smaller. A byte of text
// counts as 2/5: that is what is left of it when compressed.
func makePatch(base, next string) []byte {
	const overhead = 12 // the sum, and what a step costs besides
	if len(next) < 3*overhead {
		return nil
	}
	steps := diff(base, next)
	var head, text []byte
	head = binary.AppendUvarint(head, uint64(len(steps)))
	for _, s := range steps {
		head = binary.AppendUvarint(head, uint64(s.keep))
		head = binary.AppendUvarint(head, uint64(s.drop))
		head = binary.AppendUvarint(head, uint64(len(s.text)))
		text = append(text, s.text...)
	}
	if 2*(len(next)-len(text)) <= 5*(overhead+len(head)) {
		return nil
	}
	return append(head, text...)
}

// splitPatch cuts a patch before its text.
func splitPatch(p []byte) (head, text []byte, ok bool) {
	r := reader{codes: p}
	r.skipSteps()
	return p[:len(p)-len(r.codes)], r.codes, r.bad == ""
}

// skipSteps reads over the head of a patch and gives it, and the length of its text.
func (r *reader) skipSteps() (head []byte, text uint64) {
	start := r.codes
	for range r.count() {
		r.uvarint()
		r.uvarint()
		text += min(r.uvarint(), MaxSize)
	}
	return start[:len(start)-len(r.codes)], text
}

func validPatch(p []byte) bool {
	r := reader{codes: p}
	_, n := r.skipSteps()
	return r.bad == "" && n == uint64(len(r.codes)) && utf8.Valid(r.codes)
}

func applyPatch(base string, p []byte) (string, bool) {
	head, text, ok := splitPatch(p)
	if !ok {
		return "", false
	}
	r := reader{codes: head}
	out := bytes.NewBuffer(make([]byte, 0, len(base)+len(text)))
	for range r.count() {
		keep, drop, put := r.uvarint(), r.uvarint(), r.uvarint()
		if keep > uint64(len(base)) || drop > uint64(len(base))-keep || put > uint64(len(text)) {
			return "", false
		}
		out.WriteString(base[:keep])
		out.Write(text[:put])
		base, text = base[keep+drop:], text[put:]
	}
	out.WriteString(base)
	if r.bad != "" || len(text) > 0 || !utf8.Valid(out.Bytes()) {
		return "", false
	}
	return out.String(), true
}
