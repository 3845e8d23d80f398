// Licences prints the text of the licence of every module that the Windows
// program links, and of Go's own library: those who hand out a program owe its
// users these texts. Equal texts are printed once, with all who have them.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	modules, err := linked()
	if err != nil {
		return err
	}
	who := map[string][]string{} // by text
	for _, module := range modules {
		name, folder, _ := strings.Cut(module, "\t")
		text, err := licence(folder)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		who[text] = append(who[text], name)
	}
	texts := make([]string, 0, len(who))
	for text := range who {
		texts = append(texts, text)
	}
	slices.SortFunc(texts, func(a, b string) int { return strings.Compare(who[a][0], who[b][0]) })
	for _, text := range texts {
		if _, err := fmt.Fprintf(out, "\n--- %s\n\n%s\n", strings.Join(who[text], ", "), strings.TrimSpace(text)); err != nil {
			return err
		}
	}
	return nil
}

// linked is every module of the Windows program, "name version\tfolder", sorted, and Go itself.
func linked() ([]string, error) {
	list := exec.Command("go", "list", "-deps", "-tags", "gles,migrated_fynedo",
		"-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
	list.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=1")
	list.Stderr = os.Stderr
	said, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("list the modules: %w", err)
	}
	lines := slices.DeleteFunc(strings.Split(string(said), "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
	slices.Sort(lines)
	lines = slices.Compact(lines)
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go's folder: %w", err)
	}
	return append(lines, "Go standard library\t"+strings.TrimSpace(string(root))), nil
}

var named = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice|patents|ftl)([-.].*)?$`)

// licence is the text of every licence file at the root of a module.
func licence(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	var texts []string
	for _, entry := range entries {
		if entry.IsDir() || !named.MatchString(entry.Name()) || strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return "", err
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r", "")))
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("no licence file in %s", folder)
	}
	return strings.Join(texts, "\n\n"), nil
}
