package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// Text is a text in one style. It wraps at words; OneLine cuts it with "…",
// Whole never wraps. It is lighter than Fyne's label and has no padding.
type Text struct {
	widget.BaseWidget
	content string
	size    float32
	bold    bool
	align   fyne.TextAlign
	mode    textMode
	tint    fyne.ThemeColorName
	marks   []Span // byte ranges of content that are marked

	memo struct { // lines of content at a width
		content     string
		width, size float32
		lines       []Span
		height      float32
		least       float32
		valid       bool
	}
}

type textMode int

const (
	wrapWords textMode = iota
	cutLine
	whole
)

// Span is a range of bytes in a text, from included, to not.
type Span struct{ From, To int }

// NewText makes a text of a size in points (look.TextSize, ...).
func NewText(content string, size float32) *Text {
	t := &Text{content: content, size: size, tint: look.Ink}
	t.ExtendBaseWidget(t)
	return t
}

// Body is text to read.
func Body(content string) *Text { return NewText(content, look.TextSize) }

// Small is a quiet hint.
func Small(content string) *Text { return NewText(content, look.SmallSize).In(look.Quiet) }

// Hint is quiet text of normal size.
func Hint(content string) *Text { return NewText(content, look.TextSize).In(look.Quiet) }

// Section is the title of a section or card.
func Section(content string) *Text { return NewText(content, look.SectionSize).Bold() }

// Title is the title of a page.
func Title(content string) *Text { return NewText(content, look.PageSize).Bold() }

// In sets the colour token.
func (t *Text) In(tint fyne.ThemeColorName) *Text { t.tint = tint; return t }

// Bold makes the text bold.
func (t *Text) Bold() *Text { t.bold = true; t.memo.valid = false; return t }

// Right aligns at the right, as numbers in tables.
func (t *Text) Right() *Text { t.align = fyne.TextAlignTrailing; return t }

// Centered centres the lines.
func (t *Text) Centered() *Text { t.align = fyne.TextAlignCenter; return t }

// OneLine cuts the text at the end of the line with "…".
func (t *Text) OneLine() *Text { t.mode = cutLine; t.memo.valid = false; return t }

// Whole keeps the text on one line and asks for its full width.
func (t *Text) Whole() *Text { t.mode = whole; t.memo.valid = false; return t }

// Content returns the text.
func (t *Text) Content() string { return t.content }

// Set replaces the text.
func (t *Text) Set(content string) {
	if t.content == content && t.marks == nil {
		return
	}
	t.content, t.marks = content, nil
	t.Refresh()
}

// SetIn replaces the text and its colour token.
func (t *Text) SetIn(content string, tint fyne.ThemeColorName) {
	if t.content == content && t.tint == tint {
		return
	}
	t.content, t.tint, t.marks = content, tint, nil
	t.Refresh()
}

// Mark underlays byte ranges of the content, such as words that differ.
func (t *Text) Mark(spans []Span) *Text { t.marks = spans; t.Refresh(); return t }

func (t *Text) style() fyne.TextStyle { return fyne.TextStyle{Bold: t.bold} }

func (t *Text) measure(s string) fyne.Size {
	return fyne.MeasureText(s, look.Text(t.size), t.style())
}

// lines breaks the content at a width; the result is remembered.
func (t *Text) lines(width float32) []Span {
	size := look.Text(t.size)
	m := &t.memo
	if m.valid && m.content == t.content && m.width == width && m.size == size {
		return m.lines
	}
	same := m.valid && m.content == t.content && m.size == size
	m.content, m.width, m.size, m.valid = t.content, width, size, true
	m.height = t.measure("Ag").Height
	if !same {
		m.least = t.leastWidth()
	}
	m.lines = m.lines[:0]
	if t.mode != wrapWords || width <= 0 {
		m.lines = append(m.lines, Span{0, len(t.content)})
		return m.lines
	}
	start := 0
	for _, paragraph := range strings.SplitAfter(t.content, "\n") {
		m.lines = t.breakParagraph(m.lines, strings.TrimSuffix(paragraph, "\n"), start, width)
		start += len(paragraph)
	}
	return m.lines
}

func (t *Text) breakParagraph(lines []Span, s string, offset int, width float32) []Span {
	if t.measure(s).Width <= width {
		return append(lines, Span{offset, offset + len(s)})
	}
	space := t.measure(" ").Width
	from, end, used := 0, 0, float32(0) // the line is s[from:end]
	for at := 0; at < len(s); {
		next := strings.IndexByte(s[at:], ' ')
		if next < 0 {
			next = len(s)
		} else {
			next += at
		}
		w := t.measure(s[at:next]).Width
		if used > 0 && used+space+w > width {
			lines = append(lines, Span{offset + from, offset + end})
			from, used = at, 0
		}
		for used == 0 && w > width { // a word longer than the line
			cut := t.fit(s[at:next], width)
			if cut >= next-at {
				break
			}
			lines = append(lines, Span{offset + at, offset + at + cut})
			at += cut
			from = at
			w = t.measure(s[at:next]).Width
		}
		if used > 0 {
			used += space
		}
		used += w
		end = next
		at = next + 1
	}
	return append(lines, Span{offset + from, offset + max(from, end)})
}

// fit returns how many bytes of s fit into width, at least one rune.
func (t *Text) fit(s string, width float32) int {
	low, last := 0, 0
	ends := make([]int, 0, len(s))
	for i, r := range s {
		ends = append(ends, i+len(string(r)))
	}
	high := len(ends)
	for low < high {
		mid := (low + high) / 2
		if t.measure(s[:ends[mid]]).Width <= width {
			last, low = ends[mid], mid+1
		} else {
			high = mid
		}
	}
	if last == 0 && len(ends) > 0 {
		return ends[0]
	}
	return last
}

// leastWidth is the width below which the text cannot be read.
func (t *Text) leastWidth() float32 {
	switch t.mode {
	case whole:
		return t.measure(t.content).Width
	case cutLine:
		return min(t.measure(t.content).Width, 48)
	}
	return min(t.measure(t.content).Width, 96)
}

// HeightFor implements Flowing.
func (t *Text) HeightFor(width float32) float32 {
	n := len(t.lines(width))
	return float32(n) * t.memo.height
}

// MinSize implements fyne.CanvasObject; the height is that at the present width.
func (t *Text) MinSize() fyne.Size {
	h := t.HeightFor(t.Size().Width)
	return fyne.NewSize(t.memo.least, h)
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: t, min: t.MinSize}
	var texts []*canvas.Text
	var grounds []*canvas.Rectangle
	v.layout = func(size fyne.Size) {
		if size.IsZero() {
			return
		}
		lines := t.lines(size.Width)
		for len(texts) < len(lines) {
			texts = append(texts, label("", t.size, t.bold, t.tint))
		}
		grounds = grounds[:0]
		v.objects = v.objects[:0]
		for i, span := range lines {
			c := texts[i]
			restyle(c, t.size, t.bold, t.tint)
			content := t.content[span.From:span.To]
			if t.mode == cutLine {
				if short := t.shorten(content, size.Width); short != content { // what is not shown is not marked
					span.To = span.From + len(strings.TrimSuffix(short, "…"))
					content = short
				}
			}
			for _, m := range t.marks {
				grounds = t.ground(grounds, m, span, float32(i)*t.memo.height)
			}
			c.Text, c.Alignment = content, t.align
			place(c, 0, float32(i)*t.memo.height, size.Width, t.memo.height)
			c.Refresh()
		}
		for _, g := range grounds {
			v.objects = append(v.objects, g)
		}
		for _, c := range texts[:len(lines)] {
			v.objects = append(v.objects, c)
		}
	}
	v.layout(t.Size())
	return v
}

// ground adds the underlay of a mark on one line.
func (t *Text) ground(grounds []*canvas.Rectangle, mark, line Span, y float32) []*canvas.Rectangle {
	from, to := max(mark.From, line.From), min(mark.To, line.To)
	if from >= to {
		return grounds
	}
	x := t.measure(t.content[line.From:from]).Width
	w := t.measure(t.content[from:to]).Width
	r := box(look.WaitTint, look.Wait)
	r.CornerRadius = 3
	place(r, x-1, y, w+2, t.memo.height)
	return append(grounds, r)
}

func (t *Text) shorten(s string, width float32) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		s = s[:i] + "…"
	}
	if t.measure(s).Width <= width+0.5 {
		return s
	}
	rest := width - t.measure("…").Width
	if rest <= 0 {
		return "…"
	}
	return strings.TrimRight(s[:t.fit(s, rest)], " ") + "…"
}
