package main

import (
	"fmt"
	"os"
	"strings"
)

// progress writes how far a long job is over the last line of a terminal, and
// returns what takes it away. Where no person looks on it is silent.
func (c *call) progress() (tell func(key string, args ...any), done func()) {
	f, ok := c.err.(*os.File)
	if !ok || c.json {
		return func(string, ...any) {}, func() {}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func(string, ...any) {}, func() {}
	}
	width := 0
	write := func(text string) {
		fill := max(0, width-len([]rune(text)))
		width = len([]rune(text))
		fmt.Fprint(f, "\r"+text+strings.Repeat(" ", fill))
	}
	tell = func(key string, args ...any) { write(c.text(key, args...)) }
	return tell, func() {
		if width > 0 {
			write("")
			fmt.Fprint(f, "\r")
		}
	}
}
