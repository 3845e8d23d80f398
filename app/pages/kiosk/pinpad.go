package kiosk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// pinScreen is the name of the screen that asks for the PIN.
const pinScreen = "pin"

// pinPad asks the officer for the PIN; it is the only way out.
type pinPad struct {
	c       *Cover
	from    Screen // to go back to
	typed   string
	tries   tries
	busy    bool
	message string
	open    bool // the PIN was right, but a form waits to be stored
}

// AskPIN shows the pad over whatever is shown.
func (c *Cover) AskPIN() {
	if c.screen.Name == pinScreen {
		return
	}
	p := &pinPad{c: c, from: c.screen}
	c.pad = p
	t, err := loadTries(c.s.Context(), c.s.Store)
	if err != nil {
		c.s.Log.Error("read the tries of the PIN", "error", err)
	}
	p.tries = t
	_, waits := c.opt.Unsaved()
	c.Show(Screen{Name: pinScreen, Idle: !c.opt.Locked() && !waits, Draw: p.draw, Rune: p.rune, Key: p.key})
}

func (p *pinPad) cancel() {
	if p.c.opt.Locked() { // nothing to go back to
		p.typed, p.message = "", ""
		p.c.Redraw()
		return
	}
	p.c.opt.Back(p.from)
}

func (p *pinPad) rune(r rune) {
	if p.busy || r < '0' || r > '9' || len(p.typed) == 8 {
		return
	}
	p.typed += string(r)
	p.message = ""
	p.c.Redraw()
}

func (p *pinPad) key(k fyne.KeyName) {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.try()
	case fyne.KeyEscape:
		p.cancel()
	case fyne.KeyBackspace, fyne.KeyDelete:
		if n := len(p.typed); n > 0 && !p.busy {
			p.typed = p.typed[:n-1]
			p.c.Redraw()
		}
	}
}

// try checks what was typed, unless too many wrong ones came before.
func (p *pinPad) try() {
	c := p.c
	if p.busy || p.typed == "" {
		return
	}
	if p.waiting() {
		return
	}
	p.busy = true
	typed, now := p.typed, c.s.Now()
	right := false
	c.s.Background(func(ctx context.Context) error {
		hash, err := c.s.Store.Setting(ctx, settingPIN)
		if err != nil {
			return err
		}
		if hash == "" { // the PIN is gone, such as with a restored backup: nothing to compare with
			right = true
			return nil
		}
		right, err = isPIN(hash, typed)
		return err
	}, func(err error) {
		p.busy, p.typed = false, ""
		if err != nil {
			c.s.Log.Error("check the PIN", "error", err)
			p.message = c.opt.Word("entry.pin.cannot_check")
			c.Redraw()
			return
		}
		if right {
			p.keep(tries{})
			p.right()
			return
		}
		p.keep(tries{Wrong: p.tries.Wrong + 1, Last: now})
		p.message = c.opt.Word("entry.pin.wrong")
		p.waiting()
		c.Redraw()
	})
}

func (p *pinPad) keep(t tries) {
	p.tries = t
	c := p.c
	var err error
	c.s.Change(func(ctx context.Context) error { err = t.save(ctx, c.s.Store); return nil }, func() {
		if err != nil {
			c.s.Log.Error("keep the tries of the PIN", "error", err)
		}
	})
}

// waiting says for how long no PIN is taken, second by second.
func (p *pinPad) waiting() bool {
	c := p.c
	wait := p.tries.wait(c.s.Now())
	if wait == 0 {
		return false
	}
	p.typed = ""
	p.message = c.opt.Word("entry.pin.wait", "N", int((wait+time.Second-1)/time.Second))
	c.Redraw()
	c.Later(time.Second, func() {
		if c.screen.Name == pinScreen && !p.waiting() {
			p.message = ""
			c.Redraw()
		}
	})
	return true
}

// right leaves, unless a form could not be stored: then the officer decides.
func (p *pinPad) right() {
	if _, waits := p.c.opt.Unsaved(); !waits {
		p.c.leave()
		return
	}
	p.open, p.message = true, ""
	p.c.Redraw()
}

func (p *pinPad) draw() fyne.CanvasObject {
	c := p.c
	if p.open {
		why, _ := c.opt.Unsaved()
		return Middle(
			widgets.NewText(c.opt.Word("entry.pin.unsaved"), 26).Bold().Centered(),
			widgets.NewText(why, look.SectionSize).In(look.Bad).Centered(),
			Shares(look.Roomy, NewLow(c.opt.Word("entry.counter.again"), c.opt.Again), NewLow(c.opt.Word("entry.pin.leave_anyway"), c.leave)))
	}
	dots := strings.Repeat("●  ", len(p.typed))
	if dots == "" {
		dots = "–"
	}
	digit := func(d string) fyne.CanvasObject {
		t := NewTarget(d, "", func() { c.Touched(); p.rune(rune(d[0])) }).Sized(24)
		t.Height = 56
		return t
	}
	low := func(text string, do func()) *Target {
		t := NewLow(text, do)
		t.Height = 56
		return t
	}
	message := widgets.NewText(p.message, look.TextSize+2).In(look.Bad).Centered()
	if p.message == "" {
		message = widgets.NewText(c.opt.Word("entry.pin.hint"), look.TextSize+2).In(look.Quiet).Centered()
	}
	return Middle(
		widgets.NewText(c.opt.Word("entry.pin.title"), 24).Bold().Centered(),
		widgets.NewText(dots, 22).Centered(),
		message,
		Narrow(360, widgets.Column(look.Gap,
			Shares(look.Gap, digit("1"), digit("2"), digit("3")),
			Shares(look.Gap, digit("4"), digit("5"), digit("6")),
			Shares(look.Gap, digit("7"), digit("8"), digit("9")),
			Shares(look.Gap, low(c.opt.Word("entry.pin.erase"), func() { p.key(fyne.KeyBackspace) }), digit("0"), low("OK", p.try).Fill(true)),
			low(c.opt.Word("entry.counter.back_to_form"), p.cancel))),
	)
}
