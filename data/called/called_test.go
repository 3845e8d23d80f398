package called_test

import (
	"context"
	"testing"

	"pinisi/data"
	"pinisi/data/called"
	"pinisi/data/store"
)

func TestName(t *testing.T) {
	// given a store with the records that others are called by
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	author := st.NewID()
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Staff: author, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	put := func(kind string, fields map[string]data.Value) data.Record {
		t.Helper()
		k := data.KindOf(kind)
		id := st.NewID()
		if k.Key != "" {
			id = data.DerivedID(kind, fields[k.Parent].ID(), fields[k.Key].S)
		}
		if _, err := st.Write(ctx, data.Action{Author: author, Label: "t", Edits: data.Create(kind, id, "", fields)}); err != nil {
			t.Fatal(err)
		}
		r, err := st.Get(ctx, kind, id)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	text := data.TextValue
	forum := put("consultation", map[string]data.Value{"title": text("FKP paspor")})
	nurul := put("participant", map[string]data.Value{"consultation": data.RefValue(forum.ID), "name": text("Nurul Hidayah")})
	nameless := put("participant", map[string]data.Value{"consultation": data.RefValue(forum.ID), "unsur": text("users")})
	sitting := put("session", map[string]data.Value{"consultation": data.RefValue(forum.ID), "title": text("Sesi pagi")})
	open := put("complaint", map[string]data.Value{"title": text("Antrean paspor")})
	secret := put("complaint", map[string]data.Value{"title": text("Rahasia besar"), "secret": data.BoolValue(true)})
	system := put("system", map[string]data.Value{"name": text("Safe Travel")})
	innovation := put("innovation", map[string]data.Value{"title": text("Antre Dulu")})
	proposal := put("proposal", map[string]data.Value{"innovation": data.RefValue(innovation.ID), "title": text("Antre Dulu 2026")})
	link := func(from, to data.Record) data.Record {
		return put("link", map[string]data.Value{"from": data.RefValue(from.ID), "to": data.RefValue(to.ID), "note": text("n")})
	}
	for _, x := range []struct {
		of         data.Record
		lang, want string
	}{
		{put("attendance", map[string]data.Value{"session": data.RefValue(sitting.ID), "participant": data.RefValue(nurul.ID)}), "id", "Nurul Hidayah"},
		{put("attendance", map[string]data.Value{"session": data.RefValue(sitting.ID), "participant": data.RefValue(nameless.ID)}), "id", ""},
		{put("attendance", map[string]data.Value{"session": data.RefValue(sitting.ID), "participant": data.RefValue(st.NewID())}), "id", ""},
		{link(open, forum), "id", "Antrean paspor – FKP paspor"},
		{link(secret, forum), "id", "FKP paspor"}, // what is withheld is in no name
		{link(open, data.Record{ID: st.NewID()}), "id", "Antrean paspor"},
		{put("readiness", map[string]data.Value{"system": data.RefValue(system.ID), "item": text("api"), "status": text("none")}), "en", "API exists"},
		{put("readiness", map[string]data.Value{"system": data.RefValue(system.ID), "item": text("dropped")}), "id", "dropped"},
		{put("proposal_section", map[string]data.Value{"proposal": data.RefValue(proposal.ID), "section": text("ringkasan")}), "id", "Ringkasan"},
		{put("proposal_section", map[string]data.Value{"proposal": data.RefValue(proposal.ID), "section": text("ringkasan")}), "en", "Summary"},
		{put("standard", map[string]data.Value{"service": text("IMI-01"), "version": data.IntValue(3)}), "id", "Paspor biasa (baru/penggantian), versi 3"},
		{secret, "id", ""},
		{open, "id", "Antrean paspor"},
	} {
		// when it is named
		got, err := called.Name(ctx, st, x.of, x.lang)
		// then by what people know it by
		if err != nil || got != x.want {
			t.Errorf("%s %v in %s is called %q (%v), not %q", x.of.Kind, x.of.Fields, x.lang, got, err, x.want)
		}
	}
}
