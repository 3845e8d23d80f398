package main

import (
	"fmt"
	"io"
	"strings"

	"pinisi/assets/words"
)

// printer writes the demo for a reader.
type printer struct {
	w       io.Writer
	words   *words.Words
	section int
}

// head begins a section.
func (p *printer) head(key string) {
	p.section++
	title := fmt.Sprintf("%d. %s ", p.section, p.words.T(key))
	fmt.Fprintf(p.w, "\n── %s%s\n", title, strings.Repeat("─", max(3, 76-len([]rune(title)))))
}

// say writes a line of the narration.
func (p *printer) say(key string, args ...any) {
	values := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		values[fmt.Sprint(args[i])] = args[i+1]
	}
	fmt.Fprintln(p.w, p.words.T(key, values))
}

// command shows what was typed on a device and what came of it.
func (p *printer) command(d *device, e ended, args []string) {
	var typed []string
	for _, a := range args {
		if i := strings.LastIndexAny(a, `/\`); i >= 0 && strings.HasSuffix(a, ".jsonl") {
			a = a[i+1:]
		}
		if strings.ContainsAny(a, " ") {
			a = `"` + a + `"`
		}
		typed = append(typed, a)
	}
	fmt.Fprintf(p.w, "  %s (%s)> pinisi-cli %s\n", d.who, d.computer, strings.Join(typed, " "))
	for line := range strings.Lines(e.out + e.err) {
		fmt.Fprint(p.w, "    "+strings.TrimRight(strings.ReplaceAll(line, d.dir, "…"), "\n")+"\n")
	}
	if e.code != 0 {
		fmt.Fprintf(p.w, "    [%s %d]\n", p.words.T("demo.exit"), e.code)
	}
}
