package assess

import (
	"path/filepath"

	"pinisi/data"
	"pinisi/data/store"
)

// Answer are the edits that set one field of an indicator's answer: of the
// answer as it was read, or of a new one when nobody had touched the indicator.
func (s *Sheet) Answer(indicator, field string, v data.Value) []data.Edit {
	if a, ok := s.Answers[indicator]; ok {
		return []data.Edit{a.Set(field, v)}
	}
	if v.IsNull() {
		return nil
	}
	e := s.Evaluation
	return data.Create("answer", AnswerID(e.ID, indicator), e.Scope, map[string]data.Value{
		"evaluation": data.RefValue(e.ID), "indicator": data.TextValue(indicator), field: v,
	})
}

// Choose are the edits that give an indicator a level; a negative one empties it.
func (s *Sheet) Choose(indicator string, level int) []data.Edit {
	if level < 0 {
		return s.Answer(indicator, "score", data.Value{})
	}
	return s.Answer(indicator, "score", data.IntValue(int64(level)))
}

// File is a file that the store has taken in.
type File struct {
	Path      string // where it came from; only its last part is kept
	SHA256    string
	Size      int64
	MediaType string
}

// Attach are the edits that name a file as evidence of an indicator. It fails
// with errors.locked on a final evaluation.
func (s *Sheet) Attach(st *store.Store, indicator string, f File) ([]data.Edit, error) {
	if err := s.unlocked(); err != nil {
		return nil, err
	}
	var edits []data.Edit
	e := s.Evaluation
	owner := AnswerID(e.ID, indicator)
	if _, ok := s.Answers[indicator]; !ok {
		edits = data.Create("answer", owner, e.Scope, map[string]data.Value{
			"evaluation": data.RefValue(e.ID), "indicator": data.TextValue(indicator),
		})
	}
	fields := map[string]data.Value{
		"owner": data.RefValue(owner), "owner_kind": data.TextValue("answer"),
		"sha256": data.TextValue(f.SHA256), "name": data.TextValue(filepath.Base(f.Path)), "size": data.IntValue(f.Size),
	}
	if f.MediaType != "" {
		fields["media_type"] = data.TextValue(f.MediaType)
	}
	return append(edits, data.Create("attachment", st.NewID(), e.Scope, fields)...), nil
}

// Detach are the edits that take a piece of evidence away. The file itself
// stays in the store: the log still names it, and undo brings it back.
func (s *Sheet) Detach(attachment data.Record) ([]data.Edit, error) {
	if err := s.unlocked(); err != nil {
		return nil, err
	}
	return []data.Edit{attachment.Delete()}, nil
}

// unlocked refuses evidence on a final evaluation; the guard of attachments
// sees only the answer that owns them, which has no status.
func (s *Sheet) unlocked() error {
	if e := s.Evaluation; Locked(e) {
		return data.Fail(data.ErrLocked.Code, nil, "Kind", "evaluation", "Title", e.Text("unit")+" "+e.Text("period"))
	}
	return nil
}
