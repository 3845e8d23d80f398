package respond

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"pinisi/app/session"
	"pinisi/assets"
	"pinisi/data"
	poll "pinisi/data/respond"
	"pinisi/data/store"
)

// settingMode holds what the counter mode needs to begin again after a crash or
// a power cut, without reading any record of the office; blank outside of it.
const settingMode = "counter.mode"

// ExitFile is the name of an empty file that somebody who may open the data
// folder puts there when the PIN is forgotten: the next start then leaves the
// counter mode and forgets the PIN. A visitor at the counter cannot do that.
const ExitFile = "keluar-loket"

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

func (m mode) save(ctx context.Context, st *store.Store) error {
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return st.SetSetting(ctx, settingMode, string(b))
}

// Resume shows the counter again if the program ended while it was up, and
// reports whether it does. Call it before anything of the office is shown. What
// cannot be read stays locked: then only the PIN leads on.
func Resume(s *session.Session) bool {
	ctx := s.Context()
	text, err := s.Store.Setting(ctx, settingMode)
	if err != nil {
		s.Log.Error("read whether the counter mode was on", "error", err)
	}
	if err == nil && text == "" {
		return false
	}
	if released(s) {
		return false
	}
	var m mode
	if err == nil {
		if err = json.Unmarshal([]byte(text), &m); err != nil {
			s.Log.Error("read the counter mode", "error", err)
		}
	}
	form, err := m.form()
	if err != nil {
		s.Log.Error("begin the counter mode again", "error", err)
	}
	c := newCounter(s, form, counterOptions{Welcome: m.Welcome, Services: m.Services})
	c.cover()
	return true
}

// released ends the mode if the exit file is there.
func released(s *session.Session) bool {
	file := filepath.Join(s.Store.Dir(), ExitFile)
	if _, err := os.Stat(file); err != nil {
		if !errors.Is(err, os.ErrNotExist) {
			s.Log.Error("look for the exit file of the counter mode", "error", err)
		}
		return false
	}
	ctx := s.Context()
	if err := errors.Join(s.Store.SetSetting(ctx, settingMode, ""), s.Store.SetSetting(ctx, settingPIN, ""), s.Store.SetSetting(ctx, settingTries, "")); err != nil {
		s.Log.Error("leave the counter mode by the exit file", "error", err)
		return false
	}
	if err := os.Remove(file); err != nil { // the next start finds the mode off, but a later one would end it again
		s.Log.Error("remove the exit file of the counter mode", "error", err)
	}
	s.Log.Info("left the counter mode by the exit file")
	return true
}
