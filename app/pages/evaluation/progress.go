package evaluation

import (
	"context"

	"pinisi/app/session"
	"pinisi/data"
	"pinisi/data/assess"
)

// progresses counts how far evaluations are, for the rows that come into view
// only: counting thousands for a list that nobody scrolls would be idle work.
type progresses struct {
	s       *session.Session
	done    func() // some were counted
	known   map[data.ID]assess.Progress
	asked   map[data.ID]bool
	waiting []data.Record
	busy    bool
	round   int
}

// of is the progress of an evaluation, if it is known yet.
func (c *progresses) of(e data.Record) (assess.Progress, bool) {
	if !c.asked[e.ID] {
		if c.asked == nil {
			c.asked, c.known = map[data.ID]bool{}, map[data.ID]assess.Progress{}
		}
		c.asked[e.ID] = true
		c.waiting = append(c.waiting, e)
		c.count()
	}
	p, ok := c.known[e.ID]
	return p, ok
}

// forget makes all be counted again when they are next seen; until then the
// old numbers stand.
func (c *progresses) forget() {
	c.round++
	c.asked, c.waiting = map[data.ID]bool{}, nil
	if c.known == nil {
		c.known = map[data.ID]assess.Progress{}
	}
}

func (c *progresses) count() {
	if c.busy || len(c.waiting) == 0 {
		return
	}
	c.busy = true
	some, round := c.waiting, c.round
	c.waiting = nil
	var counted []assess.Progress
	c.s.Background(func(ctx context.Context) (err error) {
		counted, err = assess.ProgressOf(ctx, c.s.Store, some)
		return err
	}, func(err error) {
		c.busy = false
		if err != nil {
			c.s.Log.Warn("count the progress of evaluations", "error", err)
			return
		}
		if round == c.round {
			for _, p := range counted {
				c.known[p.Evaluation.ID] = p
			}
		}
		c.done()
		c.count()
	})
}
