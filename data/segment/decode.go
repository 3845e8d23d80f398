package segment

import "pinisi/data"

// Decode reads a segment, whole: its structure, its bounds and its signature.
// Bytes that are no valid segment give an error that wraps [data.ErrBadSegment]
// with the reason; nothing of them is used. The strings of the result share
// one copy of its text.
func Decode(b []byte) (*Segment, error) {
	f, err := parse(b)
	if err != nil {
		return nil, err
	}
	secret, err := f.open()
	if err != nil {
		return nil, err
	}
	if err := f.verify(secret.root()); err != nil { // before anything large is made of it
		return nil, err
	}
	d := decoder{f: &f, r: f.public.reader(), personal: secret.values}
	s := &Segment{Stream: f.stream, Key: append([]byte(nil), f.key...), From: f.from}
	d.read(s)
	if d.r.bad != "" {
		return nil, bad(d.r.bad)
	}
	return s, nil
}

type decoder struct {
	f        *frame
	r        reader
	personal []data.Value

	shapes   []shape
	columns  int       // how many
	inColumn []int     // how many values each has
	used     []*shape  // of each run
	ids      []data.ID // not yet entered into records
	records  []record
	recordOf []int    // the entry of each run
	streams  []uint64 // the last seq named of each
}

// shape is what runs have in common.
type shape struct {
	kind   string
	fields []shapeField
}

type shapeField struct {
	name       string
	column     int // -1: personal
	prev, seen int
}

func (d *decoder) read(s *Segment) {
	r := &d.r
	ids := r.readIDs(uint64(d.f.hlc >> 16))
	names := make([]string, r.count())
	for i := range names {
		if names[i] = r.text(); names[i] == "" {
			r.fail("a name is empty")
		}
	}
	authors := make([]data.ID, r.countOf(len(data.ID{})))
	for i := range authors {
		copy(authors[i][:], r.bytes(len(data.ID{})))
	}
	d.readStreams(s)
	d.readShapes(names)
	if r.bad == "" {
		d.readRuns(s, ids, authors)
	}
	if r.bad == "" {
		d.readValues(s)
	}
	r.done()
}

func (d *decoder) readStreams(s *Segment) {
	r := &d.r
	if n := r.countOf(len(data.DeviceID{})); n > 0 {
		s.Streams = make([]data.Stream, n)
	}
	for i := range s.Streams {
		st := &s.Streams[i]
		copy(st.Device[:], r.bytes(len(st.Device)))
		epoch := r.uvarint()
		st.Epoch, st.Scope = uint32(epoch), r.text()
		if st.Scope == "" {
			st.Scope = s.Stream.Scope
		}
		if epoch > 1<<32-1 || len(st.Scope) > maxScope {
			r.fail("a stream is out of range")
		}
	}
	d.streams = make([]uint64, len(s.Streams)+1)
	d.streams[0] = s.From
}

func (d *decoder) readShapes(names []string) {
	r := &d.r
	columns := table[columnName]{}
	d.shapes = make([]shape, r.count())
	for i := range d.shapes {
		if r.bad != "" {
			return
		}
		kind := r.below(len(names))
		fields := make([]shapeField, r.count())
		if len(fields) == 0 {
			r.fail("a run has no changes")
			return
		}
		for j := range fields {
			name, flags, seen := r.below(len(names)), r.uvarint(), uint64(0)
			if flags&2 != 0 {
				seen = r.uvarint()
			}
			if flags>>2 > maxDots || seen > maxDots {
				r.fail("there are too many dots")
			}
			if r.bad != "" {
				return
			}
			fields[j] = shapeField{names[name], -1, int(flags >> 2), int(seen)}
			if flags&1 == 0 {
				c, _ := columns.add(columnName{uint64(kind), uint64(name)})
				fields[j].column = int(c)
			}
		}
		d.shapes[i] = shape{names[kind], fields}
	}
	d.columns = len(columns)
}

// readRuns makes the runs and their changes, without the values.
func (d *decoder) readRuns(s *Segment, ids, authors []data.ID) {
	r := &d.r
	s.Runs = make([]Run, r.count())
	d.used = make([]*shape, len(s.Runs))
	n := len(s.Runs)
	changes, dots := 0, 0
	for i := range s.Runs {
		sh := &d.shapes[r.below(max(len(d.shapes), 1))]
		if r.bad != "" || changes+len(sh.fields) > d.f.changes {
			r.fail("it has more changes than announced")
			return
		}
		d.used[i] = sh
		s.Runs[i].Kind = sh.kind
		changes += len(sh.fields)
		for j := range sh.fields {
			dots += sh.fields[j].prev + sh.fields[j].seen
		}
		if dots > maxDots {
			r.fail("there are too many dots")
			return
		}
	}
	if changes != d.f.changes {
		r.fail("it has fewer changes than announced")
		return
	}

	refs := make([]uint64, n)
	derived := 0
	for c, i := r.column(n), 0; i < n; i++ {
		refs[i] = c.next()
		if refs[i] == recordDerived {
			derived++
		}
	}
	d.readTimes(s)
	for c, i := r.column(n), 0; i < n; i++ {
		a := c.next()
		if a >= uint64(len(authors)) {
			r.fail("an index is out of range")
			return
		}
		s.Runs[i].Author = authors[a]
	}
	d.readRecords(s, ids, refs, derived)
	if r.bad == "" {
		d.readOps(s, changes, dots)
	}
}

func (d *decoder) readTimes(s *Segment) {
	r := &d.r
	n := len(s.Runs)
	ms := int64(d.f.hlc >> 16)
	for c, i := r.column(n), 0; i < n; i++ {
		ms += unzigzag(c.next())
		if ms < 0 || ms >= 1<<48 {
			r.fail("a time is out of range")
			return
		}
		s.Runs[i].HLC = data.HLC(ms << 16)
	}
	last := d.f.hlc
	for c, i := r.column(n), 0; i < n; i++ {
		count := unzigzag(c.next())
		run := &s.Runs[i]
		if run.HLC>>16 == last>>16 {
			count += int64(last & 0xffff)
		}
		if count < 0 || count > 0xffff {
			r.fail("a time is out of range")
			return
		}
		run.HLC |= data.HLC(count)
		last = run.HLC
	}
}

// readOps gives every run its changes with what they had seen.
func (d *decoder) readOps(s *Segment, changes, dots int) {
	r := &d.r
	ops := make([]Op, changes)
	seen := make([]data.LocalDot, dots)
	streams := r.column(dots)
	for i := range seen {
		n := streams.next()
		if n >= uint64(len(d.streams)) {
			r.fail("an index is out of range")
			return
		}
		seen[i].Stream = uint32(n)
	}
	seqs := r.column(dots)
	for i := range seen {
		last := &d.streams[seen[i].Stream]
		*last += uint64(unzigzag(seqs.next()))
		seen[i].Seq = *last
	}
	personal := d.personal
	d.inColumn = make([]int, d.columns)
	at := 0
	for i, sh := range d.used {
		run := &s.Runs[i]
		run.Ops = ops[at : at+len(sh.fields) : at+len(sh.fields)]
		for j := range sh.fields {
			f, op := &sh.fields[j], &run.Ops[j]
			op.Field = f.name
			seq := s.From + uint64(at+j)
			op.Prev, seen = cutDots(seen, f.prev, seq, r)
			op.Seen, seen = cutDots(seen, f.seen, seq, r)
			if f.column >= 0 {
				d.inColumn[f.column]++
				continue
			}
			op.Personal = true
			if len(personal) == 0 {
				r.fail("a personal value is missing")
				return
			}
			op.Value, personal = personal[0], personal[1:]
		}
		at += len(sh.fields)
	}
	if len(personal) > 0 {
		r.fail("there are more personal values than changes for them")
	}
}

// cutDots takes the next n dots, of the change numbered seq.
func cutDots(dots []data.LocalDot, n int, seq uint64, r *reader) (cut, rest []data.LocalDot) {
	if n == 0 {
		return nil, dots
	}
	cut, rest = dots[:n:n], dots[n:]
	for _, d := range cut {
		if d.Seq == 0 || d.Stream == 0 && d.Seq >= seq {
			r.fail("a change names one that it cannot have seen")
		}
	}
	return cut, rest
}
