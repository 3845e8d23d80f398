package survey

import (
	"fmt"
	"io/fs"
	"sync"

	"pinisi/assets"
	"pinisi/data"
)

// Newest is the id of the definition that new surveys take.
const Newest = "skm-2017"

// Definitions are the definitions that ship with the program.
var Definitions = sync.OnceValues(func() ([]*Definition, error) {
	files := assets.Surveys()
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("list the survey definitions: %w", err)
	}
	var all []*Definition
	for _, name := range names {
		f, err := files.Open(name)
		if err != nil {
			return nil, fmt.Errorf("open %s: %w", name, err)
		}
		d, err := Parse(f)
		f.Close() // read only: nothing can be lost
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, d)
	}
	return all, nil
})

// Current is the definition that new surveys take.
func Current() (*Definition, error) { return Of(data.Record{}) }

// Of is the definition that a survey was begun with; one that names none has
// the newest. It fails with survey.no_definition when this program lacks it.
func Of(survey data.Record) (*Definition, error) {
	all, err := Definitions()
	if err != nil {
		return nil, err
	}
	id, version := survey.Text("instrument"), survey.Text("instrument_version")
	if id == "" {
		id = Newest
	}
	for _, d := range all {
		if d.ID == id && (version == "" || d.Version == version) {
			return d, nil
		}
	}
	return nil, data.Fail("survey.no_definition", nil, "ID", id, "Version", version)
}
