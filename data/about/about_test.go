package about_test

import (
	"os"
	"strings"
	"testing"

	"pinisi/data/about"
)

const whole = `
[Details]
Name = "Perahu"
ID = "id.perahu"
Version = "1.2.3"
Build = 4
Icon = "icon.png"

[Windows] # of ours
Publisher = "Siapa"
Copyright = "2026"

[Windows.Description]
id = "Berlayar"
en = "Sails"

[Migrations]
fyneDo = true
`

func TestTheProjectsOwnFileIsRead(t *testing.T) {
	text, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := about.Read(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if !p.FyneDo {
		t.Error("the migration fyneDo is not read as done")
	}
	if _, err := os.Stat("../../" + p.Icon); err != nil {
		t.Errorf("its icon: %v", err)
	}
}

func TestReadGivesEveryValue(t *testing.T) {
	p, err := about.Read(whole)
	if err != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]string{
		p.Name: "Perahu", p.ID: "id.perahu", p.Version: "1.2.3", p.Icon: "icon.png", p.Publisher: "Siapa", p.Copyright: "2026",
		p.Description["id"]: "Berlayar", p.Description["en"]: "Sails", p.File(): "perahu", p.FourNumbers(): "1.2.3.4",
	} {
		if value != want {
			t.Errorf("got %q, want %q", value, want)
		}
	}
}

func TestWhatWindowsCannotTakeIsRefused(t *testing.T) {
	for given, names := range map[string][2]string{
		"a suffix":             {`"1.2.3"`, `"1.2.3-rc1"`},
		"two numbers":          {`"1.2.3"`, `"1.2"`},
		"a first number > 255": {`"1.2.3"`, `"256.0.0"`},
		"a third > 65535":      {`"1.2.3"`, `"1.0.65536"`},
		"no build":             {`Build = 4`, ``},
		"a build > 65535":      {`Build = 4`, `Build = 70000`},
		"no publisher":         {`Publisher = "Siapa"`, ``},
		"no English":           {`en = "Sails"`, ``},
		"broken":               {`[Details]`, `[Details`},
	} {
		if p, err := about.Read(strings.Replace(whole, names[0], names[1], 1)); err == nil {
			t.Errorf("%s: read as %+v, want an error", given, p)
		}
	}
}
