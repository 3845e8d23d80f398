package app

import (
	"fmt"

	"pinisi/data/release"
	"pinisi/data/upgrade"
)

// Own looks at the program's own folder, before anything else is opened; args
// are for the next start. When handed is true the program ends: its version is
// just being changed, and then it is started again. What cannot be found out is
// an error that stops nobody.
func Own(version string, args []string) (u Upgrade, handed bool, err error) {
	u.Again = args
	if u.Keys, err = release.Keys(); err != nil {
		return u, false, fmt.Errorf("read the keys of releases: %w", err)
	}
	folder, err := upgrade.Own()
	if err != nil || folder == nil {
		return u, false, err
	}
	u.Folder = folder
	if u.News, handed, err = folder.Start(version, args); err != nil {
		return u, false, fmt.Errorf("see whether the version is being changed: %w", err)
	}
	return u, handed, nil
}
