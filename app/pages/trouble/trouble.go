// Package trouble shows the report for technical help before it goes anywhere:
// the whole of it, to be copied or saved. What it holds is decided in data/trouble.
//
// Everything here belongs to the UI goroutine.
package trouble

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/trouble"
)

// Options are what the report is shown with.
type Options struct {
	Window fyne.Window
	Run    func(func()) // background work
	Do     func(func()) // on the window's goroutine
	About  trouble.About
	Say    func(text string) // success
	Fail   func(err error)
}

// width of the dialog and of the lines in it.
const (
	width    = 900
	tallest  = 0.55 // of the window
	textSize = 12
)

// Show writes the report in the background and shows it.
func Show(o Options) {
	list := newLines()
	box := container.NewStack(widgets.Sized(0, o.Window.Canvas().Size().Height*tallest, container.NewCenter(widgets.Hint(words.T("trouble.preparing")).Whole())))
	text := ""
	var closeIt func()
	copyIt := widgets.NewButton(widgets.Primary, words.T("trouble.copy"), "copy", func() {
		fyne.CurrentApp().Clipboard().SetContent(text)
		closeIt()
		o.Say(words.T("trouble.copied"))
	})
	save := widgets.NewButton(widgets.Plain, words.T("trouble.save"), "download", func() {
		closeIt()
		o.save(text)
	})
	copyIt.Disable()
	save.Disable()
	ctx, cancel := context.WithCancel(context.Background())
	body := widgets.Column(look.Gap, widgets.Body(words.T("trouble.hint")), box)
	finish := widgets.ShowOver(o.Window.Canvas(), words.T("trouble.title"), body, width, save, copyIt)
	closeIt = func() {
		cancel()
		finish()
	}
	w := words.Now()
	o.Run(func() {
		defer cancel()
		written := trouble.Write(ctx, w, o.About)
		o.Do(func() {
			text = written
			list.set(text, box.Size().Width)
			box.Objects = []fyne.CanvasObject{widgets.Sized(0, o.Window.Canvas().Size().Height*tallest, list.list)}
			box.Refresh()
			copyIt.Enable()
			save.Enable()
		})
	})
}

// save asks for a folder and writes the report there.
func (o Options) save(text string) {
	choose.Folder(o.Window, func(dir string, err error) {
		if err != nil {
			o.Fail(err)
			return
		}
		file := filepath.Join(dir, Name(o.About.Now))
		o.Run(func() {
			// A byte order mark: Notepad of older Windows takes it for UTF-8 by that.
			err := os.WriteFile(file, []byte("\ufeff"+strings.ReplaceAll(text, "\n", "\r\n")), 0o600)
			o.Do(func() {
				if err != nil {
					o.Fail(data.Fail("errors.cannot_write", err, "Path", file))
					return
				}
				o.Say(words.T("trouble.saved", "Name", filepath.Base(file), "Folder", dir))
			})
		})
	})
}

// Name is what the file of a report is called.
func Name(now time.Time) string { return "laporan-pinisi-" + now.Format("2006-01-02-150405") + ".txt" }

// lines show a long text, line by line: an entry of that length is slow.
type lines struct {
	list *widget.List
	all  []string
}

func newLines() *lines {
	l := &lines{}
	l.list = widget.NewList(func() int { return len(l.all) },
		func() fyne.CanvasObject {
			line := canvas.NewText("", theme.Color(theme.ColorNameForeground))
			line.TextStyle.Monospace = true
			line.TextSize = look.Text(textSize)
			return line
		},
		func(i widget.ListItemID, o fyne.CanvasObject) {
			if line, ok := o.(*canvas.Text); ok {
				line.Text = l.all[i]
				line.Refresh()
			}
		})
	l.list.HideSeparators = true
	return l
}

// set breaks the lines at a width.
func (l *lines) set(text string, width float32) {
	letter := fyne.MeasureText("m", look.Text(textSize), fyne.TextStyle{Monospace: true}).Width
	most := max(int((width-2*look.Roomy)/max(letter, 1)), 20)
	l.all = nil
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		line = strings.ReplaceAll(line, "\t", "    ")
		l.all = append(l.all, broken(line, most)...)
	}
	l.list.Refresh()
}

// broken divides a line, at a space where there is one.
func broken(line string, most int) (parts []string) {
	for utf8.RuneCountInString(line) > most {
		letters := []rune(line)
		at := most
		for i := most; i > most/2; i-- {
			if letters[i] == ' ' {
				at = i
				break
			}
		}
		parts = append(parts, string(letters[:at]))
		line = "    " + strings.TrimLeft(string(letters[at:]), " ")
	}
	return append(parts, line)
}
