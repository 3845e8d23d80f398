package syncing

import (
	"context"
	"pinisi/data/store/storetest"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
)

// TestADisagreementOnF01IsToldInWords holds that a conflict shows the question
// and both answers as the form says them, and that choices cannot be merged.
func TestADisagreementOnF01IsToldInWords(t *testing.T) {
	d := open(t)
	ctx := context.Background()
	id, err := assess.Begin(ctx, d.Store, d.Author, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	d.Settle()
	other, budi := d.another()
	mine, err := assess.Load(ctx, d.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := assess.Load(ctx, other, id)
	if err != nil {
		t.Fatal(err)
	}
	// given two computers that answer one question differently
	d.write(mine.State("F01-05", mine.StatementStub("F01-05").Set("value", data.TextValue("users,media")))...)
	if _, err := other.Write(ctx, data.Action{Author: budi, Edits: theirs.State("F01-05", theirs.StatementStub("F01-05").Set("value", data.TextValue("users")))}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, other, d.Store)
	d.Settle()
	// then the page shows the question and both answers in words
	said := d.texts()
	for _, want := range []string{"Unsur masyarakat mana yang hadir", "Pengguna layanan; Media massa"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if strings.Contains(said, "users") {
		t.Errorf("a bare code in\n%s", said)
	}
}

// TestASheetCorrectedTwiceIsToldByQuestion holds that answers of a user's sheet
// stand with the numbers of their questions, and that they cannot be merged as
// a text.
func TestASheetCorrectedTwiceIsToldByQuestion(t *testing.T) {
	d := open(t)
	ctx := context.Background()
	id, err := assess.Begin(ctx, d.Store, d.Author, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	sheet := d.Store.NewID()
	d.write(data.Create("response", sheet, "", map[string]data.Value{"evaluation": data.RefValue(id), "number": data.IntValue(10), "answers": data.TextValue("33333333333333")})...)
	d.Settle()
	other, budi := d.another()
	rec, err := d.Store.Get(ctx, "response", sheet)
	if err != nil {
		t.Fatal(err)
	}
	// given two computers that correct one sheet differently
	d.write(rec.Set("answers", data.TextValue("33333333333335")))
	if _, err := other.Write(ctx, data.Action{Author: budi, Edits: []data.Edit{rec.Set("answers", data.TextValue("3333333333333-"))}}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, other, d.Store)
	d.Settle()
	// then each answer has its number, and there is no merging
	said := d.texts()
	for _, want := range []string{"13:3  14:5", "13:3  14:–"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if strings.Contains(said, "Gabungkan") {
		t.Errorf("a sheet can be merged in\n%s", said)
	}
}
