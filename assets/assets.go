// Package assets embeds what ships with the programs and is not code: the
// PEKPPP instruments, the satisfaction surveys, the list of missions and services, the translations and
// the icons. It reads these files and hands them out; it knows no rules of the
// field and imports nothing of ours.
//
// All functions may be called from several goroutines at once. They return
// errors only for files that were damaged before the build, which the tests of
// this package rule out; callers still pass them on.
package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
)

//go:embed instruments/*.json surveys/*.json rules/*.json release/keys.txt missions.json services.json translations/*.json all:icons
var files embed.FS

// Instruments holds the shipped instrument files, one JSON file each, at its
// root. Package data/instrument reads them.
func Instruments() fs.FS { return folder("instruments") }

// Surveys holds the shipped definitions of satisfaction surveys (SKM), one JSON
// file each, at its root. Package data/survey reads them.
func Surveys() fs.FS { return folder("surveys") }

// Rules holds the shipped rules that are data (deadlines, limits, checklists),
// one JSON file each, at its root. Package data/rules reads them.
func Rules() fs.FS { return folder("rules") }

// ReleaseKeys is the file of public keys whose releases of the program are
// taken. Package data/release reads it.
func ReleaseKeys() ([]byte, error) { return files.ReadFile("release/keys.txt") }

// Icons holds the icon files (icon.svg, icon.png, ...) at its root.
func Icons() fs.FS { return folder("icons") }

// Icon is the program's icon as PNG.
func Icon() ([]byte, error) { return files.ReadFile("icons/icon.png") }

func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		// Only an invalid path name makes Sub fail, and the names are above.
		return embed.FS{}
	}
	return sub
}

func decode(name string, into any) error {
	data, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read embedded %s: %w", name, err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("decode embedded %s: %w", name, err)
	}
	return nil
}
