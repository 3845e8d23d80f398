package standards

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"pinisi/data"
	"pinisi/data/store"
)

// Sheet is one version with what surrounds it.
type Sheet struct {
	Catalogue    *Catalogue
	Service      *Service
	Version      data.Record
	Consultation data.Record   // in which it was discussed; blank for none
	Reviews      []data.Record // reviews and monitorings of all versions of the service, newest first
	Pledge       data.Record   // the mission's pledge in force; blank for none
}

// LoadSheet reads a version; data.ErrNotFound when there is none, or no longer.
func LoadSheet(ctx context.Context, st *store.Store, id data.ID) (*Sheet, error) {
	r, err := st.Get(ctx, "standard", id)
	if err == nil && r.Gone() {
		err = data.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("read standard %s: %w", id, err)
	}
	c, err := Load(ctx, st, r.Scope)
	if err != nil {
		return nil, err
	}
	s := &Sheet{Catalogue: c, Version: r, Service: c.Service(r.Text("service"))}
	if s.Service == nil { // it does not say of which service it is
		s.Service = &Service{Versions: []data.Record{r}}
	}
	if ref := r.Ref("consultation"); ref != data.NilID {
		s.Consultation, err = st.Get(ctx, "consultation", ref)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return nil, fmt.Errorf("read the consultation of standard %s: %w", id, err)
		}
	}
	for _, v := range s.Service.Versions {
		list, err := Reviews(ctx, st, v.ID)
		if err != nil {
			return nil, err
		}
		s.Reviews = append(s.Reviews, list...)
	}
	slices.SortStableFunc(s.Reviews, latestFirst)
	if s.Pledge, err = CurrentPledge(ctx, st, r.Scope); err != nil {
		return nil, err
	}
	return s, nil
}
