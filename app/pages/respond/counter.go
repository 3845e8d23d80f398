package respond

import (
	"context"
	"slices"
	"time"

	"pinisi/app/look"
	"pinisi/app/pages/kiosk"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/assets/words"
	"pinisi/data"
	poll "pinisi/data/respond"
)

type screen = kiosk.Screen

// counterOptions are what the counter mode is begun with.
type counterOptions struct {
	Welcome  string        // key of the sentence that invites
	Services []string      // to choose from; one is taken as it is, none is not asked for
	After    widgets.After // nil: the real clock
}

// counter is the counter mode (mode loket): visitors answer one after the other
// on this screen. It covers the whole program, shows no record of the office
// and ends only by PIN. A form is stored whole: one that is left before the last
// answer is dropped, and the screen says that nothing was kept.
type counter struct {
	*kiosk.Cover
	s    *session.Session
	form poll.Form
	opt  counterOptions

	w       *words.Words
	answers []int
	service string
	at      int // question, from 0
	remark  *widgets.AutoField
	contact *widgets.AutoField

	pending []data.Edit // a complete form that is not stored yet
	failure string      // why, in words
	storing bool
}

func newCounter(s *session.Session, form poll.Form, opt counterOptions) *counter {
	c := &counter{s: s, form: form, opt: opt}
	c.Cover = kiosk.New(s, kiosk.Options{
		After: opt.After, Word: c.t, Abandon: c.abandon, Back: c.backFromPIN, Leave: c.leave, Again: c.store,
		Warn: func(screen string) string {
			if screen == "remark" {
				return "entry.counter.idle_complete"
			}
			return "entry.counter.idle"
		},
		Locked:  func() bool { return len(form.Questions) == 0 },
		Unsaved: func() (string, bool) { return c.failure, c.pending != nil },
	})
	c.empty()
	return c
}

// cover takes the screen.
func (c *counter) cover() { c.Take(c.welcome()) }

// empty forgets the visitor.
func (c *counter) empty() {
	c.w = words.New("id")
	c.answers = slices.Repeat([]int{poll.Blank}, len(c.form.Questions))
	c.at, c.service, c.remark, c.contact = 0, "", nil, nil
	if len(c.opt.Services) == 1 {
		c.service = c.opt.Services[0]
	}
}

// abandon ends a form that nobody touches any more: complete answers are kept,
// without what was still being written; others are dropped, and the screen says so.
func (c *counter) abandon(screen string) {
	switch {
	case screen == "remark":
		c.remark, c.contact = nil, nil
		c.send()
	case slices.ContainsFunc(c.answers, func(a int) bool { return a != poll.Blank }):
		c.empty()
		c.Show(c.dropped())
	default:
		c.empty()
		c.Show(c.welcome())
	}
}

// backFromPIN goes on where the officer came from.
func (c *counter) backFromPIN(from kiosk.Screen) {
	switch {
	case from.Name == kiosk.SendingScreen && !c.storing && c.pending == nil:
		c.empty()
		c.Show(c.welcome())
	case from.Name == kiosk.SendingScreen && !c.storing:
		c.Show(c.failed())
	default:
		c.Show(from)
	}
}

// begin takes a language and goes to the first question, or to the services.
func (c *counter) begin(language string) {
	c.w = words.New(language)
	if len(c.opt.Services) > 1 {
		c.Show(c.services())
		return
	}
	c.Show(c.question())
}

// speak changes the language of the screen in hand.
func (c *counter) speak(language string) {
	remark, contact := c.written()
	c.w = words.New(language)
	c.remark, c.contact = nil, nil
	c.Show(c.Screen())
	if c.remark != nil {
		c.remark.SetText(remark)
		c.contact.SetText(contact)
	}
}

func (c *counter) written() (remark, contact string) {
	if c.remark == nil {
		return "", ""
	}
	return c.remark.Text(), c.contact.Text()
}

// choose answers the question in hand and goes on.
func (c *counter) choose(level int) {
	if level < c.form.Min || level > c.form.Max {
		return
	}
	c.answers[c.at] = level
	c.next()
}

func (c *counter) next() {
	if c.answers[c.at] == poll.Blank {
		return
	}
	if c.at+1 < len(c.form.Questions) {
		c.at++
		c.Show(c.question())
		return
	}
	c.Show(c.remarks())
}

func (c *counter) back() {
	switch {
	case c.Now() == "remark":
		c.Show(c.question())
	case c.at > 0:
		c.at--
		c.Show(c.question())
	case len(c.opt.Services) > 1 && c.Now() == "question":
		c.Show(c.services())
	default:
		c.empty()
		c.Show(c.welcome())
	}
}

// send stores the complete form, and only then says thanks.
func (c *counter) send() {
	if c.storing || !c.form.Complete(c.answers) {
		return
	}
	remark, contact := c.written()
	if c.pending == nil {
		c.pending = c.form.Add(c.s.Store.NewID(), poll.Entry{
			Answers: c.answers, Channel: "counter", Language: c.w.Lang(), TakenOn: c.s.Now().Format(time.DateOnly),
			Service: c.service, Remark: clean(remark), Contact: clean(contact),
		})
	}
	c.store()
}

func (c *counter) store() {
	c.storing = true
	c.Show(c.Sending())
	var err error
	c.s.Change(func(ctx context.Context) error {
		_, err = c.s.Store.Write(ctx, data.Action{Author: c.s.Author, Label: "entry.undo.counter", Edits: c.pending})
		return nil // said here: the banners of the office are not shown now
	}, func() {
		c.storing = false
		if err != nil {
			c.s.Log.Error("store a form of the counter", "error", err)
			c.failure = session.ErrorText(err)
			if c.Now() == "sending" {
				c.Show(c.failed())
			}
			return
		}
		c.pending, c.failure = nil, ""
		if c.Now() != "sending" { // the officer is at the PIN
			return
		}
		w := c.w
		c.empty()
		c.w = w
		c.Show(c.thanks())
	})
}

// leave ends the mode after the right PIN, where the answers went.
func (c *counter) leave() (string, data.ID) {
	c.s.Change(func(ctx context.Context) error { return kiosk.End(ctx, c.s.Store) }, nil)
	if c.form.Of.Kind == "survey" {
		return session.PageSurvey, c.form.Of.ID
	}
	return session.PageEvaluation, c.form.Of.ID
}

// thanks and dropped go back to the welcome by themselves.
func (c *counter) thanks() screen {
	return c.Notice("thanks", "check", look.Good, c.t("entry.counter.thanks"), c.t("entry.counter.stored"), c.home)
}

func (c *counter) dropped() screen {
	return c.Notice("dropped", "clock", look.Quiet, c.t("entry.counter.emptied"), c.t("entry.counter.nothing_kept"), c.home)
}

func (c *counter) home() {
	c.empty()
	c.Show(c.welcome())
}

// failed keeps a form that could not be stored, and tries again by itself.
func (c *counter) failed() screen {
	return c.Cover.Failed(func() {
		if !c.storing {
			c.store()
		}
	})
}

// t is a text in the visitor's language.
func (c *counter) t(key string, pairs ...any) string {
	args := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if n, ok := pairs[i+1].(int); ok {
			args[pairs[i].(string)] = c.w.Integer(int64(n))
		} else {
			args[pairs[i].(string)] = pairs[i+1]
		}
	}
	return c.w.T(key, args)
}
