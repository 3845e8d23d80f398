package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// Weight is how grave a banner is.
type Weight int

// Weights of a Banner.
const (
	Info Weight = iota
	Warn
	Error
)

// Banner is a message that stays until it was read. What happened, to what, and
// what to do; it can be copied.
type Banner struct {
	composite
	// OnClosed is called when the person has read it; may be nil.
	OnClosed func()
	// Copied is called with the text after it was put on the clipboard; may be nil.
	Copied func(text string)
	weight Weight
	inner  fyne.CanvasObject
}

// NewBanner makes a banner. detail may be ""; action may be "" for no button.
func NewBanner(weight Weight, text, detail, action string, tapped func()) *Banner {
	b := &Banner{weight: weight}
	ink, _, icon := b.tokens()
	body := Column(look.Tight, Body(text).Bold())
	if detail != "" {
		body.Add(Body(detail))
	}
	whole := text
	if detail != "" {
		whole += "\n" + detail
	}
	buttons := Row(look.Gap)
	if action != "" {
		buttons.Add(NewButton(Plain, action, "", tapped).Compact())
	}
	if weight != Info {
		buttons.Add(NewButton(Quiet, words.T("common.copy"), "copy", func() {
			fyne.CurrentApp().Clipboard().SetContent(whole)
			if b.Copied != nil {
				b.Copied(whole)
			}
		}).Compact())
	}
	buttons.Add(NewButton(Quiet, words.T("common.read"), "tick", func() {
		b.Hide()
		if b.OnClosed != nil {
			b.OnClosed()
		}
	}).Compact())
	b.inner = RowGrow(look.Gap+look.Tight, 1, NewIcon(icon, ink, 20), body, buttons)
	b.build(b, Inset(look.Roomy, look.Gap+look.Tight, b.inner))
	return b
}

func (b *Banner) tokens() (ink, tint fyne.ThemeColorName, icon string) {
	switch b.weight {
	case Warn:
		return look.Wait, look.WaitTint, "warning"
	case Error:
		return look.Bad, look.BadTint, "warning"
	}
	return look.Sea, look.SeaTint, "info"
}

// CreateRenderer implements fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	ground := box("", "")
	bar := box("", "")
	v := &view{of: b, objects: []fyne.CanvasObject{ground, bar, b.content}, min: b.MinSize}
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		place(bar, 0, look.Gap, 4, max(size.Height-2*look.Gap, 0))
		bar.CornerRadius = 2
		b.content.Resize(size)
	}
	v.refresh = func() {
		ink, tint, _ := b.tokens()
		paint(ground, tint, "")
		paint(bar, ink, "")
	}
	v.refresh()
	return v
}

// Toasts shows short words at the foot of the window, one after the other: what
// was done, or that something was not. Each goes by itself. What went wrong
// belongs in a Banner.
type Toasts struct {
	widget.BaseWidget
	// Clock is the source of the delay; nil is the real one.
	Clock After
	text  string
	done  bool // it tells of something done
	undo  func()
	stop  func()
	act   *Button
}

// NewToasts makes the layer; put it over the whole window.
func NewToasts() *Toasts {
	t := &Toasts{}
	t.act = NewButton(Quiet, words.T("common.undo"), "undo", func() {
		undo := t.undo
		t.clear()
		if undo != nil {
			undo()
		}
	}).Compact()
	t.act.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// ToastSeconds is how long a toast stays, one that asks to be read twice as long.
const ToastSeconds = 4

// Say says that something is done. undo, if not nil, can take it back.
func (t *Toasts) Say(text string, undo func()) { t.show(text, true, ToastSeconds, undo) }

// Note says that something was not done, or is no longer there.
func (t *Toasts) Note(text string) { t.show(text, false, 2*ToastSeconds, nil) }

func (t *Toasts) show(text string, done bool, seconds int, undo func()) {
	if t.stop != nil {
		t.stop()
	}
	t.text, t.done, t.undo = text, done, undo
	if undo != nil {
		t.act.Show()
	} else {
		t.act.Hide()
	}
	clock := t.Clock
	if clock == nil {
		clock = after
	}
	t.stop = clock(time.Duration(seconds)*time.Second, t.clear)
	t.Refresh()
}

// Text returns the words that are shown now.
func (t *Toasts) Text() string { return t.text }

func (t *Toasts) clear() {
	t.text, t.undo = "", nil
	t.act.Hide()
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *Toasts) CreateRenderer() fyne.WidgetRenderer {
	ground, image := box("", ""), picture("check", look.Good)
	text := Body("").Whole()
	v := &view{of: t, min: func() fyne.Size { return fyne.Size{} }}
	v.layout = func(size fyne.Size) {
		if t.text == "" {
			return
		}
		w := text.MinSize().Width + look.Text(20) + 3*look.Roomy
		h := look.Text(40)
		act := fyne.Size{}
		if t.act.Visible() {
			act = t.act.MinSize()
			w += act.Width + look.Gap
		}
		x, y := (size.Width-w)/2, size.Height-h-look.Wide
		place(ground, x, y, w, h)
		side := look.Text(20)
		place(image, x+look.Roomy, y+(h-side)/2, side, side)
		th := text.MinSize().Height
		place(text, x+2*look.Roomy+side-4, y+(h-th)/2, text.MinSize().Width, th)
		place(t.act, x+w-act.Width-look.Gap, y+(h-act.Height)/2, act.Width, act.Height)
	}
	v.refresh = func() {
		v.objects = nil
		if t.text == "" {
			return
		}
		icon, ink := "check", look.Good
		if !t.done {
			icon, ink = "warning", look.Wait
		}
		paint(ground, look.Card, ink)
		setPicture(image, icon, ink)
		text.Set(t.text)
		v.objects = []fyne.CanvasObject{ground, image, text, t.act}
	}
	v.refresh() // it may have been told something before it was first drawn
	return v
}
