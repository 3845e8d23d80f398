// Fill prints a text filled with what FyneApp.toml says, so that version, name
// and publisher stand nowhere else.
//
//	fill FILE            the file, a template of text/template on about.Program
//	fill -e TEMPLATE     the template given, as in '{{.Version}}'
//
// Beside the program's own fields a template may call
//
//	uuid "words" ...     a GUID that is the same for the same words, in capitals
//	env "NAME"           an environment variable that must be set
//	files "FOLDER"       the names of the files in a folder, sorted
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/template"

	"github.com/google/uuid"

	"pinisi/data/about"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "fill:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("fill", flag.ContinueOnError)
	text := flags.String("e", "", "the template itself")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *text == "" {
		if flags.NArg() != 1 {
			return fmt.Errorf("usage: fill FILE or fill -e TEMPLATE")
		}
		read, err := os.ReadFile(flags.Arg(0))
		if err != nil {
			return err
		}
		*text = string(read)
	}
	program, err := about.ReadFile()
	if err != nil {
		return err
	}
	filled, err := fill(*text, program)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, strings.TrimRight(filled, "\n"))
	return err
}

// fill executes the template text on the program.
func fill(text string, program about.Program) (string, error) {
	parsed, err := template.New("").Option("missingkey=error").Funcs(template.FuncMap{
		"uuid":  func(words ...string) string { return named(program.ID + "/" + strings.Join(words, "/")) },
		"files": files,
		"env": func(name string) (string, error) {
			value, set := os.LookupEnv(name)
			if !set {
				return "", fmt.Errorf("the environment variable %s is not set", name)
			}
			return value, nil
		},
	}).Parse(text)
	if err != nil {
		return "", err
	}
	var filled strings.Builder
	if err := parsed.Execute(&filled, program); err != nil {
		return "", err
	}
	return filled.String(), nil
}

// named is the UUID of version 5 of a name.
func named(name string) string {
	return strings.ToUpper(uuid.NewSHA1(uuid.NameSpaceURL, []byte(name)).String())
}

func files(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if entry.Type().IsRegular() {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}
