package pdf

import (
	"strings"
	"unicode"

	"pinisi/data/report/document"
)

// letter is one rune of a text that is being divided into lines.
type letter struct {
	r           rune
	bold, quiet bool
	width       float64
}

// span is a piece of a line of one look.
type span struct {
	text        string
	bold, quiet bool
	width       float64
}

type line struct {
	spans []span
	width float64
}

// wrap divides runs into lines of a width at a size. There is at least one line.
func (l *layout) wrap(runs []document.Run, size, width float64) []line {
	var lines []line
	var row []letter
	for _, run := range runs {
		f := l.faces[0]
		if run.Bold {
			f = l.faces[1]
		}
		text, lost := f.clean(run.Text)
		l.lost = l.lost || lost
		for _, r := range text {
			if r == '\n' {
				lines = append(lines, divide(row, width)...)
				row = nil
				continue
			}
			row = append(row, letter{r, run.Bold, run.Quiet, f.width(r, size)})
		}
	}
	if len(row) > 0 || len(lines) == 0 {
		lines = append(lines, divide(row, width)...)
	}
	return lines
}

// divide is greedy: as much on each line as there is room for.
func divide(row []letter, width float64) []line {
	var lines []line
	for {
		for len(row) > 0 && row[0].r == ' ' && len(lines) > 0 {
			row = row[1:]
		}
		end, used := 0, 0.0
		last := 0 // where the line may end
		for end < len(row) {
			if used+row[end].width > width+1e-6 && row[end].r != ' ' {
				break
			}
			used += row[end].width
			end++
			if mayEnd(row, end) {
				last = end
			}
		}
		if end < len(row) && last > 0 {
			end = last
		}
		if end == 0 && len(row) > 0 {
			end = 1 // a column narrower than a letter
		}
		lines = append(lines, join(row[:end]))
		row = row[end:]
		if len(row) == 0 || blank(row) {
			return lines
		}
	}
}

func blank(row []letter) bool {
	for _, l := range row {
		if l.r != ' ' {
			return false
		}
	}
	return true
}

// mayEnd reports whether a line may end before row[at].
func mayEnd(row []letter, at int) bool {
	if at >= len(row) {
		return true
	}
	switch before, after := row[at-1].r, row[at].r; before {
	case ' ':
		return after != ' '
	case '-': // masing-masing, but not F-01
		return at >= 4 && unicode.IsLetter(after) && unicode.IsLetter(row[at-2].r) && unicode.IsLetter(row[at-3].r)
	case '/', '_', '\\', '.', ',', '@', '&', '=': // inside addresses and file names only
		return wordLength(row, at) > 24 && after != ' ' && !unicode.IsDigit(after)
	case '–', '—':
		return true
	}
	return false
}

func wordLength(row []letter, at int) int {
	from, to := at-1, at
	for from > 0 && row[from-1].r != ' ' {
		from--
	}
	for to < len(row) && row[to].r != ' ' {
		to++
	}
	return to - from
}

func join(row []letter) line {
	for len(row) > 0 && row[len(row)-1].r == ' ' {
		row = row[:len(row)-1]
	}
	var out line
	var b strings.Builder
	for i := 0; i < len(row); {
		s := span{bold: row[i].bold, quiet: row[i].quiet}
		b.Reset()
		for i < len(row) && row[i].bold == s.bold && row[i].quiet == s.quiet {
			b.WriteRune(row[i].r)
			s.width += row[i].width
			i++
		}
		s.text = b.String()
		out.spans = append(out.spans, s)
		out.width += s.width
	}
	return out
}

// measure is the width of a text on one line.
func (l *layout) measure(text string, size float64, bold bool) float64 {
	f := l.faces[0]
	if bold {
		f = l.faces[1]
	}
	clean, lost := f.clean(text)
	l.lost = l.lost || lost
	w := 0.0
	for _, r := range clean {
		w += f.width(r, size)
	}
	return w
}
