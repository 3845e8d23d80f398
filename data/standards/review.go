package standards

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Types of reviews.
const (
	ReviewOf  = "review"     // peninjauan ulang
	Monitored = "monitoring" // pemantauan
)

// stamp is the field of a version that holds the day of its latest review of a type.
func stamp(kind string) string {
	if kind == Monitored {
		return "monitored_on"
	}
	return "reviewed_on"
}

// Review is what is noted of one review or monitoring.
type Review struct {
	Type    string // ReviewOf or Monitored
	On      string // 2026-03-24
	Finding string
	Result  string // keep, change, retire; may be blank
	Office  string // who did it, by office
}

// Reviews are the reviews and monitorings of a version, newest first.
func Reviews(ctx context.Context, st *store.Store, version data.ID) ([]data.Record, error) {
	all, err := st.List(ctx, store.Query{Kind: "review", Parent: version})
	if err != nil {
		return nil, fmt.Errorf("list the reviews of standard %s: %w", version, err)
	}
	slices.SortStableFunc(all, latestFirst)
	return all, nil
}

func latestFirst(a, b data.Record) int {
	return cmp.Or(cmp.Compare(b.Text("on"), a.Text("on")), slices.Compare(b.ID[:], a.ID[:]))
}

// SaveReview notes a review of a version, or changes a noted one (id), and keeps
// the version's day of the latest review in step, in one action. It fails with
// standards.review_date when the day is none or lies after the mission's date
// today, and with standards.review_finding when nothing was found.
func SaveReview(ctx context.Context, st *store.Store, author, version, id data.ID, v Review, today string) (data.ID, error) {
	if _, err := time.Parse(time.DateOnly, v.On); err != nil || v.On > today {
		return data.NilID, data.Fail("standards.review_date", nil, "On", v.On, "Today", today)
	}
	if strings.TrimSpace(v.Finding) == "" {
		return data.NilID, data.Fail("standards.review_finding", nil)
	}
	r, list, err := reviewed(ctx, st, version)
	if err != nil {
		return data.NilID, err
	}
	fields := map[string]data.Value{"standard": data.RefValue(version), "type": data.TextValue(v.Type), "on": data.TextValue(v.On), "finding": data.TextValue(strings.TrimSpace(v.Finding))}
	for name, text := range map[string]string{"result": v.Result, "office": strings.TrimSpace(v.Office)} {
		if text != "" {
			fields[name] = data.TextValue(text)
		}
	}
	old := data.Record{}
	for _, one := range list {
		if one.ID == id {
			old = one
		}
	}
	var edits []data.Edit
	after := slices.DeleteFunc(slices.Clone(list), func(one data.Record) bool { return one.ID == id })
	if old.ID == data.NilID {
		id = st.NewID()
		edits = data.Create("review", id, r.Scope, fields)
	} else {
		for _, name := range []string{"type", "on", "finding", "result", "office"} {
			if old.Get(name) != fields[name] {
				edits = append(edits, old.Set(name, fields[name]))
			}
		}
	}
	after = append(after, data.Record{ID: id, Fields: fields})
	edits = append(edits, inStep(r, list, after)...)
	if len(edits) == 0 {
		return id, nil
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "standard.undo.review", Edits: edits}); err != nil {
		return data.NilID, fmt.Errorf("note a review of standard %s: %w", version, err)
	}
	return id, nil
}

// DeleteReview takes a review back; the version's day goes back to that of the
// review before.
func DeleteReview(ctx context.Context, st *store.Store, author, version, id data.ID) error {
	r, list, err := reviewed(ctx, st, version)
	if err != nil {
		return err
	}
	for i, one := range list {
		if one.ID == id {
			edits := append([]data.Edit{one.Delete()}, inStep(r, list, slices.Delete(slices.Clone(list), i, i+1))...)
			if _, err := st.Write(ctx, data.Action{Author: author, Label: "standard.undo.review_delete", Edits: edits}); err != nil {
				return fmt.Errorf("delete a review of standard %s: %w", version, err)
			}
		}
	}
	return nil
}

func reviewed(ctx context.Context, st *store.Store, version data.ID) (data.Record, []data.Record, error) {
	r, err := st.Get(ctx, "standard", version)
	if err != nil {
		return r, nil, fmt.Errorf("read what is reviewed: %w", err)
	}
	list, err := Reviews(ctx, st, version)
	return r, list, err
}

// inStep are the edits that make the version's days those of its latest reviews.
// A day that no review accounts for was given by hand or came from elsewhere,
// and stays unless a review is later.
func inStep(r data.Record, before, after []data.Record) []data.Edit {
	var edits []data.Edit
	for _, kind := range []string{ReviewOf, Monitored} {
		field := stamp(kind)
		was, latest := r.Text(field), ""
		for _, one := range after {
			if one.Text("type") == kind {
				latest = max(latest, one.Text("on"))
			}
		}
		noted := slices.ContainsFunc(before, func(one data.Record) bool { return one.Text("type") == kind && one.Text("on") == was })
		if !noted {
			latest = max(latest, was)
		}
		if latest == was {
			continue
		}
		v := data.Value{}
		if latest != "" {
			v = data.TextValue(latest)
		}
		edits = append(edits, r.Set(field, v))
	}
	return edits
}
