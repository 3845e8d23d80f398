package innovation

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/innovate"
	"pinisi/data/report"
)

// form is the form of one proposal: what it is, the checks, and its sections.
type form struct {
	p          *proposals
	content    fyne.CanvasObject
	scroll     *widgets.FollowFocus
	page       fyne.CanvasObject
	title      *widgets.Text
	words      *widgets.Text
	pill       *widgets.StatusPill
	actions    *fyne.Container
	submitting *widgets.Button
	state      *widgets.Text // submitted on, result
	newer      *fyne.Container
	fields     *bound.Form
	group      *widgets.PickList
	video      *fyne.Container // its fields, where the year asks for one
	rules      *widgets.Text
	checks     *checks
	sections   *sections
	files      *bound.Evidence
	remove     *widgets.Button
	sheet      *innovate.Sheet
}

func newForm(p *proposals) *form {
	f := &form{p: p, words: widgets.Small("").Whole(), pill: widgets.NewStatusPill(widgets.Neutral, ""), state: widgets.Hint(""), rules: widgets.Small("")}
	s := p.d.page.s
	f.title = widgets.Section("").OneLine()
	f.actions, f.newer = widgets.Wrapped(look.Gap), widgets.Column(0)
	back := widgets.NewButton(widgets.Quiet, words.T("innovation.proposal.back"), "back", func() { p.open(data.NilID) }).Compact()
	papers := documents.New(s, documents.OfProposal, func() report.Request {
		f.commit()
		return report.Request{ID: f.of()}
	})
	preview := widgets.NewButton(widgets.Plain, words.T("innovation.proposal.preview"), "search", f.preview).Compact()
	f.checks = newChecks()
	f.sections = newSections(f)
	f.files = bound.NewEvidence(s, words.T("innovation.proposal.files"), "innovation.undo.file", "innovation.undo.file_remove")
	f.remove = widgets.NewButton(widgets.Danger, words.T("innovation.proposal.delete"), "trash", f.delete)
	f.submitting = widgets.NewButton(widgets.Primary, words.T("innovation.proposal.submit"), "lock", f.submit).Compact()
	head := widgets.Inset(look.Wide, look.Gap, widgets.Column(look.Tight,
		widgets.RowGrow(look.Gap, 1, back, widgets.Space(0, 0), preview, papers.Content, f.submitting),
		widgets.RowGrow(look.Gap, 0, f.title, f.words, f.pill), f.state, f.actions))
	f.page = widgets.Page(f.newer, f.card(), f.checks.card, f.sections.content, widgets.NewCard(words.T("innovation.proposal.files"), nil, f.files.Strip), widgets.Row(0, f.remove))
	f.scroll = widgets.NewFollowFocus(f.page)
	f.content = bound.Under(widgets.Column(0, head, widgets.Divider()), container.NewStack(f.scroll))
	return f
}

// card is what a proposal is beside its sections.
func (f *form) card() fyne.CanvasObject {
	f.fields = bound.New(f.p.d.page.s, "innovation.undo.proposal_edit")
	b := f.fields
	label := func(name string) string { return words.T("kinds.proposal." + name) }
	title := b.Text("title", widgets.NewAutoField(label("title")))
	f.group = b.Pick("group", widgets.NewChoice(label("group"), nil))
	closes := b.Date("closes_on", widgets.NewDateField(label("closes_on"), f.p.d.page.s.Now))
	closes.Field().SetHint(words.T("innovation.proposal.closes_hint"))
	video := b.Text("video", widgets.NewAutoField(label("video")))
	video.SetExample(words.T("innovation.proposal.video_example"))
	seconds := b.Number("video_seconds", widgets.NewNumberField(label("video_seconds"), 0, 36_000))
	var looked []widgets.Option
	for _, id := range innovate.VideoChecks {
		looked = append(looked, widgets.Option{ID: id, Text: words.T("innovation.proposal.video_check." + id)})
	}
	pick := b.Picks("video_checks", widgets.NewMultiPick(label("video_checks"), looked))
	f.video = widgets.Column(look.Gap+look.Tight, bound.Columns(220, video, seconds), pick)
	return widgets.NewCard(words.T("innovation.proposal.card"), nil, title, bound.Columns(220, f.group, closes), f.video, f.rules)
}

// of is the proposal that is shown.
func (f *form) of() data.ID {
	if f.sheet == nil {
		return data.NilID
	}
	return f.sheet.Proposal.ID
}

// locked reports whether the proposal cannot be changed here any more.
func (f *form) locked() bool {
	return f.sheet == nil || innovate.Submitted(f.sheet.Proposal) || f.p.d.locked()
}

func (f *form) commit() {
	if f.sheet != nil {
		f.fields.Commit()
		f.sections.commit()
	}
}

func (f *form) show(s *innovate.Sheet) {
	f.sheet = s
	p := s.Proposal
	f.title.Set(words.T("innovation.proposal.line", "Competition", p.Text("competition"), "Year", p.Text("year"), "Group", s.Group.Name.In(lang())))
	f.pill.Set(statusWord(p))
	f.showState()
	f.showNewer()
	var groups []widgets.Option
	for _, g := range s.Year.Groups {
		groups = append(groups, widgets.Option{ID: g.ID, Text: g.Name.In(lang())})
	}
	f.group.SetOptions(groups)
	widgets.ShowIf(f.video, s.Year.Video != nil || p.Text("video") != "")
	source := []string{words.T("innovation.proposal.rules", "Version", s.Rules.Version, "Source", s.Year.Source.In(lang()))}
	if s.Year.PassMark > 0 {
		source = append(source, words.T("innovation.proposal.pass_mark", "Mark", s.Year.PassMark))
	}
	var criteria []string
	for _, c := range s.Rules.Criteria {
		criteria = append(criteria, strings.ToLower(c.Name.In(lang())))
	}
	source = append(source, words.T("innovation.proposal.criteria", "List", strings.Join(criteria, ", ")), s.Rules.Source(s.Group.Form).In(lang()))
	f.rules.Set(strings.Join(source, " "))
	f.fields.Show(p)
	f.fields.Lock(f.locked())
	f.checks.show(s)
	f.sections.show(s, f.locked())
	f.countWords()
	f.files.Show(p, s.Files)
	f.files.KeepAll(innovate.Submitted(p)) // what was handed in stays; what came later may be added
	f.files.Lock(f.p.d.locked())
	widgets.ShowIf(f.remove, !f.locked())
	f.resize()
}

// countWords says how many words all sections have, with what is being typed.
func (f *form) countWords() {
	f.words.Set(words.T("innovation.proposal.words", "N", words.Count(f.sections.words(f.sheet))))
}

func (f *form) resize() {
	f.page.Refresh()
	f.scroll.Refresh()
	f.content.Refresh()
}

// showState says where the proposal stands, and offers the next steps.
func (f *form) showState() {
	p := f.sheet.Proposal
	var parts []string
	if innovate.Submitted(p) {
		parts = append(parts, words.T("innovation.proposal.locked", "On", words.Date(p.Text("submitted_on"))))
	}
	if on := p.Text("result_on"); on != "" {
		result := p.Text("result")
		if result == "" {
			_, result = statusWord(p)
		}
		parts = append(parts, words.T("innovation.proposal.result", "On", words.Date(on), "Result", result))
	}
	f.state.Set(strings.Join(parts, " "))
	widgets.ShowIf(f.state, len(parts) > 0)
	f.actions.Objects = nil
	if !f.p.d.locked() {
		add := func(kind widgets.Kind, key, icon string, do func()) {
			f.actions.Add(widgets.NewButton(kind, words.T("innovation.proposal."+key), icon, do).Compact())
		}
		switch p.Text("status") {
		case data.ProposalSubmitted, data.ProposalPassed:
			if p.Text("status") == data.ProposalSubmitted {
				add(widgets.Plain, "passed", "check", func() { f.decide(data.ProposalPassed, "passed", "") })
			}
			add(widgets.Plain, "awarded", "innovation", func() { f.decide(data.ProposalAwarded, "awarded", "award") })
			add(widgets.Plain, "rejected", "close", func() { f.decide(data.ProposalRejected, "rejected", "reason") })
			if p.Text("status") == data.ProposalSubmitted {
				add(widgets.Quiet, "reopen", "edit", f.reopen)
			}
		}
	}
	widgets.ShowIf(f.submitting, !f.locked())
	widgets.ShowIf(f.actions, len(f.actions.Objects) > 0)
	f.actions.Refresh()
}

// showNewer says what newer rules change.
func (f *form) showNewer() {
	f.newer.Objects = nil
	widgets.ShowIf(f.newer, f.sheet.Newer != nil)
	if f.sheet.Newer == nil {
		return
	}
	s := f.sheet
	body := widgets.Column(look.Tight, widgets.RowGrow(look.Gap, 1, widgets.NewIcon("info", look.Sea, 18), widgets.Body(words.T("innovation.proposal.newer", "Version", s.Newer.Version)).Bold()))
	changes := s.Rules.Changes(s.Newer, s.Proposal.Text("year"), s.Proposal.Text("group"), lang())
	for _, c := range changes {
		body.Add(widgets.Body("• " + words.T("innovation.rules."+c.Key, "What", c.What, "Old", c.Old, "New", c.New)))
	}
	if len(changes) == 0 {
		body.Add(widgets.Body(words.T("innovation.proposal.newer_same")))
	}
	if f.locked() {
		body.Add(widgets.Small(words.T("innovation.proposal.newer_locked")))
	} else {
		body.Add(widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("innovation.proposal.renew"), "check", func() {
			f.change(func(ctx context.Context) error {
				return innovate.Renew(ctx, f.p.d.page.s.Store, f.p.d.page.s.Author, f.of())
			}, "")
		}).Compact()))
	}
	f.newer.Objects = []fyne.CanvasObject{bound.Tinted(look.SeaTint, widgets.Inset(look.Roomy, look.Gap, body))}
}

// change takes the proposal a step on, behind what is being typed.
func (f *form) change(step func(context.Context) error, done string) {
	f.commit()
	s := f.p.d.page.s
	s.Change(step, func() {
		if done != "" {
			s.Toast(words.T(done))
		}
	})
}
