package bound

import (
	"context"
	"mime"
	"path/filepath"

	"fyne.io/fyne/v2"

	"pinisi/app/choose"
	"pinisi/app/opener"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
)

// Evidence ties a strip of files (bukti dukung) to the record that they belong to.
type Evidence struct {
	Strip *widgets.FileStrip
	// First are edits to be written along with a file, such as those that make
	// an owner which does not exist yet. May be nil.
	First func() []data.Edit
	// Role is what added files are to the owner, one of the choices of an
	// attachment's role; blank is evidence of any sort.
	Role string

	s         *session.Session
	add, drop string // undo labels
	owner     data.Record
	locked    bool
	records   []data.Record
	underway  []widgets.File
	cancels   map[string]context.CancelFunc // of files under way, by their id in the strip
}

// NewEvidence makes a strip; add and remove are the undo labels of its actions.
func NewEvidence(s *session.Session, label, add, remove string) *Evidence {
	e := &Evidence{Strip: widgets.NewFileStrip(label), s: s, add: add, drop: remove}
	e.Strip.OnAdd = e.choose
	e.Strip.OnDrop = func(files []fyne.URI) {
		for _, f := range files {
			e.Add(f.Path())
		}
	}
	e.Strip.OnOpen = e.open
	e.Strip.OnRemove = e.remove
	return e
}

// Show tells whose files they are and which.
func (e *Evidence) Show(owner data.Record, attachments []data.Record) {
	if owner.ID != e.owner.ID {
		e.underway = nil // they go on, and are there when the owner is shown again
	}
	e.owner, e.records = owner, attachments
	e.show()
}

// KeepAll lets files be added and none be removed, such as behind a signed record.
func (e *Evidence) KeepAll(yes bool) {
	if yes == (e.Strip.OnRemove == nil) {
		return
	}
	e.Strip.OnRemove = e.remove
	if yes {
		e.Strip.OnRemove = nil
	}
	e.redraw()
}

// Lock shows the files only; they can still be opened.
func (e *Evidence) Lock(locked bool) {
	if e.locked != locked {
		e.locked = locked
		e.redraw()
	}
}

// redraw draws the chips anew.
func (e *Evidence) redraw() {
	if e.locked {
		e.Strip.Disable()
	} else {
		e.Strip.Enable()
	}
}

func (e *Evidence) show() {
	files := make([]widgets.File, 0, len(e.records)+len(e.underway))
	for _, r := range e.records {
		size, _ := r.Int("size")
		files = append(files, widgets.File{
			ID: r.ID.String(), Name: r.Text("name"), Size: size, Progress: -1,
			Missing: !e.s.Store.HasFile(r.Text("sha256")),
		})
	}
	e.Strip.Set(append(files, e.underway...))
}

func (e *Evidence) choose() {
	choose.File(e.s.Window, func(path string, err error) {
		if err != nil {
			e.s.Fail(data.Fail("errors.file_gone", err, "Path", path), nil)
			return
		}
		e.Add(path)
	})
}

// Add copies a file in and writes its record.
func (e *Evidence) Add(path string) {
	owner, name := e.owner, filepath.Base(path)
	waiting := "+" + path
	e.underway = append(e.underway, widgets.File{ID: waiting, Name: name})
	e.show()
	progress := func(done, total int64) {
		e.s.Do(func() {
			for i, f := range e.underway {
				if f.ID == waiting && total > 0 {
					e.underway[i].Size, e.underway[i].Progress = total, float64(done)/float64(total)
					e.show()
				}
			}
		})
	}
	ctx, cancel := context.WithCancel(e.s.Context())
	if e.cancels == nil {
		e.cancels = map[string]context.CancelFunc{}
	}
	e.cancels[waiting] = cancel
	var first []data.Edit
	if e.First != nil {
		first = e.First()
	}
	e.s.Background(func(context.Context) error {
		sha, size, err := e.s.Store.AddFile(ctx, path, progress)
		if err != nil {
			return err
		}
		media := mime.TypeByExtension(filepath.Ext(name))
		fields := map[string]data.Value{
			"owner": data.RefValue(owner.ID), "owner_kind": data.TextValue(owner.Kind),
			"sha256": data.TextValue(sha), "name": data.TextValue(name), "size": data.IntValue(size),
		}
		if e.Role != "" {
			fields["role"] = data.TextValue(e.Role)
		}
		if media != "" {
			fields["media_type"] = data.TextValue(media)
		}
		_, err = e.s.Store.Write(ctx, data.Action{Author: e.s.Author, Label: e.add, Edits: append(first, data.Create("attachment", e.s.Store.NewID(), owner.Scope, fields)...)})
		return err
	}, func(err error) {
		cancelled := ctx.Err() != nil
		cancel()
		delete(e.cancels, waiting)
		for i, f := range e.underway {
			if f.ID == waiting {
				e.underway = append(e.underway[:i:i], e.underway[i+1:]...)
				break
			}
		}
		e.show()
		if err != nil && !cancelled {
			e.s.Fail(err, func() { e.Add(path) })
		}
	})
}

func (e *Evidence) open(id string) {
	for _, r := range e.records {
		if r.ID.String() != id {
			continue
		}
		sha := r.Text("sha256")
		if !e.s.Store.HasFile(sha) {
			e.s.Fail(data.Fail("bound.file_not_here", nil, "Name", r.Text("name")), nil)
			return
		}
		// The copy has a name with the right ending, so that the system knows
		// what opens it, and what a person does to it leaves ours whole.
		name := r.Text("name")
		var path string
		e.s.Background(func(context.Context) (err error) {
			path, err = lend(e.s.Store, sha, name)
			return err
		}, func(err error) {
			if err == nil {
				err = opener.Path(path)
			}
			if err != nil {
				e.s.Fail(err, nil)
			}
		})
	}
}

// remove takes a file away; one that is still being copied is given up.
func (e *Evidence) remove(id string) {
	if cancel := e.cancels[id]; cancel != nil {
		cancel()
		return
	}
	for _, r := range e.records {
		if r.ID.String() == id {
			e.s.Write(e.drop, []data.Edit{r.Delete()}, nil)
		}
	}
}
