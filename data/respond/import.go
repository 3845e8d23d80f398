package respond

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// Imported is what came of an import, in rows.
type Imported struct {
	Added      int
	Incomplete int // of them: with blank answers, not counted in the result
	Known      int // were there already
	Skipped    int // left out for their problems
}

// Import writes the entries of a dry run in one action: all or, when anything
// fails or ctx ends, none; one undo takes all back. What is there already, also
// since the dry run, is not touched; what was imported before and deleted or
// undone since comes back. The batch is the name of the file.
//
// It fails with respond.import_refused while problems stop it, with
// respond.import_changed if one of its numbers was given to another respondent
// since the dry run, and with data.ErrLocked when the evaluation or survey is
// final. Progress, which may be nil, is told fields written, of all, in the
// goroutine of the caller.
func Import(ctx context.Context, st *store.Store, author data.ID, f Form, d *Dry, batch string, progress func(done, total int)) (Imported, error) {
	result := Imported{Known: d.Known, Skipped: len(d.Bad)}
	if !d.Ready() {
		return Imported{}, data.Fail("respond.import_refused", nil, "Count", len(d.Bad))
	}
	have, taken, err := presence(ctx, st, f, false)
	if err != nil {
		return Imported{}, err
	}
	gone, _, err := presence(ctx, st, f, true)
	if err != nil {
		return Imported{}, err
	}
	batch = batchName(batch, d.digest)
	var edits []data.Edit
	for i, e := range d.Entries {
		id := d.ids[i]
		if have[id] {
			result.Known++
			continue
		}
		if e.Number > 0 && taken[e.Number] {
			return Imported{}, data.Fail("respond.import_changed", nil, "Value", e.Number)
		}
		e.Batch = batch
		if gone[id] {
			edits = append(edits, data.Edit{Kind: f.Kind, Record: id, Scope: f.Of.Scope, Field: data.FieldDeleted, Value: data.BoolValue(false)})
		}
		edits = append(edits, f.Add(id, e)...)
		result.Added++
		if !f.Complete(e.Answers) {
			result.Incomplete++
		}
	}
	if len(edits) == 0 {
		return result, nil
	}
	_, err = st.Write(ctx, data.Action{Author: author, Label: "respond.undo.import", Edits: edits, Progress: progress})
	if err != nil {
		return Imported{}, fmt.Errorf("import %d responses of %s %s: %w", result.Added, f.Of.Kind, f.Of.ID, err)
	}
	return result, nil
}

// presence is which records and numbers are there, or were deleted.
func presence(ctx context.Context, st *store.Store, f Form, deleted bool) (ids map[data.ID]bool, numbers map[int]bool, err error) {
	list, err := st.List(ctx, store.Query{Kind: f.Kind, Parent: f.Of.ID, Fields: []string{"number"}, Order: "created", Deleted: deleted})
	if err != nil {
		return nil, nil, fmt.Errorf("look for responses of %s %s: %w", f.Of.Kind, f.Of.ID, err)
	}
	ids, numbers = make(map[data.ID]bool, len(list)), map[int]bool{}
	for _, r := range list {
		ids[r.ID] = true
		if n, ok := r.Int("number"); ok {
			numbers[int(n)] = true
		}
	}
	return ids, numbers, nil
}

var copied = regexp.MustCompile(` ?\(\d+\)$`)

// batchName is what the records keep of the file: its name without what
// browsers append to a second copy, and its content's mark. The moment stands in
// the log; here it would differ between two computers that import one file.
func batchName(file, digest string) string {
	name := filepath.Base(strings.ReplaceAll(file, "\\", "/"))
	ext := filepath.Ext(name)
	name = copied.ReplaceAllString(strings.TrimSuffix(name, ext), "") + ext
	return name + " · " + digest[:8]
}
