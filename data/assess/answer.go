package assess

import (
	"maps"
	"path/filepath"

	"pinisi/data"
	"pinisi/data/store"
)

// Stub is the answer of an indicator as it was read; of one that nobody had
// touched it is the record to be, which has seen nothing: an answer that
// arrives meanwhile stays beside what is written on it.
func (s *Sheet) Stub(indicator string) data.Record {
	if a, ok := s.Answers[indicator]; ok {
		return a
	}
	return s.stub("answer", AnswerID(s.Evaluation.ID, indicator))
}

// Answer are the edits that set one field of an indicator's answer.
func (s *Sheet) Answer(indicator, field string, v data.Value) []data.Edit {
	if _, ok := s.Answers[indicator]; !ok && v.IsNull() {
		return nil
	}
	return append(s.Found(indicator), s.Stub(indicator).Set(field, v))
}

// Found are the edits that make an indicator's answer if there is none: the
// same on every device, so that two people meet in one record.
func (s *Sheet) Found(indicator string) []data.Edit {
	if _, ok := s.Answers[indicator]; ok {
		return nil
	}
	return s.found("answer", AnswerID(s.Evaluation.ID, indicator), indicator)
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
	e := s.Evaluation
	fields := map[string]data.Value{
		"owner": data.RefValue(AnswerID(e.ID, indicator)), "owner_kind": data.TextValue("answer"),
		"sha256": data.TextValue(f.SHA256), "name": data.TextValue(filepath.Base(f.Path)), "size": data.IntValue(f.Size),
	}
	if f.MediaType != "" {
		fields["media_type"] = data.TextValue(f.MediaType)
	}
	return append(s.Found(indicator), data.Create("attachment", st.NewID(), e.Scope, fields)...), nil
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

// With is the sheet as it will be when the field of an answer has this value:
// for showing at once what is being stored. The sheet itself does not change.
func (s *Sheet) With(indicator, field string, v data.Value) *Sheet {
	next := *s
	next.Answers = maps.Clone(s.Answers)
	a := s.Stub(indicator)
	a.Fields = maps.Clone(a.Fields)
	if a.Fields == nil {
		a.Fields = map[string]data.Value{}
	}
	if v.IsNull() {
		delete(a.Fields, field)
	} else {
		a.Fields[field] = v
	}
	next.Answers[indicator] = a
	if err := next.Score(); err != nil {
		next.Result = s.Result // not reached: s was scored by the same methods
	}
	return &next
}
