package graphics

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"pinisi/assets"
)

func TestAdviceSaysWhatToDoInIndonesianFirstAndNamesTheReason(t *testing.T) {
	for _, test := range []struct {
		failure error
		key     string
	}{
		{fmt.Errorf("%w: C:\\Pinisi\\libEGL.dll: not found", ErrMissing), "graphics.missing"},
		{fmt.Errorf("%w: EGL: Failed to initialize", ErrUnable), "graphics.unable"},
	} {
		title, text := advice(test.failure)
		parts := strings.Split(text, "\n\n")
		if len(parts) != 3 {
			t.Fatalf("advice(%v) has %d parts, want Indonesian, English, reason: %q", test.failure, len(parts), text)
		}
		for i, lang := range []string{"id", "en"} {
			words, err := assets.Translations(lang)
			if err != nil {
				t.Fatal(err)
			}
			if parts[i] != words[test.key] || parts[i] == "" {
				t.Errorf("advice(%v): part %d is %q, want %q", test.failure, i, parts[i], words[test.key])
			}
			if i == 0 && title != words["graphics.title"] {
				t.Errorf("advice(%v): title %q, want %q", test.failure, title, words["graphics.title"])
			}
		}
		if !strings.Contains(parts[2], test.failure.Error()) {
			t.Errorf("advice(%v) does not name the reason: %q", test.failure, parts[2])
		}
	}
}

func TestPrepareAsksNothingOfASystemThatDrawsItself(t *testing.T) {
	if err := Prepare(slog.Default()); err != nil {
		t.Errorf("Prepare: %v", err)
	}
}
