package bound

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/tabular"
)

// TableParts is what an import does with its file.
type TableParts struct {
	What  string      // says which files are taken
	Busy  func() bool // an import is under way: no other file is taken up
	Taken func()      // a file is taken up: what was known of the one before is to be forgotten
	// Read makes use of the table in the background, and returns what shows it.
	Read    func(context.Context, *tabular.Table) (show func(), err error)
	Resized func() // the card has another height
}

// TableFile is the file that an import reads: a card to choose it and one of its
// sheets, which says itself what is wrong with it.
type TableFile struct {
	Card  fyne.CanvasObject
	Table *tabular.Table // nil until one was read
	Note  string         // said below the file's name, set before it is shown

	s       *session.Session
	of      TableParts
	lines   *fyne.Container
	problem *widgets.Text
	pick    *widgets.Button
	path    string
	slot    session.Slot
}

// NewTableFile makes it; no file is chosen.
func NewTableFile(s *session.Session, of TableParts) *TableFile {
	t := &TableFile{s: s, of: of, lines: widgets.Column(look.Gap), problem: widgets.Body("").In(look.Bad)}
	t.problem.Hide()
	t.Card = widgets.NewCard(words.T("entry.import.file"), nil, t.lines, t.problem)
	t.lay()
	return t
}

// Name is the name of the file that is read.
func (t *TableFile) Name() string { return filepath.Base(t.path) }

// Focus gives the keyboard to the button that chooses a file.
func (t *TableFile) Focus() {
	if t.s.Window != nil {
		t.s.Window.Canvas().Focus(t.pick)
	}
}

// Take takes a file up.
func (t *TableFile) Take(path string) { t.take(path, "") }

// Forget chooses no file.
func (t *TableFile) Forget() {
	t.slot.Drop()
	t.path, t.Table, t.Note = "", nil, ""
	t.show()
}

// Fail says what was wrong with the file, here and not over the page.
func (t *TableFile) Fail(err error) {
	t.s.Log.Error("read a table to import", "file", t.path, "error", err)
	t.problem.Set(session.ErrorText(err))
	t.problem.Show()
	t.show()
}

// Close forgets what is being read.
func (t *TableFile) Close() { t.slot.Drop() }

func (t *TableFile) take(path, sheet string) {
	if t.of.Busy() {
		return
	}
	t.path, t.Table, t.Note = path, nil, ""
	t.problem.Hide()
	t.of.Taken()
	t.show()
	type answer struct {
		table *tabular.Table
		show  func()
		err   error
	}
	session.Load(t.s, &t.slot, func(ctx context.Context) (a answer, _ error) {
		if a.table, a.err = readTable(ctx, path, sheet); a.err == nil {
			a.show, a.err = t.of.Read(ctx, a.table)
		}
		return a, ctx.Err()
	}, func(a answer) {
		if a.err != nil {
			t.Fail(a.err)
			return
		}
		t.Table = a.table
		a.show()
		t.show()
	})
}

func readTable(ctx context.Context, path, sheet string) (*tabular.Table, error) {
	f, err := os.Open(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, data.Fail("entry.import.gone", err, "Path", path)
		}
		return nil, data.Fail("entry.import.cannot_open", err, "Path", path)
	}
	defer f.Close() // read only: nothing is at stake
	return tabular.ReadSheet(ctx, f, filepath.Base(path), sheet)
}

func (t *TableFile) show() {
	t.lay()
	t.of.Resized()
}

func (t *TableFile) lay() {
	t.pick = widgets.NewButton(widgets.Primary, words.T("entry.import.choose"), "upload", func() {
		choose.File(t.s.Window, func(path string, err error) {
			if err != nil {
				t.Fail(err)
				return
			}
			t.Take(path)
		})
	})
	if t.path == "" {
		t.lines.Objects = []fyne.CanvasObject{widgets.Body(t.of.What), widgets.RowGrow(look.Gap, 1, t.pick, widgets.Hint(words.T("entry.import.or_drop")))}
	} else {
		t.pick.SetKind(widgets.Plain)
		t.pick.SetText(words.T("entry.import.other_file"))
		line := t.Name()
		if t.Table != nil {
			line = words.T("entry.import.rows", "File", line, "N", len(t.Table.Rows))
		} else if !t.problem.Visible() {
			line = words.T("entry.import.reading", "File", line)
		}
		t.lines.Objects = []fyne.CanvasObject{widgets.RowGrow(look.Gap, 0, widgets.Body(line), t.pick)}
		t.showSheets()
		if t.Note != "" {
			t.lines.Add(widgets.Small(t.Note))
		}
	}
	t.lines.Refresh()
}

// showSheets offers the other sheets of the file, if there are any.
func (t *TableFile) showSheets() {
	if t.Table == nil || len(t.Table.Sheets) < 2 {
		return
	}
	var options []widgets.Option
	for _, name := range t.Table.Sheets {
		options = append(options, widgets.Option{ID: name, Text: name})
	}
	sheets := widgets.NewChoice(words.T("entry.import.sheet"), options)
	sheets.Set(t.Table.Sheet)
	sheets.OnPicked = func(name string) { t.take(t.path, name) }
	t.lines.Add(widgets.AtMost(look.Text(300), sheets))
}

// Examples are the first values of a column, without those of rows that are
// hidden (nil: none is).
func (t *TableFile) Examples(column int, hidden func(tabular.Row) bool) string {
	var some []string
	for _, row := range t.Table.Rows {
		if hidden != nil && hidden(row) {
			continue
		}
		if v := words.Short(row.Cell(column), 24); v != "" {
			some = append(some, v)
		}
		if len(some) == 3 {
			break
		}
	}
	if len(some) == 0 {
		return "–"
	}
	return strings.Join(some, " | ")
}

// Columns are the columns of the table to choose from, by their letters.
func (t *TableFile) Columns() []widgets.Option {
	var options []widgets.Option
	for at := range t.Table.Header {
		options = append(options, widgets.Option{ID: tabular.Column(at), Text: t.Table.Title(at), Detail: tabular.Column(at)})
	}
	return options
}
