package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pinisi/data"
)

const (
	secretName  = "Ratnasari Wulandari"
	secretPhone = "+65 8765 4321"
)

// holdsBytes are the files below dir in which the text stands, whatever its case.
func holdsBytes(t *testing.T, dir, text string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err == nil && bytes.Contains(bytes.ToLower(b), []byte(strings.ToLower(text))) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// clean fails unless nothing in the store's folder holds the name or the phone.
func clean(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	if err := s.Scrub(ctx); err != nil {
		t.Fatalf("scrub: %v", err)
	}
	for _, text := range []string{secretName, "wulandari", secretPhone} {
		if files := holdsBytes(t, s.dir, text); len(files) > 0 {
			t.Errorf("%q is still in %v", text, files)
		}
	}
	for _, word := range []string{"Wulandari", "8765"} {
		hits, err := s.Search(ctx, word, 10)
		if err != nil || len(hits) > 0 {
			t.Errorf("search for %q: %v %v", word, hits, err)
		}
	}
	err := s.SegmentsSince(ctx, nil, nil, func(x Sealed) error {
		if bytes.Contains(x.Bytes, []byte(secretName)) {
			t.Errorf("segment %d-%d of %s holds the name", x.From, x.To, x.Stream.Device)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	verified(t, s)
}

func participant(t *testing.T, s *Store, name string) data.ID {
	t.Helper()
	return create(t, s, "participant", map[string]data.Value{"name": text(name), "phone": text(secretPhone), "organization": text("PPI Singapura"), "unsur": text("experts")})
}

func erase(t *testing.T, s *Store, id data.ID, fields ...string) Erased {
	t.Helper()
	var of []Erasing
	for _, f := range fields {
		of = append(of, Erasing{Kind: "participant", Record: id, Field: f})
	}
	res, err := s.Erase(context.Background(), Erase{Author: s.Profile().Staff, Basis: "request", Reason: "PDP-2026-1", Of: of})
	if err != nil {
		t.Fatalf("erase: %v", err)
	}
	return res
}

func TestErasedValuesAreGoneEverywhere(t *testing.T) {
	ctx := context.Background()
	// Given a person on two devices, with a former value, an undoable edit, and
	// a conflict in which both values name her
	a, b := device(t, "kbri-singapura"), device(t, "kbri-singapura")
	id := participant(t, a, "Ratna "+secretName)
	other := participant(t, a, "Budi Santoso")
	if err := a.Seal(ctx, 0); err != nil {
		t.Fatal(err)
	}
	write(t, a, get(t, a, "participant", id).Set("name", text(secretName)))
	exchange(t, a, b)
	old := get(t, b, "participant", id)
	write(t, a, get(t, a, "participant", id).Set("name", text("Ny. "+secretName)))
	write(t, b, old.Set("name", text(secretName+", S.H.")))
	exchange(t, b, a)
	if c := get(t, a, "participant", id).Conflicts["name"]; len(c) != 2 {
		t.Fatalf("no conflict to begin with: %v", c)
	}
	if len(holdsBytes(t, a.dir, secretName)) == 0 {
		t.Fatal("the test cannot see the name in the file")
	}
	// When she is erased on one
	res := erase(t, a, id, "name", "phone")
	// Then four names and a phone are gone, and the rest of the record stays
	if want := (Erased{Fields: 2, Values: 5}); res != want {
		t.Errorf("erased %+v, want %+v", res, want)
	}
	r := get(t, a, "participant", id)
	if r.Text("name") != "" || r.Text("phone") != "" || r.Text("organization") != "PPI Singapura" || len(r.Conflicts) != 0 {
		t.Errorf("the record is %+v", r)
	}
	history, err := a.History(ctx, "participant", id)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range history {
		if strings.Contains(c.Value.String(), "Wulandari") {
			t.Errorf("history has %v", c)
		}
	}
	// phone of the other person is her phone too in this test: erase it as well
	erase(t, a, other, "phone")
	clean(t, a)
	// and on the other, once it meets
	exchange(t, a, b)
	if r := get(t, b, "participant", id); r.Text("name") != "" || len(r.Conflicts) != 0 {
		t.Errorf("the other device shows %+v", r)
	}
	clean(t, b)
	if got := get(t, b, "participant", other).Text("name"); got != "Budi Santoso" {
		t.Errorf("another person's name is %q", got)
	}
	// and no undo brings it back: each erasing is said no to once
	for n := range 10 {
		if _, err := a.Undo(ctx, data.NilID); errors.Is(err, ErrNothingToUndo) {
			break
		} else if refused := errors.Is(err, ErrErasedStays); refused != (n < 2) || err != nil && !refused {
			t.Fatal(err)
		}
	}
	clean(t, a)
	// and the tables made anew from the log are the same
	if err := a.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	clean(t, a)
	if _, err := a.Erase(ctx, Erase{Basis: "request", Of: []Erasing{{Kind: "participant", Record: id, Field: "name"}}}); !errors.Is(err, ErrNothingToErase) {
		t.Errorf("erasing again: %v", err)
	}
}

func TestErasedValuesAreErasedOnArrival(t *testing.T) {
	ctx := context.Background()
	a, b, c := device(t, "kbri-singapura"), device(t, "kbri-singapura"), device(t, "kbri-singapura")
	id := participant(t, a, secretName)
	if err := a.Seal(ctx, 0); err != nil {
		t.Fatal(err)
	}
	var packet [][]byte
	if err := a.SegmentsSince(ctx, nil, nil, func(x Sealed) error { packet = append(packet, x.Bytes); return nil }); err != nil {
		t.Fatal(err)
	}
	exchange(t, a, b)
	erase(t, a, id, "name", "phone")
	if err := a.Seal(ctx, 0); err != nil {
		t.Fatal(err)
	}
	// When an old packet, with the name, comes to a device that has the erasure
	// without what it erased (the beginning of the stream is missing there)
	var late [][]byte
	if err := a.SegmentsSince(ctx, Vector{{Device: a.Device(), Scope: "kbri-singapura"}: 4}, nil, func(x Sealed) error { late = append(late, x.Bytes); return nil }); err != nil {
		t.Fatal(err)
	}
	exchange(t, b, c)
	for i := range packet {
		if _, err := c.Apply(ctx, [][]byte{packet[i], late[i%len(late)]}, false); err != nil {
			t.Fatal(err)
		}
	}
	exchange(t, a, c)
	clean(t, c)
	// or all of the log in the wrong order
	d := device(t, "kbri-singapura")
	for _, s := range [][][]byte{late, packet} {
		if _, err := d.Apply(ctx, s, false); err != nil {
			t.Fatal(err)
		}
	}
	clean(t, d)
	if r := get(t, d, "participant", id); r.Text("name") != "" || r.Text("organization") == "" {
		t.Errorf("the record is %+v", r)
	}
	// or a damaged copy of it
	broken := slices.Clone(packet[0])
	broken[len(broken)-1] ^= 1
	if _, err := d.Apply(ctx, [][]byte{broken}, false); err != nil {
		t.Fatal(err)
	}
	if q, err := d.Quarantine(ctx); err != nil || len(q) != 1 {
		t.Fatalf("quarantine: %v %v", q, err)
	}
	clean(t, d)
}

func TestValueWrittenWithoutKnowingOfTheErasureStays(t *testing.T) {
	a, b := device(t, "kbri-singapura"), device(t, "kbri-singapura")
	id := participant(t, a, secretName)
	exchange(t, a, b)
	// Given an edit on a device that has not heard of the erasure
	write(t, b, get(t, b, "participant", id).Set("name", text("R. Wulan")))
	erase(t, a, id, "name")
	exchange(t, b, a)
	exchange(t, a, b)
	// Then both devices show it beside the emptied field, for a person to decide
	for _, s := range []*Store{a, b} {
		got := map[string]bool{}
		for _, v := range get(t, s, "participant", id).Conflicts["name"] {
			got[v.Value.String()] = true
		}
		if len(got) != 2 || !got[""] || !got["R. Wulan"] {
			t.Errorf("the field shows %v", got)
		}
		if err := s.Scrub(context.Background()); err != nil {
			t.Fatal(err)
		}
		if files := holdsBytes(t, s.dir, secretName); len(files) > 0 {
			t.Errorf("the erased name is in %v", files)
		}
		verified(t, s)
	}
	// and erasing again takes it too
	erase(t, b, id, "name")
	exchange(t, b, a)
	if r := get(t, a, "participant", id); r.Text("name") != "" || len(r.Conflicts) > 0 {
		t.Errorf("after the second erasure: %+v", r)
	}
}

func TestErasingWithSomethingInstead(t *testing.T) {
	a := device(t, "kbri-singapura")
	id := create(t, a, "consultation", map[string]data.Value{"team": text(secretName + ", ketua\nBudi Santoso, anggota")})
	_, err := a.Erase(context.Background(), Erase{Basis: "request", Of: []Erasing{{Kind: "consultation", Record: id, Field: "team", Instead: text("[nama dihapus], ketua\nBudi Santoso, anggota")}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := get(t, a, "consultation", id).Text("team"); got != "[nama dihapus], ketua\nBudi Santoso, anggota" {
		t.Errorf("the team is %q", got)
	}
	clean(t, a)
}

func TestEraseRefuses(t *testing.T) {
	a := device(t, "kbri-singapura")
	id := participant(t, a, secretName)
	for name, x := range map[string]Erasing{
		"a field that is not personal": {Kind: "participant", Record: id, Field: "organization"},
		"a kind that is not known":     {Kind: "visa_queue", Record: id, Field: "name"},
	} {
		if _, err := a.Erase(context.Background(), Erase{Basis: "request", Of: []Erasing{x}}); !errors.Is(err, ErrNotPersonal) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := get(t, a, "participant", id).Text("name"); got != secretName {
		t.Errorf("the name is %q", got)
	}
	// and what was erased cannot be edited away
	erase(t, a, id, "name")
	all, err := a.List(context.Background(), Query{Kind: "erasure"})
	if err != nil || len(all) != 1 {
		t.Fatalf("erasures: %v %v", all, err)
	}
	for _, e := range []data.Edit{all[0].Set("covers", data.Value{}), all[0].Delete()} {
		if _, err := a.Write(context.Background(), data.Action{Edits: []data.Edit{e}}); !errors.Is(err, data.ErrLocked) {
			t.Errorf("%s of an erasure: %v", e.Field, err)
		}
	}
}
