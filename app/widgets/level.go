package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// NoLevel is the value of an indicator that was not scored.
const NoLevel = -1

// LevelPicker chooses one of the levels 0, 1, 2 … of an indicator. The text of
// the level under the pointer or the arrows is shown before it is chosen.
// Digits choose; arrows look, Space chooses; Enter chooses what is looked at and
// goes on; Delete empties.
type LevelPicker struct {
	widget.DisableableWidget
	// OnChosen is called with the level a person chose, NoLevel if emptied.
	OnChosen func(level int)
	// OnNext is called at Enter: go to the next indicator.
	OnNext func()

	texts   []string
	level   int
	past    int
	pastTag string
	look    int // level looked at with arrows, NoLevel for none
	hovered int
	focused bool
	text    *Text

	height struct{ width, size, value float32 } // remembered: all texts are measured for it
}

// NewLevelPicker makes a picker; texts are the levels' texts from level 0 on.
func NewLevelPicker(texts []string) *LevelPicker {
	p := &LevelPicker{texts: texts, level: NoLevel, past: NoLevel, look: NoLevel, hovered: NoLevel, text: Body("")}
	p.ExtendBaseWidget(p)
	return p
}

// SetLevel tells the level as it is, NoLevel for none. OnChosen is not called.
func (p *LevelPicker) SetLevel(level int) {
	if level < NoLevel || level >= len(p.texts) {
		level = NoLevel
	}
	if p.level != level {
		if p.look == p.level {
			p.look = level // nobody looks elsewhere with the arrows
		}
		p.level = level
		p.Refresh()
	}
}

// Level returns the chosen level or NoLevel.
func (p *LevelPicker) Level() int { return p.level }

// SetPast marks the value of an earlier year; tag is that year in words.
func (p *LevelPicker) SetPast(level int, tag string) {
	p.past, p.pastTag = level, tag
	p.Refresh()
}

// Focus moves the keyboard to the picker.
func (p *LevelPicker) Focus() { focus(p) }

func (p *LevelPicker) choose(level int) {
	if p.Disabled() || level < NoLevel || level >= len(p.texts) {
		return
	}
	p.look = level
	changed := level != p.level
	p.level = level
	p.Refresh()
	if changed && p.OnChosen != nil {
		p.OnChosen(level)
	}
}

// seen is the level whose text is shown.
func (p *LevelPicker) seen() int {
	switch {
	case p.hovered != NoLevel:
		return p.hovered
	case p.focused && p.look != NoLevel:
		return p.look
	}
	return p.level
}

// Tapped implements fyne.Tappable.
func (p *LevelPicker) Tapped(e *fyne.PointEvent) {
	if p.Disabled() {
		return
	}
	if level := p.at(e.Position); level != NoLevel {
		focus(p)
		p.choose(level)
	}
}

const (
	segmentGap   = 6
	leastSegment = 36
)

func (p *LevelPicker) segment() fyne.Size {
	wide := look.Text(56)
	if n := float32(len(p.texts)); n > 0 {
		wide = min(look.Text(64), max(leastSegment, (p.Size().Width-segmentGap*(n-1))/n))
	}
	return fyne.NewSize(wide, look.Control()+4)
}

func (p *LevelPicker) at(pos fyne.Position) int {
	s := p.segment()
	if pos.Y < 0 || pos.Y > s.Height+2 {
		return NoLevel
	}
	i := int(pos.X / (s.Width + segmentGap))
	if pos.X < 0 || i >= len(p.texts) || pos.X-float32(i)*(s.Width+segmentGap) > s.Width {
		return NoLevel
	}
	return i
}

// MouseIn implements desktop.Hoverable.
func (p *LevelPicker) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (p *LevelPicker) MouseMoved(e *desktop.MouseEvent) {
	if at := p.at(e.Position); at != p.hovered {
		p.hovered = at
		p.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (p *LevelPicker) MouseOut() { p.hovered = NoLevel; p.Refresh() }

// FocusGained implements fyne.Focusable.
func (p *LevelPicker) FocusGained() {
	p.focused = true
	p.look = p.level
	focusMoved(p)
	p.Refresh()
}

// FocusLost implements fyne.Focusable.
func (p *LevelPicker) FocusLost() { p.focused = false; p.look = NoLevel; p.Refresh() }

// TypedRune implements fyne.Focusable.
func (p *LevelPicker) TypedRune(r rune) {
	p.hovered = NoLevel // a pointer that rests there must not hide what is typed
	if r >= '0' && r <= '9' {
		if n := int(r - '0'); n < len(p.texts) {
			p.choose(n)
		}
		return
	}
	if r != ' ' {
		passRune(p, r)
	}
}

// TypedKey implements fyne.Focusable.
func (p *LevelPicker) TypedKey(key *fyne.KeyEvent) {
	last := len(p.texts) - 1
	p.hovered = NoLevel
	switch key.Name {
	case fyne.KeyRight:
		p.look = min(p.look+1, last)
		p.Refresh()
	case fyne.KeyLeft:
		p.look = max(p.look-1, 0)
		p.Refresh()
	case fyne.KeyHome:
		p.look = 0
		p.Refresh()
	case fyne.KeyEnd:
		p.look = last
		p.Refresh()
	case fyne.KeySpace:
		if p.look != NoLevel {
			p.choose(p.look)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.look != NoLevel {
			p.choose(p.look)
		}
		if p.OnNext != nil {
			p.OnNext()
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.choose(NoLevel)
	default:
		passKey(p, key)
	}
}

// shownText is the sentence under the levels.
func (p *LevelPicker) shownText() (string, fyne.ThemeColorName) {
	seen := p.seen()
	if seen == NoLevel {
		if p.Disabled() {
			return words.T("common.level_none"), look.Quiet
		}
		return words.T("common.level_hint", "Last", len(p.texts)-1), look.Quiet
	}
	text := strconv.Itoa(seen) + ": " + p.texts[seen]
	if seen == p.level {
		return text, look.Ink
	}
	return text, look.Quiet
}

// HeightFor implements Flowing. The room under the levels fits the longest text,
// so that nothing moves while one looks at levels.
func (p *LevelPicker) HeightFor(width float32) float32 {
	size := look.Text(look.TextSize)
	if p.height.width == width && p.height.size == size {
		return p.height.value + p.pastRoom()
	}
	lines := 1
	for i, s := range p.texts {
		t := Body(strconv.Itoa(i) + ": " + s)
		lines = max(lines, len(t.lines(width)))
	}
	lines = max(lines, len(Body(words.T("common.level_hint", "Last", len(p.texts)-1)).lines(width)))
	line := fyne.MeasureText("Ag", size, fyne.TextStyle{}).Height
	p.height.width, p.height.size = width, size
	p.height.value = p.segment().Height + look.Gap + float32(lines)*line
	return p.height.value + p.pastRoom()
}

func (p *LevelPicker) pastRoom() float32 {
	if p.past == NoLevel {
		return 0
	}
	return look.Text(20)
}

// MinSize implements fyne.CanvasObject.
func (p *LevelPicker) MinSize() fyne.Size {
	n := float32(len(p.texts))
	least := n*leastSegment + segmentGap*(n-1)
	return fyne.NewSize(least, p.HeightFor(max(least, p.Size().Width)))
}

// Cursor implements desktop.Cursorable.
func (p *LevelPicker) Cursor() desktop.Cursor {
	if p.Disabled() || p.hovered == NoLevel {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements fyne.Widget.
func (p *LevelPicker) CreateRenderer() fyne.WidgetRenderer {
	n := len(p.texts)
	grounds, digits := make([]*canvas.Rectangle, n), make([]*canvas.Text, n)
	looked, mark := ring(), label("", look.SmallSize, false, look.Quiet)
	markLine := box(look.Sail, "")
	markLine.CornerRadius = 1.5
	mark.Alignment = fyne.TextAlignCenter
	v := &view{of: p, min: p.MinSize}
	for i := range n {
		grounds[i] = box(look.Card, look.Edge)
		digits[i] = label(strconv.Itoa(i), look.TextSize+2, false, look.Ink)
		digits[i].Alignment = fyne.TextAlignCenter
		v.objects = append(v.objects, grounds[i], digits[i])
	}
	v.objects = append(v.objects, looked, markLine, mark, p.text)
	v.layout = func(size fyne.Size) {
		s := p.segment()
		for i := range n {
			x := float32(i) * (s.Width + segmentGap)
			place(grounds[i], x, 0, s.Width, s.Height)
			h := digits[i].MinSize().Height
			place(digits[i], x, (s.Height-h)/2, s.Width, h)
		}
		if p.focused {
			at := max(p.look, 0)
			around(looked, fyne.NewPos(float32(at)*(s.Width+segmentGap), 0), s, 3)
		}
		y := s.Height
		if p.past != NoLevel {
			w := mark.MinSize().Width
			x := float32(p.past)*(s.Width+segmentGap) + s.Width/2 - w/2
			place(mark, max(x, 0), y+5, w, mark.MinSize().Height)
			place(markLine, float32(p.past)*(s.Width+segmentGap)+8, y+3, s.Width-16, 3)
			y += p.pastRoom()
		}
		y += look.Gap
		place(p.text, 0, y, size.Width, max(size.Height-y, 0))
	}
	v.refresh = func() {
		for i := range n {
			fill, outline, ink := look.Card, look.Edge, look.Ink
			switch {
			case i == p.level:
				fill, outline, ink = look.Sea, look.Sea, look.OnSea
				if p.Disabled() {
					fill, outline = look.Quiet, look.Quiet
				}
			case p.Disabled():
				fill, outline, ink = look.Ground, look.Line, look.Quiet
			case i == p.hovered || p.focused && i == p.look:
				fill, outline = look.SeaTint, look.Sea
			}
			paint(grounds[i], fill, outline)
			restyle(digits[i], look.TextSize+2, i == p.level, ink)
		}
		showRing(looked, p.focused && !p.Disabled())
		mark.Text = p.pastTag
		mark.Hidden, markLine.Hidden = p.past == NoLevel, p.past == NoLevel
		paint(markLine, look.Sail, "")
		restyle(mark, look.SmallSize, false, look.Quiet)
		p.text.SetIn(p.shownText())
	}
	v.refresh()
	return v
}
