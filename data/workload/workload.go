// Package workload reads the files of the exchange benchmark and says them in
// Pinisi's kinds and fields. Only tests and benchmarks use it.
//
// A line is a record {"t": kind, "id", "m": mission, "d": {…}}, or an
// operation {"op":"new","rec":{record}} or {"op":"set","t","id","m","p":[path],
// "v":value}.
//
//	evaluation           → evaluation, and an answer for each of answers.Ixx
//	fkp                  → consultation with form "fkp"; participants, inputs → participant, input
//	action               → followup
//	attachment           → attachment
//	complaint, any other → the kind of that name, which this version may not know
//
// Every field is mapped, under the project's name where it has one (names.go)
// and its own name elsewhere; values stay as they are. Ids are ULIDs, whose 128
// bits become those of the id. Participants and inputs have a short code below
// their consultation: their id is the first 12 bytes of the consultation's, and
// the code, which can be read from it again ([PartID]); so it is carried once.
package workload

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"slices"

	"pinisi/data"
)

// Batch is what one line says: one user action.
type Batch struct {
	Mission string // the scope
	New     bool   // a new record with its parts, else an edit of one field
	Edits   []data.Edit
	// Derived tells the parent and key of the records whose ids follow from them.
	Derived map[data.ID]Derived
}

// Derived is where an id comes from ([data.DerivedID]).
type Derived struct {
	Parent data.ID
	Key    string
}

// Action is the batch as the action of a person, past the guards: the values
// were decided elsewhere.
func (b Batch) Action(author data.ID) data.Action {
	return data.Action{Author: author, Label: "actions.import", Edits: b.Edits, Force: true}
}

type line struct {
	Op      string                     `json:"op"`
	Record  *line                      `json:"rec"`
	Kind    string                     `json:"t"`
	ID      string                     `json:"id"`
	Mission string                     `json:"m"`
	Data    map[string]json.RawMessage `json:"d"`
	Path    []string                   `json:"p"`
	Value   json.RawMessage            `json:"v"`
}

// ReadFile reads all of a workload file.
func ReadFile(path string) ([]Batch, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read workload: %w", err)
	}
	defer f.Close()
	var all []Batch
	for b, err := range Read(f) {
		if err != nil {
			return nil, fmt.Errorf("read workload %s: %w", path, err)
		}
		all = append(all, b)
	}
	return all, nil
}

// Read gives the batches of a workload file in order, and ends with the first error.
func Read(r io.Reader) iter.Seq2[Batch, error] {
	return func(yield func(Batch, error) bool) {
		lines := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			text, err := lines.ReadBytes('\n')
			if len(text) > 0 {
				b, bad := read(text)
				if bad != nil {
					yield(Batch{}, fmt.Errorf("line %d: %w", n, bad))
					return
				}
				if !yield(b, nil) {
					return
				}
			}
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Batch{}, fmt.Errorf("line %d: %w", n, err))
				return
			}
		}
	}
}

func read(text []byte) (Batch, error) {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return Batch{}, err
	}
	switch {
	case l.Op == "new" && l.Record != nil:
		return l.Record.record()
	case l.Op == "set":
		return l.set()
	case l.Op == "" && l.Data != nil:
		return l.record()
	}
	return Batch{}, fmt.Errorf("neither a record nor an operation: %.80s", text)
}

// record says a new record with its parts.
func (l *line) record() (Batch, error) {
	id, err := ParseULID(l.ID)
	if err != nil {
		return Batch{}, err
	}
	b := Batch{Mission: l.Mission, New: true}
	kind, fields := kindName(l.Kind), map[string]data.Value{}
	parts := map[string]map[string]json.RawMessage{}
	for name, raw := range l.Data {
		if partKinds[l.Kind+"."+name] != "" {
			var of map[string]json.RawMessage
			if err := json.Unmarshal(raw, &of); err != nil {
				return Batch{}, fmt.Errorf("%s: %w", name, err)
			}
			parts[name] = of
			continue
		}
		if fields[fieldName(l.Kind, name)], err = value(l.Kind, name, raw); err != nil {
			return Batch{}, err
		}
	}
	if l.Kind == "fkp" {
		fields["form"] = data.TextValue("fkp")
	}
	b.Edits = data.Create(kind, id, l.Mission, fields)
	for _, list := range slices.Sorted(maps.Keys(parts)) {
		for _, code := range slices.Sorted(maps.Keys(parts[list])) {
			if err := b.part(l.Kind+"."+list, id, code, parts[list][code]); err != nil {
				return Batch{}, fmt.Errorf("%s %s: %w", list, code, err)
			}
		}
	}
	return b, nil
}

func (b *Batch) part(list string, parent data.ID, code string, raw json.RawMessage) error {
	var of map[string]json.RawMessage
	if err := json.Unmarshal(raw, &of); err != nil {
		return err
	}
	kind := data.KindOf(partKinds[list])
	id, err := b.partID(kind, parent, code)
	if err != nil {
		return err
	}
	fields := map[string]data.Value{kind.Parent: data.RefValue(parent)}
	if kind.Key != "" {
		fields[kind.Key] = data.TextValue(code)
	}
	for name, raw := range of {
		if fields[fieldName(kind.Name, name)], err = value(kind.Name, name, raw); err != nil {
			return err
		}
	}
	b.Edits = append(b.Edits, data.Create(kind.Name, id, b.Mission, fields)...)
	return nil
}

func (b *Batch) partID(kind *data.Kind, parent data.ID, code string) (data.ID, error) {
	if kind.Key == "" {
		return PartID(parent, code)
	}
	id := data.DerivedID(kind.Name, parent, code)
	if b.Derived == nil {
		b.Derived = map[data.ID]Derived{}
	}
	b.Derived[id] = Derived{parent, code}
	return id, nil
}

// set says an edit of one field.
func (l *line) set() (Batch, error) {
	id, err := ParseULID(l.ID)
	if err != nil {
		return Batch{}, err
	}
	b := Batch{Mission: l.Mission}
	kind, of, name := kindName(l.Kind), l.Kind, ""
	switch len(l.Path) {
	case 1:
		name = l.Path[0]
	case 3:
		part := data.KindOf(partKinds[l.Kind+"."+l.Path[0]])
		if part == nil {
			return Batch{}, fmt.Errorf("path %q is not known", l.Path)
		}
		kind, of, name = part.Name, part.Name, l.Path[2]
		if id, err = b.partID(part, id, l.Path[1]); err != nil {
			return Batch{}, err
		}
	default:
		return Batch{}, fmt.Errorf("path %q is not known", l.Path)
	}
	v, err := value(of, name, l.Value)
	if err != nil {
		return Batch{}, err
	}
	b.Edits = []data.Edit{{Kind: kind, Record: id, Scope: l.Mission, Field: fieldName(of, name), Value: v}}
	return b, nil
}

func value(kind, name string, raw json.RawMessage) (data.Value, error) {
	v, err := data.ParseJSON(raw)
	if err == nil && kind == "attachment" && name == "parent" {
		var id data.ID
		if id, err = ParseULID(v.S); err == nil {
			v = data.RefValue(id)
		}
	}
	if err != nil {
		return v, fmt.Errorf("%s.%s: %w", kind, name, err)
	}
	return v, nil
}
