package assess

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/store"
)

// shipped are the instruments of the program itself, parsed once.
var shipped = sync.OnceValues(instrument.NewRegistry)

// Instruments are those that ship with the program and those that headquarters
// published as records. A published one that is not valid is left out and
// noted in the log: the others must stay usable.
func Instruments(ctx context.Context, st *store.Store) (*instrument.Registry, error) {
	published, err := st.List(ctx, store.Query{Kind: "instrument", Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("list the published instruments: %w", err)
	}
	if len(published) == 0 {
		return shipped()
	}
	// One registry for each state of a store would go stale; parsing is some
	// milliseconds a file, and there are few.
	all, err := instrument.NewRegistry()
	if err != nil {
		return nil, err
	}
	for _, r := range published {
		definition := r.Get("definition")
		if definition.T != data.JSON {
			continue
		}
		if _, err := all.Add([]byte(definition.S)); err != nil {
			slog.Warn("a published instrument is left out", "record", r.ID, "code", r.Text("code"), "version", r.Text("version"), "error", err)
		}
	}
	return all, nil
}

// Of is the instrument version that an evaluation was begun with. It fails
// with evaluation.no_instrument_version when this device does not have it yet.
func Of(all *instrument.Registry, e data.Record) (*instrument.Instrument, error) {
	ins, err := all.Get(e.Text("instrument"), e.Text("instrument_version"))
	if err != nil {
		return nil, data.Fail("evaluation.no_instrument_version", err, "ID", e.Text("instrument"), "Version", e.Text("instrument_version"))
	}
	return ins, nil
}
