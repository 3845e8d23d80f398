package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/instrument/workbook"
)

// instrumentCommand gives an instrument out, to begin a new version with, as a
// file or a workbook; checks one that was changed; and says what differs
// between two.
var instrumentCommand = command{name: "instrument", min: 1, max: 3, setup: func(f *flag.FlagSet) action {
	version := f.String("version", "", "")
	out := f.String("out", "", "")
	return func(ctx context.Context, c *call) error {
		sub, want := "", 1
		switch c.args[0] {
		case "export", "check":
			sub, want = c.args[0], 2
		case "diff":
			sub, want = c.args[0], 3
		}
		if len(c.args) < want {
			return usage("cli.too_few", "Command", "instrument "+sub, "Args", c.words.T("cli.instrument.args."+sub))
		}
		if len(c.args) > want {
			return usage("cli.too_many", "Command", strings.TrimSpace("instrument "+sub), "Word", c.args[want], "Args", c.words.T("cli.instrument.args"))
		}
		if err := c.forReading(ctx); err != nil {
			return err
		}
		all, err := assess.ReadCatalogue(ctx, c.st)
		if err != nil {
			return err
		}
		switch sub {
		case "export":
			return c.exportInstrument(all, *version, *out)
		case "check":
			return c.checkInstrument(all)
		case "diff":
			return c.diffInstruments(all)
		}
		return c.giveInstrument(all, *version, *out)
	}
}}

// giveInstrument writes an instrument's own file.
func (c *call) giveInstrument(all *assess.Catalogue, version, out string) error {
	ins, err := c.instrumentNamed(all, c.args[0], version)
	if err != nil {
		return err
	}
	text := readable(ins.Definition())
	if out == "" || out == "-" {
		_, err := c.out.Write(text)
		return err
	}
	return c.saveInstrument(ins, text, out)
}

// exportInstrument writes an instrument as a workbook for people to change.
func (c *call) exportInstrument(all *assess.Catalogue, version, out string) error {
	ins, err := c.instrumentNamed(all, c.args[1], version)
	if err != nil {
		return err
	}
	if out == "" {
		return usage("cli.flag_needs_value", "Flag", "--out")
	}
	if strings.EqualFold(filepath.Ext(out), ".json") {
		return c.saveInstrument(ins, readable(ins.Definition()), out)
	}
	book, err := workbook.Export(ins)
	if err != nil {
		return err
	}
	if out == "-" {
		_, err := c.out.Write(book)
		return err
	}
	return c.saveInstrument(ins, book, out)
}

func (c *call) saveInstrument(ins *instrument.Instrument, content []byte, out string) error {
	err := writeFile(out, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	if err != nil {
		return err
	}
	return c.result(map[string]any{"id": ins.ID, "version": ins.Version, "file": out}, func() {
		c.say("cli.instrument.done", "ID", ins.ID, "Version", ins.Version, "Path", out)
	})
}

// checkInstrument holds a file to all that publishing would, and says what it changes.
func (c *call) checkInstrument(all *assess.Catalogue) error {
	ins, err := c.instrumentFile(all, c.args[1])
	if err != nil {
		return err
	}
	there, err := all.Admit(ins)
	if err != nil {
		return err
	}
	var differences []instrument.Difference
	against, err := all.Latest(ins.Variant)
	if err == nil {
		differences = instrument.Compare(against, ins)
	}
	result := map[string]any{"id": ins.ID, "version": ins.Version, "variant": ins.Variant, "published": there != nil, "differences": c.differences(differences)}
	if against != nil {
		result["against"] = against.Reference
	}
	return c.result(result, func() {
		if there != nil {
			c.say("cli.instrument.check.there", "ID", ins.ID, "Version", ins.Version)
		} else {
			c.say("cli.instrument.check.good", "ID", ins.ID, "Version", ins.Version)
		}
		if against != nil {
			c.sayDifferences(against, ins, differences)
		}
	})
}

// diffInstruments says what differs between two versions, each a file or
// ID@version.
func (c *call) diffInstruments(all *assess.Catalogue) error {
	a, err := c.instrumentOrFile(all, c.args[1])
	if err != nil {
		return err
	}
	b, err := c.instrumentOrFile(all, c.args[2])
	if err != nil {
		return err
	}
	differences := instrument.Compare(a, b)
	return c.result(map[string]any{"from": a.Reference, "to": b.Reference, "differences": c.differences(differences)}, func() {
		c.sayDifferences(a, b, differences)
	})
}

func (c *call) sayDifferences(a, b *instrument.Instrument, all []instrument.Difference) {
	counts := map[string]int{}
	for _, d := range all {
		counts[d.Change]++
	}
	c.say("cli.instrument.diff", "From", a.Reference, "To", b.Reference, "Count", len(all), "Added", counts[instrument.Added],
		"Removed", counts[instrument.Removed], "Changed", counts[instrument.Changed], "Moved", counts[instrument.Moved])
	for _, d := range all {
		fmt.Fprintln(c.out, "- "+d.Text(c.words.Lang()))
	}
}

// differences as JSON, each with its line in words.
func (c *call) differences(all []instrument.Difference) any {
	type told struct {
		instrument.Difference
		Text string `json:"text"`
	}
	list := []told{}
	for _, d := range all {
		list = append(list, told{d, d.Text(c.words.Lang())})
	}
	return list
}

// instrumentOrFile is an instrument by ID@version, by ID (the newest), or from a file.
func (c *call) instrumentOrFile(all *assess.Catalogue, name string) (*instrument.Instrument, error) {
	if _, err := os.Stat(name); err == nil || name == "-" {
		return c.instrumentFile(all, name)
	}
	id, version, _ := strings.Cut(name, "@")
	return c.instrumentNamed(all, id, version)
}

// instrumentFile reads an instrument from a file or a workbook.
func (c *call) instrumentFile(all *assess.Catalogue, name string) (*instrument.Instrument, error) {
	definition, err := c.definition(all, name)
	if err != nil {
		return nil, err
	}
	ins, _, err := assess.CheckInstrument(definition)
	return ins, err
}

// definition reads an instrument file; a workbook becomes one.
func (c *call) definition(all *assess.Catalogue, name string) ([]byte, error) {
	from, err := c.input(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = from.Close() }()                                                    // only read from
	raw, err := io.ReadAll(io.LimitReader(from, max(2*data.MaxValue, workbook.MaxFile+1))) // more is refused as too large
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return workbook.Definition(raw, all.Registry)
}

// instrumentNamed is the version of that instrument, the newest if none is
// named: one that is in use before one that was withdrawn.
func (c *call) instrumentNamed(all *assess.Catalogue, id, version string) (*instrument.Instrument, error) {
	var known []string
	var found []assess.Version
	for _, v := range all.Versions {
		known = append(known, v.Reference.String())
		if strings.EqualFold(v.ID, id) && (version == "" || v.Version == version) {
			found = append(found, v)
		}
	}
	if len(found) == 0 {
		return nil, refuse("cli.instrument.unknown", "ID", strings.TrimSpace(id+" "+version), "Known", strings.Join(known, ", "))
	}
	return found[max(0, slices.IndexFunc(found, func(v assess.Version) bool { return !v.Withdrawn }))].Instrument, nil
}

// readable breaks a definition of one line, as records hold it, into lines.
func readable(definition string) []byte {
	var b bytes.Buffer
	if strings.Contains(definition, "\n") || json.Indent(&b, []byte(definition), "", "  ") != nil {
		b.Reset()
		b.WriteString(definition)
	}
	return append(bytes.TrimRight(b.Bytes(), "\n"), '\n')
}
