package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/setup"
	"pinisi/data/standards"
	"pinisi/data/store"
)

func init() {
	for word, kind := range map[string]string{"standar": report.Standard, "loket": report.Counter, "loket-a3": report.CounterA3, "maklumat": report.Pledge} {
		documentWords[word] = kind
	}
}

// standardsCommand tells how the standards of a mission's services stand,
// exports them, or makes the sheets of all of them. It changes no record.
var standardsCommand = command{name: "standards", max: 1, setup: func(f *flag.FlagSet) action {
	mission, out := f.String("mission", "", ""), f.String("out", "", "")
	drafts, a3, force := f.Bool("drafts", false, ""), f.Bool("a3", false, ""), f.Bool("force", false, "")
	service, date := f.String("service", "", ""), f.String("date", "", "")
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		scope, err := scopeNamed(*mission)
		if err != nil {
			return err
		}
		if scope == "" {
			scope = c.st.Profile().Scope
		}
		if scope == "" || scope == store.Headquarters {
			return usage("cli.standards.no_mission")
		}
		what := ""
		if len(c.args) > 0 {
			what = strings.ToLower(c.args[0])
		}
		switch what {
		case "", "list":
			today := *date
			if today == "" {
				today = setup.Today(time.Now(), scope)
			} else if _, err := time.Parse(time.DateOnly, today); err != nil {
				return usage("cli.flag_value", "Flag", "--date", "Value", today)
			}
			return c.standardsState(ctx, scope, strings.ToUpper(*service), today)
		case "export":
			e := standards.Export{Scope: scope, Drafts: *drafts, Service: strings.ToUpper(*service), Lang: c.words.Lang()}
			return c.fileOf(*out, *force, func(w io.Writer) error { return e.Write(ctx, c.st, w) })
		case "sheets":
			r := report.Request{Kind: report.Counters, Format: report.PDF, Scope: scope, Lang: c.words.Lang()}
			if *a3 {
				r.Kind = report.CountersA3
			}
			return c.fileOf(*out, *force, func(w io.Writer) error { return report.Write(ctx, c.st, w, r) })
		}
		return usage("cli.standards.what", "Value", c.args[0])
	}
}}

// fileOf writes what is made to a file, or to the standard output without one.
func (c *call) fileOf(out string, force bool, write func(io.Writer) error) error {
	if out == "" || out == "-" {
		return write(c.out)
	}
	if _, err := os.Stat(out); !force && !errors.Is(err, os.ErrNotExist) {
		return refuse("cli.report.exists", "Path", out)
	}
	if err := writeFile(out, write); err != nil {
		return err
	}
	return c.result(map[string]any{"file": out}, func() { c.say("cli.standards.done", "Path", out) })
}

// standing is how the standard of one service stands.
type standing struct {
	Service  string   `json:"service"`
	Name     string   `json:"name"`
	Offered  bool     `json:"offered"`
	Status   string   `json:"status"` // blank: there is none
	Version  string   `json:"version,omitempty"`
	ID       string   `json:"id,omitempty"`
	Filled   int      `json:"filled"` // of the 14 components
	Missing  []string `json:"missing,omitempty"`
	Drafts   int      `json:"drafts"`
	Reviewed string   `json:"reviewed_on,omitempty"`
	Review   string   `json:"review_by,omitempty"`
	Late     bool     `json:"late"`
}

func (c *call) standardsState(ctx context.Context, scope, service, today string) error {
	catalogue, err := standards.Load(ctx, c.st, scope)
	if err != nil {
		return err
	}
	all := []standing{}
	for _, s := range catalogue.Shown() {
		if service != "" && s.Code != service || !catalogue.Listed && len(s.Versions) == 0 {
			continue
		}
		one := standing{Service: s.Code, Name: s.Name.In(c.words.Lang()), Offered: s.Offered, Drafts: len(s.Drafts()), Reviewed: s.Reviewed, Review: s.NextReview(catalogue.Rules)}
		if work := s.Work(); work.ID != data.NilID {
			one.Status, one.Version, one.ID = work.Text("status"), s.Label(work.ID), work.ID.String()
			one.Filled, one.Missing = standards.Complete(work), standards.Missing(work)
		}
		for _, m := range s.Due(catalogue.Rules, today) {
			one.Late = one.Late || m.Late()
		}
		all = append(all, one)
	}
	return c.result(all, func() {
		if len(all) == 0 {
			c.say("cli.standards.none")
		}
		for _, one := range all {
			state := c.words.T("cli.standards.absent")
			if one.Version != "" {
				state = c.words.T("cli.standards.state", map[string]any{"Version": one.Version, "Status": c.words.T("kinds.standard.status." + cmpStatus(one.Status)), "N": one.Filled, "All": len(data.StandardComponents)})
			}
			if one.Review != "" {
				state += ", " + c.words.T("cli.standards.review", map[string]any{"Date": one.Review})
			}
			if one.Late {
				state += " " + c.words.T("cli.standards.late")
			}
			c.say("cli.standards.line", "Code", one.Service, "Name", one.Name, "State", state)
		}
	})
}

func cmpStatus(status string) string {
	if status == "" {
		return data.StandardDraft
	}
	return status
}
