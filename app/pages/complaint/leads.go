package complaint

import (
	"context"
	"strings"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/complain/lead"
	"pinisi/data/followup"
	"pinisi/data/store"
)

// planFollowUp begins an action that follows from the complaint, and opens it.
func (d *detail) planFollowUp() {
	d.form.Commit()
	r := d.now.record
	var id data.ID
	d.s.Change(func(ctx context.Context) (err error) {
		if r, err = d.s.Store.Get(ctx, "complaint", r.ID); err != nil {
			return err
		}
		id, err = followup.Begin(ctx, d.s.Store, d.s.Author, r.Scope, lead.SourceOf(words.Now(), r), "")
		return err
	}, func() { d.s.Open(session.PageFollowUp, id) })
}

// askTopic asks which consultation takes the complaint up: a draft that is
// there, or a new one.
func (d *detail) askTopic() {
	d.form.Commit()
	r := d.now.record
	session.Load(d.s, &d.choosing, func(ctx context.Context) ([]data.Record, error) {
		return d.s.Store.List(ctx, store.Query{Kind: "consultation", Scope: r.Scope, Where: map[string]data.Value{"status": data.TextValue(data.ConsultationDraft)},
			Fields: []string{"title", "starts_at", "internal"}, Desc: true})
	}, func(drafts []data.Record) {
		var options []widgets.Option
		for _, c := range drafts {
			title := strings.Join(strings.Fields(c.Text("title")), " ")
			if title == "" {
				title = words.T("complaint.lead.untitled")
			}
			options = append(options, widgets.Option{ID: c.ID.String(), Text: title})
		}
		options = append([]widgets.Option{{ID: newTopic, Text: words.T("complaint.lead.topic_new")}}, options...)
		which := widgets.NewChoice(words.T("complaint.lead.topic_which"), options)
		which.Set(newTopic)
		text := words.T("complaint.lead.topic_hint")
		if r.Withheld("title", data.OnScreen) {
			text += " " + words.T("complaint.lead.secret")
		}
		widgets.Ask(d.s.Window.Canvas(), widgets.Question{Title: words.T("complaint.lead.topic"), Text: text, Body: which, Yes: words.T("complaint.lead.link")},
			func(string) { d.makeTopic(r, which.ID(), drafts) })
	})
}

// newTopic is the choice of a new consultation: no id is written so.
const newTopic = "+"

func (d *detail) makeTopic(r data.Record, which string, drafts []data.Record) {
	id, edits := data.NilID, []data.Edit(nil)
	if which == newTopic {
		id, edits = lead.TopicEdits(d.s.Store, words.Now(), r)
	}
	for _, c := range drafts {
		if c.ID.String() == which {
			id, edits = c.ID, data.LinkEdits(r, c, "")
		}
	}
	if id != data.NilID {
		d.s.Write("complaint.undo.topic", edits, func() { d.s.Open(session.PageConsultation, id) })
	}
}

// evaluationAt is an evaluation with its indicators.
type evaluationAt struct {
	record     data.Record
	indicators []lead.Indicator
}

// askIndicator asks which indicator of which evaluation the complaint says
// something about.
func (d *detail) askIndicator() {
	d.form.Commit()
	r := d.now.record
	session.Load(d.s, &d.choosing, func(ctx context.Context) ([]evaluationAt, error) {
		list, err := d.s.Store.List(ctx, store.Query{Kind: "evaluation", Scope: r.Scope, Desc: true, Limit: 20})
		var all []evaluationAt
		for _, e := range list {
			if assess.Locked(e) {
				continue
			}
			indicators, err := lead.Indicators(ctx, d.s.Store, e)
			if err != nil {
				d.s.Log.Warn("the indicators of an evaluation cannot be read", "error", err)
				continue
			}
			all = append(all, evaluationAt{e, indicators})
		}
		return all, err
	}, func(all []evaluationAt) {
		if len(all) == 0 {
			d.s.Note(words.T("complaint.lead.no_evaluation"))
			return
		}
		var evaluations []widgets.Option
		for _, e := range all {
			evaluations = append(evaluations, widgets.Option{ID: e.record.ID.String(), Text: strings.TrimSpace(words.T("kinds.evaluation") + " " + e.record.Text("period") + " · " + e.record.Text("unit"))})
		}
		which := widgets.NewChoice(words.T("complaint.lead.evaluation"), evaluations)
		indicator := widgets.NewChoice(words.T("complaint.lead.indicator_which"), nil)
		at := all[0]
		offer := func(id string) {
			for _, e := range all {
				if e.record.ID.String() != id {
					continue
				}
				at = e
				var options []widgets.Option
				for _, i := range e.indicators {
					detail := ""
					if i.About {
						detail = words.T("complaint.lead.about")
					}
					options = append(options, widgets.Option{ID: i.ID, Text: i.ID + "  " + i.Title, Detail: detail})
				}
				indicator.SetOptions(options)
				indicator.Set(options[0].ID)
			}
		}
		which.OnPicked = offer
		which.Set(evaluations[0].ID)
		offer(evaluations[0].ID)
		widgets.Ask(d.s.Window.Canvas(), widgets.Question{Title: words.T("complaint.lead.indicator"), Text: words.T("complaint.lead.indicator_hint"),
			Body: widgets.Column(look.Gap, which, indicator), Yes: words.T("complaint.lead.link")}, func(string) {
			evaluation, code := at.record, indicator.ID()
			d.s.Change(func(ctx context.Context) error {
				edits, err := lead.IndicatorEdits(ctx, d.s.Store, r, evaluation, code)
				if err != nil {
					return err
				}
				_, err = d.s.Store.Write(ctx, data.Action{Author: d.s.Author, Label: "complaint.undo.indicator", Edits: edits})
				return err
			}, func() { d.s.Offer(words.T("complaint.lead.indicator_done", "Indicator", code), d.s.Undo) })
		})
	})
}
