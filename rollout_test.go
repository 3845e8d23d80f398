package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestWindowsIsRolledOutForAllUsers(t *testing.T) {
	p := newPC(t, english)
	defer p.summary()
	first, second := builds(t)
	before := p.registry()
	const folder = `C:\Program Files\Pinisi`

	p.now("install the MSI of " + first.version + " in silence, open the window")
	p.must("msiexec", "/i", windowsPath(first.msi), "/qn")
	for _, name := range names(t, first.program) {
		if have := p.files(folder); !slices.Contains(have, name) {
			t.Errorf("%s is not in %s, which has %v", name, folder, have)
		}
	}
	if got := p.value(`HKLM\Software\Classes\.pinisi`, ""); got != "Pinisi.File" {
		t.Errorf(".pinisi is %q", got)
	}
	p.open(folder + `\pinisi.exe`)
	p.title("^Pinisi")
	p.settle()
	p.introduce()
	p.close()

	p.now("roll out " + second.version)
	p.must("msiexec", "/i", windowsPath(second.msi), "/qn")
	p.open(folder + `\pinisi.exe`)
	p.title("^Pinisi.*KBRI Singapura$")
	p.settle()
	p.drawn("msi")
	p.close()
	p.intact()

	p.now("remove it in silence: the data stay, all else goes")
	p.must("msiexec", "/x", windowsPath(second.msi), "/qn")
	if left := p.files(folder); len(left) > 0 {
		t.Errorf("left in %s: %v", folder, left)
	}
	for _, left := range added(before, p.registry()) {
		if strings.Contains(strings.ToLower(left), "pinisi") {
			t.Errorf("left in the registry: %s", left)
		}
	}
	p.intact()
}

// TestWindowsInstallerSpeaksBothLanguages goes through the pages of installer and
// uninstaller by the Enter key alone, as most people do, and photographs each.
func TestWindowsInstallerSpeaksBothLanguages(t *testing.T) {
	for language, of := range map[windowsLanguage]struct{ name, setup, remove string }{
		indonesian: {"id", "^Pemasangan Pinisi", "^Penghapusan Pinisi"},
		english:    {"en", "^Pinisi Setup", "^Remove Pinisi"},
	} {
		t.Run(of.name, func(t *testing.T) {
			p := newPC(t, language)
			first, _ := builds(t)
			p.open(first.setup)
			p.title("^Pinisi$")
			p.page("pasang-" + of.name + "-1-bahasa")
			p.title(of.setup)
			p.page("pasang-" + of.name + "-2-mulai")
			p.page("pasang-" + of.name + "-3-pilihan")
			p.eventually("the program installed", func() (bool, string) {
				_, err := os.Stat(p.path(p.programFolder() + `\uninstall.exe`))
				return err == nil && p.value(uninstallKey, "NoRepair") != "", "no entry in the list of programs"
			})
			p.page("pasang-" + of.name + "-4-terpasang")
			// which leaves the box ticked that opens the program
			p.title("^Pinisi$")
			p.settle()
			p.drawn("pasang-" + of.name + "-5-terbuka")
			p.close()
			p.installed(first)

			p.open(p.programFolder() + `\uninstall.exe`)
			p.title(of.remove)
			p.page("hapus-" + of.name + "-1-data")
			p.eventually("the program removed", func() (bool, string) {
				left := p.files(p.programFolder())
				return len(left) == 0, strings.Join(left, ", ")
			})
			p.page("hapus-" + of.name + "-2-selesai")
			if _, err := os.Stat(p.data + "/pinisi.db"); err != nil {
				t.Errorf("the Enter key alone removed the data: %v", err)
			}
		})
	}
}

// page photographs a page of the installer and goes on by the Enter key.
func (p *pc) page(name string) {
	p.t.Helper()
	p.still()
	p.photograph(name)
	p.key("Return")
}
