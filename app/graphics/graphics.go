// Package graphics sees to it that the window can be drawn before the window
// is opened.
//
// Windows draws OpenGL only where a graphics card's own driver is installed:
// over Remote Desktop, in virtual machines and with the basic driver there is
// none. Direct3D 11 is always there, on the processor where no card serves. So
// on Windows the program draws through ANGLE, which turns OpenGL ES into
// Direct3D 11: libEGL.dll and libGLESv2.dll, which lie beside the program
// (scripts/angle builds them; docs/decisions.md, 73). On Linux there is nothing to do.
//
// PINISI_GRAPHICS=software in the environment draws on the processor even where
// there is a card, for cards whose driver shows pictures in pieces.
package graphics

import (
	"errors"
	"fmt"

	"pinisi/assets"
)

var (
	// ErrMissing means that a library beside the program cannot be loaded: it was deleted, or kept by a virus scanner.
	ErrMissing = errors.New("a graphics library beside the program cannot be loaded")
	// ErrUnable means that this computer draws nothing with Direct3D 11.
	ErrUnable = errors.New("this computer cannot draw a window with Direct3D 11")
)

// advice is what a person is told of an error, Indonesian first: there is no
// window yet in which to choose a language.
func advice(failure error) (title, text string) {
	reason := "graphics.unable"
	if errors.Is(failure, ErrMissing) {
		reason = "graphics.missing"
	}
	for i, lang := range assets.Languages() {
		words, err := assets.Translations(lang)
		if err != nil {
			return "Pinisi", failure.Error()
		}
		if i == 0 {
			title = words["graphics.title"]
		} else {
			text += "\n\n"
		}
		text += words[reason]
	}
	return title, fmt.Sprintf("%s\n\n(%v)", text, failure)
}
