package consult

import (
	"context"
	"errors"
	"testing"

	"pinisi/data"
	"pinisi/data/consult/consulttest"
	"pinisi/data/store"
)

func open(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(context.Background(), store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

func write(t *testing.T, st *store.Store, edits ...data.Edit) {
	t.Helper()
	if _, err := st.Write(context.Background(), data.Action{Label: "test", Edits: edits}); err != nil {
		t.Fatal(err)
	}
}

// given a consultation with all that the berita acara needs, when it is
// signed, then its numbers are fixed, and what was said can no longer change.
func TestSigningLocks(t *testing.T) {
	ctx, st := context.Background(), open(t)
	start, err := At("2026-03-24", "9", "Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	id, err := consulttest.Begin(ctx, st, data.NilID, consulttest.New{Form: "fkp", Mode: "luring", Title: "Standar paspor", Starts: start, Zone: "Asia/Jakarta", Place: "Aula", Services: []string{"IMI-01"}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := Load(ctx, st, id)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Advance(ctx, st, data.NilID); !errors.Is(err, &data.Error{Code: "consultation.not_ready"}) {
		t.Fatalf("an empty draft was signed: %v", err)
	}
	text, ref := data.TextValue, data.RefValue(id)
	var edits []data.Edit
	for _, u := range data.Unsur {
		edits = append(edits, data.Create("participant", st.NewID(), "", map[string]data.Value{"consultation": ref, "unsur": text(u)})...)
	}
	for range 2 { // two people, no line, one number
		edits = append(edits, data.Create("input", st.NewID(), "", map[string]data.Value{"consultation": ref, "number": data.IntValue(1),
			"text": text("Antrean lama"), "decision": text("accepted"), "response": text("Loket ditambah")})...)
	}
	agreement := st.NewID()
	edits = append(edits, data.Create("agreement", agreement, "", map[string]data.Value{"consultation": ref, "number": data.IntValue(1), "text": text("3 hari")})...)
	edits = append(edits, data.Create("followup", st.NewID(), "", map[string]data.Value{"source": data.RefValue(agreement), "source_kind": text("agreement"), "action": text("Ubah standar")})...)
	photo, scan := st.NewID(), st.NewID()
	for file, role := range map[data.ID]string{photo: "photo", scan: "signed"} {
		edits = append(edits, data.Create("attachment", file, "", map[string]data.Value{"owner": ref, "owner_kind": text("consultation"), "name": text(role + ".jpg"), "role": text(role)})...)
	}
	edits = append(edits, m.Consultation.Set("record_number", text("BA-1")), m.Consultation.Set("signed_on", text("2026-03-24")))
	write(t, st, edits...)

	if m, err = Load(ctx, st, id); err != nil {
		t.Fatal(err)
	}
	if len(m.FollowUps) != 1 || len(m.Inputs) != 2 || Unsur(m.Consultation, m.Participants, nil).Present != 5 {
		t.Fatalf("loaded %d follow-ups, %d inputs, %d participants", len(m.FollowUps), len(m.Inputs), len(m.Participants))
	}
	if err := m.Advance(ctx, st, data.NilID); err != nil {
		t.Fatalf("sign: %v (needs %v)", err, keys(m.Needs()))
	}
	if m, err = Load(ctx, st, id); err != nil {
		t.Fatal(err)
	}
	if !Locked(m.Consultation) {
		t.Errorf("status after signing: %q", m.Consultation.Text("status"))
	}
	for i, in := range m.Inputs {
		if n, _ := in.Int("number"); n != int64(i+1) {
			t.Errorf("input %d has number %d after signing", i+1, n)
		}
	}
	for _, r := range []data.Record{m.Inputs[0], m.Agreements[0]} {
		_, err := st.Write(ctx, data.Action{Label: "test", Edits: []data.Edit{r.Set("text", text("lain"))}})
		if !errors.Is(err, data.ErrLocked) {
			t.Errorf("a signed %s was changed: %v", r.Kind, err)
		}
	}
	for _, file := range m.Evidence {
		gone := file.Text("role") == "signed" // the scan is no part of what was signed
		for _, e := range []data.Edit{file.Set("name", text("lain.jpg")), file.Delete()} {
			_, err := st.Write(ctx, data.Action{Label: "test", Edits: []data.Edit{e}})
			if errors.Is(err, data.ErrLocked) == gone {
				t.Errorf("%s of the %s: %v", e.Field, file.Text("role"), err)
			}
		}
		if _, err := st.Write(ctx, data.Action{Label: "test", Edits: []data.Edit{file.Set("caption", text("Pembukaan"))}}); !gone && err != nil {
			t.Errorf("a signed photograph cannot be described: %v", err)
		}
	}
	later := data.Create("attachment", st.NewID(), "", map[string]data.Value{"owner": ref, "owner_kind": text("consultation"), "name": text("susulan.jpg"), "role": text("photo")})
	write(t, st, later...)
	write(t, st, Correction(m.Consultation, "2026-03-25", "Siti", "Masukan 1: bukan paspor."))
	if m, err = Load(ctx, st, id); err != nil || m.Consultation.Text("notes") == "" {
		t.Errorf("the correction note is not there: %v", err)
	}
}

func TestLoadOfNothing(t *testing.T) {
	st := open(t)
	if _, err := Load(context.Background(), st, st.NewID()); !errors.Is(err, data.ErrNotFound) {
		t.Errorf("a consultation that is not there: %v", err)
	}
}
