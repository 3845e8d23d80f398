package complain

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/tabular"
)

// Dry (uji coba impor) is what an import would do with the records as they are.
type Dry struct {
	*Reading
	New     int // complaints that are not here yet
	Changed int // here, and the file says more or other of them
	Known   int // here already as the file says
	Kept    int // fields in which the file is not followed: people changed them here
	Deleted int // deleted here, and left so
	Back    int // of New: deleted here before, and taken back
	// Remarks are what is kept, by row: no reason to stop.
	Remarks []tabular.Problem

	changes []change
}

// change is what is written of one row.
type change struct {
	row    row
	record data.Record // Kind is blank of a new one
	back   bool        // deleted, and taken back
	fields []string    // in the order of the targets
}

// Ready reports whether anything may be imported: no row is bad, or bad ones
// are to be left out, and the mapping can be used.
func (r *Reading) Ready() bool { return !r.blocked && (len(r.Bad) == 0 || r.opt.SkipBad) }

// SkipBad is the reading with bad rows left out, or not.
func (r *Reading) SkipBad(yes bool) *Reading {
	changed := *r
	changed.opt.SkipBad = yes
	return &changed
}

// Restore is the reading that takes back what was deleted here, or not.
func (r *Reading) Restore(yes bool) *Reading {
	changed := *r
	changed.opt.Restore = yes
	return &changed
}

// Rows are the numbers of the rows that can be taken.
func (r *Reading) Rows() []int {
	var all []int
	for _, one := range r.rows {
		all = append(all, one.number)
	}
	return all
}

// DryRun reads a table and compares it with the records, without writing anything.
func DryRun(ctx context.Context, st *store.Store, t *tabular.Table, m Mapping, opt Options) (*Dry, error) {
	r, err := Read(ctx, t, m, opt)
	if err != nil {
		return nil, err
	}
	return Compare(ctx, st, r)
}

// Compare finds out what an import of a reading would do now.
func Compare(ctx context.Context, st *store.Store, r *Reading) (*Dry, error) {
	d := &Dry{Reading: r}
	here, err := present(ctx, st, r.opt.Scope, false)
	if err != nil {
		return nil, err
	}
	gone, err := present(ctx, st, r.opt.Scope, true)
	if err != nil {
		return nil, err
	}
	var lost []row
	for i, one := range r.rows {
		if i%256 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if rec, ok := here.find(one); ok {
			if err := d.compare(ctx, st, one, rec); err != nil {
				return nil, err
			}
			continue
		}
		if _, ok := gone.find(one); ok {
			lost = append(lost, one)
			continue
		}
		d.New++
		d.changes = append(d.changes, change{row: one, fields: one.names()})
	}
	// When nothing of the file is here but what was deleted, its import was undone.
	undone := d.Known+d.Changed+d.New == 0
	for _, one := range lost {
		rec, _ := gone.find(one)
		if !r.opt.Restore && !undone {
			d.Deleted++
			d.remark(one.number, "", "deleted", "Number", rec.Text("tracking_id"))
			continue
		}
		d.New++
		d.Back++
		d.changes = append(d.changes, change{row: one, record: rec, back: true, fields: one.names()})
	}
	return d, nil
}

func (o row) names() []string {
	var all []string
	for _, t := range targets {
		if _, ok := o.fields[t.Field]; ok {
			all = append(all, t.Field)
		}
	}
	return all
}

// compare decides field by field: what the file says is taken where the record
// is blank or says what an import wrote. What a person wrote since stays.
func (d *Dry) compare(ctx context.Context, st *store.Store, one row, rec data.Record) error {
	c := change{row: one, record: rec}
	var written map[string]data.HLC
	var imports map[data.HLC]bool // the moments of imports of the record
	for _, field := range one.names() {
		says, is := one.fields[field], rec.Get(field)
		if says == is || field == "tracking_id" && TrackingKey(says.S) == TrackingKey(is.S) {
			continue
		}
		if says == data.BoolValue(false) && is.IsNull() {
			continue // a mark that nobody made
		}
		byHand := false
		switch {
		case len(rec.Conflicts[field]) > 0:
			byHand = true // people are to decide it, not a file
		case is.IsNull() && !emptied(rec, field, &written, st):
		default:
			var err error
			if byHand, err = typed(ctx, st, rec, field, &written, &imports); err != nil {
				return err
			}
		}
		if !byHand {
			c.fields = append(c.fields, field)
			continue
		}
		d.Kept++
		key := "kept"
		if len(rec.Conflicts[field]) > 0 {
			key = "disputed"
		}
		args := []any{"Number", rec.Text("tracking_id"), "Here", "", "File", ""}
		if !rec.Withheld(field, data.OnScreen) && !personal(field) {
			args[3], args[5] = tabular.Excerpt(is.String()), tabular.Excerpt(says.String())
		} else {
			args[3], args[5] = "•••", "•••"
		}
		d.remark(one.number, field, key, args...)
	}
	if len(c.fields) == 0 {
		d.Known++
		return nil
	}
	d.Changed++
	d.changes = append(d.changes, c)
	return nil
}

func personal(field string) bool {
	f, _ := data.Complaint.Field(field)
	return f.Personal
}

// emptied reports whether a blank field was written once: a person took out
// what stood there.
func emptied(rec data.Record, field string, written *map[string]data.HLC, st *store.Store) bool {
	if *written == nil {
		at, err := st.Written(rec)
		if err != nil {
			return true // told where it is read again
		}
		*written = at
	}
	return (*written)[field] != 0
}

// typed reports whether a person, and no import, wrote a field last: every
// import writes the field batch in the same action.
func typed(ctx context.Context, st *store.Store, rec data.Record, field string, written *map[string]data.HLC, imports *map[data.HLC]bool) (bool, error) {
	if *written == nil {
		at, err := st.Written(rec)
		if err != nil {
			return false, err
		}
		*written = at
	}
	last := (*written)[field]
	if last == (*written)["batch"] {
		return false, nil
	}
	if *imports == nil {
		changes, err := st.History(ctx, rec.Kind, rec.ID)
		if err != nil {
			return false, fmt.Errorf("read who changed complaint %s: %w", rec.ID, err)
		}
		*imports = map[data.HLC]bool{}
		for _, c := range changes {
			if c.Field == "batch" {
				(*imports)[c.HLC] = true
			}
		}
	}
	return !(*imports)[last], nil
}

func (d *Dry) remark(row int, column, key string, args ...any) {
	if len(d.Remarks) >= MaxProblems {
		return
	}
	p := tabular.Problem{Row: row, Column: column, Key: "complaint.row." + key, Args: map[string]any{}}
	for i := 0; i+1 < len(args); i += 2 {
		p.Args[fmt.Sprint(args[i])] = args[i+1]
	}
	d.Remarks = append(d.Remarks, p)
}

// All are the problems of the rows and then what is kept, by row.
func (d *Dry) All() []tabular.Problem {
	all := slices.Concat(d.Problems, d.Remarks)
	slices.SortStableFunc(all, func(a, b tabular.Problem) int { return a.Row - b.Row })
	return all
}

// Count is how many complaints would be written.
func (d *Dry) Count() int { return len(d.changes) }

// records are those of a mission by id and by tracking id.
type records struct {
	byID     map[data.ID]data.Record
	byNumber map[string]data.Record
}

func (r records) find(one row) (data.Record, bool) {
	if number := TrackingKey(one.text("tracking_id")); number != "" {
		if rec, ok := r.byNumber[number]; ok {
			return rec, true
		}
	}
	rec, ok := r.byID[one.id]
	return rec, ok
}

func present(ctx context.Context, st *store.Store, scope string, deleted bool) (records, error) {
	r := records{map[data.ID]data.Record{}, map[string]data.Record{}}
	err := st.Each(ctx, store.Query{Kind: "complaint", Scope: scope, Order: "created", Deleted: deleted}, func(rec data.Record) error {
		r.byID[rec.ID] = rec
		if number := TrackingKey(rec.Text("tracking_id")); number != "" {
			if _, taken := r.byNumber[number]; !taken {
				r.byNumber[number] = rec
			}
		}
		return nil
	})
	if err != nil {
		return r, fmt.Errorf("look for the complaints of %s: %w", scope, err)
	}
	return r, nil
}

// edits are those of one change.
func (c change) edits(scope, batch string) []data.Edit {
	if c.record.Kind == "" {
		fields := maps.Clone(c.row.fields)
		fields["batch"] = data.TextValue(batch)
		for name, v := range fields {
			if v == data.BoolValue(false) {
				delete(fields, name) // a mark that nobody made
			}
		}
		return data.Create("complaint", c.row.id, scope, fields)
	}
	var edits []data.Edit
	if c.back {
		edits = append(edits, c.record.Set(data.FieldDeleted, data.BoolValue(false)))
	}
	for _, name := range c.fields {
		edits = append(edits, c.record.Set(name, c.row.fields[name]))
	}
	return append(edits, c.record.Set("batch", data.TextValue(batch)))
}

// batchName is what records keep of the file: its name, and the mark of what it
// said of them. So two files that say the same of a complaint, imported on two
// computers, do not disagree on it because of their dates.
func batchName(file, mark string) string {
	name := file[strings.LastIndexAny(file, `/\`)+1:]
	return name + " · " + mark[:8]
}
