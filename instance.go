package main

import (
	"context"
	"errors"
	"path/filepath"

	"pinisi/app/instance"
)

// startInstance lets the installer see that the program runs, and finds out
// whether the folder has a window already; that one then opens the files. What
// goes wrong keeps nobody from working: the store has its own lock.
func startInstance(id, dir string, files []string) (*instance.Instance, error) {
	var problem error
	var r instance.Request
	for _, file := range files {
		path, err := filepath.Abs(file)
		if err != nil {
			problem = errors.Join(problem, err)
			continue
		}
		r.Open = append(r.Open, path)
	}
	problem = errors.Join(problem, instance.Announce(id))
	i, err := instance.Start(context.Background(), dir, r)
	return i, errors.Join(problem, err)
}
