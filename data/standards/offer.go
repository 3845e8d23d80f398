package standards

import (
	"context"
	"fmt"
	"slices"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// SetOffered notes that a mission offers a service, or no longer. While the
// mission has said of no service, the first that is switched on stands with
// those that have a standard; the first that is switched off leaves all others.
func SetOffered(ctx context.Context, st *store.Store, author data.ID, scope, code string, on bool) error {
	scope = own(st, scope)
	c, err := Load(ctx, st, scope)
	if err != nil {
		return err
	}
	var list []string
	for _, s := range c.Services {
		offered := s.Offered
		if !c.Listed && on {
			offered = len(s.Versions) > 0
		}
		if s.Code == code {
			offered = on
		}
		if offered {
			list = append(list, s.Code)
		}
	}
	return SetServices(ctx, st, author, scope, list)
}

// SetServices notes which services a mission offers, in the order of the
// catalogue; none: it says of none.
func SetServices(ctx context.Context, st *store.Store, author data.ID, scope string, codes []string) error {
	known, err := assets.Services()
	if err != nil {
		return err
	}
	at := func(code string) int {
		i := slices.IndexFunc(known.Services, func(s assets.Service) bool { return s.Code == code })
		if i < 0 {
			return len(known.Services)
		}
		return i
	}
	codes = slices.Clone(codes)
	slices.SortStableFunc(codes, func(a, b string) int { return at(a) - at(b) })
	value := data.Value{}
	if len(codes) > 0 {
		value = data.ListValue(codes)
	}
	r, err := setup.Noted(ctx, st, scope)
	if err != nil {
		return fmt.Errorf("read which services %s offers: %w", scope, err)
	}
	edits := []data.Edit{r.Set("services", value)}
	if r.ID == data.NilID {
		edits = data.Create("mission", setup.MissionID(scope), scope, map[string]data.Value{"code": data.TextValue(scope), "services": value})
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "standard.undo.offer", Edits: edits}); err != nil {
		return fmt.Errorf("note which services %s offers: %w", scope, err)
	}
	return nil
}
