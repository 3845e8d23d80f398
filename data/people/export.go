package people

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/report/mask"
	"pinisi/data/spreadsheet"
	"pinisi/data/store"
)

// Copy is what is known of a person, to be given to her (salinan data, UU
// 27/2022 art. 7): others who are named in the same texts are masked.
type Copy struct {
	Person  string       `json:"person"`
	Made    time.Time    `json:"made_at"`
	Records []CopyRecord `json:"records"`
}

// CopyRecord is one record of a copy.
type CopyRecord struct {
	Kind    string      `json:"kind"`
	ID      string      `json:"id"`
	Scope   string      `json:"scope"`
	Deleted bool        `json:"deleted,omitempty"`
	Fields  []CopyField `json:"fields"`
}

// CopyField is one field of it. Possible marks a mention in free text.
type CopyField struct {
	Field    string `json:"field"`
	Label    string `json:"label"`
	Value    string `json:"value"`
	Possible bool   `json:"possible,omitempty"`
	Former   bool   `json:"former,omitempty"`
}

// own are the kinds of which the whole record is about the person it names.
var own = map[string]bool{"participant": true, "complaint": true, "response": true, "survey_response": true, "staff": true, "input": true}

// MakeCopy gathers what the records say of the person: text is what was looked
// for. Where a record is about her alone all of it is hers.
func MakeCopy(ctx context.Context, st *store.Store, text string, found []Record, lang string, now time.Time) (Copy, error) {
	w := words.New(lang)
	c := Copy{Person: text, Made: now.UTC().Truncate(time.Second)}
	masks := map[string]*mask.Mask{}
	seen := parse(text)
	for _, r := range found {
		m := masks[r.Scope]
		if m == nil {
			var err error
			if m, err = mask.Load(ctx, st, r.Scope, lang); err != nil {
				return c, err
			}
			masks[r.Scope] = m
		}
		out := CopyRecord{Kind: r.Kind, ID: r.ID.String(), Scope: r.Scope, Deleted: r.Deleted}
		k := data.KindOf(r.Kind)
		told := map[string]bool{}
		add := func(field, value string, spans []Span, how How) {
			f, _ := k.Field(field)
			told[field] = true
			if !(f.Personal && spans == nil) {
				value = sparing(m, value, spans)
			}
			out.Fields = append(out.Fields, CopyField{field, w.T(f.Label(r.Kind)), value, how == Mention || how == Near, how == Former})
		}
		for _, p := range r.Places {
			value, spans := p.Value, p.Spans
			f, _ := k.Field(p.Field)
			switch {
			case several[r.Kind]: // her line, not the others'
				value, spans = lines(p.Value, p.Spans)
			case f.Personal:
				spans = nil
			}
			add(p.Field, value, spans, p.How)
		}
		if own[r.Kind] && r.Sure() {
			for _, f := range k.Fields {
				if v := r.Text(f.Name); v != "" && !told[f.Name] && f.Type != data.TypeRef && !f.Coded {
					add(f.Name, choice(w, r.Kind, f, v), seen.mentioned(v), Exact)
				}
			}
		}
		c.Records = append(c.Records, out)
	}
	return c, nil
}

// choice is the word that screens show for a stored one.
func choice(w *words.Words, kind string, f data.Field, v string) string {
	if f.Type == data.TypeChoice {
		if text, ok := w.Lookup(f.Label(kind) + "." + v); ok {
			return text
		}
	}
	return v
}

// sparing masks a text but for the spans.
func sparing(m *mask.Mask, text string, spans []Span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(m.Text(text[at:s.From]))
		b.WriteString(text[s.From:s.To])
		at = s.To
	}
	b.WriteString(m.Text(text[at:]))
	return b.String()
}

// lines are those in which a span stands, and the spans within them.
func lines(text string, spans []Span) (string, []Span) {
	var b strings.Builder
	var moved []Span
	from := 0
	for line := range strings.Lines(text) {
		hers := slices.DeleteFunc(slices.Clone(spans), func(s Span) bool { return s.From < from || s.To > from+len(line) })
		if len(hers) > 0 {
			for _, s := range hers {
				moved = append(moved, Span{b.Len() + s.From - from, b.Len() + s.To - from})
			}
			b.WriteString(line)
		}
		from += len(line)
	}
	return b.String(), moved
}

// JSON is the copy for another program.
func (c Copy) JSON() ([]byte, error) {
	if c.Records == nil {
		c.Records = []CopyRecord{}
	}
	b, err := json.MarshalIndent(c, "", "  ")
	return append(b, '\n'), err
}

// XLSX is the copy for reading: a field on each row.
func (c Copy) XLSX(lang string) ([]byte, error) {
	w := words.New(lang)
	book := spreadsheet.New(w.T("people.copy.title"), w.T("people.copy.footer"), w.T("people.copy.page"))
	sheet := book.Sheet(w.T("people.copy.sheet"))
	sheet.Put(1, 1, w.T("people.copy.title"), spreadsheet.Title)
	sheet.Put(2, 1, w.T("people.copy.about", map[string]any{"Person": c.Person, "When": c.Made.Format("2006-01-02 15:04 UTC")}), spreadsheet.Label)
	sheet.Row(4, spreadsheet.Head, w.T("people.copy.kind"), w.T("people.copy.field"), w.T("people.copy.value"), w.T("people.copy.note"), w.T("people.copy.id"))
	row := 5
	for _, r := range c.Records {
		for _, f := range r.Fields {
			note := ""
			switch {
			case f.Possible:
				note = w.T("people.how.mention")
			case f.Former:
				note = w.T("people.how.former")
			case r.Deleted:
				note = w.T("people.deleted")
			}
			sheet.Row(row, spreadsheet.Cell, w.T("kinds."+r.Kind), f.Label, f.Value, note, r.ID)
			row++
		}
	}
	sheet.Widths(22, 24, 60, 20, 38)
	sheet.Freeze(5, 1)
	sheet.Titles(4, 4)
	b, err := book.Bytes()
	if err != nil {
		return nil, fmt.Errorf("write the copy of a person's data: %w", err)
	}
	return b, nil
}
