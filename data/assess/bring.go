package assess

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/store"
)

// LastYearFiles reads the evidence of last year's answers by indicator.
func (s *Sheet) LastYearFiles(ctx context.Context, st *store.Store) (map[string][]data.Record, error) {
	files, err := attachments(ctx, st, s.LastYear)
	if err != nil {
		return nil, fmt.Errorf("last year of evaluation %s: %w", s.Evaluation.ID, err)
	}
	return files, nil
}

// Bring says what can be brought from last year into an indicator: only what
// is blank now. Its zero value brings nothing.
type Bring struct {
	Level int    // NoLevel where there is none, or one is chosen
	Note  string // blank where there is none, or one is written
	Files []data.Record
}

// NoLevel is the level that is not brought.
const NoLevel = -1

// Empty reports whether there is nothing to bring.
func (b Bring) Empty() bool { return b.Level == NoLevel && b.Note == "" && len(b.Files) == 0 }

// BringOf is what last year has for an indicator of the same id. Evidence that
// is here already, by its content, is not brought again; what people disagree
// on is left alone.
func (s *Sheet) BringOf(indicator string, lastFiles []data.Record) Bring {
	b := Bring{Level: NoLevel}
	last, ok := s.LastYear[indicator]
	if !ok {
		return b
	}
	now := s.Stub(indicator)
	i, known := s.Instrument.Indicator(indicator)
	if level, ok := last.Int("score"); ok && now.Get("score").IsNull() && len(now.Conflicts["score"]) == 0 && known && int(level) < len(i.Levels) {
		b.Level = int(level)
	}
	if now.Text("note") == "" && len(now.Conflicts["note"]) == 0 {
		b.Note = last.Text("note")
	}
	here := map[string]bool{}
	for _, f := range s.Attachments[indicator] {
		here[f.Text("sha256")] = true
	}
	for _, f := range lastFiles {
		if sha := f.Text("sha256"); sha != "" && !here[sha] {
			here[sha] = true
			b.Files = append(b.Files, f)
		}
	}
	return b
}

// BringEdits are the edits that bring it, as one action: evidence becomes new
// records that name the same content. Nothing on a locked evaluation.
func (s *Sheet) BringEdits(st *store.Store, indicator string, b Bring) []data.Edit {
	if b.Empty() || Locked(s.Evaluation) {
		return nil
	}
	edits := s.Found(indicator)
	now := s.Stub(indicator)
	if b.Level != NoLevel {
		edits = append(edits, now.Set("score", data.IntValue(int64(b.Level))))
	}
	if b.Note != "" {
		edits = append(edits, now.Set("note", data.TextValue(b.Note)))
	}
	for _, f := range b.Files {
		fields := map[string]data.Value{"owner": data.RefValue(now.ID), "owner_kind": data.TextValue("answer")}
		for _, name := range []string{"sha256", "name", "size", "media_type", "caption", "taken_on"} {
			if v := f.Get(name); !v.IsNull() {
				fields[name] = v
			}
		}
		edits = append(edits, data.Create("attachment", st.NewID(), s.Evaluation.Scope, fields)...)
	}
	return edits
}
