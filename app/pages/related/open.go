package related

import (
	"context"
	"errors"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/data"
)

// Open shows a record of any kind on the page that it belongs to, once that is
// read. What is gone by then stays where it is.
func Open(s *session.Session, slot *session.Slot, id data.ID) {
	type place struct {
		page string
		id   data.ID
	}
	session.Load(s, slot, func(ctx context.Context) (place, error) {
		r, err := s.Store.Find(ctx, id)
		if errors.Is(err, data.ErrNotFound) || err == nil && r.Gone() {
			return place{}, nil
		}
		if err != nil {
			return place{}, err
		}
		page, whole, ok, err := bound.Whole(ctx, s.Store, r)
		if err != nil || !ok {
			return place{}, err
		}
		if page == session.PageConsultation || page == session.PageEvaluation || page == session.PageInnovation || page == session.PageIntegration { // they find the place of a part
			whole = r
		}
		return place{page, whole.ID}, nil
	}, func(to place) {
		if to.page != "" {
			s.Open(to.page, to.id)
		}
	})
}
