package store

import (
	"encoding/binary"

	"pinisi/data"
)

// A record's stamps are its registers packed in one column: per field the
// heads and what they superseded. Most records were written in one go by one
// person, so what is as in the field before costs nothing: two bytes a field.
//
// A field with one head keeps its value in the record's column alone; with
// several, and for "deleted", every head carries its value here.

const (
	sameStream = 1 << iota // as the head before
	nextSeq
	sameHLC
	sameAuthor
	hasSeen
	several
	named // the field has no number in this version's schema
)

// numDeleted stands for data.FieldDeleted; fields have their schema numbers.
const numDeleted = 0

// register is a field's register within a row.
type register struct {
	field string
	data.Register
}

type stampWriter struct {
	b    []byte
	last head
}

type head struct {
	at  data.LocalDot
	hlc data.HLC
	aid int64
}

func (w *stampWriter) head(flags byte, field func(), h head) {
	if h.at.Stream == w.last.at.Stream {
		flags |= sameStream
	}
	if h.at.Seq == w.last.at.Seq+1 {
		flags |= nextSeq
	}
	if h.hlc == w.last.hlc {
		flags |= sameHLC
	}
	if h.aid == w.last.aid {
		flags |= sameAuthor
	}
	w.b = append(w.b, flags)
	field()
	if flags&sameStream == 0 {
		w.b = binary.AppendUvarint(w.b, uint64(h.at.Stream))
	}
	if flags&nextSeq == 0 {
		w.b = binary.AppendUvarint(w.b, h.at.Seq)
	}
	if flags&sameHLC == 0 {
		w.b = binary.BigEndian.AppendUint64(w.b, uint64(h.hlc))
	}
	if flags&sameAuthor == 0 {
		w.b = binary.AppendUvarint(w.b, uint64(h.aid))
	}
	w.last = h
}

// fieldNumber is the field's number in stamps, or -1 when only its name tells it.
func fieldNumber(k *data.Kind, field string) int {
	if field == data.FieldDeleted {
		return numDeleted
	}
	if k != nil {
		if f, ok := k.Field(field); ok {
			return f.Num
		}
	}
	return -1
}

func (w *stampWriter) fieldRef(num int, field string) func() {
	return func() {
		if num < 0 {
			w.b = binary.AppendUvarint(w.b, uint64(len(field)))
			w.b = append(w.b, field...)
		} else {
			w.b = binary.AppendUvarint(w.b, uint64(num))
		}
	}
}

// one writes a register with a single head and nothing superseded.
func (w *stampWriter) one(num int, field string, h head) {
	var flags byte
	if num < 0 {
		flags |= named
	}
	w.head(flags, w.fieldRef(num, field), h)
}

// register writes any register.
func (w *stampWriter) register(num int, r *register, aid func(data.ID) (int64, error)) error {
	if len(r.Heads) == 0 && len(r.Seen) == 0 {
		return nil
	}
	var flags byte
	if num < 0 {
		flags |= named
	}
	if len(r.Seen) > 0 {
		flags |= hasSeen
	}
	if len(r.Heads) == 1 && r.field != data.FieldDeleted {
		a, err := aid(r.Heads[0].Author)
		if err != nil {
			return err
		}
		w.head(flags, w.fieldRef(num, r.field), head{r.Heads[0].At, r.Heads[0].HLC, a})
	} else {
		w.b = append(w.b, flags|several)
		w.fieldRef(num, r.field)()
		w.b = binary.AppendUvarint(w.b, uint64(len(r.Heads)))
		for _, h := range r.Heads {
			a, err := aid(h.Author)
			if err != nil {
				return err
			}
			w.head(0, func() {}, head{h.At, h.HLC, a})
			w.b = appendValue(w.b, h.Value)
		}
	}
	if len(r.Seen) > 0 {
		w.b = appendDots(w.b, r.Seen)
	}
	return nil
}

// readStamps takes a stamps column apart. Single heads come without a value.
func readStamps(k *data.Kind, b []byte, author func(int64) data.ID) ([]register, error) {
	r := &reader{b: b}
	var regs []register
	var last head
	readHead := func(flags byte) data.Head {
		h := last
		if flags&sameStream == 0 {
			h.at.Stream = uint32(r.uvarint())
		}
		if flags&nextSeq == 0 {
			h.at.Seq = r.uvarint()
		} else {
			h.at.Seq = last.at.Seq + 1
		}
		if flags&sameHLC == 0 {
			if len(r.b) < 8 {
				r.err = errPacked
				return data.Head{}
			}
			h.hlc = data.HLC(binary.BigEndian.Uint64(r.b))
			r.b = r.b[8:]
		}
		if flags&sameAuthor == 0 {
			h.aid = int64(r.uvarint())
		}
		last = h
		return data.Head{At: h.at, HLC: h.hlc, Author: author(h.aid)}
	}
	for len(r.b) > 0 && r.err == nil {
		flags := r.byte()
		var reg register
		if flags&named != 0 {
			reg.field = r.string()
		} else {
			reg.field = fieldName(k, int(r.uvarint()))
		}
		if flags&several == 0 {
			reg.Heads = []data.Head{readHead(flags)}
		} else {
			n := r.uvarint()
			for i := uint64(0); i < n && r.err == nil; i++ {
				h := readHead(r.byte())
				h.Value = r.value()
				reg.Heads = append(reg.Heads, h)
			}
		}
		if flags&hasSeen != 0 {
			reg.Seen = r.dots()
		}
		regs = append(regs, reg)
	}
	return regs, r.err
}

func fieldName(k *data.Kind, num int) string {
	if num == numDeleted {
		return data.FieldDeleted
	}
	if k != nil {
		for _, f := range k.Fields {
			if f.Num == num {
				return f.Name
			}
		}
	}
	return ""
}
