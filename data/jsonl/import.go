package jsonl

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/store"
)

// Options say how to import. The zero value imports as the program itself.
type Options struct {
	Author   data.ID // the staff record of who imports
	Check    bool    // only say what would happen
	Progress func(lines int)
}

// Imported is what came of an import, in records.
type Imported struct {
	Lines     int
	Created   int
	Changed   int
	Unchanged int
	Edits     int // fields written
	// Unknown counts, by kind or "kind.field", what this version does not know
	// and keeps as it came: a new version's, or a slip of the pen.
	Unknown map[string]int
	Refs    map[string]data.ID // what the "@name"s of the file became
}

// Import reads records from r and writes what differs from st in one action: a
// field that already holds the value is not written, a field that a line does
// not give stays. If any line cannot be taken, the error is a *Refused and
// nothing is changed. All edits are held in memory until they are written.
//
// A line without an id gets one that follows from the text up to and with that
// line, so that a file imported again, here or on another device of the
// mission, means the same records, also when lines were added at its end.
func Import(ctx context.Context, st *store.Store, r io.Reader, opt Options) (Imported, error) {
	in := &importer{
		ctx: ctx, st: st, text: sha256.New(),
		seen: map[data.ID]earlier{}, parents: map[data.ID]parent{}, words: map[string]string{},
		done: Imported{Unknown: map[string]int{}, Refs: map[string]data.ID{}},
	}
	if err := in.readScopes(); err != nil {
		return Imported{}, err
	}
	in.text.Write([]byte(in.own + "\n"))
	err := eachLine(ctx, r, func(number int, line []byte, bad error) error {
		in.line = number
		in.done.Lines++
		if opt.Progress != nil && in.done.Lines%500 == 0 {
			opt.Progress(in.done.Lines)
		}
		if bad == nil {
			in.text.Write(line)
			in.text.Write([]byte{'\n'})
			var l Line
			if l, bad = Parse(line); bad == nil {
				return in.take(l)
			}
		}
		in.refuse(bad)
		return nil
	})
	if err != nil {
		return Imported{}, err
	}
	if in.refused.Total > 0 {
		return Imported{}, &in.refused
	}
	in.done.Edits = len(in.edits)
	if opt.Check || len(in.edits) == 0 {
		return in.done, nil
	}
	// Guards and types were held against the store line by line. Here they are
	// passed by: a file may bring a finished evaluation together with its answers.
	_, err = st.Write(ctx, data.Action{Author: opt.Author, Label: "import.action", Edits: in.edits, Force: true})
	if err != nil {
		return Imported{}, fmt.Errorf("write %d imported fields: %w", len(in.edits), err)
	}
	return in.done, nil
}

type importer struct {
	ctx         context.Context
	st          *store.Store
	own         string          // scope of new records
	scopes      map[string]bool // that may be written
	line        int
	text        hash.Hash // of all lines so far
	edits       []data.Edit
	seen        map[data.ID]earlier
	parents     map[data.ID]parent
	words       map[string]string // one copy of each name: a large file repeats few
	instruments *assess.Catalogue // read when first needed
	refused     Refused
	done        Imported
}

// earlier is a record of an earlier line.
type earlier struct {
	line        int
	kind, scope string
	deleted     bool // after that line
}

// parent is a record that others are part of.
type parent struct {
	rec   data.Record
	found bool
}

func (in *importer) readScopes() error {
	in.own = in.st.Profile().Scope
	if in.own == "" {
		return data.Fail("import.no_mission", nil)
	}
	in.scopes = map[string]bool{in.own: true}
	if in.own == store.Headquarters {
		in.own = data.SharedScope
		in.scopes = map[string]bool{in.own: true}
		missions, err := assets.Missions()
		if err != nil {
			return err
		}
		for _, m := range missions {
			in.scopes[m.ID] = true
		}
	}
	return nil
}

func (in *importer) refuse(err error) {
	var e *data.Error
	if !errors.As(err, &e) {
		e = data.Fail("import.not_json", err)
	}
	in.refused.Total++
	if len(in.refused.Problems) < MaxListed {
		in.refused.Problems = append(in.refused.Problems, Problem{in.line, e})
	}
}

// bad refuses the current line for a field.
func (in *importer) bad(code, field string, args ...any) {
	in.refuse(data.Fail(code, nil, append([]any{"Field", field}, args...)...))
}

func (in *importer) word(s string) string {
	if w, ok := in.words[s]; ok {
		return w
	}
	s = strings.Clone(s)
	in.words[s] = s
	return s
}

// take adds the edits of one line. It returns an error only when the store
// cannot be read; what is wrong with the line goes into in.refused.
func (in *importer) take(l Line) error {
	l.Kind, l.Scope = in.word(l.Kind), in.word(l.Scope)
	before := in.refused.Total
	kind := data.KindOf(l.Kind)
	in.prepare(kind, &l)
	if in.refused.Total > before {
		return nil
	}
	id, ok := in.identify(kind, &l)
	if !ok {
		return nil
	}
	if first, twice := in.seen[id]; twice {
		in.bad("import.same_record", "id", "Other", first.line)
		return nil
	}
	rec, err := in.st.Get(in.ctx, l.Kind, id)
	exists := err == nil
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return fmt.Errorf("line %d: %w", in.line, err)
	}
	if !exists && l.ID != "" {
		other, err := in.st.Find(in.ctx, id)
		if err == nil {
			in.bad("import.other_kind", "kind", "Kind", other.Kind)
			return nil
		}
		if !errors.Is(err, data.ErrNotFound) {
			return fmt.Errorf("line %d: %w", in.line, err)
		}
	}
	if exists {
		return in.update(kind, l, rec)
	}
	return in.create(kind, l, id)
}

// prepare holds the fields to the schema and brings them into their one form.
func (in *importer) prepare(kind *data.Kind, l *Line) {
	if kind == nil {
		in.done.Unknown[l.Kind]++
		return
	}
	for _, name := range sorted(l.Fields) {
		f, ok := kind.Field(name)
		if !ok {
			in.done.Unknown[in.word(l.Kind+"."+name)]++
			continue
		}
		v, err := in.value(f, l.Fields[name])
		if err != nil {
			in.refuse(err)
			continue
		}
		l.Fields[name] = v
	}
}

// identify finds which record the line is about: the given id, the one that
// follows from parent and key, or a new one.
func (in *importer) identify(kind *data.Kind, l *Line) (data.ID, bool) {
	id, _ := data.ParseID(l.ID) // checked by Parse; blank is NilID
	if id == data.NilID && kind != nil && kind.Key != "" {
		under := l.Fields[kind.Parent].ID()
		key := l.Fields[kind.Key]
		if kind.Parent != "" && under == data.NilID {
			in.bad("import.need_parent", kind.Parent)
			return id, false
		}
		if key.IsNull() {
			in.bad("import.need_key", kind.Key)
			return id, false
		}
		id = data.DerivedID(kind.Name, under, key.String())
	}
	if id == data.NilID && l.Kind == "instrument" {
		var ok bool
		if id, ok = in.instrumentID(l); !ok {
			return id, false
		}
	}
	if id == data.NilID && l.Kind == "ruleset" {
		id = data.RulesetID(l.Fields["code"].String(), l.Fields["version"].String())
	}
	if id == data.NilID && l.Kind == "release" {
		id = data.ReleaseID(l.Fields["version"].String(), l.Fields["platform"].String())
	}
	if id == data.NilID {
		id = in.newID()
	}
	if l.Ref != "" {
		if _, twice := in.done.Refs[l.Ref]; twice {
			in.bad("import.ref_twice", "ref", "Value", l.Ref)
			return id, false
		}
		in.done.Refs[l.Ref] = id
	}
	return id, true
}

// newID is an id in the shape of a UUIDv7 from the text so far. In place of a
// time it has their number, so that the records of a file keep their order.
func (in *importer) newID() data.ID {
	id := data.ID(in.text.Sum(nil)[:16])
	binary.BigEndian.PutUint16(id[:2], 0)
	binary.BigEndian.PutUint32(id[2:6], uint32(in.done.Lines))
	id[6], id[8] = id[6]&0x0f|0x70, id[8]&0x3f|0x80
	return id
}

func sorted(fields map[string]data.Value) []string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
