// Package start is the first start: the language, the mission, the name and
// role of the person, or an enrolment code instead of the mission. Nothing
// else is asked; the store is already open.
package start

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/pages/invited"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// Options are what the page works with.
type Options struct {
	Store  *store.Store
	Window fyne.Window
	Device string       // what this computer is called
	Run    func(func()) // starts background work
	Do     func(func()) // runs on the window's goroutine
	// Enroll lets the device in by a code and gives its store the scope.
	Enroll func(ctx context.Context, code string) error
	// Language is told of a change, to be kept for the next start.
	Language func(string)
	// Done is called when the device is somebody's.
	Done func(store.Profile)
}

// Page is the first start. It belongs to the UI goroutine.
type Page struct {
	opt     Options
	content *fyne.Container

	byCode  bool
	invited *pinsync.Invitation // from a file, in place of a typed code
	mission *widgets.PickList
	code    *widgets.AutoField
	name    *widgets.AutoField
	role    *widgets.AutoField
	begin   *widgets.Button
	problem *widgets.Text
	cancel  context.CancelFunc // of an enrolment under way
}

// New makes the page.
func New(opt Options) *Page {
	p := &Page{opt: opt, content: container.NewStack()}
	p.build()
	return p
}

// Content is what the window shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Focus gives the first question the keyboard.
func (p *Page) Focus() {
	switch {
	case p.byCode && p.invited != nil:
		p.name.Focus()
	case p.byCode:
		p.code.Focus()
	default:
		p.mission.Focus()
	}
}

// say shows a line over the buttons, "" for none.
func (p *Page) say(text string, tint fyne.ThemeColorName) {
	p.problem.SetIn(text, tint)
	p.problem.Hidden = text == ""
	p.content.Refresh()
}

// build draws the page in the language in use, keeping what was typed.
func (p *Page) build() {
	mission, code, name, role := "", "", "", ""
	if p.name != nil {
		mission, code, name, role = p.mission.ID(), p.code.Text(), p.name.Text(), p.role.Text()
	}
	p.mission = widgets.NewChoice(words.T("start.mission"), missionOptions())
	p.mission.Set(mission)
	p.mission.OnPicked = func(string) { p.mission.SetError("") }
	p.code = widgets.NewAutoArea(words.T("start.code"), 3)
	p.code.SetText(code)
	p.name = widgets.NewAutoField(words.T("start.name"))
	p.name.SetText(name)
	p.role = widgets.NewAutoField(words.T("start.role"))
	p.role.SetText(role)
	p.role.SetExample(words.T("start.role_example"))
	p.begin = widgets.NewButton(widgets.Primary, words.T("start.begin"), "", p.start)
	p.role.OnEnter = p.start
	p.problem = widgets.Body("").In(look.Bad)
	p.problem.Hide()

	mark := canvas.NewImageFromResource(look.Mark())
	mark.FillMode = canvas.ImageFillContain
	head := widgets.RowGrow(look.Roomy, 1, widgets.Sized(56, 56, mark),
		widgets.Column(2, widgets.Title(words.T("start.title")), widgets.Hint(words.T("start.hint"))))
	parts := []fyne.CanvasObject{head, p.languages()}
	switch {
	case p.byCode && p.invited != nil:
		parts = append(parts, invited.Summary(*p.invited, time.Now(), words.T("openfile.confirm")))
	case p.byCode:
		file := widgets.NewButton(widgets.Plain, words.T("start.code_file"), "attachment", p.chooseFile).Compact()
		parts = append(parts, p.code, widgets.Row(look.Gap, file))
	default:
		parts = append(parts, p.mission)
	}
	parts = append(parts, p.name, p.role, p.problem)
	other := "start.have_code"
	if p.byCode {
		other = "start.no_code"
	}
	parts = append(parts, widgets.RowGrow(look.Gap, 1, p.begin, widgets.Space(0, 0),
		widgets.NewButton(widgets.Quiet, words.T(other), "", p.otherWay)))
	card := widgets.NewCard("", nil, parts...)
	sheet := widgets.NewFollowFocus(container.New(&middle{width: 560}, widgets.Column(0, card)))
	p.content.Objects = []fyne.CanvasObject{sheet}
	p.content.Refresh()
}

// languages are buttons with the languages' own names, readable in any language.
func (p *Page) languages() fyne.CanvasObject {
	row := widgets.Row(look.Gap)
	for _, l := range []struct{ id, name string }{{"id", "Bahasa Indonesia"}, {"en", "English"}} {
		kind := widgets.Plain
		icon := ""
		if words.Now().Lang() == l.id {
			icon = "tick"
		}
		row.Add(widgets.NewButton(kind, l.name, icon, func() { p.speak(l.id) }).Compact())
	}
	return row
}

func (p *Page) speak(language string) {
	if err := words.Use(language); err != nil {
		fyne.LogError("switch the language", err)
	}
	if p.opt.Language != nil {
		p.opt.Language(language)
	}
	p.build()
	p.Focus()
}

func missionOptions() []widgets.Option {
	missions, err := assets.Missions()
	if err != nil {
		fyne.LogError("read the missions", err)
	}
	options := make([]widgets.Option, 0, len(missions))
	for _, m := range missions {
		options = append(options, widgets.Option{ID: m.ID, Text: m.Name, Detail: m.Country})
	}
	return options
}

// otherWay changes between the mission and a code. A code from a file is
// forgotten: it may be the wrong one.
func (p *Page) otherWay() {
	p.byCode = !p.byCode
	if p.invited != nil {
		p.invited = nil
		p.code.SetText("")
	}
	p.build()
	p.Focus()
}

// chooseFile reads an enrolment file.
func (p *Page) chooseFile() {
	choose.File(p.opt.Window, func(path string, err error) {
		if err != nil {
			p.Refuse(data.Fail("errors.file_gone", err, "Path", path))
			return
		}
		p.opt.Run(func() {
			invitation, err := pinsync.ReadInvitation(path)
			p.opt.Do(func() {
				if err != nil {
					p.Refuse(err)
					return
				}
				p.Invite(invitation)
			})
		})
	})
}

// Invite fills the page from an enrolment file: the person writes a name and
// confirms. While an enrolment is under way it does nothing.
func (p *Page) Invite(of pinsync.Invitation) {
	if p.cancel != nil {
		return
	}
	p.byCode, p.invited = true, &of
	p.code.SetText(of.Code)
	p.build()
	p.Focus()
}

// start makes the device somebody's.
func (p *Page) start() {
	p.say("", look.Bad)
	p.name.SetError("")
	switch {
	case !p.byCode && p.mission.ID() == "":
		p.mission.SetError(words.T("start.mission_missing"))
		p.mission.Focus()
	case p.byCode && p.code.Text() == "":
		p.code.SetError(words.T("start.code_missing"))
		p.code.Focus()
	case p.name.Text() == "":
		p.name.SetError(words.T("start.name_missing"))
		p.name.Focus()
	case p.cancel != nil: // a second press: give up
		p.cancel()
	default:
		p.work()
	}
}

func (p *Page) work() {
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	st, scope, code := p.opt.Store, p.mission.ID(), p.code.Text()
	who := setup.Person{Name: p.name.Text(), Role: p.role.Text()}
	language, byCode := words.Now().Lang(), p.byCode
	if byCode {
		p.begin.SetText(words.T("start.stop"))
		p.say(words.T("start.connecting"), look.Quiet)
	}
	p.opt.Run(func() {
		var profile store.Profile
		var err error
		if byCode {
			if err = p.opt.Enroll(ctx, code); err == nil {
				scope = st.Profile().Scope
			}
		}
		if err == nil {
			profile, err = setup.Begin(context.WithoutCancel(ctx), st, scope, who, language)
		}
		if err == nil {
			err = setup.NameDevice(context.WithoutCancel(ctx), st, profile.Staff, p.opt.Device)
		}
		stopped := ctx.Err() != nil
		p.opt.Do(func() {
			cancel()
			p.cancel = nil
			p.begin.SetText(words.T("start.begin"))
			p.say("", look.Bad)
			switch {
			case err == nil:
				p.opt.Done(profile)
			case !stopped:
				p.Refuse(err)
			}
		})
	})
}

// Refuse says why something, such as a file, was not taken.
func (p *Page) Refuse(err error) {
	p.say(session.ErrorText(err), look.Bad)
}

// middle puts an object in the middle at a width.
type middle struct{ width float32 }

func (m *middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		w := min(look.Text(m.width), size.Width-2*look.Wide)
		h := widgets.HeightFor(o, w)
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos((size.Width-w)/2, max((size.Height-h)/3, look.Wide)))
	}
}

func (m *middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, widgets.HeightFor(o, look.Text(m.width)))
	}
	return fyne.NewSize(320, h+2*look.Wide)
}
