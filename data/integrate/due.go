package integrate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"pinisi/data"
	"pinisi/data/store"
)

// Late is an open blocker past the date until which it was to be resolved.
type Late struct {
	Blocker, System data.Record
	On              string
}

// Due are the blockers that should be resolved by now: before today (2026-03-24)
// by their own date, else by the target of their system. The earliest first;
// scope "" is all.
func Due(ctx context.Context, st *store.Store, scope, today string) ([]Late, error) {
	var all []Late
	systems := map[data.ID]data.Record{}
	err := st.Each(ctx, store.Query{Kind: "system_note", Scope: scope}, func(n data.Record) error {
		if Open(n) {
			all = append(all, Late{Blocker: n, On: n.Text("due_on")})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the blockers: %w", err)
	}
	var due []Late
	for _, l := range all {
		id := l.Blocker.Ref("system")
		system, ok := systems[id]
		if !ok {
			if system, err = st.Get(ctx, "system", id); err != nil && !errors.Is(err, data.ErrNotFound) {
				return nil, fmt.Errorf("read the system of a blocker: %w", err)
			}
			systems[id] = system
		}
		if system.ID == data.NilID || system.Gone() {
			continue
		}
		if l.System = system; l.On == "" {
			l.On = system.Text("target_on")
		}
		if l.On != "" && l.On < today {
			due = append(due, l)
		}
	}
	slices.SortStableFunc(due, func(a, b Late) int { return cmp.Compare(a.On, b.On) })
	return due, nil
}
