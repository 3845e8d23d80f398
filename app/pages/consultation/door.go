package consultation

import (
	"context"
	"encoding/json"
	"fmt"

	"pinisi/app/look"
	"pinisi/app/pages/kiosk"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/setup"
)

// doorKind marks the mode at the door among those that a crash may interrupt.
const doorKind = "door"

// doorMode is the mode at the door as it is kept: enough to go on after a crash
// without showing any record of the office.
type doorMode struct {
	Kind         string `json:"kind"`
	Of           string `json:"of"`
	Scope        string `json:"scope"`
	Title        string `json:"title"`
	Session      string `json:"session,omitempty"`
	SessionTitle string `json:"session_title,omitempty"`
	Modes        string `json:"modes"` // luring, daring, hibrida: which may be chosen
}

// Resume shows the door again if the program ended while it was up, and reports
// whether it does. Call it before anything of the office is shown, and before
// the counter's own Resume.
func Resume(s *session.Session) bool {
	text, on := kiosk.Kept(s)
	if !on {
		return false
	}
	var m doorMode
	if err := json.Unmarshal([]byte(text), &m); err != nil || m.Kind != doorKind {
		return false // another mode's, or unreadable: that stays locked there
	}
	d, err := newDoor(s, m, nil)
	if err != nil {
		s.Log.Error("go on with the mode at the door", "error", err)
		return false
	}
	d.Take(d.welcome())
	return true
}

// door is the mode at the door (mode pintu): people who come write themselves
// into the attendance list of a consultation, one after the other, on this
// screen. It shows nobody else's name.
type door struct {
	*kiosk.Cover
	s       *session.Session
	mode    doorMode
	of      data.ID
	session data.Record // the zero record: the meeting as a whole

	w       *words.Words
	visitor consult.Visitor
	name    *widgets.AutoField
	org     *widgets.AutoField
	pending *consult.Visitor // written and not stored yet
	id      data.ID          // of the participant to be
	failure string
	storing bool
}

func newDoor(s *session.Session, m doorMode, clock widgets.After) (*door, error) {
	id, err := data.ParseID(m.Of)
	if err != nil {
		return nil, fmt.Errorf("read which consultation the door is of: %w", err)
	}
	d := &door{s: s, mode: m, of: id}
	if m.Session != "" {
		sid, err := data.ParseID(m.Session)
		if err != nil {
			return nil, fmt.Errorf("read which session the door is of: %w", err)
		}
		d.session = data.Record{Kind: "session", ID: sid, Scope: m.Scope}
	}
	d.Cover = kiosk.New(s, kiosk.Options{
		After: clock, Word: d.t, Leave: d.leave, Again: d.store,
		Warn:    func(string) string { return "entry.counter.idle" },
		Unsaved: func() (string, bool) { return d.failure, d.pending != nil },
		Back: func(from kiosk.Screen) {
			switch {
			case from.Name == kiosk.SendingScreen && !d.storing && d.pending == nil:
				d.home()
			case from.Name == kiosk.SendingScreen && !d.storing:
				d.Show(d.failed())
			default:
				d.Show(from)
			}
		},
		Abandon: func(string) {
			if d.visitor == (consult.Visitor{}) {
				d.home()
				return
			}
			d.empty()
			d.Show(d.Notice("dropped", "clock", look.Quiet, d.t("entry.counter.emptied"), d.t("entry.counter.nothing_kept"), d.home))
		},
	})
	d.empty()
	return d, nil
}

// empty forgets the visitor.
func (d *door) empty() {
	d.w, d.visitor, d.name, d.org = words.New("id"), consult.Visitor{}, nil, nil
}

func (d *door) home() {
	d.empty()
	d.Show(d.welcome())
}

// begin takes a language and asks for the element.
func (d *door) begin(language string) {
	d.w = words.New(language)
	d.Show(d.elements())
}

// choose takes the element and asks for the name.
func (d *door) choose(unsur string) {
	d.visitor.Unsur = unsur
	d.Show(d.person())
	d.name.Focus()
}

// send stores the visitor, and only then says thanks.
func (d *door) send(consent bool) {
	if d.storing || d.visitor.Unsur == "" {
		return
	}
	v := d.visitor
	v.Consent = consent
	if d.name != nil {
		v.Name, v.Organization = d.name.Text(), d.org.Text()
	}
	if v.Mode == "" {
		v.Mode = "luring"
		if d.mode.Modes == "daring" {
			v.Mode = "daring"
		}
	}
	if d.pending == nil {
		d.pending, d.id = &v, d.s.Store.NewID()
	}
	d.store()
}

func (d *door) store() {
	d.storing = true
	d.Show(d.Sending())
	v := *d.pending
	var err error
	d.s.Change(func(ctx context.Context) error {
		err = d.write(ctx, v)
		return nil // said here: the banners of the office are not shown now
	}, func() {
		d.storing = false
		if err != nil {
			d.s.Log.Error("store a visitor at the door", "error", err)
			d.failure = session.ErrorText(err)
			if d.Now() == kiosk.SendingScreen {
				d.Show(d.failed())
			}
			return
		}
		d.pending, d.failure = nil, ""
		if d.Now() != kiosk.SendingScreen { // the officer is at the PIN
			return
		}
		w := d.w
		d.empty()
		d.w = w
		d.Show(d.Notice("thanks", "check", look.Good, d.t("consultation.door.thanks"), d.t("consultation.door.come_in"), d.home))
	})
}

func (d *door) write(ctx context.Context, v consult.Visitor) error {
	m, err := consult.Load(ctx, d.s.Store, d.of)
	if err != nil {
		return err
	}
	now := d.s.Now()
	edits := m.Welcome(d.id, v, d.session, now, setup.Today(now, d.mode.Scope))
	_, err = d.s.Store.Write(ctx, data.Action{Author: d.s.Author, Label: "consultation.undo.door", Edits: edits})
	return err
}

// failed keeps what could not be stored, and tries again by itself.
func (d *door) failed() kiosk.Screen {
	return d.Cover.Failed(func() {
		if !d.storing {
			d.store()
		}
	})
}

// leave ends the mode after the right PIN, at the list of who came.
func (d *door) leave() (string, data.ID) {
	d.s.Change(func(ctx context.Context) error { return kiosk.End(ctx, d.s.Store) }, nil)
	if d.id != data.NilID {
		return session.PageConsultation, d.id // the last one who came stands in the list
	}
	return session.PageConsultation, d.of
}

// t is a text in the visitor's language.
func (d *door) t(key string, pairs ...any) string {
	args := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if n, ok := pairs[i+1].(int); ok {
			args[pairs[i].(string)] = d.w.Integer(int64(n))
		} else {
			args[pairs[i].(string)] = pairs[i+1]
		}
	}
	return d.w.T(key, args)
}
