package respond

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// pinPad asks the officer for the PIN; it is the only way out.
type pinPad struct {
	c       *counter
	from    screen // to go back to
	typed   string
	tries   tries
	busy    bool
	message string
	open    bool // the PIN was right, but a form waits to be stored
}

// askPIN shows the pad over whatever is shown.
func (c *counter) askPIN() {
	if c.screen.name == "pin" {
		return
	}
	p := &pinPad{c: c, from: c.screen}
	c.pad = p
	t, err := loadTries(c.s.Context(), c.s.Store)
	if err != nil {
		c.s.Log.Error("read the tries of the PIN", "error", err)
	}
	p.tries = t
	c.show(screen{name: "pin", idle: len(c.form.Questions) > 0 && c.pending == nil, draw: p.draw, rune: p.rune, key: p.key})
}

func (p *pinPad) cancel() {
	switch {
	case len(p.c.form.Questions) == 0: // nothing to go back to
		p.typed, p.message = "", ""
		p.c.redraw()
	case p.from.name == "sending" && !p.c.storing && p.c.pending == nil:
		p.c.empty()
		p.c.show(p.c.welcome())
	case p.from.name == "sending" && !p.c.storing:
		p.c.show(p.c.failed())
	default:
		p.c.show(p.from)
	}
}

func (p *pinPad) rune(r rune) {
	if p.busy || r < '0' || r > '9' || len(p.typed) == 8 {
		return
	}
	p.typed += string(r)
	p.message = ""
	p.c.redraw()
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
			p.c.redraw()
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
			p.message = c.t("entry.pin.cannot_check")
			c.redraw()
			return
		}
		if right {
			p.keep(tries{})
			p.right()
			return
		}
		p.keep(tries{Wrong: p.tries.Wrong + 1, Last: now})
		p.message = c.t("entry.pin.wrong")
		p.waiting()
		c.redraw()
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
	p.message = c.t("entry.pin.wait", "N", int((wait+time.Second-1)/time.Second))
	c.redraw()
	c.stopWait()
	c.stopWait = c.opt.After(time.Second, func() {
		if c.screen.name == "pin" && !p.waiting() {
			p.message = ""
			c.redraw()
		}
	})
	return true
}

// right leaves, unless a form could not be stored: then the officer decides.
func (p *pinPad) right() {
	if p.c.pending == nil {
		p.c.leave()
		return
	}
	p.open, p.message = true, ""
	p.c.redraw()
}

func (p *pinPad) draw() fyne.CanvasObject {
	c := p.c
	if p.open {
		return middle(
			widgets.NewText(c.t("entry.pin.unsaved"), 26).Bold().Centered(),
			widgets.NewText(c.failure, look.SectionSize).In(look.Bad).Centered(),
			shares(look.Roomy, newLow(c.t("entry.counter.again"), c.store), newLow(c.t("entry.pin.leave_anyway"), c.leave)))
	}
	dots := strings.Repeat("●  ", len(p.typed))
	if dots == "" {
		dots = "–"
	}
	digit := func(d string) fyne.CanvasObject {
		t := newTarget(d, "", func() { c.touched(); p.rune(rune(d[0])) }).sized(24)
		t.height = 56
		return t
	}
	low := func(text string, do func()) *target {
		t := newLow(text, do)
		t.height = 56
		return t
	}
	message := widgets.NewText(p.message, look.TextSize+2).In(look.Bad).Centered()
	if p.message == "" {
		message = widgets.NewText(c.t("entry.pin.hint"), look.TextSize+2).In(look.Quiet).Centered()
	}
	return middle(
		widgets.NewText(c.t("entry.pin.title"), 24).Bold().Centered(),
		widgets.NewText(dots, 22).Centered(),
		message,
		narrow(360, widgets.Column(look.Gap,
			shares(look.Gap, digit("1"), digit("2"), digit("3")),
			shares(look.Gap, digit("4"), digit("5"), digit("6")),
			shares(look.Gap, digit("7"), digit("8"), digit("9")),
			shares(look.Gap, low(c.t("entry.pin.erase"), func() { p.key(fyne.KeyBackspace) }), digit("0"), low("OK", p.try).fill(true)),
			low(c.t("entry.counter.back_to_form"), p.cancel))),
	)
}
