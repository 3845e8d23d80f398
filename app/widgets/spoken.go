package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
)

// What a screen reader says of our own widgets. Entries say it themselves.
var (
	_ fyne.Accessible = (*Button)(nil)
	_ fyne.Accessible = (*Text)(nil)
	_ fyne.Accessible = (*LevelPicker)(nil)
	_ fyne.Accessible = (*StatusPill)(nil)
	_ fyne.Accessible = (*SyncLine)(nil)
	_ fyne.Accessible = (*navRow)(nil)
	_ fyne.Accessible = (*chip)(nil)
	_ fyne.Accessible = (*pickControl)(nil)
)

// AccessibilityLabel is the word of the button, or its hint.
func (b *Button) AccessibilityLabel() string {
	if b.text == "" {
		return b.Hint
	}
	return b.text
}

// AccessibilityRole implements fyne.Accessible.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the text.
func (t *Text) AccessibilityLabel() string { return t.content }

// AccessibilityRole implements fyne.Accessible.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the chosen level with its text.
func (p *LevelPicker) AccessibilityLabel() string {
	text, _ := p.shownText()
	if p.level != NoLevel && p.seen() != p.level {
		return strconv.Itoa(p.level) + ". " + text
	}
	return text
}

// AccessibilityRole implements fyne.Accessible.
func (p *LevelPicker) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the word of the state.
func (p *StatusPill) AccessibilityLabel() string { return p.word }

// AccessibilityRole implements fyne.Accessible.
func (p *StatusPill) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is both lines.
func (l *SyncLine) AccessibilityLabel() string {
	first, second := l.Words()
	return first + ", " + second
}

// AccessibilityRole implements fyne.Accessible.
func (l *SyncLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the page and how much waits there.
func (r *navRow) AccessibilityLabel() string {
	if r.item.Count > 0 {
		return r.item.Text + ", " + strconv.Itoa(r.item.Count)
	}
	return r.item.Text
}

// AccessibilityRole implements fyne.Accessible.
func (r *navRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// AccessibilityLabel is the name and its note.
func (c *chip) AccessibilityLabel() string {
	if c.note == "" {
		return c.text
	}
	return c.text + ", " + c.note
}

// AccessibilityRole implements fyne.Accessible.
func (c *chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is the choice.
func (p *pickControl) AccessibilityLabel() string { return p.text }

// AccessibilityRole implements fyne.Accessible.
func (p *pickControl) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
