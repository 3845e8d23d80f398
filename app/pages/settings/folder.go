package settings

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/opener"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/backup"
	"pinisi/data/store"
)

// folder is the card of the data on this computer.
type folder struct {
	s        *session.Session
	card     fyne.CanvasObject
	size     *widgets.Text
	target   *widgets.AutoField
	back     *widgets.Button
	check    *widgets.Button
	bar      *widget.ProgressBar
	turn     *widget.ProgressBarInfinite
	cancel   *widgets.Button
	stopping fyne.CanvasObject
	say      *widgets.Text
	result   *fyne.Container
	busy     context.CancelFunc
	slot     session.Slot
}

func newFolder(s *session.Session) *folder {
	f := &folder{s: s, size: widgets.Body(words.T("settings.data.counting")), say: widgets.Hint(""), result: widgets.Column(look.Gap)}
	f.target = widgets.NewAutoField(words.T("settings.data.backup.name"))
	f.target.SetText(filepath.Join(choose.Documents(), backup.Name(s.Profile.Scope, s.Now())))
	f.back = widgets.NewButton(widgets.Plain, words.T("settings.data.backup"), "download", f.backup)
	f.check = widgets.NewButton(widgets.Plain, words.T("settings.data.verify"), "check", f.verify)
	f.bar, f.turn = widget.NewProgressBar(), widget.NewProgressBarInfinite()
	f.cancel = widgets.NewButton(widgets.Plain, words.T("syncpage.cancel"), "close", f.stop)
	f.stopping = widgets.Row(0, f.cancel)
	f.result.Hide()
	choose := widgets.NewButton(widgets.Plain, words.T("settings.data.choose"), "", f.choose)
	f.card = widgets.NewCard(words.T("settings.data"), nil,
		fact(words.T("settings.data.folder"), widgets.Body(s.Store.Dir())),
		fact(words.T("settings.data.size"), f.size),
		widgets.Row(look.Gap, widgets.NewButton(widgets.Quiet, words.T("settings.data.open"), "", f.open)),
		widgets.Divider(),
		f.target,
		widgets.Row(look.Gap, f.back, choose),
		widgets.Small(words.T("settings.data.backup.hint")),
		widgets.Divider(),
		widgets.Row(look.Gap, f.check),
		f.say, f.bar, f.turn, f.stopping, f.result,
	)
	f.idle()
	return f
}

func (f *folder) idle() {
	f.busy = nil
	f.bar.Hide()
	f.turn.Stop()
	f.turn.Hide()
	f.stopping.Hide()
	f.say.Hide()
	f.back.Enable()
	f.check.Enable()
	f.card.Refresh()
}

// begin shows that something goes on; known: how much of it is done.
func (f *folder) begin(text string, known bool) context.Context {
	ctx, cancel := context.WithCancel(f.s.Context())
	f.busy = cancel
	f.result.RemoveAll()
	f.result.Hide()
	f.back.Disable()
	f.check.Disable()
	f.say.Set(text)
	f.say.Show()
	f.stopping.Show()
	if known {
		f.bar.SetValue(0)
		f.bar.Show()
	} else {
		f.turn.Show()
		f.turn.Start()
	}
	f.card.Refresh()
	return ctx
}

func (f *folder) stop() {
	if f.busy != nil {
		f.busy()
	}
}

// measure adds up the folder.
func (f *folder) measure() {
	session.Load(f.s, &f.slot, func(ctx context.Context) (int64, error) {
		var sum int64
		err := filepath.WalkDir(f.s.Store.Dir(), func(_ string, d fs.DirEntry, err error) error {
			if err != nil || ctx.Err() != nil {
				return errors.Join(err, ctx.Err())
			}
			if info, err := d.Info(); err == nil && !d.IsDir() { // a file may vanish meanwhile
				sum += info.Size()
			}
			return nil
		})
		return sum, err
	}, func(sum int64) { f.size.Set(words.Bytes(sum)) })
}

func (f *folder) open() {
	if err := opener.Path(f.s.Store.Dir()); err != nil {
		f.s.Fail(err, nil)
	}
}

func (f *folder) choose() {
	choose.Folder(f.s.Window, func(dir string, err error) {
		if err != nil {
			f.s.Fail(err, nil)
			return
		}
		f.target.SetText(filepath.Join(dir, backup.Name(f.s.Profile.Scope, f.s.Now())))
	})
}

func (f *folder) backup() {
	f.target.Commit()
	file := strings.TrimSpace(f.target.Text())
	ctx := f.begin(words.T("settings.data.backup.busy"), true)
	f.s.Background(func(context.Context) error {
		return backup.Write(ctx, f.s.Store, file, func(done, total int64) {
			f.s.Do(func() {
				f.bar.SetValue(float64(done) / float64(max(total, 1)))
			})
		})
	}, func(err error) {
		f.idle()
		switch {
		case errors.Is(err, context.Canceled):
			f.tell(widgets.Hint(words.T("settings.data.stopped")))
		case err != nil:
			f.s.Fail(err, nil)
		default:
			f.tell(widgets.NewStatusPill(widgets.Good, words.T("settings.data.backup.done", "File", filepath.Base(file))), widgets.Small(file))
			f.target.SetText(filepath.Join(filepath.Dir(file), backup.Name(f.s.Profile.Scope, f.s.Now())))
		}
	})
}

func (f *folder) tell(parts ...fyne.CanvasObject) {
	f.result.Objects = parts
	f.result.Show()
	f.result.Refresh()
	f.card.Refresh()
}

func (f *folder) verify() {
	ctx := f.begin(words.T("settings.data.verify.busy"), false)
	var report store.Report
	f.s.Background(func(context.Context) (err error) {
		report, err = f.s.Store.Verify(ctx)
		return err
	}, func(err error) {
		f.idle()
		switch {
		case ctx.Err() != nil || errors.Is(err, context.Canceled):
			f.tell(widgets.Hint(words.T("settings.data.stopped")))
		case err != nil:
			f.s.Fail(err, nil)
		case len(report.Problems) == 0:
			f.tell(widgets.NewStatusPill(widgets.Good, words.T("settings.data.verify.whole")),
				widgets.Body(words.T("settings.data.verify.ok", "Records", report.Records, "Changes", report.Changes)))
		default:
			text := strings.Join(report.Problems, "\n")
			f.tell(widgets.NewStatusPill(widgets.Bad, words.T("settings.data.verify.bad", "N", len(report.Problems))),
				widgets.Body(text),
				widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("settings.copy"), "copy", func() {
					fyne.CurrentApp().Clipboard().SetContent(text)
					f.s.Toast(words.T("syncpage.copied"))
				})))
		}
	})
}
