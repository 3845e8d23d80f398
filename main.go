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

// run is a start of the program, in the order that matters: a change of its own
// version goes first, then the window that the folder may have already, and
// only then is anything opened.
func run(args []string) error {
	if upgrade.IsKeeper(args) {
		return upgrade.Keep(os.Stdin)
	}
	about, err := metadata()
	if err != nil {
		return err
	}
	given, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	if given.version {
		fmt.Println(about.Name, about.Version)
		return nil
	}
	one, oneErr := instance.Launch(about.ID, given.dir, given.files)
	defer func() { _ = one.Close() }() // the process ends, and lets go of the name anyway
	if one.Role() == instance.Second {
		return nil
	}
	own, handed, ownErr := app.Own(about.Version, given.again)
	if handed {
		return ownErr
	}
	log, logs, crashed, closeLog := openLog(given.dir)
	defer closeLog()
	log.Info("start", "version", about.Version, "folder", given.dir)
	for _, err := range []error{oneErr, ownErr} {
		if err != nil { // the program works without
			log.Error("start", "error", err)
		}
	}
	debug.SetGCPercent(collectEarly)
	debug.SetMemoryLimit(collectOften)
	if err := graphics.Prepare(log); err != nil {
		return err
	}
	fyneapp.SetMetadata(about)
	toolkit := fyneapp.NewWithID(about.ID)
	toolkit.SetIcon(about.Icon)
	defer graphics.Watch(log, given.again, func() { fyne.Do(toolkit.Quit) })()
	program := app.New(toolkit, app.Options{
		Dir: given.dir, Version: about.Version, Build: about.Build, Started: time.Now(),
		Log: log, LogDir: logs, Crashed: crashed, Instance: one, Upgrade: own,
	})
	for _, path := range one.Files() {
		program.OpenFile(path)
	}
	program.Window().ShowAndRun()
	program.Release()
	log.Info("end")
	return nil
}

// given is what the command line says.
type given struct {
	dir     string // of the data, absolute
	files   []string
	version bool     // print it and leave
	again   []string // for the next start, without the files
}

func parse(args []string) (g given, err error) {
	flags := flag.NewFlagSet("pinisi", flag.ContinueOnError)
	flags.StringVar(&g.dir, "data", "", "folder of the data; default: the user's own")
	flags.BoolVar(&g.version, "version", false, "print the version and leave")
	if err := flags.Parse(args); err != nil || g.version {
		return g, err
	}
	g.files = flags.Args()
	own := g.dir == ""
	if own {
		if g.dir, err = place.Data(); err != nil {
			return g, err
		}
	}
	if g.dir, err = filepath.Abs(g.dir); err != nil {
		return g, fmt.Errorf("find the folder of the data: %w", err)
	}
	if !own {
		g.again = []string{"--data", g.dir}
	}
	return g, nil
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
