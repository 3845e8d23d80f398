package integrate

import (
	"context"
	"fmt"

	"pinisi/assets"
	"pinisi/data/rules"
	"pinisi/data/store"
)

// RulesCode names the items among the rules that are data.
const RulesCode = "readiness"

// Rules are the items of readiness, and the systems that are offered at first.
type Rules struct {
	rules.Info  `json:"-"`
	DataClasses []string `json:"data_classes"` // kinds of personal data that are offered
	Items       []Item   `json:"items"`
	Offers      []Offer  `json:"offers"`
}

// Item is one thing that a system needs to be integrated (butir kesiapan).
type Item struct {
	ID   string      `json:"id"`
	Name assets.Text `json:"name"`
	Ask  assets.Text `json:"ask"` // what proves it
}

// Offer is a system that is known already, with what was known of it at a time.
type Offer struct {
	ID          string      `json:"id"`
	Name        string      `json:"name"`
	AsOf        string      `json:"as_of"` // month, 2023-03
	Source      assets.Text `json:"source"`
	Address     string      `json:"address,omitempty"`
	About       assets.Text `json:"about"`
	DataClasses []string    `json:"data_classes"`
	// Notes are what was said of items. They are notes: the state of the item
	// stays open until somebody at the owner's office says it.
	Notes []OfferNote `json:"notes"`
}

// OfferNote is what was said of an item.
type OfferNote struct {
	Item string      `json:"item"`
	Text assets.Text `json:"text"`
}

func init() { rules.Declare(RulesCode, Rules.check) }

func (r Rules) check() error {
	if len(r.Items) == 0 {
		return fmt.Errorf("there are no items")
	}
	seen := map[string]bool{}
	for _, i := range r.Items {
		if i.ID == "" || i.Name.IsZero() || seen[i.ID] {
			return fmt.Errorf("item %q is blank or there twice", i.ID)
		}
		seen[i.ID] = true
	}
	for _, o := range r.Offers {
		if o.ID == "" || o.Name == "" {
			return fmt.Errorf("offer %q has no id or name", o.ID)
		}
		for _, n := range o.Notes {
			if !seen[n.Item] {
				return fmt.Errorf("offer %q speaks of the item %q, which there is not", o.ID, n.Item)
			}
		}
	}
	return nil
}

// ReadRules are the items that hold now.
func ReadRules(ctx context.Context, st *store.Store) (Rules, error) {
	var r Rules
	info, err := rules.Read(ctx, st, RulesCode, &r)
	r.Info = info
	return r, err
}
