package complain

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/store"
)

// Imported is what came of an import, in complaints.
type Imported struct {
	Added, Changed, Known int
	Kept                  int // fields that people changed here, and that stay as they are
	Deleted               int // were deleted here, and stay so
	Skipped               int // rows left out for their problems
	NamesLeft             int // anonymous ones whose reporter was not taken
}

// Import writes the complaints of a reading in one action: all or, when
// anything fails or ctx ends, none; one undo takes all back. What came to be here since the dry
// run is looked at anew. The batch is the name of the file.
//
// It fails with complaint.import_refused while problems stop it. Progress, which
// may be nil, is told steps done, of all, in the goroutine of the caller.
func Import(ctx context.Context, st *store.Store, author data.ID, r *Reading, batch string, progress func(done, total int)) (Imported, error) {
	if !r.Ready() {
		return Imported{}, data.Fail("complaint.import_refused", nil, "Count", len(r.Bad))
	}
	d, err := Compare(ctx, st, r)
	if err != nil {
		return Imported{}, err
	}
	done := Imported{Added: d.New, Changed: d.Changed, Known: d.Known, Kept: d.Kept, Deleted: d.Deleted, Skipped: len(d.Bad), NamesLeft: d.NamesLeft}
	var edits []data.Edit
	for _, c := range d.changes {
		edits = append(edits, c.edits(r.opt.Scope, batchName(batch, c.row.mark))...)
	}
	if len(edits) == 0 {
		return done, nil
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "complaint.undo.import", Edits: edits, Progress: progress}); err != nil {
		return Imported{}, fmt.Errorf("import %d complaints: %w", d.Count(), err)
	}
	return done, nil
}
