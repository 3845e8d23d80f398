package standards

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/store"
)

// Pledges are the pledges of a mission (maklumat pelayanan), newest first.
func Pledges(ctx context.Context, st *store.Store, scope string) ([]data.Record, error) {
	all, err := st.List(ctx, store.Query{Kind: "pledge", Scope: scope, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("list the pledges of %s: %w", scope, err)
	}
	slices.SortStableFunc(all, func(a, b data.Record) int {
		return cmp.Or(cmp.Compare(b.Text("published_on"), a.Text("published_on")), cmp.Compare(b.Text("signed_on"), a.Text("signed_on")), slices.Compare(b.ID[:], a.ID[:]))
	})
	return all, nil
}

// CurrentPledge is the pledge in force: published and not ended. Its id is
// data.NilID when there is none.
func CurrentPledge(ctx context.Context, st *store.Store, scope string) (data.Record, error) {
	all, err := Pledges(ctx, st, scope)
	for _, r := range all {
		if r.Text("published_on") != "" && r.Text("ended_on") == "" {
			return r, err
		}
	}
	return data.Record{}, err
}

// PledgeText is the text that is proposed for a mission's pledge: to follow the
// standard, to improve, and readiness for sanction or compensation (domain
// other.md §1).
func PledgeText(w *words.Words, mission string) string {
	return w.T("standard.pledge.proposed", map[string]any{"Mission": mission})
}

// PledgeNeeds are the things that publishing a pledge waits for.
func PledgeNeeds(r data.Record) []Need {
	l := &needs{r: r}
	for _, name := range []string{"text", "signed_on", "published_on", "published_at"} {
		if strings.TrimSpace(r.Text(name)) == "" {
			l.add(true, "pledge_"+name, name)
		}
	}
	l.add(r.Text("published_on") != "" && r.Text("published_on") < r.Text("signed_on"), "pledge_before", "published_on")
	l.conflicts()
	return l.all
}

// EndPledges are the edits that end the pledges which another, published on a
// day, takes the place of.
func EndPledges(all []data.Record, by data.ID, on string) []data.Edit {
	var edits []data.Edit
	for _, r := range all {
		if r.ID != by && r.Text("published_on") != "" && r.Text("published_on") <= on && r.Text("ended_on") == "" {
			edits = append(edits, r.Set("ended_on", data.TextValue(on)))
		}
	}
	return edits
}
