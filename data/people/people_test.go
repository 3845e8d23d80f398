package people_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/people"
	"pinisi/data/store"
)

var text = data.TextValue

type office struct {
	*store.Store
	t *testing.T
}

func open(t *testing.T, scope string) *office {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(context.Background(), store.Profile{Scope: scope, Staff: st.NewID(), Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return &office{st, t}
}

func (o *office) make(kind string, fields map[string]data.Value) data.ID {
	o.t.Helper()
	id := o.NewID()
	if _, err := o.Write(context.Background(), data.Action{Label: "test", Edits: data.Create(kind, id, "", fields), Force: true}); err != nil {
		o.t.Fatal(err)
	}
	return id
}

func (o *office) get(kind string, id data.ID) data.Record {
	o.t.Helper()
	r, err := o.Get(context.Background(), kind, id)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func (o *office) find(text string) []people.Record {
	o.t.Helper()
	found, err := people.Find(context.Background(), o.Store, text, "")
	if err != nil {
		o.t.Fatalf("find %q: %v", text, err)
	}
	return found
}

var hows = map[people.How]string{people.Exact: "exact", people.Near: "near", people.Beside: "beside", people.Former: "former", people.Mention: "mention"}

func said(found []people.Record) string {
	var all []string
	for _, r := range found {
		for _, p := range r.Places {
			all = append(all, fmt.Sprintf("%s.%s %s", r.Kind, p.Field, hows[p.How]))
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "; ")
}

// story is a consultation in which Siti Aminah stands in many places.
func story(t *testing.T) (o *office, ids map[string]data.ID) {
	o = open(t, "kbri-singapura")
	ids = map[string]data.ID{}
	ids["fkp"] = o.make("consultation", map[string]data.Value{"title": text("FKP 2026"), "team": text("1. Siti Aminah, Ketua\n2. Budi Santoso, anggota"), "chair": text("Budi Santoso")})
	ids["siti"] = o.make("participant", map[string]data.Value{"consultation": data.RefValue(ids["fkp"]), "name": text("Siti Aminah"), "phone": text("+62 812-3456-7890"), "email": text("Siti@Example.org"), "organization": text("PPI"), "unsur": text("experts")})
	ids["budi"] = o.make("participant", map[string]data.Value{"consultation": data.RefValue(ids["fkp"]), "name": text("Budi Santoso"), "phone": text("+65 6737 7422")})
	ids["input"] = o.make("input", map[string]data.Value{"consultation": data.RefValue(ids["fkp"]), "text": text("Kata Ibu Siti Nur Aminah dan Budi Santoso, antrean lama.")})
	return o, ids
}

func TestFindByNamePhoneAndMail(t *testing.T) {
	o, _ := story(t)
	all := "consultation.team exact; input.text mention; participant.email beside; participant.name exact; participant.phone beside"
	for query, want := range map[string]string{
		"Siti Aminah":       all,
		"aminah SITI":       all,
		"Síti Amïnah":       all,
		"Siti Aminnah":      "consultation.team near; participant.name near",
		"Siti Amin":         "consultation.team near; participant.name near",
		"Siti":              "consultation.team exact; input.text mention; participant.email exact; participant.name exact; participant.phone beside",
		"0812 3456 7890":    "participant.email beside; participant.name beside; participant.phone exact",
		"+6281234567890":    "participant.email beside; participant.name beside; participant.phone exact",
		"siti@example.org":  "participant.email exact; participant.name beside; participant.phone beside",
		"67377422":          "participant.name beside; participant.phone exact",
		"Joko Widianto":     "",
		"Boedi Santoso":     "consultation.chair exact; consultation.team exact; input.text mention; participant.name exact; participant.phone beside",
		"nobody@nowhere.id": "",
	} {
		if got := said(o.find(query)); got != want {
			t.Errorf("%q: found %q, want %q", query, got, want)
		}
	}
	if _, err := people.Find(context.Background(), o.Store, " ,. ", ""); !errors.Is(err, people.ErrNobody) {
		t.Errorf("nobody: %v", err)
	}
}

func TestFindSeesWhatWasReplacedOrDeleted(t *testing.T) {
	o, ids := story(t)
	ctx := context.Background()
	r := o.get("participant", ids["siti"])
	if _, err := o.Write(ctx, data.Action{Edits: []data.Edit{r.Set("name", text("Ratna"))}}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Write(ctx, data.Action{Edits: []data.Edit{o.get("participant", ids["budi"]).Delete()}}); err != nil {
		t.Fatal(err)
	}
	if got := said(o.find("Siti Aminah")); got != "consultation.team exact; input.text mention; participant.name former" {
		t.Errorf("found %q", got)
	}
	deleted := 0
	for _, r := range o.find("Budi Santoso") {
		if r.Deleted {
			deleted++
		}
	}
	if deleted != 1 {
		t.Errorf("%d deleted records found", deleted)
	}
}

func TestErasingAPersonKeepsTheRecordsAndTheOthers(t *testing.T) {
	o, ids := story(t)
	ctx := context.Background()
	res, err := people.Erase(ctx, o.Store, people.Erasure{Of: people.Choose(o.find("Siti Aminah")), Basis: "request", Blank: "[nama dihapus]"})
	if err != nil {
		t.Fatal(err)
	}
	if res.Fields != 4 {
		t.Errorf("erased %+v", res)
	}
	siti := o.get("participant", ids["siti"])
	if siti.Text("name")+siti.Text("phone")+siti.Text("email") != "" || siti.Text("unsur") != "experts" || siti.Text("organization") != "PPI" {
		t.Errorf("the participant is %v", siti.Fields)
	}
	if got := o.get("consultation", ids["fkp"]).Text("team"); got != "1. [nama dihapus], Ketua\n2. Budi Santoso, anggota" {
		t.Errorf("the team is %q", got)
	}
	// only the mention in free text is left, which is not erased but edited
	if got := said(o.find("Siti Aminah")); got != "input.text mention" {
		t.Errorf("still found: %q", got)
	}
	if got := o.get("participant", ids["budi"]).Text("phone"); got == "" {
		t.Error("another person lost his phone")
	}
	// and what was erased is logged without the name
	erasures, err := o.List(ctx, store.Query{Kind: "erasure"})
	if err != nil || len(erasures) != 4 {
		t.Fatalf("%d erasures, %v", len(erasures), err)
	}
	if s := fmt.Sprint(erasures); strings.Contains(s, "Siti") || strings.Contains(s, "Aminah") {
		t.Errorf("the log of it names her: %s", s)
	}
}

func TestCorrectingIsOneActionAndOneUndo(t *testing.T) {
	o, ids := story(t)
	ctx := context.Background()
	changes := people.Corrections(people.Choose(o.find("Siti Aminah")), "Sitti Aminah, M.A.")
	if len(changes) != 2 {
		t.Fatalf("changes %+v", changes)
	}
	if err := people.Correct(ctx, o.Store, data.NilID, changes); err != nil {
		t.Fatal(err)
	}
	if a, b := o.get("participant", ids["siti"]).Text("name"), o.get("consultation", ids["fkp"]).Text("team"); a != "Sitti Aminah, M.A." || b != "1. Sitti Aminah, M.A., Ketua\n2. Budi Santoso, anggota" {
		t.Errorf("corrected to %q and %q", a, b)
	}
	if _, err := o.Undo(ctx, data.NilID); err != nil {
		t.Fatal(err)
	}
	if a, b := o.get("participant", ids["siti"]).Text("name"), o.get("consultation", ids["fkp"]).Text("team"); a != "Siti Aminah" || b != "1. Siti Aminah, Ketua\n2. Budi Santoso, anggota" {
		t.Errorf("undone to %q and %q", a, b)
	}
}

func TestACopyHasOnlyHerData(t *testing.T) {
	o, _ := story(t)
	now := time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)
	c, err := people.MakeCopy(context.Background(), o.Store, "Siti Aminah", o.find("Siti Aminah"), "id", now)
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Siti Aminah", "+62 812-3456-7890", "Siti@Example.org", "PPI", "Siti Nur Aminah", "Ketua"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the copy lacks %q: %s", want, b)
		}
	}
	for _, other := range []string{"Budi", "Santoso", "6737"} {
		if strings.Contains(string(b), other) {
			t.Errorf("the copy names another: %q in %s", other, b)
		}
	}
	x, err := c.XLSX("id")
	if err != nil || !bytes.HasPrefix(x, []byte("PK")) {
		t.Errorf("workbook: %d bytes, %v", len(x), err)
	}
}

func TestAMissionChangesItsOwn(t *testing.T) {
	o := open(t, "kbri-singapura")
	id := o.NewID()
	if _, err := o.Write(context.Background(), data.Action{Edits: data.Create("staff", id, data.SharedScope, map[string]data.Value{"name": text("Dewi Lestari")}), Force: true}); err != nil {
		t.Fatal(err)
	}
	_, err := people.Erase(context.Background(), o.Store, people.Erasure{Of: people.Choose(o.find("Dewi Lestari")), Basis: "request"})
	if !errors.Is(err, people.ErrOthers) {
		t.Errorf("erasing headquarters' record: %v", err)
	}
}

func TestARequestForgetsWhoAskedWhenItIsDone(t *testing.T) {
	o := open(t, "kbri-singapura")
	ctx := context.Background()
	at := time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)
	id, err := people.Receive(ctx, o.Store, data.NilID, people.NewRequest{Type: "correct", Received: at, Name: "Siti Aminah", Contact: "siti@example.org", Detail: "Nama salah tulis."})
	if err != nil {
		t.Fatal(err)
	}
	due, err := people.Due(ctx, o.Store, "", at.Add(71*time.Hour))
	if err != nil || len(due) != 1 || due[0].Late || !due[0].Due.Equal(at.Add(72*time.Hour)) {
		t.Fatalf("due: %+v %v", due, err)
	}
	if due, err = people.Due(ctx, o.Store, "", at.Add(73*time.Hour)); err != nil || !due[0].Late {
		t.Errorf("after three days: %+v %v", due, err)
	}
	if err := people.Finish(ctx, o.Store, data.NilID, id, "", "", at); !errors.Is(err, people.ErrNoOutcome) {
		t.Errorf("without an outcome: %v", err)
	}
	if err := people.Finish(ctx, o.Store, data.NilID, id, "fulfilled", "Dibetulkan di dua catatan.", at.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	r := o.get("privacy_request", id)
	if r.Text("name")+r.Text("contact")+r.Text("detail") != "" || r.Text("outcome") != "fulfilled" || r.Text("number") == "" {
		t.Errorf("the request is %v", r.Fields)
	}
	if due, err = people.Due(ctx, o.Store, "", at); err != nil || len(due) != 0 {
		t.Errorf("still due: %v %v", due, err)
	}
	if found := o.find("Siti Aminah"); len(found) != 0 {
		t.Errorf("still found: %s", said(found))
	}
	if _, err := people.Receive(ctx, o.Store, data.NilID, people.NewRequest{Type: "wish"}); !errors.Is(err, people.ErrNoType) {
		t.Errorf("a request of no type: %v", err)
	}
	// an anonymous one is closed all the same
	id, err = people.Receive(ctx, o.Store, data.NilID, people.NewRequest{Type: "access", Received: at})
	if err == nil {
		err = people.Finish(ctx, o.Store, data.NilID, id, "nothing_found", "", at)
	}
	if err != nil {
		t.Error(err)
	}
}
