package kiosk

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
)

// How long the screen waits. Tests bring their own clock, not other times.
const (
	IdleTime   = 60 * time.Second // without a touch, before the warning
	Countdown  = 15               // seconds of warning, before the form is emptied
	ThanksTime = 6 * time.Second
	doubleTime = 350 * time.Millisecond // a second touch so soon is not meant for the next screen
	RetryTime  = 10 * time.Second       // between two tries to store
)

// Screen is what visitors see now and how it takes keys.
type Screen struct {
	Name string
	Draw func() fyne.CanvasObject
	Rune func(rune)
	Key  func(fyne.KeyName)
	Idle bool // is emptied when nobody touches it
}

// Options are what a mode decides. Word, Abandon, Warn, Back and Leave must be set.
type Options struct {
	After widgets.After // nil: the real clock
	// Word is a text in the visitor's language.
	Word func(key string, pairs ...any) string
	// Abandon is called with the screen that nobody touched any more.
	Abandon func(screen string)
	// Warn is the key of what the countdown says about that screen; it has {{.N}}.
	Warn func(screen string) string
	// Back goes back from the PIN to the screen before it.
	Back func(from Screen)
	// Locked reports that there is nothing to go back to: only the PIN leads on.
	Locked func() bool
	// Unsaved is why a complete form is not stored yet, and whether there is one;
	// Again tries once more. Both may be nil.
	Unsaved func() (why string, waits bool)
	Again   func()
	// Leave is called after the PIN, and says what to show then.
	Leave func() (page string, record data.ID)
}

// Cover is the screen over the whole program.
type Cover struct {
	s        *session.Session
	opt      Options
	root     *fyne.Container
	screen   Screen
	uncover  func(page string, id data.ID)
	stopIdle func()
	left     int       // seconds of the countdown; 0: none
	shown    time.Time // when the screen in hand came up
	stopWait func()
	pad      *pinPad
}

// New makes it; Take shows it.
func New(s *session.Session, opt Options) *Cover {
	if opt.After == nil {
		opt.After = func(d time.Duration, f func()) func() {
			t := time.AfterFunc(d, func() { s.Do(f) })
			return func() { t.Stop() }
		}
	}
	if opt.Locked == nil {
		opt.Locked = func() bool { return false }
	}
	if opt.Unsaved == nil {
		opt.Unsaved = func() (string, bool) { return "", false }
	}
	return &Cover{s: s, opt: opt, root: container.NewStack(), uncover: func(string, data.ID) {}, stopIdle: func() {}, stopWait: func() {}}
}

// Take takes the window and shows a screen.
func (c *Cover) Take(first Screen) {
	c.uncover = c.s.Cover(c.root, session.Keys{Rune: c.typedRune, Key: c.typedKey})
	if c.opt.Locked() {
		c.AskPIN()
		return
	}
	c.Show(first)
}

// Now is the name of the screen in hand; "pin" while the PIN is asked for.
func (c *Cover) Now() string { return c.screen.Name }

// Screen is the screen in hand.
func (c *Cover) Screen() Screen { return c.screen }

// After is the clock that the mode runs by.
func (c *Cover) After() widgets.After { return c.opt.After }

// Show turns to a screen.
func (c *Cover) Show(s Screen) {
	c.stopWait()
	c.stopWait = func() {}
	c.screen, c.left, c.shown = s, 0, c.s.Now()
	c.Redraw()
	c.Touched()
}

// Redraw draws the screen in hand anew.
func (c *Cover) Redraw() {
	if canvas := c.canvas(); canvas != nil {
		canvas.Unfocus()
	}
	c.root.Objects = []fyne.CanvasObject{c.frame(c.screen.Draw())}
	c.root.Refresh()
}

func (c *Cover) canvas() fyne.Canvas {
	if c.s.Window == nil {
		return nil
	}
	return c.s.Window.Canvas()
}

// Later does something after a time, unless another screen comes before.
func (c *Cover) Later(d time.Duration, do func()) {
	c.stopWait()
	c.stopWait = c.opt.After(d, do)
}

// Touched begins the idle time anew.
func (c *Cover) Touched() {
	c.stopIdle()
	c.stopIdle = func() {}
	if c.left > 0 {
		c.left = 0
		c.Redraw()
	}
	if c.screen.Idle {
		c.stopIdle = c.opt.After(IdleTime, func() { c.left = Countdown; c.tick() })
	}
}

// Touch does what was touched, unless it is the second half of a double tap.
func (c *Cover) Touch(do func()) {
	if c.s.Now().Sub(c.shown) >= doubleTime {
		do()
	}
}

// tick shows one second of the countdown, and empties the form at its end.
func (c *Cover) tick() {
	if c.left == 0 {
		if c.screen.Name == pinScreen {
			c.screen = c.pad.from
		}
		c.opt.Abandon(c.screen.Name)
		return
	}
	c.Redraw()
	c.stopIdle = c.opt.After(time.Second, func() {
		c.left--
		c.tick()
	})
}

func (c *Cover) typedRune(r rune) {
	if c.left > 0 {
		c.Touched()
		return
	}
	c.Touched()
	if c.screen.Rune != nil {
		c.screen.Rune(r)
	}
}

func (c *Cover) typedKey(k *fyne.KeyEvent) {
	if c.left > 0 {
		c.Touched()
		return
	}
	c.Touched()
	if c.screen.Key != nil {
		c.screen.Key(k.Name)
	}
}

// leave gives the window back.
func (c *Cover) leave() {
	page, record := c.opt.Leave()
	c.stopIdle()
	c.stopWait()
	c.uncover(page, record)
}
