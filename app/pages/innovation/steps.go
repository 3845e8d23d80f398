package innovation

import (
	"context"
	"strings"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/innovate"
)

// submit asks with everything that is not as it should be, then locks.
func (f *form) submit() {
	f.commit()
	s, id := f.p.d.page.s, f.of()
	var sheet *innovate.Sheet
	s.Change(func(ctx context.Context) (err error) { // behind what was just typed
		sheet, err = innovate.Load(ctx, s.Store, id, f.sheet.Today)
		return err
	}, func() {
		text := []string{words.T("innovation.proposal.submit.hint")}
		if missing := sheet.Missing(); len(missing) > 0 {
			text = append(text, words.T("innovation.proposal.submit.missing", "N", len(missing), "List", names(missing)))
		}
		if over := sheet.Over(); len(over) > 0 {
			text = append(text, words.T("innovation.proposal.submit.over", "N", len(over), "List", names(over)))
		}
		if n := failed(sheet); n > 0 {
			text = append(text, words.T("innovation.proposal.submit.failed", "N", n))
		}
		widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("innovation.proposal.submit.title"), Text: strings.Join(text, "\n\n"), Yes: words.T("innovation.proposal.submit")}, func(string) {
			f.change(func(ctx context.Context) error {
				return innovate.Submit(ctx, s.Store, s.Author, id, sheet.Today)
			}, "innovation.proposal.submitted")
		})
	})
}

// names lists sections.
func names(parts []innovate.Part) string {
	var all []string
	for _, p := range parts {
		all = append(all, p.Name.In(lang()))
	}
	return strings.Join(all, ", ")
}

func failed(s *innovate.Sheet) int {
	n := 0
	for _, c := range s.Checks() {
		if c.Outcome == innovate.Failed {
			n++
		}
	}
	return n
}

func (f *form) reopen() {
	s, id := f.p.d.page.s, f.of()
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("innovation.proposal.reopen.title"), Text: words.T("innovation.proposal.reopen.hint"), Yes: words.T("innovation.proposal.reopen")}, func(string) {
		f.change(func(ctx context.Context) error { return innovate.Reopen(ctx, s.Store, s.Author, id) }, "")
	})
}

// decide notes what came of it; ask is what must be told with it, "" for nothing.
func (f *form) decide(status, word, ask string) {
	s, id, today := f.p.d.page.s, f.of(), f.sheet.Today
	q := widgets.Question{Title: words.T("innovation.proposal.decide.title", "What", words.T("innovation.proposal."+word)), Yes: words.T("innovation.proposal.decide.yes")}
	if ask != "" {
		q.Reason = words.T("innovation.proposal.decide." + ask)
	}
	widgets.Ask(s.Window.Canvas(), q, func(result string) {
		f.change(func(ctx context.Context) error {
			return innovate.Decided(ctx, s.Store, s.Author, id, status, strings.TrimSpace(result), today)
		}, "")
	})
}

func (f *form) delete() {
	s, r := f.p.d.page.s, f.sheet.Proposal
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("innovation.proposal.delete.title"), Yes: words.T("innovation.proposal.delete"), Grave: true,
		Text: words.T("innovation.proposal.delete.hint", "Title", r.Text("title"))}, func(string) {
		s.Write("innovation.undo.proposal_delete", []data.Edit{r.Delete()}, func() { f.p.open(data.NilID) })
	})
}

// preview shows the proposal as one text, as a reader gets it.
func (f *form) preview() {
	s := f.sheet
	page := widgets.Column(look.Gap, widgets.Title(s.Proposal.Text("title")), widgets.Hint(f.title.Content()+" · "+f.words.Content()))
	for _, p := range s.Parts {
		page.Add(widgets.Space(0, look.Tight))
		page.Add(widgets.Section(p.Name.In(lang())))
		text := f.sections.text(p)
		if strings.TrimSpace(text) == "" {
			page.Add(widgets.Hint(words.T("innovation.limit.none_empty")))
			continue
		}
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				page.Add(widgets.Body(line))
			}
		}
	}
	c := f.p.d.page.s.Window.Canvas()
	height := max(240, min(560, c.Size().Height-180))
	widgets.ShowOver(c, words.T("innovation.proposal.preview"), widgets.Sized(0, height, widgets.NewFollowFocus(widgets.Inset(look.Gap, 0, page))), 720)
}
