package trouble_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/journal"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/trouble"
)

// secrets are planted in everything that a report is made of.
var secrets = []string{"Budi Hartono", "Hartono", "3174012345678901", "0812-3456-7890", "budi@contoh.id", "K7QMW-P2XYZ-PPLMN", "loket dua roboh"}

func TestAReportHoldsNumbersAndNothingThatPeopleWrote(t *testing.T) {
	ctx := context.Background()
	// given a device on which much was written, logged, exchanged, and that crashed
	dir := filepath.Join(t.TempDir(), "Budi Hartono", "Pinisi")
	st, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	profile, err := setup.Begin(ctx, st, "kbri-singapura", setup.Person{Name: secrets[0], Role: secrets[6]}, "id")
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(secrets, " ")
	if _, err := st.Write(ctx, data.Action{Author: profile.Staff, Label: "t", Edits: data.Create("followup", st.NewID(), "", map[string]data.Value{"finding": data.TextValue(all)})}); err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 20, 0, 0, 0, time.UTC)
	if err := st.LogSync(ctx, store.SyncEntry{At: now, Code: "sync.no_line", Args: map[string]any{"Hub": all}, Sent: 1234}); err != nil {
		t.Fatal(err)
	}
	logs := filepath.Join(dir, "log")
	if err := os.MkdirAll(logs, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(logs, "crash.txt"), []byte("panic: "+all+"\n\ngoroutine 1 [running]:\npinisi/app.(*App).work(0xc000)\n\tpinisi/app/app.go:12 +0x1d\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(logs)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	j.Logger().Info("graphics", "renderer", "ANGLE (Intel, HD 620)", "took", time.Second)
	for _, secret := range secrets {
		j.Logger().Error("shown to the user", "error", fmt.Errorf("open evidence %s.pdf: %w", secret, os.ErrNotExist), "folder", dir)
	}
	for _, lang := range []string{"id", "en"} {
		// when the report is written
		got := trouble.Write(ctx, words.New(lang), trouble.About{Version: "0.1.0", Build: 1, Started: now.Add(-time.Hour), Now: now, Dir: dir, Log: logs,
			Store: st, Trouble: errors.New("read " + all), Scale: 1.25})
		// then it helps
		for _, want := range []string{"0.1.0 (build 1)", "1h0m0s", "125 %", "ANGLE (Intel, HD 620)\n", "kbri-singapura", "followup 1", "sync.no_line", "↑1234",
			"goroutine 1 [running]:", "pinisi/app.(*App).work", "app/app.go:12", `msg="shown to the user"`, "file does not exist", "pinisi.db: "} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in\n%s", lang, want, got)
			}
		}
		// and tells nothing that was written
		for _, secret := range append(secrets, filepath.Dir(dir)) {
			if strings.Contains(got, secret) {
				t.Errorf("%s: %q is in\n%s", lang, secret, got)
			}
		}
		if strings.Contains(got, "trouble.") {
			t.Errorf("%s: a text is missing in\n%s", lang, got)
		}
	}
}

func TestAReportIsThereWhenNothingElseIs(t *testing.T) {
	// given no data, no log and a store that cannot be opened
	dir := filepath.Join(t.TempDir(), "gone")
	got := trouble.Write(context.Background(), words.New("id"), trouble.About{Dir: dir, Log: filepath.Join(dir, "log"), Now: time.Now(),
		Trouble: data.Fail("errors.no_folder", os.ErrPermission, "Path", dir)})
	if !strings.Contains(got, "errors.no_folder") || !strings.Contains(got, "permission denied") {
		t.Error(got)
	}
}
