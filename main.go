// Pinisi is an offline-first desktop app for Indonesian missions: public-service
// evaluations (PEKPPP) and public consultations (FKP), kept on this computer
// and merged with headquarters' when there is a line.
package main

import (
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"
	_ "time/tzdata" // Windows has no IANA zones

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"pinisi/app"
	"pinisi/app/graphics"
	"pinisi/app/instance"
	"pinisi/assets"
	"pinisi/data/about"
	"pinisi/data/journal"
	"pinisi/data/place"
	"pinisi/data/upgrade"
)

//go:embed FyneApp.toml
var manifest string

// collectEarly lets the heap grow by half between collections, not to the
// double, and collectOften holds it, softly, at what the work takes: the
// program shares a laptop of 4 GB with a browser, and has time.
const (
	collectEarly = 50       // percent
	collectOften = 64 << 20 // bytes
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pinisi:", err)
		os.Exit(1)
	}
	if err := graphics.Reopen(); err != nil {
		fmt.Fprintln(os.Stderr, "pinisi:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if upgrade.IsKeeper(args) {
		return upgrade.Keep(os.Stdin)
	}
	flags := flag.NewFlagSet("pinisi", flag.ContinueOnError)
	dir := flags.String("data", "", "folder of the data; default: the user's own")
	version := flags.Bool("version", false, "print the version and leave")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	about, err := metadata()
	if err != nil {
		return err
	}
	if *version {
		fmt.Println(about.Name, about.Version)
		return nil
	}
	given := *dir != ""
	if !given {
		if *dir, err = place.Data(); err != nil {
			return err
		}
	}
	if *dir, err = filepath.Abs(*dir); err != nil {
		return fmt.Errorf("find the folder of the data: %w", err)
	}
	asked, instErr := startInstance(about.ID, *dir, flags.Args())
	defer func() { _ = asked.Close() }() // the process ends, and lets go of the name anyway
	if asked.Role() == instance.Second {
		return nil
	}
	var again []string
	if given { // also at the next start
		again = []string{"--data", *dir}
	}
	program, handed, ownErr := own(about.Version, again)
	if handed {
		return ownErr
	}
	log, logs, crashed, closeLog := openLog(*dir)
	defer closeLog()
	if instErr != nil {
		log.Error("look for another window of the folder", "error", instErr)
	}
	if ownErr != nil {
		log.Error("the program's own folder", "error", ownErr)
	}
	log.Info("start", "version", about.Version, "folder", *dir)
	debug.SetGCPercent(collectEarly)
	debug.SetMemoryLimit(collectOften)
	if err := graphics.Prepare(log); err != nil {
		return err
	}
	fyneapp.SetMetadata(about)
	a := fyneapp.NewWithID(about.ID)
	a.SetIcon(about.Icon)
	p := app.New(a, app.Options{Dir: *dir, Version: about.Version, Log: log, LogDir: logs, Crashed: crashed, Build: about.Build, Started: time.Now(), Upgrade: program, Instance: asked})
	for _, path := range asked.Files() {
		p.OpenFile(path)
	}
	defer graphics.Watch(log, again, func() { fyne.Do(a.Quit) })()
	p.Window().ShowAndRun()
	p.Release()
	log.Info("end")
	return nil
}

// openLog begins the log beside the data, or where there is no such folder in
// the system's folder for passing things: a missing disk must not end in silence.
func openLog(dir string) (log *slog.Logger, folder string, crashed bool, done func()) {
	places := []string{filepath.Join(os.TempDir(), "pinisi-log")}
	if _, err := os.Stat(filepath.Dir(dir)); err == nil {
		places = append([]string{filepath.Join(dir, "log")}, places...)
	}
	for _, place := range places {
		j, err := journal.Open(place)
		if err != nil {
			fmt.Fprintln(os.Stderr, "pinisi:", err)
			continue
		}
		log := slog.New(slog.NewTextHandler(j.Beside(os.Stderr), nil))
		slog.SetDefault(log)
		return log, j.Dir(), j.Crashed(), func() {
			if err := j.Close(); err != nil {
				fmt.Fprintln(os.Stderr, "pinisi:", err)
			}
		}
	}
	return slog.Default(), "", false, func() {}
}

// metadata is what FyneApp.toml says of the program; it is embedded, since a
// plain go build does not read it.
func metadata() (fyne.AppMetadata, error) {
	said, err := about.Read(manifest)
	if err != nil {
		return fyne.AppMetadata{}, err
	}
	icon, err := assets.Icon()
	if err != nil {
		return fyne.AppMetadata{}, fmt.Errorf("read the icon: %w", err)
	}
	return fyne.AppMetadata{
		ID: said.ID, Name: said.Name, Version: said.Version, Build: said.Build,
		Icon: fyne.NewStaticResource("icon.png", icon), Migrations: map[string]bool{"fyneDo": said.FyneDo},
	}, nil
}
