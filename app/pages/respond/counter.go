package respond

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/assets/words"
	"pinisi/data"
	poll "pinisi/data/respond"
)

// How long the counter waits. Tests bring their own clock, not other times.
const (
	idleTime      = 60 * time.Second // without a touch, before the warning
	countdownTime = 15               // seconds of warning, before the form is emptied
	thanksTime    = 6 * time.Second
	doubleTime    = 350 * time.Millisecond // a second touch so soon is not meant for the next question
	retryTime     = 10 * time.Second       // between two tries to store
)

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
	s       *session.Session
	form    poll.Form
	opt     counterOptions
	root    *fyne.Container
	screen  screen
	uncover func(page string, id data.ID)

	w       *words.Words
	answers []int
	service string
	at      int // question, from 0
	remark  *widgets.AutoField
	contact *widgets.AutoField

	pending  []data.Edit // a complete form that is not stored yet
	failure  string      // why, in words
	storing  bool
	stopIdle func()
	left     int       // seconds of the countdown; 0: none
	shown    time.Time // when the screen in hand came up
	stopWait func()
	pad      *pinPad
}

// screen is what the counter shows now and how it takes keys.
type screen struct {
	name string
	draw func() fyne.CanvasObject
	rune func(rune)
	key  func(fyne.KeyName)
	idle bool // goes back to the welcome when nobody touches it
}

func newCounter(s *session.Session, form poll.Form, opt counterOptions) *counter {
	if opt.After == nil {
		opt.After = func(d time.Duration, f func()) func() {
			t := time.AfterFunc(d, func() { s.Do(f) })
			return func() { t.Stop() }
		}
	}
	c := &counter{s: s, form: form, opt: opt, root: container.NewStack(), uncover: func(string, data.ID) {}}
	c.stopIdle, c.stopWait = func() {}, func() {}
	c.empty()
	return c
}

// cover takes the screen.
func (c *counter) cover() {
	c.uncover = c.s.Cover(c.root, session.Keys{Rune: c.typedRune, Key: c.typedKey})
	if len(c.form.Questions) == 0 {
		c.askPIN()
		return
	}
	c.show(c.welcome())
}

// empty forgets the visitor.
func (c *counter) empty() {
	c.w = words.New("id")
	c.answers = slices.Repeat([]int{poll.Blank}, len(c.form.Questions))
	c.at, c.service, c.remark, c.contact = 0, "", nil, nil
	if len(c.opt.Services) == 1 {
		c.service = c.opt.Services[0]
	}
}

// show turns to a screen.
func (c *counter) show(s screen) {
	c.stopWait()
	c.stopWait = func() {}
	c.screen, c.left, c.shown = s, 0, c.s.Now()
	c.redraw()
	c.touched()
}

func (c *counter) redraw() {
	if canvas := c.canvas(); canvas != nil {
		canvas.Unfocus()
	}
	c.root.Objects = []fyne.CanvasObject{c.frame(c.screen.draw())}
	c.root.Refresh()
}

func (c *counter) canvas() fyne.Canvas {
	if c.s.Window == nil {
		return nil
	}
	return c.s.Window.Canvas()
}

// touched begins the idle time anew.
func (c *counter) touched() {
	c.stopIdle()
	c.stopIdle = func() {}
	if c.left > 0 {
		c.left = 0
		c.redraw()
	}
	if c.screen.idle {
		c.stopIdle = c.opt.After(idleTime, func() { c.left = countdownTime; c.tick() })
	}
}

// tick shows one second of the countdown, and empties the form at its end.
func (c *counter) tick() {
	if c.left == 0 {
		c.abandon()
		return
	}
	c.redraw()
	c.stopIdle = c.opt.After(time.Second, func() {
		c.left--
		c.tick()
	})
}

// abandon ends a form that nobody touches any more: complete answers are kept,
// without what was still being written; others are dropped, and the screen says so.
func (c *counter) abandon() {
	if c.screen.name == "pin" {
		c.screen = c.pad.from
	}
	switch {
	case c.screen.name == "remark":
		c.remark, c.contact = nil, nil
		c.send()
	case slices.ContainsFunc(c.answers, func(a int) bool { return a != poll.Blank }):
		c.empty()
		c.show(c.dropped())
	default:
		c.empty()
		c.show(c.welcome())
	}
}

func (c *counter) typedRune(r rune) {
	if c.left > 0 {
		c.touched()
		return
	}
	c.touched()
	if c.screen.rune != nil {
		c.screen.rune(r)
	}
}

func (c *counter) typedKey(k *fyne.KeyEvent) {
	if c.left > 0 {
		c.touched()
		return
	}
	c.touched()
	if c.screen.key != nil {
		c.screen.key(k.Name)
	}
}

// begin takes a language and goes to the first question, or to the services.
func (c *counter) begin(language string) {
	c.w = words.New(language)
	if len(c.opt.Services) > 1 {
		c.show(c.services())
		return
	}
	c.show(c.question())
}

// speak changes the language of the screen in hand.
func (c *counter) speak(language string) {
	remark, contact := c.written()
	c.w = words.New(language)
	c.remark, c.contact = nil, nil
	c.show(c.screen)
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

// touch does what was touched, unless it is the second half of a double tap.
func (c *counter) touch(do func()) {
	if c.s.Now().Sub(c.shown) >= doubleTime {
		do()
	}
}

func (c *counter) next() {
	if c.answers[c.at] == poll.Blank {
		return
	}
	if c.at+1 < len(c.form.Questions) {
		c.at++
		c.show(c.question())
		return
	}
	c.show(c.remarks())
}

func (c *counter) back() {
	switch {
	case c.screen.name == "remark":
		c.show(c.question())
	case c.at > 0:
		c.at--
		c.show(c.question())
	case len(c.opt.Services) > 1 && c.screen.name == "question":
		c.show(c.services())
	default:
		c.empty()
		c.show(c.welcome())
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
	c.show(c.sending())
	var err error
	c.s.Change(func(ctx context.Context) error {
		_, err = c.s.Store.Write(ctx, data.Action{Author: c.s.Author, Label: "entry.undo.counter", Edits: c.pending})
		return nil // said here: the banners of the office are not shown now
	}, func() {
		c.storing = false
		if err != nil {
			c.s.Log.Error("store a form of the counter", "error", err)
			c.failure = session.ErrorText(err)
			if c.screen.name == "sending" {
				c.show(c.failed())
			}
			return
		}
		c.pending, c.failure = nil, ""
		if c.screen.name != "sending" { // the officer is at the PIN
			return
		}
		w := c.w
		c.empty()
		c.w = w
		c.show(c.thanks())
	})
}

// leave ends the mode after the right PIN, where the answers went.
func (c *counter) leave() {
	c.s.Change(func(ctx context.Context) error { return c.s.Store.SetSetting(ctx, settingMode, "") }, nil)
	c.stopIdle()
	c.stopWait()
	page := session.PageEvaluation
	if c.form.Of.Kind == "survey" {
		page = session.PageSurvey
	}
	c.uncover(page, c.form.Of.ID)
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
