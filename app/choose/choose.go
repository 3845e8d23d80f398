// Package choose asks for a file or a folder with the toolkit's dialog, at a
// size at which it can be used, beginning where the last one was chosen.
//
// It belongs to the UI goroutine.
package choose

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"pinisi/data"
)

// last is the folder from which something was chosen in this run. It is not
// kept for the next: a network drive that is gone by then would stall the dialog.
var last fyne.ListableURI

// File asks for a file. then gets its path, or what went wrong; it is not
// called when the person changed their mind.
func File(w fyne.Window, then func(path string, err error)) {
	show(w, dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			then("", err)
		case r != nil:
			path := r.URI().Path()
			if err := r.Close(); err != nil { // it is opened again by whoever reads it
				fyne.LogError("close a chosen file", err)
			}
			remember(r.URI())
			then(path, nil)
		}
	}, w))
}

// Folder asks for a folder, as File does for a file.
func Folder(w fyne.Window, then func(path string, err error)) {
	show(w, dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		switch {
		case err != nil:
			then("", err)
		case dir != nil:
			last = dir
			then(dir.Path(), nil)
		}
	}, w))
}

// Documents is where files are proposed: the user's own folder for documents, or home.
func Documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	for _, name := range []string{"Documents", "Dokumen"} {
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			return filepath.Join(home, name)
		}
	}
	return home
}

func show(w fyne.Window, d *dialog.FileDialog) {
	if last != nil {
		d.SetLocation(last)
	}
	c := w.Canvas()
	before := c.OnTypedKey()
	d.SetOnClosed(func() { c.SetOnTypedKey(before) })
	// Shown first: the toolkit cannot size what it has not built (Fyne 2.8.1).
	d.Show()
	d.SetView(dialog.ListView) // names of photos are long
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			d.Hide()
		}
	})
	size := c.Size()
	d.Resize(fyne.NewSize(size.Width*0.8, size.Height*0.85))
}

func remember(file fyne.URI) {
	dir, err := storage.Parent(file)
	if err != nil {
		return
	}
	if list, err := storage.ListerForURI(dir); err == nil {
		last = list
	}
}

// mostText is the largest text file that Text reads, in bytes.
const mostText = 64 << 10

// Text reads a small text file, such as an enrolment code, without the spaces
// around it. Unlike the others it is called off the UI goroutine. It fails
// with errors.file_gone, or errors.file_too_large.
func Text(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", data.Fail("errors.file_gone", err, "Path", path)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostText+1))
	if err != nil {
		return "", data.Fail("errors.file_gone", err, "Path", path)
	}
	if len(text) > mostText {
		return "", data.Fail("errors.file_too_large", nil, "Path", path, "Size", int64(len(text)), "Max", int64(mostText))
	}
	return strings.TrimSpace(string(text)), nil
}
