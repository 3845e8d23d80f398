package main

import "testing"

func TestNearFindsWhatWasMeant(t *testing.T) {
	for typed, want := range map[string]string{
		"imprt": "import", "improt": "import", "exprot": "export", "stat": "status", "conflict": "conflicts", "snyc": "sync", "enrol": "enroll", "SYNC": "sync",
		"init2": "init", "verif": "verify", "instumen": "instrument", "terbang": "", "x": "", "": "", "zz": "", "version": "",
	} {
		if got := near(typed, commandNames()); got != want {
			t.Errorf("near(%q) = %q, want %q", typed, got, want)
		}
	}
}
