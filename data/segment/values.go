package segment

import (
	"encoding/binary"
	"encoding/hex"

	"pinisi/data"
)

// valueWriter writes the values of one column: their forms, then their numbers.
type valueWriter struct {
	out      *regions
	forms    []uint64
	patches  [][]byte // their steps
	numbers  []uint64
	repeated map[string]uint64
}

func (w *valueWriter) begin(out *regions) {
	w.out, w.forms, w.patches, w.numbers = out, w.forms[:0], w.patches[:0], w.numbers[:0]
	clear(w.repeated)
}

func (w *valueWriter) put(f form, number uint64) {
	w.forms = append(w.forms, uint64(f))
	if hasNumber[f] {
		w.numbers = append(w.numbers, number)
	}
}

// value writes a value that refers to nothing.
func (w *valueWriter) value(v data.Value) {
	switch v.T {
	case data.Null:
		w.put(formNull, 0)
	case data.Bool:
		w.put(formFalse+form(v.I), 0)
	case data.Int:
		w.put(formInt, zigzag(v.I))
	case data.Float:
		w.put(formFloat, 0)
		w.out.raw = binary.BigEndian.AppendUint64(w.out.raw, uint64(v.I))
	case data.JSON:
		w.put(formJSON, uint64(len(v.S)))
		w.out.texts = append(w.out.texts, v.S...)
	case data.Erased:
		w.put(formErased, 0)
		w.out.raw = append(w.out.raw, v.S...)
	case data.Text:
		w.text(v.S)
	}
}

func (w *valueWriter) text(s string) {
	f, number := textForm(s)
	if f == formHex {
		w.out.raw, _ = hex.AppendDecode(w.out.raw, []byte(s)) // isHex said so
	}
	if f == formText {
		if again, ok := w.repeated[s]; ok {
			w.put(formRepeat, again)
			return
		}
		if len(s) <= short {
			if w.repeated == nil {
				w.repeated = map[string]uint64{}
			}
			w.repeated[s] = uint64(len(w.repeated))
		}
		w.out.texts = append(w.out.texts, s...)
	}
	w.put(f, number)
}

func (w *valueWriter) patch(p []byte, sum [8]byte) {
	head, text, _ := splitPatch(p)
	w.put(formPatch, uint64(len(text)))
	w.patches = append(w.patches, head)
	w.out.texts = append(w.out.texts, text...)
	w.out.raw = append(w.out.raw, sum[:]...)
}

func (w *valueWriter) end() {
	w.out.column(w.forms)
	for _, head := range w.patches {
		w.out.codes = append(w.out.codes, head...)
	}
	w.out.column(w.numbers)
}

// valueReader is the reading side of [valueWriter].
type valueReader struct {
	r       *reader
	forms   []form
	patches [][]byte // their steps
	numbers column
	short   []string
}

// begin reads the forms of n values.
func (v *valueReader) begin(r *reader, n int) {
	v.r, v.forms, v.short, v.patches = r, v.forms[:0], v.short[:0], v.patches[:0]
	numbers, patches := 0, 0
	c := r.column(n)
	for range n {
		f := form(min(c.next(), uint64(forms)))
		if f >= forms {
			r.fail("a value has an unknown form")
			f = formNull
		}
		if hasNumber[f] {
			numbers++
		}
		if f == formPatch {
			patches++
		}
		v.forms = append(v.forms, f)
	}
	for range patches {
		head, _ := r.skipSteps()
		v.patches = append(v.patches, head)
	}
	v.numbers = r.column(numbers)
}

// value reads a value of a form that refers to nothing.
func (v *valueReader) value(f form) data.Value {
	r := v.r
	switch f {
	case formNull:
		return data.Value{}
	case formFalse, formTrue:
		return data.BoolValue(f == formTrue)
	case formInt:
		return data.IntValue(unzigzag(v.numbers.next()))
	case formFloat:
		if b := r.random(8); b != nil {
			n := binary.BigEndian.Uint64(b)
			x := data.Value{T: data.Float, I: int64(n)}
			if !x.Valid() {
				r.fail("a number is not in its one form")
			}
			return x
		}
	case formText:
		s := r.take(v.numbers.next())
		if len(s) <= short {
			v.short = append(v.short, s)
		}
		return data.Value{T: data.Text, S: s}
	case formRepeat:
		if n := v.numbers.next(); n < uint64(len(v.short)) {
			return data.Value{T: data.Text, S: v.short[n]}
		}
		r.fail("an index is out of range")
	case formJSON:
		s := r.take(v.numbers.next())
		x := data.Value{T: data.JSON, S: s}
		if !x.Valid() {
			r.fail("a JSON value is not in its one form")
		}
		return x
	case formErased, formGone:
		return data.Value{T: data.Erased, S: string(r.random(32))}
	case formDate:
		return v.written(dateText(unzigzag(v.numbers.next())))
	case formTime:
		return v.written(timeText(unzigzag(v.numbers.next())))
	case formHex:
		return data.Value{T: data.Text, S: hex.EncodeToString(r.random(v.numbers.next()))}
	default:
		r.fail("a value has a form that does not belong here")
	}
	return data.Value{}
}

func (v *valueReader) written(s string, ok bool) data.Value {
	if !ok {
		v.r.fail("a date is out of range")
	}
	return data.Value{T: data.Text, S: s}
}

// patch reads a difference.
func (v *valueReader) patch() (patch []byte, sum [8]byte) {
	text := v.r.take(v.numbers.next())
	copy(sum[:], v.r.random(8))
	head := v.patches[0]
	v.patches = v.patches[1:]
	patch = append(append(make([]byte, 0, len(head)+len(text)), head...), text...)
	if !validPatch(patch) {
		v.r.fail("a difference is malformed")
	}
	return patch, sum
}

// readValues gives the changes their values, column by column.
func (d *decoder) readValues(s *Segment) {
	r := &d.r
	type place struct {
		op  *Op
		run int32
	}
	total := 0
	ends := make([]int, d.columns) // of the columns in places
	for c, n := range d.inColumn {
		total += n
		ends[c] = total
	}
	places := make([]place, total)
	for i := len(d.used) - 1; i >= 0; i-- {
		for j := len(d.used[i].fields) - 1; j >= 0; j-- {
			if c := d.used[i].fields[j].column; c >= 0 {
				ends[c]--
				places[ends[c]] = place{&s.Runs[i].Ops[j], int32(i)}
			}
		}
	}
	var v valueReader
	for c, n := range d.inColumn {
		v.begin(r, n)
		last := 0 // entry referred to
		for i, p := range places[ends[c] : ends[c]+n] {
			switch f := v.forms[i]; f {
			case formText: // most
				p.op.Value = v.value(f)
			case formRef:
				if n := v.numbers.next(); n == 0 {
					last = d.newRecord()
				} else {
					last += int(unzigzag(n - 1))
				}
				if uint(last) >= uint(len(d.records)) {
					r.fail("an index is out of range")
					return
				}
				p.op.Value = d.records[last].value()
			case formParent, formKey:
				rec := &d.records[d.recordOf[p.run]]
				if rec.kind == "" || rec.kind != s.Runs[p.run].Kind {
					r.fail("a value names a parent that is not there")
					return
				}
				if f == formKey {
					p.op.Value = data.Value{T: data.Text, S: rec.key}
				} else {
					p.op.Value = d.records[rec.parent].value()
				}
			case formPatch:
				if p.op.Patch, p.op.Sum = v.patch(); len(p.op.Prev) == 0 {
					r.fail("a difference names no change that it starts from")
				}
			default:
				p.op.Value = v.value(f)
			}
			if r.bad != "" {
				return
			}
		}
	}
	if len(d.ids) > 0 {
		r.fail("an id belongs to nothing")
	}
}
