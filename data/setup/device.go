package setup

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// NameDevice tells every other computer what this one is called. A blank name,
// or the one it has, writes nothing.
func NameDevice(ctx context.Context, st *store.Store, author data.ID, name string) error {
	name = strings.Join(strings.Fields(name), " ")
	id := deviceRecord(st.Device())
	rec, err := st.Get(ctx, "device", id)
	switch {
	case name == "" || err == nil && rec.Text("name") == name:
		return nil
	case errors.Is(err, data.ErrNotFound):
		return write(ctx, st, author, data.Create("device", id, "", map[string]data.Value{
			"code": data.TextValue(st.Device().String()), "name": data.TextValue(name),
		})...)
	case err != nil:
		return fmt.Errorf("read what this device is called: %w", err)
	}
	return write(ctx, st, author, rec.Set("name", data.TextValue(name)))
}

// DeviceName is what a device is called; the beginning of its code when its
// name is not known here.
func DeviceName(ctx context.Context, st *store.Store, id data.DeviceID) string {
	if rec, err := st.Get(ctx, "device", deviceRecord(id)); err == nil && rec.Text("name") != "" {
		return rec.Text("name")
	}
	return id.String()[:8]
}

func deviceRecord(id data.DeviceID) data.ID {
	return data.DerivedID("device", data.NilID, id.String())
}
