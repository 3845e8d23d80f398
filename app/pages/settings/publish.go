package settings

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"pinisi/app/choose"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// choose asks for an instrument file.
func (i *instruments) choose() {
	choose.File(i.s.Window, func(path string, err error) {
		if err != nil {
			i.s.Fail(data.Fail("errors.file_gone", err, "Path", path), nil)
			return
		}
		i.give(path)
	})
}

// give publishes an instrument file to every mission, or says all that is
// wrong with it.
func (i *instruments) give(path string) {
	i.hush()
	i.publish.Disable()
	i.publish.SetText(words.T("settings.instruments.publish.busy"))
	var ins *instrument.Instrument
	var record data.ID
	i.s.Background(func(ctx context.Context) error {
		definition, err := readDefinition(path)
		if err != nil {
			return err
		}
		if record, err = assess.Publish(ctx, i.s.Store, i.s.Author, definition); err != nil {
			return err
		}
		ins, _, err = assess.CheckInstrument(definition)
		return err
	}, func(err error) {
		i.publish.Enable()
		i.publish.SetText(words.T("settings.instruments.publish"))
		faults := instrument.Faults(err)
		switch {
		case len(faults) > 0:
			i.s.Log.Warn("an instrument file was refused", "faults", len(faults), "error", err)
			i.tell(filepath.Base(path), faults)
		case err != nil:
			i.s.Fail(err, func() { i.give(path) })
		case record == data.NilID:
			i.s.Toast(words.T("settings.instruments.there", "ID", ins.ID, "Version", ins.Version))
		default:
			i.s.Toast(words.T("settings.instruments.done", "ID", ins.ID, "Version", ins.Version))
		}
	})
}

// readDefinition reads an instrument file; of one that is far too large, as
// much as it takes to be refused for it.
func readDefinition(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, data.Fail("errors.file_gone", err, "Path", path)
	}
	defer f.Close()
	definition, err := io.ReadAll(io.LimitReader(f, 2*data.MaxValue))
	if err != nil {
		return nil, data.Fail("errors.file_gone", err, "Path", path)
	}
	return definition, nil
}
