package home

import (
	"context"
	"fmt"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/innovate"
	"pinisi/data/integrate"
	"pinisi/data/outreach"
	"pinisi/data/respond"
	"pinisi/data/standards"
	"pinisi/data/store"
	"pinisi/data/survey"
	"pinisi/data/workday"
)

// evaluations are those that are worked on; at headquarters those that wait for
// its decision.
func evaluations(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.evaluations", Page: session.PageEvaluation}
	statuses := []string{data.EvaluationReturned, data.EvaluationDraft}
	if r.s.Headquarters() {
		g.Title = "home.evaluations_final"
		statuses = []string{data.EvaluationFinal}
	}
	for _, status := range statuses {
		q := store.Query{Kind: "evaluation", Scope: r.scope, Where: map[string]data.Value{"status": data.TextValue(status)}, Desc: true}
		n, err := r.st.Count(ctx, q)
		if err != nil {
			return g, fmt.Errorf("count the open evaluations: %w", err)
		}
		g.All += n
		// The progress of those that are not shown would be read for nothing.
		if q.Limit = shown + urgent - len(g.Items); n == 0 || q.Limit <= 0 {
			continue
		}
		list, err := r.st.List(ctx, q)
		if err != nil {
			return g, fmt.Errorf("list the open evaluations: %w", err)
		}
		progress, err := assess.ProgressOf(ctx, r.st, list)
		if err != nil {
			return g, err
		}
		for _, p := range progress {
			e := evaluating{Progress: p}
			if err := e.countSheets(ctx, r.st); err != nil {
				return g, err
			}
			g.Items = append(g.Items, e.item(r))
		}
	}
	return g, nil
}

// evaluating is an evaluation with the users' complete sheets (F-03), and
// the least number of them; 0 where its instrument names none.
type evaluating struct {
	assess.Progress
	Sheets, Least int
}

// countSheets counts the complete sheets of the users, and how many are needed.
// Without its instrument neither is known; the page of the evaluation says so.
func (e *evaluating) countSheets(ctx context.Context, st *store.Store) error {
	all, err := assess.Instruments(ctx, st)
	if err != nil {
		return err
	}
	ins, err := assess.Of(all, e.Evaluation)
	if err != nil {
		return nil
	}
	rule, _ := ins.RespondentRule(data.Year(e.Evaluation.Text("period")))
	e.Least = rule.Min
	e.Sheets, err = respond.CountComplete(ctx, st, respond.OfEvaluation(ins, e.Evaluation))
	return err
}

// item says what the evaluation waits for, or how much of it is filled.
func (e evaluating) item(r *reading) item {
	rec := e.Evaluation
	i := item{Icon: "evaluation", Title: named(rec.Text("unit")), Page: session.PageEvaluation, ID: rec.ID, Level: working,
		Line: join(r.mission(rec), words.T("home.evaluation_line", "Period", rec.Text("period"), "Variant", words.T("evaluation.variant."+rec.Text("variant"))), sheets(e.Sheets, e.Least))}
	switch status := rec.Text("status"); {
	case status == data.EvaluationReturned:
		i.State, i.Word, i.Level = widgets.Bad, words.T("evaluation.status.returned"), deciding
	case status == data.EvaluationFinal:
		i.State, i.Word, i.Level = widgets.Wait, words.T("home.decide"), deciding
	case !e.Ready():
		i.Done, i.All = e.Answered, e.Total
	case e.Sheets < max(e.Least, 1):
		i.State, i.Word = widgets.Wait, words.T("home.few_users")
	default:
		i.State, i.Word = widgets.Good, words.T("home.complete")
	}
	return i
}

// sheets says how many users' sheets came in, and how many are needed.
func sheets(n, least int) string {
	switch {
	case least == 0 && n == 0:
		return ""
	case least == 0:
		return words.T("home.sheets", "N", n)
	}
	return words.T("home.sheets_of", "N", n, "Least", least)
}

func surveys(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.surveys", Page: session.PageSurvey}
	if r.s.Headquarters() {
		return g, nil
	}
	list, err := r.st.List(ctx, store.Query{Kind: "survey", Scope: r.scope, Where: map[string]data.Value{"status": data.TextValue(data.SurveyDraft)}, Desc: true})
	if err != nil {
		return g, fmt.Errorf("list the surveys under way: %w", err)
	}
	g.All = len(list)
	for _, rec := range list[:min(len(list), shown+urgent)] {
		n := 0
		if form, err := survey.FormOf(ctx, r.st, rec); err == nil { // else its form is not here; its page says so
			if n, err = respond.CountComplete(ctx, r.st, form); err != nil {
				return g, err
			}
		}
		population, _ := rec.Int("population")
		least := survey.MinSample(int(population))
		i := item{Icon: "survey", Title: named(rec.Text("title")), State: widgets.Wait, Word: words.T("home.under_way"), Level: working, Page: session.PageSurvey, ID: rec.ID,
			Line: join(r.mission(rec), words.T("home.survey_line", "Period", rec.Text("period")), rec.Text("unit"), sheets(n, least))}
		if least > 0 && n >= least {
			i.State, i.Word = widgets.Good, words.T("home.enough")
		}
		g.Items = append(g.Items, i)
	}
	return g, nil
}

// standardsDue are reviews and monitoring by their day, and in one line each
// how many services have no standard, an incomplete or an unpublished one.
func standardsDue(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.standards", Page: session.PageStandard}
	if r.s.Headquarters() {
		return g, nil
	}
	all, err := standards.Due(ctx, r.st, r.scope, r.today())
	if err != nil {
		return g, err
	}
	counted := map[string][]standards.Matter{}
	for _, m := range all {
		if m.On == "" {
			counted[m.Reason] = append(counted[m.Reason], m)
			continue
		}
		g.Items = append(g.Items, dated(item{Icon: "standard", Title: m.Name.In(words.Now().Lang()), Page: session.PageStandard, ID: m.Standard,
			Line: words.T("home.standard."+m.Reason, "Date", words.Date(m.On))}, m.Days))
	}
	for _, reason := range []string{standards.Unsettled, standards.Absent, standards.Incomplete, standards.Unpublic, standards.DraftOpen} {
		of := counted[reason]
		if len(of) == 0 {
			continue
		}
		i := item{Icon: "standard", Title: words.T("home.standards."+reason, "N", len(of)), State: widgets.Wait, Word: words.T("home.to_do"), Level: working, Page: session.PageStandard}
		if len(of) == 1 {
			i.ID, i.Line = of[0].Standard, of[0].Name.In(words.Now().Lang())
		}
		g.Items = append(g.Items, i)
	}
	return g, nil
}

func innovations(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.proposals", Page: session.PageInnovation}
	all, err := innovate.Due(ctx, r.st, r.scope, r.today())
	if err != nil {
		return g, err
	}
	for _, c := range all {
		g.Items = append(g.Items, dated(item{Icon: "innovation", Title: named(c.Proposal.Text("title")), Page: session.PageInnovation, ID: c.Proposal.ID,
			Line: join(r.mission(c.Proposal), words.T("home.closes", "Date", words.Date(c.On)))}, c.Days))
	}
	return g, nil
}

func outreachDue(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.outreach", Page: session.PageOutreach}
	all, err := outreach.Due(ctx, r.st, r.scope, r.today())
	if err != nil {
		return g, err
	}
	for _, rec := range all {
		g.Items = append(g.Items, item{Icon: "outreach", Title: named(rec.Text("title")), Page: session.PageOutreach, ID: rec.ID, Level: deciding, State: widgets.Wait, Word: words.T("home.held"),
			Line: join(r.mission(rec), words.Date(rec.Text("held_on")), rec.Text("place"))})
	}
	return g, nil
}

func blockers(ctx context.Context, r *reading) (group, error) {
	g := group{Title: "home.blockers", Page: session.PageIntegration}
	all, err := integrate.Due(ctx, r.st, r.scope, r.today())
	if err != nil {
		return g, err
	}
	for _, l := range all {
		days, _ := workday.CalendarDays(r.today(), l.On)
		g.Items = append(g.Items, dated(item{Icon: "integration", Title: named(l.Blocker.Text("text")), Page: session.PageIntegration, ID: l.Blocker.ID,
			Line: join(r.mission(l.Blocker), l.System.Headline(data.OnScreen), words.T("home.due_on", "Date", words.Date(l.On)))}, min(days, -1)))
	}
	return g, nil
}
