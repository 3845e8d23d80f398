package rules_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/rules"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

func device(t *testing.T, scope string) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(context.Background(), store.Profile{Scope: scope, Staff: st.NewID(), Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

// changed is the file of the rules in force with another version and, unless 0,
// other days to the report.
func changed(t *testing.T, st *store.Store, version string, reportDays int) []byte {
	t.Helper()
	raw, err := rules.Export(context.Background(), st, consult.RulesCode)
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]any
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	file["version"] = version
	if reportDays != 0 {
		file["values"].(map[string]any)["report_days"] = reportDays
	}
	raw, err = json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func reportDays(t *testing.T, st *store.Store) (string, int) {
	t.Helper()
	var r consult.Rules
	info, err := rules.Read(context.Background(), st, consult.RulesCode, &r)
	if err != nil {
		t.Fatal(err)
	}
	return info.Version, r.ReportDays
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !errors.Is(err, &data.Error{Code: code}) {
		t.Errorf("refused with %v, want %s", err, code)
	}
}

func TestTheNewestPublishedVersionHolds(t *testing.T) {
	st := device(t, store.Headquarters)
	ctx := context.Background()
	shipped, days := reportDays(t, st)
	// given versions whose numbers are ordered otherwise than their letters
	for _, v := range []struct {
		version string
		days    int
	}{{"9.2", 41}, {"9.10", 42}} {
		info, err := rules.Publish(ctx, st, data.NilID, changed(t, st, v.version, v.days))
		if err != nil || info.Record == data.NilID {
			t.Fatalf("publish %s: %+v %v", v.version, info, err)
		}
	}
	if version, now := reportDays(t, st); version != "9.10" || now != 42 {
		t.Errorf("version %s with %d days holds, want 9.10 with 42", version, now)
	}
	// then what was begun with an older one still reads it, and an unknown one gets the newest
	for _, test := range []struct {
		asked, got string
		days       int
	}{{shipped, shipped, days}, {"9.2", "9.2", 41}, {"77", "9.10", 42}} {
		var r consult.Rules
		info, err := rules.ReadVersion(ctx, st, consult.RulesCode, test.asked, &r)
		if err != nil || info.Version != test.got || r.ReportDays != test.days {
			t.Errorf("asked for %s: %s with %d days, %v; want %s with %d", test.asked, info.Version, r.ReportDays, err, test.got, test.days)
		}
	}
	// and an equal or older version is refused
	for _, version := range []string{"9.10", "9.9", "1"} {
		_, err := rules.Publish(ctx, st, data.NilID, changed(t, st, version, 50))
		refused(t, err, "rules.old")
	}
	list, err := rules.List(ctx, st)
	if err != nil {
		t.Fatal(err)
	}
	var versions []string
	for _, info := range list {
		if info.Code == consult.RulesCode {
			versions = append(versions, info.Version)
		}
	}
	if got := strings.Join(versions, " "); got != shipped+" 9.2 9.10" {
		t.Errorf("listed %s", got)
	}
}

func TestWhatCannotBeUsedIsRefused(t *testing.T) {
	st := device(t, store.Headquarters)
	good := string(changed(t, st, "9.0", 0))
	for name, test := range map[string]struct{ raw, code string }{
		"no JSON":              {"{", "rules.unreadable"},
		"an unknown key":       {`{"code":"consultation","kode":1}`, "rules.unreadable"},
		"an unknown code":      {strings.Replace(good, `"code":"consultation"`, `"code":"konsul"`, 1), "rules.unknown"},
		"a version in words":   {strings.Replace(good, `"version":"9.0"`, `"version":"baru"`, 1), "rules.bad_version"},
		"no source":            {`{"code":"consultation","version":"9","title":"x","values":{}}`, "rules.no_source"},
		"a value out of range": {string(changed(t, st, "9.0", 9999)), "rules.bad_values"},
		"an unknown value":     {strings.Replace(good, `"values":{`, `"values":{"laporan":1,`, 1), "rules.bad_values"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rules.Check([]byte(test.raw))
			refused(t, err, test.code)
			_, err = rules.Publish(context.Background(), st, data.NilID, []byte(test.raw))
			refused(t, err, test.code)
		})
	}
	if info, err := rules.Check([]byte(good)); err != nil || info.Version != "9.0" {
		t.Errorf("a good file: %+v %v", info, err)
	}
	if version, _ := reportDays(t, st); strings.HasPrefix(version, "9") {
		t.Errorf("version %s was published", version)
	}
	_, err := rules.Export(context.Background(), st, "konsul")
	refused(t, err, "rules.unknown")
}

func TestAMissionCannotPublish(t *testing.T) {
	st := device(t, "kbri-singapura")
	_, err := rules.Publish(context.Background(), st, data.NilID, changed(t, st, "9.0", 40))
	refused(t, err, "rules.headquarters")
	if records, err := st.List(context.Background(), store.Query{Kind: "ruleset"}); err != nil || len(records) != 0 {
		t.Errorf("%d were stored, %v", len(records), err)
	}
}

// given records that a newer program published, that are damaged, of another
// code than they say, or on whose contents two computers disagree: nobody stands
// still for them, what was good before holds.
func TestUnusableRecordsArePassedOver(t *testing.T) {
	st := device(t, store.Headquarters)
	ctx := context.Background()
	if _, err := rules.Publish(ctx, st, data.NilID, changed(t, st, "9.0", 40)); err != nil {
		t.Fatal(err)
	}
	for i, definition := range []string{`{"neu":true}`, `[]`, string(changed(t, st, "10.0", 9999)), strings.Replace(string(changed(t, st, "10.1", 0)), `"code":"consultation"`, `"code":"complaint"`, 1)} {
		value, err := data.ParseJSON([]byte(definition))
		if err != nil {
			t.Fatal(err)
		}
		version := fmt.Sprintf("1%d.0", i)
		if _, err := st.Write(ctx, data.Action{Edits: data.Create("ruleset", data.RulesetID(consult.RulesCode, version), data.SharedScope, map[string]data.Value{
			"code": data.TextValue(consult.RulesCode), "version": data.TextValue(version), "definition": value})}); err != nil {
			t.Fatal(err)
		}
	}
	if version, days := reportDays(t, st); version != "9.0" || days != 40 {
		t.Errorf("version %s with %d days holds, want 9.0 with 40", version, days)
	}
}

func TestTwoContentsOfOneVersionHoldNowhere(t *testing.T) {
	ctx := context.Background()
	a, b := device(t, store.Headquarters), device(t, store.Headquarters)
	shipped, _ := reportDays(t, a)
	for i, st := range []*store.Store{a, b} {
		if _, err := rules.Publish(ctx, st, data.NilID, changed(t, st, "9.0", 40+i)); err != nil {
			t.Fatal(err)
		}
	}
	storetest.Exchange(t, b, a)
	if version, _ := reportDays(t, a); version != shipped {
		t.Errorf("version %s holds while its contents are in conflict, want %s", version, shipped)
	}
	if conflicts, err := a.Conflicts(ctx); err != nil || len(conflicts) != 1 {
		t.Errorf("%d conflicts, %v", len(conflicts), err)
	}
}
