package respond

import (
	"encoding/json"
	"fmt"

	"pinisi/app/pages/kiosk"
	"pinisi/app/session"
	"pinisi/assets"
	"pinisi/data"
	poll "pinisi/data/respond"
)

// mode is the counter mode as it is kept.
type mode struct {
	Kind      string          `json:"kind"`
	Of        string          `json:"of"`
	OfKind    string          `json:"of_kind"`
	Scope     string          `json:"scope"`
	Title     assets.Text     `json:"title"`
	Questions []poll.Question `json:"questions"`
	Min       int             `json:"min"`
	Max       int             `json:"max"`
	Welcome   string          `json:"welcome"`
	Services  []string        `json:"services"`
}

func modeOf(f poll.Form, welcome string, services []string) mode {
	return mode{
		Kind: f.Kind, Of: f.Of.ID.String(), OfKind: f.Of.Kind, Scope: f.Of.Scope, Title: f.Title,
		Questions: f.Questions, Min: f.Min, Max: f.Max, Welcome: welcome, Services: services,
	}
}

// form is the form that was being put to visitors.
func (m mode) form() (poll.Form, error) {
	id, err := data.ParseID(m.Of)
	if err != nil {
		return poll.Form{}, fmt.Errorf("read what the counter was asking for: %w", err)
	}
	if len(m.Questions) == 0 || data.KindOf(m.Kind) == nil {
		return poll.Form{}, fmt.Errorf("the counter has no questions of kind %q", m.Kind)
	}
	return poll.Form{
		Kind: m.Kind, Of: data.Record{Kind: m.OfKind, ID: id, Scope: m.Scope}, Title: m.Title,
		Questions: m.Questions, Min: m.Min, Max: m.Max,
	}, nil
}

// Resume shows the counter again if the program ended while it was up, and
// reports whether it does. Call it before anything of the office is shown, and
// after the other modes had their turn. What cannot be read stays locked: then
// only the PIN leads on.
func Resume(s *session.Session) bool {
	text, on := kiosk.Kept(s)
	if !on {
		return false
	}
	var m mode
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		s.Log.Error("read the counter mode", "error", err)
	}
	form, err := m.form()
	if err != nil {
		s.Log.Error("begin the counter mode again", "error", err)
	}
	c := newCounter(s, form, counterOptions{Welcome: m.Welcome, Services: m.Services})
	c.cover()
	return true
}
