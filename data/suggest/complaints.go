package suggest

import (
	"slices"
	"strconv"
	"strings"

	"pinisi/data"
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
}

// tally counts complaints: in, done, and followed up in any way.
type tally struct{ in, done, touched int }

func (t *tally) add(r data.Record) {
	t.in++
	switch status := r.Text("status"); {
	case status == "done":
		t.done++
		t.touched++
	case status == "processing" || r.Text("answered_on") != "":
		t.touched++
	}
}

func (g *gathering) complaints(f *figures) error {
	c := &f.complaints
	c.year = g.year - 1
	records, err := g.list("complaint", "tracking_id", "title", "channel", "status", "received_on", "answered_on", "unit")
	if err != nil {
		return err
	}
	for _, r := range records {
		if !in(c.year, r.Text("received_on")) {
			continue
		}
		if r.Text("status") == "not_ours" {
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
	return append(all, known("complaint_channels", strings.Join(c.channels, ","), say("how.complaint_channels", "Year", year), say("none.complaints", "Year", year), c.links))
}
