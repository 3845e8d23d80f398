package complaint

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/setup"
	"pinisi/data/tabular"
)

// importing takes complaints out of a table (impor berkas): a file, which
// column holds what and what its words mean, a try that lists every problem by
// row, and then the import.
type importing struct {
	p       *Page
	s       *session.Session
	scroll  *widgets.FollowFocus
	content *fyne.Container
	file    *fyne.Container
	mapping *fyne.Container
	meaning *fyne.Container
	trial   *fyne.Container
	problem *widgets.Text
	pick    *widgets.Button

	path    string
	table   *tabular.Table
	columns complain.Mapping
	before  bool // the mapping was remembered
	restore bool // what was deleted here is taken back
	dry     *complain.Dry
	reading session.Slot
	trying  session.Slot
	cancel  context.CancelFunc // of the import under way
}

func newImporting(p *Page) *importing {
	i := &importing{p: p, s: p.s, file: widgets.Column(look.Gap), mapping: widgets.Column(0), meaning: widgets.Column(0), trial: widgets.Column(0), problem: widgets.Body("").In(look.Bad)}
	i.problem.Hide()
	back := widgets.NewButton(widgets.Quiet, words.T("complaint.import.back"), "back", p.close).Compact()
	i.content = widgets.Column(look.Roomy, widgets.RowGrow(look.Gap, 0, widgets.Title(words.T("complaint.import.title")), back),
		widgets.NewCard(words.T("entry.import.file"), nil, i.file, i.problem), i.trial, i.meaning, i.mapping)
	i.scroll = widgets.NewFollowFocus(widgets.Page(i.content))
	i.showFile()
	return i
}

// front reports whether the import is what the page shows.
func (i *importing) front() bool {
	return len(i.p.right.Objects) == 1 && i.p.right.Objects[0] == fyne.CanvasObject(i.scroll)
}

func (i *importing) focus() {
	if i.s.Window != nil {
		i.s.Window.Canvas().Focus(i.pick)
	}
}

// close forgets what is being read; an import under way is finished.
func (i *importing) close() {
	i.reading.Drop()
	i.trying.Drop()
}

func (i *importing) showFile() {
	i.pick = widgets.NewButton(widgets.Primary, words.T("entry.import.choose"), "upload", func() {
		choose.File(i.s.Window, func(path string, err error) {
			if err != nil {
				i.fail(err)
				return
			}
			i.read(path)
		})
	})
	if i.path == "" {
		i.file.Objects = []fyne.CanvasObject{widgets.Body(words.T("complaint.import.what")),
			widgets.RowGrow(look.Gap, 1, i.pick, widgets.Hint(words.T("entry.import.or_drop")))}
	} else {
		i.pick.SetKind(widgets.Plain)
		i.pick.SetText(words.T("entry.import.other_file"))
		line := filepath.Base(i.path)
		if i.table != nil {
			line = words.T("entry.import.rows", "File", line, "N", len(i.table.Rows))
		} else if !i.problem.Visible() {
			line = words.T("entry.import.reading", "File", line)
		}
		i.file.Objects = []fyne.CanvasObject{widgets.RowGrow(look.Gap, 0, widgets.Body(line), i.pick)}
		if i.table != nil && len(i.table.Sheets) > 1 {
			var options []widgets.Option
			for _, name := range i.table.Sheets {
				options = append(options, widgets.Option{ID: name, Text: name})
			}
			sheets := widgets.NewChoice(words.T("entry.import.sheet"), options)
			sheets.Set(i.table.Sheet)
			sheets.OnPicked = func(name string) { i.readSheet(i.path, name) }
			i.file.Add(widgets.AtMost(look.Text(300), sheets))
		}
		if i.before {
			i.file.Add(widgets.Small(words.T("complaint.import.remembered")))
		}
	}
	i.refresh()
}

// fail says what was wrong with the file, here and not over the page.
func (i *importing) fail(err error) {
	i.s.Log.Error("read a table to import", "file", i.path, "error", err)
	i.problem.Set(session.ErrorText(err))
	i.problem.Show()
	i.showFile()
}

// read takes a file up.
func (i *importing) read(path string) { i.readSheet(path, "") }

func (i *importing) readSheet(path, sheet string) {
	if i.cancel != nil {
		return // an import is under way
	}
	i.path, i.table, i.dry, i.before, i.restore = path, nil, nil, false, false
	i.trying.Drop()
	i.problem.Hide()
	i.mapping.Objects, i.meaning.Objects, i.trial.Objects = nil, nil, nil
	i.showFile()
	type answer struct {
		table   *tabular.Table
		mapping complain.Mapping
		before  bool
		err     error
	}
	session.Load(i.s, &i.reading, func(ctx context.Context) (answer, error) {
		var a answer
		a.table, a.err = readTable(ctx, path, sheet)
		if ctx.Err() != nil {
			return a, ctx.Err()
		}
		if a.err == nil {
			a.mapping, a.before, a.err = complain.Recall(ctx, i.s.Store, a.table)
		}
		return a, nil
	}, func(a answer) {
		if a.err != nil {
			i.fail(a.err)
			return
		}
		i.table, i.columns, i.before = a.table, a.mapping, a.before
		i.showFile()
		i.showMapping()
		i.try()
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

// refresh lays out what has other parts now.
func (i *importing) refresh() {
	for _, c := range []*fyne.Container{i.file, i.trial, i.meaning, i.mapping, i.content} {
		c.Refresh()
	}
	if i.scroll != nil {
		i.scroll.Refresh()
	}
}

// showMapping lists what is taken from which column, with examples beside.
func (i *importing) showMapping() {
	var options []widgets.Option
	place := map[string]int{"": -1}
	for at := range i.table.Header {
		options = append(options, widgets.Option{ID: tabular.Column(at), Text: i.table.Title(at), Detail: tabular.Column(at)})
		place[tabular.Column(at)] = at
	}
	line := func(target complain.Target) fyne.CanvasObject {
		pick := widgets.NewPickList("", options)
		example := widgets.Small("").OneLine()
		shown := func() {
			at := i.columns.Column(target.Field)
			switch {
			case at >= 0 && private(target.Field):
				pick.Set(tabular.Column(at))
				example.SetIn(words.T("complaint.import.private"), look.Quiet)
			case at >= 0:
				pick.Set(tabular.Column(at))
				example.SetIn(words.T("entry.import.example", "List", examples(i.table, at, i.columns.Secret)), look.Quiet)
			case target.Field == "received_on":
				pick.Set("")
				example.SetIn(words.T("entry.import.choose_column"), look.Bad)
			default:
				pick.Set("")
				example.SetIn(words.T("entry.import.no_column"), look.Quiet)
			}
		}
		shown()
		pick.OnPicked = func(id string) {
			i.columns.Set(target.Field, place[id])
			shown()
			i.try()
		}
		return bound.Columns(230, widgets.Inset(0, look.Gap, widgets.Body(words.T(target.Label()))), widgets.Column(2, pick, example))
	}
	rows := widgets.Column(look.Gap)
	for _, target := range complain.Targets() {
		rows.Add(line(target))
	}
	zone := widgets.NewPickList(words.T("complaint.import.zone"), zones(setup.Zone(i.s.Profile.Scope)))
	zone.Set(i.columns.Zone)
	zone.OnPicked = func(id string) {
		i.columns.Zone = id
		i.try()
	}
	channel := widgets.NewPickList(words.T("complaint.import.channel"), choices("channel"))
	channel.Set(i.columns.Channel)
	channel.OnPicked = func(id string) {
		i.columns.Channel = id
		i.try()
	}
	i.mapping.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("entry.import.mapping"), nil,
		widgets.Hint(words.T("entry.import.mapping_hint")), bound.Columns(240, channel, zone), widgets.Small(words.T("complaint.import.zone_hint")), widgets.Divider(), rows)}
	i.refresh()
}

// private are the fields of which no example is shown.
func private(field string) bool { return field == "reporter" || field == "contact" }

// zones are the clocks that files have: Indonesia's, the mission's, UTC.
func zones(own string) []widgets.Option {
	list := []string{"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}
	if !slices.Contains(list, own) {
		list = append(list, own)
	}
	list = append(list, "UTC")
	var options []widgets.Option
	for _, z := range list {
		text := z
		if words.Has("complaint.zone." + z) {
			text = words.T("complaint.zone." + z)
		}
		options = append(options, widgets.Option{ID: z, Text: text})
	}
	return options
}

// examples are the first values of a column, of rows that may be shown.
func examples(t *tabular.Table, column int, secret func(tabular.Row) bool) string {
	var some []string
	for _, row := range t.Rows {
		if secret(row) {
			continue
		}
		if v := strings.Join(strings.Fields(row.Cell(column)), " "); v != "" {
			some = append(some, words.Short(v, 24))
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

// showMeaning asks what words of the file mean that nobody knows.
func (i *importing) showMeaning() {
	i.meaning.Objects = nil
	if len(i.dry.Unknown) > 0 {
		rows := widgets.Column(look.Gap, widgets.Hint(words.T("complaint.import.meaning_hint")))
		for _, w := range i.dry.Unknown[:min(len(i.dry.Unknown), maxMeanings)] {
			pick := widgets.NewPickList("", meanings(w.Field))
			pick.OnPicked = func(id string) {
				i.columns.SetValue(w.Field, w.Word, id)
				i.try()
			}
			rows.Add(bound.Columns(230, widgets.Column(2, widgets.Body("“"+tabular.Excerpt(w.Word)+"”"), widgets.Small(words.T("complaint.import.word_rows", "Field", words.T("kinds.complaint."+w.Field), "N", w.Rows))), pick))
		}
		i.meaning.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("complaint.import.meaning"), nil, rows)}
	}
	i.refresh()
}

// maxMeanings is how many words are asked for at a time.
const maxMeanings = 12

// meanings are what a word of a field can mean.
func meanings(field string) []widgets.Option {
	var options []widgets.Option
	switch field {
	case "anonymous", "secret":
		options = []widgets.Option{{ID: "yes", Text: words.T("Yes")}, {ID: "no", Text: words.T("No")}}
	case "service":
		options = bound.Services(nil, nil)
	default:
		options = choices(field)
	}
	return append(options, widgets.Option{ID: complain.Blank, Text: words.T("complaint.import.leave_blank")})
}

// try finds out in the background what an import would do.
func (i *importing) try() {
	t, m := i.table, i.columns.Clone()
	scope := i.s.Profile.Scope
	opt := complain.Options{Scope: scope, Zone: setup.Zone(scope), Today: setup.Today(i.s.Now(), scope), Restore: i.restore}
	session.Load(i.s, &i.trying, func(ctx context.Context) (*complain.Dry, error) {
		return complain.DryRun(ctx, i.s.Store, t, m, opt)
	}, func(d *complain.Dry) {
		i.dry = d
		i.showTrial()
		i.showMeaning()
	})
}

// showTrial says what would be taken and what is wrong, row by row.
func (i *importing) showTrial() {
	d := i.dry
	var parts []fyne.CanvasObject
	count := func(n int, state widgets.State, key string) {
		if n > 0 {
			parts = append(parts, widgets.RowGrow(look.Gap, 1, widgets.NewStatusPill(state, words.T("complaint.import.pill."+key)), widgets.Body(words.T("complaint.import.count."+key, "N", n))))
		}
	}
	count(d.New, widgets.Good, "new")
	count(d.Changed, widgets.Good, "changed")
	count(d.Known, widgets.Neutral, "known")
	count(d.Kept, widgets.Wait, "kept")
	count(len(d.Bad), widgets.Bad, "bad")
	count(d.NamesLeft, widgets.Neutral, "names")
	count(d.Deleted, widgets.Neutral, "deleted")
	if d.Deleted > 0 || i.restore {
		box := widget.NewCheck(words.T("complaint.import.restore"), nil)
		box.SetChecked(i.restore)
		box.OnChanged = func(on bool) {
			i.restore = on
			i.try()
		}
		parts = append(parts, box)
	}
	if d.MonthFirst {
		parts = append(parts, widgets.Hint(words.T("entry.import.month_first")))
	}
	usable := d.SkipBad(true)
	n := d.Count()
	if usable.Ready() && n > 0 {
		text := words.T("complaint.import.go", "N", n)
		if len(d.Bad) > 0 {
			text = words.T("complaint.import.go_skip", "N", n, "Bad", len(d.Bad))
		}
		parts = append(parts, widgets.RowGrow(0, 1, widgets.NewButton(widgets.Primary, text, "check", func() { i.start(usable) }), widgets.Space(0, 0)))
	} else if usable.Ready() {
		parts = append(parts, widgets.Body(words.T("complaint.import.nothing_new")))
	}
	if all := d.All(); len(all) > 0 {
		parts = append(parts, widgets.Body(words.T("entry.import.problems", "N", d.Found+len(d.Remarks))).Bold(), widgets.Divider(), bound.Problems(all))
	}
	i.trial.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("entry.import.trial"), nil, parts...)}
	i.refresh()
}

// start imports with progress and a way to stop; stopped, nothing was written.
func (i *importing) start(r *complain.Reading) {
	if i.cancel != nil {
		return
	}
	s, name, table, mapping := i.s, filepath.Base(i.path), i.table, i.columns.Clone()
	ctx, cancel := context.WithCancel(context.WithoutCancel(s.Context()))
	i.cancel = cancel
	bar, line := widgets.NewProgressLine(0, 100), widgets.Body(words.T("entry.import.running", "Percent", 0))
	i.trial.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("entry.import.storing"), nil, line, bar,
		widgets.RowGrow(0, 1, widgets.NewButton(widgets.Plain, words.T("common.cancel"), "close", cancel), widgets.Space(0, 0)))}
	i.mapping.Hide()
	i.meaning.Hide()
	i.refresh()
	var done complain.Imported
	var err error
	last := -1
	s.Change(func(context.Context) error {
		done, err = complain.Import(ctx, s.Store, s.Author, r, name, func(n, total int) {
			if total == 0 {
				return
			}
			if percent := n * 100 / total; percent != last {
				last = percent
				s.Do(func() {
					bar.Set(percent, 100)
					line.Set(words.T("entry.import.running", "Percent", percent))
				})
			}
		})
		if err == nil {
			return complain.Remember(ctx, s.Store, table, mapping)
		}
		return nil // said below, beside the file
	}, func() {
		cancel()
		i.cancel = nil
		i.mapping.Show()
		i.meaning.Show()
		switch {
		case errors.Is(err, context.Canceled):
			s.Note(words.T("entry.import.cancelled"))
			i.showTrial()
		case err != nil:
			i.fail(err)
			i.showTrial()
		default:
			s.Offer(words.T("complaint.import.done", "New", done.Added, "Changed", done.Changed, "File", name), s.Undo)
			i.path, i.table, i.dry = "", nil, nil
			i.trial.Objects, i.meaning.Objects, i.mapping.Objects = nil, nil, nil
			i.showFile()
			if i.front() {
				i.p.close()
			}
		}
	})
}
