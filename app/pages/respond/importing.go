package respond

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/kiosk"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	poll "pinisi/data/respond"
	"pinisi/data/setup"
	"pinisi/data/tabular"
)

// importing takes answers out of a table (impor berkas): a file, which column
// holds what, a try that lists every problem by row, and then the import.
type importing struct {
	e       *Entry
	content *fyne.Container
	file    *bound.TableFile
	mapping *fyne.Container
	trial   *fyne.Container

	columns poll.Mapping
	dry     *poll.Dry
	trying  session.Slot
	have    *poll.Set // what the try knew
	cancel  context.CancelFunc
}

func newImporting(e *Entry) *importing {
	i := &importing{e: e, mapping: widgets.Column(0), trial: widgets.Column(0)}
	i.file = bound.NewTableFile(e.s, bound.TableParts{
		What: words.T("entry.import.what"), Busy: func() bool { return i.cancel != nil }, Taken: i.forget, Read: i.propose, Resized: i.refresh,
	})
	i.content = widgets.Column(look.Roomy, e.head(words.T("entry.way.import")), i.file.Card, i.trial, i.mapping)
	return i
}

func (i *importing) object() fyne.CanvasObject { return i.content }
func (i *importing) leave()                    {}

// close forgets what is being read; an import under way is finished.
func (i *importing) close() {
	i.file.Close()
	i.trying.Drop()
}

// show tries again when other answers came in: some rows may be there by now.
func (i *importing) show() {
	if i.file.Table != nil && i.cancel == nil && i.dry != nil && i.have != i.e.responses() {
		i.try()
	}
}

// read takes a file up.
func (i *importing) read(path string) { i.file.Take(path) }

// forget drops what was known of the file before.
func (i *importing) forget() {
	i.dry = nil
	i.trying.Drop()
	i.mapping.Objects, i.trial.Objects = nil, nil
}

// propose says which column may hold what.
func (i *importing) propose(_ context.Context, t *tabular.Table) (func(), error) {
	columns := poll.Propose(i.e.form(), t)
	return func() {
		i.columns = columns
		i.showMapping()
		i.try()
	}, nil
}

// refresh lays out what has other parts now.
func (i *importing) refresh() {
	for _, c := range []*fyne.Container{i.trial, i.mapping, i.content} {
		c.Refresh()
	}
}

// showMapping lists what is taken from which column, with examples beside.
func (i *importing) showMapping() {
	options, place := i.file.Columns(), map[string]int{"": -1}
	for at, o := range options {
		place[o.ID] = at
	}
	line := func(name string, column *int, needed bool) fyne.CanvasObject {
		pick := widgets.NewPickList("", options)
		example := widgets.Small("").OneLine()
		shown := func() {
			if *column >= 0 {
				pick.Set(tabular.Column(*column))
				example.SetIn(words.T("entry.import.example", "List", i.file.Examples(*column, nil)), look.Quiet)
			} else if pick.Set(""); needed {
				example.SetIn(words.T("entry.import.choose_column"), look.Bad)
			} else {
				example.SetIn(words.T("entry.import.no_column"), look.Quiet)
			}
		}
		shown()
		pick.OnPicked = func(id string) {
			*column = place[id]
			shown()
			i.try()
		}
		return bound.Columns(230, widgets.Inset(0, look.Gap, widgets.Body(name)), widgets.Column(2, pick, example))
	}
	f := i.e.form()
	questions := widgets.Column(look.Gap)
	for q := range f.Questions {
		questions.Add(line(words.T("entry.paper.question", "N", q+1, "Text", f.Questions[q].Text.In(words.Now().Lang())), &i.columns.Questions[q], true))
	}
	others := widgets.Column(look.Gap,
		line(words.T("entry.import.number"), &i.columns.Number, false),
		line(words.T("entry.import.taken_on"), &i.columns.TakenOn, false),
		line(words.T("entry.import.service"), &i.columns.Service, false),
		line(words.T("entry.import.remark"), &i.columns.Remark, false),
		line(words.T("entry.import.contact"), &i.columns.Contact, false),
		line(words.T("entry.import.language"), &i.columns.Language, false))
	i.mapping.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("entry.import.mapping"), nil,
		widgets.Hint(words.T("entry.import.mapping_hint")), questions, widgets.Divider(), others)}
	i.refresh()
}

// try finds out in the background what an import would do.
func (i *importing) try() {
	f, t, have := i.e.form(), i.file.Table, i.e.responses()
	m := i.columns
	m.Questions = append([]int(nil), m.Questions...)
	today := setup.Today(i.e.s.Now(), f.Of.Scope)
	i.have = have
	session.Load(i.e.s, &i.trying, func(context.Context) (*poll.Dry, error) {
		return poll.DryRun(f, t, m, poll.Options{Have: have, Today: today})
	}, func(d *poll.Dry) {
		i.dry = d
		i.showTrial()
	})
}

// showTrial says what would be taken and what is wrong, row by row.
func (i *importing) showTrial() {
	d := i.dry
	var parts []fyne.CanvasObject
	count := func(state widgets.State, word, text string) {
		parts = append(parts, widgets.RowGrow(look.Gap, 1, widgets.NewStatusPill(state, word), widgets.Body(text)))
	}
	if n := len(d.Entries); n > 0 {
		count(widgets.Good, words.T("entry.import.taken"), words.T("entry.import.taken_count", "N", n, "Total", d.Total))
	}
	if n := len(d.Incomplete); n > 0 {
		count(widgets.Wait, words.T("entry.import.incomplete"), words.T("entry.import.incomplete_count", "N", n))
	}
	if d.Known > 0 {
		count(widgets.Neutral, words.T("entry.import.known"), words.T("entry.import.known_count", "N", d.Known))
	}
	if n := len(d.Bad); n > 0 {
		count(widgets.Bad, words.T("entry.import.bad"), words.T("entry.import.bad_count", "N", n))
	}
	if d.MonthFirst {
		parts = append(parts, widgets.Hint(words.T("entry.import.month_first")))
	}
	usable := d.SkipBad(true)
	if usable.Ready() && len(d.Entries) > 0 {
		text := words.T("entry.import.go", "N", len(d.Entries))
		if len(d.Bad) > 0 {
			text = words.T("entry.import.go_skip", "N", len(d.Entries), "Bad", len(d.Bad))
		}
		parts = append(parts, widgets.RowGrow(0, 1, widgets.NewButton(widgets.Primary, text, "check", func() { i.start(usable) }), widgets.Space(0, 0)))
	} else if usable.Ready() && len(d.Entries) == 0 {
		parts = append(parts, widgets.Body(words.T("entry.import.nothing_new")))
	}
	if d.Found > 0 {
		title := words.T("entry.import.problems", "N", d.Found)
		if d.Found > len(d.Problems) {
			title = words.T("entry.import.problems_some", "N", d.Found, "Shown", len(d.Problems))
		}
		height := min(float32(len(d.Problems))*62, 300)
		parts = append(parts, widgets.Body(title).Bold(), widgets.Divider(), fitted(newProblemList(d.Problems), height))
	}
	i.trial.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("entry.import.trial"), nil, parts...)}
	i.refresh()
}

// start imports with progress and a way to stop; stopped, nothing was written.
func (i *importing) start(d *poll.Dry) {
	if i.cancel != nil {
		return
	}
	s, f, name := i.e.s, i.e.form(), i.file.Name()
	ctx, cancel := context.WithCancel(context.WithoutCancel(s.Context()))
	i.cancel = cancel
	bar, line := kiosk.NewTrack(0), widgets.Body(words.T("entry.import.running", "Percent", 0))
	i.trial.Objects = []fyne.CanvasObject{widgets.NewCard(words.T("entry.import.storing"), nil, line, bar,
		widgets.RowGrow(0, 1, widgets.NewButton(widgets.Plain, words.T("common.cancel"), "close", cancel), widgets.Space(0, 0)))}
	i.mapping.Hide()
	i.refresh()
	var done poll.Imported
	var err error
	last := -1
	s.Change(func(context.Context) error {
		done, err = poll.Import(ctx, s.Store, s.Author, f, d, name, func(n, total int) {
			if total == 0 {
				return
			}
			if percent := n * 100 / total; percent != last {
				last = percent
				s.Do(func() {
					bar.Set(float64(percent) / 100)
					line.Set(words.T("entry.import.running", "Percent", percent))
				})
			}
		})
		return nil // said below, beside the file
	}, func() {
		cancel()
		i.cancel = nil
		i.mapping.Show()
		switch {
		case errors.Is(err, context.Canceled):
			s.Note(words.T("entry.import.cancelled"))
			i.showTrial()
		case err != nil:
			i.file.Fail(err)
			i.showTrial()
		default:
			s.Offer(words.T("entry.import.done", "N", done.Added, "File", name), s.Undo)
			if i.e.way == i {
				i.e.back()
			}
		}
	})
}
