package settings

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/rules"
)

// ruleCard is the card of the rules that are data, with who sets them;
// headquarters publishes changed ones from it.
type ruleCard struct {
	s       *session.Session
	card    *widgets.Card
	list    *fyne.Container
	told    *fyne.Container // what was wrong with a file, until it was read
	publish *widgets.Button // nil at a mission
	reveal  func(card, under fyne.CanvasObject)
	slot    session.Slot
}

func newRuleCard(s *session.Session, reveal func(card, under fyne.CanvasObject)) *ruleCard {
	r := &ruleCard{s: s, reveal: reveal, list: widgets.Column(look.Roomy), told: widgets.Column(look.Gap)}
	r.told.Hide()
	parts := []fyne.CanvasObject{widgets.Small(words.T("settings.rules.hint")), r.list}
	if s.Headquarters() {
		r.publish = widgets.NewButton(widgets.Plain, words.T("settings.rules.publish"), "", r.choose)
		if s.ReadOnly() {
			r.publish.Disable()
		}
		parts = append(parts, widgets.Divider(), widgets.Row(look.Gap, r.publish), r.told, widgets.Small(words.T("settings.rules.publish.hint")))
	}
	r.card = widgets.NewCard(words.T("settings.rules"), nil, parts...)
	return r
}

// reload reads the rules in force.
func (r *ruleCard) reload() {
	session.Load(r.s, &r.slot, func(ctx context.Context) ([]rules.Info, error) {
		all, err := rules.List(ctx, r.s.Store)
		var inForce []rules.Info
		for i, info := range all {
			if i+1 == len(all) || all[i+1].Code != info.Code { // the last of a code is the newest
				inForce = append(inForce, info)
			}
		}
		return inForce, err
	}, func(all []rules.Info) {
		r.list.Objects = nil
		for _, info := range all {
			r.list.Add(r.row(info))
		}
		r.list.Refresh()
		r.card.Refresh()
	})
}

func (r *ruleCard) row(info rules.Info) fyne.CanvasObject {
	lang := words.Now().Lang()
	set := widgets.NewStatusPill(widgets.Good, words.T("settings.rules.regulation"))
	if info.Ours {
		set = widgets.NewStatusPill(widgets.Wait, words.T("settings.rules.ours")).WithIcon("edit")
	}
	origin := words.T("settings.instruments.shipped")
	if info.Record != data.NilID {
		origin = words.T("settings.instruments.published")
	}
	return widgets.Column(look.Tight,
		widgets.RowGrow(look.Roomy, 0, widgets.Body(info.Title.In(lang)), set),
		widgets.RowGrow(look.Roomy, 0,
			widgets.Small(words.T("settings.rules.version", "Version", info.Version, "Origin", origin, "Source", info.Source.In(lang))),
			widgets.NewButton(widgets.Quiet, words.T("settings.rules.export"), "download", func() { r.chooseFolder(info) }).Compact()))
}

func (r *ruleCard) chooseFolder(info rules.Info) {
	choose.Folder(r.s.Window, func(folder string, err error) {
		if err != nil {
			r.s.Fail(data.Fail("errors.file_gone", err, "Path", folder), nil)
			return
		}
		r.export(info, folder)
	})
}

// export writes the file of the rules in force beside whatever is in the folder.
func (r *ruleCard) export(info rules.Info, folder string) {
	var path string
	r.s.Background(func(ctx context.Context) error {
		file, err := rules.Export(ctx, r.s.Store, info.Code)
		if err != nil {
			return err
		}
		path, err = writeBeside(folder, "aturan-"+info.Code+"-"+info.Version, ".json", file)
		return err
	}, func(err error) {
		if err != nil {
			r.s.Fail(err, func() { r.export(info, folder) })
			return
		}
		r.s.Toast(words.T("settings.rules.exported", "Path", path))
	})
}

func (r *ruleCard) choose() {
	choose.File(r.s.Window, func(path string, err error) {
		if err != nil {
			r.s.Fail(data.Fail("errors.file_gone", err, "Path", path), nil)
			return
		}
		r.give(path)
	})
}

// mostRules is far more than any rules have, in bytes.
const mostRules = 1 << 20

// give publishes a file to every mission, or says what is wrong with it.
func (r *ruleCard) give(path string) {
	r.hush()
	r.publish.Disable()
	r.publish.SetText(words.T("settings.rules.publish.busy"))
	var info rules.Info
	r.s.Background(func(ctx context.Context) error {
		f, err := os.Open(path)
		if err != nil {
			return data.Fail("errors.file_gone", err, "Path", path)
		}
		defer f.Close()
		raw, err := io.ReadAll(io.LimitReader(f, mostRules))
		if err != nil {
			return data.Fail("errors.file_gone", err, "Path", path)
		}
		info, err = rules.Publish(ctx, r.s.Store, r.s.Author, raw)
		return err
	}, func(err error) {
		r.publish.Enable()
		r.publish.SetText(words.T("settings.rules.publish"))
		if err != nil {
			r.s.Log.Warn("rules were refused", "error", err)
			r.tell(filepath.Base(path), session.ErrorText(err))
			return
		}
		r.s.Toast(words.T("settings.rules.published", "Code", info.Code, "Version", info.Version))
		r.reload()
	})
}

// tell keeps what was wrong with a file in view until it was read.
func (r *ruleCard) tell(file, why string) {
	banner := widgets.NewBanner(widgets.Error, words.T("settings.rules.refused", "File", file), why, "", nil)
	banner.Copied = func(string) { r.s.Toast(words.T("syncpage.copied")) }
	banner.OnClosed = r.hush
	r.told.Objects = []fyne.CanvasObject{banner}
	r.told.Show()
	r.told.Refresh()
	r.card.Refresh()
	r.reveal(r.card, r.publish)
}

// hush takes away what was said of an earlier file.
func (r *ruleCard) hush() {
	r.told.Objects = nil
	r.told.Hide()
	r.card.Refresh()
}
