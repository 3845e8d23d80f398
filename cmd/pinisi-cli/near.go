package main

import (
	"flag"
	"slices"
	"strings"
)

// near is the word of a list that someone who typed this most likely meant, or
// "" if none is like it. A word that begins like it is nearer than one that
// differs in letters; of one that begins with another letter the rest must be right.
func near(typed string, all []string) string {
	typed = strings.ToLower(typed)
	best, least := "", len([]rune(typed))/3+1 // that many differences are another word
	for _, word := range all {
		d := distance(typed, strings.ToLower(word))
		if len(typed) > 2 && strings.HasPrefix(word, typed) {
			d = min(d, 1)
		}
		begins := typed != "" && strings.HasPrefix(strings.ToLower(word), string([]rune(typed)[:1]))
		if d < least && d < len([]rune(word)) && (begins || d <= 1) {
			best, least = word, d
		}
	}
	return best
}

// distance counts the letters to add, drop, change, or swap with their
// neighbour to make b of a (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	var before, last []int
	now := make([]int, len(y)+1)
	for j := range now {
		now[j] = j
	}
	for i := range x {
		before, last, now = last, now, make([]int, len(y)+1)
		now[0] = i + 1
		for j := range y {
			change := last[j]
			if x[i] != y[j] {
				change++
			}
			now[j+1] = min(last[j+1]+1, now[j]+1, change)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
		}
	}
	return now[len(y)]
}

func commandNames() []string {
	names := []string{"help"}
	for _, cmd := range commands {
		names = append(names, cmd.name)
	}
	slices.Sort(names)
	return names
}

// unknownCommand refuses a word that is no command, with the nearest that is.
func unknownCommand(word string) error {
	if n := near(word, commandNames()); n != "" {
		return usage("cli.unknown_command_near", "Command", word, "Near", n)
	}
	return usage("cli.unknown_command", "Command", word)
}

// unknownFlag refuses a flag that the command does not have.
func unknownFlag(f *flag.FlagSet, name string) error {
	var names []string
	f.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	if n := near(name, names); n != "" {
		return usage("cli.unknown_flag_near", "Flag", "--"+name, "Near", "--"+n)
	}
	return usage("cli.unknown_flag", "Flag", "--"+name)
}
