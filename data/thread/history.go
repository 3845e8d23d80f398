package thread

import (
	"slices"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/followup"
	"pinisi/data/store"
)

// history finds what the next period shows: the evaluation or survey of the same
// unit after this one, the answer on the same indicator in it, and what a done
// follow-up from one of them came to.
type history struct {
	*walk
	lists map[string][]data.Record // evaluations or surveys of a scope, once read, under kind and scope
}

// around are the evaluations or surveys of the same unit and form just before
// and after one; blank when there is none.
func (h *history) around(whole data.Record) (before, after data.Record, err error) {
	key := whole.Kind + " " + whole.Scope
	list, read := h.lists[key]
	if !read {
		if list, err = h.st.List(h.ctx, store.Query{Kind: whole.Kind, Scope: whole.Scope, Fields: light(whole.Kind), Order: "created"}); err != nil {
			return
		}
		if h.lists == nil {
			h.lists = map[string][]data.Record{}
		}
		h.lists[key] = list
		for _, r := range list {
			h.records[r.ID] = r
		}
	}
	for _, r := range list {
		if r.Text("unit") != whole.Text("unit") || r.Text("variant") != whole.Text("variant") {
			continue
		}
		// Of two in one period the one made first stands, for both ways alike.
		if p := r.Text("period"); followup.Earlier(p, whole.Text("period")) && (before.ID == data.NilID || followup.Earlier(before.Text("period"), p)) {
			before = r
		} else if followup.Earlier(whole.Text("period"), p) && (after.ID == data.NilID || followup.Earlier(p, after.Text("period"))) {
			after = r
		}
	}
	return before, after, nil
}

// whole reads the evaluation of an answer.
func (h *history) whole(answers []data.Record) error {
	ask := map[data.ID]string{}
	for _, a := range answers {
		id := a.Ref("evaluation")
		if _, read := h.records[id]; a.Kind == "answer" && id != data.NilID && !read {
			ask[id] = "evaluation"
		}
	}
	if len(ask) == 0 {
		return nil
	}
	return h.st.Several(h.ctx, "evaluation", keys(ask), light("evaluation"), func(r data.Record) error { h.records[r.ID] = r; return nil })
}

func keys(m map[data.ID]string) []data.ID {
	var all []data.ID
	for id := range m {
		all = append(all, id)
	}
	return all
}

// before are what records of evaluation, answer and survey are the next of.
func (h *history) before(records []data.Record) ([]Edge, error) {
	if err := h.whole(records); err != nil {
		return nil, err
	}
	var found []Edge
	for _, r := range records {
		sources := map[data.ID]string{} // from which a done follow-up comes to r, with the part of it
		switch r.Kind {
		case "evaluation", "survey":
			last, _, err := h.next(r)
			if err != nil {
				return nil, err
			}
			if last.ID != data.NilID {
				found = append(found, Edge{From: last.ID, To: r.ID, Name: Again})
				if r.Kind == "survey" {
					sources[last.ID] = "*"
				}
			}
		case "answer":
			whole, ok := h.records[r.Ref("evaluation")]
			if !ok || whole.Gone() {
				continue
			}
			last, _, err := h.next(whole)
			if err != nil {
				return nil, err
			}
			if last.ID == data.NilID {
				continue
			}
			id := assess.AnswerID(last.ID, r.Text("indicator"))
			if here, err := h.answers([]data.ID{id}); err != nil {
				return nil, err
			} else if here[id] {
				found = append(found, Edge{From: id, To: r.ID, Name: Again})
			}
			sources[id], sources[last.ID] = "", r.Text("indicator")
		}
		if len(sources) == 0 {
			continue
		}
		err := h.st.Among(h.ctx, store.Query{Kind: "followup", Fields: light("followup")}, "source", keys(sources), func(f data.Record) error {
			part := sources[f.Ref("source")]
			if followup.Status(f) == followup.Done && (part == "" || part == f.Text("source_part") || part == "*" && f.Text("source_part") != "") {
				h.records[f.ID] = f
				found = append(found, Edge{From: f.ID, To: r.ID, Name: Again})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// after are what comes next after records of evaluation, answer, survey, and
// done follow-ups from them.
func (h *history) after(records []data.Record) ([]Edge, error) {
	var found, perhaps []Edge // perhaps: if that answer is there
	ask := map[data.ID]string{}
	for _, r := range records {
		if r.Kind == "followup" && followup.Status(r) == followup.Done {
			if id := r.Ref("source"); id != data.NilID {
				if _, read := h.records[id]; !read {
					ask[id] = r.Text("source_kind")
				}
			}
		}
	}
	if err := h.load(ask); err != nil {
		return nil, err
	}
	var sources []data.Record
	for _, r := range records {
		if r.Kind == "followup" {
			sources = append(sources, h.records[r.Ref("source")])
		}
	}
	if err := h.whole(slices.Concat(records, sources)); err != nil {
		return nil, err
	}
	var answers []data.ID
	for _, r := range records {
		of, indicator := r, ""
		if r.Kind == "followup" {
			if of = h.records[r.Ref("source")]; followup.Status(r) != followup.Done || of.Gone() {
				continue
			}
			if of.Kind == "evaluation" || of.Kind == "survey" {
				if indicator = r.Text("source_part"); indicator == "" {
					continue
				}
			}
		}
		if of.Kind == "answer" {
			indicator = of.Text("indicator")
			of = h.records[of.Ref("evaluation")]
		}
		if of.ID == data.NilID || of.Gone() || of.Kind != "evaluation" && of.Kind != "survey" {
			continue
		}
		_, next, err := h.next(of)
		if err != nil {
			return nil, err
		}
		switch {
		case next.ID == data.NilID:
		case indicator != "" && of.Kind == "evaluation":
			id := assess.AnswerID(next.ID, indicator)
			answers = append(answers, id)
			perhaps = append(perhaps, Edge{From: r.ID, To: id, Name: Again})
		default:
			found = append(found, Edge{From: r.ID, To: next.ID, Name: Again})
		}
	}
	here, err := h.answers(answers)
	if err != nil {
		return nil, err
	}
	for _, e := range perhaps {
		if here[e.To] {
			found = append(found, e)
		}
	}
	return found, nil
}

// next is [history.around], so that both ways agree: b is after a only if a is
// before b.
func (h *history) next(whole data.Record) (before, after data.Record, err error) {
	if before, after, err = h.around(whole); err != nil {
		return
	}
	if before.ID != data.NilID {
		if _, back, err := h.around(before); err != nil || back.ID != whole.ID {
			before = data.Record{}
		}
	}
	if after.ID != data.NilID {
		if back, _, err := h.around(after); err != nil || back.ID != whole.ID {
			after = data.Record{}
		}
	}
	return before, after, nil
}

// answers reads those of these answers that are there.
func (h *history) answers(ids []data.ID) (map[data.ID]bool, error) {
	here := map[data.ID]bool{}
	err := h.st.Several(h.ctx, "answer", ids, light("answer"), func(r data.Record) error {
		if !r.Gone() {
			here[r.ID] = true
			h.records[r.ID] = r
		}
		return nil
	})
	return here, err
}
