package survey

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/survey"
)

// The tabs of a survey, in the order of work.
const (
	tabPlan        = "plan"
	tabEntry       = "entry"
	tabResult      = "result"
	tabFollowUps   = "followups"
	tabPublication = "publication"
)

// part is the content of a tab.
type part interface {
	bound.Part[*snapshot]
	// reveal brings a field of the tab into view, with the keyboard.
	reveal(field string)
	close()
}

// detail is one survey: what it is above, tabs, and what it comes to below.
type detail struct {
	page    *Page
	s       *session.Session
	content fyne.CanvasObject
	title   *widgets.Text
	sub     *widgets.Text
	pill    *widgets.StatusPill
	clash   *widgets.Button
	why     *widgets.Text     // why it was reopened
	foreign fyne.CanvasObject // a mission's, at headquarters
	papers  *fyne.Container   // documents of this survey
	tabs    *bound.Parts[*snapshot, part]
	now     *snapshot

	index, basis     *widgets.Text
	finalise, reopen *widgets.Button
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, s: p.s}
	d.title, d.sub = widgets.Title("").OneLine(), widgets.Hint("").OneLine()
	d.pill = widgets.NewStatusPill(widgets.Neutral, "")
	d.clash = widgets.NewButton(widgets.Quiet, "", "conflict", func() { d.s.Open(session.PageSync, d.now.sheet.Survey.ID) }).Compact()
	d.why = widgets.Hint("")
	d.foreign = bound.ForeignNotice()
	d.tabs = bound.NewParts[*snapshot]([]string{tabPlan, tabEntry, tabResult, tabFollowUps, tabPublication},
		func(id string) string { return words.T("survey.tab." + id) }, d.makePart)
	d.index, d.basis = widgets.NewText("", look.TextSize+2).Bold().OneLine(), widgets.Small("").OneLine()
	d.finalise = widgets.NewButton(widgets.Primary, words.T("survey.finalise"), "lock", d.askFinal)
	d.reopen = widgets.NewButton(widgets.Plain, words.T("survey.reopen"), "edit", d.askReopen)
	d.papers = container.NewStack()
	head := widgets.Inset(look.Wide, look.Gap+look.Tight, widgets.Column(look.Tight,
		widgets.RowGrow(look.Gap, 0, d.title, d.clash, d.papers, d.pill), d.sub, d.why, d.foreign))
	foot := widgets.Column(0, widgets.Divider(), widgets.Inset(look.Wide, look.Gap+look.Tight,
		widgets.RowGrow(look.Gap, 0, widgets.Column(2, d.index, d.basis), d.reopen, d.finalise)))
	d.content = bound.Under(widgets.Column(0, head, widgets.Inset(look.Roomy, 0, d.tabs.Row), widgets.Divider()),
		container.NewBorder(nil, foot, nil, nil, d.tabs.Host))
	return d
}

func (d *detail) makePart(id string) part {
	switch id {
	case tabEntry:
		return newEntry(d)
	case tabResult:
		return newResult(d)
	case tabFollowUps:
		return newFollowUps(d)
	case tabPublication:
		return newPublication(d)
	}
	return newPlan(d)
}

func (d *detail) close() {
	for _, p := range d.tabs.Made() {
		p.close()
	}
}

func (d *detail) dropped(path string) bool {
	e, ok := d.tabs.Front().(*entry)
	return ok && e.dropped(path)
}

// locked reports whether the survey and its responses may not change now.
func (d *detail) locked() bool { return survey.Locked(d.now.sheet.Survey) || d.readOnly() }

// readOnly reports whether nothing can be written about it here at all.
func (d *detail) readOnly() bool { return d.page.readOnly(d.now.sheet.Survey) }

func (d *detail) show(now *snapshot) {
	if d.now != nil && d.now.sheet.Definition != now.sheet.Definition {
		d.tabs.Commit()
		d.close()
		d.tabs.Forget() // they ask other questions; the page opens a tab anew
	}
	if d.now == nil || d.now.sheet.Survey.ID != now.sheet.Survey.ID {
		d.papers.Objects = []fyne.CanvasObject{d.newDocuments(now.sheet.Survey.ID)}
	}
	d.now = now
	r := now.sheet.Survey
	row := Row(r)
	title := r.Text("title")
	if title == "" {
		title = row.Title
	}
	d.title.Set(title)
	d.pill.Set(row.State, row.Word)
	parts := []string{words.T("survey.head", "Period", r.Text("period")), r.Text("unit")}
	if d.s.Headquarters() {
		parts = append([]string{bound.MissionName(r.Scope)}, parts...)
	}
	if from, until := r.Text("from_on"), r.Text("until_on"); from != "" && until != "" {
		parts = append(parts, words.Date(from)+" – "+words.Date(until))
	}
	d.sub.Set(strings.Join(parts, " · "))
	widgets.ShowIf(d.foreign, bound.Foreign(d.s, r))
	d.showStatus(r)
	d.index.Set(now.sheet.Result.Headline(lang()))
	d.basis.Set(now.sheet.Result.Basis(lang()))
	d.tabs.Show(now, map[string]int{tabEntry: len(now.sheet.Responses.Responses), tabFollowUps: len(now.sheet.Followups)})
	d.content.Refresh()
}

// newDocuments is the button of the documents of a survey. What is being typed
// is stored first, so that it stands in them.
func (d *detail) newDocuments(id data.ID) fyne.CanvasObject {
	return documents.New(d.s, documents.OfSurvey, func() report.Request {
		d.tabs.Commit()
		return report.Request{ID: id}
	}).Content
}

// showStatus offers the step that the survey can take.
func (d *detail) showStatus(r data.Record) {
	final, may := survey.Locked(r), !d.readOnly()
	widgets.ShowIf(d.finalise, may && !final)
	widgets.ShowIf(d.reopen, may && final)
	why := ""
	at := words.Moment(r.Time("status_at"), d.s.Now())
	switch reason := r.Text("status_reason"); {
	case final && !r.Time("status_at").IsZero():
		why = words.T("survey.final_since", "When", at)
	case !final && reason != "":
		why = words.T("survey.reopened", "When", at, "Reason", reason)
	}
	d.why.Set(why)
	widgets.ShowIf(d.why, why != "")
	n := d.now.sheet.Conflicts()
	if n > 0 {
		d.clash.SetText(words.T("survey.conflicts", "N", n))
	}
	widgets.ShowIf(d.clash, n > 0)
}

// reveal opens a tab at a field.
func (d *detail) reveal(tab, field string) {
	d.tabs.Go(tab).reveal(field)
}

// jump goes to where a missing thing is filled in.
func (d *detail) jump(n survey.Need) {
	switch {
	case n.Key == "survey.need.conflicts":
		d.s.Open(session.PageSync, d.now.sheet.Survey.ID)
	case n.Field == "":
		d.reveal(tabEntry, "")
	default:
		d.reveal(tabPlan, n.Field)
	}
}

// askFinal makes the survey final, or shows what stands in the way. What was
// just typed is stored first, so the check runs behind it.
func (d *detail) askFinal() {
	d.tabs.Commit()
	id := d.now.sheet.Survey.ID
	var less string
	missing := false
	d.s.Change(func(ctx context.Context) error {
		sheet, err := survey.Load(ctx, d.s.Store, id)
		if err != nil {
			return err
		}
		missing, less = sheet.Blocked() > 0, sheet.Result.Less(words.Now().Lang())
		return nil
	}, func() {
		switch {
		case !missing && less == "":
			d.makeFinal(id)
		case !missing:
			widgets.Ask(d.s.Window.Canvas(), widgets.Question{Title: words.T("survey.finalise.few"), Text: less, Yes: words.T("survey.finalise")},
				func(string) { d.makeFinal(id) })
		case d.now.sheet.Survey.ID == id:
			d.s.Note(words.T("survey.finalise.missing"))
			d.reveal(tabResult, fieldNeeds)
		}
	})
}

func (d *detail) makeFinal(id data.ID) {
	d.s.Change(func(ctx context.Context) error { return survey.Finalise(ctx, d.s.Store, d.s.Author, id, d.s.Now()) },
		func() { d.s.Toast(words.T("survey.finalise.done")) })
}

func (d *detail) askReopen() {
	id := d.now.sheet.Survey.ID
	widgets.Ask(d.s.Window.Canvas(), widgets.Question{
		Title: words.T("survey.reopen.title"), Text: words.T("survey.reopen.hint"), Yes: words.T("survey.reopen"), Reason: words.T("survey.reason"),
	}, func(reason string) {
		d.s.Change(func(ctx context.Context) error {
			return survey.Reopen(ctx, d.s.Store, d.s.Author, id, reason, d.s.Now())
		}, func() { d.s.Toast(words.T("survey.reopen.done")) })
	})
}

func lang() string { return words.Now().Lang() }
