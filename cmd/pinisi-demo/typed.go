package main

import (
	"context"
	"fmt"
	"time"

	"pinisi/data"
	"pinisi/data/jsonl"
)

// nothingGone holds that every value that anyone typed is on every side that
// may see it: as the value that holds, or in the record's history.
func (s *stage) nothingGone(ctx context.Context, held map[*device]holding) error {
	count := 0
	for _, author := range s.missions() {
		for _, reader := range s.all() {
			if reader.scope != author.scope && reader != s.dewi {
				continue
			}
			search := &search{ctx: ctx, d: reader, held: held[reader], history: map[string][]written{}}
			for _, l := range author.typedLines {
				for field, v := range l.Fields {
					found, err := search.finds(l, field, v)
					if err != nil {
						return err
					}
					if !found {
						return fmt.Errorf("%s typed %s = %s in %s %s, and %s has it nowhere", author.who, field, v, l.Kind, l.ID, reader.computer)
					}
					if reader == author {
						count++
					}
				}
			}
		}
	}
	s.out.say("demo.compare.typed", "Count", s.out.words.Integer(int64(count)))
	return nil
}

// written is one change, as pinisi-cli history tells it.
type written struct {
	Field string     `json:"field"`
	Value data.Value `json:"value"`
}

// search looks for typed values on one side.
type search struct {
	ctx     context.Context
	d       *device
	held    holding
	history map[string][]written
}

func (s *search) finds(l jsonl.Line, field string, v data.Value) (bool, error) {
	ids := s.candidates(l)
	for _, id := range ids {
		if alike(s.held.lines[id].Fields[field], v) {
			return true, nil
		}
	}
	for _, id := range ids {
		if s.history[id] == nil {
			all := []written{}
			if err := s.d.ask(s.ctx, &all, fine, "history", id); err != nil {
				return false, err
			}
			s.history[id] = all
		}
		for _, w := range s.history[id] {
			if w.Field == field && alike(w.Value, v) {
				return true, nil
			}
		}
	}
	return false, nil
}

// candidates are the records that a typed line may have become: the one of its
// id, or those of its kind below the same parent.
func (s *search) candidates(l jsonl.Line) []string {
	if l.ID != "" {
		return []string{l.ID}
	}
	kind := data.KindOf(l.Kind)
	if kind == nil {
		return nil
	}
	if kind.Key != "" {
		return []string{data.DerivedID(l.Kind, l.Fields[kind.Parent].ID(), l.Fields[kind.Key].String()).String()}
	}
	var ids []string
	for id, h := range s.held.lines {
		if h.Kind == l.Kind && (kind.Parent == "" || h.Fields[kind.Parent] == l.Fields[kind.Parent]) {
			ids = append(ids, id)
		}
	}
	return ids
}

// alike compares values; moments are the same in any zone.
func alike(a, b data.Value) bool {
	if a == b {
		return true
	}
	x, err1 := time.Parse(time.RFC3339, a.S)
	y, err2 := time.Parse(time.RFC3339, b.S)
	return err1 == nil && err2 == nil && x.Equal(y)
}
