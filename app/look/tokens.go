package look

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// Names of the colours that Fyne's own set lacks. They are looked up like any
// other theme colour, also by icons.
const (
	Ground fyne.ThemeColorName = "pinisiGround" // behind pages
	Card   fyne.ThemeColorName = "pinisiCard"   // behind cards, fields, the sidebar
	Ink    fyne.ThemeColorName = "pinisiInk"    // text
	Quiet  fyne.ThemeColorName = "pinisiQuiet"  // second-rank text, hints
	Sea    fyne.ThemeColorName = "pinisiSea"    // selection, main button, links, focus ring
	OnSea  fyne.ThemeColorName = "pinisiOnSea"  // text on Sea
	Sail   fyne.ThemeColorName = "pinisiSail"   // accent marks; never text
	Good   fyne.ThemeColorName = "pinisiGood"   // done, always with an icon and a word
	Wait   fyne.ThemeColorName = "pinisiWait"   // pending, always with an icon and a word
	Bad    fyne.ThemeColorName = "pinisiBad"    // wrong, always with an icon and a word
	Line   fyne.ThemeColorName = "pinisiLine"   // separators and card outlines
	Edge   fyne.ThemeColorName = "pinisiEdge"   // outlines of controls: 3:1 against Card

	// Tints are grounds: a little of the colour on Card.
	SeaTint  fyne.ThemeColorName = "pinisiSeaTint"
	GoodTint fyne.ThemeColorName = "pinisiGoodTint"
	WaitTint fyne.ThemeColorName = "pinisiWaitTint"
	BadTint  fyne.ThemeColorName = "pinisiBadTint"
	Shade    fyne.ThemeColorName = "pinisiShade" // hovered control, unfilled bar
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

var light = map[fyne.ThemeColorName]color.NRGBA{
	Ground: rgb(0xF5F7F9), Card: rgb(0xFFFFFF),
	Ink: rgb(0x17212B), Quiet: rgb(0x56646F),
	Sea: rgb(0x0B4F6C), OnSea: rgb(0xFFFFFF), Sail: rgb(0xC98A00),
	Good: rgb(0x1B7F5C), Wait: rgb(0x9A6200), Bad: rgb(0xB3261E),
	Line: rgb(0xD9E0E6), Edge: rgb(0x83919C),
	SeaTint: rgb(0xE3EEF3), GoodTint: rgb(0xEEF8F4), WaitTint: rgb(0xFDF4E3), BadTint: rgb(0xFBECEB),
	Shade: rgb(0xEBEFF2),
}

var dark = map[fyne.ThemeColorName]color.NRGBA{
	Ground: rgb(0x14181C), Card: rgb(0x1C2228),
	Ink: rgb(0xE8EDF1), Quiet: rgb(0x9FB0BC),
	Sea: rgb(0x5BA8C9), OnSea: rgb(0x0C1519), Sail: rgb(0xE6B84A),
	Good: rgb(0x5CC9A0), Wait: rgb(0xE6B84A), Bad: rgb(0xF2857C),
	Line: rgb(0x2C353D), Edge: rgb(0x6C7A85),
	SeaTint: rgb(0x1F323C), GoodTint: rgb(0x1C302A), WaitTint: rgb(0x322C1C), BadTint: rgb(0x372426),
	Shade: rgb(0x28313A),
}
