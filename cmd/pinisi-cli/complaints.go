package main

import (
	"context"
	"flag"
	"slices"
	"strings"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/followup"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/tabular"
	"pinisi/data/workday"
)

// complaintsCommand takes complaints in from files, and tells how long they
// took and what is due.
var complaintsCommand = command{name: "complaints", min: 1, max: 2, setup: func(f *flag.FlagSet) action {
	var in complaintsImport
	var period, mission string
	f.BoolVar(&in.check, "check", false, "")
	f.BoolVar(&in.skipBad, "skip-bad", false, "")
	f.BoolVar(&in.restore, "restore", false, "")
	f.StringVar(&in.sheet, "sheet", "", "")
	f.StringVar(&in.columns, "map", "", "")
	f.StringVar(&in.values, "value", "", "")
	f.StringVar(&in.channel, "channel", "", "")
	f.StringVar(&in.zone, "zone", "", "")
	f.StringVar(&period, "period", "", "")
	f.StringVar(&mission, "mission", "", "")
	return func(ctx context.Context, c *call) error {
		switch {
		case c.args[0] == "import" && len(c.args) == 2:
			return in.run(ctx, c)
		case c.args[0] == "times" && len(c.args) == 1:
			return c.complaintTimes(ctx, mission, period)
		case c.args[0] == "due" && len(c.args) == 1:
			return c.complaintsDue(ctx, mission)
		}
		return usage("respond.cli.usage", "Args", c.words.T("cli.complaints.args"))
	}
}}

// complaintsImport is "complaints import FILE" with its flags.
type complaintsImport struct {
	check, skipBad, restore               bool
	sheet, columns, values, channel, zone string
}

func (in complaintsImport) run(ctx context.Context, c *call) error {
	if err := c.forWriting(ctx); err != nil {
		return err
	}
	scope := c.st.Profile().Scope
	if scope == store.Headquarters {
		return refuse("complaint.cli.headquarters")
	}
	file := c.args[1]
	from, err := c.input(file)
	if err != nil {
		return err
	}
	defer from.Close()
	table, err := tabular.ReadSheet(ctx, from, file, in.sheet)
	if err != nil {
		return err
	}
	m, _, err := complain.Recall(ctx, c.st, table)
	if err != nil {
		return err
	}
	if err := in.apply(&m, table); err != nil {
		return err
	}
	dry, err := complain.DryRun(ctx, c.st, table, m, complain.Options{
		Scope: scope, Zone: setup.Zone(scope), Today: setup.Today(time.Now(), scope), SkipBad: in.skipBad, Restore: in.restore,
	})
	if err != nil {
		return err
	}
	if !dry.Ready() {
		return c.refuseComplaints(dry, table, m)
	}
	done := complain.Imported{Added: dry.New, Changed: dry.Changed, Known: dry.Known, Kept: dry.Kept, Deleted: dry.Deleted, Skipped: len(dry.Bad), NamesLeft: dry.NamesLeft}
	if !in.check {
		tell, end := c.progress()
		done, err = complain.Import(ctx, c.st, c.author(), dry.Reading, file, func(at, of int) {
			tell("respond.cli.progress", "Percent", at*100/max(of, 1))
		})
		end()
		if err != nil {
			return err
		}
		if err := complain.Remember(ctx, c.st, table, m); err != nil {
			return err
		}
	}
	return c.result(map[string]any{
		"rows": dry.Total, "added": done.Added, "changed": done.Changed, "known": done.Known, "kept": done.Kept, "deleted": done.Deleted, "skipped": done.Skipped,
		"anonymous": done.NamesLeft, "written": !in.check && done.Added+done.Changed > 0, "problems": c.rowProblems(dry.All()), "columns": complaintColumns(table, m), "month_first": dry.MonthFirst, "unsure_dates": dry.Unsure,
	}, func() {
		key := "complaint.cli.done"
		if in.check {
			for _, t := range complain.Targets() {
				if at := m.Column(t.Field); at >= 0 {
					c.say("respond.cli.takes", "Name", c.words.T(t.Label()), "Letters", tabular.Column(at), "Column", words.Short(table.Title(at), 60))
				}
			}
			key = "complaint.cli.checked"
		}
		c.sayRows(dry.All(), dry.Found+len(dry.Remarks), c.say)
		if dry.MonthFirst {
			c.say("entry.import.month_first")
		}
		if dry.Unsure > 0 {
			c.say("complaint.import.unsure", "N", c.count(dry.Unsure), "Example", dry.UnsureAs)
		}
		c.say(key, "Rows", c.count(dry.Total), "Added", c.count(done.Added), "Changed", c.count(done.Changed), "Known", c.count(done.Known), "Kept", c.count(done.Kept), "Skipped", c.count(done.Skipped))
		if done.NamesLeft > 0 {
			c.say("complaint.import.count.names", "N", c.count(done.NamesLeft))
		}
	})
}

// apply puts what the flags say over the mapping: --map status=D,text=-,
// --value status:gawat=processing.
func (in complaintsImport) apply(m *complain.Mapping, table *tabular.Table) error {
	known := func(field string) bool {
		return slices.ContainsFunc(complain.Targets(), func(t complain.Target) bool { return t.Field == field })
	}
	for _, part := range splitPairs(in.columns) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		field, title, ok := strings.Cut(part, "=")
		field, title = strings.TrimSpace(field), strings.TrimSpace(title)
		if !ok || title == "" || !known(field) {
			return usage("cli.flag_value", "Flag", "--map", "Value", part)
		}
		at, ok := columnOf(table, title)
		if !ok {
			return refuse("respond.cli.no_column", "Value", title, "List", strings.Join(titles(table), " | "))
		}
		for _, t := range complain.Targets() { // a column given to one field is taken from the proposed one
			if at >= 0 && m.Column(t.Field) == at && !strings.Contains(in.columns, t.Field+"=") {
				m.Set(t.Field, -1)
			}
		}
		m.Set(field, at)
	}
	for _, part := range splitPairs(in.values) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		name, means, ok := strings.Cut(part, "=")
		field, word, ok2 := strings.Cut(name, ":")
		field, means = strings.TrimSpace(field), strings.TrimSpace(means)
		at := slices.IndexFunc(complain.Targets(), func(t complain.Target) bool { return t.Field == field && t.Valued() })
		if !ok || !ok2 || at < 0 || means == "" || field != "service" && means != complain.Blank && !slices.Contains(complain.Targets()[at].Choices(), means) {
			return usage("cli.flag_value", "Flag", "--value", "Value", part)
		}
		m.SetValue(field, word, means)
	}
	if in.channel != "" {
		if f, _ := data.Complaint.Field("channel"); !slices.Contains(f.Choices, in.channel) {
			return usage("cli.flag_value", "Flag", "--channel", "Value", in.channel)
		}
		m.Channel = in.channel
	}
	if in.zone != "" {
		m.Zone = in.zone
	}
	return nil
}

func complaintColumns(table *tabular.Table, m complain.Mapping) map[string]string {
	out := map[string]string{}
	for field, at := range m.Columns {
		out[field] = table.Title(at)
	}
	return out
}

// refuseComplaints tells every problem; nothing was written.
func (c *call) refuseComplaints(dry *complain.Dry, table *tabular.Table, m complain.Mapping) error {
	message := c.text("respond.cli.refused", "Count", c.count(len(dry.Bad)), "Rows", c.count(dry.Total))
	if len(dry.Problems) > 0 && dry.Problems[0].Row == 0 {
		message = c.text("respond.cli.refused_columns")
	}
	if c.json {
		_ = writeJSON(c.err, map[string]any{
			"error": map[string]any{"code": "complaint.import_refused", "message": message, "problems": c.rowProblems(dry.Problems), "total": dry.Found, "columns": complaintColumns(table, m)},
			"exit":  exitRefused,
		})
		return errQuiet(exitRefused)
	}
	c.note("respond.cli.columns_found", "List", strings.Join(titles(table), " | "))
	c.sayRows(dry.Problems, dry.Found, c.note)
	c.note("respond.cli.plain", "Message", message)
	return errQuiet(exitRefused)
}

// complaintList are the complaints of a mission ("": all) and period ("2026",
// "": all), with the book of each mission.
func (c *call) complaintList(ctx context.Context, mission, period string) ([]data.Record, map[string]complain.Book, error) {
	if err := c.forReading(ctx); err != nil {
		return nil, nil, err
	}
	scope, err := scopeNamed(mission)
	if err != nil {
		return nil, nil, err
	}
	all, err := c.st.List(ctx, store.Query{Kind: "complaint", Scope: scope, Fields: complain.Fields(), Order: "received_on"})
	if err != nil {
		return nil, nil, err
	}
	if period != "" {
		all = slices.DeleteFunc(all, func(r data.Record) bool { return followup.Year(r.Text("received_on")) != period })
	}
	books := map[string]complain.Book{}
	for _, r := range all {
		if _, ok := books[r.Scope]; !ok {
			if books[r.Scope], err = complain.Load(ctx, c.st, r.Scope, time.Now()); err != nil {
				return nil, nil, err
			}
		}
	}
	return all, books, nil
}

// complaintTimes is "complaints times": every definition in working and in
// calendar days, since none is the official one.
func (c *call) complaintTimes(ctx context.Context, mission, period string) error {
	all, books, err := c.complaintList(ctx, mission, period)
	if err != nil {
		return err
	}
	calendars := map[string]workday.Calendar{}
	for scope, b := range books {
		calendars[scope] = b.Calendar
	}
	var times []complain.Times
	for _, def := range complain.Definitions() {
		for _, working := range []bool{true, false} {
			times = append(times, complain.MeasureAll(all, def, working, calendars))
		}
	}
	if c.json {
		out := []any{}
		for _, t := range times {
			out = append(out, map[string]any{"definition": t.Definition, "working_days": t.Working, "n": t.Used(), "total_days": t.Total, "mean": t.Mean(), "median": t.Median(), "largest": t.Largest(),
				"skipped": map[string]int{"no_end": t.NoEnd, "no_start": t.NoStart, "reversed": t.Reversed, "not_ours": t.NotOurs}})
		}
		return writeJSON(c.out, map[string]any{"complaints": len(all), "times": out})
	}
	var rows [][]string
	for _, t := range times {
		count, largest := "calendar", "–"
		if t.Working {
			count = "working"
		}
		if t.Used() > 0 {
			largest = c.count(t.Largest())
		}
		dash := func(s string) string {
			if s == "" {
				return "–"
			}
			return c.words.Decimal(s)
		}
		rows = append(rows, []string{c.words.T(t.Definition.Label()), c.words.T("complaint.count." + count + ".word"), dash(t.Mean()), dash(t.Median()), largest, c.count(t.Used()), c.count(t.Skipped())})
	}
	head := []string{}
	for _, k := range []string{"definition", "days", "mean", "median", "largest", "n", "skipped"} {
		head = append(head, c.words.T("complaint.cli.head."+k))
	}
	if err := c.table(head, rows); err != nil {
		return err
	}
	if len(times) > 0 {
		c.say("respond.cli.plain", "Message", times[2].Basis(c.words))
	}
	return nil
}

// complaintsDue is "complaints due": what is late and soon due.
func (c *call) complaintsDue(ctx context.Context, mission string) error {
	all, books, err := c.complaintList(ctx, mission, "")
	if err != nil {
		return err
	}
	by := map[string][]data.Record{}
	for _, r := range all {
		by[r.Scope] = append(by[r.Scope], r)
	}
	var due []complain.Due
	for scope, some := range by {
		due = append(due, books[scope].Due(some)...)
	}
	slices.SortStableFunc(due, func(a, b complain.Due) int { return strings.Compare(a.Clock.Due, b.Clock.Due) })
	if c.json {
		out := []any{}
		for _, d := range due {
			out = append(out, map[string]any{"id": d.Complaint.ID, "tracking_id": d.Complaint.Text("tracking_id"), "stage": d.Clock.Stage, "due": d.Clock.Due, "left": d.Clock.Left, "late": d.Clock.State == complain.Late})
		}
		return writeJSON(c.out, out)
	}
	if len(due) == 0 {
		c.say("complaint.cli.none_due")
		return nil
	}
	var rows [][]string
	for _, d := range due {
		rows = append(rows, []string{d.Complaint.ID.String(), words.Short(complain.Title(c.words, d.Complaint, data.OnScreen), 40), d.Clock.Say(c.words)})
	}
	return c.table([]string{"ID", c.words.T("kinds.complaint"), c.words.T("complaint.cli.head.due")}, rows)
}
