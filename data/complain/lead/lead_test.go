package lead_test

import (
	"context"
	"strings"
	"testing"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/complain/lead"
	"pinisi/data/setup"
	"pinisi/data/store"
)

const scope = "kbri-singapura"

func device(t *testing.T) *store.Store {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := setup.Begin(ctx, st, scope, setup.Person{Name: "Siti"}, "id"); err != nil {
		t.Fatal(err)
	}
	return st
}

func add(t *testing.T, st *store.Store, secret bool) data.Record {
	t.Helper()
	id := st.NewID()
	fields := map[string]data.Value{"tracking_id": data.TextValue("77"), "title": data.TextValue("Judul"), "text": data.TextValue("Isi"), "received_on": data.TextValue("2026-03-20"),
		"service": data.TextValue("IMI-01"), "unit": data.TextValue("Loket")}
	if secret {
		fields["secret"] = data.BoolValue(true)
	}
	write(t, st, data.Create("complaint", id, scope, fields))
	r, err := st.Get(context.Background(), "complaint", id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t *testing.T, st *store.Store, edits []data.Edit) {
	t.Helper()
	if _, err := st.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
}

func TestNothingSecretIsCopied(t *testing.T) {
	st, w := device(t), words.New("id")
	open, secret := add(t, st, false), add(t, st, true)
	if s := lead.SourceOf(w, open); s.Finding != "Judul (77)" || s.Period != "2026" || s.Unit != "Loket" || s.ID != open.ID {
		t.Errorf("%+v", s)
	}
	if s := lead.SourceOf(w, secret); strings.Contains(s.Finding, "Judul") || !strings.Contains(s.Finding, "77") {
		t.Errorf("%+v", s)
	}
	for _, r := range []data.Record{open, secret} {
		id, edits := lead.TopicEdits(st, w, r)
		write(t, st, edits)
		c, err := st.Get(context.Background(), "consultation", id)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(c.Text("title"), "Judul") == (r.ID == secret.ID) || c.Text("zone") != "Asia/Singapore" || c.List("services")[0] != "IMI-01" {
			t.Errorf("consultation of %v: %v", r.Fields, c.Fields)
		}
		if l, err := st.Get(context.Background(), "link", data.LinkID(r.ID, id)); err != nil || l.Text("to_kind") != "consultation" {
			t.Errorf("%v, %v", l, err)
		}
	}
}

func TestAComplaintIsLinkedToAnIndicator(t *testing.T) {
	ctx, st := context.Background(), device(t)
	r := add(t, st, false)
	id, err := assess.Begin(ctx, st, data.NilID, assess.New{Period: "2026", Unit: "Loket", Variant: "luring", Line: "kekonsuleran", Scope: scope})
	if err != nil {
		t.Fatal(err)
	}
	e, err := st.Get(ctx, "evaluation", id)
	if err != nil {
		t.Fatal(err)
	}
	list, err := lead.Indicators(ctx, st, e)
	if err != nil || len(list) == 0 || !list[0].About || list[len(list)-1].About {
		t.Fatalf("%v, %v", list, err)
	}
	for range 2 { // the second time it is there already
		edits, err := lead.IndicatorEdits(ctx, st, r, e, list[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		write(t, st, edits)
	}
	answer := assess.AnswerID(id, list[0].ID)
	if a, err := st.Get(ctx, "answer", answer); err != nil || a.Text("indicator") != list[0].ID {
		t.Errorf("%v, %v", a, err)
	}
	if l, err := st.Get(ctx, "link", data.LinkID(r.ID, answer)); err != nil || l.Text("to_kind") != "answer" {
		t.Errorf("%v, %v", l, err)
	}
}
