// Package settings is the page Pengaturan: who works here, how the window
// looks, what the mission offers, the instruments, and the data on this computer.
package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Options are what the page cannot know by itself.
type Options struct {
	Version string
	// Report shows the report for technical help.
	Report func()
	// Apply puts a changed view into effect: language, theme, size of text.
	Apply func(View)
	// Upgrade is the card of newer versions, nil for none. The page closes it.
	Upgrade Upgrade
}

// Upgrade is a card that knows when the page is seen.
type Upgrade interface {
	fyne.CanvasObject
	Shown()
	Close()
}

// Page is the page Pengaturan.
type Page struct {
	s       *session.Session
	opt     Options
	content *widgets.FollowFocus
	cancel  func()
	load    session.Slot

	view    View
	staff   *bound.Form
	mission data.Record
	letter  *bound.Form // letterhead and signature; nil at headquarters
	units   *units
	offers  *widgets.MultiPick
	count   *widgets.Text
	work    *workCalendar
	folder  *folder
	looks   *looks
	forms   *instruments
	rules   *ruleCard
	all     []assets.Service
	name    *widgets.AutoField
}

// New makes the page.
func New(s *session.Session, opt Options) *Page {
	if opt.Apply == nil {
		opt.Apply = func(View) {}
	}
	p := &Page{s: s, opt: opt}
	p.looks = newLooks(p)
	parts := []fyne.CanvasObject{p.personCard(), p.looks.card}
	if opt.Upgrade != nil {
		parts = append(parts, opt.Upgrade)
	}
	parts = append(parts, p.peopleCard())
	parts = append(parts, p.missionCards()...)
	p.work = newWorkCalendar(p)
	parts = append(parts, p.work.card)
	p.folder = newFolder(s)
	p.forms = newInstruments(s, p.reveal)
	p.rules = newRuleCard(s, p.reveal)
	parts = append(parts, p.forms.card, p.rules.card, p.folder.card, p.aboutCard())
	p.content = widgets.NewFollowFocus(widgets.Page(parts...))
	p.cancel = s.Watch(func(e store.Event) {
		if session.Touches(e, "staff", "mission") {
			p.reload()
		}
		if session.Touches(e, "instrument") {
			p.forms.reload()
		}
		if session.Touches(e, "ruleset") {
			p.rules.reload()
		}
	})
	p.reload()
	p.forms.reload()
	p.rules.reload()
	return p
}

// reveal scrolls to a card that just grew: to all of it, or to what of it is
// told under a button when it is higher than the window.
func (p *Page) reveal(card, under fyne.CanvasObject) {
	p.content.Refresh() // gives it its size
	if card.Size().Height < p.content.Size().Height {
		p.content.Reveal(card)
		return
	}
	d := fyne.CurrentApp().Driver()
	p.content.ScrollTo(p.content.Offset() + d.AbsolutePositionForObject(under).Y - d.AbsolutePositionForObject(p.content).Y - look.Wide)
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Show reads what may have changed since the page was seen last.
func (p *Page) Show(data.ID) {
	p.reload()
	p.forms.reload()
	p.folder.measure()
	if p.opt.Upgrade != nil {
		p.opt.Upgrade.Shown()
	}
}

// Leave saves what is being typed.
func (p *Page) Leave() {
	p.staff.Commit()
	if p.letter != nil {
		p.letter.Commit()
	}
	p.units.commit()
}

// Close ends the page.
func (p *Page) Close() {
	p.cancel()
	p.load.Drop()
	p.forms.slot.Drop()
	p.rules.slot.Drop()
	p.folder.stop()
	p.work.close()
	if p.opt.Upgrade != nil {
		p.opt.Upgrade.Close()
	}
}

type snapshot struct {
	view    View
	staff   data.Record
	mission data.Record
}

func (p *Page) reload() {
	session.Load(p.s, &p.load, func(ctx context.Context) (snapshot, error) {
		var now snapshot
		var err error
		if now.view, err = Load(ctx, p.s.Store); err != nil {
			return now, err
		}
		if now.staff, err = p.s.Store.Get(ctx, "staff", p.s.Author); err != nil && !isMissing(err) {
			return now, err
		}
		if now.mission, err = setup.Noted(ctx, p.s.Store, p.s.Profile.Scope); err != nil {
			return now, err
		}
		return now, nil
	}, p.show)
}

func (p *Page) show(now snapshot) {
	p.view = now.view
	p.looks.show(now.view)
	p.staff.Show(now.staff)
	p.staff.Lock(now.staff.ID == data.NilID || p.s.ReadOnly())
	p.mission = now.mission
	p.showLetterhead()
	p.units.show(now.mission.List("units"))
	p.showServices(now.mission.List("services"))
}

func (p *Page) personCard() fyne.CanvasObject {
	p.staff = bound.New(p.s, "settings.undo.staff")
	p.name = p.staff.Text("name", widgets.NewAutoField(words.T("settings.you.name")))
	p.staff.Filter = func(field string, e data.Edit) []data.Edit {
		if field == "name" && e.Value.IsNull() {
			p.name.SetError(words.T("settings.you.needs_name"))
			return nil
		}
		if field == "name" {
			p.name.SetError("")
		}
		return []data.Edit{e}
	}
	return widgets.NewCard(words.T("settings.you"), nil,
		bound.Columns(300, p.name, p.staff.Text("role", widgets.NewAutoField(words.T("settings.you.role")))),
		widgets.Small(words.T("settings.you.hint")),
	)
}

// saveMission writes one field of the mission's record, which begins with its
// first edit.
func (p *Page) saveMission(field string, v data.Value) {
	if p.mission.ID != data.NilID {
		p.s.Write("settings.undo.mission", []data.Edit{p.mission.Set(field, v)}, nil)
		return
	}
	fields := map[string]data.Value{"code": data.TextValue(p.s.Profile.Scope), field: v}
	if m, err := setup.Find(p.s.Profile.Scope); err == nil {
		fields["name"], fields["zone"] = data.TextValue(m.Name), data.TextValue(m.Zone)
	}
	p.s.Write("settings.undo.mission", data.Create("mission", setup.MissionID(p.s.Profile.Scope), "", fields), nil)
}
