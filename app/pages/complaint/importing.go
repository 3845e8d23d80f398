package complaint

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
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
	file    *bound.TableFile
	mapping *fyne.Container
	meaning *fyne.Container
	trial   *fyne.Container

	columns complain.Mapping
	restore bool // what was deleted here is taken back
	dry     *complain.Dry
	trying  session.Slot
	cancel  context.CancelFunc // of the import under way
}

func newImporting(p *Page) *importing {
	i := &importing{p: p, s: p.s, mapping: widgets.Column(0), meaning: widgets.Column(0), trial: widgets.Column(0)}
	i.file = bound.NewTableFile(p.s, bound.TableParts{
		What: words.T("complaint.import.what"), Busy: func() bool { return i.cancel != nil }, Taken: i.forget, Read: i.recall, Resized: i.refresh,
	})
	back := widgets.NewButton(widgets.Quiet, words.T("complaint.import.back"), "back", p.close).Compact()
	i.content = widgets.Column(look.Roomy, widgets.RowGrow(look.Gap, 0, widgets.Title(words.T("complaint.import.title")), back),
		i.file.Card, i.trial, i.meaning, i.mapping)
	i.scroll = widgets.NewFollowFocus(widgets.Page(i.content))
	return i
}

// front reports whether the import is what the page shows.
func (i *importing) front() bool {
	return len(i.p.right.Objects) == 1 && i.p.right.Objects[0] == fyne.CanvasObject(i.scroll)
}

// close forgets what is being read; an import under way is finished.
func (i *importing) close() {
	i.file.Close()
	i.trying.Drop()
}

// read takes a file up.
func (i *importing) read(path string) { i.file.Take(path) }

// forget drops what was known of the file before.
func (i *importing) forget() {
	i.dry, i.restore = nil, false
	i.trying.Drop()
	i.mapping.Objects, i.meaning.Objects, i.trial.Objects = nil, nil, nil
}

// recall says which column holds what, as it was said for such a file before.
func (i *importing) recall(ctx context.Context, t *tabular.Table) (func(), error) {
	columns, before, err := complain.Recall(ctx, i.s.Store, t)
	return func() {
		i.columns = columns
		if before {
			i.file.Note = words.T("complaint.import.remembered")
		}
		i.showMapping()
		i.try()
	}, err
}

// refresh lays out what has other parts now.
func (i *importing) refresh() {
	for _, c := range []*fyne.Container{i.trial, i.meaning, i.mapping, i.content} {
		c.Refresh()
	}
	if i.scroll != nil {
		i.scroll.Refresh()
	}
}

// try finds out in the background what an import would do.
func (i *importing) try() {
	t, m := i.file.Table, i.columns.Clone()
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
	if d.Unsure > 0 {
		parts = append(parts, widgets.Hint(words.T("complaint.import.unsure", "N", d.Unsure, "Example", d.UnsureAs)))
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
	s, name, table, mapping := i.s, i.file.Name(), i.file.Table, i.columns.Clone()
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
			i.file.Fail(err)
			i.showTrial()
		default:
			s.Offer(words.T("complaint.import.done", "New", done.Added, "Changed", done.Changed, "File", name), s.Undo)
			i.forget()
			i.file.Forget()
			if i.front() {
				i.p.close()
			}
		}
	})
}
