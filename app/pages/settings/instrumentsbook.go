package settings

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/instrument/workbook"
)

// chooseExport asks for a folder, and writes a version there as a workbook.
func (i *instruments) chooseExport(ins *instrument.Instrument) {
	choose.Folder(i.s.Window, func(folder string, err error) {
		if err != nil {
			i.s.Fail(data.Fail("errors.file_gone", err, "Path", folder), nil)
			return
		}
		i.export(ins, folder)
	})
}

// export writes a version as a workbook beside whatever is in the folder.
func (i *instruments) export(ins *instrument.Instrument, folder string) {
	var path string
	i.s.Background(func(context.Context) error {
		book, err := workbook.Export(ins)
		if err != nil {
			return err
		}
		path, err = writeBeside(folder, ins.ID+"-"+ins.Version, ".xlsx", book)
		return err
	}, func(err error) {
		if err != nil {
			i.s.Fail(err, func() { i.export(ins, folder) })
			return
		}
		i.s.Toast(words.T("instrumentdiff.exported", "File", filepath.Base(path), "Folder", filepath.Dir(path)))
	})
}

// writeBeside writes a new file; one of that name that is there stays, and the
// new one gets a number.
func writeBeside(folder, name, ending string, content []byte) (string, error) {
	for n := 1; n < 1000; n++ {
		path := filepath.Join(folder, name+ending)
		if n > 1 {
			path = filepath.Join(folder, fmt.Sprintf("%s (%d)%s", name, n, ending))
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", data.Fail("errors.no_folder", err, "Path", folder)
		}
		_, err = f.Write(content)
		if err = errors.Join(err, f.Close()); err != nil {
			return "", errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(path))
		}
		return path, nil
	}
	return "", data.Fail("errors.file_exists", nil, "Path", filepath.Join(folder, name+ending))
}

// proposal is a checked version that nobody has published yet.
type proposal struct {
	file        string
	definition  []byte
	ins         *instrument.Instrument
	against     *instrument.Instrument // newest of its variant; nil: there is none
	there       bool                   // the same content is published already
	differences []instrument.Difference
}

// chooseBook asks for a workbook to take a new version from.
func (i *instruments) chooseBook() {
	choose.File(i.s.Window, func(path string, err error) {
		if err != nil {
			i.s.Fail(data.Fail("errors.file_gone", err, "Path", path), nil)
			return
		}
		i.take(path)
	})
}

// take checks a file and shows all that is wrong with it by sheet and cell, or
// what it would change.
func (i *instruments) take(path string) {
	i.hush()
	i.busy(true)
	var p proposal
	i.s.Background(func(ctx context.Context) (err error) {
		p, err = i.propose(ctx, path)
		return err
	}, func(err error) {
		i.busy(false)
		faults := instrument.Faults(err)
		switch {
		case len(faults) > 0:
			i.s.Log.Warn("a workbook of an instrument was refused", "faults", len(faults), "error", err)
			i.tell(filepath.Base(path), faults)
		case err != nil:
			i.s.Fail(err, func() { i.take(path) })
		case p.there:
			i.s.Toast(words.T("settings.instruments.there", "ID", p.ins.ID, "Version", p.ins.Version))
		default:
			i.showProposal(p)
		}
	})
}

func (i *instruments) propose(ctx context.Context, path string) (proposal, error) {
	p := proposal{file: filepath.Base(path)}
	raw, err := readDefinition(path)
	if err != nil {
		return p, err
	}
	c, err := assess.ReadCatalogue(ctx, i.s.Store)
	if err != nil {
		return p, err
	}
	if p.definition, err = workbook.Definition(raw, c.Registry); err != nil {
		return p, err
	}
	if p.ins, _, err = assess.CheckInstrument(p.definition); err != nil {
		return p, err
	}
	there, err := c.Admit(p.ins)
	if err != nil {
		return p, err
	}
	p.there = there != nil && !there.Withdrawn
	if p.against, err = c.Latest(p.ins.Variant); err == nil {
		p.differences = instrument.Compare(p.against, p.ins)
	}
	return p, nil
}

// showProposal shows what a version would change, and offers to publish it.
func (i *instruments) showProposal(p proposal) {
	lines := widgets.Column(look.Roomy, widgets.Section(words.T("instrumentdiff.proposal", "ID", p.ins.ID, "Version", p.ins.Version, "File", p.file)))
	if p.against != nil {
		lines.Add(widgets.Small(words.T("instrumentdiff.against", "ID", p.against.ID, "Version", p.against.Version)))
		lines.Add(differences(p.differences, i.grown))
	}
	publish := widgets.NewButton(widgets.Primary, words.T("instrumentdiff.publish"), "", func() { i.confirm(p) })
	lines.Add(widgets.Row(look.Gap, publish, widgets.NewButton(widgets.Plain, words.T("instrumentdiff.cancel"), "", i.hush)))
	i.told.Objects = []fyne.CanvasObject{widgets.Divider(), lines}
	i.told.Show()
	i.grown()
	i.reveal(i.card, i.publish)
}

// confirm asks once more: a published version never changes, and goes to all.
func (i *instruments) confirm(p proposal) {
	widgets.Ask(i.s.Window.Canvas(), widgets.Question{
		Title: words.T("instrumentdiff.confirm", "ID", p.ins.ID, "Version", p.ins.Version),
		Text:  words.T("instrumentdiff.confirm.text", "Count", len(p.differences)),
		Yes:   words.T("instrumentdiff.publish"), Grave: true,
	}, func(string) { i.publishProposal(p) })
}

func (i *instruments) publishProposal(p proposal) {
	i.busy(true)
	i.s.Background(func(ctx context.Context) error {
		_, err := assess.Publish(ctx, i.s.Store, i.s.Author, p.definition)
		return err
	}, func(err error) {
		i.busy(false)
		if faults := instrument.Faults(err); len(faults) > 0 {
			i.tell(p.file, faults)
			return
		}
		if err != nil {
			i.s.Fail(err, func() { i.publishProposal(p) })
			return
		}
		i.hush()
		i.s.Toast(words.T("settings.instruments.done", "ID", p.ins.ID, "Version", p.ins.Version))
	})
}

// busy shows that a file is being worked on.
func (i *instruments) busy(is bool) {
	if is {
		i.publish.Disable()
		i.fromBook.Disable()
		i.fromBook.SetText(words.T("settings.instruments.publish.busy"))
		return
	}
	i.publish.Enable()
	i.fromBook.Enable()
	i.fromBook.SetText(words.T("instrumentdiff.take"))
}

// grown lays the card out anew after what is in it changed its height.
func (i *instruments) grown() {
	i.told.Refresh()
	i.card.Refresh()
}

// readDefinition reads an instrument file or workbook; of one that is far too
// large, as much as it takes to be refused for it.
func readDefinition(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, data.Fail("errors.file_gone", err, "Path", path)
	}
	defer f.Close()
	definition, err := io.ReadAll(io.LimitReader(f, max(2*data.MaxValue, workbook.MaxFile+1)))
	if err != nil {
		return nil, data.Fail("errors.file_gone", err, "Path", path)
	}
	return definition, nil
}
