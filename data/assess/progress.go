package assess

import (
	"context"

	"pinisi/data"
	"pinisi/data/store"
)

// Progress is how far an evaluation is.
type Progress struct {
	Evaluation data.Record
	Answered   int
	Total      int // 0 when this device lacks the instrument version
	Conflicts  int // fields of it and its answers on which people disagree; of a draft
}

// ProgressOf is how far these evaluations are. It reads the answers of those
// that are still worked on only: a final one is complete.
func ProgressOf(ctx context.Context, st *store.Store, list []data.Record) ([]Progress, error) {
	all, err := Instruments(ctx, st)
	if err != nil {
		return nil, err
	}
	progress := make([]Progress, 0, len(list))
	for _, e := range list {
		p := Progress{Evaluation: e}
		if ins, err := Of(all, e); err == nil {
			p.Total = ins.F02.IndicatorCount
		}
		if Locked(e) {
			p.Answered = p.Total
		} else if err := p.count(ctx, st); err != nil {
			return nil, err
		}
		progress = append(progress, p)
	}
	return progress, nil
}

func (p *Progress) count(ctx context.Context, st *store.Store) error {
	by, err := answers(ctx, st, p.Evaluation.ID)
	if err != nil {
		return err
	}
	p.Answered, p.Conflicts = len(levels(by)), len(p.Evaluation.Conflicts)
	for _, a := range by {
		p.Conflicts += len(a.Conflicts)
	}
	return nil
}

// Ready reports whether nothing stands between a draft and its final form.
func (p Progress) Ready() bool {
	return !Locked(p.Evaluation) && p.Total > 0 && p.Answered == p.Total && p.Conflicts == 0
}
