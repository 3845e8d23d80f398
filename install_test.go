package main

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/release"
	"pinisi/data/store"
)

// build is one version as it is given to users.
type build struct {
	version string
	program string // the program folder
	setup   string
	msi     string
}

// builds are what make windows built, and the next version, which takes the releases
// of this test's headquarters (scripts/windows-versions).
func builds(t *testing.T) (first, second build) {
	t.Helper()
	about, err := metadata()
	if err != nil {
		t.Fatal(err)
	}
	first = built(t, os.Getenv("PINISI_DIST"), about.Version)
	second = built(t, filepath.Join(os.Getenv("PINISI_WINDOWS"), "next"), "*")
	if release.Compare(first.version, second.version) >= 0 {
		t.Fatalf("the next version of %s is %s; make windows-test builds both anew", first.version, second.version)
	}
	return first, second
}

// built is the version, or "*" for the one there is, whose installer lies in a folder.
func built(t *testing.T, dir, version string) build {
	t.Helper()
	setups, err := filepath.Glob(filepath.Join(dir, "pinisi-"+version+"-setup.exe"))
	if err != nil || len(setups) != 1 {
		t.Fatalf("installers in %s: %v, %v; make windows-test builds one", dir, setups, err)
	}
	b := build{program: filepath.Join(dir, "program"), setup: setups[0]}
	b.version = strings.TrimSuffix(strings.TrimPrefix(filepath.Base(b.setup), "pinisi-"), "-setup.exe")
	b.msi = filepath.Join(dir, "pinisi-"+b.version+".msi")
	return b
}

const (
	uninstallKey = `HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Pinisi`
	isRunning    = 3 // what a silent installer ends with while the program runs
)

// Points on blue buttons, beside their words.
var (
	connect = image.Pt(271, 528) // to headquarters, on Sinkronisasi
	offer   = image.Pt(306, 169) // to install a newer version, on Beranda
)

// appears waits until a blue button is at a point, pressing keys meanwhile.
func (p *pc) appears(at image.Point, what string, keys ...string) {
	p.t.Helper()
	p.eventually(what, func() (bool, string) {
		p.key(keys...)
		r, g, b, _ := p.still().At(at.X, at.Y).RGBA()
		return b>>8 > r>>8+60, fmt.Sprintf("#%02x%02x%02x at %v", r>>8, g>>8, b>>8, at)
	})
}

func (p *pc) click(at image.Point) {
	p.t.Helper()
	p.do("mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "click", "1")
}

func (p *pc) local(rest string) string {
	return `C:\users\` + p.user() + `\AppData\Local\` + rest
}

func (p *pc) programFolder() string { return p.local(`Programs\Pinisi`) }

func (p *pc) startMenu() string {
	return `C:\users\` + p.user() + `\AppData\Roaming\Microsoft\Windows\Start Menu\Programs`
}

// value reads one value of the registry; blank when it is not there.
func (p *pc) value(key, name string) string {
	p.t.Helper()
	args := []string{"reg", "query", key, "/v", name}
	if name == "" {
		args = []string{"reg", "query", key, "/ve"}
	}
	code, words := p.wine(args...)
	if code != 0 {
		return ""
	}
	m := regexp.MustCompile(`REG_\w+\s+([^\r\n]*)`).FindStringSubmatch(words)
	if m == nil {
		p.t.Fatalf("reg query %s %s says %q", key, name, words)
	}
	return m[1]
}

// installed holds that a version is installed for this user, whole and known to Windows.
func (p *pc) installed(b build) {
	p.t.Helper()
	have := p.files(p.programFolder())
	for _, name := range append(names(p.t, b.program), "uninstall.exe") {
		if !slices.Contains(have, name) {
			p.t.Errorf("%s is not in the program folder, which has %v", name, have)
		}
	}
	exe := p.programFolder() + `\pinisi.exe`
	for _, v := range []struct{ key, name, want string }{
		{uninstallKey, "DisplayName", "Pinisi"},
		{uninstallKey, "DisplayVersion", b.version},
		{uninstallKey, "InstallLocation", p.programFolder()},
		{`HKCU\Software\Classes\.pinisi`, "", "Pinisi.File"},
		{`HKCU\Software\Classes\Pinisi.File\shell\open\command`, "", `"` + exe + `" "%1"`},
	} {
		if got := p.value(v.key, v.name); !strings.EqualFold(got, v.want) {
			p.t.Errorf("%s %q is %q, want %q", v.key, v.name, got, v.want)
		}
	}
	for _, name := range []string{"Publisher", "DisplayIcon", "UninstallString", "QuietUninstallString", "EstimatedSize"} {
		if p.value(uninstallKey, name) == "" {
			p.t.Errorf("%s has no %s", uninstallKey, name)
		}
	}
	if menu := p.files(p.startMenu()); !slices.Contains(menu, "Pinisi.lnk") {
		p.t.Errorf("the Start menu has %v", menu)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

// start opens the program from the Start menu and waits for its window.
func (p *pc) start(args ...string) {
	p.t.Helper()
	begin := time.Now()
	p.open(append([]string{"start", p.startMenu() + `\Pinisi.lnk`}, args...)...)
	p.title("^Pinisi")
	p.t.Logf("the window was there %.1f s after the click in the Start menu", time.Since(begin).Seconds())
	p.settle()
}

// doubleClick opens a .pinisi file by the command that is registered for it: Wine 8
// itself looks for file types of the whole machine alone.
func (p *pc) doubleClick(file string) {
	p.t.Helper()
	command := p.value(`HKCU\Software\Classes\Pinisi.File\shell\open\command`, "")
	exe, rest, _ := strings.Cut(strings.TrimPrefix(command, `"`), `" `)
	if rest != `"%1"` {
		p.t.Fatalf("the command of .pinisi files is %s", command)
	}
	p.open(exe, windowsPath(file))
}

// release is the version of the release that scripts/windows-versions made.
func (p *pc) release(trial string) string {
	p.t.Helper()
	raw, err := os.ReadFile(filepath.Join(trial, "release", "release.json"))
	if err != nil {
		p.t.Fatal(err)
	}
	m := regexp.MustCompile(`"version":\s*"([^"]+)"`).FindSubmatch(raw)
	if m == nil {
		p.t.Fatalf("the release has no version: %s", raw)
	}
	return string(m[1])
}

// settle gives the window its place and waits until it has drawn itself.
func (p *pc) settle() {
	p.t.Helper()
	p.place()
	p.still()
}

// drawn holds that the window shows something, and photographs it.
func (p *pc) drawn(name string) {
	p.t.Helper()
	p.still()
	if n := colours(p.photograph(name)); n < 100 {
		p.t.Errorf("%s shows %d colours: is the window empty?", name, n)
	}
}

// intact holds that the data of the closed program are whole.
func (p *pc) intact() {
	p.t.Helper()
	st, err := store.Open(context.Background(), p.data, store.Options{ReadOnly: true})
	if err != nil {
		p.t.Fatalf("open the data: %v", err)
	}
	defer st.Close()
	report, err := st.Verify(context.Background())
	if err != nil || len(report.Problems) > 0 {
		p.t.Errorf("verify: %+v, %v", report, err)
	}
}

func TestWindowsKeepsWhatWasRecordedThroughEveryVersion(t *testing.T) {
	p := newPC(t, indonesian)
	defer p.summary()
	first, second := builds(t)
	before := p.registry()

	p.now("install " + first.version + " in silence")
	p.must(first.setup, "/S")
	p.installed(first)

	p.now("open it from the Start menu, answer its questions, record an evaluation")
	p.start()
	p.introduce()
	p.drawn("beranda")
	p.evaluate()
	p.drawn("evaluasi")

	p.now("refuse to install or uninstall while it runs")
	for _, silent := range [][]string{
		{second.setup, "/S"},
		{p.programFolder() + `\uninstall.exe`, "/S", "_?=" + p.programFolder()}, // so it does not go on as a copy of itself
	} {
		if code, words := p.wine(silent...); code != isRunning {
			t.Errorf("%v beside the running program ended with %d, want %d: %s", silent, code, isRunning, words)
		}
	}
	p.installed(first)

	p.now("kill it while it is being typed in, install " + second.version + " over it, find the evaluation")
	p.key("Tab", "5")
	third := map[string]data.Value{"score": data.IntValue(5)}
	p.holds("A03", third)
	p.key("Tab")
	p.write("yang ini belum ditinggalk")
	p.kill()
	p.must(second.setup, "/S")
	p.installed(second)
	p.start()
	p.title("^Pinisi.*KBRI Singapura$")
	p.evaluated()
	p.holds("A03", third)
	p.key("ctrl+2")
	p.do("mousemove", "384", "195", "click", "1")
	p.still()
	p.do("mousemove", "640", "233", "click", "1") // the first aspect
	p.drawn("evaluasi-sesudah-pembaruan")
	p.close()
	p.intact()

	p.now("enrol by a double click on the file of headquarters, and send")
	hq := newCentre(p)
	p.doubleClick(hq.invite())
	p.title("^Pinisi.*KBRI Singapura$")
	p.settle()
	p.appears(connect, "the button that connects")
	p.drawn("pendaftaran")
	p.click(connect)
	hq.receives()
	p.drawn("tersambung")

	p.now("take the next version from headquarters")
	trial := os.Getenv("PINISI_WINDOWS")
	hq.publish(filepath.Join(trial, "release"), filepath.Join(trial, "keys.txt"))
	p.close()
	p.start()
	p.appears(offer, "the offer of the new version", "ctrl+2", "ctrl+1") // it comes with Beranda
	p.drawn("pembaruan")
	old := p.process().Pid
	p.click(offer)
	p.gone(old)
	p.title("^Pinisi.*KBRI Singapura$")
	p.settle()
	p.drawn("sesudah-pembaruan")
	later := build{version: p.release(trial), program: filepath.Join(trial, "later", "program")}
	p.installed(later)
	p.evaluated()
	p.close()
	p.intact()

	p.now("uninstall in silence: the data stay, all else goes")
	p.must(p.programFolder()+`\uninstall.exe`, "/S")
	p.eventually("an empty program folder", func() (bool, string) {
		_, err := os.Stat(p.path(p.programFolder()))
		return os.IsNotExist(err), fmt.Sprint(p.files(p.programFolder()))
	})
	if menu := p.files(p.startMenu()); slices.Contains(menu, "Pinisi.lnk") {
		t.Errorf("the Start menu still has %v", menu)
	}
	for _, left := range added(before, p.registry()) {
		t.Errorf("left in the registry: %s", left)
	}
	p.evaluated()
	p.intact()
}
