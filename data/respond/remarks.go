package respond

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/store"
)

// Remark is what a person wrote beside the answers.
type Remark struct {
	Response data.ID
	Number   int // of the sheet; 0: none
	Service  string
	TakenOn  string
	Text     string
	Contact  string // personal; only if it was asked for
}

// Remarks reads the remarks of all sheets, by number. Contacts are read only if
// asked for: they are personal, and what is not read cannot slip out.
func (s *Set) Remarks(ctx context.Context, st *store.Store, contacts bool) ([]Remark, error) {
	fields := []string{"number", "service", "taken_on", "remark"}
	if contacts {
		fields = append(fields, "contact")
	}
	list, err := st.List(ctx, store.Query{Kind: s.Kind, Parent: s.Of.ID, Fields: fields, Order: "number"})
	if err != nil {
		return nil, fmt.Errorf("read the remarks of %s %s: %w", s.Of.Kind, s.Of.ID, err)
	}
	var all []Remark
	for _, r := range list {
		if r.Text("remark") == "" && r.Text("contact") == "" {
			continue
		}
		n, _ := r.Int("number")
		all = append(all, Remark{r.ID, int(n), r.Text("service"), r.Text("taken_on"), r.Text("remark"), r.Text("contact")})
	}
	return all, nil
}
