package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// withoutOpenGL is a Windows computer on a screen that knows no OpenGL, and the
// program as make windows built it. Direct3D works there, or fails like all else.
func withoutOpenGL(t *testing.T, direct3d bool) (p *pc, program string) {
	t.Helper()
	p = newPC(t, indonesian)
	p.bare = true
	p.screen() // in place of the one that newPC gives
	args := []string{p.prefix}
	if direct3d {
		args = append(args, "no-opengl")
	}
	if out, err := exec.Command("scripts/wine-graphics", args...).CombinedOutput(); err != nil {
		t.Fatalf("scripts/wine-graphics %v: %v\n%s", args, err, out)
	}
	about, err := metadata()
	if err != nil {
		t.Fatal(err)
	}
	return p, windowsPath(filepath.Join(built(t, os.Getenv("PINISI_DIST"), about.Version).program, "pinisi.exe"))
}

func (p *pc) logged() string {
	said, err := os.ReadFile(filepath.Join(p.data, "log", "pinisi.log"))
	if err != nil {
		return err.Error()
	}
	return string(said)
}

func TestWindowsWithoutOpenGLShowsTheWindow(t *testing.T) {
	// given a computer without OpenGL
	p, program := withoutOpenGL(t, true)
	// when the program is opened
	p.open(program)
	// then its window is drawn, and the log says by what
	p.title("^Pinisi")
	p.still()
	if n := colours(p.photograph("windows-no-opengl")); n < 100 {
		t.Errorf("the screen shows %d colours: is the window empty?", n)
	}
	if log := p.logged(); !strings.Contains(log, `renderer="ANGLE (`) {
		t.Errorf("the log names no renderer:\n%s", log)
	}
	p.close()
}

func TestWindowsThatCannotDrawSaysSoInIndonesian(t *testing.T) {
	// given a computer without OpenGL whose Direct3D fails too
	p, program := withoutOpenGL(t, false)
	// when the program is opened
	p.open(program)
	// then a box of Windows' own says so, and the program ends when it is closed
	p.title("^Pinisi tidak dapat dibuka$")
	p.still()
	p.photograph("windows-cannot-draw")
	process := p.process()
	p.do("windowfocus", "--sync", p.window)
	p.key("Return")
	p.gone(process.Pid)
	if log := p.logged(); !strings.Contains(log, "cannot draw a window with Direct3D 11") {
		t.Errorf("the log does not say why:\n%s", log)
	}
}
