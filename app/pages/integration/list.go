package integration

import (
	"context"
	"strings"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/integrate"
)

// newList is the left side of the page.
func newList(p *Page) *bound.Listing {
	return bound.NewListing(p.s, bound.Listed{
		Kind: "system", Area: "integration", Fields: []string{"name", "owner"},
		Orders: []bound.Order{{ID: "name", Compare: bound.ByText("name")}, {ID: "changed"}},
		New:    p.Begin, Open: p.openRecord, Front: func() { p.desk.Split.Open() },
		More: func(ctx context.Context, scope string) (func(data.Record) widgets.Record, error) {
			shares, err := integrate.Shares(ctx, p.s.Store, scope)
			return func(r data.Record) widgets.Record { return Row(r, shares[r.ID]) }, err
		},
	})
}

// Row is a system as a row of a list: how many items are ready stands with the
// names of those that are not.
func Row(r data.Record, sh integrate.Share) widgets.Record {
	title := r.Text("name")
	if title == "" {
		title = words.T("integration.untitled")
	}
	line := words.T("integration.all_ready")
	state := widgets.Good
	if names := notReady(sh); len(names) > 0 {
		line, state = words.T("integration.left_short", "List", strings.Join(names, ", ")), widgets.Wait
	}
	if sh.Ready == 0 {
		state = widgets.Neutral
	}
	return widgets.Record{ID: r.ID.String(), Title: title, Line: line, State: state, Word: shareWord(sh), Icon: "integration", Mark: len(r.Conflicts) > 0}
}

func shareWord(sh integrate.Share) string {
	return words.T("integration.share", "Ready", words.Count(sh.Ready), "Applicable", words.Count(sh.Applicable))
}

func notReady(sh integrate.Share) []string {
	var names []string
	for _, l := range sh.NotReady {
		names = append(names, l.Name.In(lang()))
	}
	return names
}
