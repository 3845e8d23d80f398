// Package look is how Pinisi looks: colours in light and dark, sizes, icons.
//
// Colours are tokens (Sea, Ink, Card, ...), the same names in both schemes.
// Every text token on every ground it is used on has a contrast of at least
// 4.5:1; a test holds that. The package knows nothing of widgets.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Scheme says whether to follow the system's light or dark, or to force one.
type Scheme int

// The schemes a person can choose.
const (
	System Scheme = iota
	Light
	Dark
)

// Sizes of text in points at scale 1.
const (
	TextSize    = 14
	SectionSize = 18
	PageSize    = 22
	IndexSize   = 40
	SmallSize   = 12
)

// Spaces between things. Use these four and no others.
const (
	Tight  float32 = 4
	Gap    float32 = 8
	Roomy  float32 = 16
	Wide   float32 = 24
	Corner float32 = 8
	// CardWidth is the greatest width of a card: longer lines are hard to read.
	CardWidth float32 = 860
	// ControlHeight is the least height of what can be clicked, at scale 1.
	ControlHeight float32 = 36
)

// Theme is Pinisi's theme. The zero value follows the system at text scale 1.
// It is immutable once applied: apply another one to change it.
type Theme struct {
	Scheme Scheme
	// Scale multiplies all text, 0.8 to 2; 0 means 1.
	Scale float32
}

var _ fyne.Theme = Theme{}

// Current returns the applied theme, or the zero Theme under another one.
func Current() Theme {
	if app := fyne.CurrentApp(); app != nil {
		if t, ok := app.Settings().Theme().(Theme); ok {
			return t
		}
	}
	return Theme{}
}

// Color returns a token in the current scheme. UI goroutine only.
func Color(name fyne.ThemeColorName) color.Color {
	variant := theme.VariantLight
	if app := fyne.CurrentApp(); app != nil {
		variant = app.Settings().ThemeVariant()
	}
	return Current().Color(name, variant)
}

// Text returns a text size in points, scaled as the person asked.
func Text(size float32) float32 { return size * Current().factor() }

// Control returns the height of a button or field: a line of text grows with the
// scale, the padding does not.
func Control() float32 {
	const line = 19
	return ControlHeight + line*max(Current().factor()-1, 0)
}

// IsDark says whether the current scheme is the dark one.
func IsDark() bool {
	if app := fyne.CurrentApp(); app != nil {
		return Current().dark(app.Settings().ThemeVariant())
	}
	return false
}

func (t Theme) factor() float32 {
	switch {
	case t.Scale == 0:
		return 1
	case t.Scale < 0.8:
		return 0.8
	case t.Scale > 2:
		return 2
	}
	return t.Scale
}

func (t Theme) dark(v fyne.ThemeVariant) bool {
	return t.Scheme == Dark || t.Scheme == System && v == theme.VariantDark
}

// alias gives Fyne's own colour names the token they stand for.
var alias = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameBackground:          Ground,
	theme.ColorNameButton:              Shade,
	theme.ColorNameDisabled:            Quiet,
	theme.ColorNameDisabledButton:      Shade,
	theme.ColorNameError:               Bad,
	theme.ColorNameFocus:               SeaTint,
	theme.ColorNameForeground:          Ink,
	theme.ColorNameForegroundOnError:   OnSea,
	theme.ColorNameForegroundOnPrimary: OnSea,
	theme.ColorNameForegroundOnSuccess: OnSea,
	theme.ColorNameForegroundOnWarning: OnSea,
	theme.ColorNameHeaderBackground:    Ground,
	theme.ColorNameHover:               Shade,
	theme.ColorNameHyperlink:           Sea,
	theme.ColorNameInputBackground:     Card,
	theme.ColorNameInputBorder:         Edge,
	theme.ColorNameMenuBackground:      Card,
	theme.ColorNameOverlayBackground:   Card,
	theme.ColorNamePlaceHolder:         Quiet,
	theme.ColorNamePressed:             Line,
	theme.ColorNamePrimary:             Sea,
	theme.ColorNameScrollBar:           Edge,
	theme.ColorNameSelection:           SeaTint,
	theme.ColorNameSeparator:           Line,
	theme.ColorNameSuccess:             Good,
	theme.ColorNameWarning:             Wait,
}

// Color implements fyne.Theme for our tokens and Fyne's names.
func (t Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	tokens := light
	if t.dark(v) {
		tokens = dark
	}
	if token, ok := alias[name]; ok {
		name = token
	}
	if c, ok := tokens[name]; ok {
		return c
	}
	switch name {
	case theme.ColorNameShadow:
		if t.dark(v) {
			return color.NRGBA{A: 0x70}
		}
		return color.NRGBA{R: 0x17, G: 0x21, B: 0x2B, A: 0x40}
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	}
	if t.dark(v) {
		return theme.DefaultTheme().Color(name, theme.VariantDark)
	}
	return theme.DefaultTheme().Color(name, theme.VariantLight)
}

// Font implements fyne.Theme; bold is the one weight beside regular.
func (t Theme) Font(style fyne.TextStyle) fyne.Resource {
	return theme.DefaultTheme().Font(style)
}

// Icon implements fyne.Theme.
func (t Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size implements fyne.Theme, in device-independent pixels.
func (t Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return TextSize * t.factor()
	case theme.SizeNameCaptionText:
		return SmallSize * t.factor()
	case theme.SizeNameHeadingText:
		return PageSize * t.factor()
	case theme.SizeNameSubHeadingText:
		return SectionSize * t.factor()
	case theme.SizeNamePadding:
		return Tight
	case theme.SizeNameInnerPadding:
		return Gap
	case theme.SizeNameInlineIcon:
		return 20 * t.factor()
	case theme.SizeNameLineSpacing:
		return Tight
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius, theme.SizeNameButtonRadius,
		theme.SizeNameCardRadius, theme.SizeNameDialogRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return Corner
	case theme.SizeNameModalBlurRadius:
		return 0 // blurring costs too much on a machine without a graphics card
	case theme.SizeNameScrollBar:
		return 12
	case theme.SizeNameScrollBarSmall:
		return 4
	}
	return theme.DefaultTheme().Size(name)
}
