// Resources puts into a program what Windows shows of it, out of FyneApp.toml:
//
//	resources FOLDER [PROGRAM.exe]
//
// makes FOLDER/icon.ico of FOLDER/icon-*.png (one square picture for each size)
// and puts the icon, FOLDER/manifest and the version in Indonesian and English
// into the program. It does so after the build: an object file beside the
// source (.syso) would be linked by whatever else is built there meanwhile.
package main

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/tc-hib/winres"
	"github.com/tc-hib/winres/version"

	"pinisi/data/about"
)

// windowIcon is the name under which GLFW looks for the window's icon; being
// the only one it is the file's icon too.
const windowIcon = winres.Name("GLFW_ICON")

// languages are Windows' numbers of the languages.
var languages = map[string]uint16{"id": 0x0421, "en": version.LangDefault}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "resources:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 && len(args) != 2 {
		return fmt.Errorf("usage: resources FOLDER [PROGRAM.exe]")
	}
	folder := args[0]
	icon, err := readIcon(folder)
	if err != nil {
		return err
	}
	if err := write(filepath.Join(folder, "icon.ico"), icon.SaveICO); err != nil {
		return err
	}
	if len(args) == 1 {
		return nil
	}
	program, err := about.ReadFile()
	if err != nil {
		return err
	}
	manifest, err := os.ReadFile(filepath.Join(folder, "manifest"))
	if err != nil {
		return err
	}
	resources, err := collect(program, icon, manifest)
	if err != nil {
		return err
	}
	return put(resources, args[1])
}

// put replaces the program by one with the resources.
func put(resources *winres.ResourceSet, target string) error {
	bare, err := os.Open(target)
	if err != nil {
		return err
	}
	defer bare.Close()
	if err := write(target+".new", func(w io.Writer) error { return resources.WriteToEXE(w, bare) }); err != nil {
		return err
	}
	return os.Rename(target+".new", target)
}

// collect is everything that goes into the program.
func collect(program about.Program, icon *winres.Icon, manifest []byte) (*winres.ResourceSet, error) {
	var set winres.ResourceSet
	if err := set.SetIcon(windowIcon, icon); err != nil {
		return nil, fmt.Errorf("icon: %w", err)
	}
	if err := set.Set(winres.RT_MANIFEST, winres.ID(1), winres.LCIDDefault, manifest); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	var info version.Info
	info.SetFileVersion(program.FourNumbers())
	info.SetProductVersion(program.FourNumbers())
	for language, number := range languages {
		for key, value := range map[string]string{
			version.ProductName:      program.Name,
			version.ProductVersion:   program.Version,
			version.FileVersion:      program.FourNumbers(),
			version.FileDescription:  program.Name, // also its name in the task manager and in "open with"
			version.Comments:         program.Description[language],
			version.CompanyName:      program.Publisher,
			version.LegalCopyright:   program.Copyright,
			version.InternalName:     program.ID,
			version.OriginalFilename: program.File() + ".exe",
		} {
			if err := info.Set(number, key, value); err != nil {
				return nil, fmt.Errorf("%s of the version: %w", key, err)
			}
		}
	}
	set.SetVersionInfo(info)
	return &set, nil
}

// readIcon makes one icon of the pictures in the folder, the largest first.
func readIcon(folder string) (*winres.Icon, error) {
	names, err := filepath.Glob(filepath.Join(folder, "icon-*.png"))
	if err != nil {
		return nil, err
	}
	var pictures []image.Image
	for _, name := range names {
		picture, err := decode(name)
		if err != nil {
			return nil, err
		}
		pictures = append(pictures, picture)
	}
	if len(pictures) == 0 {
		return nil, fmt.Errorf("no icon-*.png in %s", folder)
	}
	slices.SortFunc(pictures, func(a, b image.Image) int { return b.Bounds().Dx() - a.Bounds().Dx() })
	return winres.NewIconFromImages(pictures)
}

func decode(name string) (image.Image, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return picture, nil
}

func write(name string, content func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := content(file); err != nil {
		file.Close()
		return fmt.Errorf("%s: %w", name, err)
	}
	return file.Close()
}
