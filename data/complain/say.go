package complain

import (
	"time"

	"pinisi/assets/words"
	"pinisi/data"
)

// Say tells the clock in a line: "Jawab paling lambat 27 Mar 2026 · sisa 2 hari
// kerja".
func (c Clock) Say(w *words.Words) string {
	due := c.Due
	if t, err := time.Parse(time.DateOnly, due); err == nil {
		due = w.Date(t)
	}
	args := map[string]any{"Due": due}
	switch c.State {
	case Ripe:
		return w.T("complaint.clock.ripe", args)
	case Met, MetLate:
		key := c.Label() + ".met"
		if c.State == MetLate {
			args["Days"] = c.days(w, -c.Left)
			key += "_late"
		}
		return w.T(key, args)
	}
	text := w.T(c.Label(), args)
	if c.Stage == StageClose || c.Due == "" {
		return text
	}
	return text + " · " + c.SayLeft(w)
}

// SayLeft tells how much is left, or by how much it is late: "sisa 2 hari kerja",
// "hari ini", "lewat 3 hari kerja".
func (c Clock) SayLeft(w *words.Words) string {
	switch {
	case c.State == Late:
		return w.T("complaint.clock.late", map[string]any{"Days": c.days(w, -c.Left)})
	case c.Left == 0:
		return w.T("complaint.clock.last_day")
	}
	return w.T("complaint.clock.left", map[string]any{"Days": c.days(w, c.Left)})
}

func (c Clock) days(w *words.Words, n int) string {
	if c.Limit.WorkingDays {
		return w.N("complaint.days.working", n)
	}
	return w.N("complaint.days.calendar", n)
}

// Unit names the days that were counted: "hari kerja" or "hari".
func (t Times) Unit(w *words.Words, n int) string {
	if t.Working {
		return w.N("complaint.days.working", n)
	}
	return w.N("complaint.days.calendar", n)
}

// Basis tells n and what was skipped and why, for below every figure:
// "n = 14 · dilewati 3: belum ada peristiwa akhir 2, urutan tanggal keliru 1".
func (t Times) Basis(w *words.Words) string {
	text := w.T("complaint.times.n", map[string]any{"N": w.Integer(int64(t.Used()))})
	if t.Skipped() == 0 {
		return text + " · " + w.T("complaint.times.none_skipped")
	}
	text += " · " + w.T("complaint.times.skipped", map[string]any{"N": w.Integer(int64(t.Skipped()))})
	mark := ": "
	for _, why := range []struct {
		key string
		n   int
	}{{"no_end", t.NoEnd}, {"no_start", t.NoStart}, {"reversed", t.Reversed}, {"not_ours", t.NotOurs}} {
		if why.n > 0 {
			text += mark + w.T("complaint.times.skipped."+why.key, map[string]any{"N": w.Integer(int64(why.n))})
			mark = ", "
		}
	}
	return text
}

// Title is what a complaint is called in a line: its title, or of a secret one
// that it is secret, with the number that finds it again.
func Title(w *words.Words, r data.Record, to data.Audience) string {
	number := r.Text("tracking_id")
	switch {
	case r.Withheld("title", to):
		return w.T("complaint.secret_title", map[string]any{"Number": number})
	case r.Text("title") != "":
		return r.Text("title")
	case number != "":
		return number
	}
	return w.T("complaint.untitled")
}
