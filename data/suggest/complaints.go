package suggest

import (
	"slices"
	"strconv"
	"strings"

	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/workday"
)

func text(n int) string { return strconv.Itoa(n) }

// complaints are those received in the year before the evaluation's.
type complaints struct {
	year     int // in which they were received
	all      tally
	sp4n     tally
	outside  tally
	notOurs  int      // bukan wewenang: not counted
	channels []string // through which any came, in the kind's order
	links    []Link
	times    complain.Times // first reply after receipt, in calendar days
}

// tally counts complaints: in, done, and followed up in any way.
type tally struct{ in, done, touched int }

func (t *tally) add(r data.Record) {
	t.in++
	switch status := r.Text("status"); {
	case status == complain.Done:
		t.done++
		t.touched++
	case status == complain.Processing || r.Text("answered_on") != "":
		t.touched++
	}
}

func (g *gathering) complaints(f *figures) error {
	c := &f.complaints
	c.year = g.year - 1
	records, err := g.list("complaint", "tracking_id", "title", "channel", "status", "received_on", "answered_on", "unit", "anonymous", "secret")
	if err != nil {
		return err
	}
	var received []data.Record
	for _, r := range records {
		if !in(c.year, r.Text("received_on")) {
			continue
		}
		received = append(received, r)
		if r.Text("status") == complain.NotOurs {
			c.notOurs++
			continue
		}
		c.links = append(c.links, linkTo(r))
		c.all.add(r)
		if r.Text("channel") == "sp4n" {
			c.sp4n.add(r)
		} else {
			c.outside.add(r)
		}
		if ch := r.Text("channel"); ch != "" && !slices.Contains(c.channels, ch) {
			c.channels = append(c.channels, ch)
		}
	}
	// Calendar days, since no source says that working days are meant; the fact
	// names what it is a mean of.
	c.times = complain.Measure(received, complain.ReplyAfterReceipt, false, workday.Calendar{})
	if k, ok := data.Complaint.Field("channel"); ok {
		slices.SortFunc(c.channels, func(a, b string) int { return slices.Index(k.Choices, a) - slices.Index(k.Choices, b) })
	}
	return nil
}

func (c complaints) facts() []Fact {
	year := Number(text(c.year))
	var all []Fact
	number := func(key string, there bool, n int, silent string) {
		if !there {
			all = append(all, unknown(key, say(silent, "Year", year)))
			return
		}
		how := say("how."+key, "Year", year)
		if c.notOurs > 0 {
			how = say("how."+key+"_apart", "Year", year, "N", c.notOurs)
		}
		all = append(all, count(key, n, how, c.links))
	}
	number("complaints_in", c.all.in > 0, c.all.in, "none.complaints")
	number("complaints_done", c.all.in > 0, c.all.done, "none.complaints")
	number("complaints_sp4n_in", c.sp4n.in > 0, c.sp4n.in, "none.complaints_sp4n")
	number("complaints_sp4n_done", c.sp4n.in > 0, c.sp4n.done, "none.complaints_sp4n")
	if c.times.Used() > 0 {
		all = append(all, Fact{Key: "complaints_mean_days", Known: true, Value: c.times.Mean(), Links: c.links,
			How: say("how.complaints_mean_days", "Year", year, "N", c.times.Used(), "Skipped", c.times.Skipped())})
	} else {
		all = append(all, unknown("complaints_mean_days", say("none.complaints_mean_days", "Year", year)))
	}
	return append(all, known("complaint_channels", strings.Join(c.channels, ","), say("how.complaint_channels", "Year", year), say("none.complaints", "Year", year), c.links))
}

// level reads how many complaints were done (A28, B27). Those through
// SP4N-LAPOR! decide where there are any.
func (c complaints) level() (Suggestion, bool) {
	if c.all.in == 0 {
		return Suggestion{}, false
	}
	year := Number(text(c.year))
	g := Suggestion{Links: c.links}
	if c.all.touched == 0 {
		g.Reason = say("why.complaints_none", "All", c.all.in, "Year", year)
		if c.sp4n.in > 0 {
			g.Doubts = append(g.Doubts, say("doubt.complaints_zero"))
		}
		return g, true
	}
	t, key := c.sp4n, "why.complaints_sp4n"
	if t.in == 0 {
		t, key = c.outside, "why.complaints_outside"
	}
	g.Reason = say(key, "Percent", shown(t.done, t.in), "Done", t.done, "All", t.in, "Year", year)
	switch {
	case t.done*100 < 50*t.in:
		g.Level = 3
	case t.done*100 < 90*t.in:
		g.Level = 4
	default:
		g.Level = 5
		if t.done*100 == 90*t.in && c.sp4n.in > 0 {
			g.Doubts = append(g.Doubts, say("doubt.complaints_ninety"))
		}
	}
	if c.sp4n.in == 0 {
		g.Level = 1
		if t.done*100 >= 50*t.in {
			g.Level = 2
		}
		g.Doubts = append(g.Doubts, say("doubt.complaints_no_sp4n"))
	} else if c.outside.in > 0 {
		g.Doubts = append(g.Doubts, say("doubt.complaints_outside", "Done", c.outside.done, "All", c.outside.in))
	}
	if c.notOurs > 0 {
		g.Doubts = append(g.Doubts, say("doubt.complaints_not_ours", "N", c.notOurs))
	}
	return g, true
}
