package setup

import (
	"context"
	"errors"

	"pinisi/data"
	"pinisi/data/store"
)

// MissionID is the id of the record in which a mission notes what it is: its
// units, services and letterhead. Every device of the mission has the same.
func MissionID(scope string) data.ID { return data.DerivedID("mission", data.NilID, scope) }

// Noted is that record; blank when the mission noted nothing yet.
func Noted(ctx context.Context, st *store.Store, scope string) (data.Record, error) {
	r, err := st.Get(ctx, "mission", MissionID(scope))
	if errors.Is(err, data.ErrNotFound) {
		return data.Record{}, nil
	}
	return r, err
}
