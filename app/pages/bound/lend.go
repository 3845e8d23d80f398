package bound

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"pinisi/data/filename"
	"pinisi/data/store"
)

// mostName is how long the name of a lent file may be, in bytes: the programs
// that open it seldom take paths of more than 260 characters.
const mostName = 100

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
	path := filepath.Join(dir, filename.WithEnding(name, mostName))
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
