package consultation

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/kiosk"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// doorBegin asks what the mode at the door needs: which session, and the PIN
// that ends it.
type doorBegin struct {
	d       *detail
	session *widgets.PickList
	pins    *kiosk.SetPINs
	problem *widgets.Text
	shut    func()
	busy    bool
	clock   widgets.After // of tests
}

// doorClock is the clock of the next mode at the door; nil: the real one.
var doorClock widgets.After

func newDoorBegin(d *detail, session data.Record) *doorBegin {
	b := &doorBegin{d: d, problem: widgets.Body("").In(look.Bad), clock: doorClock}
	b.problem.Hide()
	b.session = widgets.NewChoice(words.T("consultation.inputs.session"), sessionOptions(d.now.meeting))
	if session.ID == data.NilID && len(d.now.meeting.Sessions) > 0 {
		session = d.now.meeting.Sessions[0]
	}
	b.session.Set(session.ID.String())
	b.pins = kiosk.NewSetPINs(d.s, b.start)
	return b
}

func (b *doorBegin) open() {
	if b.d.locked() || b.d.page.fresh {
		return
	}
	b.d.tabs.Commit()
	parts := []fyne.CanvasObject{widgets.Body(words.T("consultation.door.what"))}
	if len(b.d.now.meeting.Sessions) > 0 {
		parts = append(parts, b.session)
	}
	parts = append(parts, b.pins.Content, b.problem,
		widgets.Small(words.T("entry.begin.forgotten", "File", kiosk.ExitFile, "Path", b.d.s.Store.Dir())))
	b.shut = widgets.ShowOver(b.d.s.Window.Canvas(), words.T("consultation.door.title"), widgets.Column(look.Gap, parts...), look.Text(560),
		widgets.NewButton(widgets.Primary, words.T("consultation.door.start"), "person", b.start))
	b.pins.Focus()
}

// start keeps the PIN and the mode, and only then covers the screen: a power cut
// in the next moment finds the mode on.
func (b *doorBegin) start() {
	if b.busy {
		return
	}
	pin, problem := b.pins.PIN()
	if problem != "" {
		b.problem.Set(words.T(problem))
		b.problem.Show()
		b.problem.Refresh()
		return
	}
	s, c := b.d.s, b.d.now.meeting.Consultation
	m := doorMode{Kind: doorKind, Of: c.ID.String(), Scope: c.Scope, Title: c.Text("title"), Modes: c.Text("mode")}
	for _, one := range b.d.now.meeting.Sessions {
		if one.ID.String() == b.session.ID() {
			m.Session, m.SessionTitle = one.ID.String(), sessionName(b.d.now.meeting, one)
			if one.Text("mode") != "" {
				m.Modes = one.Text("mode")
			}
		}
	}
	b.busy = true
	door, err := newDoor(s, m, b.clock)
	if err != nil {
		b.busy = false
		s.Fail(err, nil)
		return
	}
	s.Change(func(ctx context.Context) error {
		if pin != "" {
			if err := kiosk.SetPIN(ctx, s.Store, pin); err != nil {
				return err
			}
		}
		return kiosk.Keep(ctx, s.Store, m)
	}, func() {
		b.busy = false
		b.shut()
		door.Take(door.welcome())
	})
}
