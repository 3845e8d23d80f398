package thread

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/thread"
)

// rowsShown is how many chains are drawn at first, and by how many more.
const rowsShown = 25

// yearView is the thread of a mission's year.
type yearView struct {
	p       *Page
	content fyne.CanvasObject
	scroll  *widgets.FollowFocus
	page    *fyne.Container
	period  *widgets.PickList
	mission *widgets.PickList // headquarters only
	counts  *widgets.Text
	open    *widgets.StatusPill
	chains  *fyne.Container
	index   *fyne.Container
	finder  *finder

	scope string
	now   *thread.Year
	rows  int
	stale bool // something changed since it was read
	seen  bool // it is in front
	load  session.Slot
}

func newYearView(p *Page) *yearView {
	v := &yearView{p: p, scope: bound.OwnScope(p.s), stale: true, rows: rowsShown}
	v.period = widgets.NewChoice("", nil)
	v.period.OnPicked = func(string) { v.rows = rowsShown; v.read() }
	v.mission = widgets.NewChoice("", nil)
	v.mission.OnPicked = func(id string) {
		v.scope, v.now, v.rows = id, nil, rowsShown
		v.period.Set("")
		v.read()
	}
	v.counts, v.open = widgets.Body(""), widgets.NewStatusPill(widgets.Wait, "")
	v.chains, v.index = widgets.Column(look.Gap), widgets.Column(look.Roomy)
	v.finder = newFinder(p)
	docs := documents.New(p.s, documents.OfYear, func() report.Request {
		return report.Request{Period: v.period.ID(), Scope: v.scope}
	})
	choose := []fyne.CanvasObject{widgets.Sized(look.Text(150), 0, v.period), widgets.Space(0, 0), docs.Content}
	grow := 1
	if p.s.Headquarters() {
		choose, grow = append([]fyne.CanvasObject{widgets.Sized(look.Text(260), 0, v.mission)}, choose...), 2
	}
	v.page = widgets.Column(look.Roomy,
		widgets.NewCard(words.T("thread.year"), nil, widgets.RowGrow(look.Gap, grow, choose...), v.counts, widgets.Row(0, v.open)).AnyWidth(),
		v.finder.content,
		widgets.NewCard(words.T("thread.chains"), nil, v.chains).AnyWidth(),
		widgets.NewCard(words.T("thread.index"), nil, widgets.Hint(words.T("thread.index.hint")), v.index).AnyWidth(),
	)
	v.scroll = widgets.NewFollowFocus(widgets.Inset(look.Wide, look.Roomy, v.page))
	v.content = v.scroll
	return v
}

// show brings it to the front.
func (v *yearView) show() {
	v.seen = true
	if v.stale {
		v.read()
	}
}

// read asks which years there are, and reads the one that is chosen, the present
// one at first.
func (v *yearView) read() {
	type answer struct {
		periods  []string
		missions []widgets.Option
		scope    string
		year     *thread.Year
	}
	scope, period, this, lang := v.scope, v.period.ID(), v.p.s.Now().Format("2006"), words.Now().Lang()
	session.Load(v.p.s, &v.load, func(ctx context.Context) (a answer, err error) {
		st := v.p.s.Store
		if v.p.s.Headquarters() {
			seen := map[string]bool{}
			for _, kind := range []string{"consultation", "complaint", "evaluation"} {
				some, err := bound.Missions(ctx, st, kind)
				if err != nil {
					return a, err
				}
				for _, m := range some {
					if !seen[m.ID] && m.ID != "*" && m.ID != "" {
						seen[m.ID] = true
						a.missions = append(a.missions, m)
					}
				}
			}
			slices.SortFunc(a.missions, func(a, b widgets.Option) int { return cmp.Compare(a.Text, b.Text) })
			if scope == data.SharedScope && len(a.missions) > 0 {
				scope = a.missions[0].ID
			}
		}
		a.scope = scope
		if a.periods, err = thread.Periods(ctx, st, scope); err != nil {
			return a, err
		}
		if period == "" {
			period = this
			if len(a.periods) > 0 && !slices.Contains(a.periods, this) {
				period = a.periods[0]
			}
		}
		if !slices.Contains(a.periods, period) {
			a.periods = append([]string{period}, a.periods...)
		}
		a.year, err = thread.ReadYear(ctx, st, scope, period, lang)
		return a, err
	}, func(a answer) {
		var options []widgets.Option
		for _, p := range a.periods {
			options = append(options, widgets.Option{ID: p, Text: words.T("thread.period", "Period", p)})
		}
		v.scope = a.scope
		v.mission.SetOptions(a.missions)
		v.mission.Set(a.scope)
		v.period.SetOptions(options)
		v.period.Set(a.year.Period)
		v.now, v.stale = a.year, false
		v.draw()
	})
}

func (v *yearView) draw() {
	v.counts.Set(Counted(v.now.Counts))
	widgets.ShowIf(v.counts, v.now.Counts != thread.Counts{}) // below it says that there is nothing
	v.open.Set(widgets.Wait, "")
	if n := v.now.Counts.Open; n > 0 {
		v.open.Set(widgets.Wait, words.T("thread.open_count", "N", n))
	}
	v.drawChains()
	v.drawIndex()
	v.page.Refresh()
	v.scroll.Refresh()
}

// Counted says in a line what there is of a year.
func Counted(c thread.Counts) string {
	return words.T("thread.counts", "Complaints", c.Complaints, "Inputs", c.Inputs, "Remarks", c.Remarks, "Agreements", c.Agreements,
		"Standards", c.Standards, "Done", c.Done, "FollowUps", c.FollowUps, "Innovations", c.Innovations)
}

// columnWidth is the least width of one of the four columns.
const columnWidth = 150

func (v *yearView) drawChains() {
	v.chains.Objects = nil
	chains := v.now.Chains
	if len(chains) == 0 {
		v.chains.Add(widgets.Hint(words.T("thread.year.empty", "Period", v.now.Period)))
		return
	}
	var heads []fyne.CanvasObject
	for _, c := range []string{"said", "agreed", "changed", "result"} {
		heads = append(heads, widgets.Inset(look.Tight, 0, widgets.Body(words.T("thread.column."+c)).Bold()))
	}
	v.chains.Add(bound.Columns(columnWidth, heads...))
	for _, c := range chains[:min(v.rows, len(chains))] {
		v.chains.Add(widgets.Divider())
		v.chains.Add(v.chain(c))
	}
	if rest := len(chains) - v.rows; rest > 0 {
		v.chains.Add(widgets.Row(0, widgets.NewButton(widgets.Quiet, words.T("thread.rows_more", "N", rest), "chevron-down", func() {
			v.rows += rowsShown
			v.draw()
		})))
	}
}

// chain is a row: what was said, agreed, changed, and what the next index shows.
func (v *yearView) chain(c thread.Chain) fyne.CanvasObject {
	said, agreed, changed, result := widgets.Column(look.Tight), widgets.Column(look.Tight), widgets.Column(look.Tight), widgets.Column(look.Tight)
	if len(c.Said) == 0 {
		said.Add(widgets.Inset(look.Tight, look.Tight, widgets.Small(words.T("thread.no_origin"))))
	}
	v.fill(said, c.Said, c.Unsur)
	v.fill(agreed, c.Agreed, "")
	v.fill(changed, c.Changed, "")
	v.fill(result, c.Result, "")
	if c.Gap != "" {
		into := agreed
		switch c.Gap {
		case thread.GapUnchanged, thread.GapOpen, thread.GapUnderway:
			into = changed
		case thread.GapUnrated:
			into = result
		}
		into.Add(widgets.Inset(look.Tight, look.Tight, widgets.Row(0, widgets.NewStatusPill(gapState(c.Gap), words.T("thread.gap."+c.Gap)))))
	}
	return bound.Columns(columnWidth, said, agreed, changed, result)
}

func gapState(gap string) widgets.State {
	switch gap {
	case thread.GapNone, thread.GapUnchanged:
		return widgets.Bad
	case thread.GapAnswered, thread.GapNotOurs, thread.GapRejected, thread.GapThanks, thread.GapOpen:
		return widgets.Neutral
	}
	return widgets.Wait
}

// inCell is how many records stand in a cell; the others are counted.
const inCell = 4

func (v *yearView) fill(cell *fyne.Container, nodes []thread.Node, unsur string) {
	for _, n := range nodes[:min(inCell, len(nodes))] {
		cell.Add(v.item(n, unsur))
	}
	if rest := len(nodes) - inCell; rest > 0 {
		cell.Add(widgets.Inset(look.Tight, look.Tight, widgets.Small(words.T("thread.fold", "N", rest))))
	}
}

// item is a record in a cell, one click from its thread.
func (v *yearView) item(n thread.Node, unsur string) fyne.CanvasObject {
	kind, name := itemWords(n, unsur)
	return bound.NewPress(widgets.Inset(look.Tight, look.Tight, widgets.Column(2, widgets.Small(kind), widgets.Body(words.Short(name, 90)))),
		func() { v.p.Show(n.ID) }).Named(name)
}

func (v *yearView) drawIndex() {
	v.index.Objects = nil
	if len(v.now.Indexes) == 0 {
		v.index.Add(widgets.Hint(words.T("thread.index.none", "Period", v.now.Period)))
	}
	for _, x := range v.now.Indexes {
		heads := []string{strings.TrimSpace(x.Unit + " " + x.Variant)}
		rows := []widgets.GridRow{{Name: "IPP", Bold: true}, {Name: "F-02"}, {Name: "F-03"}}
		for _, at := range x.At {
			head := at.Period
			if at.Status == data.EvaluationDraft || at.Status == "" {
				head += " (" + words.T("kinds.evaluation.status.draft") + ")"
			}
			heads = append(heads, head)
			ipp := at.IPP
			if at.Category != "" {
				ipp += " " + at.Category
			}
			for i, text := range []string{ipp, at.F02, at.F03} {
				rows[i].Cells = append(rows[i].Cells, widgets.GridCell{Text: cmp.Or(text, "–"), Bold: at.Own})
			}
		}
		one := widgets.Column(look.Tight, widgets.AtMost(640, widgets.NewGrid(heads, rows)))
		if len(x.At) == 1 {
			one.Add(widgets.Small(words.T("thread.index.alone")))
		}
		for _, c := range x.Changes {
			state, icon := widgets.Good, "check"
			if c.After < c.Before {
				state, icon = widgets.Bad, "warning"
			}
			one.Add(widgets.RowGrow(look.Gap, 1, widgets.NewStatusPill(state, words.T("thread.change", "Before", c.Before, "After", c.After)).WithIcon(icon), widgets.Body(c.Indicator+" "+c.Title)))
		}
		v.index.Add(one)
	}
}

func (v *yearView) close() {
	v.load.Drop()
	v.finder.close()
}
