package setup_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

func open(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

func code(err error) string {
	var e *data.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func TestBeginMakesTheProfileAndThePersonOnce(t *testing.T) {
	ctx, st := context.Background(), open(t)
	// given a device set up for a person of a mission
	first, err := setup.Begin(ctx, st, "kbri-singapura", setup.Person{Name: " Siti  Aminah", Role: "Konsuler"}, "id")
	if err != nil {
		t.Fatal(err)
	}
	if first != st.Profile() || first.Scope != "kbri-singapura" || first.Language != "id" {
		t.Errorf("profile %+v", first)
	}
	// when the same person begins again, in other letters and with a new role
	again, err := setup.Begin(ctx, st, "kbri-singapura", setup.Person{Name: "siti aminah", Role: "Kepala Kanselerai"}, "")
	if err != nil || again.Staff != first.Staff || again.Language != "id" {
		t.Errorf("again %+v, %v", again, err)
	}
	rec, err := st.Get(ctx, "staff", first.Staff)
	if err != nil || rec.Text("name") != "Siti Aminah" || rec.Text("role") != "Kepala Kanselerai" || rec.Scope != "kbri-singapura" {
		t.Errorf("staff %+v, %v", rec, err)
	}
	// then another mission, no name and no mission are refused
	for want, who := range map[string]struct{ scope, name string }{
		"setup.other_mission": {"kjri-johor-bahru", "Siti"}, "setup.no_name": {"kbri-singapura", "  "},
	} {
		if _, err := setup.Begin(ctx, st, who.scope, setup.Person{Name: who.name}, ""); code(err) != want {
			t.Errorf("%+v: %v, want %s", who, err, want)
		}
	}
	if _, err := setup.Begin(ctx, open(t), "kbri-atlantis", setup.Person{Name: "X"}, ""); code(err) != "setup.unknown_mission" {
		t.Errorf("unknown mission: %v", err)
	}
}

func TestSettingUpIsNotUndone(t *testing.T) {
	st := open(t)
	if _, err := setup.Begin(context.Background(), st, "kbri-singapura", setup.Person{Name: "Siti Aminah"}, "id"); err != nil {
		t.Fatal(err)
	}
	if label, ok, err := st.LastAction(context.Background()); ok || err != nil {
		t.Errorf("offered for undo: %q, %v", label, err)
	}
}

func TestHeadquartersPeopleAreSharedRecords(t *testing.T) {
	ctx, st := context.Background(), open(t)
	p, err := setup.Begin(ctx, st, store.Headquarters, setup.Person{Name: "Dewi Lestari"}, "en")
	if err != nil {
		t.Fatal(err)
	}
	if rec, err := st.Get(ctx, "staff", p.Staff); err != nil || rec.Scope != data.SharedScope {
		t.Errorf("staff %+v, %v", rec, err)
	}
}

func TestFindTakesCodesAndNames(t *testing.T) {
	for _, name := range []string{"kbri-singapura", "KBRI Singapura", " kbri_singapura ", "Kedutaan Besar Republik Indonesia di Singapura"} {
		if m, err := setup.Find(name); err != nil || m.ID != "kbri-singapura" {
			t.Errorf("%q: %q, %v", name, m.ID, err)
		}
	}
	_, err := setup.Find("KBRI Johor")
	var e *data.Error
	if !errors.As(err, &e) || !strings.Contains(e.Args["Near"].(string), "kjri-johor-bahru") {
		t.Errorf("KBRI Johor: %v", err)
	}
	if _, err := setup.Find(""); code(err) != "setup.unknown_mission" {
		t.Errorf("nothing: %v", err)
	}
}
