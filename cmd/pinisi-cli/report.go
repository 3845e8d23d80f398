package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// documentWords are the kinds of documents as people may name them.
var documentWords = map[string]string{
	"evaluasi": report.Evaluation, "laporan": report.Evaluation, "lke": report.Evaluation, "responden": report.Respondents, "f-03": report.Respondents, "f03": report.Respondents,
	"survei": report.Survey, "skm": report.Survey, "bukti": report.Evidence, "tindak-lanjut": report.FollowUps, "follow-ups": report.FollowUps, "rtl": report.FollowUps,
	"berita-acara": report.Proceedings, "ba": report.Proceedings, "daftar-hadir": report.Attendance, "lembar-hadir": report.SignIn, "sign-in": report.SignIn, "notulen": report.Minutes,
	"konsultasi": report.Consultation, "fkp": report.Consultation, "fgd": report.Consultation, "pengaduan": report.Complaints, "aduan": report.Complaints, "jejak": report.Thread,
	"sosialisasi": report.Outreach, "proposal": report.Proposal, "kipp": report.Proposal, "kesiapan": report.Readiness,
}

var reportCommand = command{name: "report", min: 2, max: 2, setup: func(f *flag.FlagSet) action {
	var r report.Request
	f.StringVar(&r.Format, "format", "", "")
	f.BoolVar(&r.Personal, "personal", false, "")
	out := f.String("out", "", "")
	force := f.Bool("force", false, "")
	mission := f.String("mission", "", "")
	f.IntVar(&r.Rows, "rows", 0, "")
	f.BoolVar(&r.ByUnsur, "by-unsur", false, "")
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		if err := c.request(ctx, &r, *mission); err != nil {
			return err
		}
		if *out == "-" {
			w := bufio.NewWriter(c.out)
			if err := report.Write(ctx, c.st, w, r); err != nil {
				return err
			}
			return w.Flush()
		}
		file, err := documentFile(ctx, c.st, r, *out)
		if err != nil {
			return err
		}
		tell, done := c.progress()
		r.Progress = func(part float64) { tell("cli.report.making", "Percent", int(part*100)) }
		err = report.Save(ctx, c.st, file, r, *force)
		done()
		if errors.Is(err, &data.Error{Code: "errors.file_exists"}) {
			return refuse("cli.report.exists", "Path", file)
		}
		if err != nil {
			return err
		}
		info, err := os.Stat(file)
		if err != nil {
			return fmt.Errorf("look at the document: %w", err)
		}
		return c.result(map[string]any{"file": file, "bytes": info.Size(), "kind": r.Kind, "format": r.Format, "personal": r.Personal}, func() {
			c.say("cli.report.done", "Path", file, "Size", c.words.Bytes(info.Size()))
			switch {
			case r.Kind == report.Evidence:
				c.say("cli.report.contents")
			case r.Personal:
				c.say("cli.report.open")
			default:
				c.say("cli.report.masked")
			}
		})
	}
}}

// request reads which document is meant; a period may stand for the plan of it.
func (c *call) request(ctx context.Context, r *report.Request, mission string) error {
	r.Kind = strings.ToLower(c.args[0])
	if kind, ok := documentWords[r.Kind]; ok {
		r.Kind = kind
	}
	r.Format, r.Lang = strings.ToLower(r.Format), c.words.Lang()
	if usual := report.Formats(r.Kind); r.Format == "" && len(usual) > 0 {
		r.Format = usual[0]
		if strings.EqualFold(c.args[0], "lke") {
			r.Format = report.XLSX
		}
	}
	var known *data.Error
	if err := r.Check(); errors.As(err, &known) {
		return &coded{known, exitUsage}
	}
	var err error
	if r.Scope, err = scopeNamed(mission); err != nil {
		return err
	}
	of := r.Scope
	if of == "" {
		of = c.st.Profile().Scope
	}
	r.Today = setup.Today(time.Now(), of)
	if report.OfPeriod(r.Kind) && isPeriod(c.args[1], r.Kind) {
		r.Period = strings.ToUpper(c.args[1])
		return nil
	}
	id, err := data.ParseID(strings.TrimSpace(c.args[1]))
	if err != nil || report.About(r.Kind) == "" {
		return refuse("cli.bad_id", "Value", c.args[1])
	}
	r.ID = id
	rec, err := c.st.Find(ctx, id)
	if errors.Is(err, data.ErrNotFound) {
		return refuse("cli.no_record", "Value", c.args[1])
	}
	if err != nil {
		return err
	}
	if want := report.About(r.Kind); want != "*" && rec.Kind != want {
		return refuse("cli.report.other_kind", "ID", c.args[1], "Kind", c.words.T(data.KindOf(want).Label()))
	}
	return nil
}

// isPeriod takes 2026, 2026-S1 and 2026-S2; for complaints quarters (2026-Q3)
// and months (2026-04) too.
func isPeriod(word, kind string) bool {
	year, part, divided := strings.Cut(strings.ToUpper(word), "-")
	parts := []string{"S1", "S2"}
	if kind == report.Complaints {
		parts = append(parts, "Q1", "Q2", "Q3", "Q4", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12")
	}
	return len(year) == 4 && strings.Trim(year, "0123456789") == "" && (!divided || slices.Contains(parts, part))
}

// documentFile is where the document goes: the file that was named, one of its
// usual name in the folder that was named, or here.
func documentFile(ctx context.Context, st *store.Store, r report.Request, out string) (string, error) {
	if out != "" {
		if info, err := os.Stat(out); err != nil || !info.IsDir() {
			return out, nil
		}
	}
	name, err := report.Name(ctx, st, r)
	return filepath.Join(out, name), err
}
