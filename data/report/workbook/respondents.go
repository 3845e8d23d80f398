package workbook

import (
	"context"

	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data/assess"
	"pinisi/data/report/mask"
	"pinisi/data/respond"
	"pinisi/data/setup"
	sp "pinisi/data/spreadsheet"
	"pinisi/data/store"
)

// Respondents is the recap of F-03 of an evaluation as XLSX: how often each
// level was chosen and the means, the forms by channel, service and month, every
// form's answers, and the remarks. Counts and means are formulas over the
// answers. Names in remarks are masked unless asked for; contacts are never
// there otherwise.
func Respondents(ctx context.Context, st *store.Store, sheet *assess.Sheet, opt Options) ([]byte, error) {
	w := words.New(opt.Lang)
	e := sheet.Evaluation
	m, err := masked(ctx, st, e.Scope, w.Lang(), opt)
	if err != nil {
		return nil, err
	}
	title := translate(w, "users.title")
	book := sp.New(title, title+" · "+setup.Name(e.Scope)+" · "+e.Text("unit")+" · "+e.Text("period"), w.T("workbook.page"))
	r := &recap{Sheet: book.Sheet(translate(w, "sheet.recap"))}
	groups := book.Sheet(translate(w, "sheet.groups"))
	r.of = &answers{Sheet: book.Sheet("F-03"), w: w, set: sheet.Responses}
	remarks := book.Sheet(translate(w, "sheet.remarks"))
	r.of.write(translate(w, "f03.title"), translate(w, "f03.hint", "Min", sheet.Responses.Min, "Max", sheet.Responses.Max), !assess.Locked(e))
	b := &lke{w: w, lang: w.Lang(), ins: sheet.Instrument}
	r.write(title+" · "+e.Text("unit")+" · "+e.Text("period"), b.aspectOf, sheet.Instrument.Index.Decimals)
	writeGroups(groups, w, sheet.Responses)
	if err := writeRemarks(ctx, st, remarks, w, sheet.Responses, m, opt.Personal); err != nil {
		return nil, err
	}
	r.Protect()
	r.of.Protect()
	return book.Bytes()
}

// writeGroups writes the forms by the way they came in, by service and by month.
func writeGroups(s *sp.Sheet, w *words.Words, set *respond.Set) {
	s.Upright()
	s.Widths(44, 16, 18, 14)
	s.Put(1, 1, translate(w, "groups.title"), sp.Title)
	row := 2
	table := func(key string, groups []respond.Group, name func(string) string) {
		row++
		s.Row(row, sp.Head, translate(w, key), translate(w, "groups.complete"), translate(w, "groups.incomplete"), translate(w, "groups.all"))
		for _, g := range groups {
			row++
			text := translate(w, "groups.unknown")
			if g.Key != "" {
				text = name(g.Key)
			}
			s.Put(row, 1, text, sp.Cell)
			s.Put(row, 2, g.Complete, sp.Cell.Center())
			s.Put(row, 3, g.Incomplete, sp.Cell.Center())
			s.Put(row, 4, g.Complete+g.Incomplete, sp.Cell.Center())
		}
		if len(groups) == 0 {
			row++
			s.Put(row, 1, translate(w, "groups.none"), sp.Cell)
			s.Merge(row, 1, 4)
		}
		row++
	}
	table("channel", set.ByChannel(), func(k string) string { return label(w, "kinds.response.channel."+k, k) })
	table("service", set.ByService(), func(k string) string { return assets.ServiceName(k, w.Lang()) })
	table("groups.month", set.ByMonth(), func(k string) string { return k })
}

// writeRemarks writes what people wrote beside their answers.
func writeRemarks(ctx context.Context, st *store.Store, s *sp.Sheet, w *words.Words, set *respond.Set, m *mask.Mask, personal bool) error {
	list, err := set.Remarks(ctx, st, personal)
	if err != nil {
		return err
	}
	s.Widths(8, 12, 26, 90)
	heads := []any{translate(w, "number"), translate(w, "date"), translate(w, "service"), translate(w, "remark")}
	if personal {
		s.Widths(8, 12, 26, 74, 26)
		heads = append(heads, label(w, "kinds.response.contact", "contact"))
	}
	s.Put(1, 1, translate(w, "remarks.title"), sp.Title)
	s.Row(3, sp.Head, heads...)
	s.Freeze(4, 1)
	s.Titles(3, 3)
	for i, r := range list {
		row := 4 + i
		var number any
		if r.Number > 0 {
			number = r.Number
		}
		s.Put(row, 1, number, sp.Cell.Center())
		s.Put(row, 2, dated(r.TakenOn), sp.Cell.As(dateFormat).Center())
		s.Put(row, 3, assets.ServiceName(r.Service, w.Lang()), sp.Cell)
		s.Put(row, 4, m.Text(r.Text), sp.Cell)
		if personal {
			s.Put(row, 5, r.Contact, sp.Cell)
		}
	}
	if len(list) == 0 {
		s.Put(4, 1, translate(w, "remarks.none"), sp.Cell)
		s.Merge(4, 1, len(heads))
		return nil
	}
	s.Filter(3, 1, 3+len(list), len(heads))
	return nil
}
