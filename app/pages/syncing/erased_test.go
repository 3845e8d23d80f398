package syncing

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

// A name that somebody wrote without knowing that it was erased stands beside
// the emptied field, and the page says why that is empty.
func TestAnEmptyValueSaysThatItWasErased(t *testing.T) {
	d := open(t)
	ctx := context.Background()
	id := d.Store.NewID()
	d.write(data.Create("participant", id, "", map[string]data.Value{"name": data.TextValue("Ratna")})...)
	other, budi := d.another()
	r, err := other.Get(ctx, "participant", id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Write(ctx, data.Action{Author: budi, Edits: []data.Edit{r.Set("name", data.TextValue("Ratna W."))}}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Store.Erase(ctx, store.Erase{Author: d.Author, Basis: "request", Of: []store.Erasing{{Kind: "participant", Record: id, Field: "name"}}}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, other, d.Store)
	d.p.Show(id)
	d.Settle()
	said := sessiontest.Texts(d.p.Content())
	for _, want := range []string{"dihapus sebagai data pribadi", "Ratna W."} {
		if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("the page does not say %q: %q", want, said)
		}
	}
}
