package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// instrumentsCommand lists what evaluations can be begun with and computed by.
var instrumentsCommand = command{name: "instruments", setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		all, err := assess.ReadCatalogue(ctx, c.st)
		if err != nil {
			return err
		}
		if c.json {
			return writeJSON(c.out, c.catalogueJSON(all))
		}
		var rows [][]string
		for _, v := range all.Versions {
			rows = append(rows, []string{v.ID, v.Version, c.variant(v.Instrument), fmt.Sprint(v.Edition), c.origin(v.Record), v.Methods.F02.Primary, v.Methods.F03.Primary, c.use(v)})
		}
		heads := []string{"ID"}
		for _, key := range []string{"version", "variant", "edition", "origin", "f02", "f03", "use"} {
			heads = append(heads, c.words.T("cli.instruments."+key))
		}
		if err := c.table(heads, rows); err != nil {
			return err
		}
		for _, left := range all.LeftOut {
			c.say("cli.instruments.left_out", "ID", left.Code, "Version", left.Version, "Record", left.Record)
			for _, f := range left.Faults {
				fmt.Fprintln(c.out, "- "+f.Text(c.words.Lang()))
			}
			if left.Conflict {
				c.say("cli.instruments.decide", "Record", left.Record)
			}
		}
		return nil
	}
}}

func (c *call) origin(record data.ID) string {
	if record == data.NilID {
		return c.words.T("cli.instruments.shipped")
	}
	return c.words.T("cli.instruments.published")
}

// use says which evaluations a version serves.
func (c *call) use(v assess.Version) string {
	switch {
	case v.Withdrawn:
		return c.words.T("cli.instruments.withdrawn")
	case v.Newest:
		return c.words.T("cli.instruments.newest")
	}
	return c.words.T("cli.instruments.older")
}

// fault is what is wrong with an instrument file, as JSON.
type fault struct {
	Place   string `json:"place"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (c *call) faults(all []*instrument.InvalidError) []fault {
	list := []fault{}
	for _, f := range all {
		list = append(list, fault{f.Place, f.Key, f.Text(c.words.Lang())})
	}
	return list
}

func (c *call) catalogueJSON(all *assess.Catalogue) any {
	versions, left := []any{}, []any{}
	for _, v := range all.Versions {
		origin := "published"
		if v.Record == data.NilID {
			origin = "shipped"
		}
		versions = append(versions, map[string]any{
			"id": v.ID, "version": v.Version, "variant": v.Variant, "edition": v.Edition, "title": v.Title.In(c.words.Lang()),
			"origin": origin, "record": idOrBlank(v.Record), "newest": v.Newest, "withdrawn": v.Withdrawn,
			"method_f02": v.Methods.F02.Primary, "method_f03": v.Methods.F03.Primary,
		})
	}
	for _, l := range all.LeftOut {
		left = append(left, map[string]any{"id": l.Code, "version": l.Version, "record": l.Record.String(), "conflict": l.Conflict, "faults": c.faults(l.Faults)})
	}
	return map[string]any{"instruments": versions, "left_out": left}
}

// instrumentCommand gives an instrument file out, to begin a new version with.
var instrumentCommand = command{name: "instrument", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	version := f.String("version", "", "")
	out := f.String("out", "", "")
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		all, err := assess.ReadCatalogue(ctx, c.st)
		if err != nil {
			return err
		}
		ins, err := c.instrumentNamed(all, c.args[0], *version)
		if err != nil {
			return err
		}
		text := readable(ins.Definition())
		if *out == "" || *out == "-" {
			_, err := c.out.Write(text)
			return err
		}
		err = writeFile(*out, func(w io.Writer) error {
			_, err := w.Write(text)
			return err
		})
		if err != nil {
			return err
		}
		return c.result(map[string]any{"id": ins.ID, "version": ins.Version, "file": *out}, func() {
			c.say("cli.instrument.done", "ID", ins.ID, "Version", ins.Version, "Path", *out)
		})
	}
}}

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
