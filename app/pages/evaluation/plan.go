package evaluation

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/rise"
	"pinisi/data/store"
)

// Numbers of sets that are shown: at first, and with each press on "more".
var setsShown = []int{10, 30, rise.MostSets}

// wish is what a person asks of the plan to rise. It lives as long as the form;
// the efforts are stored with the answers.
type wish struct {
	target   string          // code of a category; blank: the next one
	locked   map[string]bool // indicators that are not to be raised
	more     int             // index of setsShown
	unfolded bool            // the efforts are shown
}

// plan is the plan to rise: the cheapest sets of raises that reach a category.
type plan struct {
	f       *form
	content *fyne.Container
	target  *widgets.PickList
	offered string // categories that the target was built for
	summary *widgets.Text
	busy    *fyne.Container // while it takes long
	again   *fyne.Container // after it was stopped
	aim     *widgets.Card
	efforts *efforts
	sets    *fyne.Container
	blocked *fyne.Container // why there can be no plan yet
	slot    session.Slot
	timer   *time.Timer
	asked   string // the question that was asked last
}

func newPlan(f *form) page {
	if f.wish.locked == nil {
		f.wish.locked = map[string]bool{}
	}
	p := &plan{f: f, summary: widgets.Body(""), sets: widgets.Column(look.Roomy), blocked: widgets.Column(look.Roomy)}
	p.target = widgets.NewChoice(words.T("rise.target"), nil)
	p.target.OnPicked = func(code string) {
		f.wish.target, f.wish.more = code, 0
		p.show()
	}
	p.busy = widgets.Row(look.Gap, widgets.Hint(words.T("rise.busy")).Whole(), widgets.NewButton(widgets.Plain, words.T("rise.cancel"), "close", p.stop).Compact())
	p.again = widgets.Row(look.Gap, widgets.Hint(words.T("rise.stopped")).Whole(), widgets.NewButton(widgets.Plain, words.T("rise.again"), "", func() { p.asked = ""; p.show() }).Compact())
	p.busy.Hide()
	p.again.Hide()
	p.aim = widgets.NewCard(words.T("evaluation.view.plan"), nil, widgets.Hint(words.T("rise.hint")),
		widgets.AtMost(look.Text(360), p.target), p.summary, p.busy, p.again)
	p.efforts = newEfforts(p)
	p.content = widgets.Column(look.Roomy, p.aim, p.blocked, p.efforts.content, p.sets)
	p.show()
	return p
}

func (p *plan) object() fyne.CanvasObject { return p.content }
func (p *plan) commit()                   {}
func (p *plan) lock(bool)                 {} // efforts are planned on a final evaluation too

// own reports whether efforts and follow-ups can be written here.
func (p *plan) own() bool { return p.f.p.own(p.f.sheet.Evaluation) }

func (p *plan) show() {
	sheet := p.f.sheet
	above := sheet.Above()
	if why := p.obstacle(); why != nil {
		p.idle()
		p.blocked.Objects = why
		p.sets.Objects = nil
		p.asked = ""
		p.arrange(false)
		return
	}
	p.blocked.Objects = nil
	p.offer(above)
	p.efforts.show()
	p.arrange(true)
	q := sheet.Rise(p.f.wish.target)
	q.Locked, q.Sets = maps.Clone(p.f.wish.locked), setsShown[p.f.wish.more]
	if key := question(q); key != p.asked {
		p.asked = key
		p.compute(q)
	}
}

// arrange shows what there is to show now.
func (p *plan) arrange(possible bool) {
	widgets.ShowIf(p.blocked, len(p.blocked.Objects) > 0)
	widgets.ShowIf(p.target, possible)
	widgets.ShowIf(p.summary, possible)
	widgets.ShowIf(p.efforts.content, possible)
	widgets.ShowIf(p.sets, len(p.sets.Objects) > 0)
	for _, o := range []fyne.CanvasObject{p.blocked, p.sets, p.aim, p.content} {
		o.Refresh()
	}
	p.f.column.Refresh()
}

// obstacle says why there is nothing to plan, nil when there is.
func (p *plan) obstacle() []fyne.CanvasObject {
	sheet := p.f.sheet
	lead := func(text, button, icon string, to func()) []fyne.CanvasObject {
		return []fyne.CanvasObject{widgets.NewCard("", nil, warned(text), widgets.Row(0, widgets.NewButton(widgets.Plain, button, icon, to)))}
	}
	switch res := sheet.Result; {
	case len(res.Missing) > 0:
		text := words.T("rise.incomplete", "Count", len(res.Missing), "List", strings.Join(res.Missing, ", "))
		return lead(text, words.T("rise.to_blank", "Indicator", res.Missing[0]), "edit", func() { p.f.jump(res.Missing[0]) })
	case !res.F03.Known():
		return lead(words.T("rise.no_f03"), words.T("compare.to_f03"), "person", func() { p.f.turn(viewUsers, true) })
	case len(sheet.Above()) == 0:
		category := ""
		if res.Category != nil {
			category = name(*res.Category)
		}
		return []fyne.CanvasObject{widgets.NewCard("", nil, widgets.RowTop(look.Gap, 1, widgets.NewIcon("check", look.Good, 20), widgets.Body(words.T("rise.top", "Category", category))))}
	}
	return nil
}

// offer lists the categories above the present one; the next is proposed.
func (p *plan) offer(above []instrument.Category) {
	var options []widgets.Option
	var codes []string
	for _, c := range above {
		codes = append(codes, c.Code)
		options = append(options, widgets.Option{ID: c.Code, Text: name(c), Detail: words.T("rise.from", "Min", words.Decimal(c.Min.Rat().FloatString(p.f.sheet.Instrument.Index.Decimals)))})
	}
	if key := strings.Join(codes, " "); key != p.offered {
		p.offered = key
		p.target.SetOptions(options)
	}
	if !slices.Contains(codes, p.f.wish.target) {
		p.f.wish.target = codes[0]
	}
	p.target.Set(p.f.wish.target)
}

func name(c instrument.Category) string { return c.Code + " – " + c.Name.In(lang()) }

// question tells one question from another.
func question(q rise.Question) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s %s %d", q.Instrument.Reference, q.MethodF02, q.F03.Fraction(), q.Target, q.Sets)
	for _, ind := range q.Instrument.Indicators() {
		fmt.Fprintf(&b, " %d:%d:%v", q.Answers[ind.ID], q.Effort[ind.ID], q.Locked[ind.ID])
	}
	return b.String()
}

// answer is a plan, or why there is none.
type answer struct {
	plan *rise.Plan
	open map[string]data.ID // follow-ups that are open already, by indicator
	err  *data.Error
}

// patience is how long a computation takes before the page says so.
const patience = 100 * time.Millisecond

func (p *plan) compute(q rise.Question) {
	p.idle()
	s, sheet := p.f.p.s, p.f.sheet
	timer := time.AfterFunc(patience, func() {
		s.Do(func() {
			if p.timer != nil {
				p.busy.Show()
				p.aim.Refresh()
			}
		})
	})
	p.timer = timer
	session.Load(s, &p.slot, func(ctx context.Context) (a answer, err error) {
		if a.plan, err = rise.Compute(ctx, q); errors.As(err, &a.err) {
			return a, nil // for the page to say, not for a banner
		}
		if err == nil {
			a.open, err = sheet.OpenFollowUps(ctx, s.Store)
		}
		return a, err
	}, func(a answer) {
		p.idle()
		p.found(a)
	})
}

// idle ends the signs of computing.
func (p *plan) idle() {
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
	p.busy.Hide()
	p.again.Hide()
}

// stop ends a computation that takes too long.
func (p *plan) stop() {
	p.slot.Drop()
	p.idle()
	p.again.Show()
	p.sets.Objects = nil
	p.arrange(true)
}

func (p *plan) found(a answer) {
	p.sets.Objects = nil
	switch {
	case a.err != nil:
		p.summary.Set(session.ErrorText(a.err))
	case !a.plan.Reachable:
		p.summary.Set(words.T("rise.unreachable", "Target", name(a.plan.Target), "Best", a.plan.Best.Rounded.Text(lang(), p.f.sheet.Result.Decimals), "Category", name(a.plan.Best.Category)))
	default:
		p.summary.Set(p.summarise(a.plan))
		for i := range a.plan.Sets {
			p.sets.Add(p.card(i, a.plan.Sets[i], a.open))
		}
		p.sets.Add(p.end(a.plan))
	}
	p.arrange(true)
}

// summarise says where the evaluation stands and what is missing, exactly.
func (p *plan) summarise(plan *rise.Plan) string {
	decimals := p.f.sheet.Result.Decimals
	return words.T("rise.summary",
		"Now", plan.Now.Rounded.Text(lang(), decimals), "Category", plan.Now.Category.Code,
		"Target", plan.Target.Code, "Min", words.Decimal(plan.Target.Min.Rat().FloatString(decimals)),
		"Sets", words.Count(len(plan.Sets)), "Cost", words.Count(plan.Sets[0].Cost))
}

// end says whether there are more sets, and shows them when asked.
func (p *plan) end(plan *rise.Plan) fyne.CanvasObject {
	switch {
	case !plan.More:
		return widgets.Hint(words.T("rise.all", "N", len(plan.Sets)))
	case p.f.wish.more+1 == len(setsShown):
		return widgets.Hint(words.T("rise.most", "N", len(plan.Sets)))
	}
	return widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("rise.more"), "chevron-down", func() {
		p.f.wish.more++
		p.show()
	}))
}

// card is one set: what to raise, to which text, and what comes of it.
func (p *plan) card(at int, set rise.Set, open map[string]data.ID) fyne.CanvasObject {
	decimals := p.f.sheet.Result.Decimals
	title := words.T("rise.set", "N", at+1, "Cost", words.Count(set.Cost), "IPP", set.Rounded.Text(lang(), decimals), "Category", set.Category.Code)
	planned := 0
	for _, r := range set.Raises {
		if _, there := open[r.Indicator]; there {
			planned++
		}
	}
	var aside fyne.CanvasObject
	switch {
	case planned == len(set.Raises):
		aside = widgets.NewStatusPill(widgets.Good, words.T("rise.planned"))
	case p.own():
		aside = widgets.NewButton(widgets.Plain, words.T("rise.to_followups"), "follow-up", func() { p.begin(set) }).Compact()
	}
	var body []fyne.CanvasObject
	for i, r := range set.Raises {
		if i > 0 {
			body = append(body, widgets.Divider())
		}
		body = append(body, p.raise(r, open))
	}
	return widgets.NewCard(title, aside, body...)
}

func (p *plan) raise(r rise.Raise, open map[string]data.ID) fyne.CanvasObject {
	ind, _ := p.f.sheet.Instrument.Indicator(r.Indicator)
	title := widgets.Body(r.Indicator + "  " + ind.Title.In(lang())).Bold()
	step := widgets.Body(words.T("rise.step", "From", strconv.Itoa(r.From), "To", strconv.Itoa(r.To))).Bold().Whole()
	gain := widgets.Small(words.T("rise.gain", "Gain", r.Gain.Text(lang(), 3), "Cost", words.Count(r.Cost)))
	text := widgets.Hint(words.T("rise.reach", "To", strconv.Itoa(r.To), "Text", levelText(p.f, r)))
	lines := widgets.Column(2, widgets.RowTop(look.Roomy, 0, title, step), text, gain)
	if id, there := open[r.Indicator]; there {
		lines.Add(widgets.Row(0, widgets.NewButton(widgets.Quiet, words.T("rise.open_followup"), "follow-up", func() { p.f.p.s.Open(session.PageFollowUp, id) }).Compact()))
	}
	return lines
}

// changed follows follow-ups that are made, closed or taken back elsewhere.
func (p *plan) changed(e store.Event) {
	if session.Touches(e, "followup") {
		p.asked = ""
		p.show()
	}
}
