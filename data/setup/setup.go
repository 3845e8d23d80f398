// Package setup is the first start of a device: whose it is, and who works at
// it; and what is known of a mission by its scope: its name, zone and date. The
// window and the command line ask differently and do the same.
package setup

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/store"
)

// Person is who works at the device.
type Person struct {
	Name string
	Role string // jabatan; may be blank
}

// Begin makes the device that of a mission, by its code ("kbri-singapura"), or
// of headquarters (store.Headquarters), and the person its user: the staff
// record of that name, made if there is none. Doing it again changes who works
// at it. It fails with setup.unknown_mission, setup.no_name, or
// setup.other_mission when the device is another mission's already.
func Begin(ctx context.Context, st *store.Store, scope string, who Person, language string) (store.Profile, error) {
	p := st.Profile()
	if p.Scope != "" && p.Scope != scope {
		return p, data.Fail("setup.other_mission", nil, "Mission", Name(scope), "Have", Name(p.Scope))
	}
	if scope != store.Headquarters {
		if _, err := Find(scope); err != nil {
			return p, err
		}
	}
	who.Name, who.Role = strings.Join(strings.Fields(who.Name), " "), strings.TrimSpace(who.Role)
	if who.Name == "" {
		return p, data.Fail("setup.no_name", nil)
	}
	p.Scope = scope
	if language != "" {
		p.Language = language
	}
	// The profile first: it says where the staff record belongs.
	if err := st.SetProfile(ctx, p); err != nil {
		return p, fmt.Errorf("note whose device this is: %w", err)
	}
	id, err := staff(ctx, st, who)
	if err != nil {
		return p, err
	}
	p.Staff = id
	if err := st.SetProfile(ctx, p); err != nil {
		return p, fmt.Errorf("note who works here: %w", err)
	}
	return p, nil
}

// staff finds or makes the record of a person of this device's own scope.
func staff(ctx context.Context, st *store.Store, who Person) (data.ID, error) {
	scope := st.Profile().Scope
	if scope == store.Headquarters {
		scope = data.SharedScope
	}
	all, err := st.List(ctx, store.Query{Kind: "staff", Scope: scope, Order: "created"})
	if err != nil {
		return data.NilID, fmt.Errorf("look for %q among the staff: %w", who.Name, err)
	}
	for _, r := range all {
		if !strings.EqualFold(r.Text("name"), who.Name) {
			continue
		}
		if who.Role == "" || who.Role == r.Text("role") {
			return r.ID, nil
		}
		return r.ID, write(ctx, st, r.ID, r.Set("role", data.TextValue(who.Role)))
	}
	id := st.NewID()
	fields := map[string]data.Value{"name": data.TextValue(who.Name)}
	if who.Role != "" {
		fields["role"] = data.TextValue(who.Role)
	}
	return id, write(ctx, st, id, data.Create("staff", id, scope, fields)...)
}

func write(ctx context.Context, st *store.Store, author data.ID, edits ...data.Edit) error {
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "setup.action", Edits: edits, Lasting: true}); err != nil {
		return fmt.Errorf("write who works here and at what: %w", err)
	}
	return nil
}

// Zone is the IANA zone of the wall clock at a mission; that of headquarters,
// and of a scope that is none, is Jakarta's.
func Zone(scope string) string {
	if m, err := Find(scope); err == nil {
		return m.Zone
	}
	return "Asia/Jakarta"
}

// Find is the mission of that code, name or other spelling, in any case. It
// fails with setup.unknown_mission, which names the nearest (Near).
func Find(name string) (assets.Mission, error) {
	missions, err := assets.Missions()
	if err != nil {
		return assets.Mission{}, err
	}
	want := plain(name)
	var near []string
	for _, m := range missions {
		spellings := append([]string{m.ID, m.Name, m.LongName}, m.Aliases...)
		if want != "" && slices.ContainsFunc(spellings, func(s string) bool { return plain(s) == want }) {
			return m, nil
		}
		where := plain(strings.Join(append(slices.Clone(m.Aliases), m.City, m.Country), " "))
		for word := range strings.SplitSeq(want, "-") {
			if len(word) > 3 && word != plain(m.Type) && strings.Contains(where, word) && len(near) < maxNear {
				near = append(near, m.ID)
				break
			}
		}
	}
	if len(near) == 0 {
		near = []string{"–"}
	}
	return assets.Mission{}, data.Fail("setup.unknown_mission", nil, "Mission", name, "Near", strings.Join(near, ", "))
}

// maxNear is how many similar missions are named.
const maxNear = 5

// plain is a name in lower case with its words joined by "-".
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '.' }), "-")
}

// Name is the short name of a scope for people; an unknown one is its own name.
func Name(scope string) string {
	if m, err := Find(scope); err == nil {
		return m.Name
	}
	return scope
}
