package workbook

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	sp "pinisi/data/spreadsheet"
	"pinisi/data/store"
)

// file is a piece of evidence with what it belongs to.
type file struct {
	part string // indicator or question
	data.Record
}

// listFiles are the evidence of F-02 and F-01, in the forms' order.
func (b *lke) listFiles(ctx context.Context, st *store.Store) ([]file, error) {
	var all []file
	add := func(id string) {
		for _, r := range b.sheet.Attachments[id] {
			all = append(all, file{id, r})
		}
	}
	for _, i := range b.ins.Indicators() {
		add(i.ID)
	}
	for _, i := range b.ins.F02.Additional {
		add(i.ID)
	}
	for _, q := range b.ins.F01.Questions {
		answer, ok := b.sheet.Statements[q.ID]
		if !ok {
			continue
		}
		list, err := st.List(ctx, store.Query{Kind: "attachment", Parent: answer.ID, Order: "created"})
		if err != nil {
			return nil, fmt.Errorf("read the evidence of %s: %w", q.ID, err)
		}
		for _, r := range list {
			all = append(all, file{q.ID, r})
		}
	}
	return all, nil
}

// followUps are the actions from the findings of an evaluation, by date.
func followUps(ctx context.Context, st *store.Store, sheet *assess.Sheet) ([]data.Record, error) {
	e := sheet.Evaluation
	sources := map[data.ID]bool{e.ID: true}
	for _, i := range sheet.Instrument.Indicators() {
		sources[assess.AnswerID(e.ID, i.ID)] = true
	}
	list, err := st.List(ctx, store.Query{Kind: "followup", Scope: e.Scope, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("read the follow-ups of evaluation %s: %w", e.ID, err)
	}
	list = slices.DeleteFunc(list, func(r data.Record) bool { return !sources[r.Ref("source")] })
	slices.SortStableFunc(list, func(a, b data.Record) int { return cmp.Compare(a.Text("due_on"), b.Text("due_on")) })
	return list, nil
}

// writeF01 writes the unit's own statement.
func (b *lke) writeF01() {
	s := b.f01
	s.Widths(6, 10, 52, 30, 40, 34, 34)
	s.Put(1, 1, b.t("f01.title"), sp.Title)
	s.Put(2, 1, b.t("f01.hint"), sp.Small)
	s.Merge(2, 1, 7)
	s.Row(4, sp.Head, b.t("number"), b.t("code"), b.t("question"), b.t("answer"), b.t("note"), b.t("f01.asked"), b.t("evidence"))
	s.Freeze(5, 3)
	s.Titles(4, 4)
	if len(b.ins.F01.Questions) == 0 {
		s.Put(5, 1, b.t("f01.none"), sp.Cell)
		s.Merge(5, 1, 7)
		return
	}
	for i, q := range b.ins.F01.Questions {
		row, answer := 5+i, b.sheet.Statements[q.ID]
		var names []string
		for _, f := range b.files {
			if f.part == q.ID {
				names = append(names, b.free(f.Text("name")))
			}
		}
		s.Row(row, sp.Cell.Center(), q.Number, q.ID)
		s.Put(row, 3, q.Text.In(b.lang), sp.Cell)
		s.Put(row, 4, b.stated(q, answer.Text("value")), left(sp.Cell.Fillable()))
		s.Put(row, 5, b.free(answer.Text("note")), sp.Cell.Fillable())
		s.Put(row, 6, strings.Join(q.Evidence, "; "), sp.Cell)
		s.Put(row, 7, strings.Join(names, "; "), sp.Cell)
	}
	s.Filter(4, 1, 4+len(b.ins.F01.Questions), 7)
}

// stated is an answer of F-01 as people read it.
func (b *lke) stated(q instrument.Statement, value string) any {
	if value == "" {
		return b.t("unfilled")
	}
	option := func(id string) string {
		for _, c := range q.Choices {
			if c.ID == id {
				return c.Text.In(b.lang)
			}
		}
		return id
	}
	switch q.Type {
	case instrument.AnswerYesNo:
		return label(b.w, "workbook."+value, value)
	case instrument.AnswerNumber:
		n, err := strconv.ParseFloat(value, 64)
		if unit := q.Unit.In(b.lang); unit != "" || err != nil {
			return strings.TrimSpace(b.w.Decimal(value) + " " + unit)
		}
		return n
	case instrument.AnswerChoice:
		return option(value)
	case instrument.AnswerChoices:
		var texts []string
		for _, id := range strings.Split(value, ",") {
			texts = append(texts, option(strings.TrimSpace(id)))
		}
		return strings.Join(texts, "; ")
	}
	return b.free(value)
}

// writeEvidence lists the evidence with each file's fingerprint.
func (b *lke) writeEvidence() {
	s := b.evidence
	s.Widths(6, 10, 46, 46, 13, 13, 36)
	s.Put(1, 1, b.t("evidence.title"), sp.Title)
	s.Put(2, 1, b.t("evidence.hint"), sp.Small)
	s.Merge(2, 1, 7)
	s.Row(4, sp.Head, b.t("number"), b.t("code"), b.t("evidence.file"), b.t("evidence.caption"), b.t("evidence.taken"), b.t("evidence.size"), b.t("evidence.hash"))
	s.Freeze(5, 1)
	s.Titles(4, 4)
	for i, f := range b.files {
		row := 5 + i
		size, _ := f.Int("size")
		s.Row(row, sp.Cell.Center(), i+1, f.part)
		s.Put(row, 3, b.free(f.Text("name")), sp.Cell)
		s.Put(row, 4, b.free(f.Text("caption")), sp.Cell)
		s.Put(row, 5, dated(f.Text("taken_on")), sp.Cell.As(dateFormat).Center())
		s.Put(row, 6, size, sp.Cell.As("#,##0"))
		s.Put(row, 7, f.Text("sha256"), sp.Cell)
	}
	if len(b.files) == 0 {
		s.Put(5, 1, b.t("evidence.none"), sp.Cell)
		s.Merge(5, 1, 7)
		return
	}
	s.Filter(4, 1, 4+len(b.files), 7)
}

// writePlan lists the follow-ups.
func (b *lke) writePlan(actions []data.Record) {
	s := b.plan
	s.Widths(6, 10, 34, 30, 36, 26, 26, 18, 12, 12, 14, 9, 30)
	s.Put(1, 1, b.t("plan.title"), sp.Title)
	head := []any{b.t("number"), b.t("plan.part")}
	for _, name := range []string{"finding", "root_cause", "action", "output", "office", "owner", "start_on", "due_on", "status", "percent", "progress_note"} {
		head = append(head, label(b.w, "kinds.followup."+name, name))
	}
	s.Row(3, sp.Head, head...)
	s.Freeze(4, 1)
	s.Titles(3, 3)
	for i, r := range actions {
		row := 4 + i
		s.Row(row, sp.Cell, i+1, r.Text("source_part"), b.free(r.Text("finding")), b.free(r.Text("root_cause")), b.free(r.Text("action")),
			b.free(r.Text("output")), b.free(r.Text("office")), b.person(r.Text("owner")))
		s.Put(row, 9, dated(r.Text("start_on")), sp.Cell.As(dateFormat).Center())
		s.Put(row, 10, dated(r.Text("due_on")), sp.Cell.As(dateFormat).Center())
		s.Put(row, 11, label(b.w, "kinds.followup.status."+r.Text("status"), r.Text("status")), sp.Cell)
		var percent any
		if n, ok := r.Int("percent"); ok {
			percent = n
		}
		s.Put(row, 12, percent, sp.Cell.Center())
		s.Put(row, 13, b.free(r.Text("progress_note")), sp.Cell)
	}
	if len(actions) == 0 {
		s.Put(4, 1, b.t("plan.none"), sp.Cell)
		s.Merge(4, 1, 13)
		return
	}
	s.Filter(3, 1, 3+len(actions), 13)
}

// person is a name, or that it is left out.
func (b *lke) person(name string) string {
	if name == "" || b.opt.Personal {
		return name
	}
	return b.t("masked")
}

// free is a text that people wrote, without the names in it unless asked.
func (b *lke) free(text string) string { return b.mask.Text(text) }
