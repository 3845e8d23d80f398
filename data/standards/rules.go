package standards

import (
	"context"
	"fmt"

	"pinisi/data/rules"
	"pinisi/data/store"
)

// RulesCode names the rules of standards.
const RulesCode = "standard"

// Rules are the intervals of the work on standards.
type Rules struct {
	ReviewMonths  int        `json:"review_months"`  // from one review to the next, where a standard does not say its own
	MonitorMonths int        `json:"monitor_months"` // from one monitoring to the next
	SoonDays      int        `json:"soon_days"`      // how long before it is due a review is spoken of
	Info          rules.Info `json:"-"`
}

func init() { rules.Declare(RulesCode, Rules.check) }

func (r Rules) check() error {
	if r.ReviewMonths < 1 || r.ReviewMonths > 120 || r.MonitorMonths < 1 || r.MonitorMonths > 120 {
		return fmt.Errorf("review_months and monitor_months must be 1 to 120")
	}
	if r.SoonDays < 0 || r.SoonDays > 366 {
		return fmt.Errorf("soon_days must be 0 to 366")
	}
	return nil
}

// ReadRules are the rules that hold now.
func ReadRules(ctx context.Context, st *store.Store) (Rules, error) {
	var r Rules
	info, err := rules.Read(ctx, st, RulesCode, &r)
	r.Info = info
	return r, err
}
