// Package called says what a record is called in a line, for people: also of
// kinds whose naming field is a code or another record.
package called

import (
	"context"
	"errors"
	"slices"
	"strings"

	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/innovate"
	"pinisi/data/integrate"
	"pinisi/data/store"
)

// Name is the record's name on screens of its mission, in a language: of an
// attendance who came, of a link both ends, of a section or an item its words
// in the rules. It is "" when there is none, or none that may be shown
// ([data.Record.Headline]).
func Name(ctx context.Context, st *store.Store, r data.Record, lang string) (string, error) {
	line := r.Headline(data.OnScreen)
	if line == "" && r.Kind != "link" {
		return "", nil
	}
	var text assets.Text
	switch r.Kind {
	case "attendance":
		return other(ctx, st, r.Ref("participant"), lang)
	case "link":
		return ends(ctx, st, r, lang)
	case "readiness":
		rules, err := integrate.ReadRules(ctx, st)
		if err != nil {
			return "", err
		}
		if i := slices.IndexFunc(rules.Items, func(one integrate.Item) bool { return one.ID == line }); i >= 0 {
			text = rules.Items[i].Name
		}
	case "proposal_section":
		rules, err := innovate.ReadRules(ctx, st)
		if err != nil {
			return "", err
		}
		if i := slices.IndexFunc(rules.Sections, func(one innovate.Section) bool { return one.ID == line }); i >= 0 {
			text = rules.Sections[i].Name
		}
	case "standard":
		line = assets.ServiceName(line, lang)
		if n, ok := r.Int("version"); ok {
			line += ", " + words.New(lang).T("thread.version", map[string]any{"N": n})
		}
	}
	if said := text.In(lang); said != "" { // a code that newer rules dropped stays a code
		return said, nil
	}
	return line, nil
}

// ends are the records that a link is between.
func ends(ctx context.Context, st *store.Store, link data.Record, lang string) (string, error) {
	var both []string
	for _, end := range []string{"from", "to"} {
		name, err := other(ctx, st, link.Ref(end), lang)
		if err != nil {
			return "", err
		}
		if name != "" {
			both = append(both, name)
		}
	}
	return strings.Join(both, " – "), nil
}

// other is what another record is called; "" when it is not here.
func other(ctx context.Context, st *store.Store, id data.ID, lang string) (string, error) {
	if id == data.NilID {
		return "", nil
	}
	r, err := st.Find(ctx, id)
	if errors.Is(err, data.ErrNotFound) || err == nil && r.Kind == "link" {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return Name(ctx, st, r, lang)
}
