package respond

import (
	"context"
	"encoding/json"
	"fmt"

	"pinisi/app/session"
)

// sheet is a paper sheet as it is being typed.
type sheet struct {
	ID      string `json:"id,omitempty"` // of the record to be
	Number  int    `json:"number"`
	Levels  []int  `json:"levels,omitempty"` // unset where nothing was typed
	Date    string `json:"date"`
	Service string `json:"service"`
}

// draft is what is kept on this device of the typing: the sheet in hand, and
// those that are done but not yet known to be stored.
type draft struct {
	Sheet   sheet   `json:"sheet"`
	Pending []sheet `json:"pending,omitempty"`
}

// keeper writes a setting in the background, the newest value only.
type keeper struct {
	s       *session.Session
	key     string
	next    string
	writing bool
	dirty   bool
}

// keep stores a value behind what is being stored.
func (k *keeper) keep(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		k.s.Log.Error("keep what is being typed", "error", err)
		return
	}
	k.next = string(b)
	if k.writing {
		k.dirty = true
		return
	}
	k.write()
}

func (k *keeper) write() {
	k.writing, k.dirty = true, false
	value := k.next
	k.s.Change(func(ctx context.Context) error {
		if err := k.s.Store.SetSetting(ctx, k.key, value); err != nil {
			return fmt.Errorf("keep what is being typed: %w", err)
		}
		return nil
	}, func() {
		k.writing = false
		if k.dirty {
			k.write()
		}
	})
}
