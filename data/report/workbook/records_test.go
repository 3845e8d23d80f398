package workbook

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/spreadsheet/spreadsheettest"
)

func TestStatementsEvidenceAndFollowUpsAreListed(t *testing.T) {
	// given an evaluation with an answer of each type in F-01, evidence of both forms, and an action from a finding
	st, ctx := device(t), context.Background()
	id, err := assess.Begin(ctx, st, data.NilID, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	load := func() *assess.Sheet {
		t.Helper()
		s, err := assess.Load(ctx, st, id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := load()
	values := map[string]string{instrument.AnswerYesNo: "yes", instrument.AnswerNumber: "12", instrument.AnswerDate: "2026-03-04", instrument.AnswerText: "Kata unit"}
	shown := map[string]string{instrument.AnswerYesNo: "ya", instrument.AnswerDate: "2026-03-04", instrument.AnswerText: "Kata unit"}
	asked := map[string]instrument.Statement{}
	for _, q := range s.Instrument.F01.Questions {
		if _, there := asked[q.Type]; there {
			continue
		}
		asked[q.Type] = q
		switch q.Type {
		case instrument.AnswerChoice:
			values[q.Type], shown[q.Type] = q.Choices[1].ID, q.Choices[1].Text.ID
		case instrument.AnswerChoices:
			values[q.Type], shown[q.Type] = q.Choices[0].ID+","+q.Choices[2].ID, q.Choices[0].Text.ID+"; "+q.Choices[2].Text.ID
		case instrument.AnswerNumber:
			shown[q.Type] = strings.TrimSpace("12 " + q.Unit.ID)
		}
		own := data.DerivedID("statement", id, q.ID)
		keep(t, st, data.Create("statement", own, s.Evaluation.Scope, map[string]data.Value{
			"evaluation": data.RefValue(id), "question": data.TextValue(q.ID), "value": data.TextValue(values[q.Type]), "note": data.TextValue("Catatan " + q.ID),
		})...)
		if q.Type == instrument.AnswerNumber {
			keep(t, st, data.Create("attachment", st.NewID(), s.Evaluation.Scope, map[string]data.Value{
				"owner": data.RefValue(own), "owner_kind": data.TextValue("statement"), "sha256": data.TextValue(strings.Repeat("cd", 32)), "name": data.TextValue("sk.pdf"), "size": data.IntValue(7),
			})...)
		}
	}
	if len(asked) < 4 {
		t.Fatalf("the shipped form asks only for %d types", len(asked))
	}
	edits, err := s.Attach(st, "A04", assess.File{Path: "/x/foto loket.jpg", SHA256: strings.Repeat("ab", 32), Size: 123456})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, st, append(edits, s.Choose("A04", 3)...)...)
	keep(t, st, data.Create("followup", st.NewID(), s.Evaluation.Scope, map[string]data.Value{
		"source": data.RefValue(assess.AnswerID(id, "A04")), "source_kind": data.TextValue("answer"), "source_part": data.TextValue("A04"),
		"action": data.TextValue("Tinjau standar"), "owner": data.TextValue("Siti Aminah"), "due_on": data.TextValue("2026-06-30"), "status": data.TextValue("running"), "percent": data.IntValue(40),
	})...)
	keep(t, st, data.Create("followup", st.NewID(), s.Evaluation.Scope, map[string]data.Value{"source": data.RefValue(st.NewID()), "action": data.TextValue("Bukan dari sini")})...)
	// when its worksheet is made
	f := spreadsheettest.Open(t, write(t, st, load(), Options{Lang: "id"}))
	rows := func(sheet string) [][]string {
		t.Helper()
		all, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	// then F-01 says each in words, with the names of its evidence
	for kind, q := range asked {
		at := slices.IndexFunc(rows("F-01"), func(r []string) bool { return len(r) > 3 && r[1] == q.ID })
		if at < 0 || rows("F-01")[at][3] != shown[kind] || rows("F-01")[at][4] != "Catatan "+q.ID {
			t.Errorf("%s %s: %q, want %q", kind, q.ID, rows("F-01")[max(at, 0)], shown[kind])
		}
		if kind == instrument.AnswerNumber && (len(rows("F-01")[at]) < 7 || rows("F-01")[at][6] != "sk.pdf") {
			t.Errorf("the evidence of %s: %q", q.ID, rows("F-01")[at])
		}
	}
	// and the evidence is listed with its fingerprint, the actions of this evaluation alone
	if got := rows("Bukti")[4]; got[1] != "A04" || got[2] != "foto loket.jpg" || got[5] != "123456" || got[6] != strings.Repeat("ab", 32) {
		t.Errorf("evidence: %q", got)
	}
	if n := len(rows("Bukti")); n != 6 {
		t.Errorf("%d rows of evidence", n)
	}
	plan := rows("Tindak lanjut")
	if len(plan) != 4 || plan[3][1] != "A04" || plan[3][4] != "Tinjau standar" || plan[3][7] != "(nama disamarkan)" || plan[3][10] != "berjalan" || plan[3][11] != "40" {
		t.Errorf("plan: %q", plan)
	}
	// and F-02 counts the evidence beside the level's words
	at := slices.IndexFunc(rows("F-02"), func(r []string) bool { return len(r) > 8 && r[1] == "A04" })
	if at < 0 || rows("F-02")[at][4] != "3" || rows("F-02")[at][8] != "1" || rows("F-02")[at][5] == "belum diisi" {
		t.Errorf("F-02: %q", rows("F-02")[max(at, 0)])
	}
}
