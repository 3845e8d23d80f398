package respond

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
)

// notice is a screen of a sentence that goes by itself, at a touch or at a key.
func (c *counter) notice(name, icon string, tint fyne.ThemeColorName, title, text string) screen {
	home := func() {
		c.empty()
		c.show(c.welcome())
	}
	return screen{
		name: name,
		draw: func() fyne.CanvasObject {
			c.stopWait()
			c.stopWait = c.opt.After(thanksTime, home)
			press := bound.NewPress(middle(
				container.NewCenter(widgets.NewIcon(icon, fyne.ThemeColorName(tint), 72)),
				widgets.NewText(c.t(title), 36).Bold().Centered(),
				widgets.NewText(c.t(text), look.SectionSize+2).In(look.Quiet).Centered(),
			), home)
			return press
		},
		rune: func(rune) { home() },
		key:  func(fyne.KeyName) { home() },
	}
}

func (c *counter) thanks() screen {
	return c.notice("thanks", "check", look.Good, "entry.counter.thanks", "entry.counter.stored")
}

func (c *counter) dropped() screen {
	return c.notice("dropped", "clock", look.Quiet, "entry.counter.emptied", "entry.counter.nothing_kept")
}

// sending is shown until the form is durable.
func (c *counter) sending() screen {
	return screen{name: "sending", draw: func() fyne.CanvasObject {
		return middle(widgets.NewText(c.t("entry.counter.storing"), 30).Bold().Centered())
	}}
}

// failed keeps a form that could not be stored, and tries again by itself.
func (c *counter) failed() screen {
	again := func() {
		if !c.storing {
			c.store()
		}
	}
	return screen{
		name: "failed",
		draw: func() fyne.CanvasObject {
			c.stopWait()
			c.stopWait = c.opt.After(retryTime, again)
			return middle(
				container.NewCenter(widgets.NewIcon("warning", look.Bad, 64)),
				widgets.NewText(c.t("entry.counter.failed"), 30).Bold().Centered(),
				widgets.NewText(c.t("entry.counter.kept_for_retry"), look.SectionSize).In(look.Quiet).Centered(),
				narrow(320, newTarget(c.t("entry.counter.again"), "", again).sized(22).fill(true)))
		},
		key: func(k fyne.KeyName) {
			if k == fyne.KeyReturn || k == fyne.KeyEnter {
				again()
			}
		},
	}
}
