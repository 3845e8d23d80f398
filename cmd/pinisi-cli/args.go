package main

import (
	"flag"
	"strings"
)

// parse reads flags and words in any order; "--" ends the flags. Package flag
// alone would stop at the first word, and speak English.
func parse(f *flag.FlagSet, args []string) (words []string, err error) {
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			return append(words, args...), err
		}
		if len(arg) < 2 || arg[0] != '-' {
			words = append(words, arg)
			continue
		}
		name, value, given := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		known := f.Lookup(name)
		if known == nil {
			if err == nil {
				err = unknownFlag(f, name)
			}
			continue
		}
		if b, ok := known.Value.(interface{ IsBoolFlag() bool }); ok && b.IsBoolFlag() {
			if !given {
				value = "true"
			}
		} else if !given {
			if len(args) == 0 {
				if err == nil {
					err = usage("cli.flag_needs_value", "Flag", "--"+name)
				}
				continue
			}
			value, args = args[0], args[1:]
		}
		if f.Set(name, value) != nil && err == nil {
			err = usage("cli.flag_value", "Flag", "--"+name, "Value", value)
		}
	}
	return words, err
}

// firstWord takes the command out of the arguments: flags that every command
// knows may stand before it.
func firstWord(args []string) (word string, rest []string) {
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case len(arg) > 1 && arg[0] == '-':
			if name := strings.TrimLeft(arg, "-"); name == "data" || name == "lang" {
				i++ // its value
			}
		default:
			return arg, append(append([]string{}, args[:i]...), args[i+1:]...)
		}
	}
	return "", args
}
