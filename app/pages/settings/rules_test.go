package settings

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinisi/app/session/sessiontest"
	"pinisi/data/consult"
	"pinisi/data/rules"
	"pinisi/data/store"
)

// given headquarters' computer: rules in force stand on the card with who sets
// them; exported, changed and published they hold; with a mistake nothing changes.
func TestRulesAreExportedChangedAndPublished(t *testing.T) {
	s, p := showOf(t, store.Headquarters)
	texts := func() string { return strings.Join(sessiontest.Texts(p.rules.card), "\n") }
	for _, want := range []string{"Usulan Pinisi", "Versi 1.0"} {
		if !strings.Contains(texts(), want) {
			t.Fatalf("%q is not in:\n%s", want, texts())
		}
	}
	dir := t.TempDir()
	all, err := rules.List(context.Background(), s.Store)
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range all {
		if info.Code == consult.RulesCode {
			p.rules.export(info, dir)
		}
	}
	s.Settle()
	files, err := filepath.Glob(filepath.Join(dir, "aturan-consultation-*.json"))
	if err != nil || len(files) != 1 {
		t.Fatalf("exported %v, %v; banners %q", files, err, s.Banners)
	}
	raw, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	give := func(days float64) {
		var file map[string]any
		if err := json.Unmarshal(raw, &file); err != nil {
			t.Fatal(err)
		}
		file["version"] = "9.0"
		file["values"].(map[string]any)["report_days"] = days
		changed, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "berubah.json")
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		p.rules.give(path)
		s.Settle()
	}
	give(9999)
	if now := texts(); !strings.Contains(now, "berubah.json tidak diterbitkan") || !strings.Contains(now, "9999") || strings.Contains(now, "Versi 9.0") {
		t.Errorf("after a file with a mistake:\n%s", now)
	}
	give(21)
	if now := texts(); strings.Contains(now, "tidak diterbitkan") || !strings.Contains(now, "Versi 9.0") {
		t.Errorf("after a good file:\n%s", now)
	}
}

func TestAMissionSeesTheRulesOnly(t *testing.T) {
	_, p := showOf(t, "kbri-singapura")
	if p.rules.publish != nil {
		t.Error("a mission can publish rules")
	}
	if texts := strings.Join(sessiontest.Texts(p.rules.card), "\n"); !strings.Contains(texts, "Versi") {
		t.Errorf("the card says:\n%s", texts)
	}
}
