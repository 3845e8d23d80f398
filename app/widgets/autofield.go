package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// IdleDelay is how long a field waits after the last key before it saves itself.
const IdleDelay = 2 * time.Second

// LongestDelay is how long text waits to be saved while someone writes without a pause.
const LongestDelay = 10 * time.Second

// After runs f on the UI goroutine after a delay, unless stop is called before.
type After func(delay time.Duration, f func()) (stop func())

// after is the clock of fields that were not given another one.
func after(delay time.Duration, f func()) func() {
	t := time.AfterFunc(delay, func() { fyne.Do(f) })
	return func() { t.Stop() }
}

// Edit is what a field hands over to be saved.
type Edit struct {
	Text string // what the person wrote
	Seen string // the value that the person saw when the writing began
	// Newer is a value that arrived from elsewhere during the writing, nil if
	// none did. Both are to be kept: the person has not seen Newer.
	Newer *string
}

// AutoField is a text field that saves itself: when it is left, at Enter (one
// line), two seconds after the last key, and every ten while someone writes on.
// Escape takes back what is not yet
// saved. It never loses typed text: a value that arrives meanwhile waits.
type AutoField struct {
	widget.DisableableWidget
	// OnCommit is called when there is something to save.
	OnCommit func(Edit)
	// OnTyped is called at each change by the person; may be nil.
	OnTyped func(text string)
	// OnConflict is called when the mark of a conflict is tapped.
	OnConflict func()
	// OnEnter is called after Enter in a field of one line; nil goes to the next field.
	OnEnter func()
	// Check says what may be wrong with a text that was just written; nil doubts nothing.
	Check func(text string) Doubt
	// OnLet is called when the person lets a doubted text stand; may be nil.
	OnLet func(text string)
	// Clock is the source of the delay; nil is the real one.
	Clock After

	entry    *entry
	title    *Text
	problem  *Text
	hint     *Text
	doubt    *doubtLine // nil until there is a doubt
	clash    *Button
	locked   *Text  // the value of a disabled field, readable in full
	saved    string // as outside knows it, or as last handed over
	seen     string // saved when the writing began
	newer    *string
	stop     func() // of the wait for a pause
	latest   func() // of the wait that no key puts off
	focused  bool
	setting  bool
	onEscape func() bool
}

// NewAutoField makes a field of one line under a label; label may be "".
func NewAutoField(label string) *AutoField { return newAutoField(label, false) }

// NewAutoArea makes a field of several lines, rows of them visible.
func NewAutoArea(label string, rows int) *AutoField {
	f := newAutoField(label, true)
	f.entry.SetMinRowsVisible(rows)
	return f
}

func newAutoField(label string, multiline bool) *AutoField {
	f := &AutoField{entry: newEntry(multiline), title: Body(label), problem: Body("").In(look.Bad), hint: Small(""), locked: Body("")}
	f.clash = NewButton(Quiet, "", "conflict", func() {
		if f.OnConflict != nil {
			f.OnConflict()
		}
	}).Compact()
	f.clash.Hide()
	f.entry.OnChanged = func(text string) {
		if f.setting {
			return
		}
		f.typed(text)
	}
	f.entry.onFocus = f.focusChanged
	f.entry.onKey = f.key
	f.entry.onUndo = func() bool {
		if f.entry.Text == f.saved {
			return false
		}
		f.entry.Undo()
		return true
	}
	f.ExtendBaseWidget(f)
	return f
}

// Text returns what stands in the field now.
func (f *AutoField) Text() string { return f.entry.Text }

// SetText tells the value as it is outside. While the person is writing it
// waits and is handed over with the text in Edit.Newer.
func (f *AutoField) SetText(value string) {
	if value == f.saved {
		f.newer = nil // an echo of what was handed over
		if !f.dirty() {
			f.show(value)
		}
		return
	}
	if f.dirty() {
		f.newer = &value
		return
	}
	f.saved, f.seen, f.newer = value, value, nil
	f.show(value)
	f.setDoubt(Doubt{}) // it was about what somebody just wrote here
}

// setDoubt shows a doubt about the text under the field.
func (f *AutoField) setDoubt(d Doubt) {
	if f.doubt == nil {
		if d.Text == "" {
			return
		}
		f.doubt = newDoubtLine(func() {
			instead := f.doubt.now.Instead
			f.setDoubt(Doubt{})
			f.entry.SetText(instead)
			f.Commit()
			f.Focus()
		}, func() {
			if f.OnLet != nil {
				f.OnLet(f.entry.Text)
			}
			f.setDoubt(Doubt{})
			f.Focus()
		})
	}
	if f.doubt.set(d) {
		f.Refresh()
	}
}

func (f *AutoField) show(value string) {
	if f.entry.Text == value {
		return
	}
	f.setting = true
	f.entry.SetText(value)
	f.setting = false
}

func (f *AutoField) dirty() bool { return f.entry.Text != f.saved }

func (f *AutoField) typed(text string) {
	if f.stop != nil {
		f.stop()
	}
	clock := f.Clock
	if clock == nil {
		clock = after
	}
	f.stop = clock(IdleDelay, f.Commit)
	if f.latest == nil {
		f.latest = clock(LongestDelay, f.Commit)
	}
	if f.OnTyped != nil {
		f.OnTyped(text)
	}
}

// still ends both waits.
func (f *AutoField) still() {
	for _, wait := range []*func(){&f.stop, &f.latest} {
		if *wait != nil {
			(*wait)()
			*wait = nil
		}
	}
}

// Commit hands over what is written and not yet saved. Pages call it before
// they close; fields call it themselves otherwise.
func (f *AutoField) Commit() {
	f.still()
	if !f.dirty() {
		return
	}
	edit := Edit{Text: f.entry.Text, Seen: f.seen, Newer: f.newer}
	f.saved, f.seen, f.newer = edit.Text, edit.Text, nil
	if f.OnCommit != nil {
		f.OnCommit(edit)
	}
	if f.Check != nil {
		f.setDoubt(f.Check(edit.Text))
	}
}

// Revert takes back what is written and not yet saved.
func (f *AutoField) Revert() {
	f.still()
	if f.newer != nil {
		f.saved, f.seen, f.newer = *f.newer, *f.newer, nil
	}
	f.show(f.saved)
}

func (f *AutoField) focusChanged(on bool) {
	f.focused = on
	if !on {
		f.Commit()
	}
	f.Refresh()
}

func (f *AutoField) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyEscape:
		if f.dirty() {
			f.Revert()
			return true
		}
		return f.onEscape != nil && f.onEscape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.entry.MultiLine {
			return false
		}
		f.Commit()
		if f.OnEnter != nil {
			f.OnEnter()
		} else if c := canvasOf(f.entry); c != nil {
			c.FocusNext()
		}
		return true
	}
	return false
}

// SetError shows what is wrong with the value, "" for nothing. The field keeps
// the value: drafts may hold errors.
func (f *AutoField) SetError(problem string) {
	if f.problem.Content() != problem {
		f.problem.Set(problem)
		f.Refresh()
	}
}

// SetHint shows a quiet line under the field, "" for none.
func (f *AutoField) SetHint(hint string) {
	if f.hint.Content() != hint {
		f.hint.Set(hint)
		f.Refresh()
	}
}

// SetExample shows a grey example while the field is empty.
func (f *AutoField) SetExample(example string) { f.entry.SetPlaceHolder(example) }

// SetConflict marks that the field has so many values; fewer than 2 is none.
func (f *AutoField) SetConflict(values int) {
	if values < 2 {
		f.clash.Hide()
	} else {
		f.clash.SetText(words.T("common.values", "N", values))
		f.clash.Show()
	}
	f.Refresh()
}

// Focus moves the keyboard into the field.
func (f *AutoField) Focus() { focus(f.entry) }

// Enable lets the person write.
func (f *AutoField) Enable() { f.entry.Enable(); f.DisableableWidget.Enable() }

// Disable shows the value without letting it be changed: final records.
func (f *AutoField) Disable() {
	f.Commit()
	f.entry.Disable()
	f.locked.Set(f.lockedText())
	f.setDoubt(Doubt{})
	f.DisableableWidget.Disable()
}

func (f *AutoField) lockedText() string {
	if f.entry.Text == "" {
		return "–"
	}
	return f.entry.Text
}

func (f *AutoField) head() float32 {
	if f.title.Content() == "" && !f.clash.Visible() {
		return 0
	}
	return f.title.MinSize().Height + look.Tight
}

func (f *AutoField) entryHeight(width float32) float32 {
	if f.Disabled() {
		f.locked.Set(f.lockedText())
		return max(f.locked.HeightFor(width-2*look.Gap-4)+2*look.Gap, look.Control())
	}
	return max(f.entry.MinSize().Height, look.Control())
}

func (f *AutoField) foot(width float32) float32 {
	h := float32(0)
	if f.problem.Content() != "" {
		h += look.Tight + f.problem.HeightFor(width-look.Text(22))
	}
	if f.hint.Content() != "" {
		h += look.Tight + f.hint.HeightFor(width)
	}
	if f.doubted() {
		h += look.Tight + f.doubt.HeightFor(width)
	}
	return h
}

func (f *AutoField) doubted() bool { return f.doubt != nil && f.doubt.now.Text != "" }

// HeightFor implements Flowing.
func (f *AutoField) HeightFor(width float32) float32 {
	return f.head() + f.entryHeight(width) + f.foot(width)
}

// MinSize implements fyne.CanvasObject.
func (f *AutoField) MinSize() fyne.Size {
	return fyne.NewSize(96, f.HeightFor(max(96, f.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (f *AutoField) CreateRenderer() fyne.WidgetRenderer {
	focused, wrong, ground, roll := ring(), picture("warning", look.Bad), box(look.Ground, look.Line), newWheel()
	v := &view{of: f, min: f.MinSize}
	v.layout = func(size fyne.Size) {
		y := f.head()
		clash := fyne.Size{}
		if f.clash.Visible() {
			clash = f.clash.MinSize()
			place(f.clash, size.Width-clash.Width, (y-look.Tight-clash.Height)/2, clash.Width, clash.Height)
		}
		if y > 0 {
			place(f.title, 0, 0, max(size.Width-clash.Width, 0), y-look.Tight)
		}
		h := size.Height - y - f.foot(size.Width)
		if f.Disabled() {
			place(ground, 0, y, size.Width, h)
			place(f.locked, look.Gap+2, y+look.Gap, size.Width-2*look.Gap-4, max(h-2*look.Gap, 0))
		} else {
			place(f.entry, 0, y, size.Width, h)
			place(roll, 0, y, size.Width, h)
		}
		around(focused, fyne.NewPos(0, y), fyne.NewSize(size.Width, h), 1)
		y += h
		if f.problem.Content() != "" {
			side := look.Text(16)
			y += look.Tight
			place(wrong, 0, y+2, side, side)
			ph := f.problem.HeightFor(size.Width - look.Text(22))
			place(f.problem, look.Text(22), y, size.Width-look.Text(22), ph)
			y += ph
		}
		if f.hint.Content() != "" {
			hh := f.hint.HeightFor(size.Width)
			place(f.hint, 0, y+look.Tight, size.Width, hh)
			y += look.Tight + hh
		}
		if f.doubted() {
			place(f.doubt, 0, y+look.Tight, size.Width, f.doubt.HeightFor(size.Width))
		}
	}
	v.refresh = func() {
		v.objects = []fyne.CanvasObject{f.entry, focused}
		if !f.entry.MultiLine || !f.focused {
			v.objects = append(v.objects, roll)
		}
		if f.Disabled() {
			paint(ground, look.Ground, look.Line)
			f.locked.Set(f.lockedText())
			v.objects = []fyne.CanvasObject{ground, f.locked}
		}
		if f.head() > 0 {
			v.objects = append(v.objects, f.title, f.clash)
		}
		if f.problem.Content() != "" {
			setPicture(wrong, "warning", look.Bad)
			v.objects = append(v.objects, wrong, f.problem)
		}
		if f.hint.Content() != "" {
			v.objects = append(v.objects, f.hint)
		}
		if f.doubted() {
			v.objects = append(v.objects, f.doubt)
		}
		showRing(focused, f.focused)
		if !f.focused && f.problem.Content() != "" {
			focused.StrokeColor, focused.StrokeWidth = look.Color(look.Bad), 1.5
			focused.Show()
		}
	}
	v.refresh()
	return v
}
