package main

import (
	"context"
	"flag"
	"fmt"

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
