package pdf

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// face is the widths of a font's letters, for dividing lines.
type face struct {
	// wide is the width of a letter in thousandths of the size, plus one; 0: there is no glyph.
	wide [0x10000]uint16
}

var faces = sync.OnceValues(func() ([2]*face, error) {
	regular, err := newFace(liberationsansregular.TTF)
	if err != nil {
		return [2]*face{}, err
	}
	bold, err := newFace(liberationsansbold.TTF)
	return [2]*face{regular, bold}, err
})

func newFace(ttf []byte) (*face, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	var buf sfnt.Buffer
	em := f.UnitsPerEm()
	out := &face{}
	for r := rune(' '); r < 0xFFFE; r++ {
		glyph, err := f.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 {
			continue
		}
		advance, err := f.GlyphAdvance(&buf, glyph, fixed.I(int(em)), font.HintingNone)
		if err != nil {
			return nil, fmt.Errorf("read the width of %q: %w", r, err)
		}
		out.wide[r] = uint16(advance.Round()*1000/int(em)) + 1
	}
	return out, nil
}

func (f *face) has(r rune) bool { return r >= 0 && int(r) < len(f.wide) && f.wide[r] > 0 }

// width of a letter in millimetres at a size in points.
func (f *face) width(r rune, size float64) float64 {
	if !f.has(r) {
		return 0
	}
	return float64(f.wide[r]-1) / 1000 * size * pointMM
}

const pointMM = 25.4 / 72

// alike are letters that others stand for where the font has none.
var alike = map[rune]string{
	'\u2010': "-", '\u2011': "-", '\u2012': "–", '\u2015': "—", '\u2212': "−", '\u202f': "\u00a0", '\u2009': " ", '\u200a': " ",
	'\u2002': " ", '\u2003': " ", '\u3000': " ", '\u2028': "\n", '\u2029': "\n", '\t': " ", '\u2713': "√", '\u2714': "√", '\u2192': "→",
	'\u02bc': "’", '\u2018': "‘", '\u2019': "’", '\uff0c': ",", '\u3002': ".", '\u2022': "•",
}

const replacement = '□'

// clean makes text of letters that the font has. lost says that there were
// letters which nothing stands for.
func (f *face) clean(text string) (clean string, lost bool) {
	if isPlain(text) {
		return text, false
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case r == '\n':
			b.WriteRune(r)
		case alike[r] != "" && !f.has(r):
			b.WriteString(alike[r])
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) && !f.has(r):
			// nothing to see: marks of direction, joiners, variants
		case f.has(r):
			b.WriteRune(r)
		default:
			b.WriteRune(replacement)
			lost = true
		}
	}
	return b.String(), lost
}

func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 0x7f || c < ' ' && c != '\n' {
			return false
		}
	}
	return true
}
