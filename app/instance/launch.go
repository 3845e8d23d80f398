package instance

import (
	"context"
	"errors"
	"path/filepath"
)

// Launch is Start for a program that has just been started with files, in paths
// from wherever it runs. It also lets the installer see that the program of
// that id runs. What goes wrong keeps nobody from working: the store has its own lock.
func Launch(id, dir string, files []string) (*Instance, error) {
	var problem error
	var r Request
	for _, file := range files {
		path, err := filepath.Abs(file)
		if err != nil {
			problem = errors.Join(problem, err)
			continue
		}
		r.Open = append(r.Open, path)
	}
	problem = errors.Join(problem, announce(id))
	i, err := Start(context.Background(), dir, r)
	return i, errors.Join(problem, err)
}
