package jsonl

import (
	"cmp"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

func (in *importer) catalogue() (*assess.Catalogue, error) {
	if in.instruments == nil {
		all, err := assess.ReadCatalogue(in.ctx, in.st)
		if err != nil {
			return nil, err
		}
		in.instruments = all
	}
	return in.instruments, nil
}

// instrumentID is the id that follows from what a line of an instrument holds;
// the line gets the code and version if it has none.
func (in *importer) instrumentID(l *Line) (data.ID, bool) {
	if !in.writable(cmp.Or(l.Scope, data.SharedScope)) { // before a mission is told of weights
		return data.NilID, false
	}
	ins, ok := in.checkInstrument(l)
	if !ok {
		return data.NilID, false
	}
	for field, value := range map[string]string{"code": ins.ID, "version": ins.Version} {
		if l.Fields[field].IsNull() {
			l.Fields[field] = data.TextValue(value)
		}
	}
	return assess.InstrumentID(ins.Reference), true
}

// newInstrument holds a new record of an instrument to the rules of publishing.
func (in *importer) newInstrument(l *Line, id data.ID) (bool, error) {
	ins, ok := in.checkInstrument(l)
	if !ok {
		return false, nil
	}
	if id != assess.InstrumentID(ins.Reference) {
		in.bad("import.id_instrument", "id")
		return false, nil
	}
	all, err := in.catalogue()
	if err != nil {
		return false, err
	}
	if _, err := all.Admit(ins); err != nil {
		in.faults(err)
		return false, nil
	}
	return true, nil
}

// checkInstrument refuses a line whose instrument is not valid, or has another
// name than the line says.
func (in *importer) checkInstrument(l *Line) (*instrument.Instrument, bool) {
	definition := l.Fields["definition"]
	if definition.IsNull() {
		in.bad("import.need_instrument", "definition")
		return nil, false
	}
	ins, _, err := assess.CheckInstrument([]byte(definition.S))
	if err == nil {
		err = assess.Named(ins, l.Fields["code"].String(), l.Fields["version"].String())
	}
	if err != nil {
		in.faults(err)
		return nil, false
	}
	return ins, true
}

// faults refuses the current line for everything that is wrong with its instrument.
func (in *importer) faults(err error) {
	for _, f := range instrument.Faults(err) {
		args := []any{"Field", "definition"}
		for name, value := range f.Args {
			args = append(args, name, value)
		}
		in.refuse(data.Fail(f.Key, nil, args...))
	}
}
