package respond

import (
	"slices"

	"pinisi/app/session"
	"pinisi/app/words"
	"pinisi/data"
	poll "pinisi/data/respond"
)

// fix shows a stored sheet to be corrected or deleted.
func (p *paper) fix(id string) {
	i := slices.IndexFunc(p.e.responses().Responses, func(r poll.Response) bool { return r.ID.String() == id })
	if i < 0 || p.editing != nil && p.editing.ID.String() == id {
		return
	}
	r := p.e.responses().Responses[i]
	if len(r.Conflicts) > 0 { // people disagree on it: it is decided with both in view
		p.e.s.Open(session.PageSync, r.ID)
		return
	}
	if p.editing == nil {
		now := p.in
		p.aside = &now
	}
	p.editing = &r
	n, _ := r.Int("number")
	p.in = sheet{ID: id, Number: int(n), Levels: slices.Clone(r.Answers), Date: r.Text("taken_on"), Service: r.Text("service")}
	p.draw()
	p.typer.grid.at = 0
	p.typer.grid.moved()
	p.typer.focus()
}

// correct stores what was changed of a sheet.
func (p *paper) correct(answers []int) {
	r, f := *p.editing, p.e.form()
	var edits []data.Edit
	if right := f.Encode(answers); right != r.Text("answers") {
		if r.Checked() { // with the paper in hand: both entries are as it says
			edits = append(edits, f.Correct(r, answers)...)
		} else {
			edits = append(edits, r.Set("answers", data.TextValue(right)))
		}
	}
	if n, _ := r.Int("number"); int(n) != p.in.Number {
		edits = append(edits, r.Set("number", data.IntValue(int64(p.in.Number))))
	}
	for name, text := range map[string]string{"taken_on": p.in.Date, "service": p.in.Service} {
		if text == r.Text(name) {
			continue
		}
		v := data.Value{}
		if text != "" {
			v = data.TextValue(text)
		}
		edits = append(edits, r.Set(name, v))
	}
	if len(edits) > 0 {
		number := p.in.Number
		p.e.s.Write("entry.undo.correct", edits, func() {
			p.e.s.Offer(words.T("entry.paper.corrected", "N", number), p.e.s.Undo)
		})
	}
	p.newSheet()
	p.typer.focus()
}

// delete takes a sheet away; undo brings it back.
func (p *paper) delete() {
	if p.editing == nil {
		return
	}
	r, number := *p.editing, p.in.Number
	p.e.s.Write("entry.undo.delete", []data.Edit{r.Delete()}, func() {
		p.e.s.Offer(words.T("entry.paper.deleted", "N", number), p.e.s.Undo)
	})
	p.newSheet()
	p.typer.focus()
}
