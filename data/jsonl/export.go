package jsonl

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Selection says what to export. The zero value is everything that is not
// deleted, with personal data masked.
type Selection struct {
	Kinds    []string // empty: all that the store holds
	Scope    string   // empty: all
	Personal bool     // with names, phones and mails
	Deleted  bool     // deleted records too
}

// Export writes the current records to w, one a line, parents before their
// parts, in the order in which they were made, and returns how many.
//
// A masked field is left out of "fields" and named in "masked", so importing
// the file again leaves what the store holds.
func Export(ctx context.Context, st *store.Store, w io.Writer, sel Selection) (int, error) {
	kinds := sel.Kinds
	if len(kinds) == 0 {
		var err error
		if kinds, err = st.Kinds(ctx); err != nil {
			return 0, fmt.Errorf("list the kinds to export: %w", err)
		}
	}
	kinds = slices.Clone(kinds)
	slices.SortStableFunc(kinds, func(a, b string) int { return depth(a) - depth(b) })
	out := bufio.NewWriterSize(w, 1<<16)
	count := 0
	var buf []byte
	write := func(rec data.Record) error {
		var err error
		if buf, err = LineOf(rec, sel.Personal).Append(buf[:0]); err != nil {
			return fmt.Errorf("write %s %s: %w", rec.Kind, rec.ID, err)
		}
		if _, err := out.Write(buf); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
		count++
		return nil
	}
	for _, kind := range kinds {
		q := store.Query{Kind: kind, Scope: sel.Scope, Order: "created"}
		if err := st.Each(ctx, q, write); err != nil {
			return count, err
		}
		if q.Deleted = sel.Deleted; q.Deleted {
			if err := st.Each(ctx, q, write); err != nil {
				return count, err
			}
		}
	}
	if err := out.Flush(); err != nil {
		return count, fmt.Errorf("write the export: %w", err)
	}
	return count, nil
}

// LineOf is the line of a record as it was read; personal data are masked
// unless asked for, and what is withheld from exports ([data.Record.Withheld])
// always is.
func LineOf(rec data.Record, personal bool) Line {
	l := Line{
		Kind: rec.Kind, ID: rec.ID.String(), Scope: rec.Scope, Fields: map[string]data.Value{},
		Changed: rec.Changed.Time().Format(time.RFC3339Nano),
	}
	kind := data.KindOf(rec.Kind)
	audience := data.Outside
	if personal {
		audience = data.Named
	}
	masked := func(name string) bool {
		if rec.Withheld(name, audience) {
			return true
		}
		if personal || kind == nil {
			return false
		}
		f, _ := kind.Field(name)
		return f.Personal
	}
	for _, name := range sorted(rec.Fields) {
		v := rec.Fields[name]
		if v.T == data.Erased || masked(name) {
			l.Masked = append(l.Masked, name)
			continue
		}
		l.Fields[name] = v
	}
	for name, versions := range rec.Conflicts {
		if masked(name) {
			continue
		}
		if l.Conflicts == nil {
			l.Conflicts = map[string][]Version{}
		}
		l.Conflicts[name] = versionsOf(versions)
	}
	if rec.Deleted {
		yes := true
		l.Deleted = &yes
	}
	return l
}

func versionsOf(all []data.Version) []Version {
	var out []Version
	for _, v := range all {
		one := Version{Value: v.Value, Device: v.Device.String(), At: v.HLC.Time().Format(time.RFC3339Nano)}
		if v.Author != data.NilID {
			one.Author = v.Author.String()
		}
		out = append(out, one)
	}
	return out
}

// depth orders kinds so that a record comes before those that are part of it.
func depth(kind string) int {
	const any, unknown = 50, 99
	k := data.KindOf(kind)
	switch {
	case k == nil:
		return unknown
	case k.Parent == "":
		return 0
	}
	f, _ := k.Field(k.Parent)
	if f.Ref == "" || f.Ref == kind {
		return any
	}
	return depth(f.Ref) + 1
}
