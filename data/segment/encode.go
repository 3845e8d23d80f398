package segment

import (
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf8"

	"pinisi/data"
)

// Encode writes s and has it signed: sign gets the digest to sign with the
// device's Ed25519 key, random gives the secret that hides its personal values.
// The same segment and secret give the same bytes. It fails on what [Decode]
// would refuse.
func Encode(random io.Reader, s *Segment, sign func(digest []byte) []byte) ([]byte, error) {
	e := encoder{seg: s, names: table[string]{}, authors: table[data.ID]{}, shapes: table[string]{}, columns: table[columnName]{}, streams: make([]uint64, len(s.Streams)+1)}
	if err := e.check(); err != nil {
		return nil, fmt.Errorf("encode a segment: %w", err)
	}
	e.public()
	var secret section
	var root [32]byte
	if len(e.personal) > 0 {
		p := secrets{values: e.personal}
		if _, err := io.ReadFull(random, p.seed[:]); err != nil {
			return nil, fmt.Errorf("encode a segment: make its secret: %w", err)
		}
		secret, root = p.seal(), p.root()
	}
	header := appendHeader(s, len(e.personal), &e.out)
	public := section(e.out)
	signature := sign(digest(header, public, root))
	if len(signature) != ed25519.SignatureSize {
		return nil, fmt.Errorf("encode a segment: the signature has %d bytes", len(signature))
	}
	b := assemble(header, public, secret, len(e.personal), signature)
	if len(b) > MaxSize {
		return nil, fmt.Errorf("encode a segment: %d bytes are more than %d", len(b), MaxSize)
	}
	return b, nil
}

// table numbers things in the order in which they first come.
type table[K comparable] map[K]uint64

func (t table[K]) add(k K) (n uint64, isNew bool) {
	n, ok := t[k]
	if !ok {
		n = uint64(len(t))
		t[k] = n
	}
	return n, !ok
}

type columnName struct{ kind, field uint64 }

// cell is a value on its way into its column.
type cell struct {
	op   *Op
	from *Run // that tells the reader the record's parent and key, or nil
}

type encoder struct {
	seg      *Segment
	out      regions
	names    table[string]
	authors  table[data.ID]
	shapes   table[string]
	columns  table[columnName]
	cells    [][]cell
	records  recordTable
	personal []data.Value
	streams  []uint64 // the last seq named of each
}

// check refuses what could not be read back.
func (e *encoder) check() error {
	s := e.seg
	switch n := s.Changes(); {
	case len(s.Key) != ed25519.PublicKeySize || s.Stream.Device != data.DeviceOf(s.Key):
		return fmt.Errorf("the key is not that of device %s", s.Stream.Device)
	case s.Stream.Scope == "" || len(s.Stream.Scope) > maxScope || !utf8.ValidString(s.Stream.Scope):
		return fmt.Errorf("scope %q is no name", s.Stream.Scope)
	case n == 0 || n > MaxChanges:
		return fmt.Errorf("%d changes are not 1 to %d", n, MaxChanges)
	case s.From == 0 || s.To() == ^uint64(0) || s.To() < s.From:
		return fmt.Errorf("changes cannot be numbered from %d", s.From)
	}
	for _, st := range s.Streams {
		if st.Scope == "" || len(st.Scope) > maxScope || !utf8.ValidString(st.Scope) {
			return fmt.Errorf("scope %q of a stream is no name", st.Scope)
		}
	}
	seq, dots := s.From, 0
	for i := range s.Runs {
		run := &s.Runs[i]
		if len(run.Ops) == 0 || run.Kind == "" || !utf8.ValidString(run.Kind) || !utf8.ValidString(run.Key) {
			return fmt.Errorf("run %d has no kind, no changes or a bad key", i)
		}
		if run.Parent != data.NilID && data.DerivedID(run.Kind, run.Parent, run.Key) != run.Record {
			return fmt.Errorf("run %d: record %s does not follow from %s and %q", i, run.Record, run.Parent, run.Key)
		}
		for j := range run.Ops {
			op := &run.Ops[j]
			switch {
			case op.Field == "" || !utf8.ValidString(op.Field):
				return fmt.Errorf("run %d: a field has no name", i)
			case !op.Value.Valid():
				return fmt.Errorf("run %d: field %s: the value is not in its one form", i, op.Field)
			case op.Patch != nil && (op.Personal || !op.Value.IsNull() || len(op.Prev) == 0 || !validPatch(op.Patch)):
				return fmt.Errorf("run %d: field %s: the difference cannot be written", i, op.Field)
			}
			dots += len(op.Prev) + len(op.Seen)
			for _, ds := range [2][]data.LocalDot{op.Prev, op.Seen} {
				for _, d := range ds {
					if int(d.Stream) > len(s.Streams) || d.Seq == 0 || d.Stream == 0 && d.Seq >= seq {
						return fmt.Errorf("run %d: field %s: change %d of stream %d cannot have been seen", i, op.Field, d.Seq, d.Stream)
					}
				}
			}
			seq++
		}
	}
	if dots > maxDots {
		return fmt.Errorf("%d dots are more than %d", dots, maxDots)
	}
	return nil
}

// public writes the public section. Its beginning names things by number that
// its end finds, so the end is written first.
func (e *encoder) public() {
	var shapes, runs, ms, counters, authors []uint64
	var described regions
	e.records.init(e.seg)
	last := e.seg.Runs[0].HLC
	for i := range e.seg.Runs {
		run := &e.seg.Runs[i]
		runs = append(runs, e.records.run(run))
		shapes = append(shapes, e.shape(run, &described))
		dms, dcount := hlcStep(last, run.HLC)
		ms, counters = append(ms, dms), append(counters, dcount)
		last = run.HLC
		author, _ := e.authors.add(run.Author)
		authors = append(authors, author)
	}
	var body regions
	body.column(runs)
	body.column(ms)
	body.column(counters)
	body.column(authors)
	e.records.writeDerived(&body)
	e.writeDots(&body)
	e.writeValues(&body)

	out := &e.out
	e.records.writeIDs(out, uint64(e.seg.Runs[0].HLC>>16))
	writeNames(out, e.names)
	out.uvarint(uint64(len(e.authors)))
	for _, id := range e.authors.ordered() {
		out.codes = append(out.codes, id[:]...)
	}
	out.uvarint(uint64(len(e.seg.Streams)))
	for _, st := range e.seg.Streams {
		e.writeStream(st)
	}
	out.uvarint(uint64(len(e.shapes)))
	out.codes = append(out.codes, described.codes...)
	out.uvarint(uint64(len(shapes)))
	for _, n := range shapes { // no column: a run costs at least a byte, which bounds their number
		out.uvarint(n)
	}
	out.codes = append(out.codes, body.codes...)
	out.texts = append(out.texts, body.texts...)
	out.raw = append(out.raw, body.raw...)
}

func (t table[K]) ordered() []K {
	all := make([]K, len(t))
	for k, n := range t {
		all[n] = k
	}
	return all
}

func writeNames(out *regions, names table[string]) {
	out.uvarint(uint64(len(names)))
	for _, name := range names.ordered() {
		out.text(name)
	}
}

func (e *encoder) writeStream(st data.Stream) {
	out := &e.out
	out.codes = append(out.codes, st.Device[:]...)
	out.uvarint(uint64(st.Epoch))
	if st.Scope == e.seg.Stream.Scope {
		out.uvarint(0)
		return
	}
	out.text(st.Scope)
}

// shape numbers what runs have in common: the kind, the fields, and for each
// field whether it is personal and how many dots it names.
func (e *encoder) shape(run *Run, described *regions) uint64 {
	var buf [128]byte
	b := buf[:0]
	from := e.records.known(run)
	kind, _ := e.names.add(run.Kind)
	b = binary.AppendUvarint(b, kind)
	b = binary.AppendUvarint(b, uint64(len(run.Ops)))
	for i := range run.Ops {
		op := &run.Ops[i]
		field, _ := e.names.add(op.Field)
		b = binary.AppendUvarint(b, field)
		flags := uint64(len(op.Prev)) << 2
		if op.Personal {
			flags |= 1
			e.personal = append(e.personal, op.Value)
		} else {
			column, isNew := e.columns.add(columnName{kind, field})
			if isNew {
				e.cells = append(e.cells, nil)
			}
			e.cells[column] = append(e.cells[column], cell{op, from})
		}
		if len(op.Seen) > 0 {
			b = binary.AppendUvarint(b, flags|2)
			b = binary.AppendUvarint(b, uint64(len(op.Seen)))
		} else {
			b = binary.AppendUvarint(b, flags)
		}
	}
	n, isNew := e.shapes.add(string(b))
	if isNew {
		described.codes = append(described.codes, b...)
	}
	return n
}

// hlcStep is the way from one stamp to the next: milliseconds, and the counter
// (as a step too within a millisecond).
func hlcStep(last, next data.HLC) (ms, counter uint64) {
	d := int64(next>>16) - int64(last>>16)
	if d == 0 {
		return 0, zigzag(int64(next&0xffff) - int64(last&0xffff))
	}
	return zigzag(d), zigzag(int64(next & 0xffff))
}

func (e *encoder) writeDots(out *regions) {
	var streams, seqs []uint64
	e.streams[0] = e.seg.From
	for i := range e.seg.Runs {
		for j := range e.seg.Runs[i].Ops {
			op := &e.seg.Runs[i].Ops[j]
			for _, ds := range [2][]data.LocalDot{op.Prev, op.Seen} {
				for _, d := range ds {
					streams = append(streams, uint64(d.Stream))
					seqs = append(seqs, zigzag(int64(d.Seq-e.streams[d.Stream])))
					e.streams[d.Stream] = d.Seq
				}
			}
		}
	}
	out.column(streams)
	out.column(seqs)
}

func (e *encoder) writeValues(out *regions) {
	var w valueWriter
	for _, column := range e.cells {
		w.begin(out)
		last := uint64(0)
		for _, c := range column {
			v := c.op.Value
			patch, sum := c.op.patch()
			id, isRef := parseRef(v.S)
			switch {
			case patch != nil:
				w.patch(patch, sum)
			case v.T == data.Text && c.from != nil && v.S == c.from.Key:
				w.put(formKey, 0)
			case v.T == data.Text && isRef && c.from != nil && id == c.from.Parent:
				w.put(formParent, 0)
			case v.T == data.Text && isRef:
				at, isNew := e.records.ref(id)
				if isNew {
					w.put(formRef, 0)
				} else {
					w.put(formRef, 1+zigzag(int64(at-last)))
				}
				last = at
			default:
				w.value(v)
			}
		}
		w.end()
	}
}
