package segment

import (
	"crypto/sha1"
	"encoding/binary"

	"pinisi/data"
)

// How a run names its record in the record table.
const (
	recordNew     = iota // the next id of the list
	recordDerived        // a new one that follows from its parent and key
	recordBack           // recordBack+n: the last but n
)

// recordTable numbers the records of a segment in the order in which they are
// first named. A parent that is not in it yet enters just before its part.
type recordTable struct {
	index   map[data.ID]uint64
	derived map[data.ID]*Run // a run that tells from what the id follows
	ids     []data.ID        // those that follow from nothing

	told       map[data.ID]*Run // those entered as derived
	parents    []uint64         // of the derived ones: 0 the last one's parent, 1 a new one, 2+n the last but n
	keys       []string
	lastParent data.ID
}

func (t *recordTable) init(s *Segment) {
	t.index = make(map[data.ID]uint64, len(s.Runs))
	t.derived, t.told = map[data.ID]*Run{}, map[data.ID]*Run{}
	for i := range s.Runs {
		if run := &s.Runs[i]; run.Parent != data.NilID && t.derived[run.Record] == nil {
			t.derived[run.Record] = run
		}
	}
}

func (t *recordTable) enter(id data.ID) uint64 {
	n := uint64(len(t.index))
	t.index[id] = n
	return n
}

// run names the record of a run.
func (t *recordTable) run(run *Run) uint64 {
	if at, ok := t.index[run.Record]; ok {
		return recordBack + uint64(len(t.index)) - 1 - at
	}
	if d := t.derived[run.Record]; d == nil || d.Kind != run.Kind {
		t.enter(run.Record)
		t.ids = append(t.ids, run.Record)
		return recordNew
	} else {
		run = d
	}
	at, known := t.index[run.Parent]
	switch {
	case known && run.Parent == t.lastParent:
		t.parents = append(t.parents, 0)
	case known:
		t.parents = append(t.parents, 2+uint64(len(t.index))-1-at)
	default:
		t.enter(run.Parent)
		t.ids = append(t.ids, run.Parent)
		t.parents = append(t.parents, 1)
	}
	t.lastParent = run.Parent
	t.keys = append(t.keys, run.Key)
	t.enter(run.Record)
	t.told[run.Record] = run
	return recordDerived
}

// known is the run from which the reader knows parent and key of this one's
// record, or nil.
func (t *recordTable) known(run *Run) *Run {
	if d := t.told[run.Record]; d != nil && d.Kind == run.Kind {
		return d
	}
	return nil
}

// ref names the record that a value refers to.
func (t *recordTable) ref(id data.ID) (at uint64, isNew bool) {
	if at, ok := t.index[id]; ok {
		return at, false
	}
	t.ids = append(t.ids, id)
	return t.enter(id), true
}

// writeIDs writes the ids: the milliseconds of UUIDv7 as steps, the rest as it is.
func (t *recordTable) writeIDs(out *regions, ms uint64) {
	out.uvarint(uint64(len(t.ids)))
	for _, id := range t.ids {
		next := idTime(id)
		out.varint(int64(next - ms))
		out.raw = append(out.raw, id[6:]...)
		ms = next
	}
}

func (t *recordTable) writeDerived(out *regions) {
	out.column(t.parents)
	var w valueWriter
	w.begin(out)
	for _, key := range t.keys {
		w.text(key)
	}
	w.end()
}

func idTime(id data.ID) uint64 { return binary.BigEndian.Uint64(id[:8]) >> 16 }

// record is an entry of the record table when read.
type record struct {
	id     data.ID
	text   string // id as a value, made when first asked for
	kind   string // of one that is derived, with parent and key
	parent int    // its entry
	key    string
}

// value is the record's id as the text of a value.
func (r *record) value() data.Value {
	if r.text == "" {
		r.text = r.id.String()
	}
	return data.Value{T: data.Text, S: r.text}
}

// readIDs reads what [recordTable.writeIDs] wrote.
func (r *reader) readIDs(ms uint64) []data.ID {
	ids := make([]data.ID, r.count())
	for i := range ids {
		ms += uint64(r.varint())
		tail := r.random(10)
		if ms >= 1<<48 {
			r.fail("the time of an id is out of range")
		}
		if r.bad != "" {
			return nil
		}
		binary.BigEndian.PutUint64(ids[i][:8], ms<<16)
		copy(ids[i][6:], tail)
	}
	return ids
}

// readRecords gives every run its record.
func (d *decoder) readRecords(s *Segment, ids []data.ID, refs []uint64, derived int) {
	r := &d.r
	parents := make([]uint64, derived)
	for c, i := r.column(derived), 0; i < derived; i++ {
		parents[i] = c.next()
	}
	var keys valueReader
	keys.begin(r, derived)
	d.ids, d.recordOf = ids, make([]int, len(refs))
	d.records = make([]record, 0, len(ids)+derived)
	var der deriver
	next := 0 // of parents and keys
	lastParent := 0
	for i, ref := range refs {
		run := &s.Runs[i]
		at := 0
		switch ref {
		case recordNew:
			at = d.newRecord()
		case recordDerived:
			switch p := parents[next]; {
			case p == 1:
				lastParent = d.newRecord()
			case p >= 2:
				lastParent = d.back(p - 2)
			case next == 0:
				r.fail("a record has no parent")
			}
			key := keys.value(keys.forms[next])
			next++
			if key.T != data.Text {
				r.fail("a key is no text")
			}
			if r.bad != "" {
				return
			}
			parent := d.records[lastParent].id
			if parent == data.NilID {
				r.fail("a record has no parent")
			}
			d.records = append(d.records, record{id: der.id(run.Kind, parent, key.S), kind: run.Kind, parent: lastParent, key: key.S})
			at = len(d.records) - 1
		default:
			at = d.back(ref - recordBack)
		}
		if r.bad != "" {
			return
		}
		rec := &d.records[at]
		run.Record = rec.id
		if rec.kind == run.Kind {
			run.Parent, run.Key = d.records[rec.parent].id, rec.key
		}
		d.recordOf[i] = at
	}
}

// newRecord enters the next id of the list.
func (d *decoder) newRecord() int {
	if len(d.ids) == 0 {
		d.r.fail("an id is missing")
		return 0
	}
	d.records = append(d.records, record{id: d.ids[0]})
	d.ids = d.ids[1:]
	return len(d.records) - 1
}

// back is the last entry but n.
func (d *decoder) back(n uint64) int {
	if n >= uint64(len(d.records)) {
		d.r.fail("an index is out of range")
		return 0
	}
	return len(d.records) - 1 - int(n)
}

// deriver computes [data.DerivedID] without allocating.
type deriver struct{ buf []byte }

func (d *deriver) id(kind string, parent data.ID, key string) (id data.ID) {
	d.buf = append(d.buf[:0], parent[:]...)
	d.buf = append(d.buf, kind...)
	d.buf = append(d.buf, 0)
	d.buf = append(d.buf, key...)
	sum := sha1.Sum(d.buf)
	copy(id[:], sum[:])
	id[6] = id[6]&0x0f | 0x50 // version 5, RFC 9562 §5.5
	id[8] = id[8]&0x3f | 0x80
	return id
}
