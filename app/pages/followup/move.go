package followup

import (
	"context"
	"errors"
	"maps"
	"mime"
	"path/filepath"
	"time"

	"pinisi/app/choose"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// statuses are those that a person gives, in the order of work, and the one
// that comes of carrying over.
var statuses = []string{followup.Planned, followup.Running, followup.Done, followup.Cancelled, followup.Carried}

// moveTo takes an action from a card to a status. What that needs is asked for
// first: a reason to cancel, evidence to finish.
func (p *Page) moveTo(r data.Record, status string) {
	if bound.Foreign(p.s, r) {
		p.s.Note(words.T("bound.foreign"))
		return
	}
	if followup.Status(r) == followup.Carried {
		p.s.Note(say(data.Fail("followup.is_carried", nil, "Title", title(r))))
		return
	}
	if status == followup.Cancelled {
		p.askReason(r, func(reason string) { p.setStatus(r.ID, status, because(reason), p.tell(r)) })
		return
	}
	p.setStatus(r.ID, status, nil, func(err error) {
		var e *data.Error
		if errors.As(err, &e) && e.Code == "followup.needs_evidence" {
			p.askEvidence(r)
			return
		}
		p.tell(r)(err)
	})
}

// tell says why an action stays where it is.
func (p *Page) tell(r data.Record) func(error) {
	return func(err error) {
		if err == nil {
			return
		}
		widgets.Ask(p.s.Window.Canvas(), widgets.Question{Title: title(r), Text: say(err), Yes: words.T("followup.open")}, func(string) { p.openRecord(r.ID) })
	}
}

// askReason asks why an action is cancelled.
func (p *Page) askReason(r data.Record, yes func(reason string)) {
	widgets.Ask(p.s.Window.Canvas(), widgets.Question{
		Title: words.T("followup.cancel.do"), Text: words.T("followup.cancel.say", "Title", title(r)),
		Yes: words.T("followup.cancel.do"), Reason: words.T("followup.field.reason"),
	}, yes)
}

func because(reason string) func(data.Record) []data.Edit {
	return func(r data.Record) []data.Edit { return []data.Edit{r.Set("reason", data.TextValue(reason))} }
}

// askEvidence asks for the file that shows that an action is done, and takes it
// to done with it.
func (p *Page) askEvidence(r data.Record) {
	widgets.Ask(p.s.Window.Canvas(), widgets.Question{
		Title: words.T("followup.evidence.ask"), Text: words.T("followup.evidence.say", "Title", title(r)), Yes: words.T("followup.evidence.choose"),
	}, func(string) {
		choose.File(p.s.Window, func(path string, err error) {
			if err != nil {
				p.s.Fail(data.Fail("errors.file_gone", err, "Path", path), nil)
				return
			}
			p.finishWith(r, path)
		})
	})
}

// finishWith copies a file in and takes the action to done with it, as one action.
func (p *Page) finishWith(r data.Record, path string) {
	var sha string
	var size int64
	p.s.Background(func(ctx context.Context) (err error) {
		sha, size, err = p.s.Store.AddFile(ctx, path, nil)
		return err
	}, func(err error) {
		if err != nil {
			p.s.Fail(err, func() { p.finishWith(r, path) })
			return
		}
		name := filepath.Base(path)
		fields := map[string]data.Value{
			"owner": data.RefValue(r.ID), "owner_kind": data.TextValue(r.Kind), "sha256": data.TextValue(sha),
			"name": data.TextValue(name), "size": data.IntValue(size),
		}
		if media := mime.TypeByExtension(filepath.Ext(name)); media != "" {
			fields["media_type"] = data.TextValue(media)
		}
		file := p.s.Store.NewID()
		p.setStatus(r.ID, followup.Done, func(now data.Record) []data.Edit {
			return data.Create("attachment", file, now.Scope, fields)
		}, p.tell(r))
	})
}

// setStatus reads an action as it is now, behind what was just saved, and writes
// the status by the rules, with what else belongs to it. refused is told why it
// was not written, or nil.
func (p *Page) setStatus(id data.ID, status string, with func(data.Record) []data.Edit, refused func(error)) {
	var why error
	p.s.Change(func(ctx context.Context) error {
		why = nil
		r, err := p.s.Store.Get(ctx, "followup", id)
		if errors.Is(err, data.ErrNotFound) { // nothing of it is written yet
			r, err = data.Record{Kind: "followup", ID: id, Scope: bound.OwnScope(p.s)}, nil
		}
		if err != nil {
			return err
		}
		evidence, err := p.s.Store.Count(ctx, store.Query{Kind: "attachment", Parent: id})
		if err != nil {
			return err
		}
		var edits []data.Edit
		checked := r
		if with != nil {
			edits = with(r)
			checked.Fields = maps.Clone(r.Fields)
			if checked.Fields == nil {
				checked.Fields = map[string]data.Value{}
			}
			for _, e := range edits {
				if e.Record == id {
					checked.Fields[e.Field] = e.Value
				} else if e.Field == "owner" {
					evidence++
				}
			}
		}
		more, err := followup.SetStatus(checked, status, evidence, setup.Today(p.s.Now(), r.Scope))
		if err != nil {
			why = err
			return nil
		}
		_, err = p.s.Store.Write(ctx, data.Action{Author: p.s.Author, Label: "followup.undo.status", Edits: append(edits, more...)})
		return err
	}, func() { refused(why) })
}

// say is an error in words, with its dates as people write them.
func say(err error) string {
	var e *data.Error
	if errors.As(err, &e) {
		args := maps.Clone(e.Args)
		for name, v := range args {
			if text, ok := v.(string); ok {
				if _, notDate := time.Parse(time.DateOnly, text); notDate == nil {
					args[name] = words.Date(text)
				}
			}
		}
		err = &data.Error{Code: e.Code, Args: args}
	}
	return session.ErrorText(err)
}
