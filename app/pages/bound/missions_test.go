package bound

import (
	"testing"

	"pinisi/data"
	"pinisi/data/store"
)

func TestNobodyReadsTheCodeOfHeadquarters(t *testing.T) {
	for scope, want := range map[string]string{data.SharedScope: "Kantor pusat", store.Headquarters: "Kantor pusat", "kbri-singapura": "KBRI Singapura"} {
		if got := MissionName(scope); got != want {
			t.Errorf("%s is called %q, want %q", scope, got, want)
		}
	}
}
