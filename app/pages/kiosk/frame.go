package kiosk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
)

// frame is what stands around every screen: the ground, the way for the officer,
// and the countdown over it.
func (c *Cover) frame(inner fyne.CanvasObject) fyne.CanvasObject {
	officer := fyne.CanvasObject(widgets.Space(0, 0))
	if c.screen.Name != pinScreen {
		officer = widgets.NewButton(widgets.Quiet, c.opt.Word("entry.counter.officer"), "lock", c.AskPIN).Compact()
	}
	foot := widgets.RowGrow(0, 0, widgets.Space(0, 0), officer)
	body := container.NewBorder(nil, widgets.Inset(look.Gap, look.Tight, foot), nil, nil, widgets.Inset(look.Wide, look.Roomy, inner))
	if c.left == 0 {
		return bound.Tinted(look.Ground, body)
	}
	ask := Middle(
		widgets.NewText(c.opt.Word("entry.counter.still_there"), 30).Bold().Centered(),
		widgets.NewText(c.opt.Word(c.opt.Warn(c.screen.Name), "N", c.left), look.SectionSize).Centered(),
		widgets.Space(0, look.Gap),
		Narrow(320, NewTarget(c.opt.Word("entry.counter.go_on"), "", c.Touched).Sized(22).Fill(true)),
	)
	return bound.Tinted(look.Ground, widgets.Inset(look.Wide, look.Wide, ask))
}

// Notice is a screen of a sentence that goes home by itself, at a touch or at a key.
func (c *Cover) Notice(name, icon string, tint fyne.ThemeColorName, title, text string, home func()) Screen {
	return Screen{
		Name: name,
		Draw: func() fyne.CanvasObject {
			c.Later(ThanksTime, home)
			return bound.NewPress(Middle(
				container.NewCenter(widgets.NewIcon(icon, tint, 72)),
				widgets.NewText(title, 36).Bold().Centered(),
				widgets.NewText(text, look.SectionSize+2).In(look.Quiet).Centered(),
			), home)
		},
		Rune: func(rune) { home() },
		Key:  func(fyne.KeyName) { home() },
	}
}

// Sending is shown until a form is durable.
func (c *Cover) Sending() Screen {
	return Screen{Name: SendingScreen, Draw: func() fyne.CanvasObject {
		return Middle(widgets.NewText(c.opt.Word("entry.counter.storing"), 30).Bold().Centered())
	}}
}

// Failed keeps a form that could not be stored, and tries again by itself.
func (c *Cover) Failed(again func()) Screen {
	return Screen{
		Name: "failed",
		Draw: func() fyne.CanvasObject {
			c.Later(RetryTime, again)
			return Middle(
				container.NewCenter(widgets.NewIcon("warning", look.Bad, 64)),
				widgets.NewText(c.opt.Word("entry.counter.failed"), 30).Bold().Centered(),
				widgets.NewText(c.opt.Word("entry.counter.kept_for_retry"), look.SectionSize).In(look.Quiet).Centered(),
				Narrow(320, NewTarget(c.opt.Word("entry.counter.again"), "", again).Sized(22).Fill(true)))
		},
		Key: func(k fyne.KeyName) {
			if k == fyne.KeyReturn || k == fyne.KeyEnter {
				again()
			}
		},
	}
}

// SendingScreen is the name of the screen that waits for the store.
const SendingScreen = "sending"

// Middle puts parts under each other in the middle of the room.
func Middle(parts ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&middleLayout{}, widgets.Column(look.Roomy, parts...))
}

// Narrow is an object of a width in the middle of a line.
func Narrow(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewCenter(widgets.Sized(look.Text(width), 0, o))
}

// middleLayout centres one column at most 960 pixels wide in both directions.
type middleLayout struct{}

const widest = 960

func (middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		width := min(size.Width, look.Text(widest))
		height := min(widgets.HeightOf(o, width), size.Height)
		o.Move(fyne.NewPos((size.Width-width)/2, (size.Height-height)/2))
		o.Resize(fyne.NewSize(width, height))
	}
}

func (middleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(objects[0].MinSize().Width, 0)
}
