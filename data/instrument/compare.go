package instrument

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pinisi/assets/words"
)

// Changes of a Difference.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
	Moved   = "moved" // stands elsewhere in the order
)

// Parts of an instrument, in the order of Compare.
const (
	PartHead       = "head"
	PartAspect     = "aspect"
	PartIndicator  = "indicator"
	PartLevel      = "level"
	PartStatement  = "statement"
	PartChoice     = "choice"
	PartQuestion   = "question"
	PartCategory   = "category"
	PartMethod     = "method"
	PartRespondent = "respondents"
	PartRule       = "rule"
	PartOther      = "other"
)

// Difference is one thing that is not the same in two versions of an instrument.
type Difference struct {
	Part   string `json:"part"`            // one of the Part constants
	ID     string `json:"id,omitempty"`    // of what it is about: "A04", "A04/3" for level 3
	Name   Text   `json:"name,omitzero"`   // its words, for people; of the newer version if it is there
	Change string `json:"change"`          // added, removed, changed or moved
	Field  string `json:"field,omitempty"` // of a changed one: "weight", "text", "text_en", …
	Old    string `json:"old,omitempty"`
	New    string `json:"new,omitempty"`
}

// Text is the difference in one line.
func (d Difference) Text(lang string) string {
	w := words.New(lang)
	args := map[string]any{"Part": w.T("instrumentdiff.part." + d.Part), "ID": d.ID, "Name": d.Name.In(lang), "Old": orDash(d.Old), "New": orDash(d.New), "Field": d.FieldText(lang)}
	key := "instrumentdiff." + d.Change
	if d.ID == "" {
		key += ".head"
	}
	return strings.Join(strings.Fields(w.T(key, args)), " ")
}

// FieldText is the name of the changed field.
func (d Difference) FieldText(lang string) string {
	w := words.New(lang)
	if text, ok := w.Lookup("instrumentdiff.field." + d.Field); ok {
		return text
	}
	return d.Field
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// SameContent tells whether two instruments hold the same, whatever the spacing
// and order of their files.
func (ins *Instrument) SameContent(other *Instrument) bool { return ins.digest == other.digest }

// CompareVersions orders versions number by number: 1.10 comes after 1.9.
func CompareVersions(a, b string) int { return compareVersions(a, b) }

// Compare lists what is not the same in two versions, matched by their lasting
// ids: what b has more, what it lacks, what reads or weighs otherwise, and what
// stands in another order. It is empty if and only if both hold the same.
func Compare(a, b *Instrument) []Difference {
	var all []Difference
	for _, part := range []struct {
		name string
		of   func(*Instrument) []entry
	}{
		{PartHead, headOf}, {PartAspect, aspectsOf}, {PartIndicator, indicatorsOf}, {PartLevel, levelsOf}, {PartStatement, statementsOf}, {PartChoice, choicesOf},
		{PartQuestion, questionsOf}, {PartCategory, categoriesOf}, {PartMethod, methodsOf}, {PartRespondent, respondentsOf}, {PartRule, rulesOf}, {PartOther, othersOf},
	} {
		all = append(all, compareEntries(part.name, part.of(a), part.of(b))...)
	}
	if len(all) == 0 && !a.SameContent(b) {
		all = append(all, Difference{Part: PartOther, Change: Changed, Field: "unknown"}) // fields of a later format
	}
	return all
}

// entry is one thing with its values in a fixed order.
type entry struct {
	id     string
	name   Text
	fields []field
}

type field struct{ name, value string }

func (e entry) value(name string) string {
	for _, f := range e.fields {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

func compareEntries(part string, a, b []entry) []Difference {
	var all []Difference
	find := func(list []entry, id string) int {
		return slices.IndexFunc(list, func(e entry) bool { return e.id == id })
	}
	for _, was := range a {
		if find(b, was.id) < 0 {
			all = append(all, Difference{Part: part, ID: was.id, Name: was.name, Change: Removed, Old: was.name.ID})
		}
	}
	for _, is := range b {
		at := find(a, is.id)
		if at < 0 {
			all = append(all, Difference{Part: part, ID: is.id, Name: is.name, Change: Added, New: is.name.ID})
			continue
		}
		for _, f := range is.fields {
			if old := a[at].value(f.name); old != f.value {
				all = append(all, Difference{Part: part, ID: is.id, Name: is.name, Change: Changed, Field: f.name, Old: old, New: f.value})
			}
		}
	}
	return append(all, moved(part, a, b)...)
}

// moved finds what stands elsewhere among those that both have: the fewest that
// need to be moved to come from one order to the other.
func moved(part string, a, b []entry) []Difference {
	place := map[string]int{}
	for i, e := range a {
		place[e.id] = i
	}
	var common []entry
	for _, e := range b {
		if _, ok := place[e.id]; ok {
			common = append(common, e)
		}
	}
	// The longest rising run of places stays; what is not in it has moved.
	length, before := make([]int, len(common)), make([]int, len(common))
	best := -1
	for i := range common {
		length[i], before[i] = 1, -1
		for j := range i {
			if place[common[j].id] < place[common[i].id] && length[j]+1 > length[i] {
				length[i], before[i] = length[j]+1, j
			}
		}
		if best < 0 || length[i] > length[best] {
			best = i
		}
	}
	stays := map[int]bool{}
	for i := best; i >= 0; i = before[i] {
		stays[i] = true
	}
	var all []Difference
	for i, e := range common {
		if !stays[i] {
			all = append(all, Difference{Part: part, ID: e.id, Name: e.name, Change: Moved, Old: fmt.Sprint(place[e.id] + 1), New: fmt.Sprint(slices.IndexFunc(b, func(x entry) bool { return x.id == e.id }) + 1)})
		}
	}
	return all
}

func asJSON(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprintf("%+v", value) // not reached: it came from JSON
	}
	if s := string(text); s != "null" && s != "{}" && s != "[]" {
		return s
	}
	return ""
}
