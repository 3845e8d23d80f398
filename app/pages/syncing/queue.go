package syncing

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/decide"
)

// queue is the conflicts, one at a time.
type queue struct {
	p       *Page
	content *fyne.Container
	slot    session.Slot
	all     []clash
	at      int
	shown   clash   // drawn now
	drawn   [2]int  // with this place and length
	wanted  data.ID // go to the conflict of this record
}

func newQueue(p *Page) *queue { return &queue{p: p, content: widgets.Column(look.Roomy)} }

func (q *queue) show(all []clash) {
	q.all = all
	if q.wanted != data.NilID {
		for i, c := range all {
			if c.rec.ID == q.wanted {
				q.at = i
				break
			}
		}
		q.wanted = data.NilID
	} else { // stay with the one that is being looked at
		for i, c := range all {
			if c.rec.ID == q.shown.rec.ID && c.field == q.shown.field {
				q.at = i
				break
			}
		}
	}
	q.draw()
}

func (q *queue) draw() {
	if len(q.all) == 0 {
		q.shown, q.drawn = clash{}, [2]int{}
		q.content.Objects = nil
		q.content.Hide()
		return
	}
	q.at = max(0, min(q.at, len(q.all)-1))
	c := q.all[q.at]
	place := [2]int{q.at, len(q.all)}
	if c.same(q.shown) && place == q.drawn {
		q.shown = c // what was seen may have grown; what is being typed stays
		return
	}
	q.shown, q.drawn = c, place
	panel := widgets.NewConflictPanel(c.what, q.at+1, len(q.all), c.shown)
	if !c.mergeable() {
		panel.NoMerge()
	}
	panel.OnDecided = func(d widgets.Decision) { q.decided(c, d) }
	panel.OnLater = func() { q.step(1) }
	links := widgets.Wrapped(look.Gap)
	if len(q.all) > 1 {
		links.Add(widgets.NewButton(widgets.Quiet, words.T("syncpage.conflict.previous"), "", func() { q.step(-1) }).Compact())
		links.Add(widgets.NewButton(widgets.Quiet, words.T("syncpage.conflict.next"), "", func() { q.step(1) }).Compact())
	}
	if c.page != "" {
		links.Add(widgets.NewButton(widgets.Quiet, words.T("syncpage.conflict.open"), "", func() { q.p.s.Open(c.page, c.whole) }).Compact())
	}
	q.content.Objects = []fyne.CanvasObject{widgets.NewCard("", nil, panel, links)}
	q.content.Show()
	q.content.Refresh()
}

func (q *queue) step(by int) {
	if n := len(q.all); n > 0 {
		q.at = (q.at + by + n) % n
		q.draw()
		q.p.refresh()
	}
}

// valueOf is the value that a decision gives a field.
func valueOf(c clash, d widgets.Decision) data.Value {
	if d.Take >= 0 && d.Take < len(c.versions) {
		return c.versions[d.Take].Value
	}
	if d.Text == "" {
		return data.Value{}
	}
	return data.TextValue(d.Text)
}

// decided writes the decision with what was on the screen: a value that came
// meanwhile stays beside it.
func (q *queue) decided(c clash, d widgets.Decision) {
	s := q.p.s
	rest := []clash{}
	if d.All && d.Take >= 0 {
		for i, o := range q.all {
			// a deletion is no answer to a question about words, nor the other way round
			if i > q.at && o.deletion() == c.deletion() && d.Take < len(o.versions) {
				rest = append(rest, o)
			}
		}
	}
	done := 0
	s.Change(func(ctx context.Context) error {
		if err := decide.Settle(ctx, s.Store, s.Author, c.rec, c.field, valueOf(c, d), d.Reason); err != nil {
			return err
		}
		done = 1
		for _, o := range rest {
			// the record as it is now: an earlier decision may have changed it
			rec, err := s.Store.Get(ctx, o.rec.Kind, o.rec.ID)
			if err != nil {
				return err
			}
			if len(rec.Conflicts[o.field]) == 0 {
				continue
			}
			seen := o.rec
			if seen.Changed != rec.Changed {
				seen = rec
			}
			err = decide.Settle(ctx, s.Store, s.Author, seen, o.field, o.versions[d.Take].Value, d.Reason)
			if err != nil && !errors.Is(err, &data.Error{Code: "decide.no_conflict"}) {
				return err
			}
			done++
		}
		return nil
	}, func() {
		if done > 1 {
			s.Toast(words.T("syncpage.conflict.decided_all", "N", done))
		} else {
			s.Toast(words.T("syncpage.conflict.decided"))
		}
	})
}
