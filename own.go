package main

import (
	"fmt"
	"os"
	"path/filepath"

	"pinisi/app"
	"pinisi/data/release"
	"pinisi/data/upgrade"
)

// own looks at the program's own folder, before anything else is opened. When
// handed is true the program ends: its version is just being changed, and then it
// is started again. What cannot be found out is an error that stops nobody.
func own(version string, again []string) (u app.Upgrade, handed bool, err error) {
	u.Again = again
	if u.Keys, err = release.Keys(); err != nil {
		return u, false, fmt.Errorf("read the keys of releases: %w", err)
	}
	dir, err := programFolder()
	if err != nil || dir == "" {
		return u, false, err
	}
	folder := upgrade.Open(dir)
	u.Folder = folder
	if u.News, handed, err = folder.Start(version, again); err != nil {
		return u, false, fmt.Errorf("see whether the version is being changed: %w", err)
	}
	return u, handed, nil
}

// programFolder is where the program runs, "" when it is not under its own name
// there, or is the version before that is kept.
func programFolder() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find the program's own folder: %w", err)
	}
	if exe, err = filepath.EvalSymlinks(exe); err != nil {
		return "", fmt.Errorf("find the program's own folder: %w", err)
	}
	if !upgrade.IsProgram(exe) {
		return "", nil
	}
	return filepath.Dir(exe), nil
}
