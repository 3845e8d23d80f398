package assess

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/store"
)

// Catalogue is every instrument version that a device knows: those that ship
// with the program and those that headquarters published as records. Of a
// variant, Latest serves new evaluations; Get finds what one was begun with,
// withdrawn ones too.
type Catalogue struct {
	*instrument.Registry
	Versions []Version // newest first, as [instrument.Registry.All] orders them
	LeftOut  []LeftOut // what was published and cannot be used, for a page to say
}

// Version is one usable instrument version.
type Version struct {
	*instrument.Instrument
	Record    data.ID // its record; NilID: it ships with the program
	Newest    bool    // evaluations of its variant that are begun now take it
	Withdrawn bool    // its record was deleted: nothing new takes it
}

// LeftOut is a published record that cannot be used: damaged, of a later
// format, or with two contents between which headquarters has to decide.
type LeftOut struct {
	Record        data.ID
	Code, Version string
	Conflict      bool // two contents: decide the field "definition" of Record
	Faults        []*instrument.InvalidError
}

// Instruments is the registry of [ReadCatalogue].
func Instruments(ctx context.Context, st *store.Store) (*instrument.Registry, error) {
	c, err := ReadCatalogue(ctx, st)
	if err != nil {
		return nil, err
	}
	return c.Registry, nil
}

// ReadCatalogue reads what the device has now. A published record that cannot
// be used never stands in the way of the others: it is in LeftOut.
func ReadCatalogue(ctx context.Context, st *store.Store) (*Catalogue, error) {
	ships, err := shipped()
	if err != nil {
		return nil, err
	}
	c := &Catalogue{Registry: ships.Clone()}
	records := map[instrument.Reference]data.ID{}
	for _, deleted := range []bool{false, true} {
		published, err := st.List(ctx, store.Query{Kind: "instrument", Order: "created", Deleted: deleted})
		if err != nil {
			return nil, fmt.Errorf("list the published instruments: %w", err)
		}
		for _, rec := range published {
			ins, err := c.include(rec)
			if err != nil {
				if !deleted {
					c.leaveOut(rec, err)
				}
				continue
			}
			if _, err := ships.Get(ins.ID, ins.Version); err == nil {
				continue // headquarters published what ships by now
			}
			if _, twice := records[ins.Reference]; !twice {
				records[ins.Reference] = rec.ID
				if deleted {
					c.Withdraw(ins.Reference)
				}
			}
		}
	}
	for _, ins := range c.All() {
		latest, err := c.Latest(ins.Variant)
		c.Versions = append(c.Versions, Version{
			Instrument: ins, Record: records[ins.Reference], Newest: err == nil && latest == ins, Withdrawn: c.Withdrawn(ins.Reference),
		})
	}
	return c, nil
}

// include adds what a record holds.
func (c *Catalogue) include(rec data.Record) (*instrument.Instrument, error) {
	code, version := rec.Text("code"), rec.Text("version")
	if contents := rec.Conflicts["definition"]; len(contents) > 0 {
		return nil, instrument.Invalid("two_contents", "definition", "ID", code, "Version", version, "Count", len(contents))
	}
	definition := rec.Get("definition")
	if definition.T != data.JSON {
		return nil, instrument.Invalid("no_definition", "definition", "ID", code, "Version", version)
	}
	ins, err := parse(definition.S)
	if err != nil {
		return nil, err
	}
	if err := Named(ins, code, version); err != nil {
		return nil, err
	}
	return c.Include(ins)
}

// Named refuses a record that calls an instrument by another name; blank is any.
func Named(ins *instrument.Instrument, code, version string) error {
	if cmp.Or(code, ins.ID) == ins.ID && cmp.Or(version, ins.Version) == ins.Version {
		return nil
	}
	return instrument.Invalid("other_name", "code", "ID", code, "Version", version, "FoundID", ins.ID, "FoundVersion", ins.Version)
}

func (c *Catalogue) leaveOut(rec data.Record, why error) {
	left := LeftOut{Record: rec.ID, Code: rec.Text("code"), Version: rec.Text("version"), Faults: instrument.Faults(why)}
	left.Conflict = len(rec.Conflicts["definition"]) > 0
	c.LeftOut = append(c.LeftOut, left)
	c.LeaveOut(instrument.Reference{ID: left.Code, Version: left.Version}, why)
}

// Of is the instrument version that an evaluation was begun with. It fails
// with evaluation.no_instrument_version when this device does not have it yet,
// with instrument.version_undecided when there are two contents of it, and with
// instrument.version_faulty when what was published cannot be used.
func Of(all *instrument.Registry, e data.Record) (*instrument.Instrument, error) {
	id, version := e.Text("instrument"), e.Text("instrument_version")
	ins, err := all.Get(id, version)
	if err == nil {
		return ins, nil
	}
	code := "instrument.version_faulty"
	var fault *instrument.InvalidError
	switch {
	case !errors.As(err, &fault):
		code = "evaluation.no_instrument_version"
	case fault.Key == "instrument.two_contents":
		code = "instrument.version_undecided"
	}
	return nil, data.Fail(code, err, "ID", id, "Version", version)
}

// shipped are the instruments of the program itself, parsed once.
var shipped = sync.OnceValues(instrument.NewRegistry)

// parsed remembers what came of definitions by their text: a form is read anew
// with every change, and a definition takes milliseconds to parse and check.
var parsed = struct {
	sync.Mutex
	of map[string]outcome
}{of: map[string]outcome{}}

type outcome struct {
	ins *instrument.Instrument
	err error
}

// maxParsed bounds what is remembered.
const maxParsed = 64

func parse(definition string) (*instrument.Instrument, error) {
	parsed.Lock()
	defer parsed.Unlock()
	if o, ok := parsed.of[definition]; ok {
		return o.ins, o.err
	}
	ins, err := instrument.Parse(strings.NewReader(definition))
	if err != nil {
		slog.Warn("a published instrument is left out", "error", err)
	}
	if len(parsed.of) >= maxParsed {
		clear(parsed.of)
	}
	parsed.of[definition] = outcome{ins, err}
	return ins, err
}
