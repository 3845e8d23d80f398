// Package about reads what FyneApp.toml says of the program: its name, id,
// version and publisher, which stand nowhere else. The window embeds the file,
// and the scripts that package the program read it. It knows no windows.
package about

import (
	"cmp"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// Program is the file as a value.
type Program struct {
	ID      string // "id.pinisi.desktop"
	Name    string
	Version string // of three numbers, "0.1.0"
	Build   int    // counts the builds of one version that were handed out, from 1
	Icon    string // its file, from the root of the project

	Publisher   string
	Copyright   string
	Description map[string]string // one line for each language: id, en

	FyneDo bool // Fyne's migration of that name is done
}

// ReadFile reads FyneApp.toml of the folder that a script runs in, or the file
// that the environment variable FYNEAPP names: a test builds the next version so.
func ReadFile() (Program, error) {
	text, err := os.ReadFile(cmp.Or(os.Getenv("FYNEAPP"), "FyneApp.toml"))
	if err != nil {
		return Program{}, err
	}
	return Read(string(text))
}

// numbers is what a version must look like, since Windows knows nothing else:
// each of its numbers has 16 bits, and an MSI's first two have 8.
var numbers = regexp.MustCompile(`^(\d{1,3})\.(\d{1,3})\.(\d{1,5})$`)

// Read reads the text of FyneApp.toml. It fails where a value that the program
// cannot do without is missing or is of no use to Windows.
func Read(text string) (Program, error) {
	var file struct {
		Details struct {
			ID, Name, Version, Icon string
			Build                   int
		}
		Windows struct {
			Publisher, Copyright string
			Description          map[string]string
		}
		Migrations struct {
			FyneDo bool `toml:"fyneDo"`
		}
	}
	if _, err := toml.Decode(text, &file); err != nil {
		return Program{}, fmt.Errorf("read FyneApp.toml: %w", err)
	}
	d, w := file.Details, file.Windows
	for key, value := range map[string]string{
		"ID": d.ID, "Name": d.Name, "Icon": d.Icon, "Publisher": w.Publisher, "Copyright": w.Copyright,
		"Description in id": w.Description["id"], "Description in en": w.Description["en"],
	} {
		if strings.TrimSpace(value) == "" {
			return Program{}, fmt.Errorf("FyneApp.toml has no %s", key)
		}
	}
	if !numbers.MatchString(d.Version) {
		return Program{}, fmt.Errorf("the Version %q of FyneApp.toml is not three numbers such as 0.1.0", d.Version)
	}
	for i, number := range strings.Split(d.Version, ".") {
		most := 255
		if i == 2 {
			most = 65535
		}
		if n, err := strconv.Atoi(number); err != nil || n > most {
			return Program{}, fmt.Errorf("number %s in the Version %q of FyneApp.toml is above %d, the most that Windows takes there", number, d.Version, most)
		}
	}
	if d.Build < 1 || d.Build > 65535 {
		return Program{}, fmt.Errorf("the Build %d of FyneApp.toml is not within 1 and 65535", d.Build)
	}
	return Program{
		ID: d.ID, Name: d.Name, Version: d.Version, Build: d.Build, Icon: d.Icon,
		Publisher: w.Publisher, Copyright: w.Copyright, Description: w.Description,
		FyneDo: file.Migrations.FyneDo,
	}, nil
}

// File is the program's file name without its ending, as in pinisi.exe.
func (p Program) File() string { return strings.ToLower(p.Name) }

// FourNumbers is version and build as Windows counts files: "0.1.0.1".
func (p Program) FourNumbers() string { return fmt.Sprintf("%s.%d", p.Version, p.Build) }
