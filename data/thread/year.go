package thread

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/store"
	"pinisi/data/survey"
)

// Year is the thread of a mission in a period: what users said, what was agreed,
// what changed, and what the next index shows.
type Year struct {
	Scope, Period string
	Counts        Counts
	Chains        []Chain
	Indexes       []Index
}

// Counts are how much there is of what stands in the chains.
type Counts struct {
	Complaints, Inputs, Remarks int // what users said; remarks on forms F-03 and SKM
	Agreements                  int
	Standards                   int // versions decreed or published in the period
	FollowUps, Done             int // of the period's plans, and those that are done
	Innovations                 int // begun in the period
	Open                        int // things said of which nothing came
}

// Chain is a row of the year's thread. Said are what led to the very same, or to
// nothing for the same reason.
type Chain struct {
	Said, Agreed, Changed, Result []Node
	// Unsur is set where a survey's lowest unsur was said; Said holds the survey.
	Unsur string
	// Gap is what is missing at the end, as the end of a translation key
	// thread.gap.<gap>; "" when the chain goes to its end.
	Gap string
}

// Gaps of a chain.
const (
	GapNone      = "none"      // nothing came of it yet
	GapAnswered  = "answered"  // answered, and nothing else came of it
	GapNotOurs   = "not_ours"  // another's matter
	GapRejected  = "rejected"  // not taken up, with a reason
	GapThanks    = "thanks"    // an appreciation
	GapCentral   = "central"   // headquarters is to decide
	GapOpen      = "open"      // people did not agree
	GapUnchanged = "unchanged" // agreed, nothing changed yet
	GapUnderway  = "underway"  // the change is under way
	GapUnrated   = "unrated"   // no later evaluation shows it yet
)

// ReadYear reads the thread of a mission in a period: 2026, 2026-S1 or 2026-S2.
func ReadYear(ctx context.Context, st *store.Store, scope, period, lang string) (*Year, error) {
	y := &yearReader{walk: newWalk(ctx, st, Options{Steps: 7, Most: 1 << 20, Lang: lang}), scope: scope}
	y.year = &Year{Scope: scope, Period: period}
	y.from, y.until = Span(period)
	if err := y.read(); err != nil {
		return nil, fmt.Errorf("read the thread of %s in %s: %w", scope, period, err)
	}
	return y.year, nil
}

// Span is the first and the last day of a period, "" and "" of what is none.
func Span(period string) (from, until string) {
	year := data.Year(period)
	if year == 0 {
		return "", ""
	}
	switch {
	case strings.HasSuffix(period, "-S1"):
		return fmt.Sprintf("%d-01-01", year), fmt.Sprintf("%d-06-30", year)
	case strings.HasSuffix(period, "-S2"):
		return fmt.Sprintf("%d-07-01", year), fmt.Sprintf("%d-12-31", year)
	}
	return fmt.Sprintf("%d-01-01", year), fmt.Sprintf("%d-12-31", year)
}

// Periods are the years of a mission of which there is something in the thread,
// the latest first.
func Periods(ctx context.Context, st *store.Store, scope string) ([]string, error) {
	years := map[string]bool{}
	for kind, field := range map[string]string{"complaint": "received_on", "consultation": "starts_at", "followup": "due_on", "evaluation": "period", "survey": "period", "standard": "decreed_on", "innovation": "started_on"} {
		counts, err := st.CountBy(ctx, store.Query{Kind: kind, Scope: scope}, field)
		if err != nil {
			return nil, err
		}
		for value := range counts {
			if n := data.Year(value); n > 1900 {
				years[fmt.Sprint(n)] = true
			}
		}
	}
	var all []string
	for y := range years {
		all = append(all, y)
	}
	slices.Sort(all)
	slices.Reverse(all)
	return all, nil
}

// yearReader reads one year.
type yearReader struct {
	*walk
	scope       string
	from, until string
	year        *Year
	out         map[data.ID][]data.ID // edges, once they are all found
	used        map[data.ID]bool      // stands in a chain
}

// root is where a chain begins.
type root struct {
	rec   data.Record
	unsur string // of a survey
}

func (y *yearReader) within(date string) bool {
	return date != "" && date[:min(len(date), 10)] >= y.from && date[:min(len(date), 10)] <= y.until
}

// ofPeriod reports whether a record with a period belongs to the one asked for:
// a year holds its halves.
func (y *yearReader) ofPeriod(period string) bool {
	return period == y.year.Period || len(y.year.Period) == 4 && data.Year(period) != 0 && strings.HasPrefix(period, y.year.Period)
}

// list reads the records of a kind of the mission that keep keeps.
func (y *yearReader) list(kind string, keep func(data.Record) bool) ([]data.Record, error) {
	var all []data.Record
	err := y.st.Each(y.ctx, store.Query{Kind: kind, Scope: y.scope, Fields: light(kind), Order: "created"}, func(r data.Record) error {
		if keep(r) {
			y.records[r.ID] = r
			all = append(all, r)
		}
		return nil
	})
	return all, err
}

func (y *yearReader) read() error {
	if err := y.faces.prepare(y.walk); err != nil { // dates of consultations need their zones only
		return err
	}
	said, agreed, changed, err := y.roots()
	if err != nil {
		return err
	}
	var begin []data.ID
	for _, r := range slices.Concat(said, agreed, changed) {
		if _, twice := y.depth[r.rec.ID]; !twice {
			y.depth[r.rec.ID] = 0
			begin = append(begin, r.rec.ID)
		}
	}
	if err := y.spread(begin, +1); err != nil {
		return err
	}
	if err := y.faces.prepare(y.walk); err != nil {
		return err
	}
	y.out, y.used = map[data.ID][]data.ID{}, map[data.ID]bool{}
	for _, e := range y.edges {
		y.out[e.From] = append(y.out[e.From], e.To)
	}
	var chains []Chain
	for _, r := range said {
		c := y.chain(r, false)
		c.Said, c.Unsur = []Node{y.node(r.rec.ID)}, r.unsur
		chains = append(chains, c)
	}
	y.year.Chains = joined(chains)
	for _, c := range y.year.Chains {
		if c.Gap == GapNone {
			y.year.Counts.Open += len(c.Said)
		}
	}
	// What came about without anything said that is on record.
	chains = nil
	for _, r := range slices.Concat(agreed, changed) {
		if !y.used[r.rec.ID] {
			chains = append(chains, y.chain(r, true))
		}
	}
	y.year.Chains = append(y.year.Chains, gathered(chains)...)
	return y.indexes()
}

// roots are the records of the period with which chains begin, and counts them.
func (y *yearReader) roots() (said, agreed, changed []root, err error) {
	n := &y.year.Counts
	add := func(to *[]root, records []data.Record) {
		for _, r := range records {
			*to = append(*to, root{rec: r})
		}
	}
	complaints, err := y.list("complaint", func(r data.Record) bool { return y.within(r.Text("received_on")) })
	if err != nil {
		return
	}
	n.Complaints = len(complaints)
	slices.SortStableFunc(complaints, func(a, b data.Record) int { return cmp.Compare(a.Text("received_on"), b.Text("received_on")) })
	add(&said, complaints)

	meetings, err := y.list("consultation", func(r data.Record) bool { return y.within(y.faces.date(r)) })
	if err != nil {
		return
	}
	slices.SortStableFunc(meetings, func(a, b data.Record) int { return cmp.Compare(a.Text("starts_at"), b.Text("starts_at")) })
	for _, m := range meetings {
		for _, kind := range []string{"input", "agreement"} {
			parts, e := y.st.List(y.ctx, store.Query{Kind: kind, Parent: m.ID, Fields: light(kind), Order: "number"})
			if e != nil {
				return nil, nil, nil, e
			}
			for _, p := range parts {
				y.records[p.ID] = p
			}
			switch {
			case kind == "agreement":
				n.Agreements += len(parts)
				add(&agreed, parts)
			case !m.Bool("internal"): // an internal discussion is not what users said
				n.Inputs += len(parts)
				add(&said, parts)
			}
		}
	}
	surveys, err := y.surveys()
	if err != nil {
		return
	}
	said = append(said, surveys...)
	if n.Remarks, err = y.remarks(); err != nil {
		return
	}

	standards, err := y.list("standard", func(r data.Record) bool {
		return r.Text("status") != data.StandardDraft && (y.within(r.Text("published_on")) || y.within(r.Text("decreed_on")))
	})
	if err != nil {
		return
	}
	n.Standards = len(standards)
	actions, err := y.list("followup", func(r data.Record) bool {
		return y.ofPeriod(followup.Period(r)) || followup.Status(r) == followup.Done && y.within(r.Text("done_on"))
	})
	if err != nil {
		return
	}
	var done []data.Record
	for _, a := range actions {
		if y.ofPeriod(followup.Period(a)) {
			n.FollowUps++
			if followup.Status(a) == followup.Done {
				n.Done++
			}
		}
		if followup.Status(a) == followup.Done {
			done = append(done, a)
		}
	}
	innovations, err := y.list("innovation", func(r data.Record) bool { return y.within(r.Text("started_on")) })
	if err != nil {
		return
	}
	n.Innovations = len(innovations)
	add(&changed, slices.Concat(standards, done, innovations))
	return said, agreed, changed, nil
}

// surveys are the lowest unsur of the period's surveys.
func (y *yearReader) surveys() ([]root, error) {
	list, err := y.list("survey", func(r data.Record) bool { return y.ofPeriod(r.Text("period")) })
	if err != nil {
		return nil, err
	}
	var all []root
	for _, r := range list {
		s, err := survey.Load(y.ctx, y.st, r.ID)
		if err != nil {
			return nil, err
		}
		for _, id := range s.Result.Lowest {
			u, _ := s.Result.Of(id)
			all = append(all, root{r, id + " " + u.Name.In(y.faces.lang)})
		}
	}
	return all, nil
}

// remarks counts the words on forms of users in the period.
func (y *yearReader) remarks() (int, error) {
	n := 0
	for _, kinds := range [][2]string{{"evaluation", "response"}, {"survey", "survey_response"}} {
		wholes, err := y.list(kinds[0], func(r data.Record) bool { return y.ofPeriod(r.Text("period")) })
		if err != nil {
			return 0, err
		}
		for _, whole := range wholes {
			err := y.st.Each(y.ctx, store.Query{Kind: kinds[1], Parent: whole.ID, Fields: []string{"remark"}}, func(r data.Record) error {
				if strings.TrimSpace(r.Text("remark")) != "" {
					n++
				}
				return nil
			})
			if err != nil {
				return 0, err
			}
		}
	}
	return n, nil
}
