package bound

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"pinisi/data/store"
)

// lend copies an evidence file under its own name into the system's folder for
// passing things, and returns where.
func lend(st *store.Store, sha, name string) (string, error) {
	from, err := st.OpenFile(sha)
	if err != nil {
		return "", fmt.Errorf("open evidence %s: %w", name, err)
	}
	defer from.Close()
	dir := filepath.Join(os.TempDir(), "pinisi-"+sha[:12])
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make room for %s: %w", name, err)
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name)
	path := filepath.Join(dir, name)
	to, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("copy %s: %w", name, err)
	}
	if _, err := io.Copy(to, from); err != nil {
		to.Close()
		return "", fmt.Errorf("copy %s: %w", name, err)
	}
	if err := to.Close(); err != nil {
		return "", fmt.Errorf("copy %s: %w", name, err)
	}
	return path, nil
}
