package tabular

import (
	"pinisi/assets/words"
)

// Problem is one thing that is wrong with a row, or that a person should know of it.
type Problem struct {
	Row    int    // as the file counts; 0: the mapping as a whole
	Column string // its heading; empty: the row as a whole
	Key    string // of the translation: what is wrong, and what to do
	Args   map[string]any
	Stops  bool // the row cannot be taken; otherwise it is taken as the text says
}

// Text is the problem in a language, without row and column.
func (p Problem) Text(lang string) string { return words.New(lang).T(p.Key, p.Args) }

// Excerpt is what a cell holds, short enough for a message.
func Excerpt(s string) string { return words.Short(s, 40) }
