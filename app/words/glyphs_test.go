package words

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"

	"pinisi/assets"
)

// The bundled font lacks arrows, check marks and the true minus; on a system
// without a font that has them they show as boxes.
func TestOurTextsHaveGlyphs(t *testing.T) {
	for name, style := range map[string]fyne.TextStyle{"regular": {}, "bold": {Bold: true}} {
		font, err := sfnt.Parse(theme.DefaultTheme().Font(style).Content())
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		for _, language := range assets.Languages() {
			texts, err := assets.Translations(language)
			if err != nil {
				t.Fatal(err)
			}
			for key, text := range texts {
				if strings.HasPrefix(key, "cli.") || strings.HasPrefix(key, "hub.") {
					continue // read in a terminal
				}
				for _, r := range text {
					if glyph, err := font.GlyphIndex(&buffer, r); err != nil || glyph == 0 && r != '\n' {
						t.Errorf("%s font has no glyph for %q in %s (%s)", name, r, key, language)
					}
				}
			}
		}
	}
}
