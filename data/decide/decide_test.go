package decide_test

import (
	"context"
	"errors"
	"testing"

	"pinisi/data"
	"pinisi/data/decide"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

var ctx = context.Background()

func device(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura"}); err != nil {
		t.Fatal(err)
	}
	return st
}

func write(t *testing.T, st *store.Store, edits ...data.Edit) {
	t.Helper()
	if _, err := st.Write(ctx, data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, st *store.Store, id data.ID) data.Record {
	t.Helper()
	rec, err := st.Get(ctx, "evaluation", id)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// disagree makes a final evaluation whose summary two devices wrote apart.
func disagree(t *testing.T) (a, b *store.Store, id data.ID) {
	t.Helper()
	a, b = device(t), device(t)
	id = a.NewID()
	write(t, a, data.Create("evaluation", id, "", map[string]data.Value{"period": data.TextValue("2026"), "unit": data.TextValue("Loket")})...)
	storetest.Exchange(t, a, b)
	write(t, a, read(t, a, id).Set("summary", data.TextValue("Antrean pendek.")))
	write(t, b, read(t, b, id).Set("summary", data.TextValue("Antrean panjang.")))
	write(t, b, read(t, b, id).Set("status", data.TextValue(data.EvaluationFinal)))
	storetest.Exchange(t, b, a)
	return a, b, id
}

func TestSettleDecidesEverywhereAndKeepsTheReason(t *testing.T) {
	a, b, id := disagree(t)
	rec := read(t, a, id)
	if len(rec.Conflicts["summary"]) != 2 {
		t.Fatalf("no conflict to decide: %+v", rec.Conflicts)
	}
	// when one device decides, on a final record too
	if err := decide.Settle(ctx, a, data.NilID, rec, "summary", data.TextValue("Antrean pendek, kecuali Senin."), " Keduanya benar. "); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, a, b)
	// then both hold the decision, its reason, and in the history every value
	for _, st := range []*store.Store{a, b} {
		rec := read(t, st, id)
		if len(rec.Conflicts) != 0 || rec.Text("summary") != "Antrean pendek, kecuali Senin." {
			t.Errorf("after the decision: %v, conflicts %v", rec.Fields, rec.Conflicts)
		}
		why, err := st.List(ctx, store.Query{Kind: "decision", Parent: id})
		if err != nil || len(why) != 1 || why[0].Text("reason") != "Keduanya benar." || why[0].Text("field") != "summary" {
			t.Errorf("decisions %+v, %v", why, err)
		}
		changes, err := st.History(ctx, "evaluation", id)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, c := range changes {
			seen[c.Value.String()] = true
		}
		if !seen["Antrean pendek."] || !seen["Antrean panjang."] {
			t.Errorf("history %+v lacks a value", changes)
		}
	}
	// and there is nothing more to decide
	var e *data.Error
	if err := decide.Settle(ctx, a, data.NilID, read(t, a, id), "summary", data.TextValue("x"), ""); !errors.As(err, &e) || e.Code != "decide.no_conflict" {
		t.Errorf("again: %v", err)
	}
}

func TestAValueThatCameMeanwhileIsNotSettledUnseen(t *testing.T) {
	a, b, id := disagree(t)
	rec := read(t, a, id) // seen before the third value
	write(t, b, read(t, b, id).Set("status", data.TextValue(data.EvaluationDraft)))
	write(t, b, read(t, b, id).Set("summary", data.TextValue("Antrean panjang pada hari Senin.")))
	storetest.Exchange(t, b, a)
	if err := decide.Settle(ctx, a, data.NilID, rec, "summary", data.TextValue("Antrean pendek."), ""); err != nil {
		t.Fatal(err)
	}
	if now := read(t, a, id); len(now.Conflicts["summary"]) != 2 {
		t.Errorf("the third value was settled unseen: %v, %v", now.Fields, now.Conflicts)
	}
}

func TestSettleRefusesAWrongValue(t *testing.T) {
	a, _, id := disagree(t)
	err := decide.Settle(ctx, a, data.NilID, read(t, a, id), "summary", data.IntValue(3), "")
	if !errors.Is(err, data.ErrBadValue) {
		t.Errorf("a number for a text: %v", err)
	}
	if rec := read(t, a, id); len(rec.Conflicts["summary"]) != 2 {
		t.Error("a refused decision changed the record")
	}
}

func TestWhatHeadquartersSharesIsDecidedThere(t *testing.T) {
	// given two values of a shared record that met at a mission
	a, b := device(t), device(t)
	id := data.DerivedID("instrument", data.NilID, "x")
	for st, version := range map[*store.Store]string{a: "1", b: "2"} {
		write(t, st, data.Create("instrument", id, data.SharedScope, map[string]data.Value{"version": data.TextValue(version)})...)
	}
	storetest.Exchange(t, b, a)
	rec, err := a.Get(ctx, "instrument", id)
	if err != nil || len(rec.Conflicts["version"]) != 2 {
		t.Fatalf("%+v, %v", rec, err)
	}
	// then the mission cannot decide
	err = decide.Settle(ctx, a, data.NilID, rec, "version", data.TextValue("1"), "")
	if !errors.Is(err, &data.Error{Code: "decide.headquarters_only"}) {
		t.Errorf("got %v", err)
	}
}
