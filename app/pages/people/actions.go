package people

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/people"
	"pinisi/data/store"
)

// askCopy asks where the copy for the person goes.
func (r *results) askCopy() {
	s := r.page.s
	path := widgets.NewAutoField(words.T("people.copy.file"))
	path.SetText(filepath.Join(choose.Documents(), "salinan-data-pribadi-"+s.Now().Format("20060102-1504")+".xlsx")) // no name in a file's name
	found, asked := r.found, r.page.asked
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("people.copy"), Text: words.T("people.copy.text"), Yes: words.T("people.copy.do"), Body: path}, func(string) {
		file := strings.TrimSpace(path.Text())
		r.page.writeCopy(file, asked, found)
	})
}

// writeCopy writes the workbook and, beside it, the same as JSON.
func (p *Page) writeCopy(file, asked string, found []people.Record) {
	s := p.s
	base := strings.TrimSuffix(file, filepath.Ext(file))
	s.Background(func(ctx context.Context) error {
		c, err := people.MakeCopy(ctx, s.Store, asked, found, words.Now().Lang(), s.Now())
		if err != nil {
			return err
		}
		book, err := c.XLSX(words.Now().Lang())
		if err != nil {
			return err
		}
		text, err := c.JSON()
		if err != nil {
			return err
		}
		for name, b := range map[string][]byte{base + ".xlsx": book, base + ".json": text} {
			if err := os.WriteFile(name, b, 0o600); err != nil {
				return fmt.Errorf("write %s: %w", name, err)
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			s.Fail(data.Fail("people.copy.failed", err, "Path", base+".xlsx", "Why", err.Error()), nil)
			return
		}
		s.Toast(words.T("people.copy.done", "Path", base+".xlsx"))
	})
}

// askCorrect asks for the right name, and shows what it will change.
func (r *results) askCorrect() {
	s := r.page.s
	to := widgets.NewAutoField(words.T("people.correct.to"))
	preview := widgets.Column(look.Tight)
	choices := r.choices()
	show := func(text string) {
		preview.RemoveAll()
		changes := people.Corrections(choices, strings.TrimSpace(text))
		if strings.TrimSpace(text) == "" {
			changes = nil
		}
		for i, c := range changes {
			if i == 8 {
				preview.Add(widgets.Small(words.T("people.more", "N", len(changes)-i)))
				break
			}
			preview.Add(widgets.Small(words.T("people.correct.change", "Kind", words.T("kinds."+c.Record.Kind), "Before", words.Short(flat(c.Before), 60), "After", words.Short(flat(c.After), 60))))
		}
		if len(changes) == 0 {
			preview.Add(widgets.Small(words.T("people.correct.nothing")))
		}
		preview.Refresh()
	}
	to.OnTyped = show
	to.SetText(r.page.asked)
	show(r.page.asked)
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("people.correct"), Text: words.T("people.correct.text"), Yes: words.T("people.correct.do"),
		Body: widgets.Column(look.Gap, to, preview)}, func(string) {
		changes := people.Corrections(choices, strings.TrimSpace(to.Text()))
		if len(changes) == 0 || strings.TrimSpace(to.Text()) == "" {
			s.Note(words.T("people.correct.nothing"))
			return
		}
		s.Change(func(ctx context.Context) error { return people.Correct(ctx, s.Store, s.Author, changes) }, func() {
			s.Offer(words.T("people.correct.done", "N", len(changes)), s.Undo)
			r.page.search(strings.TrimSpace(to.Text()))
		})
	})
}

func flat(text string) string { return strings.ReplaceAll(text, "\n", " / ") }

// facts are what the question before an erasure must say.
type facts struct {
	files    []string
	requests []people.Request
}

// askErase asks for the ground and says what cannot be taken back.
func (r *results) askErase() {
	s := r.page.s
	choices := r.choices()
	session.Load(s, &r.open, func(ctx context.Context) (facts, error) {
		var f facts
		seen := map[data.ID]bool{}
		for _, c := range choices {
			if seen[c.Record.ID] {
				continue
			}
			seen[c.Record.ID] = true
			files, err := s.Store.List(ctx, store.Query{Kind: "attachment", Parent: c.Record.ID, Fields: []string{"name"}})
			if err != nil {
				return f, err
			}
			for _, a := range files {
				f.files = append(f.files, a.Text("name"))
			}
		}
		var err error
		f.requests, err = people.Due(ctx, s.Store, r.page.scope(), s.Now())
		return f, err
	}, func(f facts) { r.confirmErase(choices, f) })
}

func (r *results) confirmErase(choices []people.Choice, f facts) {
	s := r.page.s
	basis := widgets.NewChoice(words.T("people.erase.basis"), options("erasure", "basis", "request", "consent_withdrawn", "retention_over"))
	basis.Set("request")
	none := "-"
	requests := []widgets.Option{{ID: none, Text: words.T("people.erase.no_request")}}
	for _, q := range f.requests {
		requests = append(requests, widgets.Option{ID: q.ID.String(), Text: q.Text("number") + " · " + bound.ChoiceWord("privacy_request", "type", q.Text("type"))})
	}
	request := widgets.NewChoice(words.T("people.erase.request"), requests)
	request.Set(none)
	body := widgets.Column(look.Gap, basis, request)
	if len(f.files) > 0 {
		body.Add(widgets.Small(words.T("people.erase.files", "N", len(f.files), "Names", words.Short(strings.Join(f.files, ", "), 200))))
	}
	records := map[data.ID]bool{}
	for _, c := range choices {
		records[c.Record.ID] = true
	}
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("people.erase"), Grave: true, Yes: words.T("people.erase.do"),
		Text: words.T("people.erase.text", "N", len(choices), "Records", len(records)), Body: body, Reason: words.T("people.erase.reason")}, func(reason string) {
		e := people.Erasure{Author: s.Author, Of: choices, Basis: basis.ID(), Reason: reason, Blank: words.T("people.erased_name")}
		if id, err := data.ParseID(request.ID()); err == nil {
			e.Request = id
		}
		r.erase.Disable()
		var res store.Erased
		s.Change(func(ctx context.Context) (err error) {
			if res, err = people.Erase(ctx, s.Store, e); err != nil {
				return err
			}
			if err := forgetSearches(ctx, s, r.page.asked); err != nil {
				return err
			}
			return s.Store.Scrub(ctx)
		}, func() {
			s.Toast(words.T("people.erase.done", "N", res.Values, "Fields", res.Fields))
			r.page.look()
		})
	})
}

// forgetSearches takes what this device remembers of searches for the person
// out of its settings.
func forgetSearches(ctx context.Context, s *session.Session, person string) error {
	key := "search.kept." + s.Author.String()
	text, err := s.Store.Setting(ctx, key)
	if err != nil || text == "" {
		return err
	}
	var kept map[string][]json.RawMessage
	if json.Unmarshal([]byte(text), &kept) != nil {
		return nil // another version's: it reads it
	}
	n := 0
	for list, all := range kept {
		kept[list] = slices.DeleteFunc(all, func(entry json.RawMessage) bool { return people.Names(string(entry), person) })
		n += len(all) - len(kept[list])
	}
	if n == 0 {
		return nil
	}
	b, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	return s.Store.SetSetting(ctx, key, string(b))
}

func options(kind, field string, values ...string) []widgets.Option {
	var all []widgets.Option
	for _, v := range values {
		all = append(all, widgets.Option{ID: v, Text: bound.ChoiceWord(kind, field, v)})
	}
	return all
}
