package settings

import (
	"context"
	"path/filepath"
	"strings"

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
		if strings.EqualFold(filepath.Ext(path), ".xlsx") {
			i.take(path)
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
