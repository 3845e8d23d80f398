package main

import (
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"

	"pinisi/data/about"
)

// windowsProgram builds the smallest program for Windows with the resources of a made-up application.
func windowsProgram(t *testing.T) (string, about.Program) {
	t.Helper()
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	target := filepath.Join(dir, "perahu.exe")
	build := exec.Command("go", "build", "-o", target, source)
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	icon, err := winres.NewIconFromImages([]image.Image{square(32), square(16)})
	if err != nil {
		t.Fatal(err)
	}
	program := about.Program{
		ID: "id.perahu", Name: "Perahu", Version: "1.2.3", Build: 4, Publisher: "Siapa", Copyright: "2026",
		Description: map[string]string{"id": "Berlayar", "en": "Sails"},
	}
	resources, err := collect(program, icon, []byte("<assembly/>"))
	if err != nil {
		t.Fatal(err)
	}
	if err := put(resources, target); err != nil {
		t.Fatal(err)
	}
	return target, program
}

func square(size int) image.Image {
	picture := image.NewNRGBA(image.Rect(0, 0, size, size))
	picture.Set(size/2, size/2, color.NRGBA{R: 255, A: 255})
	return picture
}

func TestTheProgramShowsItsNameAndVersionInBothLanguages(t *testing.T) {
	target, program := windowsProgram(t)
	file, err := os.Open(target)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	set, err := winres.LoadFromEXE(file)
	if err != nil {
		t.Fatal(err)
	}
	for language, number := range languages {
		data := set.Get(winres.RT_VERSION, winres.ID(1), number)
		if data == nil {
			t.Errorf("no version in %s", language)
			continue
		}
		info, err := version.FromBytes(data)
		if err != nil {
			t.Fatal(err)
		}
		if info.FileVersion != [4]uint16{1, 2, 3, 4} {
			t.Errorf("%s: version %v", language, info.FileVersion)
		}
		text, err := info.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{program.Description[language], program.Publisher, program.Name, program.Version} {
			if !strings.Contains(string(text), `"`+want+`"`) {
				t.Errorf("%s: no %q in %s", language, want, text)
			}
		}
	}
	if icon, err := set.GetIcon(windowIcon); err != nil || icon == nil {
		t.Errorf("no icon: %v", err)
	}
	if manifest := set.Get(winres.RT_MANIFEST, winres.ID(1), winres.LCIDDefault); string(manifest) != "<assembly/>" {
		t.Errorf("manifest %q", manifest)
	}
}

func TestSignedWithTheTestCertificateAndNotChangedSince(t *testing.T) {
	signing(t, func(certificate string) []string {
		return []string{"SIGN_CERT=" + filepath.Join(certificate, "cert.pem"), "SIGN_KEY=" + filepath.Join(certificate, "key.pem")}
	})
}

func TestSignedWithAKeyOnAToken(t *testing.T) {
	modules, err := filepath.Glob("/usr/lib/*/softhsm/libsofthsm2.so")
	if _, there := os.Stat("/usr/lib/softhsm/libsofthsm2.so"); there == nil {
		modules = append(modules, "/usr/lib/softhsm/libsofthsm2.so")
	}
	engines, _ := filepath.Glob("/usr/lib/*/engines-3/pkcs11.so")
	if err != nil || len(modules) == 0 || len(engines) == 0 {
		t.Skip("there is no token in software: scripts/setup windows-test")
	}
	signing(t, func(certificate string) []string {
		file := func(name, text string) string {
			t.Helper()
			name = filepath.Join(certificate, name)
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return name
		}
		if err := os.Mkdir(filepath.Join(certificate, "tokens"), 0o700); err != nil {
			t.Fatal(err)
		}
		t.Setenv("SOFTHSM2_CONF", file("softhsm2.conf", "directories.tokendir = "+filepath.Join(certificate, "tokens")+"\n"))
		for _, args := range [][]string{
			{"--init-token", "--free", "--label", "perahu", "--so-pin", "1234", "--pin", "5678"},
			{"--import", filepath.Join(certificate, "key.pem"), "--token", "perahu", "--label", "sign", "--id", "a1", "--pin", "5678"},
		} {
			if out, err := exec.Command("softhsm2-util", args...).CombinedOutput(); err != nil {
				t.Fatalf("softhsm2-util %s: %v\n%s", args[0], err, out)
			}
		}
		return []string{
			"SIGN_CERT=" + filepath.Join(certificate, "cert.pem"), "SIGN_PKCS11_MODULE=" + modules[0],
			"SIGN_KEY=pkcs11:token=perahu;object=sign;type=private", "SIGN_PASSWORD_FILE=" + file("pin", "5678"),
		}
	})
}

// signing signs a program as the environment says that with makes of the folder of a new test certificate, and holds
// that the signature is good until the program is changed.
func signing(t *testing.T, with func(certificate string) []string) {
	for _, tool := range []string{"osslsigncode", "openssl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("there is no %s: scripts/setup windows", tool)
		}
	}
	target, _ := windowsProgram(t)
	certificate := t.TempDir()
	if out, err := exec.Command("../windows-test-certificate", certificate).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	given := with(certificate)
	environment := append(os.Environ(), given...)
	verify := func() (string, error) {
		out, err := exec.Command("osslsigncode", "verify", "-CAfile", filepath.Join(certificate, "ca.pem"), "-in", target).CombinedOutput()
		return string(out), err
	}
	sign := func() {
		t.Helper()
		c := exec.Command("../windows-sign", target)
		c.Env = environment
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if said, err := verify(); err == nil {
		t.Fatalf("unsigned, and yet:\n%s", said)
	}
	sign()
	if said, err := verify(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	signed, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	sign() // a second time changes nothing
	if again, err := os.ReadFile(target); err != nil || string(again) != string(signed) {
		t.Errorf("what was signed is signed again: %v", err)
	}
	signed[len(signed)/2] ^= 1
	if err := os.WriteFile(target, signed, 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := verify(); err == nil {
		t.Errorf("changed by one bit, and yet:\n%s", said)
	}
}
