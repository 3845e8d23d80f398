package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// luminance and contrast are WCAG 2.1's definitions.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

func TestContrast(t *testing.T) {
	type pair struct{ text, ground fyne.ThemeColorName }
	var pairs []pair
	for _, text := range []fyne.ThemeColorName{Ink, Quiet, Sea, Good, Wait, Bad} {
		for _, ground := range []fyne.ThemeColorName{Ground, Card} {
			pairs = append(pairs, pair{text, ground})
		}
	}
	pairs = append(pairs, pair{OnSea, Sea}, pair{OnSea, Bad}, pair{Sea, SeaTint}, pair{Good, GoodTint}, pair{Wait, WaitTint}, pair{Bad, BadTint})
	for _, ground := range []fyne.ThemeColorName{SeaTint, GoodTint, WaitTint, BadTint, Shade} {
		pairs = append(pairs, pair{Ink, ground}, pair{Quiet, ground})
	}
	for name, scheme := range map[string]Scheme{"light": Light, "dark": Dark} {
		th := Theme{Scheme: scheme}
		for _, p := range pairs {
			if got := contrast(th.Color(p.text, 0), th.Color(p.ground, 0)); got < 4.5 {
				t.Errorf("%s: %s on %s has contrast %.2f, want at least 4.5", name, p.text, p.ground, got)
			}
		}
		// outlines, rings and marks need 3:1 (WCAG 1.4.11)
		for _, p := range []pair{{Edge, Card}, {Edge, Ground}, {Sea, Card}, {Sea, Ground}} {
			if got := contrast(th.Color(p.text, 0), th.Color(p.ground, 0)); got < 3 {
				t.Errorf("%s: outline %s on %s has contrast %.2f, want at least 3", name, p.text, p.ground, got)
			}
		}
	}
}

func TestSchemesHaveTheSameTokens(t *testing.T) {
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("token %s is missing in dark", name)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("light has %d tokens, dark %d", len(light), len(dark))
	}
}

func TestSchemeFollowsTheSystemUnlessForced(t *testing.T) {
	for _, c := range []struct {
		scheme Scheme
		system fyne.ThemeVariant
		want   color.Color
	}{
		{System, theme.VariantLight, light[Ground]},
		{System, theme.VariantDark, dark[Ground]},
		{Light, theme.VariantDark, light[Ground]},
		{Dark, theme.VariantLight, dark[Ground]},
	} {
		if got := (Theme{Scheme: c.scheme}).Color(theme.ColorNameBackground, c.system); got != c.want {
			t.Errorf("scheme %d under system %d: got %v, want %v", c.scheme, c.system, got, c.want)
		}
	}
}

func TestTextScale(t *testing.T) {
	for _, c := range []struct{ scale, want float32 }{{0, 14}, {1, 14}, {1.5, 21}, {0.1, 11.2}, {9, 28}} {
		if got := (Theme{Scale: c.scale}).Size(theme.SizeNameText); math.Abs(float64(got-c.want)) > 0.01 {
			t.Errorf("scale %v: text %v, want %v", c.scale, got, c.want)
		}
	}
}

func TestIconsExist(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Scheme: Light})
	for _, name := range Names {
		if len(Icon(name, Ink).Content()) == 0 {
			t.Errorf("icon %q has no picture", name)
		}
	}
}
