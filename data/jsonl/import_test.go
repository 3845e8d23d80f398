package jsonl_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/jsonl"
	"pinisi/data/store"
)

const mission = "kbri-singapura"

// device opens a new store of a mission, or of headquarters.
func device(t testing.TB, scope string) *store.Store {
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
	if err := st.SetProfile(context.Background(), store.Profile{Scope: scope}); err != nil {
		t.Fatal(err)
	}
	return st
}

func take(t testing.TB, st *store.Store, lines ...string) jsonl.Imported {
	t.Helper()
	done, err := jsonl.Import(context.Background(), st, strings.NewReader(strings.Join(lines, "\n")), jsonl.Options{})
	if err != nil {
		t.Fatalf("import of\n%s\n%v", strings.Join(lines, "\n"), err)
	}
	return done
}

func give(t testing.TB, st *store.Store, sel jsonl.Selection) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := jsonl.Export(context.Background(), st, &b, sel); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// an evaluation with two answers, a consultation with its parts, and a
// follow-up, as someone would type them.
var typed = []string{
	`{"kind":"evaluation","ref":"@loket","fields":{"period":"2026","unit":"Loket Konsuler","line":"kekonsuleran","variant":"luring","evaluator":"Siti Aminah"}}`,
	`{"kind":"answer","ref":"@a1","fields":{"evaluation":"@loket","indicator":"A01","score":4,"note":"Standar \"dipajang\"\ndi ruang tunggu."}}`,
	`{"kind":"answer","fields":{"evaluation":"@loket","indicator":"A02","score":0}}`,
	`{"kind":"consultation","ref":"@fkp","fields":{"form":"fkp","mode":"hibrida","title":"Peninjauan standar paspor","services":["IMI-01","IMI-06"],"starts_at":"2026-03-24T09:00:00+08:00","zone":"Asia/Singapore"}}`,
	`{"kind":"participant","ref":"@budi","fields":{"consultation":"@fkp","name":"Budi Hartono","unsur":"users","phone":"+65 8123 4567","email":"budi@example.org","consent":true}}`,
	`{"kind":"input","fields":{"consultation":"@fkp","number":1,"participant":"@budi","text":"Antrean terlalu lama.","type":"complaint"}}`,
	`{"kind":"followup","fields":{"source":"@a1","source_kind":"answer","action":"Tambah loket","due_on":"2026-06-30"}}`,
}

func TestImportTwiceChangesNothing(t *testing.T) {
	st := device(t, mission)
	// when a file is imported for the first time
	first := take(t, st, typed...)
	if first.Created != 7 || first.Lines != 7 {
		t.Fatalf("first import: %+v", first)
	}
	before := give(t, st, jsonl.Selection{Personal: true})
	// then importing it again, its export, or its masked export writes nothing
	for name, text := range map[string]string{
		"the file": strings.Join(typed, "\n"), "with Windows line ends": strings.Join(typed, "\r\n\r\n"),
		"the export": before, "the masked export": give(t, st, jsonl.Selection{}),
	} {
		again := take(t, st, text)
		if again.Edits != 0 || again.Created != 0 || again.Changed != 0 || again.Unchanged != 7 {
			t.Errorf("%s again: %+v", name, again)
		}
	}
	if after := give(t, st, jsonl.Selection{Personal: true}); after != before {
		t.Errorf("the store changed:\n%s\n%s", before, after)
	}
}

func TestAnotherDeviceOfTheMissionGetsTheSameRecords(t *testing.T) {
	a, b, johor := device(t, mission), device(t, mission), device(t, "kjri-johor-bahru")
	take(t, a, typed...)
	take(t, b, typed...)
	take(t, johor, typed...)
	ids := func(st *store.Store) (ids []string) {
		for line := range strings.Lines(give(t, st, jsonl.Selection{})) {
			l, err := jsonl.Parse([]byte(line))
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, l.ID)
		}
		return ids
	}
	if !slices.Equal(ids(a), ids(b)) {
		t.Errorf("two devices of a mission made different records of one file:\n%v\n%v", ids(a), ids(b))
	}
	for _, id := range ids(johor) {
		if slices.Contains(ids(a), id) {
			t.Errorf("two missions made one record %s of one file", id)
		}
	}
}

func TestExportIsImportedElsewhereAsItIs(t *testing.T) {
	from, to := device(t, mission), device(t, mission)
	take(t, from, typed...)
	take(t, from, `{"kind":"rencana_baru","id":"0192d3c4-0000-7000-8000-00000000000f","fields":{"apa":{"b":[1,2.5]},"ya":false}}`)
	all := give(t, from, jsonl.Selection{Personal: true})
	take(t, to, all)
	strip := func(s string) string { // the time of change is each device's own
		var out []string
		for line := range strings.Lines(s) {
			before, _, _ := strings.Cut(line, `,"changed":`)
			out = append(out, before)
		}
		return strings.Join(out, "\n")
	}
	if got := give(t, to, jsonl.Selection{Personal: true}); strip(got) != strip(all) {
		t.Errorf("exported\n%s\nimported and exported again\n%s", all, got)
	}
}

func TestPersonalDataAreMaskedUnlessAskedFor(t *testing.T) {
	st := device(t, mission)
	take(t, st, typed...)
	take(t, st, `{"kind":"staff","fields":{"name":"Siti Aminah","email":"siti@example.org"}}`)
	masked, open := give(t, st, jsonl.Selection{}), give(t, st, jsonl.Selection{Personal: true})
	for _, secret := range []string{"Budi Hartono", "8123", "budi@example.org", "Siti Aminah", "siti@example.org"} {
		if strings.Contains(masked, secret) {
			t.Errorf("masked export holds %q:\n%s", secret, masked)
		}
		if !strings.Contains(open, secret) {
			t.Errorf("full export lacks %q", secret)
		}
	}
	if !strings.Contains(masked, `"masked":["email","name","phone"]`) {
		t.Errorf("masked export does not say what is missing:\n%s", masked)
	}
}

func TestOnlyWhatDiffersIsWritten(t *testing.T) {
	st := device(t, mission)
	done := take(t, st, typed...)
	id := done.Refs["@a1"]
	// when one field differs and another is not given
	got := take(t, st, fmt.Sprintf(`{"kind":"answer","id":"%s","fields":{"score":5,"indicator":"A01"}}`, id))
	if got.Edits != 1 || got.Changed != 1 {
		t.Errorf("edits: %+v", got)
	}
	rec, err := st.Get(context.Background(), "answer", id)
	if n, _ := rec.Int("score"); err != nil || n != 5 || rec.Text("note") != "Standar \"dipajang\"\ndi ruang tunggu." {
		t.Errorf("record: %+v, %v", rec, err)
	}
	// and null or a blank text clear a field
	take(t, st, fmt.Sprintf(`{"kind":"answer","id":"%s","fields":{"score":null,"note":"  "}}`, id))
	if rec, err = st.Get(context.Background(), "answer", id); err != nil || !rec.Get("score").IsNull() || !rec.Get("note").IsNull() {
		t.Errorf("cleared record: %+v, %v", rec, err)
	}
}

func TestTimesAreKeptInUTCAndDefaultsGiven(t *testing.T) {
	st := device(t, mission)
	done := take(t, st, typed...)
	fkp, err := st.Get(context.Background(), "consultation", done.Refs["@fkp"])
	if err != nil || fkp.Text("starts_at") != "2026-03-24T01:00:00Z" || fkp.Text("status") != data.ConsultationDraft {
		t.Errorf("consultation: %v, %v", fkp.Fields, err)
	}
	e, err := st.Get(context.Background(), "evaluation", done.Refs["@loket"])
	if err != nil || e.Text("instrument") != "pekppp-2023-luring" || e.Text("instrument_version") == "" || e.Text("status") != data.EvaluationDraft {
		t.Errorf("evaluation: %v, %v", e.Fields, err)
	}
}

func TestAnUndoneImportCanBeDoneAgain(t *testing.T) {
	st := device(t, mission)
	take(t, st, typed...)
	before := give(t, st, jsonl.Selection{Personal: true})
	if _, err := st.Undo(context.Background(), data.NilID); err != nil {
		t.Fatal(err)
	}
	if left := give(t, st, jsonl.Selection{}); left != "" {
		t.Fatalf("after undo:\n%s", left)
	}
	if done := take(t, st, typed...); done.Changed != 7 {
		t.Errorf("import again: %+v", done)
	}
	if after := give(t, st, jsonl.Selection{Personal: true}); strings.Count(after, "\n") != strings.Count(before, "\n") {
		t.Errorf("after import again:\n%s", after)
	}
}

func TestCheckWritesNothing(t *testing.T) {
	st := device(t, mission)
	done, err := jsonl.Import(context.Background(), st, strings.NewReader(strings.Join(typed, "\n")), jsonl.Options{Check: true})
	if err != nil || done.Created != 7 {
		t.Fatalf("%+v, %v", done, err)
	}
	if all := give(t, st, jsonl.Selection{}); all != "" {
		t.Errorf("a check wrote:\n%s", all)
	}
}

func TestUnknownKindsAndFieldsAreCountedAndKept(t *testing.T) {
	st := device(t, mission)
	done := take(t, st,
		`{"kind":"evaluation","fields":{"period":"2026","unit":"X","indikator":"A01"}}`,
		`{"kind":"pengaduan","fields":{"isi":"Antrean"}}`,
		`{"kind":"pengaduan","fields":{"isi":"Tarif"}}`)
	if done.Unknown["evaluation.indikator"] != 1 || done.Unknown["pengaduan"] != 2 || len(done.Unknown) != 2 {
		t.Errorf("unknown: %v", done.Unknown)
	}
	all := give(t, st, jsonl.Selection{})
	for _, want := range []string{`"indikator":"A01"`, `"isi":"Antrean"`, `"isi":"Tarif"`} {
		if !strings.Contains(all, want) {
			t.Errorf("export lacks %s:\n%s", want, all)
		}
	}
}

func TestDeletedRecords(t *testing.T) {
	st := device(t, mission)
	id := take(t, st, typed...).Refs["@loket"]
	line := func(rest string) string { return fmt.Sprintf(`{"kind":"evaluation","id":"%s"%s}`, id, rest) }
	// given a record that a file deletes, with its parts
	take(t, st, line(`,"deleted":true`))
	if all := give(t, st, jsonl.Selection{Kinds: []string{"evaluation", "answer"}}); all != "" {
		t.Errorf("after the deletion:\n%s", all)
	}
	if all := give(t, st, jsonl.Selection{Deleted: true}); strings.Count(all, `"deleted":true`) != 3 {
		t.Errorf("deleted ones exported:\n%s", all)
	}
	// then a line that names it and changes something is refused, one that says the same is not
	take(t, st, line(`,"fields":{"unit":"Loket Konsuler"}`))
	refused(t, st, "import.was_deleted", line(`,"fields":{"unit":"Loket Baru"}`))
	refused(t, st, "import.parent_deleted", fmt.Sprintf(`{"kind":"answer","fields":{"evaluation":"%s","indicator":"A09"}}`, id))
	// and it can be brought back
	take(t, st, line(`,"deleted":false,"fields":{"unit":"Loket Baru"}`))
	if rec, err := st.Get(context.Background(), "evaluation", id); err != nil || rec.Deleted || rec.Text("unit") != "Loket Baru" {
		t.Errorf("brought back: %+v, %v", rec, err)
	}
}

// refused imports the lines, of which the last must be refused with the code,
// and holds that nothing changed.
func refused(t *testing.T, st *store.Store, code string, lines ...string) *jsonl.Refused {
	t.Helper()
	before := give(t, st, jsonl.Selection{Personal: true, Deleted: true})
	_, err := jsonl.Import(context.Background(), st, strings.NewReader(strings.Join(lines, "\n")), jsonl.Options{})
	var r *jsonl.Refused
	if !errors.As(err, &r) {
		t.Errorf("%s: got %v, want a refusal with %s", lines[len(lines)-1], err, code)
		return nil
	}
	last := r.Problems[len(r.Problems)-1]
	if last.Err.Code != code || last.Line != len(lines) {
		t.Errorf("%s: got line %d %v, want %s", lines[len(lines)-1], last.Line, last.Err, code)
	}
	if after := give(t, st, jsonl.Selection{Personal: true, Deleted: true}); after != before {
		t.Errorf("a refused import changed the store:\n%s\n%s", before, after)
	}
	return r
}

func TestBadLinesAreRefusedAndNothingChanges(t *testing.T) {
	st := device(t, mission)
	done := take(t, st, typed...)
	id := func(ref string) string { return done.Refs[ref].String() }
	good := `{"kind":"staff","fields":{"name":"Rina"}}`
	for _, test := range []struct{ code, line string }{
		{"import.not_json", `bukan json`},
		{"import.need_int_range", `{"kind":"answer","id":"` + id("@a1") + `","fields":{"score":"4"}}`},
		{"import.need_range", `{"kind":"answer","id":"` + id("@a1") + `","fields":{"score":6}}`},
		{"import.need_int_range", `{"kind":"answer","id":"` + id("@a1") + `","fields":{"score":3.5}}`},
		{"import.need_int", `{"kind":"input","fields":{"consultation":"` + id("@fkp") + `","number":"satu"}}`},
		{"import.need_bool", `{"kind":"consultation","fields":{"title":"X","internal":"ya"}}`},
		{"import.need_choice", `{"kind":"evaluation","fields":{"variant":"kantor"}}`},
		{"import.need_date", `{"kind":"followup","fields":{"due_on":"30/06/2026"}}`},
		{"import.need_time", `{"kind":"consultation","fields":{"starts_at":"2026-03-24 09:00"}}`},
		{"import.need_list", `{"kind":"consultation","fields":{"services":"IMI-01"}}`},
		{"import.need_text", `{"kind":"evaluation","fields":{"period":2026}}`},
		{"import.need_id", `{"kind":"followup","fields":{"source":"loket"}}`},
		{"import.unknown_ref", `{"kind":"followup","fields":{"source":"@loket"}}`},
		{"import.need_parent", `{"kind":"answer","fields":{"indicator":"A03"}}`},
		{"import.need_parent", `{"kind":"input","fields":{"text":"X"}}`},
		{"import.need_key", `{"kind":"answer","fields":{"evaluation":"` + id("@loket") + `"}}`},
		{"import.no_parent", `{"kind":"answer","fields":{"evaluation":"` + id("@fkp") + `","indicator":"A03"}}`},
		{"import.no_parent", `{"kind":"input","fields":{"consultation":"0192d3c4-0000-7000-8000-000000000001","text":"X"}}`},
		{"import.id_key", `{"kind":"answer","id":"0192d3c4-0000-7000-8000-000000000002","fields":{"evaluation":"` + id("@loket") + `","indicator":"A03"}}`},
		{"import.id_key", `{"kind":"answer","id":"` + id("@a1") + `","fields":{"indicator":"A04"}}`},
		{"import.other_kind", `{"kind":"staff","id":"` + id("@fkp") + `","fields":{"name":"X"}}`},
		{"import.other_scope", `{"kind":"answer","id":"` + id("@a1") + `","scope":"kjri-johor-bahru","fields":{"score":5}}`},
		{"import.parent_scope", `{"kind":"input","scope":"kjri-johor-bahru","fields":{"consultation":"` + id("@fkp") + `","text":"X"}}`},
		{"import.not_our_scope", `{"kind":"staff","scope":"kjri-johor-bahru","fields":{"name":"X"}}`},
		{"import.not_our_scope", `{"kind":"instrument","fields":{"code":"x"}}`},
		{"import.status", `{"kind":"evaluation","id":"` + id("@loket") + `","fields":{"status":"accepted"}}`},
		{"import.status", `{"kind":"consultation","id":"` + id("@fkp") + `","fields":{"status":"signed"}}`},
		{"import.empty", `{"kind":"pengaduan","fields":{}}`},
		{"import.same_record", good + "\n" + `{"kind":"answer","id":"` + id("@a1") + `"}` + "\n" + `{"kind":"answer","id":"` + id("@a1") + `","fields":{"score":1}}`},
		{"import.ref_twice", `{"kind":"staff","ref":"@x","fields":{"name":"A"}}` + "\n" + `{"kind":"staff","ref":"@x","fields":{"name":"B"}}`},
	} {
		refused(t, st, test.code, append([]string{good}, strings.Split(test.line, "\n")...)...)
	}
}

func TestManyBadLinesAreListedUpToALimit(t *testing.T) {
	st := device(t, mission)
	var lines []string
	for i := range 50 {
		lines = append(lines, fmt.Sprintf(`{"kind":"followup","fields":{"percent":%d,"status":"entah"}}`, 101+i))
	}
	_, err := jsonl.Import(context.Background(), st, strings.NewReader(strings.Join(lines, "\n")), jsonl.Options{})
	var r *jsonl.Refused
	if !errors.As(err, &r) || r.Total != 100 || len(r.Problems) != jsonl.MaxListed {
		t.Fatalf("got %v", err)
	}
	for i, p := range r.Problems {
		if p.Line != i/2+1 {
			t.Errorf("problem %d is of line %d", i, p.Line)
		}
	}
}

func TestAFinalEvaluationIsLockedAgainstFiles(t *testing.T) {
	st := device(t, mission)
	// given a final evaluation that came with its answers in one file
	final := strings.Replace(typed[0], `"variant"`, `"status":"final","variant"`, 1)
	done := take(t, st, final, typed[1])
	id := func(ref string) string { return done.Refs[ref].String() }
	// then what says the same is taken, and everything else is refused
	take(t, st, give(t, st, jsonl.Selection{Personal: true}))
	for _, line := range []string{
		`{"kind":"answer","id":"` + id("@a1") + `","fields":{"score":5}}`,
		`{"kind":"answer","fields":{"evaluation":"` + id("@loket") + `","indicator":"A03","score":5}}`,
		`{"kind":"evaluation","id":"` + id("@loket") + `","fields":{"unit":"Lain"}}`,
		`{"kind":"evaluation","id":"` + id("@loket") + `","fields":{"status":"draft"}}`,
		`{"kind":"evaluation","id":"` + id("@loket") + `","deleted":true}`,
		`{"kind":"attachment","fields":{"owner":"` + id("@a1") + `","name":"foto.jpg"}}`,
	} {
		refused(t, st, "import.locked", line)
	}
}

func TestHeadquartersWritesForMissions(t *testing.T) {
	pusat := device(t, store.Headquarters)
	done := take(t, pusat,
		`{"kind":"evaluation","ref":"@e","scope":"kjri-johor-bahru","fields":{"period":"2026","unit":"Loket"}}`,
		`{"kind":"answer","ref":"@a","fields":{"evaluation":"@e","indicator":"A01","score":3}}`,
		`{"kind":"instrument","ref":"@i","fields":{"definition":`+instrumentFile+`}}`,
		`{"kind":"staff","ref":"@s","fields":{"name":"Dewi"}}`)
	for ref, scope := range map[string]string{"@e": "kjri-johor-bahru", "@a": "kjri-johor-bahru", "@i": data.SharedScope, "@s": data.SharedScope} {
		if rec, err := pusat.Find(context.Background(), done.Refs[ref]); err != nil || rec.Scope != scope {
			t.Errorf("%s: scope %q, %v; want %q", ref, rec.Scope, err, scope)
		}
	}
	refused(t, pusat, "import.not_our_scope", `{"kind":"staff","scope":"kbri-atlantis","fields":{"name":"X"}}`)
}

// instrumentFile is as small as an instrument can be.
const instrumentFile = `{"format":1,"id":"pekppp-2027-luring","version":"1.0.0","edition":2027,"variant":"luring","title":"PEKPPP 2027","scale":{"min":0,"max":1},` +
	`"f02":{"weight":75,"indicator_count":1,"aspects":[{"id":"a","name":"Kebijakan","weight":100,"indicator_count":1,"indicators":[` +
	`{"id":"A01","number":1,"title":"Standar pelayanan","weight":100,"levels":[{"value":0,"text":"Tidak ada"},{"value":1,"text":"Ada"}]}]}]},` +
	`"f03":{"weight":25,"question_count":1,"questions":[{"id":"F01","number":1,"aspect":"a","text":"Apakah ada?"}]},` +
	`"methods":{"f02":{"primary":"rata_rata","offered":[{"id":"rata_rata","name":"Rata-rata"}]},"f03":{"primary":"rerata_butir","offered":[{"id":"rerata_butir","name":"Rerata butir"}]},` +
	`"agency":{"primary":"rerata_lokus","offered":[{"id":"rerata_lokus","name":"Rerata lokus"}]}},` +
	`"index":{"name":"IPP","decimals":0,"rounding":"half_up","categories":[{"code":"K","name":"Kurang","min":0,"max":0},{"code":"B","name":"Baik","min":1,"max":1}]}}`

func TestInstrumentsAreImportedByTheRulesOfPublishing(t *testing.T) {
	pusat := device(t, store.Headquarters)
	line := func(definition string) string {
		return `{"kind":"instrument","ref":"@i","fields":{"definition":` + definition + `}}`
	}
	other := strings.Replace(instrumentFile, "Tidak ada", "Belum ada", 1)
	heavy := strings.Replace(strings.Replace(instrumentFile, `"weight":75`, `"weight":76`, 1), `"version":"1.0.0"`, `"version":"2"`, 1)
	// what is not an instrument is refused
	refused(t, pusat, "import.need_instrument", `{"kind":"instrument","fields":{"code":"x"}}`)
	refused(t, pusat, "instrument.weights_sum", line(heavy))
	refused(t, pusat, "instrument.other_name", `{"kind":"instrument","fields":{"version":"3","definition":`+instrumentFile+`}}`)
	refused(t, pusat, "import.id_instrument", `{"kind":"instrument","id":"0192d3c4-0000-7000-8000-000000000001","fields":{"definition":`+instrumentFile+`}}`)
	refused(t, pusat, "import.same_record", line(instrumentFile), `{"kind":"instrument","fields":{"definition":`+other+`}}`)
	// what is one becomes the record that publishing makes
	done := take(t, pusat, line(instrumentFile))
	id := done.Refs["@i"]
	if there, err := assess.Publish(context.Background(), pusat, data.NilID, []byte(instrumentFile)); err != nil || there != data.NilID {
		t.Errorf("publish after the import: %s, %v", there, err)
	}
	rec, err := pusat.Get(context.Background(), "instrument", id)
	if err != nil || rec.Text("code") != "pekppp-2027-luring" || rec.Text("version") != "1.0.0" || rec.Scope != data.SharedScope {
		t.Errorf("%+v, %v", rec, err)
	}
	// again it changes nothing, and a published version never changes
	if again := take(t, pusat, line(instrumentFile)); again.Unchanged != 1 {
		t.Errorf("again: %+v", again)
	}
	refused(t, pusat, "instrument.never_changes", line(other))
	refused(t, pusat, "instrument.never_changes", `{"kind":"instrument","id":"`+id.String()+`","fields":{"version":"1.0.1"}}`)
	// a mission takes what it has already, as in an export, and nothing new
	refused(t, device(t, mission), "import.not_our_scope", line(instrumentFile))
	refused(t, device(t, mission), "import.not_our_scope", give(t, pusat, jsonl.Selection{Kinds: []string{"instrument"}}))
	take(t, device(t, store.Headquarters), give(t, pusat, jsonl.Selection{Kinds: []string{"instrument"}}))
}

func TestADeviceWithoutAMissionTakesNothing(t *testing.T) {
	st := device(t, "")
	_, err := jsonl.Import(context.Background(), st, strings.NewReader(typed[0]), jsonl.Options{})
	var e *data.Error
	if !errors.As(err, &e) || e.Code != "import.no_mission" {
		t.Errorf("got %v", err)
	}
}
