package workbook

import (
	"fmt"
	"maps"
	"strings"

	"pinisi/data/instrument"
	"pinisi/data/spreadsheet"
)

// place is where an item stands in the instrument file, as its checks call it.
func (in *reading) place(t table, owner, id string, n int) string {
	switch t.name {
	case "indicators":
		if owner == additional {
			return "f02.additional[" + id + "]"
		}
		return "f02.aspects[" + owner + "].indicators[" + id + "]"
	case "levels":
		return in.cellsOf("indicators", owner) + ".levels[" + id + "]"
	case "choices":
		return fmt.Sprintf("f01.questions[%s].choices[%d]", owner, n)
	case "methods":
		return "methods." + owner + ".offered[" + id + "]"
	case "respondents":
		return fmt.Sprintf("respondents[%d]", n)
	}
	return t.at + "[" + id + "]"
}

// cellsOf is the place of an item that was read before.
func (in *reading) cellsOf(table, id string) string {
	place, _ := in.made[table+"\x00"+id][placeKey].(string)
	return place
}

// placeKey holds an item's place while the workbook is read.
const placeKey = "\x00place"

// note keeps where the sums and lists stand that checks speak of.
func (in *reading) note(t table, owner, place string, cell func(column) string) {
	first := func(name, at string) {
		if in.cells[name] == "" {
			in.cells[name] = at
		}
	}
	for _, c := range t.values() {
		switch {
		case t.name == "aspects" && c.path == "weight":
			in.stretch("f02.aspects[].weight", cell(c))
		case t.name == "aspects" && c.path == "indicator_count":
			in.cells[place+".indicators"] = cell(c)
		case t.name == "indicators" && c.path == "weight":
			in.stretch("f02.aspects["+owner+"].indicators[].weight", cell(c))
		case t.name == "levels" && c.path == "value":
			in.stretch(in.cellsOf("indicators", owner)+".levels", cell(c))
		case t.name == "choices" && c.path == "id":
			in.stretch("f01.questions["+owner+"].choices", cell(c))
		case t.name == "categories" && c.path == "min":
			first("index.categories", cell(c))
		}
	}
}

// stretch makes a place reach to a cell: "Aspek!F4" and "Aspek!F9" are "Aspek!F4:F9".
func (in *reading) stretch(place, cell string) {
	begun, ok := in.cells[place]
	if !ok {
		in.cells[place] = cell
		return
	}
	first, _, _ := strings.Cut(begun, ":")
	_, last, _ := strings.Cut(cell, "!")
	in.cells[place] = first + ":" + last
}

// give puts the lists that were read into the instrument.
func (in *reading) give(t table, lists map[string][]any) {
	set := func(n node, path string, list []any) {
		if len(list) > 0 {
			put(n, path, list)
		} else if old, ok := get(n, path).([]any); ok && len(old) > 0 {
			put(n, path, nil)
		}
	}
	switch t.name {
	case "methods":
		for _, form := range []string{formF02, formF03, formAgency} {
			set(in.root, "methods."+form+".offered", lists[form])
		}
	case "indicators":
		set(in.root, "f02.additional", lists[additional])
		fallthrough
	case "levels", "choices":
		for owner, list := range lists {
			if holder, ok := in.made[t.owner+"\x00"+owner]; ok {
				holder[t.inside] = list
			}
		}
	default:
		set(in.root, t.at, lists[""])
	}
	if t.name == "indicators" {
		for owner, list := range lists {
			for _, item := range list {
				one := item.(node)
				one[placeKey] = in.place(t, owner, tidy(fmt.Sprint(one["id"])), 0)
			}
		}
	}
}

// finish takes away what was noted on the way.
func (in *reading) finish() {
	for _, item := range in.made {
		delete(item, placeKey)
	}
}

// placed is a fault with the cell that it speaks of, as near as is known.
func (in *reading) placed(fault *instrument.InvalidError) error {
	args := maps.Clone(fault.Args)
	cell := in.cell(fault.Place)
	args["Place"] = cell
	return &instrument.InvalidError{Key: fault.Key, Place: cell, Args: args}
}

func (in *reading) cell(place string) string {
	for at := place; at != ""; {
		if cell, ok := in.cells[at]; ok {
			return cell
		}
		cut := strings.LastIndexAny(at, ".[")
		if cut < 0 {
			break
		}
		at = at[:cut]
	}
	for _, t := range tables { // a list of which nothing was read
		if t.at != "" && strings.HasPrefix(place, t.at) {
			return fmt.Sprintf("%s!%s", t.sheet(), spreadsheet.At(firstRow, 1))
		}
	}
	return identitySheet()
}

// changedIDs finds ids that were changed: one of the earlier version is gone,
// and another stands beside its very words.
func (in *reading) changedIDs(base *instrument.Instrument) {
	root, err := read(base.Definition())
	if err != nil {
		return // not reached: base was parsed
	}
	for _, name := range []string{"aspects", "indicators", "statements", "choices", "questions"} {
		t, _ := find(name)
		there, was := map[string]bool{}, map[string]string{} // ids now; words of those that are gone
		old := map[string]bool{}
		for _, c := range in.ids {
			if c.table == name {
				there[c.id] = true
			}
		}
		for _, r := range t.rows(root) {
			id := t.key(r.owner, tidy(fmt.Sprint(orBlank(get(r.node, t.id)))))
			old[id] = true
			if words := t.words(r.node); !there[id] && words != "" {
				was[words] = id
			}
		}
		for _, c := range in.ids {
			if c.table != name || old[c.id] {
				continue
			}
			if before, ok := was[c.text]; ok {
				in.fault("id_changed", c.cell, "Found", lastPart(c.id), "Was", lastPart(before))
			}
		}
	}
}

func lastPart(key string) string { return key[strings.LastIndex(key, "\x00")+1:] }

// follows wants a changed content under a higher version of the same id; a new
// id is for a new edition.
func (in *reading) follows(base, ins *instrument.Instrument) {
	switch {
	case ins.SameContent(base):
	case ins.ID != base.ID && ins.Edition == base.Edition:
		in.fault("instrument_id", in.cells["id"], "Found", ins.ID, "Was", base.ID, "Edition", base.Edition)
	case ins.ID == base.ID && instrument.CompareVersions(ins.Version, base.Version) <= 0:
		in.fault("not_newer", in.cells["version"], "Found", ins.Version, "Was", base.Version)
	}
}
